import CanonicalJSON
import LaporModel
import LaporSamples
import Testing

/// From a set of events to a complaint, whatever their order.
@Suite struct ComplaintTests {
    private static let salt = "AAECAwQFBgcICQoLDA0ODw=="
    private static let id = Identifier(repeating: 9)

    /// The id that the first sample feed's complaint has.
    private static func complaintID() throws -> Identifier {
        Identifier(complaintOf: try SampleFeed(1).id, salt: salt)
    }

    private static func attachment(_ byte: UInt8) throws -> LaporModel.Attachment {
        let hash = try #require(Hash(bytes: [UInt8](repeating: byte, count: 32)))
        return LaporModel.Attachment(
            sha256: hash, size: Int(byte), name: "foto-\(byte).jpg", type: "image/jpeg")
    }

    private static func consent(_ officer: String) -> Consent {
        Consent(method: .readAloud, script: "1", at: .sample, officer: officer)
    }

    /// A device's events of one complaint: taken down, then identified and attached to twice.
    private static func events() throws -> [Event] {
        var feed = try SampleFeed(1)
        var capture = Capture.sample("Pasar becek", random: feed.surroundings.random)
        capture.attachments = [try attachment(1)]
        capture.sealedIdentity = "first"
        let id = try complaintID()
        var body = capture.body
        body.add("salt", salt)
        feed.append(EventKind.captured, complaint: id, body: body)
        for (name, bytes) in [("second", [2, 1]), ("third", [3])] as [(String, [UInt8])] {
            var identified = JSONObject()
            identified.add("identity", name)
            identified.add("consent", consent(name).json)
            feed.append(EventKind.identified, complaint: id, body: identified)
            var attached = JSONObject()
            let list = try bytes.map { byte -> JSON in
                let attachment = try attachment(byte)
                return .object([
                    ("name", .string(orNull: attachment.name)), ("sha256", .string(attachment.sha256.hex)),
                    ("size", .integer(attachment.size)), ("type", .string("image/jpeg")),
                ])
            }
            attached.add("attachments", .array(list))
            feed.append(EventKind.attached, complaint: id, body: attached)
        }
        feed.append("a_kind_of_tomorrow", complaint: id, body: JSONObject([("identity", .string("no"))]))
        return Array(feed.events.dropFirst())
    }

    @Test func `later events add to what was taken down`() throws {
        let events = try Self.events()
        let complaint = try #require(Complaint(id: try Self.complaintID(), events: events))
        #expect(complaint.sealedIdentities == ["first", "second", "third"])
        #expect(complaint.capture.attachments == [1, 2, 3].map { try? Self.attachment($0) })
        #expect(complaint.capture.consent?.officer == "second")
        #expect(complaint.capture.content?.title == "Pasar becek")
        #expect(complaint.history.map(\.kind) == events.map(\.header.kind))
        #expect(complaint.device == events[0].header.feed && complaint.status == nil)
    }

    @Test func `the order in which events are given does not matter`() throws {
        let events = try Self.events()
        let expected = try #require(Complaint(id: try Self.complaintID(), events: events))
        var generator = SeededGenerator(1)
        for _ in 0..<100 {
            #expect(
                Complaint(id: try Self.complaintID(), events: events.shuffled(using: &generator)) == expected)
        }
    }

    @Test func `the order does not matter with two authors and a fork either`() throws {
        var events = try Self.events()
        // The same laptop cloned, and another device: each says something of the complaint.
        for seed: UInt64 in [1, 2] {
            var other = try SampleFeed(seed)
            other.append(
                EventKind.captured, complaint: try Self.complaintID(), body: events[0].body ?? JSONObject())
            other.append(
                EventKind.identified, complaint: try Self.complaintID(),
                body: JSONObject([("identity", .string("o"))]))
            events += other.events.dropFirst()
        }
        let expected = try #require(Complaint(id: try Self.complaintID(), events: events))
        // What another device says of a complaint that it did not take down has no effect but in the history.
        #expect(expected.device == events[0].header.feed)
        #expect(expected.sealedIdentities.filter { $0 == "o" }.count == 1)
        var generator = SeededGenerator(2)
        for _ in 0..<100 {
            #expect(
                Complaint(id: try Self.complaintID(), events: events.shuffled(using: &generator)) == expected)
        }
    }

    @Test func `without its captured event there is no complaint`() throws {
        let events = try Self.events()
        #expect(Complaint(id: try Self.complaintID(), events: []) == nil)
        #expect(Complaint(id: try Self.complaintID(), events: Array(events.dropFirst())) == nil)
        let erased = try Event(headerLine: events[0].headerLine, bodyLine: Array("null".utf8)[...])
        #expect(Complaint(id: try Self.complaintID(), events: [erased] + events.dropFirst()) == nil)
    }

    @Test func `an event whose body is missing stays in the history alone`() throws {
        var events = try Self.events()
        events[1] = try Event(headerLine: events[1].headerLine, bodyLine: Array("null".utf8)[...])
        let complaint = try #require(Complaint(id: try Self.complaintID(), events: events))
        #expect(complaint.sealedIdentities == ["first", "third"] && complaint.history.count == events.count)
    }

    @Test func `a capture is read from the body that it writes`() throws {
        let random = Surroundings.seeded(3).random
        var capture = Capture.sample("Pasar becek", random: random)
        capture.category = "12"
        capture.anonymous = true
        capture.attachments = [try Self.attachment(1), try Self.attachment(2)]
        capture.sealedIdentity = "aWQ="
        capture.consent = Self.consent("Sri")
        capture.language = "jv"
        capture.outreach = Self.id
        capture.clockBehind = true
        capture.content?.latitude = "-7.55"
        capture.content?.longitude = "110.6"
        capture.content?.agency = "Dinas Pasar"
        capture.content?.location = "los barat"
        capture.content?.externalID = "A-1"
        #expect(Capture(body: capture.body) == capture)

        let bytes = JSON.object(capture.body).canonical
        let read = try #require(try JSON(bytes, form: .canonical).object)
        #expect(Capture(body: read) == capture)
    }

    @Test func `what a confidential capture says is not in its body`() throws {
        var capture = Capture.sample("RAHASIA-1", random: Surroundings.seeded(4).random)
        capture.confidential = true
        capture.attachments = [try Self.attachment(1)]
        capture.sealedContent = "Yw=="
        let text = String(decoding: JSON.object(capture.body).canonical, as: UTF8.self)
        for word in ["RAHASIA-1", "Pasar", "2026-11-20", "foto-1", "image/jpeg"] {
            #expect(!text.contains(word))
        }
        let read = try #require(Capture(body: capture.body))
        #expect(read.content == nil && read.sealedContent == "Yw==" && read.attachments[0].name == nil)
        let content = try #require(capture.content)
        let sealable = String(decoding: capture.sealable(content).canonical, as: UTF8.self)
        #expect(sealable.contains("RAHASIA-1") && sealable.contains("foto-1.jpg"))
    }

    @Test(arguments: ["number", "classification", "region", "officer"])
    func `a body that lacks what every capture has is none`(_ key: String) {
        var body = Capture.sample("a", random: Surroundings.seeded(5).random).body
        body[key] = .string("")
        if key == "number" || key == "classification" { #expect(Capture(body: body) == nil) }
        body[key] = nil
        #expect(Capture(body: body) == nil)
    }
}
