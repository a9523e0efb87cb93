/// One row of a file of separated values.
package struct CSVRow: Equatable, Sendable {
    /// The number of the line on which the row begins, counted from 1.
    package var line: Int
    /// The fields, at least one, without the quotes around them.
    package var fields: [String]

    /// Makes a row.
    package init(line: Int, fields: [String]) {
        self.line = line
        self.fields = fields
    }
}
