#if Postgres
    /// A statement as a server takes it, and what it knows of it.
    final class StatementText {
        let sql: String
        /// How often it was run.
        var runs = 0
        /// By which the server knows it, once it has prepared it.
        var name: String?

        /// Of a statement in what both engines understand.
        init(_ sql: String) {
            self.sql = Self.translated(sql)
        }

        /// The places of values as PostgreSQL counts them, and nothing of what is said to SQLite alone.
        private static func translated(_ sql: String) -> String {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(sql.utf8.count + 16)
            var values = 0
            var quote: UInt8?
            var rest = Array(sql.utf8)[...]
            let indexed = Array("INDEXED BY ".utf8)
            while let byte = rest.first {
                if let open = quote {
                    if byte == open { quote = nil }
                } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                    quote = byte
                } else if byte == UInt8(ascii: "?") {
                    rest.removeFirst()
                    let digits = rest.prefix { (48...57).contains($0) }
                    values += 1
                    let place = digits.isEmpty ? String(values) : String(decoding: digits, as: UTF8.self)
                    bytes += Array("$\(place)".utf8)
                    rest = rest.dropFirst(digits.count)
                    continue
                } else if byte == indexed[0], rest.starts(with: indexed) {
                    rest = rest.dropFirst(indexed.count).drop { $0 == 95 || (97...122).contains($0) }
                    continue
                }
                bytes.append(byte)
                rest.removeFirst()
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
#endif
