import LaporModel
import LaporSamples
import LaporStore
import Testing

/// The index of words: it finds what reading every complaint finds, and keeps nothing that was erased.
@Suite struct WordsTests {
    private let sample: SampleStore
    private var feed: SampleFeed

    init() throws {
        sample = try SampleStore()
        feed = try SampleFeed(1)
        try sample.store.write { transaction in
            try transaction.replaceRegions([
                CatalogueEntry(code: "33", name: "Jawa Tengah"),
                CatalogueEntry(code: "33.09", name: "Kabupaten Boyolali"),
                CatalogueEntry(code: "33.09.05", name: "Simo"),
                CatalogueEntry(code: "33.09.05.2003", name: "Tegalsari"),
                CatalogueEntry(code: "33.10", name: "Kabupaten Klaten"),
            ])
            try transaction.replaceCategories([
                CatalogueEntry(code: "umum", name: "Pekerjaan Umum"),
                CatalogueEntry(code: "umum-jalan", name: "Jalan desa", parent: "umum"),
            ])
        }
    }

    private func merge() throws { try sample.merge(feed.events, of: feed) }

    /// The titles of what a text finds, by recorded time.
    private func found(_ text: String, region: String? = nil, category: String? = nil) throws -> [String] {
        var query = ComplaintQuery()
        query.words = SearchWords(text)
        query.region = region.flatMap { RegionCode($0) }
        query.category = category
        query.isPart = true
        var titles: [String] = []
        try sample.store.read {
            try $0.forEachComplaint(query) {
                titles.append($0.title ?? "-")
                return true
            }
        }
        return titles.sorted()
    }

    @discardableResult
    private func index(_ count: Int = 1_000) throws -> Int {
        try sample.store.write { try $0.indexWords(atMost: count) }
    }

    private func entries() throws -> Int {
        try sample.store.read {
            try Int.fetchOne($0.db, sql: "SELECT count(*) FROM words WHERE words MATCH 'boiolali OR klaten'")
                ?? 0
        }
    }

    private mutating func captureSome() throws -> [Event] {
        let events = [
            feed.capture("Djembatan Modjo roboh") { $0.category = "umum-jalan" },
            feed.capture("Jalan rusak") {
                $0.region = "33.10"
                $0.category = "umum"
            },
            feed.capture("Anak-anak & kafé, Jum’at"),
            feed.capture("ꦱꦸꦒꦼꦁ السلام"),
            feed.capture("Rahasia") {
                $0.confidential = true
                $0.content = nil
            },
        ]
        try merge()
        return events
    }

    private static let questions: [(String, String?, String?)] = [
        ("jembatan", nil, nil), ("JEMBAT mojo", nil, nil), ("jalan", nil, nil), ("jal", nil, nil),
        ("ja", nil, nil), ("anak-anak", nil, nil), ("kafe jumat", nil, nil), ("jum'at", nil, nil),
        ("ꦱꦸꦒꦼꦁ", nil, nil), ("السلام", nil, nil), ("boyolali", nil, nil), ("33.09", nil, nil),
        ("33.1", nil, nil), ("33.09.05.2003 pasar", nil, nil), ("umum", nil, nil), ("umum-jalan", nil, nil),
        ("rahasia", nil, nil), ("tegalsari becek", nil, nil), ("klaten boyolali", nil, nil),
        ("\"*' OR", nil, nil), ("becek", "33.09", nil), ("becek", "33.10", nil), ("pasar", nil, "umum"),
        ("pasar", nil, "umum-jalan"), ("10.30", nil, nil), ("NEAR(a b) AND", nil, nil), ("jalan*", nil, nil),
    ]

    @Test mutating func `the index finds what reading every complaint finds`() throws {
        _ = try captureSome()
        let read = try Self.questions.map { try found($0.0, region: $0.1, category: $0.2) }
        #expect(read[0] == ["Djembatan Modjo roboh"] && read[1] == read[0] && read[4] == [])
        #expect(read[2] == ["Djembatan Modjo roboh", "Jalan rusak"], "a category's name counts")
        #expect(read[5] == ["Anak-anak & kafé, Jum’at"] && read[6] == read[5] && read[7] == read[5])
        #expect(read[8].count == 1 && read[9] == read[8])
        #expect(read[10].count == 4 && read[11] == read[10] && read[12] == ["Jalan rusak"])
        #expect(read[14].count == 2 && read[16] == [] && read[17].count == 3)
        #expect(read[22] == ["Djembatan Modjo roboh", "Jalan rusak"] && read[23].count == 1)
        #expect(try entries() == 0)
        // In two steps: half of it lies beyond the index in between.
        for left in [3, 0] {
            #expect(try index(left == 3 ? 2 : 1_000) == left)
            for (question, read) in zip(Self.questions, read) {
                #expect(
                    try found(question.0, region: question.1, category: question.2) == read, "\(question)")
            }
        }
        #expect(try entries() == 5)
    }

    @Test mutating func `a number is found whole and in part, and one at LAPOR! whole`() throws {
        let events = try captureSome()
        let numbers = events.compactMap { $0.body.flatMap { Capture(body: $0) }?.number }
        try sample.store.write {
            try $0.db.execute(
                sql: "UPDATE complaints SET tracking_id = '9197446x' WHERE title = 'Jalan rusak'")
        }
        for isIndexed in [false, true] {
            if isIndexed { try index() }
            for number in [
                numbers[1].text, numbers[1].description.lowercased(),
                "\(numbers[1].text.prefix(4)) \(numbers[1].text.dropFirst(4))",
            ] {
                #expect(try found(number) == ["Jalan rusak"], "\(number)")
            }
            let part = String(numbers[1].text.prefix(6))
            #expect(try found("\(part.lowercased()) rusak") == ["Jalan rusak"])
            #expect(try found("\(part) roboh") == [])
            #expect(try found(String(numbers[1].description.dropFirst(5))) == ["Jalan rusak"])
            #expect(try found("9197446x") == ["Jalan rusak"] && found("9197446") == [])
            // Of a confidential one too.
            #expect(try found(numbers[4].description) == ["-"])
        }
    }

    @Test mutating func `what was changed since is found as it stands now`() throws {
        _ = try captureSome()
        try index()
        try sample.store.write {
            try $0.db.execute(
                sql: "UPDATE complaints SET title = 'Talut longsor' WHERE title = 'Jalan rusak'")
            try $0.db.execute(
                sql:
                    "UPDATE complaints SET title = 'Talut longsor', status = 'selesai' WHERE title = 'Talut longsor'"
            )
        }
        #expect(try sample.store.read { try $0.countWithoutWords() } == 1)
        #expect(try found("rusak") == [] && found("talut") == ["Talut longsor"])
        // A status is no word.
        try sample.store.write {
            try $0.db.execute(sql: "UPDATE complaints SET status = 'selesai', answers = 2")
        }
        #expect(try sample.store.read { try $0.countWithoutWords() } == 1)
    }

    @Test mutating func `after an erasure the index is empty, and is made anew`() throws {
        let events = try captureSome()
        try index()
        try sample.store.write { try $0.blank(events[0]) }
        #expect(try entries() == 0)
        #expect(try sample.count("words_idx") == 0)
        #expect(try sample.store.read { try $0.countWithoutWords() } == 5)
        #expect(try found("rusak") == ["Jalan rusak"])
        try index()
        #expect(try entries() == 5 && found("rusak") == ["Jalan rusak"])
        // So it is when the names of places change.
        try sample.store.write {
            try $0.replaceRegions([CatalogueEntry(code: "33.10", name: "Kabupaten Sleman")])
        }
        #expect(try found("klaten") == [] && found("sleman") == ["Jalan rusak"])
    }

    @Test mutating func `an index that is damaged costs time only`() throws {
        _ = try captureSome()
        try index()
        try sample.store.write { try $0.db.execute(sql: "DELETE FROM words_data WHERE id > 10") }
        let store = try Store(sample.path, for: .reading)
        var query = ComplaintQuery()
        query.words = SearchWords("rusak")
        var count = 0
        try store.read {
            try $0.forEachComplaint(query) { _ in
                count += 1
                return true
            }
        }
        #expect(count == 1)
    }
}
