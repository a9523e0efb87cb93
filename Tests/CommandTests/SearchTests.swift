import Foundation
import Testing

// What a volunteer looks for on the laptop.
struct SearchTests {
    @Test func `complaints are found by words, place, category and number, and what is sealed is not`() throws
    {
        let workspace = try Workspace()
        let laptop = try workspace.ready().devices[0]
        let bridge = try laptop.capture("--location", "Dukuh Krajan")
        try laptop.capture(
            "--title", "Lampu jalan mati", "--region", "33.09.06.2002", "--category", "kesehatan")
        try laptop.capture("--title", "Rahasia lurah", "--confidential")
        func found(_ words: String...) throws -> [String?] {
            let complaints: [Answer.Complaint] = try laptop.must(
                "search", words.joined(separator: " "), "--json"
            ).json()
            return complaints.map(\.title)
        }
        #expect(try found("jembat hujan") == ["Jembatan putus"])
        #expect(try found("KRAJAN") == ["Jembatan putus"])
        #expect(try found("singosari") == ["Lampu jalan mati"])
        #expect(try found("kesehatan") == ["Lampu jalan mati"])
        #expect(try found(bridge.number.lowercased()) == ["Jembatan putus"])
        #expect(try found("boyolali").count == 3)
        #expect(try found("lurah").isEmpty)
        #expect(try found("jembatan lampu").isEmpty)
        #expect(try found("\"*' OR").isEmpty)
        #expect(try laptop.must("cari", "lampu").text.contains("Lampu jalan mati"))
        #expect(try laptop.run(["search"]).status == 64)
    }
    @Test func `a number is found in part, among other words, and the newest stands first`() throws {
        let workspace = try Workspace()
        let laptop = try workspace.ready().devices[0]
        let secret = try laptop.capture("--title", "Rahasia lurah", "--confidential")
        let first = try laptop.capture("--title", "Jembatan pertama")
        Thread.sleep(forTimeInterval: 1.1)
        try laptop.capture("--title", "Djembatan kedua", "--category", "kesehatan")
        func found(_ arguments: String...) throws -> [String?] {
            let complaints: [Answer.Complaint] = try succeed(
                laptop.run(["search", "--json"] + arguments)
            ).json()
            return complaints.map(\.title)
        }
        #expect(try found("jembatan") == ["Djembatan kedua", "Jembatan pertama"])
        #expect(try found("jembatan", "--limit", "1") == ["Djembatan kedua"])
        #expect(try found("jembatan", "--limit", "0").count == 2)
        #expect(try found(String(first.number.prefix(9)).lowercased()) == ["Jembatan pertama"])
        #expect(
            try found(String(first.number.dropLast(2).suffix(6)), "jembatan").contains("Jembatan pertama"))
        #expect(try found(secret.number) == [nil])
        #expect(try found("33.09.06.2001").count == 3)
        #expect(try found("madu", "--category", "kesehatan") == ["Djembatan kedua"])
        #expect(try found("madu", "--state", "packed").isEmpty)
        #expect(try found("madu", "--region", "33.09").count == 3)
        // The objects are those of the list.
        let listed = try laptop.must("list", "--newest", "--category", "kesehatan", "--json").data
        #expect(try laptop.must("search", "kedua", "--json").data == listed)
        let cut = try laptop.run(["search", "madu", "--limit", "2"])
        #expect(cut.status == 0 && cut.error.contains("--limit 0"))
        #expect(try laptop.run(["search", "madu", "--limit", "-1"]).status == 65)
        #expect(try laptop.run(["search", "madu", "--region", "x"]).status == 65)
    }

    @Test func `what many hold is indexed once, and an erasure leaves no word of it`() throws {
        let workspace = try Workspace()
        let laptop = try workspace.ready().devices[0]
        let rows = (1...600).map { "aspirasi,Usul \($0),Kwitansi \($0),33.09.06.2001,Walinem" }
        let file = try workspace.write(
            "laporan.csv",
            "classification,title,description,region,location\n" + rows.joined(separator: "\n") + "\n")
        #expect(try laptop.capture(file: file).saved == 600)
        let saved = try laptop.capture("--title", "Bendahara menggelapkan")
        #expect(try laptop.must("search", "bendahara").text.contains("Bendahara menggelapkan"))
        let words = LeakSearch(["bendahara", "endahara"])
        // The index says so itself: this is what an erasure has to take away.
        #expect(try !words.findings(in: laptop.home).isEmpty)
        try laptop.must("erase", saved.number, "--reason", "Diminta")
        #expect(try words.findings(in: laptop.home) == [])
        let found = try laptop.must("search", "bendahara")
        #expect(found.text.isEmpty && !found.error.isEmpty)
        #expect(try laptop.must("search", "usul 600").text.contains("Usul 600"))
        try laptop.must("check")
    }

    @Test func `what nobody else may write is searched all the same`() throws {
        let workspace = try Workspace()
        let laptop = try workspace.ready().devices[0]
        let rows = (1...600).map { "aspirasi,Usul \($0),Isi \($0),33.09.06.2001" }
        let file = try workspace.write(
            "laporan.csv", "classification,title,description,region\n" + rows.joined(separator: "\n") + "\n")
        #expect(try laptop.capture(file: file).saved == 600)
        // Somebody writes.
        let lock = try workspace.shell("ls '\(laptop.home)'").text
        #expect(lock.contains("lock"))
        let found = try workspace.shell(
            "flock '\(laptop.home)/lock' '\(laptop.workspace.programs)/lapor' --home '\(laptop.home)' search 'usul 599'"
        )
        #expect(found.text.contains("Usul 599"))
    }
}
