import FileIO
import LaporModel
import LaporStore

/// What an export wrote.
package struct ExportReport: Sendable {
    package var rows: Int
    /// How many texts were longer than a cell of a workbook may be.
    package var cut: Int
}

/// A file holds fewer complaints than the store: it was not given its name.
package struct ExportIncomplete: Error, Equatable, Sendable {
    package var written: Int
    package var stored: Int
}

extension Office {
    /// The columns of an export, in order.
    package static let exportColumns = ExportColumn.all.map(\.name)
    /// The columns that follow where sealed parts are opened.
    package static let exportIdentityColumns = ExportColumn.identity.map(\.name)

    /// Writes all complaints to a new file, by recorded time; the rows are counted against those of the store.
    ///
    /// With a key sealed parts are opened, and each opening is recorded before the file has its name. A failure leaves no
    /// file.
    package func export(
        _ format: ExportFormat, to path: String, opening passphrase: PassphraseSource?, operatorName: String,
        progress: (Int) -> Void = { _ in }
    ) throws -> ExportReport {
        guard !Folder.exists(path) else { throw FileError(.create, path, code: 17) }
        let keys = try passphrase.map { try KeyFiles.identities(in: store.folder, passphrase: $0) }
        let columns = ExportColumn.all + (keys == nil ? [] : ExportColumn.identity)
        let part = path + ".part"
        Folder.remove(part)
        do {
            var report = ExportReport(rows: 0, cut: 0)
            func writeAll(_ transaction: Transaction) throws {
                var writer = try writer(format, part, columns, transaction)
                try transaction.forEachComplaint { row in
                    var record = try record(row, transaction)
                    if let keys {
                        let parts = Self.open(&record.opened, with: keys)
                        if !parts.isEmpty {
                            try self.record(parts, of: row.id, operatorName, transaction)
                        }
                    }
                    try writer.add(record)
                    report.rows += 1
                    if report.rows % 100 == 0 { progress(report.rows) }
                }
                let stored = try transaction.countComplaints()
                guard report.rows == stored else {
                    throw ExportIncomplete(written: report.rows, stored: stored)
                }
                try writer.end()
                report.cut = writer.cut
            }
            if keys == nil { try store.read(writeAll) } else { try write(writeAll) }
            try Folder.publish(part, as: path)
            return report
        } catch {
            Folder.remove(part)
            throw error
        }
    }

    private func writer(
        _ format: ExportFormat, _ path: String, _ columns: [ExportColumn], _ transaction: Transaction
    ) throws -> any ExportWriter {
        switch format {
        case .csv: return try CSVExport(path, columns, hoursEast: facts.hoursEast)
        case .ndjson, .geojson: return try JSONExport(path, columns, isMap: format == .geojson)
        case .xlsx:
            let devices = try devices(transaction)
            let counts = try transaction.countsByVisit()
            let visits = Outreach.all(try transaction.visitEvents(of: devices.map(\.id)))
            return try SpreadsheetExport(
                path, columns, hoursEast: facts.hoursEast, devices: devices,
                visits: visits.map { ($0, counts[$0.id] ?? 0) })
        }
    }

    private func record(_ row: ComplaintRow, _ transaction: Transaction) throws -> ExportRecord {
        ExportRecord(
            opened: try Self.closed(row, transaction), regionPath: try transaction.path(ofRegion: row.region),
            categoryName: try row.category.flatMap { try transaction.name(ofCategory: $0) })
    }
}
