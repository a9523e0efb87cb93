import Foundation
import Testing

/// The way back: what the office answers reaches the laptops, and what they say to it reaches the office.
struct AnswerTests {
    let workspace: Workspace
    let office: Office
    let first: Laptop
    let second: Laptop

    init() throws {
        workspace = try Workspace()
        let (office, laptops) = try workspace.ready(devices: 2)
        self.office = office
        first = try #require(laptops.first)
        second = try #require(laptops.last)
    }

    // MARK: Helpers

    private struct Responses: Decodable {
        struct Rejected: Decodable {
            let line: Int
            let field: String?
            let reason: String
        }
        let taken: Int
        let known: Int
        let rejected: [Rejected]
    }

    private struct Conflict: Decodable {
        struct Value: Decodable { let value: String? }
        let id: String
        let field: String
        let values: [Value]
    }

    /// Lets the office write replies into a folder, one for each laptop that has sent anything.
    private func reply(_ name: String, laptops: Int = 2) throws -> String {
        let folder = try workspace.makeFolder(name)
        let replies: Answer.Packed = try office.must("reply", "--to", folder, "--json").json()
        #expect(replies.bundles.count == laptops)
        return folder
    }

    /// Takes replies; gives the outcomes in order.
    private func receive(_ laptop: Laptop, _ folder: String) throws -> [String] {
        try laptop.receive(folder).map(\.outcome).sorted()
    }

    private func conflicts() throws -> [Conflict] { try office.must("conflicts", "--json").json() }

    // MARK: Tests

    @Test func `an answer comes back to the whole team, each reply to its laptop only`() throws {
        let mine = try first.capture("--title", "Jembatan")
        try second.capture("--title", "Lampu")
        #expect(try first.steps() == Answer.Steps(unsent: 1))
        let bundle = try first.packed(into: "stik")
        #expect(try first.steps() == Answer.Steps(packed: 1))
        #expect(try office.add(bundle.path).status == 0)
        try office.merge(from: second, by: "stik-2")
        let answered: Answer.Changed = try office.must(
            "respond", mine.number, "--status", "selesai", "--answer", "Sudah diperbaiki", "--agency",
            "Dinas PU", "--tracking-id", "#9197446", "--date", "2026-11-24", "--json"
        ).json()
        #expect(answered.id == mine.id && answered.number == mine.number && answered.events == 1)
        let replies = try reply("balasan")
        for laptop in [first, second] {
            #expect(try receive(laptop, replies) == ["merged", "skipped"])
            #expect(try receive(laptop, replies) == ["nothing_new", "skipped"])
            let shown = try laptop.shown(mine.id)
            #expect(shown.status == "selesai" && shown.trackingId == "9197446")
            #expect(
                shown.answers == [.init(text: "Sudah diperbaiki", agency: "Dinas PU", at: "2026-11-24")])
            let list: [Answer.Complaint] = try laptop.must("list", "--state", "answered", "--json").json()
            #expect(list.map(\.title) == ["Jembatan"])
        }
        #expect(try office.shown(mine.id) == first.shown(mine.id))
        #expect(try first.steps() == Answer.Steps(answered: 1))
        #expect(try second.steps() == Answer.Steps(confirmed: 1))
        // The replies stay on the stick: they are nothing to the office.
        let added = try office.add(replies)
        #expect(added.status == 0 && added.results.map(\.outcome) == ["skipped", "skipped"])
    }

    @Test func `a file of responses as Excel writes it is taken, a bad row named, a second run known`() throws
    {
        let one = try first.capture("--title", "Satu")
        let two = try first.capture("--title", "Dua")
        try office.merge(from: first, by: "stik")
        try office.must("respond", one.id, "--tracking-id", "#9197446")
        let file = try workspace.write(
            "tanggapan.csv",
            "\u{FEFF}Nomor;Nomor Pelacakan;Status;Instansi;Jawaban;Tanggal\r\n"
                + ";#9197446;Ditindaklanjuti;Dinas PU;\"Segera; sungguh\r\nbesok\";24/11/2026\r\n"
                + "\(two.number);;Melayang;;;\r\n" + "\(two.number);#12;Selesai;;Beres;1/2/2026\r\n")
        let output = try office.run(["responses", file, "--json"])
        #expect(output.status == 10)
        let result: Responses = try output.json()
        #expect(result.taken == 2 && result.known == 0)
        // The row before it has two lines.
        #expect(result.rejected.map(\.line) == [4] && result.rejected.map(\.field) == ["status"])
        #expect(output.error.contains("baris 4"))
        let first = try office.shown(one.id)
        #expect(first.status == "ditindaklanjuti")
        #expect(
            first.answers == [
                .init(text: "Segera; sungguh\r\nbesok", agency: "Dinas PU", at: "2026-11-24")
            ])
        let second = try office.shown(two.id)
        #expect(second.status == "selesai" && second.trackingId == "12")
        #expect(second.answers == [.init(text: "Beres", agency: nil, at: "2026-02-01")])
        let again = try office.run(["responses", file, "--json"])
        let repeated: Responses = try again.json()
        #expect(again.status == 10 && repeated.taken == 0 && repeated.known == 2)
        #expect(try office.shown(one.id) == first && office.shown(two.id) == second)
    }

    @Test func `what the citizen says to an answer, and a withdrawal, reach the office`() throws {
        let one = try first.capture("--title", "Satu")
        let two = try first.capture("--title", "Dua")
        #expect(try first.run(["feedback", one.id, "--text", "Belum"]).status == 65)
        try office.merge(from: first, by: "stik")
        try office.must("respond", one.id, "--status", "selesai", "--answer", "Beres")
        #expect(try receive(first, try reply("balasan", laptops: 1)) == ["merged"])
        try first.must("feedback", one.id, "--text", "Belum")
        try first.must("withdraw", two.id, "--reason", "Batal")
        #expect(try office.merge(from: first, by: "stik-2").eventsNew == 2)
        #expect(try office.shown(one.id).status == "ditanggapi_pelapor")
        #expect(try office.shown(two.id).status == "ditarik")
        for (id, words) in [(one.id, "Belum"), (two.id, "Batal")] {
            for shown in [try office.must("show", id), try first.must("show", id)] {
                #expect(shown.text.contains("\"\(words)\""))
            }
        }
    }

    @Test func `what a confidential complaint's citizen says is read at the office alone, once it is opened`()
        throws
    {
        let saved = try first.capture("--confidential")
        try office.merge(from: first, by: "stik")
        try office.must("respond", saved.id, "--status", "selesai", "--answer", "Beres")
        #expect(try receive(first, try reply("balasan", laptops: 1)) == ["merged"])
        try first.must("feedback", saved.id, "--text", "Belumtuntas")
        try office.merge(from: first, by: "stik-2")
        #expect(try !first.must("show", saved.id).text.contains("Belumtuntas"))
        #expect(try !office.must("show", saved.id).text.contains("Belumtuntas"))
        #expect(try office.must("show", saved.id, "--open").text.contains("Belumtuntas"))
        #expect(
            try office.must("show", saved.id, "--open", "--json").text.contains("\"text\":\"Belumtuntas\""))
    }

    @Test func `a field changed on both sides is a conflict until the office chooses`() throws {
        let saved = try first.capture("--title", "Jalan")
        try office.merge(from: first, by: "stik")
        try first.must("edit", saved.id, "--title", "Jalan rusak")
        try office.must("edit", saved.id, "--title", "Jalan putus")
        #expect(try conflicts().isEmpty)
        try office.merge(from: first, by: "stik-2")
        let conflict = try #require(try conflicts().first)
        #expect(conflict.id == saved.id && conflict.field == "title")
        #expect(conflict.values.map(\.value) == ["Jalan putus", "Jalan rusak"])
        #expect(try office.shown(saved.id).title == "Jalan putus")
        let resolve = ["conflicts", "resolve", saved.id, "--field", "title", "--value"]
        #expect(try office.run(resolve + ["Jalan"]).status == 65)
        try succeed(office.run(resolve + ["Jalan rusak"]))
        #expect(try conflicts().isEmpty)
        #expect(try office.shown(saved.id).title == "Jalan rusak")
        #expect(try receive(first, try reply("balasan", laptops: 1)) == ["merged"])
        #expect(try first.shown(saved.id).title == "Jalan rusak")
    }

    @Test func `a code read out on the phone confirms a bundle as a reply would`() throws {
        try first.capture()
        let code = try #require(try office.merge(from: first, by: "stik").code)
        #expect(try first.run(["confirm", "bukan", "kode", "ini"]).status == 66)
        #expect(try first.steps() == Answer.Steps(packed: 1))
        // No other laptop takes it for its own.
        #expect(try second.run(["confirm", code]).status == 66)
        try succeed(first.run(["confirm"] + code.split(separator: " ").map { $0.uppercased() }))
        #expect(try first.steps() == Answer.Steps(confirmed: 1))
        #expect(try first.pack(into: "lagi").isEmpty)
    }

    @Test func `a lost stick loses nothing, and what is confirmed is not carried again`() throws {
        try first.capture("--title", "Satu")
        try FileManager.default.removeItem(atPath: try first.packed(into: "hilang").path)
        try first.capture("--title", "Dua")
        // Only what no bundle carried; the office waits for what lies before it.
        #expect(try first.packed(into: "baru", "--new").events == 1)
        #expect(try first.pack(into: "baru", "--new").isEmpty)
        let all = try first.packed(into: "stik")
        #expect(all.events == 3)
        #expect(try office.add(all.path).status == 0)
        #expect(try office.complaints().compactMap(\.title).sorted() == ["Dua", "Satu"])
        try bring(second: "Lampu")
        #expect(try receive(first, try reply("balasan")) == ["merged", "skipped"])
        #expect(try first.steps() == Answer.Steps(confirmed: 2))
        #expect(try first.pack(into: "lagi").isEmpty)
        try first.capture("--title", "Tiga")
        #expect(try first.steps() == Answer.Steps(unsent: 1, confirmed: 2))
        #expect(try first.packed(into: "lagi").events == 1)
        #expect(try first.packed(into: "semua", "--all").events == 4)
    }

    private func bring(second title: String) throws {
        try second.capture("--title", title)
        try office.merge(from: second, by: "stik-\(title)")
    }

    @Test func `a receipt of a part leaves the rest to be carried`() throws {
        try first.capture("--title", "Satu")
        _ = try first.packed(into: "hilang")
        try first.capture("--title", "Dua")
        // The office gets the second complaint without the first.
        #expect(try office.add(try first.packed(into: "baru", "--new").path).status == 0)
        try bring(second: "Lampu")
        #expect(try receive(first, try reply("balasan")).contains("merged"))
        #expect(try first.steps() == Answer.Steps(packed: 1, confirmed: 1))
        #expect(try first.packed(into: "stik").events == 1)
    }

    @Test func `a teammate's complaint is not changed here`() throws {
        let mine = try first.capture("--title", "Jembatan")
        try office.merge(from: first, by: "stik")
        try bring(second: "Lampu")
        #expect(try receive(second, try reply("balasan")) == ["merged", "skipped"])
        #expect(try second.shown(mine.id).title == "Jembatan")
        let state = try second.state()
        for arguments in [["edit", mine.id, "--title", "Lain"], ["withdraw", mine.id, "--reason", "Batal"]] {
            let output = try second.run(arguments)
            #expect(output.status == 65 && output.error.contains("laptop-1"))
        }
        #expect(try second.state() == state)
    }

    @Test func `the answer to a confidential complaint is the office's alone to read`() throws {
        let secret = try first.capture("--title", "Rahasia", "--confidential")
        try office.merge(from: first, by: "stik")
        try bring(second: "Lampu")
        try office.must("respond", secret.id, "--status", "selesai", "--answer", "Takterucapkan")
        let replies = try reply("balasan")
        for laptop in [first, second] {
            #expect(try receive(laptop, replies) == ["merged", "skipped"])
            let shown = try laptop.shown(secret.id)
            #expect(shown.status == "selesai" && shown.answers.isEmpty)
            #expect(!(try laptop.must("show", secret.id).text.contains("Takterucapkan")))
            // Nor does its store hold a word of it.
            let hits = try workspace.shell("grep -rlaF Takterucapkan \(laptop.home) || true")
            #expect(hits.text.isEmpty)
        }
        #expect(try office.shown(secret.id).answers.isEmpty)
        let opened: Answer.Shown = try office.must("show", secret.id, "--open", "--json").json()
        #expect(opened.answers.map(\.text) == ["Takterucapkan"])
    }
}
