import Foundation
import Testing

/// What was said after a complaint was taken down, and of visits: it waits to be carried, too.
struct ChangesTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        laptop = ready.devices[0]
    }

    private struct Counts: Decodable, Equatable {
        var unsent = 0
        var unsentChanges = 0
        var packed = 0
        var packedChanges = 0
        var openVisit: String?
    }

    private func counts() throws -> Counts { try laptop.must("status", "--json").json() }

    /// The commands of the first screen.
    private func next() throws -> [String] {
        try laptop.must().text.split(separator: "\n").filter { $0.hasPrefix("    ") }.map {
            String($0.dropFirst(4))
        }
    }

    @Test func `a complaint counts once, with all that was said of it before it was carried`() throws {
        let saved = try laptop.capture()
        try laptop.must("edit", saved.id, "--title", "Jembatan Madu putus")
        try laptop.must("withdraw", saved.id, "--reason", "Sudah baik")
        #expect(try counts() == Counts(unsent: 1))
        try office.merge(try laptop.bundle())
        #expect(try counts() == Counts(packed: 1))
        try laptop.receive(try office.reply())
        #expect(try counts() == Counts())
    }

    @Test func `what only changes is told of with what to do, until the office has it`() throws {
        let first = try laptop.capture("--title", "satu")
        let second = try laptop.capture("--title", "dua")
        try office.merge(try laptop.bundle())
        try office.must("respond", first.id, "--status", "selesai", "--answer", "Sudah")
        try laptop.receive(try office.reply())
        try laptop.must("feedback", first.id, "--text", "Terima kasih")
        #expect(try counts() == Counts(unsentChanges: 1))
        #expect(try next() == ["lapor pack", "lapor new"])
        #expect(
            try laptop.must().text.contains(
                "\n  Pasang stik, lalu kemas untuk kantor: 1 tanggapan pelapor.\n    lapor pack\n"))
        try laptop.must("edit", second.id, "--title", "dua sekali")
        try laptop.must("withdraw", second.id, "--reason", "Sudah baik")
        #expect(try counts() == Counts(unsentChanges: 3))
        #expect(try laptop.must("status").text.contains("\n  Belum dikemas    0, dan 3 perubahan\n"))
        #expect(try laptop.must("status").text.contains("lapor pack"))
        let english = try laptop.run([], language: .english).text
        #expect(english.contains("\n  Not packed yet   0, and 3 changes\n"))
        let words = english.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
        #expect(words.contains("1 reporter's word, 1 edit, 1 withdrawal. lapor pack"), "\(english)")
        let bundle = try laptop.bundle(into: "kedua", "--new")
        #expect(try counts() == Counts(packedChanges: 3))
        #expect(try laptop.must().text.contains("\n  Sudah dikemas    0, dan 3 perubahan\n"))
        #expect(try next() == ["lapor receive FOLDER", "lapor new"])
        try office.merge(bundle)
        try laptop.receive(try office.reply())
        #expect(try counts() == Counts())
        #expect(try next() == ["lapor new"])
    }

    @Test func `a visit that goes on is told of, and when it has ended it waits to be carried`() throws {
        try laptop.must("outreach", "start", "--region", "33.09.06.2001", "--venue", "Balai desa")
        let begun = try counts()
        #expect(begun.unsentChanges == 1 && begun.openVisit?.count == 32)
        // What a visit has to say is not ready before its end.
        #expect(try next() == ["lapor new"])
        for screen in [try laptop.must().text, try laptop.must("status").text] {
            #expect(screen.contains("\nKegiatan berjalan: Balai desa, Madu, sejak 20"), "\(screen)")
            #expect(screen.contains("\n  bila selesai: lapor outreach end --attendance JUMLAH\n"))
            #expect(screen.contains("\n  Belum dikemas    0\n"))
        }
        let packed = try laptop.run(["pack", "--to", try workspace.makeFolder("stik")])
        #expect(packed.status == 0 && packed.error.contains("kegiatan masih berjalan (Balai desa, Madu"))
        #expect(packed.error.contains("lapor outreach end"))
        try laptop.must("outreach", "end", "--attendance", "35")
        #expect(try counts() == Counts(unsentChanges: 1, packedChanges: 1))
        #expect(try next() == ["lapor pack", "lapor new"])
        #expect(try !laptop.must().text.contains("Kegiatan berjalan"))
        let again = try laptop.run(["pack", "--to", workspace.path("stik")])
        #expect(again.status == 0 && again.error.isEmpty, "\(again.error)")
    }

    @Test func `a copy of a laptop counts its own changes, not those of the other`() throws {
        let saved = try laptop.capture()
        try office.merge(try laptop.bundle())
        let copy = try laptop.copy(as: "salinan")
        try laptop.must("edit", saved.id, "--title", "di sini")
        try laptop.capture("--title", "baru di sini")
        try copy.must("edit", saved.id, "--title", "di sana")
        try copy.capture("--title", "baru di sana")
        try office.merge(try laptop.bundle(into: "a"))
        try office.merge(try copy.bundle(into: "b"))
        let replies = try office.reply()
        try laptop.receive(replies)
        try copy.receive(replies)
        try laptop.must("edit", saved.id, "--location", "RT 1")
        let counted: Counts = try laptop.must("status", "--json").json()
        #expect(counted.unsent == 0 && counted.unsentChanges == 1, "\(counted)")
    }
}
