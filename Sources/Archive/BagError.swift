/// Why a tag file or a value of a bag was refused.
///
/// Lines are counted from 1; for values that do not come from a file, from the first value.
package enum BagError: Error, Equatable, Sendable {
    /// The file is not UTF-8.
    case notUTF8
    /// The last line, of this number, does not end with a line feed.
    case missingLineEnd(line: Int)
    /// The line is not laid out as the writer would have done it.
    case badLine(line: Int)
    /// The digest is not 64 lowercase hexadecimal digits.
    case badDigest(line: Int)
    /// The path is not safe in the sense of ``SafePath``.
    case badPath(line: Int, path: String)
    /// The path was named before.
    case duplicatePath(line: Int, path: String)
    /// The label is empty, has a colon or control characters, or begins or ends with blanks.
    case badLabel(line: Int, label: String)
    /// The value has line breaks or control characters, or begins or ends with blanks.
    case badValue(line: Int, label: String)
    /// The text is not two counts joined by a period.
    case badOxum(String)
}
