import Foundation
import Testing

/// What an office passes on to its province, and what comes back from there over two hops.
struct RelayTests {
    let workspace: Workspace
    let office: Office
    let province: Office
    let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        laptop = try #require(ready.devices.first)
        province = try workspace.office("provinsi")
    }

    // MARK: Helpers

    /// What only `show` tells besides.
    private struct Past: Decodable {
        struct Entry: Decodable {
            let kind: String
            let author: String
        }
        let history: [Entry]
    }

    private func expectSameLists() throws {
        #expect(try province.listing() == office.listing())
        #expect(try province.complaints().isEmpty == false)
    }

    /// Takes the province's answers down to the office.
    @discardableResult
    private func bringBack() throws -> Answer.Added {
        try #require(try office.add(province.reply()).results.first)
    }

    // MARK: Tests

    @Test func `a relay gives the province the same list to the byte, attachments included`() throws {
        let bytes = Data((0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        let photo = try workspace.write("foto.jpg", bytes)
        let saved = try laptop.capture("--attach", photo)
        let secret = try laptop.capture("--confidential", "--attach", photo)
        try laptop.capture("--anonymous", "--reporter-name", "Sumarni", "--consent", "written")
        try office.merge(from: laptop)
        try office.must("edit", saved.id, "--agency", "Dinas PU")
        try office.must("respond", saved.id, "--status", "terdisposisi", "--tracking-id", "77")
        try office.relays(to: province)
        let bundle = try office.relayed()
        let added = try province.merge(bundle.path)
        #expect(added.blobsNew == 2 && added.eventsNew > 4)
        try expectSameLists()
        #expect(try province.status().devices.map(\.missingBlobs) == [0])
        #expect(try province.shown(saved.id) == office.shown(saved.id))
        let folder = try workspace.makeFolder("lampiran")
        try province.must("attachments", saved.id, "--to", folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(try names.map { try workspace.read("\(folder)/\($0)") } == [bytes])
        // What was sealed to the office stays the office's.
        let opened = try province.run(["show", secret.id, "--open", "--json"])
        let shown: Answer.Shown = try succeed(opened).json()
        #expect(shown.title == nil && !opened.error.isEmpty)
        // Once more changes nothing.
        #expect(try province.add(bundle.path).results.map(\.outcome) == ["nothing_new"])
    }

    @Test func `what is lost is relayed again, what the province confirmed is not`() throws {
        try office.relays(to: province)
        #expect(try office.relay().isEmpty)
        let photo = try workspace.write("foto.jpg", Data("isi foto".utf8))
        try laptop.capture("--title", "Satu", "--attach", photo)
        try office.merge(from: laptop)
        let lost = try office.relayed()
        try FileManager.default.removeItem(atPath: lost.path)
        let again = try office.relayed()
        #expect(again.events == lost.events && again.blobs == 1)
        try province.merge(again.path)
        #expect(try province.add(try office.relayed().path).results.map(\.outcome) == ["nothing_new"])
        // Empty once the receipt is here, and after the same reply has come twice.
        let reply = try province.reply()
        for outcome in ["merged", "nothing_new"] {
            let added = try office.add(reply)
            #expect(added.status == 0 && added.results.map(\.outcome) == [outcome])
            #expect(try office.relay().isEmpty)
        }
        // Only what is new travels then; `--all` carries everything.
        try laptop.capture("--title", "Dua")
        try office.merge(from: laptop)
        let more = try office.relayed()
        #expect(more.blobs == 0)
        let added = try province.merge(more.path)
        #expect(added.eventsNew == 1)
        try expectSameLists()
        try bringBack()
        #expect(try office.relay().isEmpty)
        let all = try office.relay(into: "semua", "--all")
        #expect(all.count == 1 && all[0].blobs == 1 && all[0].events > more.events)
    }

    @Test func `the province's answer comes to the office and, over it, to the laptop`() throws {
        let saved = try laptop.capture("--title", "Jembatan")
        try office.merge(from: laptop)
        try office.relays(to: province)
        try province.merge(try office.relayed().path)
        try province.must(
            "respond", saved.number, "--status", "selesai", "--answer", "Dari provinsi", "--agency",
            "Bina Marga",
            "--date", "2026-11-20", "--tracking-id", "123")
        let back = try bringBack()
        #expect(back.outcome == "merged" && back.eventsNew > 0)
        let expected = try province.shown(saved.id)
        #expect(expected.status == "selesai" && expected.trackingId == "123")
        #expect(
            expected.answers == [.init(text: "Dari provinsi", agency: "Bina Marga", at: "2026-11-20")])
        #expect(try office.shown(saved.id) == expected)
        try expectSameLists()
        #expect(try laptop.receive(try office.reply()).map(\.outcome) == ["merged"])
        #expect(try laptop.shown(saved.id) == expected)
        #expect(try laptop.steps() == Answer.Steps(answered: 1))
        let answered: [Answer.Complaint] = try laptop.must("list", "--state", "answered", "--json").json()
        #expect(answered.map(\.id) == [saved.id])
        // What the citizen says to it goes all the way up.
        try laptop.must("feedback", saved.id, "--text", "Belum selesai")
        try office.merge(from: laptop)
        try province.merge(try office.relayed().path)
        #expect(try province.shown(saved.id).status == "ditanggapi_pelapor")
        try expectSameLists()
    }

    @Test func `where the two give different statuses the province's is shown, and both are told of`() throws
    {
        let saved = try laptop.capture("--title", "Jembatan")
        try office.merge(from: laptop)
        try office.relays(to: province)
        try province.merge(try office.relayed().path)
        try province.must(
            "respond", saved.id, "--status", "diarsipkan", "--answer", "Provinsi", "--date", "2026-01-02")
        try office.must(
            "respond", saved.id, "--status", "selesai", "--answer", "Kabupaten", "--date", "2026-01-01")
        try bringBack()
        try province.merge(try office.relayed().path)
        try laptop.receive(try office.reply())
        for shown in [
            try province.shown(saved.id), try office.shown(saved.id), try laptop.shown(saved.id),
        ] {
            #expect(shown.status == "diarsipkan")
            #expect(shown.answers.map(\.text) == ["Kabupaten", "Provinsi"])
        }
        try expectSameLists()
        let pasts: [Past] = try [province, office].map { try $0.must("show", saved.id, "--json").json() }
        for past in pasts {
            let answers = past.history.filter { $0.kind == "responded" }
            #expect(answers.count == 2 && Set(answers.map(\.author)).count == 2)
        }
        #expect(try office.must("conflicts", "--json").text == "[]\n")
        // Who has seen the other's status replaces it.
        try office.must("respond", saved.id, "--status", "ditindaklanjuti")
        try province.merge(try office.relayed().path)
        #expect(try office.shown(saved.id).status == "ditindaklanjuti")
        #expect(try province.shown(saved.id).status == "ditindaklanjuti")
    }

    @Test func `two offices under one province each get their own answers`() throws {
        let other = try workspace.office("kota")
        let laptops = [laptop, try other.laptop("laptop-kota", kit: try other.kit("kota.kit"))]
        let offices = [office, other]
        var saved: [Answer.Saved] = []
        for (office, laptop) in zip(offices, laptops) {
            saved.append(try laptop.capture("--title", laptop.identity.id))
            try office.merge(from: laptop)
            try office.relays(to: province)
            try province.merge(try office.relayed().path)
        }
        #expect(try province.complaints().count == 2)
        #expect(try Set(province.devices().map(\.id)) == Set(laptops.map(\.identity.id)))
        for complaint in saved {
            try province.must("respond", complaint.id, "--status", "selesai", "--answer", complaint.number)
        }
        for (index, office) in offices.enumerated() {
            let folder = try workspace.makeFolder("balasan-\(index)")
            try province.must("reply", "--device", office.founded.id, "--to", folder)
            #expect(try office.add(folder).results.map(\.outcome) == ["merged"])
            let shown = try office.shown(saved[index].id)
            #expect(shown.answers.map(\.text) == [saved[index].number])
            #expect(try office.complaints().count == 1)
            #expect(try office.run(["show", saved[1 - index].id]).status == 66)
            #expect(try office.relay().isEmpty)
            // What was said to the other one is not in its files either, in no table.
            let hits = try workspace.shell("grep -rlaF '\(saved[1 - index].number)' '\(office.home)' || true")
            #expect(hits.text.isEmpty)
        }
        // The other one's bundles are nothing to either.
        #expect(try office.run(["add", workspace.path("balasan-1")]).status == 77)
        #expect(try other.run(["add", try office.relay(into: "semua", "--all")[0].path]).status == 77)
    }

    @Test func `answers and erasures go over three offices as over two`() throws {
        let top = try workspace.office("kementerian")
        try office.relays(to: province)
        try province.relays(to: top)
        let saved = try laptop.capture("--title", "Jembatan")
        try office.merge(from: laptop)
        try province.merge(try office.relayed().path)
        try province.must("respond", saved.id, "--answer", "Provinsi", "--date", "2026-01-01")
        try top.merge(try province.relayed().path)
        #expect(try top.listing() == province.listing())
        #expect(try top.shown(saved.id).answers.map(\.text) == ["Provinsi"])
        try top.must("respond", saved.id, "--status", "selesai", "--answer", "Pusat", "--date", "2026-01-02")
        #expect(try top.shown(saved.id).status == "selesai")
        try province.merge(try top.reply())
        try office.merge(try province.reply())
        try laptop.receive(try office.reply())
        #expect(try laptop.shown(saved.id).answers.map(\.text) == ["Provinsi", "Pusat"])
        #expect(try laptop.shown(saved.id) == top.shown(saved.id))
        try top.must("erase", saved.id, "--reason", "Diminta")
        try province.merge(try top.reply())
        try office.merge(try province.reply())
        try laptop.receive(try office.reply())
        #expect(try laptop.shown(saved.id).status == "dihapus")
    }
}
