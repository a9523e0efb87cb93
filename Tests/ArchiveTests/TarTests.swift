import Archive
import Foundation
import Testing

@Suite("Tar archives")
struct TarTests {
    static let sample: [Member] = [
        Member(path: "top"), .file("top/empty", ""), .file("top/short.txt", "some words\n"),
        Member(path: "top/sub"), .file("top/sub/block", String(repeating: "x", count: 512)),
        .file("top/sub/more-than_one.block", String(repeating: "yz", count: 300)),
    ]

    @Test("What was written is read back, however small the pieces", arguments: [1, 7, 511, 512, 1 << 20])
    func roundTrip(step: Int) throws {
        let bytes = try archive(Self.sample)
        let (read, error) = members(of: bytes, atMost: step)
        #expect(error == nil)
        #expect(read == Self.sample)
        #expect(try archive(read) == bytes)
    }

    @Test("The archive ends right after its two zero blocks")
    func length() throws {
        #expect(try archive([.file("top/a", "a")]).count == 4 * 512)
        #expect(try archive([Member(path: "top")]).count == 3 * 512)
    }

    @Test("The reader knows the one time of all entries")
    func time() throws {
        for time in [0, 1_700_000_000, (1 << 33) - 1] {
            let reader = TarReader(read: source(of: try archive(Self.sample, modified: time)))
            #expect(reader.modified == nil)
            _ = try reader.next()
            #expect(reader.modified == time)
        }
    }

    @Test("Going on without reading, or after reading a part, skips the rest")
    func skipping() throws {
        let reader = TarReader(read: source(of: try archive(Self.sample), atMost: 100))
        var paths: [String] = []
        var piece = [UInt8](repeating: 0, count: 5)
        while let entry = try reader.next() {
            paths.append(entry.path)
            if entry.size > 11 {
                #expect(try piece.withUnsafeMutableBytes { try reader.read(into: $0) } == 5)
            }
        }
        #expect(paths == Self.sample.map(\.path))
        #expect(try reader.next() == nil)
    }

    @Test("A content is read in pieces up to a zero, and readAll takes what is left of it")
    func pieces() throws {
        let reader = TarReader(read: source(of: try archive([.file("top/a", "abcdefg")])))
        _ = try reader.next()
        var piece = [UInt8](repeating: 0, count: 4)
        #expect(try piece.withUnsafeMutableBytes { try reader.read(into: $0) } == 4)
        #expect(piece == Array("abcd".utf8))
        #expect(try reader.readAll(limit: 7) == Array("efg".utf8))
        #expect(try piece.withUnsafeMutableBytes { try reader.read(into: $0) } == 0)
        #expect(try reader.next() == nil)
    }

    @Test("A content over the limit is refused before memory is taken, and can be passed over")
    func limit() throws {
        // The header promises 8 GiB; nothing of them exists.
        var bytes: [UInt8] = []
        let writer = TarWriter(modified: 0) { bytes += $0 }
        try writer.file("top/huge", size: (1 << 33) - 1)
        let huge = TarReader(read: source(of: bytes))
        #expect(try huge.next()?.size == (1 << 33) - 1)
        #expect(throws: TarError.tooLarge(path: "top/huge", size: (1 << 33) - 1, limit: 1 << 20)) {
            try huge.readAll(limit: 1 << 20)
        }

        let reader = TarReader(read: source(of: try archive([.file("top/a", "abc"), .file("top/b", "d")])))
        _ = try reader.next()
        #expect(throws: TarError.tooLarge(path: "top/a", size: 3, limit: 2)) { try reader.readAll(limit: 2) }
        #expect(try reader.next()?.path == "top/b")
        #expect(try reader.readAll(limit: 1) == Array("d".utf8))
    }

    @Test("Long paths are divided over both fields, up to 255 bytes")
    func longPaths() throws {
        func path(_ lengths: [Int]) -> String {
            lengths.map { String(repeating: "p", count: $0) }.joined(separator: "/")
        }
        let good = [
            [3, 96], [3, 97], [3, 90, 60, 99], [155, 99], [50, 104, 99], [2, 152, 40, 58],
            [100, 1, 100],
        ]
        for lengths in good {
            let long = [Member(path: path(lengths)), .file(path(lengths), "x")]
            for member in long where !(member.kind == .directory && lengths.last == 100) {
                let bytes = try archive([member])
                #expect(members(of: bytes).members == [member], "\(lengths)")
            }
        }
        for lengths in [[3, 101], [156, 5], [155, 100], [3, 90, 61, 99], [100, 56, 100]] {
            let long = path(lengths)
            #expect(throws: TarError.badPath(long)) { try archive([.file(long, "x")]) }
        }
    }

    @Test("The writer refuses what the reader would")
    func writerRefusals() throws {
        let writer = TarWriter(modified: 0) { _ in }
        #expect(throws: TarError.outOfOrder) { try writer.finish() }
        #expect(throws: TarError.outOfOrder) { try writer.endFile() }
        #expect(throws: TarError.badPath("lonely")) { try writer.file("lonely", size: 0) }
        try writer.directory("top")
        #expect(throws: TarError.badPath("other/a")) { try writer.file("other/a", size: 0) }
        #expect(throws: TarError.tooLarge(path: "top/a", size: 1 << 33, limit: (1 << 33) - 1)) {
            try writer.file("top/a", size: 1 << 33)
        }
        #expect(throws: TarError.sizeMismatch(path: "top/a", declared: -1, written: 0)) {
            try writer.file("top/a", size: -1)
        }
        try writer.file("top/a", size: 2)
        #expect(throws: TarError.outOfOrder) { try writer.directory("top/b") }
        #expect(throws: TarError.outOfOrder) { try writer.finish() }
        try [UInt8(1)].withUnsafeBytes(writer.write)
        #expect(throws: TarError.sizeMismatch(path: "top/a", declared: 2, written: 1)) {
            try writer.endFile()
        }
        #expect(throws: TarError.sizeMismatch(path: "top/a", declared: 2, written: 3)) {
            try [UInt8(1), 2].withUnsafeBytes(writer.write)
        }
        #expect(throws: TarError.outOfOrder) { try writer.finish() }
        #expect(throws: TarError.badTime(-1)) { try archive([Member(path: "top")], modified: -1) }
        #expect(throws: TarError.badTime(1 << 33)) {
            try archive([Member(path: "top")], modified: 1 << 33)
        }
    }

    @Test("After its sink failed the writer goes no further")
    func failingSink() throws {
        struct Full: Error {}
        var isFull = false
        let writer = TarWriter(modified: 0) { _ in if isFull { throw Full() } }
        try writer.directory("top")
        isFull = true
        #expect(throws: Full.self) { try writer.directory("top/a") }
        isFull = false
        #expect(throws: TarError.outOfOrder) { try writer.finish() }
    }
}
