import Archive
import CanonicalJSON
import LaporModel

/// One events file of a bundle: what its path announces, and the check that it holds that.
struct EventsFile {
    let path: String
    let section: FeedSection
    let range: FeedSection.Range
    let first: Int
    let last: Int

    /// The file with which a range goes on at a sequence, if the path is that of one.
    init(_ path: String?, _ section: FeedSection, _ range: FeedSection.Range, from next: Int) throws {
        let prefix = "data/events/\(section.feed.hex)/\(next)-"
        let name = path.flatMap { $0.hasPrefix(prefix) ? $0.dropFirst(prefix.count) : nil }
        guard let path, let end = name.flatMap({ Int($0.prefix { $0.isASCII && $0.isNumber }) }), end >= next,
            end <= range.last, end - next < BundleLimits.eventsInFile
        else { throw BundleError.damaged(file: "\(prefix)…", fact: "missing") }
        self.path = path
        self.section = section
        self.range = range
        first = next
        last = end
    }

    /// The events in the file's bytes: as many as its name says, and of the branch that it names.
    func events(_ compressed: [UInt8], _ decompressor: GzipDecompressor) throws -> [Event] {
        var lines: [UInt8] = []
        try BundleError.mapping(path) {
            try compressed.withUnsafeBytes {
                try decompressor.decompress($0, limit: BundleLimits.eventsFile, into: &lines)
            }
        }
        let events = try BundleError.mapping(path) { try split(lines) }
        guard events.count == last - first + 1 else { throw BundleError.damaged(file: path, fact: "count") }
        let named = BundleWriter.eventsPath(section.feed, first...last, branch: events.last?.id)
        let isPlain = path == BundleWriter.eventsPath(section.feed, first...last, branch: nil)
        guard path == named || (isPlain && !section.isBranch(range)) else {
            throw BundleError.damaged(file: path, fact: "name")
        }
        return events
    }

    /// Cuts the bytes into events, which share them.
    private func split(_ bytes: [UInt8]) throws -> [Event] {
        var events: [Event] = []
        events.reserveCapacity(last - first + 1)
        var start = 0
        func line() throws -> ArraySlice<UInt8> {
            let end = bytes.withUnsafeBufferPointer { buffer -> Int? in
                buffer[start...].firstIndex(of: 0x0A)
            }
            guard let end else { throw BundleError.damaged(file: path, fact: "line") }
            defer { start = end + 1 }
            return bytes[start..<end]
        }
        while start < bytes.count {
            let header = try line()
            events.append(try Event(headerLine: header, bodyLine: try line()))
        }
        return events
    }

    /// Checks that the events are a chain that goes on from the event before them, and that it ends in the range's head if
    /// the file is its last; gives the id of the last one.
    func checkChain(_ events: [Event], after previous: Hash?) throws -> Hash? {
        var next = first
        var previous = previous
        for event in events {
            guard event.header.feed == section.feed, event.header.sequence == next,
                event.header.previous == previous, (event.header.kind == EventKind.began) == (next == 1)
            else {
                throw BundleError.damaged(file: nil, fact: "chain \(section.feed.code)/\(next)")
            }
            guard next > 1 || begins(event) else {
                throw BundleError.damaged(file: "data/feeds.json", fact: "began")
            }
            previous = event.id
            next += 1
        }
        guard last < range.last || previous == range.id else {
            throw BundleError.forged(fact: "head \(section.feed.code)/\(range.last)")
        }
        return previous
    }

    /// Whether an event may be the first of a section's feed: the one that the section names, or, on a further branch
    /// (where an office was brought back from its recovery text), another of the same key.
    private func begins(_ event: Event) -> Bool {
        guard range != section.ranges.first else { return event.id == section.began.id }
        return event.body?["signing_key"]?.string == section.began.body?["signing_key"]?.string
    }
}
