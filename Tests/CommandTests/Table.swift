import Foundation

/// A CSV file read by RFC 4180 alone, with a reader that shares nothing with the programs' own.
struct Table {
    let columns: [String]
    let rows: [[String: String]]

    /// Reads a table with a header line; a BOM before it is passed over.
    init(_ data: Data) {
        var scalars = Array(String(decoding: data, as: UTF8.self).unicodeScalars)
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        var records: [[String]] = []
        var record: [String] = []
        var field = String.UnicodeScalarView()
        var isQuoted = false
        var index = 0
        func endField() {
            record.append(String(field))
            field = String.UnicodeScalarView()
        }
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            switch scalar {
            case "\"" where isQuoted && index < scalars.count && scalars[index] == "\"":
                field.append(scalar)
                index += 1
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: endField()
            case "\r" where !isQuoted: break
            case "\n" where !isQuoted:
                endField()
                records.append(record)
                record = []
            default: field.append(scalar)
            }
        }
        if !record.isEmpty || !field.isEmpty {
            endField()
            records.append(record)
        }
        let columns = records.first ?? []
        self.columns = columns
        rows = records.dropFirst().map { Dictionary(zip(columns, $0)) { first, _ in first } }
    }

    /// A text as CSV has it, in quotes.
    static func quoted(_ text: String) -> String {
        "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}
