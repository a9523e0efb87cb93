import Foundation
import Testing

// The interview asks on a terminal; python3 plays the person at it.
@Suite(.enabled(if: Tool.python != nil, "python3 is missing: nobody answers the interview"))
struct InterviewTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        laptop = ready.devices[0]
    }

    /// A complaint from the first question to the last.
    private static let whole = [
        ("Jenis", ""), ("Rahasia?", ""), ("Judul singkat", "Jembatan Madu putus"),
        ("Ceritanya", "Sejak banjir bulan lalu anak sekolah memutar 5 km"),
        ("Tambahan", "Sudah lapor ke kadus"),
        ("Kapan", "5/1/2026"), ("Desa", "madu"), ("Nomor pilihan", ""), ("Tepatnya", "RT 02"),
        ("Kategori", ""),
        ("setuju", "y"), ("Anonim", ""), ("Nama", "Sumarni"), ("Nomor HP", "0812-3456-7890 tetangga"),
        ("Data lain", ""), ("Lampiran", ""), ("Simpan?", ""), ("Lagi?", ""),
    ]

    /// What every way through those questions must come to.
    private func expectWhole(title: String = "Jembatan Madu putus") throws {
        let complaints = try laptop.complaints()
        #expect(complaints.map(\.title) == [title])
        let complaint = try #require(complaints.first)
        #expect(
            complaint.description == "Sejak banjir bulan lalu anak sekolah memutar 5 km\nSudah lapor ke kadus"
        )
        #expect(complaint.region == "33.09.06.2001")
        #expect(complaint.location == "RT 02")
        #expect(complaint.incidentDate == "2026-01-05")
        #expect(try office.add(try laptop.bundle()).status == 0)
        let detail: Answer.Detail = try office.must("show", complaint.number, "--open", "--json").json()
        #expect(detail.reporter?.name == "Sumarni")
        #expect(detail.reporter?.nik == nil)
        #expect(detail.reporter?.phone == "+6281234567890")
        #expect(detail.reporter?.phoneOwner == "tetangga")
        #expect(detail.consent?.method == "read-aloud")
        #expect(detail.completeness == 75)
        let drafts: [Answer.Draft] = try laptop.must("drafts", "list", "--json").json()
        #expect(drafts.isEmpty)
        #expect(try office.must("check").status == 0)
    }

    @Test(arguments: ["xterm", "dumb"])
    func `a complaint is asked for question by question and saved, with and without editing keys`(
        terminal: String
    ) throws {
        let shown = try Interviewer(laptop: laptop, terminal: terminal).hold(Self.whole)
        #expect(shown.status == 0, "\(shown.screen)")
        #expect(shown.screen.contains("Tersimpan: "), "\(shown.screen)")
        try expectWhole()
    }

    @Test func `answers are checked as they are given, explained, gone back to and corrected`() throws {
        let shown = try Interviewer(laptop: laptop).hold([
            ("Jenis", "?"), ("Aspirasi: usul", "…"), ("Jenis", "7"), ("ketik 1, 2 atau 3", "…"),
            ("Jenis", "1"), ("Rahasia?", "x"),
            ("ketik y atau t", "…"), ("Rahasia?", "t"), ("Judul singkat", ""), ("wajib diisi", "…"),
            ("Judul singkat", "Jembatan"), ("Ceritanya", "<"),
            ("Judul singkat [Jembatan]", "Jembatan Madu putus"),
            ("Ceritanya", "Sejak banjir bulan lalu anak sekolah memutar 5 km"), ("sudah dilaporkan", "…"),
            ("Tambahan", "Sudah lapor ke kadus"),
            ("Kapan", "2099-01-01"), ("masa depan", "…"), ("Kapan", "5/1/2026"), ("Senin", "…"),
            ("Desa", "tidak ada desa ini"),
            ("tidak ditemukan", "…"), ("Desa", "madu"), ("Nomor pilihan", "9"), ("dari daftar", "…"),
            ("Nomor pilihan", "1"), ("Tepatnya", ""),
            ("Kategori", ""), ("kapan saja", "…"), ("setuju menyebut", ""), ("ketik y atau t", "…"),
            ("setuju menyebut", "y"), ("Anonim", ""),
            ("Nama", "Sumarni"), ("Nomor HP", "0812-3456-7890 tetangga"), ("Data lain", "1 4"),
            ("NIK", "330906"),
            ("•", "…"), ("NIK", ""), ("Usia", "anak"), ("wali", ""), ("wajib", "…"), ("wali", "<"),
            ("Data lain", ""), ("Lampiran", "tidak-ada.jpg"), ("tidak-ada.jpg", "…"), ("tidak-ada.jpg", "…"),
            ("Lampiran", ""), ("Simpan?", "7"),
            ("Tepatnya", "RT 02"), ("Simpan?", "simpan"), ("Lagi?", ""),
        ])
        #expect(shown.status == 0, "\(shown.screen)")
        #expect(!shown.screen.contains("NIK \"330906\""), "\(shown.screen)")
        try expectWhole()
    }

    @Test(arguments: Array(3..<17))
    func `killed at any question, the interview goes on where it stood, and no name lies about in clear`(
        at question: Int
    ) throws {
        var script = Array(Self.whole.prefix(question))
        script.append((Self.whole[question].0, "KILL"))
        let killed = try Interviewer(laptop: laptop).hold(script)
        #expect(killed.status == -9)
        let search = LeakSearch(["Sumarni", "6281234567890", "0812-3456-7890", "tetangga"])
        #expect(try search.findings(in: laptop.home).isEmpty)
        // A place that was not picked yet is no answer.
        let rest = [("Lanjutkan nomor", "")] + Self.whole.dropFirst(question == 7 ? 6 : question)
        let shown = try Interviewer(laptop: laptop).hold(rest)
        #expect(shown.status == 0, "\(shown.screen)")
        try expectWhole()
    }

    @Test(arguments: [5, 9, 13, 15])
    func
        `a confidential complaint that was broken off twice is whole at the office, and sealed on the laptop`(
            at question: Int
        ) throws
    {
        var script = Self.whole
        script[1].1 = "y"
        let first = Array(script.prefix(question)) + [(script[question].0, "KILL")]
        #expect(try Interviewer(laptop: laptop).hold(first).status == -9)
        let again = [
            ("Lanjutkan nomor", ""), (script[question].0, script[question].1), (script[question + 1].0, "^D"),
        ]
        #expect(try Interviewer(laptop: laptop).hold(again).status == 130)
        let words = [
            "Sumarni", "6281234567890", "Jembatan Madu putus", "anak sekolah", "Sudah lapor", "RT 02",
        ]
        #expect(try LeakSearch(words).findings(in: laptop.home).isEmpty)
        let rest = [("Lanjutkan nomor", "")] + Array(script.dropFirst(question + 1))
        let shown = try Interviewer(laptop: laptop).hold(rest)
        #expect(shown.status == 0, "\(shown.screen)")
        #expect(try LeakSearch(words).findings(in: laptop.home).isEmpty)
        #expect(try office.add(try laptop.bundle()).status == 0)
        let number = try #require(try office.complaints().first?.number)
        let opened: Answer.Complaint = try office.must("show", number, "--open", "--json").json()
        #expect(opened.title == "Jembatan Madu putus")
        #expect(
            opened.description == "Sejak banjir bulan lalu anak sekolah memutar 5 km\nSudah lapor ke kadus")
        #expect(opened.location == "RT 02")
        let detail: Answer.Detail = try office.must("show", number, "--open", "--json").json()
        #expect(detail.reporter?.name == "Sumarni")
        #expect(detail.completeness == 75)
    }

    @Test
    func `what becomes confidential after it was typed is in clear nowhere when the next question comes`()
        throws
    {
        let killed = try Interviewer(laptop: laptop).hold([
            ("Jenis", ""), ("Rahasia?", ""), ("Judul singkat", "Pak lurah minta uang"), ("Ceritanya", "<"),
            ("Judul singkat", "<"), ("Rahasia?", "y"), ("Judul singkat", "KILL"),
        ])
        #expect(killed.status == -9)
        #expect(try LeakSearch(["Pak lurah minta uang"]).findings(in: laptop.home).isEmpty)
    }

    @Test func `the same person is not asked again, and somebody else starts with nothing of theirs`() throws
    {
        let begin = Array(Self.whole.prefix(10))
        let second = [
            ("1 orang yang sama", "1"), ("Jenis", "2"), ("Rahasia?", ""), ("Judul", "Lampu jalan"),
            ("Ceritanya", "Mohon dipasang lampu"), ("Tambahan", ""), ("Desa", ""), ("Tepatnya", ""),
            ("Kategori", ""), ("Lampiran", ""), ("Nama pelapor: Sumarni", "…"), ("Simpan?", ""),
            ("Lagi?", "2"),
        ]
        let third = [
            ("Jenis", "3"), ("Rahasia?", ""), ("Judul", "Jadwal posyandu"),
            ("Ceritanya", "Kapan posyandu buka"),
            ("Tambahan", ""), ("Desa", ""), ("Tepatnya", ""), ("Kategori", ""), ("setuju", "t"),
            ("Lampiran", ""),
            ("Simpan?", ""), ("Lagi?", ""),
        ]
        let shown = try Interviewer(laptop: laptop).hold(begin + Array(Self.whole[10..<17]) + second + third)
        #expect(shown.status == 0, "\(shown.screen)")
        #expect(try office.add(try laptop.bundle()).status == 0)
        var names: [String: String] = [:]
        for complaint in try office.complaints() {
            let detail: Answer.Detail = try office.must("show", complaint.number, "--open", "--json").json()
            names[complaint.title ?? ""] = detail.reporter?.name ?? "–"
        }
        #expect(
            names == ["Jembatan Madu putus": "Sumarni", "Lampu jalan": "Sumarni", "Jadwal posyandu": "–"])
    }

    @Test func `a likely twin is shown before saving and linked`() throws {
        try laptop.capture("--title", "Jembatan Madu roboh kena banjir")
        let shown = try Interviewer(laptop: laptop).hold(
            Array(Self.whole.prefix(16)) + [
                ("Jembatan Madu roboh", "…"), ("Nomor yang sama", "<"), ("Lampiran", ""),
                ("Nomor yang sama", "1"), ("Simpan?", ""),
                ("Lagi?", ""),
            ])
        #expect(shown.status == 0, "\(shown.screen)")
        let complaint = try #require(try laptop.complaints().first { $0.title == "Jembatan Madu putus" })
        let detail: Answer.Detail = try laptop.must("show", complaint.number, "--json").json()
        #expect(detail.history.map(\.kind) == ["captured", "linked"])
    }

    @Test(arguments: [40, 60])
    func `on a narrow terminal no line is longer than the screen`(columns: Int) throws {
        var script = Self.whole
        script[0] = ("Jenis", "?")
        script.insert(("Jenis", ""), at: 1)
        let shown = try Interviewer(laptop: laptop, columns: columns, terminal: "dumb").hold(script)
        #expect(shown.status == 0, "\(shown.screen)")
        let typed = Set(Self.whole.map(\.1))
        // What was typed before the prompt stood there is echoed before it.
        let lines = shown.screen.split(separator: "\n").map { $0.hasPrefix("> ") ? $0.dropFirst(2) : $0 }
        let long = lines.filter { line in
            line.count > columns && !line.hasPrefix("Tersimpan")
                && !typed.contains { !$0.isEmpty && line.hasSuffix($0) }
        }
        #expect(long.isEmpty, "\(long)")
    }

    @Test(arguments: Workspace.Language.allCases)
    func `Ctrl-D keeps a draft, which can be listed and discarded`(language: Workspace.Language) throws {
        let isEnglish = language == .english
        let shown = try Interviewer(laptop: laptop, language: language).hold([
            (isEnglish ? "Kind" : "Jenis", "2"), (isEnglish ? "Confidential" : "Rahasia", ""),
            (isEnglish ? "Short title" : "Judul singkat", "Lampu jalan"),
            (isEnglish ? "The story" : "Ceritanya", "^D"),
        ])
        #expect(shown.status == 130, "\(shown.screen)")
        #expect(shown.screen.contains(isEnglish ? "kept as a draft" : "tersimpan sebagai draf"))
        #expect(try laptop.complaints().isEmpty)
        let drafts: [Answer.Draft] = try laptop.must("drafts", "list", "--json").json()
        #expect(drafts.map(\.title) == ["Lampu jalan"])
        #expect(try laptop.must("status", "--json").text.contains(#""drafts":1"#))
        #expect(try laptop.run(["drafts", "discard", "ffffffff"]).status == 66)
        #expect(try laptop.run(["drafts", "discard"]).status == 64)
        let id = try #require(drafts.first?.id)
        try laptop.must("draf", "buang", String(id.prefix(8)))
        #expect(try laptop.must("status", "--json").text.contains(#""drafts":0"#))
    }

    @Test func `Ctrl-C ends it at once, and what was answered is there the next time`() throws {
        let shown = try Interviewer(laptop: laptop).hold(Array(Self.whole.prefix(3)) + [("Ceritanya", "^C")])
        #expect(shown.status == 130, "\(shown.screen)")
        let resumed = try Interviewer(laptop: laptop).hold(
            [("1 Jembatan Madu putus", "…"), ("Lanjutkan nomor", "")] + Array(Self.whole.dropFirst(3)))
        #expect(resumed.status == 0, "\(resumed.screen)")
        try expectWhole()
    }

    @Test func `what LAPOR! cannot take is said at the title`() throws {
        let shown = try Interviewer(laptop: laptop).hold([
            ("Jenis", ""), ("Rahasia?", ""), ("Judul", "Motor dicuri di pasar"), ("110", "…"),
            ("Ceritanya", "^D"),
        ])
        #expect(shown.status == 130, "\(shown.screen)")
    }

    @Test func `without a terminal nothing is asked: what is missing is named`() throws {
        let output = try laptop.run(["new"])
        #expect(output.status == 65)
        #expect(output.error.contains("--classification"))
        #expect(try laptop.complaints().isEmpty)
    }
}
