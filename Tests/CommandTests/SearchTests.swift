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
}
