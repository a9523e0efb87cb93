import Foundation
import Spreadsheet
import Testing

@Suite(.enabled(if: SpreadsheetWriter.isAvailable, "built without the trait Spreadsheet"))
struct SpreadsheetWriterTests {
    private let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    @Test func `a text longer than a cell is cut and counted, NUL is left out`() throws {
        let path = folder + "/a.xlsx"
        let book = try SpreadsheetWriter(path)
        try book.begin("teks", [SpreadsheetColumn("a", width: 9)])
        try book.add([.text(String(repeating: "\u{1F69C}", count: 16_384))])
        try book.add([.text(String(repeating: "x", count: SpreadsheetWriter.longestText))])
        try book.add([.text("a\0b")])
        try book.close()
        #expect(book.cut == 1)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(bytes.starts(with: Data("PK".utf8)) && bytes.count < 20_000)
    }

    @Test func `where no file can be made, closing fails and says why`() throws {
        let book = try SpreadsheetWriter(folder + "/missing/a.xlsx")
        let error = #expect(throws: SpreadsheetError.self) {
            try book.begin("a", [SpreadsheetColumn("a", width: 9)])
            try book.add([.number(1)])
            try book.close()
        }
        #expect(error?.path.hasSuffix("a.xlsx") == true && error?.reason.isEmpty == false)
    }
}
