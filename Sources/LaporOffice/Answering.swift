import Age
import CanonicalJSON
import LaporBundle
package import LaporModel
import LaporStore
import SSHSignature

/// What an office says to a complaint.
package struct Response: Sendable {
    /// `nil` where only a tracking number comes: then it has been forwarded.
    package var status: String?
    package var text: String?
    package var agency: String?
    package var trackingID: String?
    package var date: Day?

    /// A response of these parts.
    package init(status: String?, text: String?, agency: String?, trackingID: String?, date: Day?) {
        self.status = status
        // An answer without a word is none.
        self.text = text?.allSatisfy(\.isWhitespace) == true ? nil : text
        self.agency = agency
        self.trackingID = trackingID
        self.date = date
    }
}

/// Why a response or change is not taken.
package enum ResponseError: Error, Equatable, Sendable {
    case unknownStatus(String)
    case badDate(String)
    case badTrackingID(String)
    case empty
    /// No such field, or one that has no conflict.
    case noConflict(field: String)
    case notAmongValues(field: String, value: String)
    case emptyReason
    /// A day that has not come yet.
    case futureDate(String)
    /// LAPOR! gives each complaint a number of its own.
    case trackingIDTaken(String, by: String)
    /// Nothing can be said to it any more.
    case erased(number: String)
}

/// A complaint that the office answered or corrected, and by how many events.
package struct AnsweredComplaint: Sendable {
    package var id: Identifier
    package var number: ComplaintNumber
    /// About this complaint itself.
    package var events: Int
    package var warnings: [FieldWarning] = []
    /// Whether it was closed though nobody has answered it in words.
    package var isClosedUnanswered = false
    /// Those that it is linked with, as far as this went to them too.
    package var linked: [AnsweredComplaint] = []

    /// By how many events, those about linked complaints included.
    package var allEvents: Int { events + linked.reduce(0) { $0 + $1.events } }
}

extension Office {
    /// Gives a complaint a status, an answer, a tracking number; a response that says nothing new makes no event.
    ///
    /// Status and answer go to all complaints that are linked with it too, unless it is to be answered `alone`.
    package func respond(
        _ text: String, _ response: Response, alone: Bool = false
    ) throws -> AnsweredComplaint {
        if let date = response.date, date > surroundings.now().day(hoursEast: facts.hoursEast) {
            throw ResponseError.futureDate(date.description)
        }
        return try write { transaction in
            var answered = try respond(text, response, in: transaction)
            if !alone { answered.linked = try share(response, givenTo: answered.id, transaction) }
            return answered
        }
    }

    /// Responds to one complaint; `origin` is the one that the response was given for, where that is another.
    func respond(
        _ text: String, _ response: Response, givenFor origin: Identifier? = nil,
        in transaction: Transaction
    ) throws -> AnsweredComplaint {
        var isUnanswered = false
        var answered = try change(text, in: transaction) { complaint, add, _ in
            if let tracking = response.trackingID, tracking != complaint.trackingID,
                let other = try transaction.complaint(tracking: tracking, besides: complaint.id)
            {
                throw ResponseError.trackingIDTaken(tracking, by: other.description)
            }
            isUnanswered =
                response.status == "selesai" && response.text == nil && complaint.answerCount == 0
            let isSaid = try isSaidSealed(response, complaint, transaction)
            if var body = try Self.body(of: response, to: complaint, isSaid: isSaid, seal: seal) {
                body.add("for", origin?.hex)
                try add(EventKind.responded, body)
            }
            return []
        }
        answered.isClosedUnanswered = isUnanswered
        return answered
    }

    /// Whether this answer was given to a confidential complaint before; without its key only a hash can tell, one that
    /// depends on a secret of this office.
    private func isSaidSealed(
        _ response: Response, _ complaint: Complaint, _ transaction: Transaction
    ) throws -> Bool {
        guard complaint.isSealed, let text = response.text else { return false }
        let said = [complaint.id.hex, text, response.agency ?? "", response.date?.description ?? ""]
        let secret = keys.transports[keys.transports.count - 1].secret
        let name = Hash(of: secret + Array(said.joined(separator: "\u{0}").utf8))
        if try transaction.captured(externalName: name) != nil { return true }
        try transaction.noteCaptured(externalName: name, complaint: complaint.id, check: 0)
        return false
    }

    /// The tracking number as digits: LAPOR! shows it behind a `#`.
    package static func trackingID(_ text: String) throws -> String {
        let digits = text.filter { !$0.isWhitespace && $0 != "#" }
        guard !digits.isEmpty, digits.count <= 20, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            throw ResponseError.badTrackingID(text)
        }
        return digits
    }

    /// A status as it is written in files and by people.
    package static func status(_ text: String) throws -> String {
        let folded = text.lowercased().split { $0 == " " || $0 == "-" }.joined(separator: "_")
        guard Status.given.contains(folded) else { throw ResponseError.unknownStatus(text) }
        return folded
    }

    private static func body(
        of response: Response, to complaint: Complaint, isSaid: Bool,
        seal: (JSON, Identifier) throws -> String
    ) throws -> JSONObject? {
        let status = response.status ?? (response.trackingID == nil ? nil : Status.forwarded)
        let isStatusNew = status != nil && status != complaint.status
        let isTrackingNew = response.trackingID != nil && response.trackingID != complaint.trackingID
        let isAnswerNew =
            response.text != nil
            && !complaint.answers.contains { $0.text == response.text && $0.agency == response.agency }
            && !complaint.isSealed
        let isSealedAnswer = response.text != nil && complaint.isSealed && !isSaid
        guard status != nil || response.trackingID != nil || response.text != nil else {
            throw ResponseError.empty
        }
        guard isStatusNew || isTrackingNew || isAnswerNew || isSealedAnswer else { return nil }
        var body = JSONObject()
        if isStatusNew { body.add("status", status) }
        if isTrackingNew { body.add("tracking_id", response.trackingID) }
        body.add(
            "replaces",
            complaint.replacing((isStatusNew ? ["status"] : []) + (isTrackingNew ? ["tracking_id"] : [])))
        var said = JSONObject()
        said.add("text", response.text)
        said.add("agency", response.agency)
        if complaint.isSealed, response.text != nil || response.agency != nil {
            body.add("content", try seal(.object(said), complaint.id))
        } else {
            body.add("text", response.text)
            body.add("agency", response.agency)
        }
        body.add("date", response.date?.description)
        return body
    }

    /// The office's own correction of fields.
    package func edit(_ text: String, _ given: [Field: String]) throws -> AnsweredComplaint {
        try change(text) { complaint, add, transaction in
            let checked = try rules(transaction).check(change: given, of: complaint)
            guard !checked.fields.isEmpty else { throw ResponseError.empty }
            var (body, sealed) = complaint.change(checked.fields)
            if let sealed { body.add("content", try seal(sealed, complaint.id)) }
            try add(EventKind.changed, body)
            return checked.warnings
        }
    }

    /// Settles a conflict: one of the values that stand, by an event that replaces them all.
    package func resolve(_ text: String, field: String, value: String) throws -> AnsweredComplaint {
        try change(text) { complaint, add, _ in
            guard let conflict = complaint.conflicts.first(where: { $0.field == field }) else {
                throw ResponseError.noConflict(field: field)
            }
            guard conflict.values.contains(where: { ($0.value ?? "") == value }) else {
                throw ResponseError.notAmongValues(field: field, value: value)
            }
            let chosen: [String: String?] = [field: value.isEmpty ? nil : value]
            try add(EventKind.changed, complaint.change(chosen).body)
            return []
        }
    }

    /// The complaints of which a field has more than one standing value.
    package func conflicts() throws -> [Complaint] {
        try store.read { transaction in
            try transaction.conflictedComplaints().compactMap { id in
                try transaction.complaint(id, try transaction.events(of: id))
            }
        }
    }

    private func seal(_ part: JSON, _ complaint: Identifier) throws -> String {
        try SealedPart.seal(
            .content, part, of: complaint, to: [facts.identityRecipient], random: surroundings.random)
    }

    private func rules(_ transaction: Transaction) throws -> CaptureRules {
        let lists = try transaction.listRules()
        let now = surroundings.now()
        var rules = CaptureRules(
            regionExists: lists.region, categoryExists: lists.category, agencyExists: lists.agency,
            teamRegions: [], now: now, latestKnown: now, believedUntil: now, hoursEast: facts.hoursEast,
            officer: facts.name, consentScript: Self.consentScript.version)
        rules.agenciesNear = lists.agenciesNear
        return rules
    }

    /// Runs a change of a complaint in the answers feed of its device, and folds the complaint again.
    func change(
        _ text: String, evenIfErased: Bool = false,
        _ body: (
            Complaint, _ add: (String, JSONObject) throws -> Void, _ transaction: Transaction
        ) throws -> [FieldWarning]
    ) throws -> AnsweredComplaint {
        try write { transaction in
            try change(text, evenIfErased: evenIfErased, in: transaction, body)
        }
    }

    /// The same within a transaction.
    func change(
        _ text: String, evenIfErased: Bool = false, in transaction: Transaction,
        _ body: (
            Complaint, _ add: (String, JSONObject) throws -> Void, _ transaction: Transaction
        ) throws -> [FieldWarning]
    ) throws -> AnsweredComplaint {
        let row = try transaction.complaint(named: text)
        guard let complaint = try transaction.complaint(row.id, try transaction.events(of: row.id)) else {
            throw StoreError.notFound(text)
        }
        guard evenIfErased || complaint.erasedFor == nil else {
            throw ResponseError.erased(number: row.number.description)
        }
        var events = 0
        let warnings = try body(
            complaint,
            { kind, body in
                let feed = try answersFeed(of: row.device, transaction)
                var tip = try transaction.tip(of: feed)
                _ = try transaction.append(
                    kind: kind, complaint: row.id, body: body, to: feed, tip: &tip,
                    surroundings: surroundings)
                events += 1
            }, transaction)
        if events > 0 { try transaction.refold(row.id, storedAt: surroundings.now()) }
        return AnsweredComplaint(id: row.id, number: row.number, events: events, warnings: warnings)
    }

    /// The id of the feed in which this office answers a device.
    func answersFeed(of device: Identifier) -> Identifier {
        Identifier(feedOf: keys.signing.publicKey.raw, purpose: .answers(device: device))
    }

    func answersFeed(of device: Identifier, _ transaction: Transaction) throws -> Identifier {
        let feed = answersFeed(of: device)
        if try transaction.tip(of: feed).sequence == 0 {
            var body = JSONObject()
            body.add("agent", surroundings.agent)
            body.add("device", device.hex)
            body.add("office", id.hex)
            body.add("signing_key", keys.signing.publicKey.line)
            body.add("succession", try keys.succession.json)
            try transaction.begin(feed: feed, body: body, surroundings: surroundings)
        }
        return feed
    }
}
