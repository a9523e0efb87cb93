/// Writes rows of separated values (RFC 4180).
package enum CSVWriter {
    /// Appends one row with a CR LF at its end.
    ///
    /// Quoted are fields that hold the separator, a quote or a line break, that begin or end with
    /// a space or begin with a byte order mark, and an empty field that is alone in its row, which
    /// would otherwise be an empty line. No fields are no row, for which nothing is appended.
    /// ``CSVReader`` gives back the same fields, if told the same separator.
    package static func append(
        _ fields: [String], separator: UInt8 = UInt8(ascii: ","), to bytes: inout [UInt8]
    ) {
        guard !fields.isEmpty else { return }
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(separator) }
            var field = field
            field.withUTF8 { text in
                if needsQuotes(text, separator: separator) || (text.isEmpty && fields.count == 1) {
                    appendQuoted(text, to: &bytes)
                } else {
                    bytes.append(contentsOf: text)
                }
            }
        }
        bytes.append(Byte.carriageReturn)
        bytes.append(Byte.lineFeed)
    }

    private static func needsQuotes(_ text: UnsafeBufferPointer<UInt8>, separator: UInt8) -> Bool {
        text.first == Byte.space || text.last == Byte.space || text.starts(with: [0xEF, 0xBB, 0xBF])
            || text.contains {
                $0 == separator || $0 == Byte.quote || $0 == Byte.carriageReturn || $0 == Byte.lineFeed
            }
    }

    private static func appendQuoted(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(Byte.quote)
        for byte in text {
            if byte == Byte.quote { bytes.append(Byte.quote) }
            bytes.append(byte)
        }
        bytes.append(Byte.quote)
    }
}
