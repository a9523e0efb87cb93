import Foundation
import Testing

// What the desk looks through: complaints of many laptops by place, agency, status, day and deadline, page by page.
@Suite(.enabled(if: Tool.all("faketime"), "faketime is missing: nothing is late"))
struct OfficeListTests {
    let workspace: Workspace
    let office: Office
    let laptops: [Laptop]

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready(devices: 2)
        office = ready.office
        laptops = ready.devices
    }

    /// Runs the office's program with its clock at a time, WIB.
    private func run(at time: String, _ arguments: [String]) throws -> Output {
        let faketime = try #require(Tool.path("faketime"))
        return try ProcessRun(
            faketime,
            ["-f", "@\(time)", "\(workspace.programs)/lapor-import", "--home", office.home] + arguments,
            environment: workspace.environment(.indonesian, ["TZ": "Asia/Jakarta"]),
            directory: workspace.folder
        ).wait()
    }

    private func listed(at time: String = "2026-01-31 12:00:00", _ arguments: String...) throws -> [String] {
        let output = try run(at: time, ["list", "--json"] + arguments)
        let complaints: [Answer.Complaint] = try succeed(output).json()
        return complaints.map { $0.title ?? "-" }
    }

    /// Five complaints of two laptops, each taken down and brought on a day of its own: Monday 19 to Friday 23 January.
    private func bringFive() throws {
        let agencies = try workspace.write("instansi.csv", "code,name\npu,Dinas Pekerjaan Umum\n")
        try office.must("catalog", "agencies", agencies)
        let given = [
            ("satu", "33.09.06.2001", ["--agency", "pu"]),
            ("dua", "33.09.06.2002", ["--agency", "dinas pekerjaan umum", "--category", "kesehatan"]),
            ("tiga", "33.09.06.2001", ["--agency", "Dinas Kesehatan", "--category", "kesehatan"]),
            ("empat", "33.09.06.2002", ["--confidential", "--agency", "Dinas Kesehatan"]),
            ("lima", "33.09.06.2001", []),
        ]
        for (place, (title, region, more)) in given.enumerated() {
            let laptop = laptops[place % 2]
            let arguments = [
                "new", "--classification", "aspirasi", "--title", title, "--description", "Isi \(title)",
                "--region", region,
            ]
            try succeed(laptop.run(at: "2026-01-\(19 + place) 02:00:00", arguments + more))
            let bundle = try laptop.bundle(into: "stik-\(place)")
            try succeed(run(at: "2026-01-\(19 + place) 15:00:00", ["add", bundle]))
        }
    }

    @Test
    func `place, agency, category, status, device and days narrow the list, and pages follow each other`()
        throws
    {
        try bringFive()
        #expect(try listed() == ["satu", "dua", "tiga", "-", "lima"])
        #expect(try listed("--newest", "--limit", "2") == ["lima", "-"])
        #expect(try listed("--limit", "2", "--offset", "2") == ["tiga", "-"])
        #expect(try listed("--offset", "9") == [])
        #expect(try listed("--region", "33.09.06.2002") == ["dua", "-"])
        #expect(try listed("--region", "33.09.06") == listed())
        #expect(try listed("--region", "33.10") == [])
        #expect(try listed("--category", "kesehatan", "--limit", "1", "--offset", "1") == ["tiga"])
        // A code stands for its name and the other way round; what is in no list is found by a part of it.
        for name in ["PU", "Dinas Pekerjaan umum"] {
            #expect(try listed("--agency", name) == ["satu", "dua"])
        }
        #expect(try listed("--agency", "kesehatan") == ["tiga"])
        #expect(try listed("--agency", "pekerjaan") == ["satu", "dua"])
        for name in [laptops[1].identity.id, String(laptops[1].identity.id.prefix(8)), "laptop-2"] {
            #expect(try listed("--device", name) == ["dua", "-"])
        }
        #expect(try listed("--since", "2026-01-21", "--until", "2026-01-22") == ["tiga", "-"])
        #expect(try listed("--arrived-since", "22/1") == ["-", "lima"])
        #expect(try listed("--arrived-until", "2026-01-19") == ["satu"])
        let all: [Answer.Complaint] = try office.must("list", "--json").json()
        try office.must("respond", all[1].number, "--status", "ditunda")
        try office.must("respond", all[2].number, "--status", "selesai", "--answer", "Sudah")
        #expect(try listed("--status", "diterima") == ["satu", "-", "lima"])
        #expect(try listed("--state", "ditunda", "--status", "selesai", "--newest") == ["tiga", "dua"])
        #expect(
            try listed("--status", "diterima", "--region", "33.09.06.2001", "--limit", "5") == [
                "satu", "lima",
            ])
        let page = try office.must("list", "--limit", "2")
        #expect(page.text.contains("laptop-2") && page.error.contains("--offset 2"))
        let none = try office.run(["list", "--agency", "tidak ada"])
        #expect(none.status == 0 && none.text.isEmpty && none.error.contains("tidak ada yang cocok"))
    }

    @Test func `what is late, and what soon will be, is what status counts`() throws {
        try bringFive()
        struct Counts: Decodable { var overdue, dueSoon: Int }
        func counts(at time: String) throws -> [Int] {
            let counts: Counts = try succeed(run(at: time, ["status", "--json"])).json()
            return [counts.overdue, counts.dueSoon]
        }
        // Three working days after Monday the 19th is Thursday the 22nd; Friday's is Wednesday the 28th.
        let friday = "2026-01-23 16:00:00"
        #expect(try listed(at: friday, "--overdue") == ["satu"])
        #expect(try listed(at: friday, "--due-within", "0") == ["dua"])
        #expect(try listed(at: friday, "--due-within", "1") == ["dua", "tiga"])
        #expect(try listed(at: friday, "--due-within", "2", "--overdue") == ["satu", "dua", "tiga", "-"])
        #expect(try counts(at: friday) == [1, 2])
        let monday = "2026-01-26 08:00:00"
        #expect(try listed(at: monday, "--overdue", "--newest") == ["dua", "satu"])
        #expect(try counts(at: monday) == [2, 2])
        let table = try succeed(run(at: monday, ["list", "--overdue"])).text
        #expect(table.contains("TENGGAT") && table.contains("2026-01-22 (lewat 2 hari kerja)"))
        #expect(try !succeed(run(at: monday, ["list"])).text.contains("TENGGAT"))
        let first: [Answer.Complaint] = try succeed(run(at: monday, ["list", "--json"])).json()
        try succeed(run(at: monday, ["respond", first[0].number, "--status", "terverifikasi"]))
        #expect(try listed(at: monday, "--overdue") == ["dua"])
    }

    @Test func `words find complaints among filters, and nothing of a confidential one, opened or not`()
        throws
    {
        try bringFive()
        func found(_ arguments: String...) throws -> [String] {
            let complaints: [Answer.Complaint] = try succeed(
                office.run(["search", "--json"] + arguments)
            ).json()
            return complaints.map { $0.title ?? "-" }
        }
        #expect(try found("isi") == ["lima", "tiga", "dua", "satu"])
        #expect(try found("isi", "--region", "33.09.06.2001", "--agency", "pu") == ["satu"])
        #expect(try found("isi", "--limit", "1") == ["lima"])
        #expect(try found("isi", "--device", "laptop-2") == ["dua"])
        #expect(try found("singosari") == ["-", "dua"])
        let secret = try #require(try office.complaints().first { $0.sealed })
        let opened = try office.must("show", secret.number, "--open", "--operator", "Ani", "--json")
        #expect(opened.text.contains("Isi empat"))
        #expect(try found("empat").isEmpty && found("isi empat").isEmpty)
        #expect(try found(secret.number) == ["-"])
        for arguments in [["list", "--json"], ["search", "singosari", "--json"], ["show", secret.number]] {
            let output = try succeed(office.run(arguments))
            #expect(!output.text.contains("empat"))
        }
        #expect(try succeed(office.run(["cari", "isi", "--limit", "2"])).error.contains("--limit 0"))
    }

    @Test func `each opening is in the history with who and when, and a look without one is not`() throws {
        struct History: Decodable {
            struct Entry: Decodable { var kind, at: String; var `operator`: String? }
            var history: [Entry]
        }
        try bringFive()
        let secret = try #require(try office.complaints().first { $0.sealed })
        func openings() throws -> [History.Entry] {
            let detail: History = try office.must("show", secret.number, "--json").json()
            return detail.history.filter { $0.kind == "unsealed" }
        }
        #expect(try openings().isEmpty)
        try succeed(run(at: "2026-01-25 09:30:00", ["show", secret.number, "--open", "--operator", "Ani"]))
        try succeed(run(at: "2026-01-26 09:30:00", ["show", secret.number, "--open", "--operator", "Budi"]))
        #expect(try openings().map(\.operator) == ["Ani", "Budi"])
        #expect(try openings().map(\.at) == ["2026-01-25T02:30:00Z", "2026-01-26T02:30:00Z"])
        let page = try office.must("show", secret.number).text
        #expect(page.contains("segel dibuka  Ani") && page.contains("segel dibuka  Budi"))
    }

    @Test func `a wrong value of a flag is named, with what can be written`() throws {
        for wrong in [
            ["--status", "x"], ["--limit", "0"], ["--offset", "-1"], ["--since", "besok"], ["--region", "x"],
            ["--arrived-until", "2026-02-30"], ["--due-within", "-1"], ["--due-within", "x"],
        ] {
            let output = try office.run(["list"] + wrong)
            #expect(output.status == 65 && output.error.contains("petunjuk"), "\(wrong)")
            #expect(output.error.contains(wrong[0]), "\(wrong)")
        }
        let unknown = try office.run(["list", "--device", "entah"])
        #expect(unknown.status == 66 && unknown.error.contains("entah"))
        #expect(try office.run(["search"]).status == 64)
    }
}
