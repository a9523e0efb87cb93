import FileIO
import LaporModel
import LaporStore
import Spreadsheet

/// A workbook: complaints, devices, visits.
struct SpreadsheetExport: ExportWriter {
    private let book: SpreadsheetWriter
    private let columns: [ExportColumn]
    private let hoursEast: Int
    private let devices: [OfficeDevice]
    private let visits: [(visit: Outreach, complaints: Int)]
    private let path: String

    init(
        _ path: String, _ columns: [ExportColumn], hoursEast: Int, devices: [OfficeDevice],
        visits: [(visit: Outreach, complaints: Int)]
    ) throws {
        // The library makes the file only at its end: it must be ours alone from the start.
        _ = try File.create(path, mode: 0o600)
        book = try SpreadsheetWriter(path)
        self.path = path
        self.columns = columns
        self.hoursEast = hoursEast
        self.devices = devices
        self.visits = visits
        try book.begin("laporan", columns.map { SpreadsheetColumn($0.name, width: $0.width) })
    }

    /// How many texts were too long for a cell.
    var cut: Int { book.cut }

    mutating func add(_ record: ExportRecord) throws {
        try book.add(columns.map { cell($0.value(record)) })
    }

    private func cell(_ value: ExportValue) -> SpreadsheetCell {
        switch value {
        case .count(let count): .number(Double(count))
        case .decimal(let text): text.flatMap { Double($0) }.map { .number($0) } ?? .empty
        case .day(let text): text.map(Self.day) ?? .empty
        case .time(let time): Self.time(time, hoursEast)
        default: .text(value.cell(hoursEast: hoursEast))
        }
    }

    /// A day as one; what is none of the years that workbooks know stays a text.
    private static func day(_ text: String) -> SpreadsheetCell {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, (1900...9999).contains(parts[0]) else { return .text(text) }
        return .day(year: parts[0], month: parts[1], day: parts[2])
    }

    private static func time(_ time: Timestamp, _ hoursEast: Int) -> SpreadsheetCell {
        let text = time.local(hoursEast: hoursEast)
        let parts = text.prefix(19).split { "-T:".contains($0) }.compactMap { Int($0) }
        guard parts.count == 6, (1900...9999).contains(parts[0]) else { return .text(text) }
        return .time(
            year: parts[0], month: parts[1], day: parts[2], hour: parts[3], minute: parts[4],
            second: parts[5])
    }

    func end() throws {
        try addDevices()
        try addVisits()
        try book.close()
        let file = try File.open(path)
        try file.sync()
    }

    private func addDevices() throws {
        try book.begin(
            "perangkat",
            [
                SpreadsheetColumn("device", width: 34), SpreadsheetColumn("device_name", width: 20),
                SpreadsheetColumn("team", width: 24), SpreadsheetColumn("state", width: 12),
                SpreadsheetColumn("complaints", width: 11), SpreadsheetColumn("last_sequence", width: 13),
                SpreadsheetColumn("last_bundle_at", width: 18), SpreadsheetColumn("gaps", width: 16),
                SpreadsheetColumn("missing_blobs", width: 13),
            ])
        for device in devices {
            try book.add([
                .text(device.id.hex), .text(device.name), .text(device.team), .text(device.state.rawValue),
                .number(Double(device.complaints)), .number(Double(device.lastSequence)),
                device.lastBundleAt.map { Self.time($0, hoursEast) } ?? .empty,
                .text(device.gaps.map { "\($0.lowerBound)–\($0.upperBound)" }.joined(separator: ", ")),
                .number(Double(device.missingBlobs)),
            ])
        }
    }

    private func addVisits() throws {
        let names = devices.reduce(into: [:]) { $0[$1.id] = $1.name }
        try book.begin(
            "kegiatan",
            [
                SpreadsheetColumn("outreach", width: 34), SpreadsheetColumn("device_name", width: 20),
                SpreadsheetColumn("complaints", width: 11),
            ]
                + Outreach.Field.allCases.map { SpreadsheetColumn($0.rawValue, width: 18) }
                + [SpreadsheetColumn("attachments", width: 12)])
        for (visit, complaints) in visits {
            let values = Outreach.Field.allCases.map { field -> SpreadsheetCell in
                switch field.form {
                case .count: visit.count(field).map { .number(Double($0)) } ?? .empty
                case .time: visit.time(field).map { Self.time($0, hoursEast) } ?? .empty
                default: .text(visit.values[field] ?? "")
                }
            }
            try book.add(
                [.text(visit.id.hex), .text(names[visit.device] ?? ""), .number(Double(complaints))] + values
                    + [.number(Double(visit.attachments.count))])
        }
    }
}
