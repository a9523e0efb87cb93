import Foundation
import Testing

// Photos of a visit, from the village hall to the province, by way of what complaints' attachments take.
struct VisitPhotoTests {
    let workspace: Workspace
    let office: Office
    let laptops: [Laptop]

    init() throws {
        workspace = try Workspace()
        office = try workspace.office()
        let kit = try office.kit()
        laptops = [try office.laptop("laptop-1", kit: kit), try office.laptop("laptop-2", kit: kit)]
    }

    private struct Visit: Decodable {
        let id: String
        let attachments: [Answer.Attachment]
    }

    private struct MissingPhoto: Decodable {
        let blob: String?
        let complaint: String?
        let outreach: String?
    }

    private func photo(_ name: String) throws -> String {
        try workspace.write(name, Data("isi \(name)".utf8))
    }

    private func written(_ id: String, by office: Office) throws -> [String: Data] {
        let folder = try workspace.makeFolder("foto-\(UUID().uuidString)")
        try office.must("attachments", id, "--to", folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return try Dictionary(
            uniqueKeysWithValues: names.map { ($0, try workspace.read("\(folder)/\($0)")) })
    }

    @Test func `photos of two laptops' visits reach the office and its province, and are shown and checked`()
        throws
    {
        let laptop = laptops[0]
        let begun: Visit = try laptop.must(
            "outreach", "start", "--region", "33.09.06.2001", "--attach", try photo("a.jpg"),
            try photo("b.jpg"), "--json"
        ).json()
        #expect(begun.attachments.map(\.name) == ["a.jpg", "b.jpg"])
        let ended: Visit = try laptop.must(
            "kegiatan", "selesai", "--attach", try photo("c.jpg"), "--json"
        ).json()
        #expect(ended.attachments.map(\.name) == ["a.jpg", "b.jpg", "c.jpg"])
        try laptop.must("outreach", "change", "--attach", try photo("a.jpg"))
        let shown: Visit = try laptop.must("outreach", "show", "--json").json()
        // The same photo once more is the same photo.
        #expect(shown.attachments.map(\.name) == ["a.jpg", "b.jpg", "c.jpg"])
        #expect(shown.attachments.map(\.size) == [9, 9, 9])
        #expect(shown.attachments.allSatisfy { $0.sha256.count == 64 && $0.type != nil })
        #expect(try laptop.must("outreach", "show").text.contains("Foto"))
        let other: Visit = try laptops[1].must(
            "outreach", "start", "--region", "33.09.06.2002", "--attach", try photo("d.jpg"), "--json"
        ).json()
        for laptop in laptops {
            #expect(try office.add(try laptop.bundle(into: laptop.identity.id)).status == 0)
            try laptop.must("check")
        }
        try office.must("check")
        #expect(try office.must("gaps", "--json").text == "[]\n")
        #expect(try written(begun.id, by: office)["c.jpg"] == Data("isi c.jpg".utf8))
        #expect(try written(other.id, by: office).count == 1)
        let province = try workspace.office("provinsi")
        try office.relays(to: province)
        #expect(try province.merge(office.relayed().path).blobsNew == 4)
        try province.must("check")
        #expect(try province.must("gaps", "--json").text == "[]\n")
        #expect(try written(begun.id, by: province) == written(begun.id, by: office))
    }

    @Test func `a complaint's erasure leaves the photo that a visit shares with it`() throws {
        let laptop = laptops[0]
        let path = try photo("a.jpg")
        let visit: Visit = try laptop.must("outreach", "start", "--attach", path, "--json").json()
        let first = try laptop.capture("--attach", path)
        try laptop.must("erase", first.id, "--reason", "salah")
        try laptop.must("check")
        let second = try laptop.capture("--attach", path)
        try office.merge(from: laptop)
        try office.must("erase", second.id, "--reason", "diminta")
        try office.must("check")
        #expect(try written(visit.id, by: office) == ["a.jpg": Data("isi a.jpg".utf8)])
    }

    @Test(.enabled(if: Tool.all("sqlite3"), "sqlite3 is missing: no store can be made older"))
    func `an office whose older program let photos go asks for them again once it is updated`() throws {
        let laptop = laptops[0]
        let visit: Visit = try laptop.must("outreach", "start", "--attach", try photo("a.jpg"), "--json")
            .json()
        try office.merge(from: laptop)
        try laptop.receive(try office.reply())
        #expect(try laptop.pack(into: "kosong").isEmpty)
        // As the older program left it.
        try workspace.shell(
            """
            sqlite3 '\(office.home)/store.sqlite' "DELETE FROM blob_uses; DELETE FROM blobs; PRAGMA user_version = 7;
                DELETE FROM grdb_migrations WHERE identifier = '2026-11-28 photos of visits'"
            find '\(office.home)/blobs' -type f -delete
            """)
        let gaps: [MissingPhoto] = try office.must("gaps", "--json").json()
        #expect(gaps.map(\.outreach) == [visit.id] && gaps.first?.blob == visit.attachments.first?.sha256)
        #expect(try office.must("gaps").text.contains("dari kegiatan \(visit.id.prefix(8))"))
        try laptop.receive(try office.reply())
        try office.merge(try laptop.bundle(into: "lagi"))
        #expect(try office.must("gaps", "--json").text == "[]\n")
        #expect(try written(visit.id, by: office).count == 1)
    }

    @Test func `a photo that cannot be attached is named by its flag, and no visit is begun`() throws {
        let output = try laptops[0].run(["outreach", "start", "--attach", workspace.path("tiada.jpg")])
        #expect(output.status == 66 && output.error.contains("--attach"), "\(output.error)")
        #expect(try laptops[0].must("outreach", "list", "--json").text == "[]\n")
    }
}
