import CanonicalJSON
import LaporModel

/// The rules of FORMAT.md, "From events to complaints", once more: as plain lists, slow, and knowing nothing of the fold.
struct FoldOracle {
    private let setting: FoldSetting
    /// What a key opens, where one is there.
    private let opened: (String) -> JSONObject?
    /// Each event once, by feed, sequence, id.
    private let events: [Event]
    private let captured: Event
    private let capture: Capture
    private let heard: [(event: Event, body: JSONObject, authority: Authority)]
    private var content: Content?
    private var claims: [(field: String, claim: FoldPicture.Claim)] = []
    private var replaced: [(field: String, event: Hash)] = []
    /// The claims that stand, the one that is displayed first; by `FoldPicture.causeKeys`.
    private var standing: [[FoldPicture.Claim]] = []

    /// Which kinds are of which feeds: device, answers (FORMAT.md, Kinds).
    private static let kinds: [String: (device: Bool, answers: Bool)] = [
        "identified": (true, false), "attached": (true, true), "changed": (true, true),
        "withdrawn": (true, true), "commented": (true, false), "responded": (false, true),
        "linked": (true, true), "unlinked": (true, true),
    ]

    /// Reads the events; `nil` where they make no complaint.
    init?(_ given: [Event], _ setting: FoldSetting, opened: @escaping (String) -> JSONObject? = { _ in nil })
    {
        var events: [Event] = []
        for event in given where !events.contains(where: { $0.id == event.id }) { events.append(event) }
        events.sort {
            ($0.header.feed, $0.header.sequence, $0.id) < ($1.header.feed, $1.header.sequence, $1.id)
        }
        let all = events
        let first = all.first { event in
            guard event.header.kind == "captured", let body = event.body, let salt = body["salt"]?.string
            else {
                return false
            }
            return Identifier(complaintOf: event.header.feed, salt: salt) == setting.complaint
                && Capture(body: body) != nil
        }
        guard let first, let body = first.body, let capture = Capture(body: body) else { return nil }
        self.events = all
        self.setting = setting
        self.capture = capture
        captured = first
        content = capture.content
        let part = capture.sealedContent.flatMap(opened)
        self.opened = part == nil ? { _ in nil } : opened
        if let part { content = Content(json: part) }
        heard = all.compactMap { event in
            guard event.id != first.id, let body = event.body, let kind = Self.kinds[event.header.kind] else {
                return nil
            }
            guard let authority = setting.authority(of: event.header.feed) else { return nil }
            return (authority == .device ? kind.device : kind.answers) ? (event, body, authority) : nil
        }
        collect()
        standing = FoldPicture.causeKeys.map { field in
            let mine = claims.filter { $0.field == field }.map(\.claim)
            let left = mine.filter { claim in
                !replaced.contains { $0.field == field && $0.event == claim.event }
            }
            return left.sorted {
                $0.authority != $1.authority ? $0.authority > $1.authority : $0.event > $1.event
            }
        }
    }

    private mutating func collect() {
        for (key, value) in zip(Capture.changeableKeys, base) {
            if let value { claim(key, value, captured, .device) }
        }
        for (event, body, authority) in heard {
            for member in body["replaces"]?.object?.members ?? [] {
                let ids = (member.value.array ?? []).compactMap { $0.string.flatMap { Hash(hex: $0) } }
                replaced += ids.map { (member.key, $0) }
                if event.header.kind == "commented", member.key == "status", !ids.isEmpty {
                    claim("status", "ditanggapi_pelapor", event, authority)
                }
            }
            if event.header.kind == "changed" {
                claimFields(body["fields"], event, authority)
                let part = body["content"]?.string.flatMap(opened)
                claimFields(part?["fields"], event, authority, sealed: true)
            }
            if event.header.kind == "responded" {
                if let status = body["status"]?.string { claim("status", status, event, authority) }
                if let id = body["tracking_id"]?.string { claim("tracking_id", id, event, authority) }
            }
        }
    }

    private mutating func claimFields(
        _ fields: JSON?, _ event: Event, _ authority: Authority, sealed: Bool = false
    ) {
        for member in fields?.object?.members ?? [] {
            guard Capture.changeableKeys.contains(member.key) else { continue }
            if sealed, !Capture.sealedKeys.contains(member.key) { continue }
            if let value = member.value.string {
                claim(member.key, value, event, authority)
            } else if member.value == .null {
                claim(member.key, nil, event, authority)
            }
        }
    }

    private mutating func claim(_ field: String, _ value: String?, _ event: Event, _ authority: Authority) {
        let claim = FoldPicture.Claim(
            value: value, event: event.id, author: event.header.feed, authority: authority,
            at: event.header.recordedAt)
        claims.append((field, claim))
    }

    /// What was taken down, by `Capture.changeableKeys`.
    private var base: [String?] {
        [
            capture.classification.rawValue, capture.region, capture.category,
            capture.anonymous ? "true" : "false", capture.language, content?.title, content?.description,
            content?.location, content?.latitude, content?.longitude, content?.agency, content?.incidentDate,
        ]
    }

    /// What is displayed of a field: what is required is never empty, a word that a class is not changes none.
    private func shown(_ field: String, _ base: String?, _ claims: [FoldPicture.Claim]) -> String? {
        if content == nil, Capture.sealedKeys.contains(field) { return nil }
        guard let claim = claims.first else { return base }
        switch field {
        case "classification": return claim.value.flatMap(Classification.init(rawValue:))?.rawValue ?? base
        case "region": return claim.value ?? base
        case "anonymous": return claim.value == "true" ? "true" : "false"
        default: return claim.value
        }
    }

    /// What the complaint must say.
    var picture: FoldPicture {
        let disputes = zip(Capture.changeableKeys, standing).compactMap { field, claims in
            let agree = claims.allSatisfy { $0.value == claims[0].value }
            return agree ? nil : FoldPicture.Dispute(field: field, claims: claims)
        }
        let shown = zip(zip(Capture.changeableKeys, base), standing).map { self.shown($0.0, $0.1, $1) }
        let isWithdrawn = heard.contains { $0.event.header.kind == "withdrawn" }
        let others = events.filter { $0.id != captured.id }.sorted {
            ($0.header.recordedAt, $0.header.feed, $0.header.sequence, $0.id)
                < ($1.header.recordedAt, $1.header.feed, $1.header.sequence, $1.id)
        }
        return FoldPicture(
            device: captured.header.feed, sequence: captured.header.sequence,
            recordedAt: captured.header.recordedAt,
            shown: shown,
            causes: standing.map { $0.map(\.event) }, disputes: disputes,
            status: isWithdrawn ? "ditarik" : standing[standing.count - 2].first?.value,
            trackingID: standing[standing.count - 1].first?.value, answers: answers, attachments: attachments,
            identities: identities, consent: consent,
            completeness: of("changed").compactMap { $0.body["completeness"]?.integer }.last
                ?? capture.completeness,
            fixed: FoldPicture.fixed(capture, content),
            parts: heard.compactMap { $0.body["content"]?.string }, links: links,
            history: ([captured] + others).map {
                FoldPicture.Happened(
                    operatorName: $0.body?["operator"]?.string, event: $0.id, kind: $0.header.kind,
                    at: $0.header.recordedAt, author: $0.header.feed)
            })
    }
}

extension FoldOracle {
    private func of(_ kind: String) -> [(event: Event, body: JSONObject)] {
        heard.filter { $0.event.header.kind == kind }.map { ($0.event, $0.body) }
    }

    private var answers: [FoldPicture.Said] {
        var answers: [(said: FoldPicture.Said, header: EventHeader)] = []
        for (event, body) in of("responded") {
            for source in [body, body["content"]?.string.flatMap(opened)] {
                guard let source, let text = source["text"]?.string else { continue }
                let at = body["date"]?.string ?? event.header.recordedAt.description
                answers.append(
                    (
                        FoldPicture.Said(
                            text: text, agency: source["agency"]?.string, at: at, event: event.id),
                        event.header
                    ))
            }
        }
        return answers.sorted { one, other in
            if one.said.at != other.said.at { return one.said.at < other.said.at }
            let (mine, its) = (one.header, other.header)
            if mine.recordedAt != its.recordedAt { return mine.recordedAt < its.recordedAt }
            return mine.sequence != its.sequence
                ? mine.sequence < its.sequence : one.said.event < other.said.event
        }.map(\.said)
    }

    /// Those of which a link stands; a confidential complaint has none.
    private var links: [String] {
        guard !capture.confidential else { return [] }
        let standing = of("linked").filter { event, _ in
            !replaced.contains { $0.field == "links" && $0.event == event.id }
        }
        let ends = standing.compactMap { $0.body["to"]?.string }.filter { text in
            Identifier(hex: text) != nil && text != setting.complaint.hex
        }
        return Set(ends).sorted()
    }

    /// Each once, in the order of feeds.
    private var attachments: [LaporModel.Attachment] {
        let later = of("attached").flatMap {
            ($0.body["attachments"]?.array ?? []).compactMap { Attachment(json: $0) }
        }
        var attachments = capture.attachments
        for attachment in later where !attachments.contains(attachment) { attachments.append(attachment) }
        return attachments
    }

    private var identities: [String] {
        (capture.sealedIdentity.map { [$0] } ?? [])
            + of("identified").compactMap { $0.body["identity"]?.string }
    }

    /// The first that was given.
    private var consent: Consent? {
        let later = of("identified").compactMap { _, body -> Consent? in
            let json = body["consent"]
            guard let method = json?["method"]?.string.flatMap(Consent.Method.init(rawValue:)),
                let script = json?["script"]?.string, let officer = json?["officer"]?.string,
                let at = json?["at"]?.string.flatMap({ Timestamp($0) })
            else { return nil }
            return Consent(method: method, script: script, at: at, officer: officer)
        }
        return capture.consent ?? later.first
    }
}
