/// Reads rows of separated values (RFC 4180), as a stream, in memory bounded by the longest row.
///
/// More is taken than the standard allows: a UTF-8 byte order mark at the beginning, CR LF, LF
/// or CR as line ends, other separators, and quotes inside unquoted fields, which are data. Empty
/// lines are no rows. Fields are UTF-8 and otherwise kept as they are, line breaks in quotes
/// included. A bad row throws a ``CSVError`` and does not stop the rows after it.
package final class CSVReader {
    private struct Field {
        var range: Range<Int>
        var doubledQuotes: Int
    }

    private static let mostFields = 1 << 16
    private static let longestRow = 1 << 24

    private var buffer: ByteBuffer
    private let fieldLimit: Int
    /// The byte between fields: as given, or as found when the first row was read.
    package private(set) var separator: UInt8?
    private var hasBegun = false
    private var line = 1
    /// The last line ended with a CR, of which an LF may be the other half.
    private var isAfterReturn = false
    private var skipping: Skipping?
    private var fields: [Field] = []

    /// Starts reading at the first byte of a file; nothing is read yet.
    ///
    /// - Parameters:
    ///   - read: Fills the front of a buffer and returns how many bytes it wrote, 0 at the end.
    ///   - separator: The byte between fields, neither a quote nor a line end. If nil, it is the
    ///     most frequent of comma, semicolon and tab in the first line, outside quotes.
    ///   - fieldLimit: The longest field allowed, in bytes without its quotes.
    package init(
        read: @escaping (UnsafeMutableRawBufferPointer) throws -> Int, separator: UInt8? = nil,
        fieldLimit: Int = 1 << 20
    ) {
        precondition(
            separator != Byte.quote && separator != Byte.lineFeed && separator != Byte.carriageReturn)
        self.buffer = ByteBuffer(source: read)
        self.separator = separator
        self.fieldLimit = fieldLimit
    }

    /// The next row, or nil at the end of the file.
    ///
    /// Throws ``CSVError``, after which reading goes on with what follows the bad row, or what
    /// `read` throws, after which the call can be repeated if `read` can.
    package func next() throws -> CSVRow? {
        if !hasBegun { try begin() }
        if skipping != nil { try skip() }
        guard try passOverEmptyLines() else { return nil }
        let separator = try self.separator ?? findSeparator()
        self.separator = separator
        return try scanRow(separator)
    }

    private func begin() throws {
        _ = try buffer.has(moreThan: 2)
        hasBegun = true
        let front = buffer.bytes.prefix(3)
        if front.elementsEqual([0xEF, 0xBB, 0xBF]) {
            buffer.drop(3)
        } else if front.starts(with: [0xFF, 0xFE]) || front.starts(with: [0xFE, 0xFF]) {
            buffer.dropAll()
            throw CSVError.utf16
        }
    }

    private func passOverEmptyLines() throws -> Bool {
        while try buffer.has(moreThan: 0) {
            switch buffer.bytes[0] {
            case Byte.lineFeed:
                if !isAfterReturn { line += 1 }
                isAfterReturn = false
            case Byte.carriageReturn:
                line += 1
                isAfterReturn = true
            default:
                isAfterReturn = false
                return true
            }
            buffer.drop(1)
        }
        return false
    }

    private func findSeparator() throws -> UInt8 {
        var isAll = false
        while true {
            let bytes = UnsafeBufferPointer(buffer.bytes)
            if let found = Separator.find(in: bytes, isAll: isAll) { return found }
            isAll = try !buffer.fill()
        }
    }

    private func scanRow(_ separator: UInt8) throws -> CSVRow {
        fields.removeAll(keepingCapacity: true)
        // Counted from the front of the buffer, which is where the row begins.
        var position = 0
        var lineBreaks = 0
        while true {
            guard fields.count < Self.mostFields, position <= Self.longestRow else {
                abandon(at: position, lineBreaks, Skipping(.row, isAtFieldStart: true))
                throw CSVError.rowTooLong(line: startLine(lineBreaks))
            }
            if try buffer.has(moreThan: position), buffer.bytes[position] == Byte.quote {
                try scanQuoted(&position, &lineBreaks)
            } else {
                try scanUnquoted(&position, lineBreaks, separator)
            }
            guard try buffer.has(moreThan: position) else {
                return try finishRow(length: position, lineBreaks)
            }
            switch buffer.bytes[position] {
            case separator:
                position += 1
            case Byte.lineFeed:
                return try finishRow(length: position + 1, lineBreaks + 1)
            case Byte.carriageReturn:
                isAfterReturn = true
                return try finishRow(length: position + 1, lineBreaks + 1)
            default:
                abandon(at: position, lineBreaks, Skipping(.line))
                throw CSVError.badQuote(line: startLine(lineBreaks))
            }
        }
    }

    private func scanUnquoted(_ position: inout Int, _ lineBreaks: Int, _ separator: UInt8) throws {
        let start = position
        repeat {
            let bytes = buffer.bytes
            while position < bytes.count {
                let byte = bytes[position]
                if byte == separator || byte == Byte.lineFeed || byte == Byte.carriageReturn { break }
                position += 1
            }
            guard position - start <= fieldLimit else {
                abandon(at: position, lineBreaks, Skipping(.row))
                throw CSVError.fieldTooLong(line: startLine(lineBreaks))
            }
            if position < bytes.count { break }
        } while try buffer.fill()
        fields.append(Field(range: start..<position, doubledQuotes: 0))
    }

    private func scanQuoted(_ position: inout Int, _ lineBreaks: inout Int) throws {
        position += 1
        let start = position
        var doubledQuotes = 0
        while true {
            let bytes = buffer.bytes
            while position < bytes.count {
                let byte = bytes[position]
                if byte == Byte.quote { break }
                if byte == Byte.carriageReturn
                    || (byte == Byte.lineFeed && bytes[position - 1] != Byte.carriageReturn)
                {
                    lineBreaks += 1
                }
                position += 1
            }
            guard position - start - doubledQuotes <= fieldLimit else {
                let isAfterReturn = bytes[position - 1] == Byte.carriageReturn
                let skipping = Skipping(.row, isQuoted: true, isAfterReturn: isAfterReturn)
                abandon(at: position, lineBreaks, skipping)
                throw CSVError.fieldTooLong(line: startLine(lineBreaks))
            }
            if position == bytes.count {
                if try buffer.fill() { continue }
                abandon(at: position, lineBreaks, nil)
                throw CSVError.unterminatedQuote(line: startLine(lineBreaks))
            }
            guard try buffer.has(moreThan: position + 1), buffer.bytes[position + 1] == Byte.quote
            else { break }
            doubledQuotes += 1
            position += 2
        }
        fields.append(Field(range: start..<position, doubledQuotes: doubledQuotes))
        position += 1
    }

    /// Makes the fields of the row at the front of the buffer and gives up its bytes.
    private func finishRow(length: Int, _ lineBreaks: Int) throws -> CSVRow {
        let bytes = buffer.bytes
        var row = CSVRow(line: line, fields: [])
        row.fields.reserveCapacity(fields.count)
        var isValid = true
        for field in fields {
            let start = field.range.lowerBound
            let end = Self.unescape(bytes, field)
            let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
            guard let string = String(validating: text, as: UTF8.self) else {
                isValid = false
                break
            }
            row.fields.append(string)
        }
        abandon(at: length, lineBreaks, nil)
        guard isValid else { throw CSVError.notUTF8(line: row.line) }
        return row
    }

    /// Draws the field together over its doubled quotes, in place, and returns its new end.
    private static func unescape(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ field: Field) -> Int {
        guard field.doubledQuotes > 0 else { return field.range.upperBound }
        var target = field.range.lowerBound
        var position = target
        while position < field.range.upperBound {
            bytes[target] = bytes[position]
            position += bytes[position] == Byte.quote ? 2 : 1
            target += 1
        }
        return target
    }

    /// Gives up so much of the row, and what follows as told when the next row is asked for.
    private func abandon(at position: Int, _ lineBreaks: Int, _ skipping: Skipping?) {
        buffer.drop(position)
        line += lineBreaks
        self.skipping = skipping
    }

    /// The row's first line, once `line` has been moved on.
    private func startLine(_ lineBreaks: Int) -> Int { line - lineBreaks }

    private func skip() throws {
        while var skipping, try buffer.has(moreThan: 0) {
            let (count, lineBreaks, isDone) = skipping.advance(over: buffer.bytes, separator: separator)
            isAfterReturn = skipping.isAfterReturn
            abandon(at: count, lineBreaks, isDone ? nil : skipping)
        }
    }
}
