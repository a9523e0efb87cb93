/// The text around a signature blob (PROTOCOL.sshsig, section 1).
enum Armour {
    /// The most bytes of text that are read; a signature takes about 300.
    static let bound = 8192

    private static let header = Array("-----BEGIN SSH SIGNATURE-----".utf8)
    private static let footer = Array("-----END SSH SIGNATURE-----".utf8)
    private static let lineFeed: UInt8 = 0x0A
    // ssh-keygen breaks lines at 70 columns, the document says 76.
    private static let columns = 70
    private static let maximumColumns = 76

    /// Returns the armoured text of a blob, with a line end after every line.
    static func encode(_ blob: [UInt8]) -> String {
        let characters = Array(Base64.encode(blob).utf8)
        var output = header + [lineFeed]
        for start in stride(from: 0, to: characters.count, by: columns) {
            output += characters[start..<min(start + columns, characters.count)]
            output.append(lineFeed)
        }
        output += footer + [lineFeed]
        return String(decoding: output, as: UTF8.self)
    }

    /// Returns the blob in an armoured text, lines of which may be of any length up to 76.
    ///
    /// Throws `SSHSignatureError.malformed`.
    static func decode(_ armoured: String) throws(SSHSignatureError) -> [UInt8] {
        let bytes = Array(armoured.utf8)
        guard bytes.count <= bound else { throw .malformed("armour-too-long") }
        var lines = bytes.split(separator: lineFeed, omittingEmptySubsequences: false)[...]
        // The last line's own end leaves an empty piece behind it.
        guard lines.popLast()?.isEmpty == true else { throw .malformed("armour-last-line-end") }
        guard lines.popFirst()?.elementsEqual(header) == true else { throw .malformed("armour-header") }
        guard lines.popLast()?.elementsEqual(footer) == true else { throw .malformed("armour-footer") }
        guard lines.allSatisfy({ (1...maximumColumns).contains($0.count) }) else {
            throw .malformed("armour-line-length")
        }
        guard let blob = Base64.decode(lines.flatMap { $0 }) else { throw .malformed("armour-base64") }
        return blob
    }
}
