import CSV
import FileIO
package import LaporModel
import LaporStore

/// What became of a file of responses.
package struct ResponsesResult: Sendable {
    /// A row that was not taken.
    package struct Rejected: Sendable {
        /// Where the row begins in the file, from 1.
        package var line: Int
        package var field: String?
        package var error: any Error
    }

    package var taken = 0
    /// Rows that say nothing new.
    package var known = 0
    package var rejected: [Rejected] = []
    /// Lines of rows that close a complaint which nobody has answered in words.
    package var closedUnanswered: [Int] = []
}

/// Why a row of responses, or the file, is not taken.
package enum ResponsesFileError: Error, Equatable, Sendable {
    /// Its first line names neither a number nor a tracking number.
    case noHeader(path: String)
    case notReadable
    /// Neither a number nor a known tracking number.
    case noComplaint
}

extension Office {
    private enum Column: String {
        case number, tracking, status, agency, answer, date

        /// The column of a heading, in English or Indonesian, however Excel writes it.
        init?(heading: String) {
            let folded = heading.lowercased().split { !$0.isLetter }.joined(separator: " ")
            switch folded {
            case "number", "nomor", "nomor laporan": self = .number
            case "tracking id", "nomor pelacakan", "tracking", "pelacakan": self = .tracking
            case "status": self = .status
            case "agency", "instansi", "instansi tujuan": self = .agency
            case "answer", "jawaban", "tanggapan": self = .answer
            case "date", "tanggal", "tanggal jawaban": self = .date
            default: return nil
            }
        }
    }

    /// Takes responses from a CSV file: good rows are taken, bad ones named; a second run changes nothing.
    package func respond(file path: String) throws -> ResponsesResult {
        let file = try File.openRegular(path)
        let reader = CSVReader(read: { try file.read(into: $0) })
        let header = try? reader.next()
        let columns = header?.fields.map { Column(heading: $0) } ?? []
        guard columns.contains(.number) || columns.contains(.tracking) else {
            throw ResponsesFileError.noHeader(path: path)
        }
        var result = ResponsesResult()
        while true {
            do {
                guard let row = try reader.next() else { break }
                var values: [Column: String] = [:]
                for (column, value) in zip(columns, row.fields) {
                    let trimmed = value.trimmed
                    if let column, !trimmed.isEmpty { values[column] = column == .answer ? value : trimmed }
                }
                if values.isEmpty { continue }
                take(values, line: row.line, &result)
            } catch let error as CSVError {
                result.rejected.append(
                    .init(line: CatalogueFile.line(error), field: nil, error: ResponsesFileError.notReadable))
            }
        }
        return result
    }

    private func take(_ values: [Column: String], line: Int, _ result: inout ResponsesResult) {
        var field: String?
        do {
            field = "tracking_id"
            let tracking = try values[.tracking].map(Self.trackingID)
            field = values[.number] == nil ? "tracking_id" : "number"
            let complaint = try complaint(number: values[.number], tracking: tracking)
            field = "status"
            let status = try values[.status].map(Self.status)
            field = "date"
            let date = try values[.date].map(Self.date)
            field = nil
            let answered = try respond(
                complaint,
                Response(
                    status: status, text: values[.answer], agency: values[.agency], trackingID: tracking,
                    date: date))
            if answered.allEvents > 0 { result.taken += 1 } else { result.known += 1 }
            if answered.isClosedUnanswered { result.closedUnanswered.append(line) }
        } catch {
            switch error as? ResponseError {
            case .futureDate: field = "date"
            case .trackingIDTaken: field = "tracking_id"
            default: break
            }
            result.rejected.append(.init(line: line, field: field, error: error))
        }
    }

    private func complaint(number: String?, tracking: String?) throws -> String {
        if let number { return try store.read { try $0.complaint(named: number).id.hex } }
        guard let tracking, let id = try store.read({ try $0.complaint(tracking: tracking) }) else {
            throw ResponsesFileError.noComplaint
        }
        return id.hex
    }

    /// A day as `YYYY-MM-DD`, `dd/mm/yyyy` or `dd-mm-yyyy`; a time behind it is passed over.
    package static func date(_ text: String) throws -> Day {
        let day = text.split { $0 == " " || $0 == "T" }.first.map(String.init) ?? ""
        if let plain = Day(day) { return plain }
        let parts = day.split { "/-.".contains($0) }.compactMap { Int($0) }
        guard parts.count == 3, let found = Day(year: parts[2], month: parts[1], day: parts[0]),
            parts[2] > 1900
        else { throw ResponseError.badDate(text) }
        return found
    }
}
