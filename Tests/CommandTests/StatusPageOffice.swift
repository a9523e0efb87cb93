import Foundation

/// A small office with two laptops, three visits and twenty-seven complaints, some of them in groups of one or two.
struct StatusPageOffice {
    let workspace: Workspace
    let office: Office

    static let regions = """
        kode,nama
        33,Jawa Tengah
        33.09,Kabupaten Boyolali
        33.09.01,Selo
        33.09.01.2001,Tlogolele
        33.09.03,Cepogo
        33.09.03.2001,Wonodoyo
        33.09.06,Mojosongo
        33.09.06.2001,Madu
        33.09.06.2002,Singosari
        33.09.06.2004,Manggis
        33.09.06.2005,Jurug
        33.10,Kabupaten Klaten
        33.10.01,Prambanan
        33.10.01.2001,Sengon

        """

    /// What stands in complaints, and nowhere on a page.
    static let secrets = [
        "Sumarni", "3309064501800001", "81234567890", "Ngemplakrejo", "Rina", "Judulnya", "judul tersembunyi",
        "bendahara", "kwitansi", "dekat pos ronda", "Balai desa Madu", "Pak Carik", "110.6234", "110.7777",
    ]

    private static let columns =
        "classification,title,description,incident_date,region,location,category,latitude,longitude,anonymous,confidential,reporter_name,reporter_nik,reporter_phone,reporter_address,consent"

    /// A row of a file; the story is long enough to count or not.
    private static func row(
        _ place: Int, _ region: String, category: String, kind: String = "pengaduan",
        at coordinates: String = ",",
        flags: String = "tidak,tidak"
    ) -> String {
        let story = place % 3 == 0 ? String(repeating: "bendahara tanpa kwitansi ", count: 6) : "kwitansi"
        return "\(kind),Judulnya \(place) judul tersembunyi,\(story),2026-01-02,\(region),dekat pos ronda,"
            + "\(category),\(coordinates),\(flags),Sumarni,3309064501800001,081234567890,Ngemplakrejo,written"
    }

    init() throws {
        workspace = try Workspace()
        office = try workspace.office(regions: try workspace.write("desa.csv", Self.regions))
        let categories = ["kesehatan", "perhubungan", "pendidikan", "sosial"]
        let list = "code,name,parent\n" + categories.map { "\($0),\($0.capitalized) & co,\n" }.joined()
        try office.must("catalog", "categories", try workspace.write("bidang.csv", list))
        let kit = try office.kit()
        let first = try office.laptop("laptop-1", kit: kit)
        let home = workspace.path("laptop-2")
        let identity = try workspace.run(
            "lapor",
            ["--home", home, "setup", kit, "--device", "Laptop <b>\"2\"&", "--officer", "Rina", "--json"])
        let second = Laptop(workspace: workspace, home: home, identity: try succeed(identity).json())
        try Self.fill(first, second)
        for laptop in [first, second] {
            try succeed(office.run(["add", try laptop.bundle(into: "stik-\(laptop.identity.id)")]))
        }
        try answer()
        // As if they had come in January, over ten days; the laptops have been silent since.
        try sql(
            """
            UPDATE complaints SET stored_at = 1767582000 + 86400 * (complaint_key % 10);
            UPDATE merged_bundles SET merged_at = merged_at - 9 * 86400;
            """)
    }

    private static func fill(_ first: Laptop, _ second: Laptop) throws {
        func take(_ laptop: Laptop, _ name: String, _ rows: [String]) throws {
            let file = try laptop.workspace.write(name, ([columns] + rows).joined(separator: "\n") + "\n")
            _ = try laptop.capture(file: file)
        }
        let spot = "-7.5521,110.6234"
        let madu = (0..<12).map { place in
            row(
                place, "33.09.06.2001", category: place < 9 ? "kesehatan" : "perhubungan",
                at: place < 4 ? spot : place < 6 ? "-7.6011,110.7777" : place < 9 ? "-7.5811,110.7777" : ",",
                flags: (6..<9).contains(place) ? "ya,tidak" : "tidak,tidak")
        }
        try first.must(
            "outreach", "start", "--region", "33.09.06.2001", "--venue", "Balai desa Madu", "--coordinator",
            "Pak Carik", "--started-at", "2026-01-05 09:30")
        try take(first, "madu.csv", madu)
        try first.must("outreach", "end", "--attendance", "41", "--attendance-male", "15")
        try first.must("outreach", "start", "--region", "33.09.06.2002", "--started-at", "2026-01-06 09:30")
        try take(
            first, "singosari.csv",
            [
                row(12, "33.09.06.2002", category: "pendidikan"),
                row(13, "33.09.06.2002", category: "pendidikan"),
            ])
        try first.must("outreach", "end", "--attendance", "20")
        try first.must("outreach", "start", "--region", "33.09.06.2004", "--started-at", "2026-01-07 09:30")
        try take(first, "manggis.csv", (14..<18).map { row($0, "33.09.06.2002", category: "sosial") })
        let request = "permintaan-informasi"
        try take(
            second, "lain.csv",
            [
                row(18, "33.09.06.2004", category: "", kind: request, flags: "tidak,ya"),
                row(19, "33.09.06.2004", category: "", kind: request),
                row(20, "33.09.06.2005", category: "", kind: request),
                row(21, "33.09.01.2001", category: "", kind: request),
                row(22, "33.09.01.2001", category: "", kind: "aspirasi"),
                row(23, "33.09.03.2001", category: "", kind: "aspirasi"),
                row(24, "33.09.03.2001", category: "", kind: "aspirasi", at: spot, flags: "tidak,ya"),
                row(25, "33.09.03.2001", category: "", kind: "aspirasi"),
                row(26, "33.10.01.2001", category: "", kind: "aspirasi"),
            ])
    }

    private func answer() throws {
        let rows = try office.complaints()
        let requests = rows.filter { $0.classification == "permintaan-informasi" }
        for (place, complaint) in requests.enumerated() {
            try office.must(
                "respond", complaint.number, "--status", "selesai", "--answer", "Sudah dijawab",
                "--date", "2026-01-\(20 + place)")
        }
        let others = rows.filter { $0.classification == "pengaduan" }
        for (place, complaint) in others.prefix(6).enumerated() {
            try office.must(
                "respond", complaint.number, "--status", "terdisposisi", "--date", "2026-01-\(16 + place)")
        }
        for (place, complaint) in others.prefix(4).enumerated() {
            try office.must(
                "respond", complaint.number, "--status", "ditindaklanjuti", "--answer", "Dikerjakan",
                "--date", "2026-01-\(22 + 2 * place)")
        }
        try office.must("respond", others[6].number, "--status", "ditunda", "--date", "2026-01-19")
        // What an office changes counts as changed.
        if let changed = others.first(where: { $0.category == "kesehatan" }) {
            try office.must("edit", changed.number, "--category", "perhubungan")
        }
    }

    /// What a statement says, run by sqlite3 itself on the store: a line each row, columns apart by `|`.
    @discardableResult
    func sql(_ statement: String) throws -> [String] {
        try workspace.write("statement.sql", statement)
        let output = try workspace.shell("sqlite3 '\(office.home)/store.sqlite' < statement.sql")
        return output.text.split(separator: "\n").map(String.init)
    }

    /// Makes the page and reads it.
    func page(
        _ more: String..., language: Workspace.Language = .indonesian, name: String = "keadaan.html"
    ) throws -> StatusPage {
        let path = workspace.path(name)
        try succeed(office.run(["status", "--html", path] + more, language: language))
        return try StatusPage(path, workspace)
    }
}
