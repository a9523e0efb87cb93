import CanonicalJSON
import LaporModel
import LaporSamples
import SSHSignature
import Testing

@testable import LaporBundle

/// Faults in what a bundle says of feeds; every hash and signature around them is right.
@Suite struct ChainFaultTests {
    /// Another event in the place of one, with everything in it right but what it was.
    private static func replacement(
        of event: Event, kind: String? = nil, feed: Identifier? = nil, previous: Hash?? = nil,
        sequence: Int? = nil
    ) -> Event {
        Event(
            kind: kind ?? event.header.kind, complaint: event.header.complaint,
            body: JSONObject([("text", .string("ganti"))]), feed: feed ?? event.header.feed,
            previous: previous ?? event.header.previous, sequence: sequence ?? event.header.sequence,
            surroundings: .seeded(99))
    }

    private static func put(_ events: [Event], in bundle: inout HandmadeBundle) throws {
        try bundle.put(SampleFeed.lines(Array(events[0..<3])), at: 1)
        try bundle.put(SampleFeed.lines(Array(events[3...])), at: 2)
    }

    /// Puts a changed range into `feeds.json`, signed by the feed's author.
    private static func say(
        in bundle: inout HandmadeBundle, _ change: (inout FeedSection.Range) throws -> Void
    ) throws {
        var range = try bundle.feed.range(1...5)
        try change(&range)
        let feed = bundle.feed
        let text = Event.headText(feed: feed.id, sequence: range.last, id: range.id)
        range.signature = try feed.keys.signing.sign(text, namespace: "lapor-head")
        try bundle.say([FeedSection(feed: feed.id, began: feed.events[0], ranges: [range])])
    }

    private static func say(
        in bundle: inout HandmadeBundle, signature: (SampleFeed, [UInt8]) throws -> String
    ) throws {
        var range = try bundle.feed.range(1...5)
        let text = Event.headText(feed: bundle.feed.id, sequence: 5, id: range.id)
        range.signature = try signature(bundle.feed, text)
        let feed = bundle.feed
        try bundle.say([FeedSection(feed: feed.id, began: feed.events[0], ranges: [range])])
    }

    private static let events: [Fault] = [
        Fault("an event dropped from the middle of a file", "damaged: events") {
            try $0.put(SampleFeed.lines([$0.feed.events[0], $0.feed.events[2]]), at: 1)
        },
        Fault("an event dropped, its place taken by the next", "damaged: -") {
            let events = $0.feed.events
            try $0.put(SampleFeed.lines([events[0], events[2], events[3]]), at: 1)
        },
        Fault("an event twice", "damaged: -") {
            let events = $0.feed.events
            try $0.put(SampleFeed.lines([events[0], events[1], events[1]]), at: 1)
        },
        Fault("two events swapped", "damaged: -") {
            var events = $0.feed.events
            events.swapAt(1, 2)
            try put(events, in: &$0)
        },
        Fault("an event changed, with its hashes right", "damaged: -") {
            var events = $0.feed.events
            events[2] = replacement(of: events[2])
            try put(events, in: &$0)
        },
        Fault("the last event changed, with its hashes right", "forged") {
            var events = $0.feed.events
            events[4] = replacement(of: events[4])
            try put(events, in: &$0)
        },
        Fault("every event from the third changed, chained anew", "forged") {
            var events = $0.feed.events
            for index in 2...4 {
                events[index] = replacement(of: events[index], previous: .some(events[index - 1].id))
            }
            try put(events, in: &$0)
        },
        Fault("an event of another feed", "damaged: -") {
            var events = $0.feed.events
            events[4] = replacement(of: events[4], feed: Identifier(random: Surroundings.seeded(3).random))
            try put(events, in: &$0)
        },
        Fault("an event of another sequence", "damaged: -") {
            var events = $0.feed.events
            events[4] = replacement(of: events[4], sequence: 6)
            try put(events, in: &$0)
        },
        Fault("a body changed", "damaged: events") {
            var lines = $0.feed.lines(1...3)
            lines[lines.count - 10] ^= 1
            try $0.put(lines, at: 1)
        },
        Fault("a header out of form", "damaged: events") {
            try $0.put([UInt8(ascii: " ")] + $0.feed.lines(1...3), at: 1)
        },
        Fault("a line without its end", "damaged: events") {
            try $0.put(Array($0.feed.lines(1...3).dropLast()), at: 1)
        },
        Fault("an events file that is no gzip", "damaged: events") {
            $0.files[1].bytes = $0.feed.lines(1...3)
        },
        Fault("an events file with something after it", "damaged: events") { $0.files[1].bytes.append(0) },
        Fault("an events file that inflates beyond the limit", "over a limit: events") {
            try $0.put([UInt8](repeating: 0x20, count: (4 << 20) + 1), at: 1)
        },
        Fault("an events file left out", "damaged: events") { $0.files.remove(at: 2) },
        Fault("an events file of another range", "damaged: events") {
            $0.files[2].path = $0.eventsPath(4, 6)
        },
        Fault("an events file with a zero before its number", "damaged: events") {
            $0.files[2].path = $0.files[2].path.replacing("/4-5", with: "/04-5")
        },
    ]

    @Test(arguments: events) func `a fault in a feed's events`(_ fault: Fault) throws {
        let found = try fault.found
        let isEvents = found.contains("data/events/")
        #expect((isEvents ? "\(found.prefix { $0 != ":" }): events" : found) == fault.expected)
    }

    private static let feeds: [Fault] = [
        Fault("a head signed by another key", "forged") {
            try say(in: &$0) { _, text in
                try SSHSigningKey.generate { [UInt8](repeating: 8, count: $0) }
                    .sign(text, namespace: "lapor-head")
            }
        },
        Fault("a head signed for another purpose", "forged") {
            try say(in: &$0) { try $0.keys.signing.sign($1, namespace: "lapor-bundle") }
        },
        Fault("the signature of another head", "forged") {
            try say(in: &$0) { feed, _ in try feed.range(1...4).signature ?? "" }
        },
        Fault("no signature of the head", "forged") { try say(in: &$0) { _, _ in "" } },
        Fault("a range longer than its events", "damaged: events") {
            try say(in: &$0) { $0.last = 6 }
        },
        Fault("a range shorter than its events", "damaged: events") {
            try say(in: &$0) { $0.last = 4 }
        },
        Fault("a range that begins later than its events", "damaged: events") { bundle in
            let id = bundle.feed.events[0].id
            try say(in: &bundle) {
                $0.first = 2
                $0.before = id
            }
        },
        Fault("a head of another id", "forged") { bundle in
            let id = bundle.feed.events[3].id
            try say(in: &bundle) { $0.id = id }
        },
        Fault("an id before the first event", "damaged: data/feeds.json") { bundle in
            let id = bundle.feed.events[0].id
            try say(in: &bundle) { $0.before = id }
        },
        Fault("a range that ends before it begins", "damaged: data/feeds.json") {
            try say(in: &$0) { $0.last = 0 }
        },
        Fault("no range", "damaged: data/feeds.json") {
            try $0.say([FeedSection(feed: $0.feed.id, began: $0.feed.events[0], ranges: [])])
        },
        Fault("ranges that overlap, in files without the branch's name", "damaged: events") {
            try $0.say([try $0.feed.section(1...3, 3...5)])
        },
        Fault("ranges out of order", "damaged: data/feeds.json") {
            try $0.say([try $0.feed.section(4...5, 1...3)])
        },
        Fault("a feed twice", "damaged: data/feeds.json") {
            let section = try $0.feed.section(1...5)
            try $0.say([section, section])
        },
        Fault("a feed of another key", "forged") {
            let other = try SampleFeed(55)
            try $0.say([
                FeedSection(
                    feed: $0.feed.id, began: Self.began(other, as: $0.feed),
                    ranges: [
                        try $0.feed.range(1...5)
                    ])
            ])
        },
        Fault("a first event of another feed", "damaged: data/feeds.json") {
            let other = try SampleFeed(55)
            try $0.say([
                FeedSection(
                    feed: $0.feed.id, began: other.events[0], ranges: [try $0.feed.range(1...5)])
            ])
        },
        Fault("a first event that is not the first", "damaged: data/feeds.json") {
            try $0.say([
                FeedSection(
                    feed: $0.feed.id, began: $0.feed.events[1], ranges: [try $0.feed.range(1...5)])
            ])
        },
        Fault("a first event other than that of the chain", "damaged: data/feeds.json") {
            try $0.say([
                FeedSection(
                    feed: $0.feed.id, began: Self.began($0.feed, as: $0.feed),
                    ranges: [
                        try $0.feed.range(1...5)
                    ])
            ])
        },
        Fault("feeds.json not in canonical form", "damaged: data/feeds.json") {
            $0.files[0].bytes.insert(0x20, at: 1)
        },
        Fault("feeds.json that is no JSON", "damaged: data/feeds.json") { $0.files[0].bytes = [] },
        Fault("feeds.json beyond the limit", "over a limit: feeds") {
            $0.files[0].bytes = [UInt8](repeating: 0x20, count: (4 << 20) + 1)
        },
    ]

    /// A first event in one feed's name that gives another one's key, or its own once more.
    private static func began(_ author: SampleFeed, as feed: SampleFeed) -> Event {
        var body = author.events[0].body ?? JSONObject()
        body["name"] = .string("Laptop lain")
        return Event(
            kind: EventKind.began, complaint: nil, body: body, feed: feed.id, previous: nil, sequence: 1,
            surroundings: .seeded(98))
    }

    @Test(arguments: feeds) func `a fault in what a bundle says of its feeds`(_ fault: Fault) throws {
        let found = try fault.found
        let isEvents = found.contains("data/events/")
        let short = isEvents ? "\(found.prefix { $0 != ":" }): events" : found
        #expect((found.hasPrefix("over") ? "over a limit: feeds" : short) == fault.expected)
    }
}
