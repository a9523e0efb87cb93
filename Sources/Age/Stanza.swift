/// One recipient stanza of a header, of whatever kind (c2sp.org/age, "Recipient stanza").
struct Stanza: Equatable {
    /// The number of characters in every body line but the last, which is shorter.
    static let bodyColumns = 64

    /// One argument or more, each of one or more visible ASCII characters; the first is the kind.
    var arguments: [String]
    /// The body, decoded; may be empty.
    var body: [UInt8]

    /// Appends the stanza as it stands in a file.
    func append(to output: inout [UInt8]) {
        output.append(contentsOf: "->".utf8)
        for argument in arguments {
            output.append(.space)
            output.append(contentsOf: argument.utf8)
        }
        output.append(.lineFeed)
        // 48 bytes fill a line; a body that ends with a full line is followed by an empty one.
        let bytesPerLine = Self.bodyColumns / 4 * 3
        var start = 0
        while body.count - start >= bytesPerLine {
            Base64.append(body[start..<start + bytesPerLine], to: &output)
            output.append(.lineFeed)
            start += bytesPerLine
        }
        Base64.append(body[start...], to: &output)
        output.append(.lineFeed)
    }
}

extension UInt8 {
    /// The line end of the header.
    static let lineFeed: UInt8 = 0x0A
    /// What separates the arguments of a stanza.
    static let space: UInt8 = 0x20
    /// Whether this is a VCHAR of RFC 5234.
    var isVisible: Bool { (0x21...0x7E).contains(self) }
}
