import LaporModel

/// All that a complaint says, in a form that the real fold and the naive model both can make.
struct FoldPicture: Equatable {
    struct Claim: Equatable {
        var value: String?
        var event: Hash
        var author: Identifier
        var authority: Authority
        var at: Timestamp
    }

    struct Dispute: Equatable {
        var field: String
        var claims: [Claim]
    }

    struct Said: Equatable {
        var text: String
        var agency: String?
        var at: String
        var event: Hash
    }

    struct Happened: Equatable {
        var operatorName: String?
        var event: Hash
        var kind: String
        var at: Timestamp
        var author: Identifier
    }

    var device: Identifier
    var sequence: Int
    var recordedAt: Timestamp
    /// By `Capture.changeableKeys`.
    var shown: [String?]
    /// By `causeKeys`.
    var causes: [[Hash]]
    var disputes: [Dispute]
    var status: String?
    var trackingID: String?
    var answers: [Said]
    var attachments: [LaporModel.Attachment]
    var identities: [String]
    var consent: Consent?
    var completeness: Int
    /// What was taken down and nothing changes.
    var fixed: [String?]
    var parts: [String]
    /// Those that it is linked with, by id.
    var links: [String]
    var history: [Happened]

    static func fixed(_ capture: Capture, _ content: Content?) -> [String?] {
        [
            capture.number.text, capture.officer, capture.sealedContent, content?.externalID,
            capture.confidential ? "confidential" : nil, capture.clockBehind ? "behind" : nil,
        ]
    }

    static let causeKeys = Capture.changeableKeys + ["status", "tracking_id"]

    /// Without what a clock says: times, and the order that follows from them.
    var timeless: FoldPicture {
        var picture = self
        let zero = Timestamp(seconds: 0)
        picture.recordedAt = zero
        for index in disputes.indices {
            for claim in disputes[index].claims.indices { picture.disputes[index].claims[claim].at = zero }
        }
        for index in answers.indices { picture.answers[index].at = "" }
        picture.answers.sort { $0.event < $1.event }
        for index in history.indices { picture.history[index].at = zero }
        picture.history.sort { $0.event < $1.event }
        return picture
    }

    var withoutHistory: FoldPicture {
        var picture = self
        picture.history = []
        return picture
    }

    /// The canonical dump: a line for each thing that the complaint says; events go by the names that are given.
    func lines(_ name: (Hash) -> String) -> [String] {
        func text(_ claims: [Claim]) -> String {
            claims.map { "\($0.value ?? "nothing") by \($0.authority) in \(name($0.event)) at \($0.at)" }
                .joined(separator: ", ")
        }
        func names(_ events: [Hash]) -> String { events.map(name).joined(separator: " ") }
        var lines = ["device: \(device.code)", "sequence: \(sequence)", "recorded_at: \(recordedAt)"]
        lines += zip(Capture.changeableKeys, shown).map { "\($0): \($1 ?? "nothing")" }
        lines += zip(Self.causeKeys, causes).map { "causes of \($0): \(names($1))" }
        lines += ["conflicts: " + disputes.map { "\($0.field) (\(text($0.claims)))" }.joined(separator: ", ")]
        lines += ["status: \(status ?? "nothing")", "tracking_id: \(trackingID ?? "nothing")"]
        let said = answers.map { "\($0.text) of \($0.agency ?? "nobody") at \($0.at) in \(name($0.event))" }
        lines += ["answers: " + said.joined(separator: ", ")]
        let files = attachments.map {
            "\($0.sha256.hex.prefix(4)) \($0.size) \($0.name ?? "") \($0.type ?? "")"
        }
        lines += ["attachments: " + files.joined(separator: ", ")]
        lines += ["identities: \(identities)", "taken down: \(fixed)", "completeness: \(completeness)"]
        lines += ["consent: " + (consent.map { "\($0)" } ?? "nothing"), "sealed changes: \(parts)"]
        lines += ["links: \(links)"]
        let entries = history.map {
            "\(name($0.event)) \($0.kind) \($0.author.code) \($0.at) \($0.operatorName ?? "")"
        }
        return lines + ["history: " + entries.joined(separator: ", ")]
    }

    /// The first line in which another picture differs, both ways.
    func difference(from other: FoldPicture, _ name: (Hash) -> String) -> String? {
        if self == other { return nil }
        for (mine, theirs) in zip(lines(name), other.lines(name)) where mine != theirs {
            return "«\(mine)» and not «\(theirs)»"
        }
        return "a difference that no line shows"
    }
}

extension FoldPicture {
    /// What the real fold says.
    init(_ complaint: Complaint) {
        let capture = complaint.capture
        let content = capture.content
        device = complaint.device
        sequence = complaint.sequence
        recordedAt = complaint.recordedAt
        shown = [
            capture.classification.rawValue, capture.region, capture.category,
            capture.anonymous ? "true" : "false", capture.language, content?.title, content?.description,
            content?.location, content?.latitude, content?.longitude, content?.agency, content?.incidentDate,
        ]
        causes = Self.causeKeys.map { complaint.causes(of: $0) }
        disputes = complaint.conflicts.map { conflict in
            Dispute(
                field: conflict.field,
                claims: conflict.values.map {
                    Claim(
                        value: $0.value, event: $0.event, author: $0.author, authority: $0.authority,
                        at: $0.at)
                })
        }
        status = complaint.status
        trackingID = complaint.trackingID
        answers = complaint.answers.map {
            Said(text: $0.text, agency: $0.agency, at: $0.at, event: $0.event)
        }
        attachments = capture.attachments
        identities = complaint.sealedIdentities
        consent = capture.consent
        completeness = capture.completeness
        fixed = Self.fixed(capture, content)
        parts = complaint.sealedChanges.map(\.part)
        links = complaint.links.map(\.hex)
        history = complaint.history.map {
            Happened(
                operatorName: $0.operatorName, event: $0.event, kind: $0.kind, at: $0.at, author: $0.author)
        }
    }
}
