package import CanonicalJSON

/// What one `erased` event takes away from a complaint (FORMAT.md, Erasing).
package struct Erasure: Equatable, Sendable {
    /// The events whose bodies are to be gone.
    package var events: Set<Hash>
    package var reason: String
    /// What stands in for the body that took the complaint down.
    var remains: JSONObject?
    /// Whether the complaint is gone, rather than told anew in `remains`.
    var isWhole: Bool
    var authority: Authority
    var event: Hash

    /// Whether bodies go even where they are held: an office may take back what was carried, a device may not.
    var isForGood: Bool { authority > .device }

    init?(_ event: Event, _ authority: Authority) {
        guard event.header.kind == EventKind.erased, let body = event.body,
            let events = body["events"]?.array
        else { return nil }
        self.events = Set(events.compactMap { $0.string.flatMap { Hash(hex: $0) } })
        reason = body["reason"]?.string ?? ""
        remains = body["remains"]?.object
        isWhole = body["whole"]?.bool ?? false
        self.authority = authority
        self.event = event.id
    }

    /// The body of an `erased` event that takes away events and what they name: of a whole complaint, or of one that
    /// `remains` tells anew.
    package static func body(
        of events: [Event], reason: String, remains: JSONObject, isWhole: Bool
    ) -> JSONObject {
        let blobs = Set(events.flatMap(\.attachments).map(\.sha256)).sorted()
        var body = JSONObject()
        body.add("blobs", .array(blobs.map { .string($0.hex) }))
        body.add("events", .array(events.map(\.id).sorted().map { .string($0.hex) }))
        body.add("reason", reason)
        body.add("remains", .object(remains))
        body.add("whole", .bool(isWhole))
        return body
    }
}

extension Capture {
    /// What stays known of a complaint that is erased: enough to be counted, nothing of what was said or by whom.
    package var remains: JSONObject {
        var bare = self
        bare.content = nil
        bare.attachments = []
        bare.sealedContent = nil
        bare.sealedIdentity = nil
        bare.consent = nil
        bare.officer = ""
        bare.language = nil
        bare.completeness = 0
        return bare.body
    }
}

extension Complaint {
    /// The event that took a complaint down, what it said or what remains of that, and who erased what of it.
    struct Beginning {
        var event: Event
        var capture: Capture
        var erasures: [Erasure]
        /// The one that erased all of it.
        var whole: Erasure?
    }

    /// Finds how a complaint begins: with the body that took it down, or, where that is blank or erased for good, with
    /// what remains; `kept` is what a store that tidied it away has kept.
    static func beginning(
        _ id: Identifier, _ events: [Event], kept: JSONObject?,
        authority: (_ feed: Identifier, _ device: Identifier) -> Authority?
    ) -> Beginning? {
        let captured = events.filter { $0.header.kind == EventKind.captured && $0.header.complaint == id }
        let isErasing = events.contains { $0.header.kind == EventKind.erased }
        func erasures(of device: Identifier) -> [Erasure] {
            guard isErasing else { return [] }
            return events.compactMap { event in
                Self.authority(of: event, over: device, authority).flatMap { Erasure(event, $0) }
            }.sorted { ($0.authority, $0.event) > ($1.authority, $1.event) }
        }
        if let first = captured.first(where: { takesDown(id, $0) }) {
            let erasures = erasures(of: first.header.feed)
            let isGone = erasures.contains { $0.isForGood && $0.events.contains(first.id) }
            if !isGone, let capture = first.body.flatMap({ Capture(body: $0) }) {
                return Beginning(event: first, capture: capture, erasures: erasures)
            }
            return remaining(first, erasures, kept: kept)
        }
        for blank in captured where blank.body == nil {
            if let found = remaining(blank, erasures(of: blank.header.feed), kept: kept) { return found }
        }
        return nil
    }

    private static func remaining(_ event: Event, _ erasures: [Erasure], kept: JSONObject?) -> Beginning? {
        let naming = erasures.filter { $0.events.contains(event.id) && $0.remains != nil }
        if let erasure = naming.first(where: \.isWhole) ?? naming.first {
            return erasure.remains.flatMap { Capture(body: $0) }.map {
                Beginning(
                    event: event, capture: $0, erasures: erasures, whole: erasure.isWhole ? erasure : nil)
            }
        }
        return kept.flatMap { Capture(body: $0) }.map {
            Beginning(event: event, capture: $0, erasures: erasures)
        }
    }
}
