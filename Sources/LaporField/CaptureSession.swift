import Age
import CanonicalJSON
import Crypto
import FileIO
import LaporBundle
package import LaporModel
package import LaporStore

/// A complaint as it was given: values by field, and files to attach.
package struct GivenComplaint: Sendable {
    package var values: [Field: String]
    package var attachments: [String]

    /// Values and paths as given.
    package init(values: [Field: String], attachments: [String] = []) {
        self.values = values
        self.attachments = attachments
    }
}

/// What became of a complaint that was given.
package enum CaptureOutcome: Sendable {
    case saved(id: Identifier, number: ComplaintNumber, completeness: Int)
    /// A row of the same external id was taken before; `changed` if it said something else then.
    case known(complaint: Identifier, changed: Bool)
}

/// Takes complaints down within one transaction.
package final class CaptureSession {
    private let device: Device
    private let transaction: Transaction
    private let rules: CaptureRules
    private let externalKey: SymmetricKey
    private var stager: AttachmentStager
    private var tip: FeedTip
    private let visit: Identifier?
    /// Rows without an external id, where they come from a file.
    private var rows: TakenRows?

    /// A session on a device's store.
    package init(_ device: Device, _ transaction: Transaction) throws {
        self.device = device
        self.transaction = transaction
        rules = try device.rules(transaction)
        externalKey = try device.sourceKey(transaction)
        stager = AttachmentStager(
            folder: transaction.folder, limit: device.kit.attachmentLimit,
            recipients: device.kit.office.identityRecipients, surroundings: device.surroundings,
            sourceKey: externalKey)
        tip = try transaction.tip(of: device.id)
        visit = try device.openVisit(transaction)?.id
    }

    /// Has rows known again that have no external id: they are refused as ``TakenRows/Repeated``, or taken `again`.
    func knowRows(again: Bool) {
        rows = TakenRows(key: externalKey, again: again)
    }

    /// Checks a complaint and takes it down; throws `FieldProblems` and has then written nothing.
    ///
    /// `draft` is the interview that gave it, with what its earlier sittings sealed.
    package func take(
        _ given: GivenComplaint, from draft: Draft? = nil
    ) throws -> (CaptureOutcome, [FieldWarning]) {
        let row = try externalRow(given)
        if let row, let earlier = try transaction.captured(externalName: row.name) {
            return (.known(complaint: earlier.complaint, changed: earlier.check != row.check), [])
        }
        let result = rules.check(given.values, sealed: Set((draft?.sealed ?? [:]).keys))
        var problems: [FieldProblem] = []
        if case .failure(let found) = result { problems = found.all }
        let protection = (try? result.get()).map {
            AttachmentStager.Protection(anonymous: $0.anonymous, confidential: $0.confidential)
        }
        for path in given.attachments {
            do throws(FieldProblem) {
                try stager.check(path, as: protection ?? .none)
            } catch {
                problems.append(error)
            }
        }
        guard problems.isEmpty, case .success(var complaint) = result else {
            throw FieldProblems(all: problems)
        }
        let taken = row == nil ? try rows?.name(of: complaint, given.attachments, transaction) : nil
        if let consentedAt = draft?.consentedAt { complaint.consent?.at = consentedAt }
        let attachments = try stage(given.attachments, as: protection ?? .none)
        let (event, capture) = try write(complaint, attachments.map(\.attachment), draft)
        if let id = event.header.complaint {
            for source in attachments.compactMap(\.source) { try transaction.noteSource(source, of: id) }
        }
        if let row, let id = event.header.complaint {
            try transaction.noteCaptured(externalName: row.name, complaint: id, check: row.check)
        }
        if let taken, let id = event.header.complaint { try rows?.note(taken, of: id, transaction) }
        let outcome = CaptureOutcome.saved(
            id: event.header.complaint ?? Identifier(random: device.surroundings.random),
            number: capture.number, completeness: capture.completeness)
        return (outcome, complaint.warnings + attachments.flatMap(\.remarks))
    }

    /// Copies all files, or none of them.
    private func stage(
        _ paths: [String], as protection: AttachmentStager.Protection
    ) throws -> [AttachmentStager.Staged] {
        let before = stager.staged.count
        do {
            return try paths.map { try stager.stage($0, as: protection) }
        } catch let problem as FieldProblem {
            // It was sound when it was checked: somebody has just changed it.
            stager.drop(after: before)
            throw FieldProblems(all: [problem])
        }
    }

    /// Says that a complaint is about the same thing as another one.
    package func link(_ id: Identifier, to twin: Identifier) throws {
        _ = try append(EventKind.linked, Complaint.link(to: twin), id)
        try transaction.refold(id, storedAt: device.surroundings.now())
    }

    /// Gives the attachments their places: call it last in the transaction.
    package func finish() throws {
        try transaction.folder.keep(stager.staged)
    }

    private func write(
        _ complaint: CheckedComplaint, _ attachments: [Attachment], _ draft: Draft?
    ) throws -> (Event, Capture) {
        let random = device.surroundings.random
        let salt = draft?.salt ?? Event.salt(random)
        let id = Identifier(complaintOf: device.id, salt: salt)
        var identities = draft?.earlier.compactMap(\.identity) ?? []
        if !complaint.identity.values.isEmpty {
            identities.append(try seal(.identity, complaint.identity.json, of: id))
        }
        let contents = complaint.confidential ? draft?.earlier.filter { $0.content != nil } ?? [] : []
        var capture = Capture(
            number: ComplaintNumber(random: random), classification: complaint.classification,
            region: complaint.region, category: complaint.category, anonymous: complaint.anonymous,
            confidential: complaint.confidential, content: complaint.confidential ? nil : complaint.content,
            attachments: contents.isEmpty ? attachments : [], sealedContent: nil,
            sealedIdentity: identities.first, consent: complaint.consent, officer: complaint.officer,
            language: complaint.language,
            completeness: complaint.completeness(
                attachments: attachments.count, sealed: draft?.sealed ?? [:]),
            clockBehind: rules.clockBehind)
        capture.outreach = visit
        if complaint.confidential {
            capture.sealedContent =
                try contents.first?.content ?? seal(.content, capture.sealable(complaint.content), of: id)
        }
        var body = capture.body
        body.add("salt", salt)
        let event = try append(EventKind.captured, body, id)
        for attachment in capture.attachments {
            try transaction.expectBlob(attachment, of: event, isHere: true)
        }
        try transaction.storeCaptured(event, storedAt: event.header.recordedAt)
        for identity in identities.dropFirst() {
            var body = JSONObject()
            body.add("identity", identity)
            body.add("consent", complaint.consent?.json)
            _ = try append(EventKind.identified, body, id)
        }
        if !contents.isEmpty { try add(contents.dropFirst(), complaint, attachments, to: event, id) }
        if identities.count > 1 || !contents.isEmpty {
            try transaction.refold(id, storedAt: event.header.recordedAt)
        }
        return (event, capture)
    }

    /// Adds what later sittings of a confidential interview said: this device cannot open what the first one sealed.
    private func add(
        _ sittings: ArraySlice<Draft.Sitting>, _ complaint: CheckedComplaint, _ attachments: [Attachment],
        to captured: Event, _ id: Identifier
    ) throws {
        var causes = [captured.id]
        func change(_ part: String, _ fields: [Field]) throws {
            var body = JSONObject()
            body.add("content", part)
            body.add("fields", .object([]))
            let replaced = JSON.array(causes.map { .string($0.hex) })
            body.add("replaces", .object(fields.map { ($0.rawValue, replaced) }))
            causes.append(try append(EventKind.changed, body, id).id)
        }
        for sitting in sittings {
            if let part = sitting.content { try change(part, sitting.contentFields) }
        }
        let said = Field.allCases.filter { Capture.sealedKeys.contains($0.rawValue) }.compactMap { field in
            complaint.value(of: field.rawValue).map { (field, JSON.string($0)) }
        }
        if !said.isEmpty {
            let fields = JSON.object(said.map { ($0.0.rawValue, $0.1) })
            try change(try seal(.content, .object([("fields", fields)]), of: id), said.map(\.0))
        }
        guard !attachments.isEmpty else { return }
        var capture = Capture(body: captured.body ?? JSONObject())
        capture?.attachments = attachments
        guard let capture else { return }
        var body = JSONObject()
        body.add("attachments", capture.attachmentsJSON)
        body.add("content", try seal(.content, capture.sealable(Content()), of: id))
        let event = try append(EventKind.attached, body, id)
        for attachment in attachments { try transaction.expectBlob(attachment, of: event, isHere: true) }
    }

    private func append(_ kind: String, _ body: JSONObject, _ id: Identifier) throws -> Event {
        try transaction.append(
            kind: kind, complaint: id, body: body, to: device.id, tip: &tip, surroundings: device.surroundings
        )
    }

    private func seal(_ name: SealedPart.Name, _ value: JSON, of id: Identifier) throws -> String {
        try SealedPart.seal(
            name, value, of: id, to: device.kit.office.identityRecipients, random: device.surroundings.random)
    }

    /// What a row of a file is known again by: a keyed hash of its external id, and a check of what it says.
    ///
    /// The check has 16 bits only: enough to notice a change, too few to find a NIK by trying them all.
    private func externalRow(_ given: GivenComplaint) throws -> (name: Hash, check: Int)? {
        guard let id = given.values[.externalID], !id.allSatisfy(\.isWhitespace) else { return nil }
        func hash(_ text: [UInt8]) -> [UInt8] {
            Array(HMAC<SHA256>.authenticationCode(for: text, using: externalKey))
        }
        guard let name = Hash(bytes: hash(Array(id.utf8))) else { return nil }
        var row: [UInt8] = []
        for field in Field.allCases {
            row.append(contentsOf: (given.values[field] ?? "").utf8)
            row.append(0)
        }
        for path in given.attachments {
            row.append(contentsOf: path.utf8)
            row.append(0)
        }
        let check = hash(row)
        return (name, Int(check[0]) << 8 | Int(check[1]))
    }
}

extension Device {
    /// Takes one complaint down; it is on the medium when this returns.
    package func capture(_ given: GivenComplaint) throws -> (CaptureOutcome, [FieldWarning]) {
        try store.write { transaction in
            let session = try CaptureSession(self, transaction)
            let result = try session.take(given)
            try session.finish()
            return result
        }
    }
}
