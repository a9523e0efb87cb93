/// The file `bag-info.txt` of a bag (RFC 8493, section 2.2.2).
///
/// One line for each field: the label, a colon, a space, the value, a line feed. Values are not
/// folded over lines. Only what `bytes` would give is parsed, so that parsing and writing again
/// changes nothing.
package struct BagInfo: Equatable, Sendable {
    /// The fields in their order in the file; a label may occur more than once.
    package let fields: [(label: String, value: String)]

    /// Checks and takes the fields in their order.
    ///
    /// A label is not empty and has no colon. Neither label nor value has control characters other
    /// than tabs, line breaks of any kind, or blanks at its ends; a value may be empty. Throws
    /// ``BagError`` `badLabel` or `badValue`, the line being the field's place counted from 1.
    package init(fields: [(label: String, value: String)]) throws(BagError) {
        for (index, field) in fields.enumerated() {
            guard !field.label.isEmpty, Self.isClean(field.label),
                !field.label.unicodeScalars.contains(where: { $0 == ":" || $0 == "\u{FEFF}" })
            else { throw .badLabel(line: index + 1, label: field.label) }
            guard Self.isClean(field.value) else { throw .badValue(line: index + 1, label: field.label) }
        }
        self.fields = fields
    }

    /// Parses the file in the one form that `bytes` gives.
    ///
    /// No bytes are a file of no fields. Throws ``BagError``.
    package init(parsing bytes: [UInt8]) throws(BagError) {
        var fields: [(label: String, value: String)] = []
        for (index, line) in try TagLines.split(bytes).enumerated() {
            let scalars = line.unicodeScalars
            guard let colon = scalars.firstIndex(of: ":"),
                scalars[scalars.index(after: colon)...].first == " "
            else { throw .badLine(line: index + 1) }
            let value = scalars[colon...].dropFirst(2)
            fields.append((String(scalars[..<colon]), String(value)))
        }
        try self.init(fields: fields)
    }

    /// The file.
    package var bytes: [UInt8] {
        fields.flatMap { Array("\($0.label): \($0.value)\n".utf8) }
    }

    /// The value of the first field of that label, or nil if there is none.
    ///
    /// The case of ASCII letters in labels does not matter, as the standard has it for its own.
    package subscript(label: String) -> String? {
        fields.first { Self.isSame($0.label, label) }?.value
    }

    /// The values of all fields of that label, in their order.
    package func all(_ label: String) -> [String] {
        fields.filter { Self.isSame($0.label, label) }.map(\.value)
    }

    /// Whether both have the same fields, scalar for scalar, in the same order.
    package static func == (left: BagInfo, right: BagInfo) -> Bool {
        left.bytes == right.bytes
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        func folded(_ byte: UInt8) -> UInt8 {
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
        }
        return left.utf8.elementsEqual(right.utf8) { folded($0) == folded($1) }
    }

    private static func isClean(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        for blank: Unicode.Scalar in [" ", "\t"] where scalars.first == blank || scalars.last == blank {
            return false
        }
        return scalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x09: true
            case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029: false
            default: true
            }
        }
    }
}
