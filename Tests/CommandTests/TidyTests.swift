import Foundation
import Testing

// A laptop drops what is old and safe at the office; numbers, statuses and answers stay. `faketime` makes it old.
@Suite(.enabled(if: Tool.all("faketime"), "faketime is missing: nothing grows old"))
struct TidyTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop
    let mate: Laptop

    init() throws {
        workspace = try Workspace()
        office = try workspace.office()
        let kit = try office.kit("tim.kit", "--retention-days", "1")
        laptop = try office.laptop("laptop-1", kit: kit)
        mate = try office.laptop("laptop-2", kit: kit)
    }

    /// What `tidy` tells.
    private struct Tidied: Decodable, Equatable {
        var complaints = 0
        var blobs = 0
        var bytes = 0
    }

    private static let search = LeakSearch(["Jembatan", "pendopo", "buktirahasia", "fotobukti", "Kwitansi"])

    /// A day that lies so far ahead.
    private func day(_ days: Double) -> String {
        let date = ISO8601DateFormatter().string(from: Date().addingTimeInterval(days * 86_400))
        return String(date.prefix(19)).replacingOccurrences(of: "T", with: " ")
    }

    private func tidy(after days: Double) throws -> Tidied {
        try succeed(laptop.run(at: day(days), ["tidy", "--json"])).json()
    }

    private func capture() throws -> Answer.Saved {
        let photo = try workspace.write("fotobukti.jpg", Data("buktirahasia".utf8))
        let saved = try laptop.capture(
            "--title", "Jembatan", "--description", "Di pendopo", "--reporter-name", "Sumi", "--consent",
            "written", "--attach", photo)
        try laptop.must("edit", saved.id, "--location", "Kwitansi")
        return saved
    }

    private func expectKept(_ saved: Answer.Saved) throws {
        #expect(try tidy(after: 3) == Tidied())
        #expect(try laptop.shown(saved.id).title == "Jembatan")
        #expect(try !Self.search.findings(in: laptop.home).isEmpty)
    }

    @Test func `what is old and confirmed loses its words; number, status and answers stay and grow`() throws
    {
        let saved = try capture()
        let secret = try laptop.capture("--confidential", "--title", "Rahasia")
        try office.merge(from: laptop)
        try mate.capture("--title", "Jembatan tetangga")
        try office.merge(from: mate)
        try office.must("respond", saved.id, "--status", "terdisposisi", "--answer", "Sedang dikerjakan")
        try laptop.receive(try office.reply())
        #expect(try tidy(after: 0) == Tidied())
        #expect(try tidy(after: 0.9) == Tidied())
        let before = try laptop.complaints()
        let tidied = try tidy(after: 3)
        #expect(tidied.complaints == 3 && tidied.blobs == 1 && tidied.bytes == 12)
        #expect(try tidy(after: 3) == Tidied())
        #expect(try Self.search.findings(in: laptop.home) == [])
        let after = try laptop.complaints()
        #expect(after.map(\.id) == before.map(\.id) && after.map(\.number) == before.map(\.number))
        #expect(after.map(\.status) == before.map(\.status) && after.map(\.region) == before.map(\.region))
        #expect(try laptop.steps() == Answer.Steps(confirmed: 1, answered: 1))
        let shown = try laptop.shown(saved.number)
        #expect(shown.status == "terdisposisi" && shown.answers.map(\.text) == ["Sedang dikerjakan"])
        #expect(try laptop.shown(secret.id).status == "diterima")

        // Later replies bring new answers and none of the old words.
        try office.must(
            "respond", saved.id, "--status", "selesai", "--answer", "Beres")
        try laptop.receive(try office.reply())
        #expect(try Self.search.findings(in: laptop.home) == [])
        #expect(try laptop.shown(saved.id).answers.map(\.text) == ["Sedang dikerjakan", "Beres"])
        #expect(try laptop.shown(saved.id).status == "selesai")
        // Nothing is carried again, and what is carried all the same takes nothing away from the office.
        #expect(try laptop.pack(into: "kosong").isEmpty)
        let list = try office.listing()
        #expect(try office.add(laptop.packed(into: "semua", "--all").path).status == 0)
        #expect(try office.listing() == list && office.must("gaps", "--json").text == "[]\n")
        // The citizen can still say something to it, and new complaints are taken as always.
        try laptop.must("feedback", saved.id, "--text", "Terima kasih")
        try laptop.capture("--title", "Baru")
        try office.merge(from: laptop)
        #expect(try office.shown(saved.id).status == "ditanggapi_pelapor")
        #expect(try office.shown(saved.id).title == "Jembatan")
        #expect(try office.complaints().count == 4)
    }

    @Test func `what the office has not confirmed is kept however old it is`() throws {
        let saved = try capture()
        try expectKept(saved)
        let bundle = try laptop.packed(into: "stik")
        try expectKept(saved)
        // A code on the phone says nothing of attachments.
        let code = try #require(try office.merge(bundle.path).code)
        try laptop.must("confirm", code)
        #expect(try laptop.steps() == Answer.Steps(confirmed: 1))
        try expectKept(saved)
        try laptop.receive(try office.reply())
        // Something new about it has not arrived.
        try laptop.must("edit", saved.id, "--agency", "Dinas PU")
        try expectKept(saved)
        try office.merge(from: laptop)
        try laptop.receive(try office.reply())
        #expect(try tidy(after: 3).complaints == 1)
        #expect(try Self.search.findings(in: laptop.home) == [])
    }

    @Test(.enabled(if: Forger.isThere, "of \(Forger.tools) and python3 one is missing: nothing is forged"))
    func `what the office has without its attachment is kept, and carried again`() throws {
        let saved = try capture()
        let forger = Forger(workspace: workspace, office: office)
        let bare = try forger.forge(
            try laptop.packed(into: "stik").path,
            #"drop_blobs; device_key '\#(laptop.home)'; correct; sign own; archive "$bag/" $(entries); seal"#)
        try office.merge(bare)
        #expect(try office.status().devices.map(\.missingBlobs) == [1])
        try laptop.receive(try office.reply())
        #expect(try laptop.steps() == Answer.Steps(packed: 1))
        try expectKept(saved)
        #expect(try office.merge(from: laptop).blobsNew == 1)
        try laptop.receive(try office.reply())
        #expect(try tidy(after: 3).complaints == 1)
    }

    @Test func `what was sealed later is tidied away like any other`() throws {
        let saved = try capture()
        try laptop.must("edit", saved.id, "--confidential")
        try office.merge(from: laptop)
        try laptop.receive(try office.reply())
        #expect(try tidy(after: 3).complaints == 1)
        #expect(try workspace.shell("find '\(laptop.home)/blobs' -type f").text == "")
        #expect(try laptop.shown(saved.id).status == "diterima")
        // The office has it all the same.
        #expect(try office.add(laptop.packed(into: "semua", "--all").path).status == 0)
        #expect(try office.must("gaps", "--json").text == "[]\n")
        let opened: Answer.Shown = try office.must("show", saved.id, "--open", "--json").json()
        #expect(opened.title == "Jembatan")
    }

    @Test func `what was tidied away can still be erased, and stays away`() throws {
        let saved = try capture()
        try office.merge(from: laptop)
        try office.must("respond", saved.id, "--answer", "Kwitansi", "--status", "selesai")
        try laptop.receive(try office.reply())
        #expect(try tidy(after: 3).complaints == 1)
        try office.must("erase", saved.id, "--reason", "Diminta")
        try laptop.receive(try office.reply())
        #expect(try laptop.shown(saved.id).status == "dihapus")
        #expect(try laptop.shown(saved.id).answers.isEmpty)
        #expect(try Self.search.findings(in: laptop.home) == [])
        #expect(try Self.search.findings(in: office.home) == [])
        #expect(try tidy(after: 9) == Tidied())
    }
}
