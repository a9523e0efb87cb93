import Foundation
import Testing

// Every number on the page is what another program, in another language, counts over the same store.
@Suite(
    .enabled(
        if: StatusPageOracle.canRun && Tool.path("sqlite3") != nil,
        "python3 with SQLite or sqlite3 is missing: nothing is counted a second time"))
struct StatusPageNumberTests {
    /// An office that is there already, such as one of Scripts/benchmark/make-office.
    private static let named = ProcessInfo.processInfo.environment["LAPOR_OFFICE"]

    /// Compares a page with what is counted, part by part, so that a failure tells where.
    private func compare(_ page: StatusPage, _ oracle: StatusPageOracle) {
        #expect(page.tiles == oracle.tiles)
        #expect(Set(page.notices.keys) == Set(oracle.notices.keys))
        for (title, entries) in oracle.notices {
            let found = page.notices[title] ?? []
            #expect(found.count == entries.count, "\(title)")
            // Why a bundle is set aside stands behind what is counted.
            for (one, other) in zip(found, entries) { #expect(one.hasPrefix(other), "\(title)") }
        }
        // A long table stands in two parts, the second folded.
        var tables: [String: [[String]]] = [:]
        for table in page.tables where !table.caption.hasPrefix("Desa di ") {
            tables[table.caption.components(separatedBy: ": ")[0], default: []] += table.rows
        }
        #expect(tables.keys.sorted() == oracle.tables.keys.sorted())
        for (caption, rows) in tables {
            let expected = oracle.tables[caption] ?? []
            #expect(rows.count == expected.count, "\(caption)")
            for (row, other) in zip(rows, expected) { #expect(row == other, "\(caption)") }
        }
        #expect(page.regions == oracle.regions)
        #expect(page.sentences.sorted() == oracle.sentences.sorted())
        #expect(page.circles == oracle.circles && page.diamonds == oracle.diamonds)
        pictures(page)
    }

    /// That bars are as long as the numbers beside them say.
    private func pictures(_ page: StatusPage) {
        func number(_ text: String) -> Double { Double(text.replacing(".", with: "")) ?? .nan }
        for table in page.tables where table.columns.contains("Bagian") {
            let counts = table.rows.map { number($0[1]) }
            #expect(table.bars.count == counts.count)
            for (bar, count) in zip(table.bars, counts) {
                #expect(abs(bar - count * 100 / (counts.max() ?? 1)) < 0.06, "\(table.caption)")
            }
        }
        let arrivals = page.tables.first { $0.caption.hasPrefix("Laporan yang tiba") }?.rows ?? []
        #expect(page.bars.count == arrivals.count && page.scale.count == 3)
        let top = page.scale.first.map(number) ?? 0
        #expect(page.scale.dropFirst().map(number) == [top / 2, 0])
        for (bar, row) in zip(page.bars, arrivals) {
            let length = (bar.width + 2) / 10
            #expect(
                bar.height <= 100
                    && abs(bar.height * top / 100 * length - number(row[1])) < top * length / 1_000)
        }
    }

    @Test func `every number is what is counted a second time, in an office where much goes wrong`() throws {
        let made = try StatusPageOffice()
        try disturb(made)
        let export = made.workspace.path("semua.ndjson")
        try made.office.must("export", "--to", export)
        let oracle = try StatusPageOracle(made.office.home, export: export, made.workspace)
        // There is something of everything to be compared.
        #expect(oracle.notices.count == 8, "\(oracle.notices.keys)")
        #expect(oracle.tables.count == 11 && oracle.diamonds == 1 && oracle.regions.count == 1)
        let page = try made.page()
        compare(page, oracle)
        // Another language, the same numbers.
        func digits(_ page: StatusPage) -> [String] {
            page.tables.flatMap { table in table.rows.map { $0.joined(separator: "|").filter(\.isNumber) } }
                + page.tiles.values.sorted() + page.regions.map(\.count)
        }
        #expect(digits(try made.page(language: .english, name: "en.html")) == digits(page))
        // The judge sees: one complaint less in the store is told.
        try made.sql(
            """
            UPDATE complaints SET status = 'diarsipkan'
            WHERE complaint_key = (SELECT min(complaint_key) FROM complaints WHERE status IS NULL)
            """)
        let later = try made.page()
        #expect(try later.table("Menurut tahap").rows != oracle.tables["Menurut tahap"])
    }

    @Test(.enabled(if: named != nil, "LAPOR_OFFICE names no office: nothing large is counted"))
    func `every number of a large office is what is counted a second time`() throws {
        let workspace = try Workspace()
        let home = try #require(Self.named)
        func give(_ arguments: String...) throws {
            try succeed(workspace.run("lapor-import", arguments + ["--home", home]))
        }
        let (export, path) = (workspace.path("semua.ndjson"), workspace.path("keadaan.html"))
        try give("export", "--to", export)
        try give("status", "--html", path)
        let oracle = try StatusPageOracle(home, export: export, workspace)
        compare(try StatusPage(path, workspace), oracle)
        #expect(try StatusPageAudit.faults(path, workspace) == [])
    }

    /// A late team, a bundle set aside, a gap, photos that did not come, waiting complaints, two changes at once.
    private func disturb(_ made: StatusPageOffice) throws {
        let office = made.office
        try office.must(
            "kit", "Tim Lambat", "--region", "33.09", "--to", made.workspace.path("lambat.kit"), "--expected",
            "2026-01-31")
        try office.must(
            "kit", "Tim Kecil", "--region", "33.09", "--to", made.workspace.path("kecil.kit"), "--devices",
            "1")
        let third = try office.laptop("laptop-3", kit: made.workspace.path("kecil.kit"))
        _ = try third.capture()
        _ = try third.bundle(into: "hilang", "--new")
        try third.must("outreach", "start", "--region", "33.09.06.2001", "--started-at", "2026-01-08 09:30")
        let photo = try made.workspace.write("foto.jpg", Data(repeating: 7, count: 200_000))
        try third.must("outreach", "end", "--attendance", "9", "--attendance-female", "1", "--attach", photo)
        #expect(try office.add(try third.bundle(into: "kemudian", "--new")).status == 0)
        let fourth = try office.laptop("laptop-4", kit: made.workspace.path("kecil.kit"))
        _ = try fourth.capture()
        #expect(try office.add(try fourth.bundle(into: "keempat")).status == 10)
        // Half of what waits is overdue, the others are due soon; a value stands against another; a photo did not come.
        try made.sql(
            """
            UPDATE complaints SET stored_at = unixepoch() - 14 * 86400 - complaint_key
                WHERE status IS NULL AND complaint_key % 2 = 0;
            UPDATE complaints SET stored_at = unixepoch() - 3600 WHERE status IS NULL AND complaint_key % 2 = 1;
            UPDATE complaints SET conflicts = 1 WHERE complaint_key = 5;
            UPDATE blobs SET is_here = 0;
            INSERT INTO deadlines VALUES ('verify', 1, 'contoh'), ('request', 2, 'contoh');
            """)
    }
}
