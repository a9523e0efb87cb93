import CanonicalJSON
import LaporModel
import LaporSamples
import Testing

@Suite struct EventTests {
    private static func read(_ header: [UInt8], _ body: [UInt8]) throws(Event.Fault) -> Event {
        try Event(headerLine: header[...], bodyLine: body[...])
    }

    /// An event whose header is right for this body line.
    private static func event(body: String) throws(Event.Fault) -> Event {
        let line = Array(body.utf8)
        let header = EventHeader(
            body: Hash(of: line), complaint: nil, feed: Identifier(repeating: 1), kind: "began",
            previous: nil,
            recordedAt: .sample, sequence: 1)
        return try read(header.line, line)
    }

    private static let salt = #""salt":"AAAAAAAAAAAAAAAAAAAAAA==""#

    @Test func `an event is read back as it was made`() throws {
        var feed = try SampleFeed(1)
        let made = feed.capture("Jalan berlubang")
        let read = try Self.read(Array(made.headerLine), Array(made.bodyLine))
        #expect(read.id == made.id && read.header == made.header)
        #expect(read.body?["title"] == .string("Jalan berlubang"))
        #expect(read.header.previous == feed.events[0].id && read.header.sequence == 2)
        #expect(made.id == Hash(of: Array("lapor event 1\n".utf8) + made.headerLine))
        #expect(made.header.body == Hash(of: Array(made.bodyLine)))
    }

    @Test func `two events that say the same have different salts and ids`() throws {
        let surroundings = Surroundings.seeded(1)
        let events = (0..<2).map { _ in
            Event(
                kind: "commented", complaint: nil, body: JSONObject([("text", .string("ya"))]),
                feed: Identifier(repeating: 1), previous: nil, sequence: 1, surroundings: surroundings)
        }
        #expect(events[0].id != events[1].id)
        for event in events {
            let salt = try #require(event.body?["salt"]?.string)
            #expect(Base64.decode(salt)?.count == 16)
        }
    }

    @Test func `an altered body is refused by its hash`() throws {
        let made = try SampleFeed(1).events[0]
        let body = Array(made.bodyLine)
        for offset in body.indices {
            var altered = body
            altered[offset] ^= 1
            #expect(throws: Event.Fault.bodyHash) { try Self.read(Array(made.headerLine), altered) }
        }
        #expect(throws: Event.Fault.bodyHash) { try Self.read(Array(made.headerLine), body + [0x20]) }
        #expect(throws: Event.Fault.bodyHash) { try Self.read(Array(made.headerLine), []) }
    }

    @Test func `a body with the right hash must still be a canonical object with a salt`() throws {
        let salt = Self.salt
        #expect(throws: Never.self) { try Self.event(body: "{\(salt)}") }
        for body in [
            #"{"z":1,\#(salt)}"#, "{ \(salt)}", "[\(salt)]", "[]", "1", "", #"{\#(salt),"x":1.5}"#,
            #"{\#(salt),"x":"\u0000"}"#, "{\(salt),\"x\":\"\u{0}\"}", #"{\#(salt),\#(salt)}"#,
            #"{"a":"\/",\#(salt)}"#, "Null", "null ",
        ] {
            #expect(throws: Event.Fault.body, "\(body)") { try Self.event(body: body) }
        }
        for body in ["{}", #"{"salt":null}"#, #"{"salt":""}"#, #"{"salt":"AAAA"}"#] {
            #expect(throws: Event.Fault.bodySalt, "\(body)") { try Self.event(body: body) }
        }
    }

    @Test func `an erased body keeps the event's place and says nothing`() throws {
        let made = try SampleFeed(1).events[0]
        let erased = try Self.read(Array(made.headerLine), Array("null".utf8))
        #expect(erased.id == made.id && erased.body == nil && erased.header.body == made.header.body)
    }

    @Test func `a body longer than the limit is refused`() throws {
        let filling = String(repeating: "a", count: Event.longestBody - 42)
        let longest = #"{"a":"\#(filling)",\#(Self.salt)}"#
        #expect(longest.utf8.count == Event.longestBody)
        #expect(throws: Never.self) { try Self.event(body: longest) }
        #expect(throws: Event.Fault.body) { try Self.event(body: #"{"a":"a\#(filling)",\#(Self.salt)}"#) }
    }

    @Test func `a broken header line is refused before its body is looked at`() {
        #expect(throws: Event.Fault.header) { try Self.read(Array("{}".utf8), []) }
    }

    @Test func `the text of a head names feed, sequence and id in lines`() throws {
        let feed = try SampleFeed(1)
        let text = Event.headText(feed: feed.id, sequence: 1, id: feed.events[0].id)
        #expect(String(decoding: text, as: UTF8.self) == "\(feed.id.hex)\n1\n\(feed.events[0].id.hex)\n")
    }
}

extension Identifier {
    /// An identifier of one repeated byte.
    init(repeating byte: UInt8) {
        self.init(random: { [UInt8](repeating: byte, count: $0) })
    }
}
