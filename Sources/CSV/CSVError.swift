/// Why a row, or the whole of a file, could not be read.
///
/// Lines are those on which the row begins, counted from 1. After any of these the reader can be
/// asked for the next row.
package enum CSVError: Error, Equatable, Sendable {
    /// The file begins with a byte order mark of UTF-16; no row of it is read.
    case utf16
    /// The row is not UTF-8.
    case notUTF8(line: Int)
    /// Something other than a separator or a line end follows a closing quote.
    ///
    /// What is left of the line on which that stands is passed over.
    case badQuote(line: Int)
    /// The file ends inside a quoted field of the row.
    case unterminatedQuote(line: Int)
    /// A field of the row exceeds the limit; the row is passed over.
    case fieldTooLong(line: Int)
    /// The row has more than 65,536 fields, or a field begins beyond 16 MiB; the row is passed over.
    case rowTooLong(line: Int)
}
