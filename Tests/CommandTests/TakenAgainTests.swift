import Foundation
import Testing

/// Files without external ids that are taken a second time.
struct TakenAgainTests {
    let workspace: Workspace
    let laptop: Laptop
    private let header = "classification,title,description,region,reporter_name,consent\n"
    private let rows = """
        aspirasi,Lampu jalan,Mohon dipasang,33.09.06.2001,Sumarni,read-aloud
        aspirasi,Lampu jalan,Mohon dipasang,33.09.06.2001,Paijo,read-aloud
        aspirasi,Pasar,Mohon dibersihkan,33.09.06.2002,,

        """

    init() throws {
        workspace = try Workspace()
        laptop = try workspace.ready().devices[0]
    }

    @Test
    func `the same rows are refused with what to do, whatever their file looks like, and taken if meant`()
        throws
    {
        let file = try workspace.write("laporan.csv", header + rows)
        #expect(try laptop.capture(file: file).saved == 3)
        let before = try laptop.state()
        let refused = try laptop.run(["new", "--from", file])
        #expect(refused.status == 65)
        #expect(refused.error.contains("3 baris (2–4): sudah pernah dicatat dari berkas"), "\(refused.error)")
        #expect(refused.error.contains("--again") && refused.error.contains("external_id"))
        #expect(try laptop.state() == before)
        // A spreadsheet has saved it again, elsewhere.
        let semicolons = (header + rows).replacingOccurrences(of: ",", with: ";")
            .replacingOccurrences(of: "\n", with: "\r\n")
        _ = try workspace.makeFolder("stik")
        let saved = try workspace.write("stik/salinan.csv", semicolons)
        let again = try laptop.capture(file: saved, status: 65)
        #expect(again.saved == 0 && again.rejected.map(\.line) == [2, 3, 4])
        #expect(again.rejected.allSatisfy { $0.reason.contains("sama persis dengan laporan ") })
        #expect(try laptop.state() == before)
        #expect(try laptop.capture(file: saved, "--again").saved == 3)
        #expect(try laptop.complaints().count == 6)
    }

    @Test func `a file that has grown gives its new rows, and strictly none`() throws {
        let file = try workspace.write("laporan.csv", header + rows)
        #expect(try laptop.capture(file: file).saved == 3)
        let more = header + rows + "aspirasi,Posyandu,Jadwalnya,33.09.06.2001,,\n"
        try workspace.write("laporan.csv", more)
        #expect(try laptop.capture(file: file, "--strict", status: 65).saved == 0)
        let grown = try laptop.capture(file: file, status: 65)
        #expect(grown.saved == 1 && grown.rejected.map(\.line) == [2, 3, 4])
        #expect(try laptop.complaints().count == 4)
    }

    @Test
    func `within one file two people may say the same, and rows with an external id are no-ops as before`()
        throws
    {
        let same = String(repeating: "aspirasi,Sama,Sama,33.09.06.2001,,\n", count: 2)
        let file = try workspace.write("sama.csv", header + same)
        #expect(try laptop.capture(file: file).saved == 2)
        #expect(try laptop.capture(file: file, status: 65).rejected.count == 2)
        let numbered = try workspace.write(
            "nomor.csv",
            "external_id,classification,title,description,region\nf-1,aspirasi,Sama,Sama,33.09.06.2001\n")
        #expect(try laptop.capture(file: numbered).saved == 1)
        for more in [[], ["--again"]] {
            let output = try laptop.run(["new", "--from", numbered, "--json"] + more)
            let known: Answer.FileTaken = try succeed(output).json()
            #expect(known.saved == 0 && known.known == 1)
        }
    }

    @Test(.enabled(if: Tool.path("sqlite3") != nil, "sqlite3 is missing"))
    func `of what is erased or sealed later no row is remembered`() throws {
        let file = try workspace.write("laporan.csv", header + rows)
        #expect(try laptop.capture(file: file).saved == 3)
        func remembered() throws -> String {
            try workspace.shell("sqlite3 '\(laptop.home)/store.sqlite' 'SELECT count(*) FROM external_ids'")
                .text
        }
        #expect(try remembered() == "3\n")
        let complaints = try laptop.complaints()
        try laptop.must("erase", complaints[0].id, "--reason", "diminta")
        #expect(try remembered() == "2\n")
        try laptop.must("edit", complaints[1].id, "--confidential")
        #expect(try remembered() == "1\n")
    }
}
