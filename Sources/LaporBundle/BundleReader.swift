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

    /// Behind what was read so far, for whoever looks for what is whole in a damaged bundle.
    let bag: BagReader
    let age: AgeReader
    private let decompressor: GzipDecompressor
    private var events = 0
    private var blobs = 0

    /// Opens a bundle with one of these keys and verifies what is signed at its start.
    package init(_ file: File, with identities: [X25519Identity]) throws {
        let age = try BundleError.mapping {
            try AgeReader(identities: identities.map { .x25519($0) }) { try file.read(into: $0) }
        }
        let bag = try BagReader { buffer in try age.read(into: buffer) }
        self.age = age
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

    /// Gives what `prepare` makes of the events, file by file, in the order of the feeds' chains, each chain checked to its
    /// signed head.
    ///
    /// The next files are read, verified, parsed and prepared on a thread of their own while `body` runs.
    package func readEvents<Prepared: Sendable>(
        preparing prepare: @escaping ([Event]) -> Prepared, _ body: (Prepared) throws -> Void
    ) throws {
        try ReadAhead<Prepared>(depth: 2).run(
            produce: { put in try self.readEventsInTurn { try put(prepare($0)) } }, consume: body)
    }

    private func readEventsInTurn(_ body: ([Event]) throws -> Void) throws {
        for section in sections {
            for range in section.ranges {
                var next = range.first
                var previous = range.before
                while next <= range.last {
                    let file = try EventsFile(bag.nextPath, section, range, from: next)
                    let compressed = try bag.readFile(limit: BundleLimits.eventsFile)
                    let events = try file.events(compressed, decompressor)
                    previous = try file.checkChain(events, after: previous)
                    next = file.last + 1
                    self.events += events.count
                    try body(events)
                }
            }
        }
        guard events == info.events else {
            throw BundleError.damaged(file: "bag-info.txt", fact: "Event-Count")
        }
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
