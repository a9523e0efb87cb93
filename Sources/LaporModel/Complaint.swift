package import CanonicalJSON

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
        /// What the citizen said to an answer, or why the complaint was taken back, where that is clear or was opened.
        package var words: String?
    }

    /// A sealed part that changes or answers a confidential complaint, and the event that brought it.
    package struct SealedChange: Equatable, Sendable {
        package var part: String
        var kind: String
        /// The day that the event gives in clear.
        var day: String?
        /// Without a value: who gave one, and when.
        var cause: StandingValue
        /// Of the event in its feed.
        var sequence: Int
    }

    package var id: Identifier
    package var device: Identifier
    /// Of the captured event in its feed.
    package var sequence: Int
    package var recordedAt: Timestamp
    /// What was taken down, with the values that are displayed now.
    package var capture: Capture
    /// Sealed identity parts, base64, the later last.
    package var sealedIdentities: [String]
    package var sealedChanges: [SealedChange]
    /// `nil` where no event says more than that it was taken down: then it is the store's to name.
    package var status: String?
    /// Assigned by LAPOR! upstream.
    package var trackingID: String?
    /// By their day; those of one day as they were written down.
    package var answers: [Answer]
    /// By field.
    package var conflicts: [Conflict]
    package var history: [Entry]
    /// The events whose bodies are erased for good, by somebody who may.
    package private(set) var erasedForGood: Set<Hash> = []
    /// The events whose bodies may be absent: those, and what their own device erased.
    package private(set) var mayBeBlank: Set<Hash> = []
    /// What came of a complaint that an office erased after it was erased: not erased yet, and without effect.
    package private(set) var leftOver: [Hash] = []
    /// Why it was erased; `nil` where it was not.
    package private(set) var erasedFor: String?
    /// No field, so that nothing replaces it.
    private var isWithdrawn = false
    private var standing: Standing
    private let captured: Hash

    /// Whether content is sealed.
    package var isSealed: Bool { capture.confidential }

    /// How many answers it has, those that are sealed included.
    package var answerCount: Int { answers.count + sealedAnswerDays.count }
}

extension Complaint {
    /// The complaint that these events make, whatever their order; `nil` without its `captured` event.
    ///
    /// A pure function of the set of events: no clock and no order of arrival enters it. `authority` tells which other
    /// feeds have a say in complaints of the device that captured it; those of which it gives `nil` have none. `kept` is
    /// what a store that dropped the captured body has kept of it.
    package init?(
        id: Identifier, events: [Event], kept: JSONObject? = nil,
        authority: (_ feed: Identifier, _ device: Identifier) -> Authority? = { _, _ in nil }
    ) {
        let events = events.count > 1 ? Self.arranged(events) : events
        guard let beginning = Self.beginning(id, events, kept: kept, authority: authority) else { return nil }
        let first = beginning.event
        self.id = id
        device = first.header.feed
        sequence = first.header.sequence
        recordedAt = first.header.recordedAt
        capture = beginning.capture
        sealedIdentities = capture.sealedIdentity.map { [$0] } ?? []
        sealedChanges = []
        answers = []
        conflicts = []
        history = []
        standing = Standing()
        captured = first.id
        for event in events { note(event) }
        guard events.count > 1 else { return }
        arrangeHistory()
        takeAway(beginning.erasures)
        if let whole = beginning.whole {
            leaveNothing(whole, events, authority)
            return
        }
        for (key, value) in capture.changeable { standing.add(key, value, by: first, .device) }
        for event in events where event.id != first.id && !erasedForGood.contains(event.id) {
            guard let body = event.body else { continue }
            if let authority = Self.authority(of: event, over: device, authority) {
                apply(event, body, authority)
            }
        }
        settle()
    }

    /// A device speaks for itself; of other feeds the store knows.
    static func authority(
        of event: Event, over device: Identifier,
        _ authority: (_ feed: Identifier, _ device: Identifier) -> Authority?
    ) -> Authority? {
        event.header.feed == device ? .device : authority(event.header.feed, device)
    }

    private mutating func takeAway(_ erasures: [Erasure]) {
        for erasure in erasures {
            mayBeBlank.formUnion(erasure.events)
            if erasure.isForGood { erasedForGood.formUnion(erasure.events) }
        }
    }

    /// Nothing but its number and what counts it stands of a complaint that was erased.
    private mutating func leaveNothing(
        _ erasure: Erasure, _ events: [Event],
        _ authority: (_ feed: Identifier, _ device: Identifier) -> Authority?
    ) {
        status = Status.erased
        erasedFor = erasure.reason
        guard erasure.isForGood else { return }
        leftOver = events.filter { event in
            guard event.body != nil, !erasedForGood.contains(event.id),
                let authority = Self.authority(of: event, over: device, authority)
            else { return false }
            // What a laptop erased it may have told anew; what an office erased stands.
            return event.header.kind != EventKind.erased || authority == .device
        }.map(\.id)
    }

    /// As people read it; what was taken down stands first whatever a clock says, and an author's own order holds.
    private mutating func arrangeHistory() {
        history = history.enumerated().sorted { left, right in
            let (leftFirst, rightFirst) = (left.element.event == captured, right.element.event == captured)
            if leftFirst != rightFirst { return leftFirst }
            return (left.element.at, left.offset) < (right.element.at, right.offset)
        }.map(\.element)
    }

    private mutating func note(_ event: Event) {
        history.append(
            Entry(
                operatorName: event.body?["operator"]?.string, event: event.id, kind: event.header.kind,
                at: event.header.recordedAt, author: event.header.feed,
                words: Self.words(of: event.header.kind, event.body)))
    }

    /// Whether an event takes this complaint down: its id must be that of the event's own feed and salt.
    static func takesDown(_ id: Identifier, _ event: Event) -> Bool {
        guard event.header.kind == EventKind.captured, let salt = event.body?["salt"]?.string else {
            return false
        }
        return Identifier(complaintOf: event.header.feed, salt: salt) == id
    }

    /// Whether a kind says something in a feed of this authority (FORMAT.md, Kinds).
    ///
    /// What does not, a kind of tomorrow among it, is in the history alone: it replaces nothing either.
    private static func isHeard(_ kind: String, from authority: Authority) -> Bool {
        switch kind {
        case EventKind.attached, EventKind.changed, EventKind.withdrawn: true
        case EventKind.identified, EventKind.commented: authority == .device
        case EventKind.responded: authority > .device
        case EventKind.linked, EventKind.unlinked: true
        default: false
        }
    }

    private mutating func apply(_ event: Event, _ body: JSONObject, _ authority: Authority) {
        guard Self.isHeard(event.header.kind, from: authority) else { return }
        standing.replace(body["replaces"])
        keep(body["content"], of: event, authority)
        switch event.header.kind {
        case EventKind.identified:
            if let identity = body["identity"]?.string { sealedIdentities.append(identity) }
            if capture.consent == nil { capture.consent = body["consent"].flatMap(Consent.init(json:)) }
        case EventKind.attached:
            attach(body)
        case EventKind.changed:
            for (key, value) in Self.values(body["fields"]) where Capture.changeableKeys.contains(key) {
                standing.add(key, value, by: event, authority)
            }
            if let completeness = body["completeness"]?.integer { capture.completeness = completeness }
        case EventKind.withdrawn:
            isWithdrawn = true
        case EventKind.commented:
            if !Standing.ids(body["replaces"]?["status"]).isEmpty {
                standing.add("status", Status.commented, by: event, authority)
            }
        case EventKind.responded:
            respond(event, body, authority)
        case EventKind.linked:
            if let other = Self.linked(by: body), other != id {
                standing.add(Self.links, other.hex, by: event, authority)
            }
        default: break
        }
    }

    /// What a change says of each field: `nil` empties it; what is neither a text nor `null` says nothing.
    private static func values(_ fields: JSON?) -> [(key: String, value: String?)] {
        (fields?.object?.members ?? []).compactMap { member in
            if let text = member.value.string { return (member.key, text) }
            return member.value == .null ? (member.key, nil) : nil
        }
    }

    private mutating func attach(_ body: JSONObject) {
        let more = body["attachments"]?.array?.compactMap(Attachment.init(json:)) ?? []
        for attachment in more where !capture.attachments.contains(attachment) {
            capture.attachments.append(attachment)
        }
    }

    private mutating func respond(_ event: Event, _ body: JSONObject, _ authority: Authority) {
        if let status = body["status"]?.string { standing.add("status", status, by: event, authority) }
        if let tracking = body["tracking_id"]?.string {
            standing.add("tracking_id", tracking, by: event, authority)
        }
        if let text = body["text"]?.string {
            answers.append(
                Answer(
                    text: text, agency: body["agency"]?.string,
                    at: body["date"]?.string ?? event.header.recordedAt.description,
                    recordedAt: event.header.recordedAt, sequence: event.header.sequence, event: event.id,
                    givenFor: body["for"]?.string.flatMap { Identifier(hex: $0) }))
        }
    }

    private mutating func keep(_ content: JSON?, of event: Event, _ authority: Authority) {
        guard let part = content?.string else { return }
        sealedChanges.append(
            SealedChange(
                part: part, kind: event.header.kind, day: event.body?["date"]?.string,
                cause: StandingValue(
                    value: nil, event: event.id, author: event.header.feed, authority: authority,
                    at: event.header.recordedAt), sequence: event.header.sequence))
    }

    /// Takes in what was sealed: the content as captured, and what later parts say, each with its change.
    package mutating func reveal(_ content: JSONObject, _ changes: [(SealedChange, JSONObject)]) {
        capture.content = Content(json: content)
        let base = StandingValue(
            value: nil, event: captured, author: device, authority: .device, at: recordedAt)
        for (key, value) in zip(Content.keys, capture.content?.values ?? []) where value != nil {
            standing.add(key, value, from: base)
        }
        for (change, object) in changes {
            let said = Self.words(of: change.kind, object)
            for index in history.indices where said != nil && history[index].event == change.cause.event {
                history[index].words = said
            }
            // Whatever else a part of another kind says, it gives no field a value.
            if change.kind == EventKind.changed {
                for (key, value) in Self.values(object["fields"]) where Capture.sealedKeys.contains(key) {
                    standing.add(key, value, from: change.cause)
                }
            }
            // What a citizen says to an answer has a text too.
            if change.kind == EventKind.responded, let text = object["text"]?.string {
                let at = change.day ?? change.cause.at.description
                answers.append(
                    Answer(
                        text: text, agency: object["agency"]?.string, at: at, recordedAt: change.cause.at,
                        sequence: change.sequence, event: change.cause.event))
            }
        }
        conflicts = []
        settle()
    }

    /// What a citizen said with an event of a kind.
    private static func words(of kind: String, _ body: JSONObject?) -> String? {
        switch kind {
        case EventKind.commented: body?["text"]?.string
        case EventKind.withdrawn: body?["reason"]?.string
        default: nil
        }
    }

    /// Takes the values that stand as those that are displayed.
    private mutating func settle() {
        answers.sort {
            ($0.at, $0.recordedAt, $0.sequence, $0.event) < ($1.at, $1.recordedAt, $1.sequence, $1.event)
        }
        for key in Capture.changeableKeys {
            let values = standing.values(of: key)
            guard let shown = values.first else { continue }
            capture.set(key, shown.value)
            if Set(values.map(\.value)).count > 1 { conflicts.append(Conflict(field: key, values: values)) }
        }
        trackingID = standing.values(of: "tracking_id").first?.value
        status = isWithdrawn ? Status.withdrawn : standing.values(of: "status").first?.value
    }

    /// The links that nothing replaces, by their events.
    var standingLinks: [StandingValue] { standing.values(of: Self.links) }

    /// The events whose values of a field stand: what a change of it replaces.
    package func causes(of key: String) -> [Hash] {
        if history.count > 1 { return standing.values(of: key).map(\.event) }
        return capture.changeable.contains { $0.0 == key } ? [captured] : []
    }

    /// Each event once, in an order that every store can make alike.
    private static func arranged(_ events: [Event]) -> [Event] {
        var arranged = events.sorted(by: precedes)
        // Most often there is nothing to take out, and no copy is made.
        for index in arranged.indices.dropFirst().reversed()
        where arranged[index].id == arranged[index - 1].id {
            // Of one event with its body and without, that with it is the one.
            arranged.remove(at: arranged[index].body == nil ? index : index - 1)
        }
        return arranged
    }

    /// By feed, sequence, id.
    private static func precedes(_ left: Event, _ right: Event) -> Bool {
        (left.header.feed, left.header.sequence, left.id) < (
            right.header.feed, right.header.sequence, right.id
        )
    }
}
