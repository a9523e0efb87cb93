import CSV
import Foundation
import Testing

@Suite("Writing separated values")
struct CSVWriterTests {
    private func line(_ fields: [String], separator: UInt8 = UInt8(ascii: ",")) -> String {
        var bytes: [UInt8] = []
        CSVWriter.append(fields, separator: separator, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("Only fields that need quotes get them")
    func quoting() {
        #expect(line(["a", "", "b c", "x;y"]) == "a,,b c,x;y\r\n")
        #expect(
            line(["a,b", "say \"hi\"", "1\n2", "1\r2"]) == "\"a,b\",\"say \"\"hi\"\"\",\"1\n2\",\"1\r2\"\r\n")
        #expect(line([" a", "b "]) == "\" a\",\"b \"\r\n")
        #expect(line(["a;b", "a,b"], separator: UInt8(ascii: ";")) == "\"a;b\";a,b\r\n")
        #expect(line(["\u{FEFF}a"]) == "\"\u{FEFF}a\"\r\n")
        #expect(line([""]) == "\"\"\r\n")
        #expect(line([]) == "")
    }

    static let parts = [
        "a", "b c", "\u{E9}", "\u{1F33E}", "\u{FEFF}", ",", ";", "\t", "\"", "\n", "\r\n", "\r", " ", "\0",
        "word",
    ]

    @Test(
        "What was written is read back",
        arguments: [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")])
    func roundTrip(separator: UInt8) throws {
        var random = Seeded(state: UInt64(separator))
        var rows: [[String]] = []
        var file: [UInt8] = []
        for _ in 0..<2000 {
            let count = Int.random(in: 1...6, using: &random)
            let fields = (0..<count).map { _ in random.text(of: Self.parts, atMost: 5) }
            rows.append(fields)
            CSVWriter.append(fields, separator: separator, to: &file)
        }
        let read = try outcomes(file, separator: separator).map { outcome in
            if case .row(_, let fields) = outcome { fields } else { [] as [String] }
        }
        // By bytes: equal strings may still differ in them.
        #expect(read.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } })
    }

    @Test("Python's csv module reads the same fields, from our file and from one laid out at random")
    func python() throws {
        var random = Seeded(state: 42)
        var written: [UInt8] = []
        var loose: [UInt8] = []
        for _ in 0..<3000 {
            let fields = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                random.text(of: Self.parts, atMost: 5)
            }
            CSVWriter.append(fields, to: &written)
            // Needless quotes, loose quotes, empty lines and all line ends.
            let texts = fields.map { field -> String in
                let mustQuote = field.utf8.contains { [10, 13, 34, 44].contains($0) }
                guard mustQuote || Bool.random(using: &random) else {
                    return field.isEmpty || Bool.random(using: &random) ? field : "\(field)\""
                }
                return "\"\(field.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined())\""
            }
            let ends = ["\n", "\r\n", "\r", "\n\n", "\r\n\r"]
            loose += Array(texts.joined(separator: ",").utf8)
            loose += Array(ends[Int.random(in: 0..<ends.count, using: &random)].utf8)
        }
        for file in [written, loose] where !file.starts(with: [0xEF, 0xBB, 0xBF]) {
            let ours = try outcomes(file, separator: UInt8(ascii: ",")).map { outcome -> String in
                guard case .row(_, let fields) = outcome else { return "\(outcome)" }
                return fields.map { $0.utf8.map { String($0, radix: 16) }.joined(separator: ".") }
                    .joined(separator: ",")
            }
            #expect(try pythonRows(of: file) == ours)
        }
    }

    /// Each row as Python reads it, a line of hexadecimal fields.
    private func pythonRows(of file: [UInt8]) throws -> [String] {
        let url = FileManager.default.temporaryDirectory.appending(path: "csv-tests-\(UUID().uuidString)")
        try Data(file).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        let script = """
            import csv, sys
            for row in csv.reader(open(sys.argv[1], newline="", encoding="utf-8")):
                if row:
                    print(",".join(".".join("%x" % byte for byte in field.encode()) for field in row))
            """
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, url.path()]
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: output, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false
        )
        .dropLast().map(String.init)
    }
}
