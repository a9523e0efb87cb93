import LaporModel
import LaporSamples
import Testing

@Suite struct EventHeaderTests {
    private static func parse(_ line: [UInt8]) -> EventHeader? {
        line.withUnsafeBufferPointer { EventHeader(line: $0) }
    }

    private static func samples() throws -> [EventHeader] {
        var generator = SeededGenerator(7)
        return try (0..<40).map { index in
            EventHeader(
                body: try #require(Hash(bytes: generator.bytes(32))),
                complaint: index % 3 == 0 ? nil : Identifier(bytes: generator.bytes(16)),
                feed: try #require(Identifier(bytes: generator.bytes(16))),
                kind: ["a", "captured", "outreach_started", String(repeating: "z", count: 32)][index % 4],
                previous: index % 2 == 0 ? nil : Hash(bytes: generator.bytes(32)),
                recordedAt: Timestamp(seconds: Int.random(in: 0...4_000_000_000, using: &generator)),
                sequence: index == 0 ? 999_999_999_999_999 : 1 + index * index * 31)
        }
    }

    @Test func `a line is read and written back to the byte`() throws {
        for header in try Self.samples() {
            #expect(Self.parse(header.line) == header)
            #expect(Self.parse(header.line)?.line == header.line)
        }
    }

    @Test func `an altered byte is refused or says something else, never the same in other bytes`() throws {
        for header in try Self.samples().prefix(2) {
            let line = header.line
            for offset in line.indices {
                for value in UInt8.min...UInt8.max where value != line[offset] {
                    var altered = line
                    altered[offset] = value
                    if let parsed = Self.parse(altered) { #expect(parsed.line == altered) }
                }
            }
        }
    }

    @Test func `a byte less or more is refused or says something else`() throws {
        let line = try #require(try Self.samples().last).line
        for offset in line.indices {
            var shorter = line
            shorter.remove(at: offset)
            if let parsed = Self.parse(shorter) { #expect(parsed.line == shorter) }
            #expect(Self.parse(Array(line[..<offset])) == nil)
            for extra in Array(" \"0a\n\u{0},\\".utf8) {
                var longer = line
                longer.insert(extra, at: offset)
                if let parsed = Self.parse(longer) { #expect(parsed.line == longer) }
            }
        }
        #expect(Self.parse(line + [0x0A]) == nil)
    }

    @Test(arguments: [
        (#""sequence":1}"#, #""sequence":0}"#), (#""sequence":1}"#, #""sequence":01}"#),
        (#""sequence":1}"#, #""sequence":-1}"#), (#""sequence":1}"#, #""sequence":1.0}"#),
        (#""sequence":1}"#, #""sequence":9999999999999999}"#), (#""sequence":1}"#, #""sequence": 1}"#),
        (#""sequence":1}"#, #""sequence":1,"x":1}"#), (#""kind":"began""#, #""kind":"Began""#),
        (#""kind":"began""#, #""kind":"""#), (#""kind":"began""#, #""kind":"be gan""#),
        (#""kind":"began""#, #""kind":"\u0062egan""#),
        (#""kind":"began""#, #""kind":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa""#),
        (#""complaint":null"#, #""complaint":"""#), (#""complaint":null"#, #""complaint":false"#),
        ("08:15:00Z", "08:15:60Z"), ("2026-11-24", "2026-02-30"), (#"{"body""#, #"{ "body""#),
    ]) func `a header out of form is refused`(_ part: String, _ replacement: String) throws {
        let feed = try SampleFeed(1)
        let line = String(decoding: feed.events[0].headerLine, as: UTF8.self)
        #expect(line.contains(part) && Self.parse(Array(line.utf8)) != nil)
        #expect(Self.parse(Array(line.replacing(part, with: replacement).utf8)) == nil)
    }

    @Test func `kinds are words of at most 32 letters`() {
        #expect(
            EventHeader.isKind("outreach_started") && EventHeader.isKind(String(repeating: "a", count: 32)))
        for kind in ["", "A", "a b", "a1", "é", String(repeating: "a", count: 33)] {
            #expect(!EventHeader.isKind(kind), "\(kind)")
        }
    }
}
