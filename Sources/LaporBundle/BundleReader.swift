package import Age
import Archive
import CanonicalJSON
package import FileIO
package import LaporModel

/// Reads one sealed bundle from front to back, verifying as it goes.
///
/// Call `readEvents`, `readBlobs` and `finish` in this order; nothing of what they gave is good before `finish` has
/// returned.
package final class BundleReader {
    package let info: BundleInfo
    /// By which a store knows the bundle again.
    package let tagmanifest: Hash
    package let sections: [FeedSection]
    /// What the office holds; only in a reply.
    package let receipt: Receipt?

    /// The sending office's keys; `nil` where a device sends.
    package let succession: Succession?

    private let bag: BagReader
    private let decompressor: GzipDecompressor
    private var events = 0
    private var blobs = 0

    /// Opens a bundle with one of these keys and verifies what is signed at its start.
    package init(_ file: File, with identities: [X25519Identity]) throws {
        let age = try BundleError.mapping {
            try AgeReader(identities: identities.map { .x25519($0) }) { try file.read(into: $0) }
        }
        let bag = try BagReader { buffer in try age.read(into: buffer) }
        self.bag = bag
        info = bag.info
        tagmanifest = bag.tagmanifest
        guard info.kind != .kit else { throw BundleError.wrongKind(.kit) }
        let own = identities.map(\.recipient)
        guard info.recipients.contains(where: own.contains) else { throw BundleError.notForYou }
        decompressor = try GzipDecompressor()
        guard bag.nextPath == "data/feeds.json" else {
            throw BundleError.damaged(file: "data/feeds.json", fact: "missing")
        }
        let feeds = try FeedSection.file(try bag.readFile(limit: BundleLimits.document))
        succession = try bag.succession(feeds["succession"])
        sections = try FeedSection.read(feeds)
        if info.kind == .reply, bag.nextPath == "data/receipt.json" {
            receipt = Receipt(try bag.readFile(limit: BundleLimits.document))
            guard receipt?.office == info.sender else {
                throw BundleError.damaged(file: "data/receipt.json", fact: "content")
            }
        } else {
            receipt = nil
        }
        if info.kind == .field {
            guard sections.contains(where: { $0.feed == info.sender }) else {
                throw BundleError.forged(fact: "the sender's feed is missing")
            }
        }
    }

    /// Gives the events file by file, in the order of the feeds' chains, each chain checked to its signed head.
    ///
    /// The next files are read, verified and parsed on a thread of their own while `body` runs.
    package func readEvents(_ body: ([Event]) throws -> Void) throws {
        try ReadAhead<[Event]>(depth: 2).run(
            produce: { try self.readEventsInTurn($0) }, consume: body)
    }

    private func readEventsInTurn(_ body: ([Event]) throws -> Void) throws {
        for section in sections {
            for range in section.ranges {
                var next = range.first
                var previous = range.before
                while next <= range.last {
                    let events = try readEventsFile(section, range, next: next)
                    for event in events {
                        guard event.header.feed == section.feed, event.header.sequence == next,
                            event.header.previous == previous,
                            (event.header.kind == EventKind.began) == (next == 1)
                        else {
                            throw BundleError.damaged(file: nil, fact: "chain \(section.feed.code)/\(next)")
                        }
                        guard next > 1 || Self.begins(event, range, section) else {
                            throw BundleError.damaged(file: "data/feeds.json", fact: "began")
                        }
                        previous = event.id
                        next += 1
                    }
                    self.events += events.count
                    try body(events)
                }
                guard previous == range.id else {
                    throw BundleError.forged(fact: "head \(section.feed.code)/\(range.last)")
                }
            }
        }
        guard events == info.events else {
            throw BundleError.damaged(file: "bag-info.txt", fact: "Event-Count")
        }
    }

    /// Whether an event may be the first of a section's feed: the one that the section names, or, on a further branch
    /// (where an office was brought back from its recovery text), another of the same key.
    private static func begins(
        _ event: Event, _ range: FeedSection.Range, _ section: FeedSection
    ) -> Bool {
        guard range != section.ranges.first else { return event.id == section.began.id }
        return event.body?["signing_key"]?.string == section.began.body?["signing_key"]?.string
    }

    private func readEventsFile(
        _ section: FeedSection, _ range: FeedSection.Range, next: Int
    ) throws -> [Event] {
        let prefix = "data/events/\(section.feed.hex)/\(next)-"
        let name = bag.nextPath.flatMap { $0.hasPrefix(prefix) ? $0.dropFirst(prefix.count) : nil }
        guard let path = bag.nextPath,
            let end = name.flatMap({ Int($0.prefix { $0.isASCII && $0.isNumber }) }), end >= next,
            end <= range.last, end - next < BundleLimits.eventsInFile
        else { throw BundleError.damaged(file: "\(prefix)…", fact: "missing") }
        let compressed = try bag.readFile(limit: BundleLimits.eventsFile)
        var lines: [UInt8] = []
        try BundleError.mapping(path) {
            try compressed.withUnsafeBytes {
                try decompressor.decompress($0, limit: BundleLimits.eventsFile, into: &lines)
            }
        }
        let events = try BundleError.mapping(path) { try Self.split(lines, of: path) }
        guard events.count == end - next + 1 else { throw BundleError.damaged(file: path, fact: "count") }
        let named = BundleWriter.eventsPath(section.feed, next...end, branch: events.last?.id)
        let isPlain = path == BundleWriter.eventsPath(section.feed, next...end, branch: nil)
        guard path == named || (isPlain && !section.isBranch(range)) else {
            throw BundleError.damaged(file: path, fact: "name")
        }
        return events
    }

    /// Cuts an events file's bytes into events, which share them.
    private static func split(_ bytes: [UInt8], of path: String) throws -> [Event] {
        var events: [Event] = []
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

    /// Gives the blobs one after another: name, size in bytes, and a source that must be read to its end.
    package func readBlobs(_ body: (Hash, Int, @escaping ReadBytes) throws -> Void) throws {
        let prefix = "data/blobs/"
        while let path = bag.nextPath, path.hasPrefix(prefix) {
            try bag.streamFile(limit: BundleLimits.blob) { entry, size, read in
                guard entry.path == prefix + entry.sha256, let hash = Hash(hex: entry.sha256) else {
                    throw BundleError.damaged(file: entry.path, fact: "name")
                }
                blobs += 1
                try body(hash, size, read)
            }
        }
        guard blobs == info.blobs else { throw BundleError.damaged(file: "bag-info.txt", fact: "Blob-Count") }
    }

    /// Checks that the bundle ends where it should: from here on all of it is good.
    package func finish() throws {
        try bag.finish()
    }

    /// Reads all that is left and uses nothing of it: whether the bundle is sound.
    package func verifyRest() throws {
        try readEvents { _ in }
        try readBlobs { _, _, read in try ByteCopy.run(from: read, to: { _ in }) }
        try finish()
    }
}
