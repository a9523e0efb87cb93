package import CanonicalJSON

/// One fact, never changed: a header line and a body line, kept as they came.
package struct Event: Sendable {
    /// Longest body line in bytes.
    package static let longestBody = 1 << 20

    package var header: EventHeader
    /// SHA-256 over the header line; names the event everywhere.
    package var id: Hash
    /// Without its LF.
    package var headerLine: ArraySlice<UInt8>
    /// Without its LF; `null` where the body was erased or is missing.
    package var bodyLine: ArraySlice<UInt8>
    /// What the body line says; `nil` where it is `null`.
    package var body: JSONObject?

    /// Why two lines are no event.
    package enum Fault: Error, Equatable, Sendable {
        case header
        case body
        case bodyHash
        case bodySalt
    }

    /// Reads an event's two lines, without their LFs, strictly.
    package init(headerLine: ArraySlice<UInt8>, bodyLine: ArraySlice<UInt8>) throws(Fault) {
        let header = headerLine.withUnsafeBufferPointer { EventHeader(line: $0) }
        guard let header else { throw .header }
        self.header = header
        self.headerLine = headerLine
        self.bodyLine = bodyLine
        id = headerLine.withUnsafeBytes { EventHeader.id(ofLine: $0) }
        if bodyLine.elementsEqual(Self.erased) { return }
        guard bodyLine.count <= Self.longestBody else { throw .body }
        guard bodyLine.withUnsafeBytes({ Hash(of: $0) }) == header.body else { throw .bodyHash }
        let value = bodyLine.withUnsafeBufferPointer { try? JSON($0, form: .canonical) }
        guard let body = value?.object else { throw .body }
        guard let salt = body["salt"]?.string, salt.utf8.count == 24 else { throw .bodySalt }
        self.body = body
    }

    /// A salt for a body: 16 random bytes in base64.
    package static func salt(_ random: Randomness) -> String {
        Base64.encode(random(16))
    }

    /// Makes an event; a salt is added to a body that has none yet.
    package init(
        kind: String, complaint: Identifier?, body: JSONObject, feed: Identifier, previous: Hash?,
        sequence: Int, surroundings: Surroundings
    ) {
        var body = body
        if body["salt"] == nil { body["salt"] = .string(Self.salt(surroundings.random)) }
        let bodyLine = JSON.object(body).canonical
        header = EventHeader(
            body: Hash(of: bodyLine), complaint: complaint, feed: feed, kind: kind, previous: previous,
            recordedAt: surroundings.now(), sequence: sequence)
        let headerLine = header.line
        id = headerLine.withUnsafeBytes { EventHeader.id(ofLine: $0) }
        self.headerLine = headerLine[...]
        self.bodyLine = bodyLine[...]
        self.body = body
    }

    private static let erased = Array("null".utf8)

    /// The event without its body, as it is passed on once that was erased.
    package var blank: Event {
        var event = self
        event.body = nil
        event.bodyLine = Self.erased[...]
        return event
    }

    /// The text that a feed's author signs for its head.
    package static func headText(feed: Identifier, sequence: Int, id: Hash) -> [UInt8] {
        Array("\(feed.hex)\n\(sequence)\n\(id.hex)\n".utf8)
    }
}

extension Event {
    /// The attachments that the body names, those of a complaint that it tells anew included; of what is about no complaint
    /// only a visit has any.
    package var attachments: [Attachment] {
        guard header.complaint != nil || EventKind.ofVisits.contains(header.kind) else { return [] }
        let listed = (body?["attachments"]?.array ?? []) + (body?["remains"]?["attachments"]?.array ?? [])
        return listed.compactMap { Attachment(json: $0) }
    }
}

/// Names of the kinds that this version takes effect of (FORMAT.md, Kinds).
package enum EventKind {
    package static let began = "began"
    package static let captured = "captured"
    package static let identified = "identified"
    package static let attached = "attached"
    package static let invited = "invited"
    package static let admitted = "admitted"
    package static let held = "held"
    package static let released = "released"
    package static let unsealed = "unsealed"
    package static let changed = "changed"
    package static let withdrawn = "withdrawn"
    package static let commented = "commented"
    package static let responded = "responded"
    package static let erased = "erased"
    package static let moved = "moved"
    package static let peered = "peered"
    package static let rotated = "rotated"
    package static let linked = "linked"
    package static let unlinked = "unlinked"
    package static let outreachStarted = "outreach_started"
    package static let outreachChanged = "outreach_changed"
    package static let outreachEnded = "outreach_ended"

    /// Those that tell of a visit to a village.
    package static let ofVisits: Set<String> = [outreachStarted, outreachChanged, outreachEnded]
}
