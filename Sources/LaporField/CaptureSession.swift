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

    /// A session on a device's store.
    package init(_ device: Device, _ transaction: Transaction) throws {
        self.device = device
        self.transaction = transaction
        rules = try device.rules(transaction)
        let key = try transaction.about(.externalKey).flatMap { Hex.bytes($0, count: 32) } ?? []
        externalKey = SymmetricKey(data: key)
        stager = AttachmentStager(
            folder: transaction.folder, limit: device.kit.attachmentLimit,
            recipients: device.kit.office.identityRecipients, surroundings: device.surroundings)
        tip = try transaction.tip(of: device.id)
    }

    /// Checks a complaint and takes it down; throws `FieldProblems` and has then written nothing.
    package func take(_ given: GivenComplaint) throws -> (CaptureOutcome, [FieldWarning]) {
        let row = try externalRow(given)
        if let row, let earlier = try transaction.captured(externalName: row.name) {
            return (.known(complaint: earlier.complaint, changed: earlier.check != row.check), [])
        }
        let result = rules.check(given.values)
        var problems: [FieldProblem] = []
        if case .failure(let found) = result { problems = found.all }
        for path in given.attachments {
            do throws(FieldProblem) {
                try stager.check(path)
            } catch {
                problems.append(error)
            }
        }
        guard problems.isEmpty, case .success(let complaint) = result else {
            throw FieldProblems(all: problems)
        }
        let (event, capture) = try write(complaint, given)
        if let row, let id = event.header.complaint {
            try transaction.noteCaptured(externalName: row.name, complaint: id, check: row.check)
        }
        let outcome = CaptureOutcome.saved(
            id: event.header.complaint ?? Identifier(random: device.surroundings.random),
            number: capture.number, completeness: capture.completeness)
        return (outcome, complaint.warnings)
    }

    /// Gives the attachments their places: call it last in the transaction.
    package func finish() throws {
        try transaction.folder.keep(stager.staged)
    }

    private func write(_ complaint: CheckedComplaint, _ given: GivenComplaint) throws -> (Event, Capture) {
        let random = device.surroundings.random
        let recipients = device.kit.office.identityRecipients
        let salt = Event.salt(random)
        let id = Identifier(complaintOf: device.id, salt: salt)
        let attachments = try given.attachments.map {
            try stager.stage($0, sealed: complaint.confidential)
        }
        var capture = Capture(
            number: ComplaintNumber(random: random), classification: complaint.classification,
            region: complaint.region, category: complaint.category, anonymous: complaint.anonymous,
            confidential: complaint.confidential, content: complaint.confidential ? nil : complaint.content,
            attachments: attachments, sealedContent: nil, sealedIdentity: nil, consent: complaint.consent,
            officer: complaint.officer, language: complaint.language,
            completeness: complaint.completeness(attachments: attachments.count),
            clockBehind: rules.clockBehind)
        if !complaint.identity.values.isEmpty {
            capture.sealedIdentity = try SealedPart.seal(
                .identity, complaint.identity.json, of: id, to: recipients, random: random)
        }
        if complaint.confidential {
            capture.sealedContent = try SealedPart.seal(
                .content, capture.sealable(complaint.content), of: id, to: recipients, random: random)
        }
        var body = capture.body
        body.add("salt", salt)
        let event = try transaction.append(
            kind: EventKind.captured, complaint: id, body: body, to: device.id, tip: &tip,
            surroundings: device.surroundings)
        for attachment in attachments { try transaction.expectBlob(attachment, of: event, isHere: true) }
        try transaction.storeCaptured(event, storedAt: event.header.recordedAt)
        return (event, capture)
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
