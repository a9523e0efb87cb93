import LaporModel
import LaporSamples
import LaporStore
import Testing

@Suite struct ComplaintRowTests {
    private static func store(_ titles: [String], change: (inout Capture) -> Void = { _ in }) throws
        -> (SampleStore, SampleFeed)
    {
        var feed = try SampleFeed(1)
        for title in titles { feed.capture(title, change: change) }
        let sample = try SampleStore()
        try sample.merge(feed.events, of: feed)
        return (sample, feed)
    }

    @Test func `a complaint is found by its id and by its number in any spelling`() throws {
        let (sample, feed) = try Self.store(["satu", "dua"])
        let id = try #require(feed.events[1].header.complaint)
        let number = try #require(feed.events[1].body.flatMap { Capture(body: $0) }?.number)
        for name in [id.hex, id.hex.uppercased(), number.text, number.description.lowercased()] {
            let row = try sample.store.read { try $0.complaint(named: name) }
            #expect(row.id == id && row.title == "satu" && row.deviceName == "Laptop 1")
        }
        for name in ["", "satu", String(id.hex.dropLast()), "0000-0000-0"] {
            #expect(throws: StoreError.notFound(name)) {
                try sample.store.read { try $0.complaint(named: name) }
            }
        }
    }

    @Test func `two complaints of one number are listed, never guessed`() throws {
        let number = ComplaintNumber(random: Surroundings.seeded(9).random)
        let (sample, feed) = try Self.store(["satu", "dua"]) { $0.number = number }
        let ids = feed.events.dropFirst().compactMap { $0.header.complaint?.hex }.sorted()
        #expect(throws: StoreError.ambiguous(number.text, ids)) {
            try sample.store.read { try $0.complaint(named: number.text) }
        }
    }

    @Test func `a region holds its own subtree only`() throws {
        var feed = try SampleFeed(1)
        for region in ["33.09.05.2003", "33.09.05", "33.09", "33.10.05.2003", "33", "34.09.05.2003"] {
            feed.capture(region) { $0.region = region }
        }
        let sample = try SampleStore()
        try sample.merge(feed.events, of: feed)
        func regions(_ code: String?) throws -> Set<String> {
            var found: Set<String> = []
            try sample.store.read { transaction in
                try transaction.forEachComplaint(region: code.flatMap { RegionCode($0) }) {
                    found.insert($0.region)
                }
            }
            return found
        }
        #expect(try regions(nil).count == 6)
        #expect(try regions("33.09") == ["33.09", "33.09.05", "33.09.05.2003"])
        #expect(try regions("33").count == 5)
        #expect(try regions("33.09.05.2003") == ["33.09.05.2003"])
    }

    @Test func `what is written is read, texts with every character and empty ones too`() throws {
        let text = "baris 1\nbaris 2 \"kutip\" 𝄞 e\u{301}\u{200F} ' ; -- %"
        let (sample, _) = try Self.store([text, ""])
        var titles: [String] = []
        try sample.store.read { try $0.forEachComplaint { titles.append($0.title ?? "none") } }
        #expect(Set(titles.map { Array($0.utf8) }) == [Array(text.utf8), []])
    }

    @Test func `what bundles carry is the union of their ranges`() throws {
        let (sample, feed) = try Self.store((1...9).map(String.init))
        func pack(_ range: ClosedRange<Int>) throws -> [ClosedRange<Int>] {
            try sample.store.write { transaction in
                let id = Identifier(random: feed.surroundings.random)
                try transaction.notePacked(
                    PackedBundle(
                        path: "p", id: id, addressee: id, size: 1, events: range.count, blobs: 0,
                        tagmanifest: Hash(of: "a"), ranges: [(feed.id, range)]), at: .sample)
                return try transaction.packed(of: feed.id).ranges
            }
        }
        #expect(try sample.store.read { try $0.packed(of: feed.id).ranges } == [])
        #expect(try pack(5...6) == [5...6])
        #expect(try pack(1...3) == [1...3, 5...6])
        #expect(try pack(2...4) == [1...6])
        let confirmed = try sample.store.read { try $0.packed(of: feed.id, confirmed: true) }
        #expect(confirmed.ranges.isEmpty)
    }
}
