import Foundation
import Testing

// The kit's agencies, asked for by names as people write them.
struct AgencyTests {
    private struct Entry: Decodable {
        let code: String
    }

    @Test func `a misspelt agency is found in the catalogue, and a wrong one is told what may be meant`()
        throws
    {
        let workspace = try Workspace()
        let office = try workspace.office()
        try office.must(
            "catalog", "agencies",
            try workspace.write(
                "instansi.csv",
                """
                code,name
                pu,Dinas Pekerjaan Umum dan Penataan Ruang
                kes,Dinas Kesehatan
                pustaka,Dinas Perpustakaan

                """))
        let laptop = try office.laptop("laptop", kit: try office.kit())
        func found(_ words: String...) throws -> [String] {
            let entries: [Entry] = try succeed(laptop.run(["catalog", "agencies", "--json"] + words)).json()
            return entries.map(\.code)
        }
        #expect(try found("dinas", "perkerjaan", "umum") == ["pu"])
        #expect(try found("dinkes") == ["kes"])
        // What has the letters comes first, then what they are short for.
        #expect(try found("dinas pu") == ["pustaka", "pu"])
        #expect(try found("bupati").isEmpty)
        let new = ["new"] + Laptop.good
        let output = try succeed(laptop.run(new + ["--agency", "dinkes"]))
        #expect(
            output.error.contains(
                #"instansi "dinkes" tidak ada dalam daftar (mungkin "Dinas Kesehatan"?); laporan tetap diterima"#
            ), "\(output.error)")
        let known = try succeed(laptop.run(new + ["--agency", "Dinas Kesehatan"]))
        #expect(!known.error.contains("instansi"), "\(known.error)")
        let saved = try laptop.capture()
        try office.merge(from: laptop)
        let edited = try office.run(["edit", saved.id, "--agency", "Dinas Kesehtan"], language: .english)
        #expect(edited.error.contains(#"did you mean "Dinas Kesehatan"?"#), "\(edited.error)")
    }
}
