import CanonicalJSON
import FileIO
import LaporBundle
import LaporModel
import LaporSamples
import LaporStore
import Testing

/// A store is a set of events: any order and any repetition ends in the same state.
@Suite struct MergeTests {
    private static func attachment(_ bytes: [UInt8]) -> LaporModel.Attachment {
        LaporModel.Attachment(sha256: Hash(of: bytes), size: bytes.count, name: "a.jpg", type: "image/jpeg")
    }

    private static let blobs = (1...3).map { [UInt8](repeating: $0, count: 100 * Int($0)) }

    /// Two devices' feeds; some complaints get a second event later.
    private static func feeds() throws -> [SampleFeed] {
        try [1, 2].map { (seed: UInt64) in
            var feed = try SampleFeed(seed)
            for index in 0..<12 {
                let attachments = index % 4 == 0 ? [attachment(blobs[index / 4])] : []
                let event = feed.capture("Laporan \(seed)/\(index)", attachments: attachments)
                guard index % 3 == 0 else { continue }
                feed.append(
                    EventKind.identified, complaint: event.header.complaint,
                    body: JSONObject([("identity", .string("x"))]))
                let added = JSON.object([
                    ("name", .string("b.jpg")), ("sha256", .string(Hash(of: blobs[2]).hex)),
                    ("size", .integer(300)), ("type", .string("image/jpeg")),
                ])
                feed.append(
                    EventKind.attached, complaint: event.header.complaint,
                    body: JSONObject([("attachments", .array([added]))]))
            }
            return feed
        }
    }

    @Test func `the order of arrival does not matter`() throws {
        let feeds = try Self.feeds()
        let expected = try SampleStore()
        for feed in feeds { try expected.merge(feed.events, of: feed, blobs: Self.blobs) }
        let state = try expected.state()
        var generator = SeededGenerator(1)
        for _ in 0..<12 {
            let sample = try SampleStore()
            // Pieces of both feeds, shuffled; some come twice.
            var pieces: [(SampleFeed, [Event])] = []
            for feed in feeds {
                let size = Int.random(in: 1...6, using: &generator)
                for start in stride(from: 0, to: feed.events.count, by: size) {
                    let piece = Array(feed.events[start..<min(start + size, feed.events.count)])
                    pieces.append((feed, piece))
                    if Bool.random(using: &generator) { pieces.append((feed, piece)) }
                }
            }
            for (feed, piece) in pieces.shuffled(using: &generator) {
                let blobs = Bool.random(using: &generator) ? Self.blobs : []
                try sample.merge(piece.shuffled(using: &generator), of: feed, blobs: blobs)
            }
            for feed in feeds { try sample.merge(feed.events, of: feed, blobs: Self.blobs) }
            #expect(try sample.state() == state)
            for feed in feeds {
                #expect(try sample.ranges(of: feed.id) == [feed.all])
            }
        }
    }

    @Test func `what is merged again changes nothing and is counted as known`() throws {
        let feed = try Self.feeds()[0]
        let sample = try SampleStore()
        let first = try sample.merge(feed.events, of: feed, blobs: Self.blobs)
        let state = try sample.state()
        #expect(first.eventsNew == feed.events.count && first.eventsKnown == 0 && first.blobsNew == 3)
        let second = try sample.merge(feed.events, of: feed, blobs: Self.blobs, now: .sample + 99)
        #expect(second.eventsNew == 0 && second.eventsKnown == feed.events.count && second.blobsNew == 0)
        #expect(try sample.state() == state)
    }

    @Test
    func `a complaint stays that of the feed that took it down, whoever else claims it and in any order`()
        throws
    {
        var owner = try SampleFeed(1)
        let captured = owner.capture("Pasar becek")
        var claimant = try SampleFeed(2)
        let claim = Capture.sample("Palsu", random: claimant.surroundings.random)
        claimant.append(EventKind.captured, complaint: captured.header.complaint, body: claim.body)
        claimant.append(
            EventKind.identified, complaint: captured.header.complaint,
            body: JSONObject([("identity", .string("palsu"))]))
        let alone = try SampleStore()
        try alone.merge(owner.events, of: owner)
        let expected = try alone.state().first
        for feeds in [[owner, claimant], [claimant, owner]] {
            let sample = try SampleStore()
            for feed in feeds { try sample.merge(feed.events, of: feed) }
            #expect(try sample.state().first == expected)
            #expect(try sample.count("complaints") == 1)
        }
    }

    @Test func `a missing body is filled when it comes, and never emptied by one that is missing`() throws {
        var feed = try SampleFeed(1)
        feed.capture("Pasar becek")
        let whole = feed.events
        let missing = try whole.map {
            try Event(headerLine: $0.headerLine, bodyLine: Array("null".utf8)[...])
        }
        let expected = try SampleStore()
        try expected.merge(whole, of: feed)
        let state = try expected.state()
        for order in [[missing, whole], [whole, missing], [missing, whole, missing]] {
            let sample = try SampleStore()
            for events in order { try sample.merge(events, of: feed) }
            #expect(try sample.state() == state)
        }
    }

    @Test func `gaps are seen until they are filled`() throws {
        let feed = try Self.feeds()[0]
        let sample = try SampleStore()
        func ranges() throws -> [ClosedRange<Int>] { try sample.ranges(of: feed.id) }
        #expect(try ranges() == [])
        try sample.merge(Array(feed.events[4...6]), of: feed)
        // Its first event introduces the feed, wherever the rest is.
        #expect(try ranges() == [1...1, 5...7])
        try sample.merge([feed.events[9]], of: feed)
        #expect(try ranges() == [1...1, 5...7, 10...10])
        try sample.merge(Array(feed.events[1...3]), of: feed)
        #expect(try ranges() == [1...7, 10...10])
        try sample.merge(Array(feed.events[7...8]), of: feed)
        #expect(try ranges() == [1...10])
    }

    @Test func `two events of one place are both kept and counted as a fork`() throws {
        let original = try Self.feeds()[0]
        var clone = try SampleFeed(1)
        for _ in 0..<3 { clone.append("outreach_started") }
        let sample = try SampleStore()
        try sample.merge(Array(original.events[0...3]), of: original)
        try sample.merge(clone.events, of: clone)
        let device = try #require(try sample.store.read { try $0.devices() }.first)
        #expect(device.id == original.id && device.forks == 1 && device.lastSequence == 4)
        #expect(try sample.ranges(of: original.id) == [1...4, 2...4])
    }

    @Test func `what is held of a feed is the same however it came`() throws {
        var feed = try SampleFeed(1)
        for index in 2...24 { feed.capture("Laporan \(index)") }
        for seed in 1...12 {
            var random = SeededGenerator(UInt64(seed))
            let sample = try SampleStore()
            var held: Set = [1]
            var left = feed.events.shuffled(using: &random)[...]
            while !left.isEmpty {
                let some = left.prefix(Int.random(in: 1...5, using: &random))
                left = left.dropFirst(some.count)
                try sample.merge(Array(some), of: feed)
                held.formUnion(some.map(\.header.sequence))
                let ranges = SequenceRanges(held.map { $0...$0 }).ranges
                #expect(try sample.ranges(of: feed.id) == ranges, "seed \(seed)")
            }
        }
    }

    @Test func `blobs are missed until they come, and then lie under their names`() throws {
        let feed = try Self.feeds()[0]
        let sample = try SampleStore()
        try sample.merge(feed.events, of: feed)
        func missing() throws -> Int? { try sample.store.read { try $0.devices() }.first?.missingBlobs }
        #expect(try missing() == 3)
        try sample.merge([], of: feed, blobs: Array(Self.blobs.prefix(2)))
        #expect(try missing() == 1)
        for blob in Self.blobs.prefix(2) {
            #expect(try content(of: sample.path.blob(Hash(of: blob))) == blob)
            #expect(try sample.store.read { try $0.hasBlob(Hash(of: blob)) })
        }
        #expect(!Folder.exists(sample.path.blob(Hash(of: Self.blobs[2]))))
        #expect(try Folder.names(in: sample.path.staging).isEmpty)
        let here = try sample.store.read { transaction in
            try transaction.chains(of: feed.id).flatMap { try transaction.blobs(of: feed.id, in: $0) }
        }
        #expect(Set(here.map(\.sha256)) == Set(Self.blobs.prefix(2).map { Hash(of: $0) }))
        #expect(here.map(\.sequence) == here.map(\.sequence).sorted())
    }

    @Test func `a merge that is broken off leaves neither events nor blobs`() throws {
        struct Broken: Error {}
        let feed = try Self.feeds()[0]
        let sample = try SampleStore()
        let blob = Self.blobs[0]
        #expect(throws: Broken.self) {
            try sample.store.write { transaction in
                let merge = Merge(into: transaction, now: .sample)
                try merge.introduce([try feed.section(feed.all)])
                try merge.take(feed.events)
                var isRead = false
                try merge.take(blob: Hash(of: blob), size: blob.count) { buffer in
                    defer { isRead = true }
                    if isRead { return 0 }
                    buffer.copyBytes(from: blob)
                    return blob.count
                }
                throw Broken()
            }
        }
        for table in ["events", "feeds", "heads", "blobs", "complaints"] {
            #expect(try sample.count(table) == 0, "\(table)")
        }
        #expect(try Folder.names(in: sample.path.path + "/blobs").isEmpty)
        // The staged copy is in the way of nothing.
        try sample.merge(feed.events, of: feed, blobs: Self.blobs)
        #expect(try content(of: sample.path.blob(Hash(of: blob))) == blob)
    }

    @Test func `an event of a feed that was not introduced is refused`() throws {
        let feed = try Self.feeds()[0]
        let sample = try SampleStore()
        #expect(throws: StoreError.notFound(feed.id.hex)) {
            try sample.store.write { try $0.insert(feed.events[0], storedAt: .sample) }
        }
    }
}
