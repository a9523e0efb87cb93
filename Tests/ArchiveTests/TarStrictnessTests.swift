import Archive
import Foundation
import Testing

@Suite("Tar archives that are refused")
struct TarStrictnessTests {
    static let sample: [Member] = [Member(path: "top"), .file("top/a", "abc"), .file("top/b", "defgh")]

    @Test("An archive cut off anywhere is refused and gives no file that is not whole")
    func truncation() throws {
        let bytes = try archive(Self.sample)
        for length in 0..<bytes.count {
            let (read, error) = members(of: Array(bytes[..<length]), atMost: 100)
            #expect(error as? TarError == .truncated, "\(length)")
            #expect(read == Array(Self.sample.prefix(read.count)), "\(length)")
        }
    }

    @Test("A change of any byte is noticed, except inside a content")
    func anyByte() throws {
        let bytes = try archive(Self.sample)
        let contents = [1024..<1027, 2048..<2053]
        for index in bytes.indices where !contents.contains(where: { $0.contains(index) }) {
            var changed = bytes
            changed[index] ^= 0x41
            let (read, error) = members(of: changed)
            #expect(error is TarError, "\(index)")
            #expect(read == Array(Self.sample.prefix(read.count)), "\(index)")
        }
    }

    @Test("Each field that is not as the writer makes it is named, though the checksum is right")
    func fields() throws {
        let bytes = try archive([.file("top/a", "abc")])
        for field in TarField.allCases where !field.range.isEmpty {
            for index in [field.range.lowerBound, field.range.upperBound - 1] {
                var changed = bytes
                changed[index] = 1
                if field == .checksum {
                    #expect(members(of: changed).error as? TarError == .checksum)
                    continue
                }
                reseal(&changed)
                let expected: TarError =
                    switch field {
                    case .magic, .version: .notTar
                    case .type: .unsupportedType(1)
                    case .name where index == 0: .badPath("\u{1}op/a")
                    case .prefix where index == 345: .badPath("\u{1}/top/a")
                    default: .notCanonical(path: "top/a", field: field)
                    }
                #expect(members(of: changed).error as? TarError == expected, "\(field) \(index)")
            }
        }
    }

    @Test("Links, devices and extension headers are refused", arguments: Array("\0123467xgLKS".utf8))
    func types(type: UInt8) throws {
        var bytes = try archive([.file("top/a", "abc")])
        bytes[156] = type
        reseal(&bytes)
        #expect(members(of: bytes).error as? TarError == .unsupportedType(type))
    }

    @Test("A directory has no content, and its stored name ends with a slash")
    func directories() throws {
        var sized = try archive([Member(path: "top")])
        sized[134] = UInt8(ascii: "1")
        reseal(&sized)
        #expect(members(of: sized).error as? TarError == .notCanonical(path: "top", field: .size))

        var bare = try archive([Member(path: "top")])
        bare[3] = 0
        reseal(&bare)
        #expect(members(of: bare).error as? TarError == .notCanonical(path: "top", field: .name))
    }

    static let badPaths = [
        "", "/", "/etc/passwd", "top//a", "top/../a", "../a", "..", ".", "./top/a", "top/.", "top/..",
        "top/a/", "top/a b", "top/a\nb", "top/a\\b", "top/\u{E4}", "C:/a", "top/a\u{7F}", "~/*",
        "top/..a/../b", "lonely",
    ]

    @Test("Paths that lead elsewhere or could be misread are refused by both sides", arguments: badPaths)
    func paths(path: String) throws {
        #expect(throws: TarError.badPath(path)) { try archive([.file(path, "x")]) }
        var bytes = try archive([.file("top/a", "x")])
        let name = Array(path.utf8)
        bytes.replaceSubrange(0..<100, with: name + [UInt8](repeating: 0, count: 100 - name.count))
        reseal(&bytes)
        #expect(members(of: bytes).error as? TarError == .badPath(path))
    }

    @Test("A path whose division over the fields is not the writer's is refused")
    func division() throws {
        var bytes = try archive([.file("top/a", "x")])
        bytes.replaceSubrange(0..<5, with: [UInt8(ascii: "a"), 0, 0, 0, 0])
        bytes.replaceSubrange(345..<348, with: "top".utf8)
        reseal(&bytes)
        #expect(members(of: bytes).error as? TarError == .notCanonical(path: "top/a", field: .name))
    }

    @Test("All entries lie under one top folder and bear one time")
    func unity() throws {
        let one = try archive([.file("top/a", "x")])
        let other = try archive([.file("tip/a", "x")])
        let later = try archive([.file("top/b", "x")], modified: 1_700_000_001)
        #expect(members(of: one[..<1024] + other).error as? TarError == .badPath("tip/a"))
        let expected = TarError.notCanonical(path: "top/b", field: .modified)
        #expect(members(of: one[..<1024] + later).error as? TarError == expected)
    }

    @Test("Anything but the end after the end marker is refused, and so is half a marker")
    func trailing() throws {
        let bytes = try archive(Self.sample)
        for extra in [[0], [1], [UInt8](repeating: 0, count: 512), bytes] {
            #expect(members(of: bytes + extra).error as? TarError == .trailingData)
        }
        #expect(members(of: bytes.dropLast(512) + bytes).error as? TarError == .trailingData)
        #expect(members(of: [UInt8](repeating: 0, count: 1024)).error as? TarError == .notTar)
    }

    @Test("A failed reader stays failed")
    func stays() throws {
        let bytes = try archive(Self.sample)
        let reader = TarReader(read: source(of: Array(bytes[..<1030])))
        _ = try reader.next()
        _ = try reader.next()
        for _ in 0..<2 {
            #expect(throws: TarError.truncated) { try reader.next() }
            #expect(throws: TarError.truncated) { try reader.readAll(limit: 10) }
        }
    }
}
