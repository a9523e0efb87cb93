import CSV
import Testing

@Suite("Reading separated values")
struct CSVReaderTests {
    @Test("Plain rows, with any line end and with none at the end", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(end: String) throws {
        let expected: [Outcome] = [.row(1, ["a", "b"]), .row(2, ["", "c d"]), .row(3, ["e", ""])]
        #expect(try outcomes("a,b\(end),c d\(end)e,\(end)") == expected)
        #expect(try outcomes("a,b\(end),c d\(end)e,") == expected)
    }

    @Test("Mixed line ends, and empty lines, which are no rows but are counted")
    func emptyLines() throws {
        #expect(try outcomes("") == [])
        #expect(try outcomes("\n\r\n\r") == [])
        #expect(
            try outcomes("\r\n\na\r\rb\n\r\nc\n\rd\r\n\r\n")
                == [.row(3, ["a"]), .row(5, ["b"]), .row(7, ["c"]), .row(9, ["d"])])
        #expect(try outcomes("\"\"\n \n") == [.row(1, [""]), .row(2, [" "])])
    }

    @Test("Quoted fields keep separators, quotes and line breaks")
    func quotes() throws {
        #expect(
            try outcomes("\"a,b\",\"say \"\"hi\"\"\",\"\"\"\"\n\"\",x\n")
                == [.row(1, ["a,b", "say \"hi\"", "\""]), .row(2, ["", "x"])])
        #expect(
            try outcomes("a,\"1\r\n2\n3\r4\"\r\nb,\"\n\n\"\nc")
                == [.row(1, ["a", "1\r\n2\n3\r4"]), .row(5, ["b", "\n\n"]), .row(8, ["c"])])
    }

    @Test("Quotes inside an unquoted field are data")
    func looseQuotes() throws {
        #expect(try outcomes("5\" disk, \"x\",a\"\"b\n") == [.row(1, ["5\" disk", " \"x\"", "a\"\"b"])])
    }

    @Test("A UTF-8 byte order mark at the beginning is no data, elsewhere it is")
    func mark() throws {
        #expect(try outcomes("\u{FEFF}a,\u{FEFF}b\n") == [.row(1, ["a", "\u{FEFF}b"])])
        #expect(try outcomes("\u{FEFF}\"a,b\",c\n") == [.row(1, ["a,b", "c"])])
        #expect(try outcomes("\u{FEFF}") == [])
    }

    @Test("UTF-16 is one error for the whole file")
    func utf16() throws {
        #expect(try outcomes([0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00]) == [.error(.utf16)])
        #expect(try outcomes([0xFE, 0xFF, 0x00, 0x61]) == [.error(.utf16)])
        #expect(try outcomes([0xFF, 0xFE]) == [.error(.utf16)])
    }

    @Test("NUL bytes are data")
    func nul() throws {
        #expect(try outcomes("a\0,\0\n") == [.row(1, ["a\0", "\0"])])
    }

    @Test("The separator is the most frequent one in the first line outside quotes")
    func separator() throws {
        #expect(try outcomes("a;b;c,d\n1,2;3\n") == [.row(1, ["a", "b", "c,d"]), .row(2, ["1,2", "3"])])
        #expect(
            try outcomes("\n\"a,,,\"\t\"b;\n,;;\"\"\"\n1,2\t3")
                == [.row(2, ["a,,,", "b;\n,;;\""]), .row(4, ["1,2", "3"])])
        #expect(try outcomes("a;b,c\n") == [.row(1, ["a;b", "c"])])
        #expect(try outcomes("a\n1;2\n") == [.row(1, ["a"]), .row(2, ["1;2"])])
        #expect(try outcomes("a,b|c\n", separator: UInt8(ascii: "|")) == [.row(1, ["a,b", "c"])])
        let long = String(repeating: "x", count: 70_000)
        #expect(try outcomes("\(long);b;c\n") == [.row(1, ["\(long);b;c"])])
    }

    @Test("A row that is not UTF-8 is named and does not stop the others")
    func notUTF8() throws {
        let bad: [[UInt8]] = [[0xE9], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]]
        for bytes in bad {
            let file = Array("a,b\n\"x\n\",".utf8) + bytes + Array("\r\nc,\u{E9}\n".utf8)
            #expect(
                try outcomes(file)
                    == [.row(1, ["a", "b"]), .error(.notUTF8(line: 2)), .row(4, ["c", "\u{E9}"])])
        }
    }

    @Test("Text after a closing quote spoils the row to the end of that line only")
    func badQuote() throws {
        #expect(
            try outcomes("a,b\n\"x\ny\"z,\"q\r\n\"c\",d\n\"e\" ,f\ng,h")
                == [
                    .row(1, ["a", "b"]), .error(.badQuote(line: 2)), .row(4, ["c", "d"]),
                    .error(.badQuote(line: 5)), .row(6, ["g", "h"]),
                ])
        #expect(try outcomes("\"a\"b") == [.error(.badQuote(line: 1))])
    }

    @Test("A quote that is never closed is named by the line its row begins on")
    func unterminated() throws {
        #expect(
            try outcomes("a\nb,\"c\nd\ne\n") == [.row(1, ["a"]), .error(.unterminatedQuote(line: 2))])
        #expect(try outcomes("\"") == [.error(.unterminatedQuote(line: 1))])
        #expect(try outcomes("\"a\"\"") == [.error(.unterminatedQuote(line: 1))])
    }

    @Test("A field over the limit spoils its row only, line breaks in quotes included")
    func fieldLimit() throws {
        #expect(try outcomes("abcd,\"ab\"\"d\"\n", fieldLimit: 4) == [.row(1, ["abcd", "ab\"d"])])
        #expect(
            try outcomes("a,b\nabcde,\"x\ny\",\"\"\"\n\"\nc\n", fieldLimit: 4)
                == [.row(1, ["a", "b"]), .error(.fieldTooLong(line: 2)), .row(5, ["c"])])
        #expect(
            try outcomes("a,b\n\"ab\r\n\r\ncd\"\"\ne\",x\"\r\nc\n", fieldLimit: 4)
                == [.row(1, ["a", "b"]), .error(.fieldTooLong(line: 2)), .row(6, ["c"])])
        #expect(try outcomes("\"abcdef", fieldLimit: 4) == [.error(.fieldTooLong(line: 1))])
        #expect(try outcomes("abcdef", fieldLimit: 4) == [.error(.fieldTooLong(line: 1))])
    }

    @Test("A row of too many fields or bytes is passed over")
    func rowLimit() throws {
        let most = String(repeating: ",", count: (1 << 16) - 1)
        let empty = [String](repeating: "", count: 1 << 16)
        #expect(try outcomes("\(most)\nb\n") == [.row(1, empty), .row(2, ["b"])])
        #expect(try outcomes("\(most),\"x\n\"\nb\n") == [.error(.rowTooLong(line: 1)), .row(3, ["b"])])
        let megabyte = String(repeating: "x", count: 1 << 20) + ","
        let long = String(repeating: megabyte, count: 17)
        #expect(try outcomes("\(long)\nb\n") == [.error(.rowTooLong(line: 1)), .row(2, ["b"])])
    }

    @Test("Reading in pieces of any size gives the same", arguments: [1, 2, 3, 5, 64])
    func pieces(step: Int) throws {
        let parts = [
            "a", "\u{E9}", ",", ",", ";", "\"", "\"", "\n", "\r\n", "\r", " ", "\0", "\"\"", "\",\"",
            "bcdefgh",
        ]
        var random = Seeded(state: UInt64(step))
        for round in 0..<400 {
            var file = Array(random.text(of: parts, atMost: 60).utf8)
            if round % 3 == 0 { file = [0xEF, 0xBB, 0xBF] + file }
            if round % 5 == 0 { file.insert(0xFF, at: file.count / 2) }
            let whole = try outcomes(file, fieldLimit: 12)
            #expect(try outcomes(file, fieldLimit: 12, atMost: step) == whole, "\(file)")
        }
    }

    @Test("Rows that lie across the buffer's end, or exceed it, are whole")
    func acrossBuffers() throws {
        var file: [UInt8] = []
        var expected: [Outcome] = []
        for (index, length) in [10, 65_000, 600, 65_536, 300_000, 1, 70_000].enumerated() {
            let field = String(repeating: "x\"\r\n", count: length / 4)
            expected.append(.row(index + 1 + file.count { $0 == 10 } - index, ["\(index)", field]))
            CSVWriter.append(["\(index)", field], to: &file)
        }
        #expect(try outcomes(file) == expected)
        #expect(try outcomes(file, atMost: 1000) == expected)
    }

    @Test("After a failure of its source the reader can be asked again")
    func failingSource() throws {
        struct Interrupted: Error {}
        var left = Array("a,b\n\"c\nd\",e\nf\n".utf8)[...]
        var calls = 0
        let reader = CSVReader(read: { buffer in
            calls += 1
            if calls.isMultiple(of: 2) { throw Interrupted() }
            let count = min(1, left.count)
            buffer.copyBytes(from: left.prefix(count))
            left = left.dropFirst(count)
            return count
        })
        var rows: [CSVRow] = []
        var failures = 0
        while true {
            do {
                guard let row = try reader.next() else { break }
                rows.append(row)
            } catch is Interrupted {
                failures += 1
            }
        }
        #expect(failures > 10)
        #expect(
            rows == [
                CSVRow(line: 1, fields: ["a", "b"]), CSVRow(line: 2, fields: ["c\nd", "e"]),
                CSVRow(line: 4, fields: ["f"]),
            ])
    }
}
