import Archive
import Foundation
import Testing

@Suite("Tar archives and GNU tar", .serialized)
struct TarToolTests {
    static let long = [("d", 95), ("e", 50), ("f", 99)].reduce("top") {
        "\($0)/\(String(repeating: $1.0, count: $1.1))"
    }
    static let sample: [Member] = [
        Member(path: "top"), Member(path: "top/empty"), .file("top/a.txt", "some words\n"),
        Member(path: String(long.prefix(99))), Member(path: String(long.prefix(150))),
        .file(long, String(repeating: "x", count: 1000)),
    ]

    @Test("GNU tar lists and extracts what was written")
    func extracts() throws {
        let folder = try TemporaryFolder()
        try folder.write(try archive(Self.sample), to: "a.tar")
        let list = try folder.shell("LC_ALL=C tar -tf a.tar 2>&1")
        #expect(list.status == 0)
        let names = Self.sample.map { $0.path + ($0.kind == .directory ? "/\n" : "\n") }
        #expect(String(decoding: list.output, as: UTF8.self) == names.joined())

        let extraction = try folder.shell("LC_ALL=C tar -xf a.tar 2>&1 && stat -c '%a %Y' top top/a.txt")
        #expect(extraction.status == 0)
        #expect(String(decoding: extraction.output, as: UTF8.self).hasSuffix(" 1700000000\n"))
        #expect(String(decoding: extraction.output, as: UTF8.self).contains("644 1700000000\n"))
        for member in Self.sample where member.kind == .file {
            #expect(try folder.read(member.path) == member.content)
        }
    }

    @Test("GNU tar asked for the same subset makes the same bytes")
    func sameBytes() throws {
        let folder = try TemporaryFolder()
        try folder.write(try archive(Self.sample), to: "a.tar")
        let made = try folder.shell(
            """
            tar -xf a.tar && chmod -R u=rwX,go=rX top && tar -tf a.tar > list &&
            tar -c -f b.tar --format=ustar -b 1 --owner=0 --group=0 --numeric-owner --mtime=@1700000000 \
                --no-recursion -T list && cmp a.tar b.tar
            """)
        #expect(made.status == 0)
    }

    @Test("What GNU tar makes left to itself is refused", arguments: ["gnu", "ustar", "pax", "v7", "oldgnu"])
    func refusesOthers(format: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("some words\n".utf8), to: "top/a.txt")
        #expect(try folder.shell("tar -cf a.tar --format=\(format) top").status == 0)
        let (_, error) = members(of: try folder.read("a.tar"))
        switch format {
        case "ustar":
            guard case .notCanonical(path: "top", _)? = error as? TarError else {
                Issue.record("\(String(describing: error))")
                return
            }
        case "pax": #expect(error as? TarError == .unsupportedType(UInt8(ascii: "x")))
        default: #expect(error as? TarError == .notTar)
        }
    }
}
