import Foundation
import Testing

// What an office erases is gone from every file, wherever the erasure comes to; its number and the counts stay.
@Suite(
    .enabled(if: Tool.all("age", "tar", "gzip", "bash"), "age, tar or gzip is missing: no bundle is unpacked")
)
struct ErasureTests {
    let workspace: Workspace
    let office: Office
    let province: Office
    let first: Laptop
    let second: Laptop

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready(devices: 2)
        office = ready.office
        first = try #require(ready.devices.first)
        second = try #require(ready.devices.last)
        province = try workspace.office("provinsi")
        try office.relays(to: province)
    }

    // MARK: Helpers

    /// What is said about the complaint, a word for each place; nothing of it may stay.
    private static let words = [
        "Bendahara", "menggelapkan", "pendopo", "Inspektorat", "Kwitansipalsu", "Takterucapkan", "Sumarni",
        "fotobukti", "buktirahasia", "Kataprovinsi", "Tanggapanwarga", "Terlambat",
    ]

    private func photo() throws -> String {
        let bytes = "\u{1}\u{2} buktirahasia \(String(repeating: "x", count: 3_000))"
        return try workspace.write("fotobukti-9.jpg", Data(bytes.utf8))
    }

    /// Takes down a complaint of many words and brings it to the office, with others.
    private func capture(_ more: [String] = []) throws -> Answer.Saved {
        let words = [
            "--title", "Bendahara menggelapkan \"bantuan\"", "--description", "Di\npendopo\tdesa",
            "--agency", "Inspektorat", "--reporter-name", "Sumarni", "--consent", "read-aloud",
            "--attach", try photo(),
        ]
        let saved: Answer.Saved = try succeed(first.run(["new", "--json"] + Laptop.good + words + more))
            .json()
        try first.capture("--title", "Lampu")
        try first.must("edit", saved.id, "--location", "Laci Kwitansipalsu")
        try office.merge(from: first)
        try second.capture("--title", "Jalan")
        try office.merge(from: second)
        return saved
    }

    /// Has it answered, by the office and the province, and carried everywhere.
    private func answer(_ saved: Answer.Saved) throws {
        try province.merge(try office.relayed().path)
        try office.must("respond", saved.id, "--status", "selesai", "--answer", "Takterucapkan")
        try province.must("respond", saved.id, "--answer", "Kataprovinsi", "--agency", "Inspektorat")
        try office.merge(try province.reply())
        try takeReplies()
        try first.must("feedback", saved.id, "--text", "Tanggapanwarga")
        try office.merge(from: first)
        try takeReplies()
        try province.merge(try office.relayed().path)
    }

    private func takeReplies() throws {
        let replies = try office.reply()
        for laptop in [first, second] {
            #expect(try laptop.receive(replies).map(\.outcome).sorted() == ["merged", "skipped"])
        }
    }

    /// Middles of all sealed parts that the office passes on.
    private func sealedParts() throws -> [String] {
        let folder = try office.unpack(try #require(try office.relay(into: "segel", "--all").first).path)
        return try workspace.shell(
            """
            grep -rhoE '"(identity|content)":"[^"]+"' '\(folder)' | cut -d '"' -f 4 | cut -c 120-180
            """
        ).text.split(separator: "\n").map(String.init)
    }

    private func erase(_ saved: Answer.Saved, _ office: Office) throws -> Int {
        let erased: Answer.Changed = try office.must("erase", saved.id, "--reason", "Diminta", "--json")
            .json()
        #expect(erased.id == saved.id && erased.number == saved.number)
        return erased.events
    }

    private func expectNothing(of saved: Answer.Saved, _ sealed: [String], _ homes: String...) throws {
        let search = LeakSearch(Self.words + sealed)
        for home in homes {
            #expect(try search.findings(in: home) == [])
            #expect(try workspace.shell("find '\(home)/blobs' '\(home)/staging' -type f || true").text == "")
        }
    }

    private func expectErased(_ saved: Answer.Saved, _ list: [Answer.Complaint], _ shown: Answer.Shown) throws
    {
        #expect(list.count == 3)
        let complaint = try #require(list.first { $0.id == saved.id })
        #expect(complaint.status == "dihapus" && complaint.number == saved.number)
        #expect(complaint.title == nil && complaint.description == nil && complaint.location == nil)
        #expect(complaint.agency == nil && complaint.attachments.isEmpty)
        #expect(shown.status == "dihapus" && shown.answers.isEmpty && shown.title == nil)
    }

    private func expectErased(_ saved: Answer.Saved, _ offices: Office...) throws {
        for office in offices {
            try expectErased(saved, try office.complaints(), try office.shown(saved.id))
            #expect(try office.status().byStatus["dihapus"] == 1)
            #expect(try office.must("gaps", "--json").text == "[]\n")
            for change in [
                ["respond", saved.id, "--status", "selesai"], ["edit", saved.id, "--title", "X"],
            ] {
                #expect(try office.run(change).status == 65)
            }
        }
    }

    private func expectErased(_ saved: Answer.Saved, _ laptops: Laptop...) throws {
        for laptop in laptops {
            try expectErased(saved, try laptop.complaints(), try laptop.shown(saved.id))
            for change in [
                ["edit", saved.id, "--title", "X"], ["attach", saved.id, try photo()],
                ["withdraw", saved.id, "--reason", "X"], ["feedback", saved.id, "--text", "X"],
            ] {
                #expect(try laptop.run(change).status == 65)
            }
        }
    }

    // MARK: Tests

    @Test(arguments: [["--anonymous"], ["--confidential"]])
    func `what the office erases is gone there, on the laptops and at the province`(flags: [String]) throws {
        let saved = try capture(flags)
        try answer(saved)
        let sealed = try sealedParts()
        #expect(sealed.count == (flags == ["--confidential"] ? 5 : 1))
        for home in [office.home, first.home, second.home, province.home] {
            #expect(try !LeakSearch(Self.words + sealed).findings(in: home).isEmpty, "\(home)")
        }
        #expect(try erase(saved, office) == 1)
        #expect(try erase(saved, office) == 0)
        try expectErased(saved, office)
        try expectNothing(of: saved, sealed, office.home)
        try takeReplies()
        try expectErased(saved, first, second)
        try expectNothing(of: saved, sealed, first.home, second.home)
        try province.merge(try office.relayed().path)
        try expectErased(saved, province)
        try expectNothing(of: saved, sealed, province.home)
        #expect(try province.listing() == office.listing())
        #expect(try office.run(["erase", saved.id, "--reason", " "]).status == 65)
    }

    @Test func `what the province erases is gone at the office and on the laptops, too`() throws {
        let saved = try capture()
        try answer(saved)
        let sealed = try sealedParts()
        #expect(try erase(saved, province) == 1)
        try expectNothing(of: saved, sealed, province.home)
        try office.merge(try province.reply())
        #expect(try erase(saved, office) == 0)
        try takeReplies()
        try expectErased(saved, province, office)
        try expectErased(saved, first, second)
        try expectNothing(of: saved, sealed, office.home, first.home, second.home)
        #expect(try province.listing() == office.listing())
    }

    @Test func `what a laptop adds before it hears of the erasure is erased in its turn`() throws {
        let saved = try capture()
        try answer(saved)
        #expect(try erase(saved, office) == 1)
        try province.merge(try office.relayed().path)
        try first.must("edit", saved.id, "--title", "Terlambat", "--description", "Bendahara lagi")
        let other = try workspace.write("lain.jpg", "buktirahasia, yang lain")
        try first.must("attach", saved.id, other)
        #expect(try office.merge(from: first).eventsNew == 2)
        try expectErased(saved, office)
        try expectNothing(of: saved, [], office.home)
        try province.merge(try office.relayed().path)
        try takeReplies()
        try expectErased(saved, province)
        try expectErased(saved, first, second)
        try expectNothing(of: saved, [], province.home, first.home, second.home)
        #expect(try province.listing() == office.listing())
        try office.merge(try province.reply())
        #expect(try first.pack(into: "tidak-ada").isEmpty && office.relay().isEmpty)
    }

    @Test func `old sticks, replies and relays bring nothing of it back`() throws {
        let saved = try capture()
        try answer(saved)
        let bundle = try first.packed(into: "lama", "--all").path
        let replies = try office.reply()
        let relay = try #require(try office.relay(into: "lama-provinsi", "--all").first).path
        #expect(try erase(saved, office) == 1)
        try takeReplies()
        try province.merge(try office.relayed().path)
        for laptop in [first, second] { try laptop.receive(replies) }
        #expect(try office.add(bundle).results.map(\.outcome) == ["nothing_new"])
        #expect(try province.add(relay).results.map(\.outcome) == ["nothing_new"])
        try expectErased(saved, office, province)
        try expectErased(saved, first, second)
        try expectNothing(of: saved, [], office.home, province.home, first.home, second.home)
    }

    @Test func `who hears of it only after the erasure shows the same list`() throws {
        let saved = try capture()
        #expect(try erase(saved, office) == 1)
        try province.merge(try office.relayed().path)
        try expectErased(saved, province)
        #expect(try province.listing() == office.listing())
        try takeReplies()
        let third = try office.laptop("laptop-3", kit: workspace.path("tim.kit"))
        try third.capture("--title", "Baru")
        try office.merge(from: third)
        #expect(
            try third.receive(office.reply()).map(\.outcome).sorted() == ["merged", "skipped", "skipped"])
        #expect(try third.complaints().map(\.status).filter { $0 == "dihapus" }.count == 1)
        #expect(try third.complaints().map(\.id) == office.complaints().map(\.id))
        try expectNothing(of: saved, [], province.home, third.home)
    }

    @Test func `an attachment that another complaint has as well stays with that one`() throws {
        let saved = try capture()
        let other = try first.capture("--title", "Sama fotonya", "--attach", try photo())
        try office.merge(from: first)
        #expect(try erase(saved, office) == 1)
        for id in [saved.id, other.id] {
            let folder = try workspace.makeFolder("lampiran-\(id)")
            try office.must("attachments", id, "--to", folder)
            #expect(try workspace.shell("ls '\(folder)'").text == (id == saved.id ? "" : "fotobukti-9.jpg\n"))
        }
        #expect(try erase(other, office) == 1)
        try expectNothing(of: saved, [], office.home)
    }
}
