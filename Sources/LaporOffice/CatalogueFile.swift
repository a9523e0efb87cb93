import CSV
import FileIO
package import LaporBundle
import LaporModel
import LaporStore

/// A line of a list that cannot be taken.
package struct CatalogueProblem: Equatable, Sendable {
    /// What is wrong.
    package enum Reason: Equatable, Sendable {
        case badCode
        case duplicate(of: Int)
        case orphan(parent: String)
        case missingName
        case missingColumns(found: Int)
        case notReadable
        case badDate
        case unknownStep
        case badDays(String)
    }

    /// From 1, where the row begins.
    package var line: Int
    package var code: String
    package var reason: Reason
}

/// Why a list is not loaded: nothing of it is.
package struct CatalogueError: Error, Equatable, Sendable {
    package var path: String
    /// At least one, in the order of the lines; a file without any row has one for line 1.
    package var problems: [CatalogueProblem]
}

extension Office {
    /// Loads a list from a CSV file in place of the one before; gives the number of entries.
    ///
    /// Regions are `kode,nama` with every code's parent in the same file; categories `code,name,parent`; agencies
    /// `code,name`; holidays `date,name`; deadlines `step,days,basis`. A header line is passed over.
    package func load(_ list: Kit.List, from path: String) throws -> Int {
        var file = CatalogueFile(path, list)
        let entries = try file.read()
        try write { try $0.replace(list, with: entries) }
        try store.checkpoint()
        return entries.count
    }
}

/// Reads and checks one list.
struct CatalogueFile {
    let path: String
    let list: Kit.List
    private var entries: [CatalogueEntry] = []
    private var lines: [Int] = []
    private var lineOfCode: [String: Int] = [:]
    private var problems: [CatalogueProblem] = []

    init(_ path: String, _ list: Kit.List) {
        self.path = path
        self.list = list
    }

    mutating func read() throws -> [CatalogueEntry] {
        let file = try File.openRegular(path)
        let reader = CSVReader(read: { try file.read(into: $0) })
        var isFirst = true
        while true {
            do {
                guard let row = try reader.next() else { break }
                defer { isFirst = false }
                if isFirst, isHeader(row) { continue }
                take(row)
            } catch let error as CSVError {
                problems.append(CatalogueProblem(line: Self.line(error), code: "", reason: .notReadable))
                isFirst = false
            }
        }
        if list == .regions || list == .categories { checkParents() }
        if entries.isEmpty, problems.isEmpty {
            problems.append(CatalogueProblem(line: 1, code: "", reason: .missingColumns(found: 0)))
        }
        guard problems.isEmpty else {
            throw CatalogueError(path: path, problems: problems.sorted { $0.line < $1.line })
        }
        return entries
    }

    private func isHeader(_ row: CSVRow) -> Bool {
        ["kode", "code", "date", "tanggal", "step", "langkah"].contains(row.fields.first?.lowercased() ?? "")
    }

    private mutating func take(_ row: CSVRow) {
        func refuse(_ reason: CatalogueProblem.Reason) {
            problems.append(CatalogueProblem(line: row.line, code: row.fields[0], reason: reason))
        }
        guard row.fields.count >= 2 else { return refuse(.missingColumns(found: row.fields.count)) }
        var code = row.fields[0]
        switch list {
        case .regions: if RegionCode(code) == nil { return refuse(.badCode) }
        case .categories, .agencies: if code.isEmpty { return refuse(.badCode) }
        case .holidays:
            guard let day = try? Office.date(code) else { return refuse(.badDate) }
            code = day.description
        case .deadlines:
            guard let step = Deadlines.Step(word: code) else { return refuse(.unknownStep) }
            code = step.rawValue
            guard let days = Int(row.fields[1]), (1...1_000).contains(days) else {
                return refuse(.badDays(row.fields[1]))
            }
        }
        if row.fields[1].allSatisfy(\.isWhitespace) { return refuse(.missingName) }
        if let line = lineOfCode[code] { return refuse(.duplicate(of: line)) }
        lineOfCode[code] = row.line
        let parent = row.fields.count > 2 && !row.fields[2].isEmpty ? row.fields[2] : nil
        entries.append(CatalogueEntry(code: code, name: row.fields[1], parent: parent))
        lines.append(row.line)
    }

    private mutating func checkParents() {
        for (entry, line) in zip(entries, lines) {
            let parent = list == .regions ? RegionCode(entry.code)?.parent : entry.parent
            if let parent, lineOfCode[parent] == nil {
                problems.append(
                    CatalogueProblem(line: line, code: entry.code, reason: .orphan(parent: parent)))
            }
        }
    }

    /// The line that an error names.
    static func line(_ error: CSVError) -> Int {
        switch error {
        case .utf16: 1
        case .notUTF8(let line), .badQuote(let line), .unterminatedQuote(let line), .fieldTooLong(let line),
            .rowTooLong(let line):
            line
        }
    }
}
