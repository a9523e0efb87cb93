import Archive
import Foundation
import Testing

@Suite("Gzip members", .serialized)
struct GzipTests {
    static let text = Array(String(repeating: "The same words over and over. ", count: 40).utf8)

    static func samples() -> [[UInt8]] {
        var numbers = Seeded(state: 7)
        let large = numbers.bytes(1 << 20)
        return [[], [0], text, large, [UInt8](repeating: 0, count: 3 << 20), large.map { $0 & 15 } + large]
    }

    @Test("What was compressed is had back, at every level", arguments: 0...9)
    func roundTrip(level: Int) throws {
        for bytes in Self.samples() {
            let member = try Gzip.compress(bytes, level: level)
            #expect(Array(member[..<8]) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0])
            #expect(member[9] == 255)
            #expect(try Gzip.decompress(member, limit: bytes.count) == bytes)
        }
    }

    @Test("Used and new compressors give the same, also after a refusal")
    func reuse() throws {
        let compressor = try GzipCompressor(level: 6)
        let decompressor = try GzipDecompressor()
        var member: [UInt8] = []
        var bytes: [UInt8] = []
        for sample in Self.samples() + Self.samples().reversed() {
            try sample.withUnsafeBytes { try compressor.compress($0, into: &member) }
            #expect(try member == Gzip.compress(sample, level: 6))
            try member.withUnsafeBytes { try decompressor.decompress($0, limit: 4 << 20, into: &bytes) }
            #expect(bytes == sample)
            #expect(throws: GzipError.truncated) {
                try member.dropLast().withUnsafeBytes {
                    try decompressor.decompress($0, limit: 4 << 20, into: &bytes)
                }
            }
            #expect(bytes.isEmpty)
        }
    }

    @Test("A level that does not exist is refused", arguments: [-1, 10])
    func level(level: Int) {
        #expect(throws: GzipError.badLevel(level)) { try Gzip.compress([], level: level) }
    }

    @Test("A member cut off anywhere is refused")
    func truncation() throws {
        for bytes in [[], Self.text] {
            let member = try Gzip.compress(bytes, level: 9)
            for length in 0..<member.count {
                #expect(throws: GzipError.truncated) {
                    try Gzip.decompress(Array(member[..<length]), limit: 1 << 20)
                }
            }
        }
    }

    @Test("A change of any byte never gives another content")
    func corruption() throws {
        let member = try Gzip.compress(Self.text, level: 9)
        for index in member.indices {
            for mask: UInt8 in [1, 0x80, 0xFF] {
                var changed = member
                changed[index] ^= mask
                let result = try? Gzip.decompress(changed, limit: 1 << 20)
                // Parts of the header and the bits before the trailer are under no checksum.
                #expect(result == nil || result == Self.text, "\(index)")
            }
        }
        #expect(throws: GzipError.notGzip) { try Gzip.decompress([0x78, 0x9C, 0, 0], limit: 1) }
        var wrong = member
        wrong[member.count - 5] ^= 1
        #expect(throws: GzipError.corrupt) { try Gzip.decompress(wrong, limit: 1 << 20) }
    }

    @Test("Bytes after the member are refused, be they a further member")
    func trailing() throws {
        let member = try Gzip.compress(Self.text, level: 6)
        #expect(throws: GzipError.trailingData(1)) { try Gzip.decompress(member + [0], limit: 1 << 20) }
        #expect(throws: GzipError.trailingData(member.count)) {
            try Gzip.decompress(member + member, limit: 1 << 20)
        }
    }

    @Test("A content of just the limit is taken, one byte more is not")
    func limit() throws {
        for bytes in Self.samples() where !bytes.isEmpty {
            let member = try Gzip.compress(bytes, level: 1)
            let taken = try Gzip.decompress(member, limit: bytes.count)
            #expect(taken == bytes)
            #expect(taken.capacity < bytes.count + 8192)
            #expect(throws: GzipError.tooLarge(limit: bytes.count - 1)) {
                try Gzip.decompress(member, limit: bytes.count - 1)
            }
        }
        #expect(throws: GzipError.tooLarge(limit: -1)) {
            try Gzip.decompress(try Gzip.compress([1], level: 1), limit: -1)
        }
    }

    @Test("A bomb of 100 MB is refused at 1 MB and takes no more memory than that")
    func bomb() throws {
        let folder = try TemporaryFolder()
        #expect(try folder.shell("head -c 100000000 /dev/zero | gzip -9 > bomb.gz").status == 0)
        var member = try folder.read("bomb.gz")
        #expect(member.count < 200_000)
        for stated: [UInt8] in [Array(member.suffix(4)), [255, 255, 255, 255], [0, 0, 0, 0]] {
            member.replaceSubrange(member.count - 4..<member.count, with: stated)
            // Puts the mark of the highest use of memory back to the present use.
            try "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
            let before = try Self.highestUse()
            var output: [UInt8] = []
            let decompressor = try GzipDecompressor()
            #expect(throws: GzipError.tooLarge(limit: 1_000_000)) {
                try member.withUnsafeBytes {
                    try decompressor.decompress($0, limit: 1_000_000, into: &output)
                }
            }
            #expect(output.isEmpty)
            #expect(output.capacity <= 1_100_000)
            // Other tests run meanwhile, so this can only be coarse.
            #expect(try Self.highestUse() - before < 50_000_000)
        }
    }

    /// The most memory this process has held, in bytes.
    private static func highestUse() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(Int(line.filter(\.isNumber))) * 1024
    }

    @Test("zcat reads what was compressed, and what gzip makes is read")
    func tools() throws {
        let folder = try TemporaryFolder()
        for bytes in Self.samples() {
            try folder.write(try Gzip.compress(bytes, level: 6), to: "a.gz")
            let (status, output) = try folder.shell("zcat a.gz")
            #expect(status == 0)
            #expect(output == bytes)
            try folder.write(bytes, to: "b")
            #expect(try folder.shell("gzip -f b").status == 0)
            #expect(try Gzip.decompress(try folder.read("b.gz"), limit: bytes.count) == bytes)
        }
    }
}
