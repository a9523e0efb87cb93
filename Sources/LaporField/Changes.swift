import Age
import CanonicalJSON
import LaporBundle
package import LaporModel
import LaporStore

/// A complaint that was changed, and by how many events.
package struct ChangedComplaint: Sendable {
    package var id: Identifier
    package var number: ComplaintNumber
    package var events: Int
    package var warnings: [FieldWarning] = []
}

/// Why a complaint is not changed here.
package enum ChangeError: Error, Equatable, Sendable {
    /// Another laptop took it down: only that one, or the office, may change it.
    case notOurs(number: String, device: String)
    /// There is no answer yet that could be commented on.
    case noAnswer(number: String)
    case emptyText(flag: String)
    /// A bundle has carried it already: only the office can erase what was carried.
    case carried(number: String)
    case erased(number: String)
}

extension Device {
    /// Gives fields other values, and adds to the reporter's identity; each is an event.
    ///
    /// `sealing` makes it confidential as well, or nothing is changed.
    package func edit(
        _ text: String, _ given: [Field: String], sealing: Bool = false
    ) throws -> ChangedComplaint {
        try change(text) { complaint, add, transaction in
            var warnings: [FieldWarning] = []
            if !given.isEmpty { warnings = try edit(complaint, given, add, transaction) }
            if sealing {
                warnings += try seal(complaint.id, add, transaction)
            } else if !complaint.isSealed, !complaint.capture.anonymous,
                !complaint.capture.attachments.isEmpty
            {
                warnings += try cleanIfAnonymous(complaint.id, add, transaction)
            }
            return warnings
        }
    }

    private func edit(
        _ complaint: Complaint, _ given: [Field: String], _ add: (String, JSONObject) throws -> Event,
        _ transaction: Transaction
    ) throws -> [FieldWarning] {
        let checked = try rules(transaction).check(change: given, of: complaint)
        if !checked.fields.isEmpty {
            var (body, sealed) = complaint.change(checked.fields)
            if let sealed { body.add("content", try seal(.content, sealed, of: complaint.id)) }
            _ = try add(EventKind.changed, body)
        }
        if !checked.identity.values.isEmpty {
            var body = JSONObject()
            body.add("identity", try seal(.identity, checked.identity.json, of: complaint.id))
            body.add("consent", checked.consent?.json)
            _ = try add(EventKind.identified, body)
        }
        return checked.warnings
    }

    /// Attaches files to a complaint.
    package func attach(_ text: String, _ paths: [String]) throws -> ChangedComplaint {
        var stager = AttachmentStager(
            folder: store.folder, limit: kit.attachmentLimit, recipients: kit.office.identityRecipients,
            surroundings: surroundings, sourceKey: try store.read { try sourceKey($0) })
        for path in paths { try stager.check(path) }
        return try change(text) { complaint, add, transaction in
            let protection = AttachmentStager.Protection(of: complaint)
            for path in paths { try stager.check(path, as: protection) }
            let staged = try paths.map { try stager.stage($0, as: protection) }
            let attachments = staged.map(\.attachment)
            var capture = complaint.capture
            capture.attachments = attachments
            var body = JSONObject()
            body.add("attachments", capture.attachmentsJSON)
            if complaint.isSealed {
                body.add("content", try seal(.content, capture.sealable(Content()), of: complaint.id))
            }
            let event = try add(EventKind.attached, body)
            for attachment in attachments { try transaction.expectBlob(attachment, of: event, isHere: true) }
            for source in staged.compactMap(\.source) { try transaction.noteSource(source, of: complaint.id) }
            try transaction.folder.keep(stager.staged)
            return staged.flatMap(\.remarks)
        }
    }

    /// Takes a complaint back, as its reporter wishes.
    package func withdraw(_ text: String, reason: String) throws -> ChangedComplaint {
        guard !reason.allSatisfy(\.isWhitespace) else { throw ChangeError.emptyText(flag: "--reason") }
        return try change(text) { complaint, add, _ in
            _ = try add(EventKind.withdrawn, try said("reason", reason, of: complaint))
            return []
        }
    }

    /// Writes down what the citizen says to an answer.
    package func comment(_ text: String, _ words: String) throws -> ChangedComplaint {
        guard !words.allSatisfy(\.isWhitespace) else { throw ChangeError.emptyText(flag: "--text") }
        return try change(text) { complaint, add, _ in
            guard !complaint.causes(of: "status").isEmpty else {
                throw ChangeError.noAnswer(number: complaint.capture.number.description)
            }
            var body = try said("text", words, of: complaint)
            body.add("replaces", complaint.replacing(["status"]))
            _ = try add(EventKind.commented, body)
            return []
        }
    }

    /// A body that says one thing, sealed where the complaint is confidential.
    func said(_ key: String, _ words: String, of complaint: Complaint) throws -> JSONObject {
        var body = JSONObject()
        if complaint.isSealed {
            let part = JSON.object([(key, .string(words))])
            body.add("content", try seal(.content, part, of: complaint.id))
        } else {
            body.add(key, words)
        }
        return body
    }

    private func seal(_ name: SealedPart.Name, _ value: JSON, of complaint: Identifier) throws -> String {
        try SealedPart.seal(
            name, value, of: complaint, to: kit.office.identityRecipients, random: surroundings.random)
    }

    /// Runs a change of one of this device's own complaints in a transaction, and folds the complaint again.
    func change(
        _ text: String,
        _ body: (
            Complaint, _ add: (String, JSONObject) throws -> Event, _ transaction: Transaction
        ) throws -> [FieldWarning]
    ) throws -> ChangedComplaint {
        try store.write { transaction in
            let row = try transaction.complaint(named: text)
            guard try transaction.goesOn(id, from: row.device) else {
                throw ChangeError.notOurs(number: row.number.description, device: row.deviceName)
            }
            guard let complaint = try transaction.complaint(row.id, try transaction.events(of: row.id)) else {
                throw StoreError.notFound(text)
            }
            guard complaint.erasedFor == nil else {
                throw ChangeError.erased(number: row.number.description)
            }
            var tip = try transaction.tip(of: id)
            var events = 0
            let add = { (kind: String, body: JSONObject) throws -> Event in
                events += 1
                return try transaction.append(
                    kind: kind, complaint: row.id, body: body, to: id, tip: &tip, surroundings: surroundings)
            }
            let warnings = try body(complaint, { try add($0, $1) }, transaction)
            try transaction.refold(row.id, storedAt: surroundings.now())
            return ChangedComplaint(id: row.id, number: row.number, events: events, warnings: warnings)
        }
    }
}
