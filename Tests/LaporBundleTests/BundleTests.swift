import Age
import FileIO
import LaporModel
import LaporSamples
import Testing

@testable import LaporBundle

/// Written bundles are read back as they were.
@Suite struct BundleTests {
    /// A written bundle and what went into it.
    struct Written {
        let folder: TemporaryFolder
        let office: SampleOffice
        let feeds: [SampleFeed]
        let blobs: [[UInt8]]
        let written: BundleWriter.Written

        var path: String { folder.path("b.lapor") }

        /// The kind follows from the number of feeds: a device sends its own alone, an office several.
        init(feeds: [SampleFeed], filesOf perFile: Int, blobs: [[UInt8]] = [], sections: [FeedSection]? = nil)
            throws
        {
            folder = try TemporaryFolder()
            office = try SampleOffice(1_000)
            self.feeds = feeds.sorted { $0.id < $1.id }
            self.blobs = blobs
            let writer = try BundleWriter(spoolFolder: folder.path)
            for feed in self.feeds {
                for first in stride(from: 1, through: feed.events.count, by: perFile) {
                    let last = min(first + perFile - 1, feed.events.count)
                    try writer.addEvents(
                        feed: feed.id, first: first, last: last, lines: feed.lines(first...last))
                }
            }
            for (index, blob) in blobs.enumerated() {
                let path = try folder.write("blob\(index)", blob)
                writer.addBlob(Hash(of: blob), size: blob.count, path: path)
            }
            let isField = feeds.count == 1
            let sender = BundleWriter.Sender(
                kind: isField ? .field : .reply, id: isField ? feeds[0].id : office.keys.id,
                key: isField ? feeds[0].keys.signing : office.keys.signing,
                recipient: isField ? feeds[0].keys.identity.recipient : office.keys.transport.recipient)
            let file = try File.create(folder.path("b.lapor"))
            written = try writer.write(
                to: file, id: Identifier(random: office.surroundings.random), from: sender,
                to: isField ? office.keys.id : feeds[0].id,
                recipient: isField
                    ? office.keys.transport.recipient : feeds[0].keys.identity.recipient,
                sections: try sections ?? feeds.map { try $0.section($0.all) },
                surroundings: office.surroundings)
        }
    }

    private static func feed(_ seed: UInt64, complaints: Int) throws -> SampleFeed {
        var feed = try SampleFeed(seed)
        for index in 0..<complaints { feed.capture("Laporan \(index)") }
        return feed
    }

    private static func bytes(_ read: (UnsafeMutableRawBufferPointer) throws -> Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1_000)
        while true {
            let count = try chunk.withUnsafeMutableBytes { try read($0) }
            if count == 0 { return bytes }
            bytes += chunk.prefix(count)
        }
    }

    private static func check(_ bundle: Written, with identity: X25519Identity) throws {
        let reader = try BundleReader(try File.open(bundle.path), with: [identity])
        #expect(reader.tagmanifest == bundle.written.tagmanifest)
        #expect(reader.info.id == bundle.written.info.id)
        var events: [Event] = []
        var files = 0
        try reader.readEvents {
            events += $0
            files += 1
        }
        let expected = bundle.feeds.flatMap(\.events)
        #expect(events.map(\.id) == expected.map(\.id))
        #expect(SampleFeed.lines(events) == SampleFeed.lines(expected))
        #expect(files >= bundle.feeds.count && reader.info.events == expected.count)
        var blobs: [Hash: [UInt8]] = [:]
        try reader.readBlobs { hash, size, read in
            let content = try bytes(read)
            #expect(content.count == size)
            blobs[hash] = content
        }
        #expect(blobs == Dictionary(uniqueKeysWithValues: bundle.blobs.map { (Hash(of: $0), $0) }))
        try reader.finish()
        #expect(reader.sections.map(\.feed) == bundle.feeds.map(\.id))
        #expect(reader.sections.map(\.began.id) == bundle.feeds.map { $0.events[0].id })
    }

    @Test func `a field bundle of several events files and blobs is read as it was written`() throws {
        var generator = SeededGenerator(1)
        let blobs = [[], [1], generator.bytes(511), generator.bytes(512), generator.bytes(200_000)]
        let bundle = try Written(feeds: [try Self.feed(1, complaints: 30)], filesOf: 7, blobs: blobs)
        try Self.check(bundle, with: bundle.office.keys.transport)
        try Self.check(bundle, with: bundle.feeds[0].keys.identity)
    }

    @Test func `a reply of three feeds is read as it was written`() throws {
        let feeds = try [3, 4, 5].map { try Self.feed($0, complaints: 4) }
        let bundle = try Written(feeds: feeds, filesOf: 2)
        try Self.check(bundle, with: feeds[0].keys.identity)
    }

    @Test func `a feed in several ranges is read range by range`() throws {
        let feed = try Self.feed(1, complaints: 5)
        let bundle = try Written(feeds: [feed], filesOf: 2, sections: [try feed.section(1...2, 3...6)])
        try Self.check(bundle, with: bundle.office.keys.transport)
    }

    @Test func `a bundle is nothing to others`() throws {
        let bundle = try Written(feeds: [try Self.feed(1, complaints: 1)], filesOf: 9)
        let stranger = try SampleFeed(99).keys.identity
        #expect(throws: BundleError.notForYou) {
            try BundleReader(try File.open(bundle.path), with: [stranger])
        }
        // Whoever has a key among others is found.
        let own = bundle.office.keys.transport
        _ = try BundleReader(try File.open(bundle.path), with: [stranger, own])
    }

    @Test(arguments: ["", "a", "age-encryption.org/v1", "PK\u{3}\u{4}", "age-encryption.org/v2\n"])
    func `what is no bundle is called that`(_ text: String) throws {
        let folder = try TemporaryFolder()
        let keys = try SampleFeed(1).keys
        let error = fault(Array(text.utf8), in: folder, with: [keys.identity])
        let isCut = !text.isEmpty && "age-encryption.org/v1".hasPrefix(text)
        #expect(errorClass(error) == (isCut ? "truncated" : "not a bundle"))
    }

    @Test(arguments: [[], [0], [UInt8](repeating: 0, count: 1_024), Array("sebuah surat".utf8)] as [[UInt8]])
    func `a sealed file without a bag in it is no bundle`(_ content: [UInt8]) throws {
        let keys = try SampleFeed(1).keys
        let file = try Age.seal(
            content, to: [.x25519(keys.identity.recipient)], random: Surroundings.seeded(1).random)
        let found = errorClass(fault(file, in: try TemporaryFolder(), with: [keys.identity]))
        #expect(found == (content.count < 512 ? "truncated" : "not a bundle"))
    }

    @Test func `a bundle's name tells device and day, and no more`() throws {
        let bundle = try Written(feeds: [try Self.feed(1, complaints: 1)], filesOf: 9)
        let info = bundle.written.info
        #expect(info.fileName == "\(bundle.feeds[0].id.code)-20261124-\(info.id.code).lapor")
    }
}
