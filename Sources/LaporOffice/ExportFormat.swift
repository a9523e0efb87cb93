import CSV
import CanonicalJSON
import FileIO
import LaporModel
import LaporStore

/// The form of an exported file.
package enum ExportFormat: String, CaseIterable, Sendable {
    /// UTF-8 with BOM, commas, CRLF.
    case csv
    /// An Excel workbook with typed columns; sheets for devices and visits too.
    case xlsx
    /// A FeatureCollection (RFC 7946): a point where a place was measured, else no geometry.
    case geojson
    /// A JSON object a line.
    case ndjson
}

/// Writes complaints in one format.
protocol ExportWriter {
    mutating func add(_ record: ExportRecord) throws
    /// Writes what is left; the file is on the medium then.
    mutating func end() throws
    /// How many texts were longer than the format can hold.
    var cut: Int { get }
}

extension ExportWriter {
    var cut: Int { 0 }
}

/// A file that is written in pieces.
struct ExportText {
    private let file: File
    private var bytes: [UInt8]

    init(_ path: String, beginning: [UInt8]) throws {
        file = try File.create(path, mode: 0o600)
        bytes = beginning
    }

    mutating func add(_ write: (inout [UInt8]) -> Void) throws {
        write(&bytes)
        guard bytes.count > 1 << 16 else { return }
        try file.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    func end(_ ending: String = "") throws {
        try file.write(bytes + Array(ending.utf8))
        try file.sync()
    }
}

/// CSV as Excel reads it; no cell is a formula.
struct CSVExport: ExportWriter {
    private var text: ExportText
    private let columns: [ExportColumn]
    private let hoursEast: Int

    init(_ path: String, _ columns: [ExportColumn], hoursEast: Int) throws {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        CSVWriter.append(columns.map(\.name), to: &bytes)
        text = try ExportText(path, beginning: bytes)
        self.columns = columns
        self.hoursEast = hoursEast
    }

    mutating func add(_ record: ExportRecord) throws {
        let cells = columns.map { Self.harmless($0.value(record).cell(hoursEast: hoursEast)) }
        try text.add { CSVWriter.append(cells, to: &$0) }
    }

    func end() throws { try text.end() }

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

/// A JSON object for each complaint, in lines or as features of a map.
struct JSONExport: ExportWriter {
    private var text: ExportText
    private let columns: [ExportColumn]
    private let isMap: Bool
    private var isFirst = true

    init(_ path: String, _ columns: [ExportColumn], isMap: Bool) throws {
        let beginning = isMap ? #"{"type":"FeatureCollection","features":["# + "\n" : ""
        text = try ExportText(path, beginning: Array(beginning.utf8))
        self.columns = columns
        self.isMap = isMap
    }

    mutating func add(_ record: ExportRecord) throws {
        let object = JSON.object(columns.map { ($0.name, $0.value(record).json) })
        let before = isMap ? (isFirst ? "" : ",\n") + feature(record) : ""
        let (isMap, first) = (isMap, Array(before.utf8))
        isFirst = false
        try text.add { bytes in
            bytes += first
            bytes += object.canonical
            bytes += isMap ? [UInt8(ascii: "}")] : [UInt8(ascii: "\n")]
        }
    }

    /// The beginning of a feature, up to its properties.
    private func feature(_ record: ExportRecord) -> String {
        let content = record.opened.content
        let place = [content?.longitude, content?.latitude].compactMap { $0 }.compactMap(Self.number)
        let geometry =
            place.count == 2
            ? #"{"type":"Point","coordinates":[\#(place[0]),\#(place[1])]}"# : "null"
        return #"{"type":"Feature","id":"\#(record.row.id.hex)","geometry":\#(geometry),"properties":"#
    }

    /// A decimal number as JSON has it: `-07.50` is `-7.5`.
    private static func number(_ text: String) -> String? {
        guard let number = Double(text), number.isFinite else { return nil }
        return number == number.rounded() ? String(Int(number)) : "\(number)"
    }

    func end() throws { try text.end(isMap ? "\n]}\n" : "") }
}
