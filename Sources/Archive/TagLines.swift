/// The lines of a tag file, each ended by a line feed.
enum TagLines {
    /// The lines without their ends.
    ///
    /// Throws ``BagError`` `notUTF8` or `missingLineEnd`.
    static func split(_ bytes: [UInt8]) throws(BagError) -> [Substring] {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        // By scalars: as characters a carriage return and a line feed are one.
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        let rest = lines.popLast()
        guard rest?.isEmpty ?? true else { throw .missingLineEnd(line: lines.count + 1) }
        return lines.map(Substring.init)
    }
}
