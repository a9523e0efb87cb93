import Age
import Archive
import FileIO
import LaporModel
import LaporSamples
import SSHSignature
import Testing

@testable import LaporBundle

/// Of a damaged bundle exactly those files are given that the damage did not touch.
@Suite struct SalvageTests {
    private static let chunk = 65_536
    private static let sealedChunk = chunk + 16

    /// A bundle of many files, and where each lies in the archive.
    private struct Sample {
        let folder: TemporaryFolder
        let identity: X25519Identity
        let events: [Event]
        let bytes: [UInt8]
        /// The offset of the first chunk.
        let payload: Int
        /// The length of the archive.
        let length: Int
        /// By path, from the header to the end of the content.
        var spans: [(path: String, range: Range<Int>)] = []

        init() throws {
            var generator = SeededGenerator(7)
            var feed = try SampleFeed(1)
            for index in 0..<120 {
                let text = generator.bytes(1_500).map { String(UnicodeScalar(48 + $0 % 75)) }.joined()
                feed.capture("Laporan \(index)") { $0.content?.description = text }
            }
            let blobs = [10, 512, 70_000, 150_000, 300].map { generator.bytes($0) }
            let written = try BundleTests.Written(feeds: [feed], filesOf: 7, blobs: blobs)
            folder = written.folder
            identity = written.office.keys.transport
            events = feed.events
            bytes = try content(of: written.path)
            let tar = try Age.open(bytes, with: [.x25519(identity)])
            length = tar.count
            // The last chunk is not full, and every chunk has its tag.
            payload = bytes.count - length - 16 * ((length + chunk - 1) / chunk)
            var offset = 0
            let reader = TarReader { buffer in
                let count = min(buffer.count, tar.count - offset)
                buffer.copyBytes(from: tar[offset..<offset + count])
                offset += count
                return count
            }
            while let entry = try reader.next() {
                let path = entry.path.split(separator: "/").dropFirst().joined(separator: "/")
                spans.append((path, offset - 512..<offset + entry.size))
            }
        }

        /// The payload files that end before an offset, and those that no damaged chunk touches.
        func whole(before end: Int, besides damaged: Set<Int> = []) -> Set<String>? {
            let whole = spans.filter { span in
                span.range.upperBound <= end
                    && !damaged.contains {
                        $0 * chunk < span.range.upperBound && span.range.lowerBound < ($0 + 1) * chunk
                    }
            }.map(\.path)
            // All of the start must be whole: the folder, the tag files, the signature and feeds.json.
            guard whole.prefix(7).elementsEqual(spans.prefix(7).map(\.path)) else { return nil }
            return Set(whole.dropFirst(7))
        }
    }

    private let sample: Sample

    init() throws { sample = try Sample() }

    /// What is salvaged, as paths; `nil` if the bundle is refused as damaged.
    private func salvaged(_ bytes: [UInt8]) throws -> Set<String>? {
        let path = try sample.folder.write("rusak.lapor", bytes)
        let bundle: SalvagedBundle
        do {
            bundle = try SalvagedBundle(path, with: [sample.identity])
        } catch is BundleError {
            return nil
        }
        var files: Set<String> = []
        var sequences: [Int] = []
        try bundle.readEvents { events in
            let range =
                try #require(events.first).header.sequence...(try #require(events.last).header.sequence)
            #expect(events.map(\.id) == sample.events[(range.lowerBound - 1)..<range.upperBound].map(\.id))
            sequences += range
            files.insert(
                BundleWriter.eventsPath(events[0].header.feed, range, branch: nil))
        }
        try bundle.readBlobs { hash, size, read in
            var bytes: [UInt8] = []
            try ByteCopy.run(from: read) { bytes += $0 }
            #expect(Hash(of: bytes) == hash && bytes.count == size)
            files.insert("data/blobs/\(hash.hex)")
        }
        try bundle.finish()
        // What is given and what is named as lost are all that there was, and nothing is both.
        let lost = bundle.lostEvents.flatMap { Array($0.events) }
        #expect((sequences + lost).sorted() == Array(1...sample.events.count))
        #expect(bundle.sections.flatMap(\.ranges).flatMap { Array($0.first...$0.last) } == sequences)
        for range in bundle.sections.flatMap(\.ranges) {
            #expect(range.id == sample.events[range.last - 1].id)
            #expect((range.signature != nil) == (range.last == sample.events.count))
        }
        #expect(bundle.blobs.count == 5)
        return files
    }

    @Test func `a byte changed anywhere costs the files of its chunk and no other`() throws {
        let last = (sample.length - 1) / Self.chunk
        #expect(last >= 5)
        let ends = [sample.payload - 1, sample.payload, sample.bytes.count - 1]
        for offset in Array(stride(from: 0, to: sample.bytes.count, by: 19_997)) + ends {
            var damaged = sample.bytes
            damaged[offset] ^= 0x10
            let hit = (offset - sample.payload) / Self.sealedChunk
            // A damaged nonce opens no chunk, and a damaged header no file.
            let expected =
                offset < sample.payload ? nil : sample.whole(before: sample.length, besides: [hit])
            #expect(try salvaged(damaged) == expected, "\(offset)")
        }
    }

    @Test func `of a bundle that is cut off all files are given that lie in whole chunks`() throws {
        let edges = [0, 1, 5].flatMap { chunk in
            [-1, 0, 1].map { sample.payload + chunk * Self.sealedChunk + $0 }
        }
        for cut in Array(stride(from: 0, to: sample.bytes.count, by: 60_001)) + edges + [
            sample.bytes.count - 1
        ] {
            let chunks = max(cut - sample.payload, 0) / Self.sealedChunk
            #expect(
                try salvaged(Array(sample.bytes[..<cut])) == sample.whole(before: chunks * Self.chunk),
                "\(cut)")
        }
    }

    @Test func `several holes, and a length that is none of the bundle's, are no harm to the rest`() throws {
        var generator = SeededGenerator(3)
        let last = (sample.length - 1) / Self.chunk
        for _ in 0..<5 {
            let hit = Set((0..<3).map { _ in Int.random(in: 1...last, using: &generator) })
            var damaged = sample.bytes
            for chunk in hit {
                let offset = sample.payload + chunk * Self.sealedChunk
                let end = min(offset + Self.sealedChunk, damaged.count)
                damaged.replaceSubrange(offset..<end, with: [UInt8](repeating: 0, count: end - offset))
            }
            #expect(try salvaged(damaged) == sample.whole(before: sample.length, besides: hit), "\(hit)")
        }
        // Bytes behind the end are no part of the last chunk, which does not open with them.
        #expect(
            try salvaged(sample.bytes + [0, 1, 2]) == sample.whole(before: sample.length, besides: [last]))
        #expect(try salvaged(sample.bytes) == sample.whole(before: sample.length))
    }

    @Test func `a file with another hash than the signed one is not given, though it was sealed so`() throws {
        var tar = try Age.open(sample.bytes, with: [.x25519(sample.identity)])
        let blob = try #require(sample.spans.last)
        let events = sample.spans[10]
        // One changed byte in a blob, and an events file whose bytes are another's: all authentic to age.
        tar[blob.range.upperBound - 1] ^= 1
        tar[events.range.lowerBound + 600] ^= 1
        let sealed = try Age.seal(
            tar, to: [.x25519(sample.identity.recipient)], random: Surroundings.seeded(5).random)
        let expected = try #require(sample.whole(before: sample.length))
        #expect(try salvaged(sealed) == expected.subtracting([blob.path, events.path]))
    }

    @Test func `of another author's feed only what reaches that author's own head is given`() throws {
        var generator = SeededGenerator(9)
        var (own, other) = (try SampleFeed(1), try SampleFeed(2))
        for _ in 0..<40 {
            let text = generator.bytes(4_000).map { String(UnicodeScalar(48 + $0 % 75)) }.joined()
            own.capture("Milik sendiri") { $0.content?.description = text }
            other.capture("Milik yang lama") { $0.content?.description = text }
        }
        let folder = try TemporaryFolder()
        let office = try SampleOffice(1_000)
        let writer = try BundleWriter(spoolFolder: folder.path)
        for feed in [own, other] {
            for first in stride(from: 1, through: 41, by: 8) {
                let last = min(first + 7, 41)
                try writer.addEvents(feed: feed.id, first: first, last: last, lines: feed.lines(first...last))
            }
        }
        let path = folder.path("b.lapor")
        _ = try writer.write(
            to: try File.create(path), id: Identifier(random: office.surroundings.random),
            from: BundleWriter.Sender(
                kind: .field, id: own.id, key: own.keys.signing, recipient: own.keys.identity.recipient),
            to: office.keys.id, recipient: office.keys.transport.recipient,
            sections: try [own, other].map { try $0.section($0.all) }, surroundings: office.surroundings)
        let bytes = try content(of: path)
        let tar = try Age.open(bytes, with: [.x25519(office.keys.transport)])
        let payload = bytes.count - tar.count - 16 * ((tar.count + Self.chunk - 1) / Self.chunk)
        var gaps: [Identifier: Int] = [:]
        for chunk in 1...(tar.count / Self.chunk) {
            var damaged = bytes
            damaged[payload + chunk * Self.sealedChunk + 5] ^= 1
            let bundle = try SalvagedBundle(
                try folder.write("rusak.lapor", damaged), with: [office.keys.transport])
            try bundle.readEvents { _ in }
            try bundle.readBlobs { _, _, _ in }
            try bundle.finish()
            for section in bundle.sections {
                let heads = section.ranges.count { $0.signature != nil }
                if section.feed == other.id { #expect(section.ranges.count == heads) }
                if section.ranges.count > heads { gaps[section.feed, default: 0] += 1 }
            }
        }
        #expect(gaps[own.id] ?? 0 > 0 && gaps[other.id] == nil)
    }

    @Test func `what an office sends is not salvaged`() throws {
        let feeds = try (1...2).map { try SampleFeed(UInt64($0)) }
        let reply = try BundleTests.Written(feeds: feeds, filesOf: 5)
        #expect(throws: BundleError.wrongKind(.reply)) {
            try SalvagedBundle(reply.path, with: [feeds[0].keys.identity])
        }
    }
}
