import Age
import FileIO
import LaporModel
import LaporSamples
import Testing

@testable import LaporBundle

/// A bundle that was cut or changed on the way is never read to its end.
@Suite struct BundleDamageTests {
    private static func expectRefused(
        _ bytes: [UInt8], _ bundle: HandmadeBundle, _ folder: TemporaryFolder, _ what: String
    ) {
        let error = fault(bytes, in: folder, with: [bundle.office.keys.transport])
        #expect(error is BundleError, "\(what): \(String(describing: error))")
    }

    @Test func `a bundle cut anywhere is refused`() throws {
        let bundle = try HandmadeBundle()
        let folder = try TemporaryFolder()
        let sealed = try bundle.sealed
        let offsets = Set(stride(from: 0, to: sealed.count, by: 23)).union((sealed.count - 40)..<sealed.count)
        for offset in offsets {
            Self.expectRefused(Array(sealed[..<offset]), bundle, folder, "cut at \(offset)")
        }
    }

    @Test func `a bundle with a byte changed anywhere is refused`() throws {
        let bundle = try HandmadeBundle()
        let folder = try TemporaryFolder()
        let sealed = try bundle.sealed
        for offset in Set(stride(from: 0, to: sealed.count, by: 29)).union(0..<200) {
            var changed = sealed
            changed[offset] ^= offset % 2 == 0 ? 0x01 : 0x80
            Self.expectRefused(changed, bundle, folder, "changed at \(offset)")
        }
        Self.expectRefused(sealed + [0], bundle, folder, "a byte more")
    }

    @Test func `an archive cut before it was sealed is refused`() throws {
        let bundle = try HandmadeBundle()
        let folder = try TemporaryFolder()
        let tar = try bundle.tar
        for offset in stride(from: 0, to: tar.count, by: 197) {
            Self.expectRefused(try bundle.sealed(Array(tar[..<offset])), bundle, folder, "cut at \(offset)")
        }
        let error = fault(
            try bundle.sealed(Array(tar.dropLast(512))), in: folder, with: [bundle.office.keys.transport])
        #expect(errorClass(error) == "truncated")
    }

    @Test func `an archive changed before it was sealed is refused, whatever byte it was`() throws {
        let bundle = try HandmadeBundle()
        let folder = try TemporaryFolder()
        let tar = try bundle.tar
        for offset in stride(from: 0, to: tar.count, by: 31) {
            var changed = tar
            changed[offset] ^= 0x01
            Self.expectRefused(try bundle.sealed(changed), bundle, folder, "changed at \(offset)")
        }
        Self.expectRefused(
            try bundle.sealed(tar + [UInt8](repeating: 0, count: 512)), bundle, folder, "padded")
    }

    @Test func `a large bundle cut at the end of a chunk is refused as truncated`() throws {
        var generator = SeededGenerator(1)
        let blob = generator.bytes(200_000)
        var feed = try SampleFeed(1)
        feed.capture("Pasar becek")
        let written = try BundleTests.Written(feeds: [feed], filesOf: 9, blobs: [blob])
        let bytes = try content(of: written.path)
        // Behind the header and its nonce come chunks of 64 KiB and 16 bytes.
        let mark = Array("\n--- ".utf8)
        let end = try #require(bytes.indices.first { bytes[$0...].starts(with: mark) })
        let payload = end + mark.count + 43 + 1 + 16
        for chunk in 0..<3 {
            let cut = Array(bytes[..<(payload + chunk * 65_552)])
            let error = fault(cut, in: written.folder, with: [written.office.keys.transport])
            #expect(errorClass(error) == "truncated", "chunk \(chunk)")
        }
    }

    @Test func `nothing is finished that was not read`() throws {
        let bundle = try HandmadeBundle()
        let folder = try TemporaryFolder()
        let path = try folder.write("b.lapor", try bundle.sealed)
        let identity = bundle.office.keys.transport
        let unread = try BundleReader(try File.open(path), with: [identity])
        #expect(throws: BundleError.self) { try unread.finish() }
        let half = try BundleReader(try File.open(path), with: [identity])
        try half.readEvents { _ in }
        #expect(throws: BundleError.self) { try half.finish() }
    }

    @Test func `a blob that was not read to its end is not taken`() throws {
        let bundle = try HandmadeBundle()
        let folder = try TemporaryFolder()
        let path = try folder.write("b.lapor", try bundle.sealed)
        let reader = try BundleReader(try File.open(path), with: [bundle.office.keys.transport])
        try reader.readEvents { _ in }
        #expect(throws: BundleError.self) { try reader.readBlobs { _, _, _ in } }
    }
}
