/// The size of a bag's payload, as in the field `Payload-Oxum` (RFC 8493, section 2.2.2).
package struct PayloadOxum: Equatable, Sendable {
    /// The length of all payload files together, in bytes; not negative.
    package let bytes: Int
    /// How many payload files there are; not negative.
    package let files: Int

    /// Takes both counts, neither of which may be negative.
    package init(bytes: Int, files: Int) {
        precondition(bytes >= 0 && files >= 0)
        self.bytes = bytes
        self.files = files
    }

    /// Parses the form that `string` gives: two decimal counts without leading zeros, and a period.
    ///
    /// Throws ``BagError`` `badOxum`, also for counts that are too large for an integer.
    package init(parsing text: String) throws(BagError) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 2, let bytes = Int(Substring(parts[0])), let files = Int(Substring(parts[1])),
            bytes >= 0, files >= 0
        else { throw .badOxum(text) }
        self.init(bytes: bytes, files: files)
        // Leaves out signs and leading zeros.
        guard string == text else { throw .badOxum(text) }
    }

    /// The value of the field.
    package var string: String { "\(bytes).\(files)" }
}
