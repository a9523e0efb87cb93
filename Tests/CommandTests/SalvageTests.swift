import Foundation
import Testing

/// `add --salvage`: what is whole in a damaged bundle reaches the office, and the rest is named.
struct SalvageTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop
    let photos = 3

    init() throws {
        workspace = try Workspace(.file)
        let ready = try workspace.ready()
        office = ready.office
        laptop = ready.devices[0]
    }

    /// A bundle of so many complaints without a photo, each over 8,000 characters, and of those with one.
    private func packed(_ complaints: Int) throws -> Data {
        let noise = try #require(FileHandle(forReadingAtPath: "/dev/urandom"))
        let rows = try (0..<complaints).map { row in
            let text = try #require(try noise.read(upToCount: 6_000)).base64EncodedString()
            return "pengaduan,Laporan \(row),\(text),2026-01-05,33.09.06.2001\n"
        }
        let table = try workspace.write(
            "laporan.csv", "classification,title,description,incident_date,region\n" + rows.joined())
        try laptop.must("new", "--from", table)
        for index in 0..<photos {
            let photo = try #require(try noise.read(upToCount: 120_000))
            try laptop.capture("--attach", try workspace.write("foto-\(index).bin", photo))
        }
        return try workspace.read(try laptop.bundle())
    }

    private struct Told: Decodable {
        struct Missing: Decodable {
            struct Events: Decodable {
                let feed: String
                let first: Int
                let last: Int
            }
            let events: [Events]
            let blobs: [String]
        }
        let outcome: String
        let code: String?
        let eventsNew: Int
        let eventsKnown: Int
        let blobsNew: Int
        let reason: String?
        let hint: String?
        let missing: Missing?
    }

    private func salvage(_ office: Office, _ damaged: Data) throws -> (status: Int32, told: Told) {
        let file = try workspace.write("rusak.lapor", damaged)
        let output = try office.run(["add", "--salvage", "--json", file])
        let told: [Told] = try output.json()
        return (output.status, try #require(told.first))
    }

    private func flipped(_ bundle: Data, _ offset: Int) -> Data {
        var damaged = bundle
        damaged[damaged.startIndex + offset] ^= 4
        return damaged
    }

    /// A copy of the office as it is, before anything came.
    private func fresh(_ name: String, on database: DatabaseKind) throws -> Office {
        let home = workspace.path(name)
        try workspace.shell("rm -rf '\(home)'; cp -a '\(office.home)' '\(home)'")
        let copy = Office(workspace: workspace, home: home, founded: office.founded)
        if database == .server {
            try copy.must("move", "--to", try PostgresServer.shared.get().makeDatabase())
        }
        return copy
    }

    private func shown(_ office: Office) throws -> [Data] {
        [
            try office.listing(), try office.must("gaps", "--json").data,
            try office.must("check", "--json").data,
        ]
    }

    @Test(arguments: DatabaseKind.allCases)
    func `what is whole is taken, the rest is named, and the whole bundle later fills all of it`(
        _ database: DatabaseKind
    ) throws {
        // More events than lie in one file.
        let bundle = try packed(280)
        let total = 1 + photos + 280
        let whole = try fresh("utuh", on: database)
        let file = try workspace.write("utuh.lapor", bundle)
        #expect(try whole.add(file).status == 0)
        let expected = try shown(whole)
        let ids = Set(try whole.complaints().map(\.id))
        let size = bundle.count
        var cases = [("flipped in the middle", flipped(bundle, size / 2))]
        if database == .file {
            cases += [
                ("cut", Data(bundle.prefix(size / 4 * 3))),
                ("flipped at the end", flipped(bundle, size - 1)),
            ]
        }
        var (partly, withGap) = (0, 0)
        for (what, damaged) in cases {
            let office = try fresh("kantor-rusak", on: database)
            let (status, told) = try salvage(office, damaged)
            let missing = try #require(told.missing, "\(what)")
            let lost = missing.events.reduce(0) { $0 + $1.last - $1.first + 1 }
            if told.outcome == "refused" {
                // The only events file that had come was the damaged one.
                #expect(status == 65 && lost == total && missing.blobs.count == photos, "\(what)")
                #expect(try office.complaints().isEmpty)
            } else {
                #expect(status == 10 && told.outcome == "salvaged" && told.code == nil, "\(what): \(told)")
                let taken = Set(try office.complaints().map(\.id))
                #expect(taken.isSubset(of: ids), "\(what)")
                // The first event stands in feeds.json too: with its file lost it is neither new nor missing.
                #expect([total - 1, total].contains(told.eventsNew + lost), "\(what): \(told)")
                #expect(told.blobsNew + missing.blobs.count == photos, "\(what): \(told)")
                if told.eventsNew > 0, lost > 0 { partly += 1 }
                // Once more: nothing new, and the same is missing.
                let again = try salvage(office, damaged)
                #expect(
                    again.status == 10 && again.told.eventsNew == 0 && again.told.blobsNew == 0, "\(what)")
                #expect(again.told.missing?.blobs == missing.blobs, "\(what)")
                #expect(try office.run(["check"]).status == 0, "\(what)")
                if try office.must("gaps", "--json").text.contains("first") { withGap += 1 }
            }
            let repaired = try office.add(file)
            #expect(repaired.status == 0 && repaired.results.map(\.outcome) == ["merged"], "\(what)")
            #expect(try shown(office) == expected, "\(what)")
        }
        #expect(partly > 0 && withGap > 0)
    }

    @Test func `with its start damaged nothing is taken, and it is said why`() throws {
        let bundle = try packed(10)
        let before = try office.state()
        for offset in [5, 100, 300, 500, 2_000, 60_000] {
            let (status, told) = try salvage(office, flipped(bundle, offset))
            #expect([65, 77].contains(status) && told.outcome == "refused", "\(offset)")
            #expect(told.missing == nil && told.eventsNew == 0)
            if offset > 450 { #expect(told.reason?.contains("tidak ada yang diambil") == true) }
        }
        for cut in [0, 10, 300, 60_000] {
            let (status, told) = try salvage(office, bundle.prefix(cut))
            #expect(status == 65 && told.outcome == "refused", "\(cut)")
        }
        #expect(try office.state() == before)
    }

    @Test func `nothing is salvaged unasked, but it is said that it could be`() throws {
        let bundle = try packed(10)
        let before = try office.state()
        let file = try workspace.write("rusak.lapor", flipped(bundle, bundle.count / 2))
        let added = try office.add(file)
        #expect(added.status == 65 && added.results.map(\.outcome) == ["refused"])
        #expect(added.results.first?.hint?.contains("--salvage") == true)
        #expect(try office.state() == before)
        // A whole bundle and a bad one: the bad one's code, and each is told.
        let sound = try workspace.write("utuh.lapor", bundle)
        let note = try workspace.write("lain.lapor", "bukan bundel")
        let both = try office.run(["add", "--salvage", file, note, sound])
        #expect(both.status == 65)
        #expect(both.error.contains("pack --all") && both.error.contains("yang utuh diambil"))
        #expect(both.text.contains("kode konfirmasi"))
    }

    @Test func `of a revoked laptop nothing is salvaged`() throws {
        let bundle = try packed(10)
        #expect(try office.add(try workspace.write("utuh.lapor", bundle)).status == 0)
        try office.must("device", "revoke", laptop.identity.id)
        try laptop.capture("--attach", try workspace.write("lagi.bin", Data(count: 200_000)))
        var damaged = try workspace.read(try laptop.bundle(into: "stik-2", "--all"))
        damaged[damaged.startIndex + damaged.count / 2] ^= 1
        let before = try office.state()
        let (status, told) = try salvage(office, damaged)
        #expect(status == 65 && told.outcome == "refused" && told.reason?.contains("dicabut") == true)
        #expect(try office.state() == before)
    }
}
