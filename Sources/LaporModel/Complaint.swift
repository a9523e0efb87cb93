import CanonicalJSON

/// One citizen's report, as folded from the events that a store holds.
package struct Complaint: Equatable, Sendable {
    /// Something that happened to it.
    package struct Entry: Equatable, Sendable {
        /// Who did it at the office's machine, where the event says so.
        package var operatorName: String?
        package var event: Hash
        package var kind: String
        package var at: Timestamp
        /// The feed that says so.
        package var author: Identifier
    }

    package var id: Identifier
    package var device: Identifier
    /// Of the event that took it down, in the device's feed.
    package var sequence: Int
    package var recordedAt: Timestamp
    package var capture: Capture
    /// Sealed identity parts, base64, the later last.
    package var sealedIdentities: [String]
    /// `nil` where no event says more than that it was taken down: then it is the store's to name.
    package var status: String?
    package var history: [Entry]

    /// Whether content is sealed.
    package var isSealed: Bool { capture.confidential }
}

extension Complaint {
    /// The complaint that these events make, whatever their order; `nil` without its `captured` event.
    ///
    /// A pure function of the set of events: no clock and no order of arrival enters it.
    package init?(id: Identifier, events: [Event]) {
        let events = events.count > 1 ? events.sorted(by: Self.precedes) : events
        guard let first = events.first(where: { Self.takesDown(id, $0) }), let body = first.body,
            let capture = Capture(body: body)
        else { return nil }
        self.id = id
        device = first.header.feed
        sequence = first.header.sequence
        recordedAt = first.header.recordedAt
        self.capture = capture
        sealedIdentities = capture.sealedIdentity.map { [$0] } ?? []
        history = []
        for event in events {
            history.append(
                Entry(
                    operatorName: event.body?["operator"]?.string, event: event.id, kind: event.header.kind,
                    at: event.header.recordedAt,
                    author: event.header.feed))
            apply(event)
        }
        // As people read it; what was taken down stands first whatever a clock says, and an author's own order holds.
        history = history.enumerated().sorted { left, right in
            let (leftFirst, rightFirst) = (left.element.event == first.id, right.element.event == first.id)
            if leftFirst != rightFirst { return leftFirst }
            return (left.element.at, left.offset) < (right.element.at, right.offset)
        }.map(\.element)
    }

    /// Whether an event takes this complaint down: its id must be that of the event's own feed and salt.
    private static func takesDown(_ id: Identifier, _ event: Event) -> Bool {
        guard event.header.kind == EventKind.captured, let salt = event.body?["salt"]?.string else {
            return false
        }
        return Identifier(complaintOf: event.header.feed, salt: salt) == id
    }

    private mutating func apply(_ event: Event) {
        // Only the feed that took a complaint down may say who reports it and what belongs to it.
        guard let body = event.body, event.header.feed == device else { return }
        switch event.header.kind {
        case EventKind.identified:
            if let identity = body["identity"]?.string { sealedIdentities.append(identity) }
            if capture.consent == nil { capture.consent = body["consent"].flatMap(Consent.init(json:)) }
        case EventKind.attached:
            let more = body["attachments"]?.array?.compactMap(Attachment.init(json:)) ?? []
            for attachment in more where !capture.attachments.contains(attachment) {
                capture.attachments.append(attachment)
            }
        default: break
        }
    }

    /// An order that every store can make alike: by feed, sequence, id.
    private static func precedes(_ left: Event, _ right: Event) -> Bool {
        (left.header.feed, left.header.sequence, left.id) < (
            right.header.feed, right.header.sequence, right.id
        )
    }
}

/// The words for where a complaint stands.
package enum Status {
    /// Taken down on this device.
    package static let recorded = "tercatat"
    /// In a bundle.
    package static let packed = "terkemas"
    /// At the office.
    package static let received = "diterima"

    /// All of them, in the order of a complaint's way.
    package static let all = [
        "draf", recorded, packed, received, "terkirim", "terverifikasi", "ditunda", "bukan_wewenang",
        "diarsipkan", "terdisposisi", "ditindaklanjuti", "ditanggapi_pelapor", "selesai", "ditarik",
        "dihapus",
    ]
}
