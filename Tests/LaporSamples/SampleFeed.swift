import Age
package import CanonicalJSON
package import LaporBundle
package import LaporModel
import SSHSignature

/// A device's feed that a test writes event by event.
package struct SampleFeed {
    package let keys: DeviceKeys
    package let surroundings: Surroundings
    package private(set) var events: [Event] = []

    package var id: Identifier { keys.id }

    /// A feed with its first event; everything in it follows from the seed.
    package init(_ seed: UInt64, clock: SampleClock = SampleClock(.sample)) throws {
        surroundings = .seeded(seed, clock: clock)
        keys = try DeviceKeys(random: surroundings.random)
        var body = JSONObject()
        body.add("name", "Laptop \(seed)")
        body.add("recipient", keys.identity.recipient.string)
        body.add("signing_key", keys.signing.publicKey.line)
        body.add("team", "Tim A")
        append(EventKind.began, body: body)
    }

    @discardableResult
    package mutating func append(
        _ kind: String, complaint: Identifier? = nil, body: JSONObject = JSONObject()
    ) -> Event {
        let event = Event(
            kind: kind, complaint: complaint, body: body, feed: id, previous: events.last?.id,
            sequence: events.count + 1, surroundings: surroundings)
        events.append(event)
        return event
    }

    /// Adds a complaint that says so much.
    @discardableResult
    package mutating func capture(
        _ title: String, attachments: [Attachment] = [], change: (inout Capture) -> Void = { _ in }
    ) -> Event {
        var capture = Capture.sample(title, random: surroundings.random)
        capture.attachments = attachments
        change(&capture)
        var body = capture.body
        let salt = Event.salt(surroundings.random)
        body.add("salt", salt)
        return append(EventKind.captured, complaint: Identifier(complaintOf: id, salt: salt), body: body)
    }

    /// The lines of a range of events, each with its LF.
    package func lines(_ range: ClosedRange<Int>) -> [UInt8] {
        Self.lines(Array(events[(range.lowerBound - 1)...(range.upperBound - 1)]))
    }

    /// The lines of events, each with its LF.
    package static func lines(_ events: [Event]) -> [UInt8] {
        events.flatMap { Array($0.headerLine) + [0x0A] + Array($0.bodyLine) + [0x0A] }
    }

    /// A range with its author's signature.
    package func range(_ range: ClosedRange<Int>) throws -> FeedSection.Range {
        let last = events[range.upperBound - 1].id
        let text = Event.headText(feed: id, sequence: range.upperBound, id: last)
        return FeedSection.Range(
            first: range.lowerBound, last: range.upperBound,
            before: range.lowerBound > 1 ? events[range.lowerBound - 2].id : nil, id: last,
            signature: try keys.signing.sign(text, namespace: "lapor-head"))
    }

    /// What a bundle says of ranges of this feed.
    package func section(_ ranges: ClosedRange<Int>...) throws -> FeedSection {
        FeedSection(feed: id, began: events[0], ranges: try ranges.map { try range($0) })
    }

    package var all: ClosedRange<Int> { 1...events.count }
}

extension Capture {
    /// A complaint in a village of Boyolali.
    package static func sample(_ title: String, random: Randomness) -> Capture {
        var content = Content()
        content.title = title
        content.description = "Pasar kecamatan becek setiap hujan, sudah dua bulan tidak dikeringkan."
        content.incidentDate = "2026-11-20"
        return Capture(
            number: ComplaintNumber(random: random), classification: .complaint, region: "33.09.05.2003",
            category: nil, anonymous: false, confidential: false, content: content, attachments: [],
            sealedContent: nil, sealedIdentity: nil, consent: nil, officer: "Sri", language: nil,
            completeness: 65, clockBehind: false)
    }
}
