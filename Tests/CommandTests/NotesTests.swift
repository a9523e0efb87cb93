import Foundation
import Testing

/// What lists, pages and errors tell a volunteer beside what a complaint says, and in which words.
struct NotesTests {
    let workspace: Workspace
    let office: Office
    let first: Laptop
    let second: Laptop

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready(devices: 2)
        office = ready.office
        first = ready.devices[0]
        second = ready.devices[1]
    }

    private struct Known: Decodable {
        let title: String?
        let own: Bool
        let unread: Bool?
    }

    /// The lines of a list, by title.
    private func notes(_ laptop: Laptop, _ arguments: String...) throws -> [String: String] {
        let lines = try succeed(laptop.run(["list"] + arguments)).text.split(separator: "\n")
        guard let header = lines.first, let note = header.range(of: "KETERANGAN"),
            let heading = header.range(of: "JUDUL")
        else { return [:] }
        let start = header.distance(from: header.startIndex, to: note.lowerBound)
        let title = header.distance(from: header.startIndex, to: heading.lowerBound)
        var notes: [String: String] = [:]
        for line in lines.dropFirst() {
            let note = line.dropFirst(start).prefix(title - start)
            notes[String(line.dropFirst(title))] = note.trimmingCharacters(in: .whitespaces)
        }
        return notes
    }

    @Test func `a list marks what was read out, what was not, and what another laptop took down`() throws {
        #expect(try notes(first).isEmpty)
        let mine = try first.capture("--title", "satu")
        try first.capture("--title", "dua")
        let third = try first.capture("--title", "tiga")
        #expect(try notes(first).isEmpty)
        try second.capture("--title", "lain")
        try office.merge(from: first)
        try office.merge(from: second)
        for id in [mine.id, third.id] {
            try office.must("respond", id, "--status", "selesai", "--answer", "Sudah")
        }
        let replies = try office.reply()
        try first.receive(replies)
        try second.receive(replies)
        try first.must("feedback", mine.id, "--text", "Terima kasih")
        #expect(
            try notes(first).filter { $0.key != "lain" } == [
                "satu": "sudah dibacakan", "dua": "", "tiga": "belum dibacakan",
            ])
        #expect(try notes(first, "--state", "unread") == ["tiga": "belum dibacakan"])
        #expect(try notes(second)["satu"] == "dari laptop-1")
        #expect(try second.run(["list", "--state", "belum-dibacakan"]).text.isEmpty)
        let known: [Known] = try first.must("list", "--json").json()
        #expect(known.first { $0.title == "satu" }.map { $0.own && $0.unread == false } == true)
        #expect(known.first { $0.title == "dua" }.map { $0.own && $0.unread == nil } == true)
        #expect(try first.must("show", mine.id).text.contains("\nDibacakan         sudah, "))
        let open = try first.must("show", third.id).text
        #expect(open.contains("\nDibacakan         belum; sesudahnya: lapor feedback \(third.number) --text"))
        #expect(try second.must("show", mine.id).text.contains("dicatat di laptop lain (laptop-1)"))
    }

    @Test func `an answer to a confidential complaint is told of, with how it is to be read`() throws {
        let secret = try first.capture("--title", "Rahasia", "--confidential")
        try office.merge(from: first)
        try office.must(
            "respond", secret.id, "--status", "selesai", "--answer", "Takterucapkan", "--date", "2026-01-07")
        try first.receive(try office.reply())
        let shown = try first.must("show", secret.id).text
        #expect(shown.contains("\nJawaban       (disegel), 2026-01-07\n"), "\(shown)")
        #expect(shown.contains("\nCara membaca  hanya kantor yang dapat membuka"))
        #expect(shown.contains("\nDibacakan     belum"))
        #expect(try office.must("show", secret.id).text.contains("(disegel), 2026-01-07"))
        let opened = try office.must("show", secret.id, "--open").text
        #expect(opened.contains("Takterucapkan") && !opened.contains("(disegel), 2026"))
    }

    @Test func `states are called by Indonesian words too, and the words of the contract stay`() throws {
        try first.capture()
        for state in ["recorded", "belum-dikemas", "Belum dikemas", "tercatat"] {
            #expect(try first.must("list", "--state", state).text.contains("Jembatan putus"), "\(state)")
        }
        _ = try first.bundle()
        for state in ["packed", "dikemas", "terkemas"] {
            #expect(try first.must("list", "--state", state).text.contains("Jembatan putus"), "\(state)")
        }
        for state in ["confirmed", "dikonfirmasi", "answered", "dijawab", "bukan wewenang"] {
            #expect(try first.must("list", "--state", state).text.isEmpty, "\(state)")
        }
        let wrong = try first.run(["list", "--state", "entah"])
        #expect(wrong.status == 65 && wrong.error.contains("belum-dikemas, dikemas, dikonfirmasi, dijawab"))
        let english = try first.run(["list", "--state", "entah"], language: .english)
        #expect(english.status == 65 && english.error.contains("recorded, packed, confirmed, answered"))
        #expect(try first.must("list", "--help").text.contains("belum-dikemas"))
    }

    @Test func `errors name what was typed, local times and commands that help`() throws {
        let saved = try first.capture()
        let file = try first.run(["attach", saved.id, "hilang.jpg"])
        #expect(file.status == 66 && file.error.contains("lampiran: tidak ada berkas hilang.jpg"))
        #expect(!file.error.contains("--attach"))
        let flag = try first.run(["new", "--attach", "hilang.jpg"] + Laptop.good)
        #expect(flag.status == 66 && flag.error.contains("--attach: tidak ada berkas hilang.jpg"))
        let region = try first.run(["list", "--region", "Madu"])
        #expect(region.status == 65 && region.error.contains("lapor places NAMA-DESA"))
        try first.must(
            "outreach", "start", "--region", "33.09.06.2001", "--started-at", "2026-01-05 09:30")
        let early = try first.run(["outreach", "end", "--ended-at", "2026-01-05 08:00"])
        #expect(early.status == 65)
        #expect(
            early.error.contains("selesai (2026-01-05 08:00 WIB) sebelum mulai (2026-01-05 09:30 WIB)"),
            "\(early.error)")
    }
}
