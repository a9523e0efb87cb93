import CSV
import CanonicalJSON
import FileIO
package import LaporModel
import LaporStore

/// What became of a file of complaints.
package struct CaptureFileResult: Sendable {
    /// A row that was not taken.
    package struct Rejected: Sendable {
        /// Where the row begins in the file, from 1.
        package var line: Int
        package var problems: [RowProblem]
    }

    package var saved = 0
    package var known = 0
    /// Lines of rows that were taken before and say something else now.
    package var changed: [Int] = []
    package var rejected: [Rejected] = []
    package var warnings: [(line: Int, warning: FieldWarning)] = []
    /// Columns that no field has.
    package var unknownColumns: [String] = []
    /// Whether a strict run took nothing because of the rejected rows.
    package var undone = false
}

/// What is wrong with a row.
package enum RowProblem: Sendable, Equatable {
    case field(FieldProblem)
    /// The row cannot be taken apart.
    case notUTF8
    case badQuote
    case unterminatedQuote
    case tooLong
    case tooManyFields(expected: Int, found: Int)
    case notJSON
    /// The row that `--template` writes to show how it is done.
    case example
    /// It has no external id, and says what a row said that was taken before.
    case takenBefore(ComplaintNumber)
}

/// Why a file of complaints cannot be read at all.
package enum CaptureFileError: Error, Equatable, Sendable {
    case utf16(path: String)
    /// Its first line names no field.
    case noHeader(path: String, line: String)
    case empty(path: String)
    /// Its first line is not UTF-8, or no row of a CSV file.
    case badHeader(path: String)
}

extension Device {
    /// Takes a file of complaints down in one transaction, CSV or NDJSON: good rows are taken, bad ones named.
    ///
    /// `again` takes rows too that were taken before and have no external id.
    package func capture(
        file path: String, strict: Bool, again: Bool = false, progress: (Int) -> Void = { _ in }
    ) throws -> CaptureFileResult {
        let source = try ComplaintSource.open(path)
        struct Undo: Error { var result: CaptureFileResult }
        do {
            let result = try store.write { transaction in
                let session = try CaptureSession(self, transaction)
                session.knowRows(again: again)
                var result = CaptureFileResult()
                var saidOnce: Set<Field?> = []
                while let row = try source.next() {
                    switch row.content {
                    case .failure(let problem):
                        result.rejected.append(.init(line: row.line, problems: [problem]))
                    case .success(let given) where given.isExample:
                        result.rejected.append(.init(line: row.line, problems: [.example]))
                    case .success(let given):
                        do {
                            let (outcome, warnings) = try session.take(given)
                            switch outcome {
                            case .saved: result.saved += 1
                            case .known(_, let changed):
                                result.known += 1
                                if changed { result.changed.append(row.line) }
                            }
                            for warning in warnings {
                                if warning.isOfEveryRow, !saidOnce.insert(warning.field).inserted {
                                    continue
                                }
                                result.warnings.append((row.line, warning))
                            }
                        } catch let problems as FieldProblems {
                            result.rejected.append(
                                .init(line: row.line, problems: problems.all.map(RowProblem.field)))
                        } catch let repeated as TakenRows.Repeated {
                            let earlier = try transaction.complaint(named: repeated.complaint.hex)
                            result.rejected.append(
                                .init(line: row.line, problems: [.takenBefore(earlier.number)]))
                        }
                    }
                    progress(result.saved + result.known + result.rejected.count)
                }
                // Only the end of an NDJSON file tells all of its keys.
                result.unknownColumns = source.unknownColumns
                if strict, !result.rejected.isEmpty { throw Undo(result: result) }
                try session.finish()
                return result
            }
            // A log of many rows would be read again by every command that follows.
            if result.saved > 500 { try store.checkpoint() }
            return result
        } catch let undo as Undo {
            var result = undo.result
            result.undone = true
            result.saved = 0
            return result
        }
    }
}

/// The rows of a CSV or NDJSON file of complaints.
class ComplaintSource {
    let folder: String
    fileprivate(set) var unknownColumns: [String] = []

    fileprivate init(folder: String) {
        self.folder = folder
    }

    func next() throws -> (line: Int, content: RowContent)? { nil }

    enum RowContent {
        case success(GivenComplaint)
        case failure(RowProblem)
    }

    static func open(_ path: String) throws -> ComplaintSource {
        let file = try File.openRegular(path)
        var head = [UInt8](repeating: 0, count: 4_096)
        let count = try head.withUnsafeMutableBytes { try file.read(into: $0) }
        try file.seek(to: 0)
        var start = head.prefix(count)
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
        let first = start.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard let first else { throw CaptureFileError.empty(path: path) }
        let folder = Folder.parent(of: path) ?? "/"
        if first == UInt8(ascii: "{") { return NDJSONSource(file, folder: folder) }
        return try CSVSource(file, folder: folder)
    }

    fileprivate func given(_ values: [Field: String]) -> GivenComplaint {
        var values = values
        let list = values.removeValue(forKey: .attachments) ?? ""
        let paths = list.split(separator: ";").map { entry -> String in
            let path = String(entry.drop { $0 == " " })
            return path.hasPrefix("/") ? path : "\(folder)/\(path)"
        }
        return GivenComplaint(values: values, attachments: paths)
    }
}

private final class CSVSource: ComplaintSource {
    private let reader: CSVReader
    private var columns: [Field?] = []

    init(_ file: File, folder: String) throws {
        reader = CSVReader(read: { try file.read(into: $0) })
        super.init(folder: folder)
        do {
            guard let header = try reader.next() else { throw CaptureFileError.empty(path: file.path) }
            columns = header.fields.map { name in
                let folded = name.lowercased().filter { !$0.isWhitespace }
                return Field(rawValue: folded.split(separator: "-").joined(separator: "_"))
            }
            for (name, field) in zip(header.fields, columns) where field == nil && !name.isEmpty {
                unknownColumns.append(name)
            }
            guard columns.contains(where: { $0 != nil }) else {
                let line = header.fields.joined(separator: ",")
                throw CaptureFileError.noHeader(path: file.path, line: String(line.prefix(80)))
            }
        } catch CSVError.utf16 {
            throw CaptureFileError.utf16(path: file.path)
        } catch is CSVError {
            throw CaptureFileError.badHeader(path: file.path)
        }
    }

    override func next() throws -> (line: Int, content: RowContent)? {
        do {
            guard let row = try nextWithContent() else { return nil }
            guard row.fields.count <= columns.count || row.fields[columns.count...].allSatisfy(\.isEmpty)
            else {
                return (
                    row.line, .failure(.tooManyFields(expected: columns.count, found: row.fields.count))
                )
            }
            var values: [Field: String] = [:]
            for (field, value) in zip(columns, row.fields) {
                if let field, !value.isEmpty { values[field] = value }
            }
            if reader.separator == UInt8(ascii: ";") { Self.read(asSpreadsheet: &values) }
            return (row.line, .success(given(values)))
        } catch CSVError.notUTF8(let line) {
            return (line, .failure(.notUTF8))
        } catch CSVError.badQuote(let line) {
            return (line, .failure(.badQuote))
        } catch CSVError.unterminatedQuote(let line) {
            return (line, .failure(.unterminatedQuote))
        } catch CSVError.fieldTooLong(let line), CSVError.rowTooLong(let line) {
            return (line, .failure(.tooLong))
        }
    }
}

extension CSVSource {
    /// The next row in which anything stands: spreadsheets save rows that were emptied as separators alone, by the
    /// hundred thousand.
    private func nextWithContent() throws -> CSVRow? {
        while let row = try reader.next() {
            if !row.fields.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { return row }
        }
        return nil
    }

    /// Reads dates and coordinates as a spreadsheet of the places writes them where semicolons separate fields: the day
    /// first, and a decimal comma.
    ///
    /// Where commas do, `5/6/2026` may be May or June: it stays as it is, and is refused.
    private static func read(asSpreadsheet values: inout [Field: String]) {
        if let text = values[.incidentDate]?.trimmed {
            let parts = text.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "-" || $0 == "." }
            let numbers = parts.compactMap { Int($0) }
            if numbers.count == 3, parts.count == 3, parts[2].count == 4,
                let day = Day(year: numbers[2], month: numbers[1], day: numbers[0])
            {
                values[.incidentDate] = day.description
            }
        }
        for field in [Field.latitude, .longitude] {
            guard let text = values[field], !text.contains(".") else { continue }
            values[field] = text.split(separator: ",", omittingEmptySubsequences: false).joined(
                separator: ".")
        }
    }
}

private final class NDJSONSource: ComplaintSource {
    private static let longest = 4 << 20

    private let file: File
    private var buffer: [UInt8] = []
    private var at = 0
    private var line = 0
    private var ended = false

    init(_ file: File, folder: String) {
        self.file = file
        super.init(folder: folder)
    }

    override func next() throws -> (line: Int, content: RowContent)? {
        while let bytes = try nextLine() {
            line += 1
            var text = bytes
            if line == 1, text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
            if text.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
            return (line, parse(Array(text)))
        }
        return nil
    }

    private func parse(_ text: [UInt8]) -> RowContent {
        guard let object = (try? JSON(text, form: .any))?.object else {
            return .failure(String(validating: text, as: UTF8.self) == nil ? .notUTF8 : .notJSON)
        }
        var values: [Field: String] = [:]
        for member in object.members {
            guard let field = Field(rawValue: member.key) else {
                if !unknownColumns.contains(member.key) { unknownColumns.append(member.key) }
                continue
            }
            switch member.value {
            case .null: break
            case .string(let text): values[field] = text
            case .bool(let value): values[field] = value ? "true" : "false"
            case .integer(let number): values[field] = String(number)
            case .number(let text): values[field] = text
            case .array(let paths): values[field] = paths.compactMap(\.string).joined(separator: ";")
            case .object: return .failure(.notJSON)
            }
        }
        return .success(given(values))
    }

    private func nextLine() throws -> ArraySlice<UInt8>? {
        var searched = at
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                defer { at = end + 1 }
                return buffer[at..<end]
            }
            if ended {
                guard at < buffer.count else { return nil }
                defer { at = buffer.count }
                return buffer[at...]
            }
            buffer.removeFirst(at)
            at = 0
            searched = buffer.count
            guard buffer.count < Self.longest else { throw FileError(.read, file.path, code: 27) }
            var chunk = [UInt8](repeating: 0, count: 65_536)
            let count = try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
            ended = count == 0
            buffer.append(contentsOf: chunk.prefix(count))
        }
    }
}
