import Foundation
import Testing

// The page about an office's work: its numbers are those of the store, and nobody can be singled out by it.
@Suite(
    .enabled(
        if: Tool.python != nil && Tool.path("sqlite3") != nil,
        "python3 or sqlite3 is missing: no page is read and no number computed a second time"))
struct StatusPageTests {
    let made: StatusPageOffice

    init() throws {
        made = try StatusPageOffice()
    }

    /// The value that so many hundredths of sorted numbers do not exceed.
    private func percentile(_ hundredths: Int, _ values: [Int]) -> String {
        let rank = Int((Double(values.count * hundredths) / 100).rounded(.up))
        return values.isEmpty ? "–" : String(values.sorted()[max(0, rank - 1)])
    }

    @Test func `stages, kinds and categories are those of the store, small groups put together`() throws {
        let page = try made.page()
        let count = try made.sql("SELECT count(*) FROM complaints")[0]
        #expect(page.tiles["Laporan"] == count)
        #expect(
            try made.sql("SELECT coalesce(status, '-'), count(*) FROM complaints GROUP BY 1 ORDER BY 1") == [
                "-|16", "ditindaklanjuti|4", "ditunda|1", "selesai|4", "terdisposisi|2",
            ])
        // One and two are too few: each stands with the smaller of its neighbours.
        #expect(
            try page.numbers("Menurut tahap") == [
                "diterima, belum diverifikasi|16", "ditunda / terdisposisi|3", "ditindaklanjuti|4",
                "selesai|4",
            ])
        let kinds = try made.sql(
            "SELECT replace(classification, '-', ' '), count(*) FROM complaints GROUP BY 1 ORDER BY 1")
        #expect(try page.numbers("Menurut jenis") == kinds)
        let categories = try made.sql(
            """
            SELECT coalesce(name, 'tanpa kategori'), count(*) FROM complaints
            LEFT JOIN categories ON code = category WHERE category NOT IN ('pendidikan', 'perhubungan')
                OR category IS NULL GROUP BY 1 ORDER BY 2 DESC
            """)
        // Two of education, and with them the next larger category: otherwise the two could be computed.
        let rest = try made.sql(
            "SELECT count(*) FROM complaints WHERE category IN ('pendidikan', 'perhubungan')")
        #expect(categories == ["tanpa kategori|9", "Kesehatan & co|8", "Sosial & co|4"])
        #expect(try page.numbers("Kategori") == categories + ["kategori lain|\(rest[0])"])
    }

    @Test func `regions open from regency to village, and what is small is merged on every level`() throws {
        let page = try made.page()
        let villages = try made.sql("SELECT region, count(*) FROM complaints GROUP BY 1 ORDER BY 1")
        #expect(
            villages == [
                "33.09.01.2001|2", "33.09.03.2001|3", "33.09.06.2001|12", "33.09.06.2002|6",
                "33.09.06.2004|2", "33.09.06.2005|1", "33.10.01.2001|1",
            ])
        // One complaint from Klaten alone would tell whose it is: both regencies are one, and so on downward.
        #expect(
            page.regions == [
                StatusPage.Region(
                    "semua kabupaten/kota", 27,
                    [
                        StatusPage.Region(
                            "Mojosongo", 21,
                            [
                                StatusPage.Region("Madu", 12), StatusPage.Region("Singosari", 6),
                                StatusPage.Region("desa lain", 3),
                            ]),
                        StatusPage.Region("Cepogo", 3, [StatusPage.Region("Wonodoyo", 3)]),
                        StatusPage.Region("kecamatan lain", 3),
                    ])
            ])
        let part = try made.page("--region", "33.09.06")
        #expect(part.tiles["Laporan"] == "21")
        #expect(part.regions.map(\.name) == ["Kabupaten Boyolali"])
        let later = try made.page("--since", "2026-01-10")
        let left = try made.sql(
            "SELECT count(*) FROM complaints WHERE date(stored_at + 25200, 'unixepoch') >= '2026-01-10'")
        #expect(later.tiles["Laporan"] == left[0] && later.tiles["Kegiatan"] == "0")
    }

    @Test func `of one or two complaints nothing is told, wherever they are`() throws {
        try made.sql("UPDATE complaints SET stored_at = unixepoch() - 20 * 86400 WHERE status IS NULL")
        for (region, count) in [("33.09.06.2005", "1"), ("33.09.01.2001", "2")] {
            #expect(try made.sql("SELECT count(*) FROM complaints WHERE region = '\(region)'") == [count])
            let page = try made.page("--region", region)
            #expect(page.tiles["Laporan"] == "samar" && page.tiles["Lewat tenggat"] == "0")
            #expect(page.tables.map(\.caption) == ["Tim", "Laptop"] && page.regions.isEmpty)
            #expect(page.circles == 0 && page.bars.isEmpty)
            #expect(!page.notices.keys.contains { $0.contains("laporan") })
        }
        try made.sql(
            "UPDATE complaints SET stored_at = unixepoch() - 3600 WHERE complaint_key IN (3, 4)")
        let page = try made.page("--since", try made.sql("SELECT date('now', '-2 days')")[0])
        #expect(page.tiles["Laporan"] == "samar" && page.bars.isEmpty && page.regions.isEmpty)
        // What waits in the whole region is told all the same: there are more of it.
        #expect(page.notices.keys.contains { $0.contains("laporan lewat tenggat") })
    }

    @Test func `the map has places of three clear complaints or more, and no others`() throws {
        let page = try made.page()
        #expect(page.circles == 1)
        #expect(try page.table("Laporan menurut tempat").rows == [["-7.55", "110.62", "4"]])
        let nobody = try made.page("--region", "33.09.03")
        #expect(nobody.circles == 0)
    }

    @Test func `answers, arrivals, visits and completeness are what sqlite3 counts`() throws {
        let page = try made.page()
        func days(_ spans: String) throws -> [Int] {
            try made.sql(
                """
                WITH RECURSIVE says AS (
                    SELECT complaint, body ->> 'date' AS day, body ->> 'status' AS status,
                        (body ->> 'text' IS NOT NULL OR body ->> 'content' IS NOT NULL) AS answers
                    FROM events WHERE kind = 'responded'
                ), arrived AS (
                    SELECT id, classification, date(stored_at + 25200, 'unixepoch') AS day FROM complaints
                ), spans AS (\(spans)), days(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM days WHERE n < 90)
                SELECT (SELECT count(*) FROM days WHERE date(a, '+' || n || ' days') <= b
                    AND strftime('%w', date(a, '+' || n || ' days')) NOT IN ('0', '6')) FROM spans
                """
            ).compactMap { Int($0) }
        }
        let verified = try days(
            "SELECT arrived.day AS a, min(says.day) AS b FROM arrived JOIN says ON complaint = id GROUP BY id"
        )
        let followed = try days(
            """
            SELECT min(CASE WHEN status = 'terdisposisi' THEN says.day END) AS a,
                min(CASE WHEN answers THEN says.day END) AS b FROM says JOIN arrived ON id = complaint
            WHERE classification <> 'permintaan-informasi' GROUP BY complaint HAVING b IS NOT NULL
            """)
        let requested = try days(
            """
            SELECT arrived.day AS a, min(says.day) AS b FROM arrived JOIN says ON complaint = id
            WHERE classification = 'permintaan-informasi' AND answers GROUP BY id
            """)
        #expect(verified.count == 11 && followed.count == 4 && requested.count == 4)
        let rows = try page.table("Hari kerja sampai dijawab").rows
        for (row, (values, deadline)) in zip(rows, [(verified, 3), (followed, 5), (requested, 5)]) {
            let expected = [
                String(deadline), String(values.count), percentile(50, values), percentile(90, values),
            ]
            #expect(Array(row[1...4]) == expected)
        }
        let visits = try page.table("Kegiatan di desa").rows
        #expect(visits.map { $0[0] } == ["2026-01-07 (belum selesai)", "2026-01-06", "2026-01-05"])
        #expect(visits.map { $0[1] } == ["Manggis, Mojosongo", "Singosari, Mojosongo", "Madu, Mojosongo"])
        #expect(visits.map { $0[2] } == ["–", "20", "41"])
        // Two are too few, and four of eighteen would tell of the two.
        let taken = try made.sql(
            "SELECT count(*) FROM complaints WHERE outreach IS NOT NULL GROUP BY outreach ORDER BY 1")
        #expect(taken == ["2", "4", "12"])
        #expect(visits.map { $0[5] } == ["samar", "samar", "12"])
        #expect(page.tiles["Hadirin"] == "61" && page.tiles["Kegiatan"] == "3")
        let bands = try made.sql(
            """
            SELECT count(*) FROM events WHERE kind = 'captured' GROUP BY min(4, (body ->> 'completeness') / 20)
            ORDER BY min(4, (body ->> 'completeness') / 20)
            """)
        #expect(try page.table("Kelengkapan").rows.map { $0[1] } == bands)
    }

    @Test func `arrivals are drawn by day while they are few, and days of one or two are put together`()
        throws
    {
        try made.sql(
            "UPDATE complaints SET stored_at = unixepoch() - 86400 * min(8, max(0, complaint_key - 12))")
        let page = try made.page()
        let days = try made.sql(
            """
            SELECT date(stored_at + 25200, 'unixepoch'), count(*) FROM complaints GROUP BY 1 ORDER BY 1
            """)
        #expect(days.map { $0.split(separator: "|")[1] } == ["8", "1", "1", "1", "1", "1", "1", "1", "12"])
        let names = days.map { String($0.prefix(10)) }
        // Three single days would tell of each that it is one: neighbours stand together until none is small.
        #expect(
            try page.numbers("Laporan yang tiba per hari") == [
                "\(names[0])|8", "\(names[1]) – \(names[4])|4", "\(names[5]) – \(names[7])|3",
                "\(names[8])|12",
            ])
        #expect(page.pictures.contains { $0.label?.contains("27 laporan tiba") == true })
    }

    @Test func `what needs attention comes first, by numbers and not by titles`() throws {
        try made.sql(
            "UPDATE complaints SET stored_at = unixepoch() - 14 * 86400 - complaint_key WHERE status IS NULL")
        let page = try made.page()
        #expect(page.headings[1] == "h2 Perlu perhatian sekarang")
        #expect(page.tiles["Lewat tenggat"] == "16")
        let overdue = try #require(page.notices.first { $0.key.contains("lewat tenggat") })
        let waiting = try made.sql(
            "SELECT number FROM complaints WHERE status IS NULL ORDER BY stored_at, number")
        // Two weeks have ten working days; three of them are allowed.
        #expect(
            overdue.value.map { $0.filter { $0.isLetter || $0.isNumber } }
                == waiting.map { "\($0)lewat7harikerja" })
        let silent = try #require(page.notices.first { $0.key.contains("7 hari tidak mengirim") })
        #expect(silent.value.count == 2 && silent.value.allSatisfy { $0.hasSuffix(": 9 hari") })
        #expect(silent.value.contains { $0.contains(#"Laptop <b>"2"&"#) })
    }

    @Test(arguments: Workspace.Language.allCases)
    func `it fetches nothing, is well-formed, and says to a screen reader what it shows`(
        language: Workspace.Language
    ) throws {
        let page = try made.page(language: language)
        #expect(page.language == language.rawValue)
        #expect(page.foreign.isEmpty && page.dangling.isEmpty)
        #expect(page.tables.allSatisfy { $0.hasScopes && !$0.caption.isEmpty && !$0.rows.isEmpty })
        #expect(
            page.pictures.allSatisfy { $0.isHidden || $0.role == "img" && $0.label?.isEmpty == false })
        #expect(page.pictures.count { $0.role == "img" } == 2)
        let levels = page.headings.compactMap { $0.dropFirst().first?.wholeNumberValue }
        #expect(levels.first == 1 && levels.dropFirst().allSatisfy { $0 > 1 })
        #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
        let source = String(
            decoding: try made.workspace.read(made.workspace.path("keadaan.html")), as: UTF8.self)
        let words: [Workspace.Language: [String]] = [
            .indonesian: ["Perlu perhatian", "hari kerja", "Wilayah", "digabung"],
            .english: ["Needs attention", "working days", "Regions", "merged"],
        ]
        for (spoken, expected) in words {
            for word in expected { #expect(source.contains(word) == (spoken == language), "\(word)") }
        }
    }

    @Test func `no name, no phone, no text, no exact place of anybody is on it`() throws {
        let folder = try made.workspace.makeFolder("halaman")
        for language in Workspace.Language.allCases {
            let path = folder + "/\(language.rawValue).html"
            try succeed(made.office.run(["status", "--html", path], language: language))
        }
        #expect(try LeakSearch(StatusPageOffice.secrets).findings(in: folder).isEmpty)
        // The search can find.
        #expect(try !LeakSearch(["Mojosongo"]).findings(in: folder).isEmpty)
    }

    @Test func `letters stand out from their ground, in light, dark and print`() throws {
        let style = try made.page().style
        func luminance(_ colour: Substring) -> Double {
            let value = Int(colour, radix: 16) ?? 0
            let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
                let share = Double(part) / 255
                return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
            }
            return parts[0] * 0.2126 + parts[1] * 0.7152 + parts[2] * 0.0722
        }
        let palettes = style.components(separatedBy: ":root {").dropFirst().map { block in
            let pairs = block.prefix { $0 != "}" }.matches(of: /--(\w+): #([0-9a-f]{6})/).map {
                (String($0.output.1), luminance($0.output.2))
            }
            return Dictionary(uniqueKeysWithValues: pairs)
        }
        #expect(palettes.count == 3)
        for palette in palettes {
            for ground in ["ground", "panel"] {
                for (name, least) in [
                    ("text", 4.5), ("quiet", 4.5), ("link", 4.5), ("alert", 4.5), ("bar", 3), ("point", 3),
                ] {
                    let (one, other) = (try #require(palette[name]), try #require(palette[ground]))
                    let contrast = (max(one, other) + 0.05) / (min(one, other) + 0.05)
                    #expect(contrast >= least, "\(name) on \(ground): \(contrast)")
                }
            }
        }
    }

    @Test func `a page takes the place of an older one, and of nothing else`() throws {
        let path = made.workspace.path("keadaan.html")
        let first = try succeed(made.office.run(["status", "--html", path]))
        #expect(first.text.contains("Halaman ditulis: \(path)"))
        #expect(try succeed(made.office.run(["status", "--html", path])).text.contains("yang lama diganti"))
        let json = try succeed(made.office.run(["status", "--html", path, "--json"])).text
        #expect(json.contains(#""page":"\#(path)""#))
        let other = try made.workspace.write("laporan.csv", "<!DOCTYPE html>bukan")
        let refused: [([String], Int32)] = [
            (["--html", other], 73), (["--html", made.workspace.folder.path], 73),
            (["--html", made.workspace.path("tidak/ada.html")], 73),
            (["--html", path, "--since", "entah"], 65), (["--html", path, "--region", "desa"], 65),
        ]
        for (arguments, status) in refused {
            let output = try made.office.run(["status"] + arguments)
            #expect(output.status == status && output.data.isEmpty, "\(arguments): \(output.error)")
        }
        #expect(try made.workspace.read(other) == Data("<!DOCTYPE html>bukan".utf8))
        #expect(!made.workspace.exists(other + ".part"))
    }
}
