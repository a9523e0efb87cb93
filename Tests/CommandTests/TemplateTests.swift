import Foundation
import Testing

/// The empty file for many complaints: written, filled in a spreadsheet, taken.
struct TemplateTests {
    let workspace: Workspace
    let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        laptop = try workspace.ready().devices[0]
    }

    private func template(_ name: String, _ language: Workspace.Language = .indonesian) throws -> String {
        let path = workspace.path(name)
        try succeed(laptop.run(["new", "--template", path], language: language))
        return path
    }

    @Test(arguments: Workspace.Language.allCases)
    func `an untouched template is no complaint, and says so`(language: Workspace.Language) throws {
        let path = try template("formulir.csv", language)
        let output = try laptop.run(["new", "--from", path, "--json"], language: language)
        let taken: Answer.FileTaken = try succeed(output, 65).json()
        #expect(taken.saved == 0 && taken.rejected.map(\.line) == [2])
        #expect(output.error.contains(language == .indonesian ? "baris contoh" : "example row"))
        #expect(try laptop.complaints().isEmpty)
        // One of its marks is enough.
        let text = try String(decoding: workspace.read(path), as: UTF8.self)
        let mark = language == .indonesian ? "CONTOH" : "EXAMPLE"
        for changed in [
            text.replacingOccurrences(of: "\(mark): ", with: ""),
            text.replacingOccurrences(of: "\(mark)\r\n", with: "F-1\r\n"),
        ] {
            #expect(changed != text)
            _ = try laptop.capture(file: workspace.write("setengah.csv", changed), status: 65)
        }
        #expect(try laptop.complaints().isEmpty)
    }

    @Test(arguments: Workspace.Language.allCases)
    func `its example is right but for its marks, and other rows are taken beside it`(
        language: Workspace.Language
    ) throws {
        let text = try String(decoding: workspace.read(template("formulir.csv", language)), as: UTF8.self)
        let lines = text.components(separatedBy: "\r\n")
        let mark = language == .indonesian ? "CONTOH" : "EXAMPLE"
        let own = lines[1].replacingOccurrences(of: "\(mark): ", with: "")
            .replacingOccurrences(of: mark, with: "F-1")
        let file = try workspace.write("diisi.csv", [lines[0], lines[1], own, ""].joined(separator: "\r\n"))
        let output = try laptop.run(["new", "--from", file, "--json"])
        let taken: Answer.FileTaken = try succeed(output, 65).json()
        #expect(taken.saved == 1 && taken.rejected.map(\.line) == [2])
        // No warning either: the region is the team's, every column is known.
        #expect(!output.error.contains("peringatan"), "\(output.error)")
        #expect(try laptop.complaints().map(\.region) == ["33.09.06.2001"])
    }

    @Test func `a template has every field as a column, and opens in a spreadsheet of its language`() throws {
        let indonesian = try workspace.read(template("a.csv"))
        let english = try workspace.read(template("b.csv", .english))
        #expect(indonesian.starts(with: [0xEF, 0xBB, 0xBF]) && english.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(String(decoding: indonesian, as: UTF8.self).contains("classification;title;description;"))
        let table = Table(english)
        #expect(table.columns.count == 27 && table.columns.contains("reporter_phone_owner"))
        #expect(table.rows.count == 1)
    }

    @Test func `what an Indonesian spreadsheet saves is taken: days first, decimal commas, emptied rows`()
        throws
    {
        let header = "classification;title;description;region;incident_date;latitude;longitude"
        let row = "pengaduan;Satu;Isi;33.09.06.2001;05/01/2026;-7,65;110,5"
        let file = try workspace.write("a.csv", "\u{FEFF}\(header)\r\n\(row)\r\n;;;;;;\r\n")
        #expect(try laptop.capture(file: file).saved == 1)
        let complaint = try #require(try laptop.complaints().first)
        #expect(complaint.incidentDate == "2026-01-05")
        let detail: Answer.Detail = try laptop.must("show", complaint.id, "--json").json()
        #expect(detail.latitude == "-7.65" && detail.longitude == "110.5")
        // Where commas separate, nobody knows whether the day or the month comes first.
        let commas = try workspace.write(
            "b.csv",
            "classification,title,description,region,incident_date\npengaduan,Dua,Isi,33.09.06.2001,05/01/2026\n"
        )
        let taken = try laptop.capture(file: commas, status: 65)
        #expect(taken.saved == 0 && taken.rejected.map(\.field) == ["incident_date"])
    }

    @Test func `nothing is written over, and a template goes with nothing else`() throws {
        let path = try workspace.write("ada.csv", "milik saya")
        #expect(try laptop.run(["new", "--template", path]).status == 73)
        #expect(try String(decoding: workspace.read(path), as: UTF8.self) == "milik saya")
        #expect(try laptop.run(["new", "--template", workspace.path("x.csv"), "--strict"]).status == 64)
        #expect(!workspace.exists(workspace.path("x.csv")))
    }

    @Test func `a laptop that is not set up gives one too, to the screen as well`() throws {
        let output = try workspace.run(
            "lapor", ["--home", workspace.path("kosong"), "new", "--template", "-"])
        #expect(output.status == 0 && output.error.isEmpty)
        #expect(output.data.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(!workspace.exists(workspace.path("kosong")))
    }

    // MARK: The codes that go into it

    @Test func `the kit's codes are listed, by word, by code, and up to a number`() throws {
        struct Region: Decodable { var code: String, name: String, path: String }
        struct Category: Decodable { var code: String, name: String, parent: String?, path: String }
        func regions(_ arguments: String...) throws -> [String] {
            let found: [Region] = try succeed(laptop.run(["catalog", "regions", "--json"] + arguments)).json()
            return found.map(\.code)
        }
        #expect(try regions().count == 5)
        #expect(try regions("singosari") == ["33.09.06.2002"])
        #expect(try regions("madu", "boyolali") == ["33.09.06.2001"])
        #expect(try regions("33.09.06") == ["33.09.06", "33.09.06.2001", "33.09.06.2002"])
        #expect(try regions("33.09.06", "--limit", "1") == ["33.09.06"])
        #expect(try laptop.run(["catalog", "regions", "--limit", "0"]).status == 65)
        let shown = try laptop.must("katalog", "wilayah", "madu")
        #expect(shown.text.contains("33.09.06.2001  Madu, Mojosongo, Kabupaten Boyolali, Jawa Tengah"))
        let categories: [Category] = try laptop.must("katalog", "kategori", "--json").json()
        #expect(categories.map(\.code) == ["kesehatan"] && categories[0].parent == nil)
        let none = try laptop.must("katalog", "instansi")
        #expect(none.text.isEmpty && none.error.contains("tidak membawa"))
        struct Limit: Decodable, Equatable { var step: String, days: Int, basis: String? }
        struct Summary: Decodable {
            var regions: Int, categories: Int, agencies: Int, holidays: Int
            var deadlines: [Limit]
        }
        let summary: Summary = try laptop.must("katalog", "lihat", "--json").json()
        #expect(
            summary.regions == 5 && summary.categories == 1 && summary.agencies == 0 && summary.holidays == 0)
        #expect(summary.deadlines.first == Limit(step: "verify", days: 3, basis: "PermenPANRB 62/2018"))
    }
}
