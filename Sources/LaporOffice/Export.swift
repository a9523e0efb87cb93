import CSV
import FileIO
import LaporModel
import LaporStore

extension Office {
    /// The columns of an export, in order; those of the reporter only where sealed parts are opened.
    package static let exportColumns =
        [
            "number", "id", "device", "device_name", "classification", "title", "description", "region",
            "region_name", "location", "latitude", "longitude", "category", "category_name", "agency",
            "incident_date", "status", "tracking_id", "answers", "anonymous", "confidential", "attachments",
            "officer", "language",
            "consent", "completeness", "external_id", "recorded_at",
        ]
    /// The columns that follow where sealed parts are opened.
    package static let exportIdentityColumns = Identity.keys.map { $0 == "guardian" ? $0 : "reporter_" + $0 }

    /// Writes all complaints as CSV: UTF-8 with BOM, commas, CRLF; gives how many.
    ///
    /// A cell that a spreadsheet would take for a formula gets an apostrophe before it. With a key sealed parts are
    /// opened, and each opening is recorded before the file has its name.
    package func exportCSV(
        to path: String, opening passphrase: PassphraseSource?, operatorName: String,
        progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        guard !Folder.exists(path) else { throw FileError(.create, path, code: 17) }
        let keys = try passphrase.map { try KeyFiles.identities(in: store.folder, passphrase: $0) }
        let part = path + ".part"
        Folder.remove(part)
        do {
            let file = try File.create(part, mode: 0o600)
            var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
            CSVWriter.append(Self.exportColumns + (keys == nil ? [] : Self.exportIdentityColumns), to: &bytes)
            var count = 0
            func writeAll(_ transaction: Transaction, _ row: ComplaintRow) throws {
                var opened = OpenedComplaint(
                    row: row, complaint: try folded(row, transaction), identity: nil, content: nil,
                    attachments: [], unopened: [])
                opened.content = opened.complaint.capture.content
                opened.attachments = opened.complaint.capture.attachments
                if let keys {
                    let parts = Self.open(&opened, with: keys)
                    if !parts.isEmpty { try record(parts, of: row.id, operatorName, transaction) }
                }
                CSVWriter.append(try cells(opened, transaction, open: keys != nil), to: &bytes)
                count += 1
                if bytes.count > 1 << 16 {
                    try file.write(bytes)
                    bytes.removeAll(keepingCapacity: true)
                    progress(count)
                }
            }
            if keys == nil {
                try store.read { transaction in
                    try transaction.forEachComplaint { try writeAll(transaction, $0) }
                }
            } else {
                try write { transaction in
                    try transaction.forEachComplaint { try writeAll(transaction, $0) }
                }
            }
            try file.write(bytes)
            try file.sync()
            try Folder.publish(part, as: path)
            return count
        } catch {
            Folder.remove(part)
            throw error
        }
    }

    private func folded(_ row: ComplaintRow, _ transaction: Transaction) throws -> Complaint {
        guard let complaint = try transaction.complaint(row.id, try transaction.events(of: row.id)) else {
            throw StoreError.notFound(row.id.hex)
        }
        return complaint
    }

    private func cells(_ opened: OpenedComplaint, _ transaction: Transaction, open: Bool) throws -> [String] {
        let row = opened.row
        let capture = opened.complaint.capture
        let content = opened.content
        let attachments = opened.attachments.map { $0.name ?? $0.sha256.hex }.joined(separator: "; ")
        let answers = opened.complaint.answers.map { answer in
            [answer.text, answer.agency.map { "(\($0))" }].compactMap { $0 }.joined(separator: " ")
        }.joined(separator: "; ")
        var cells: [String?] = [
            row.number.description, row.id.hex, row.device.hex, row.deviceName, row.classification,
            content?.title, content?.description, row.region, try transaction.path(ofRegion: row.region),
            content?.location, content?.latitude, content?.longitude, row.category,
            try row.category.flatMap { try transaction.name(ofCategory: $0) }, content?.agency,
            content?.incidentDate, row.status ?? Status.received, opened.complaint.trackingID, answers,
            row.anonymous ? "ya" : "tidak",
            row.confidential ? "ya" : "tidak", attachments, capture.officer, capture.language,
            capture.consent?.method.rawValue, String(capture.completeness), content?.externalID,
            row.recordedAt.local(hoursEast: facts.hoursEast),
        ]
        if open { cells += Identity.keys.map { opened.identity?.values[$0] } }
        return cells.map { Self.harmless($0 ?? "") }
    }

    /// A text that no spreadsheet takes for a formula; a plain number stays one.
    static func harmless(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) else {
            return text
        }
        let isNumber =
            first == "-" && text.dropFirst().allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
        return isNumber && text.count > 1 ? text : "'" + text
    }
}
