/// An Ed25519 public key in the forms OpenSSH gives it (RFC 8709).
package struct SSHPublicKey: Hashable, Sendable {
    /// The name of the one key type, and of the one signature type.
    static let keyType = "ssh-ed25519"

    private static let keyLength = 32
    // A comment has no bound of its own.
    private static let lineBound = 4096

    /// The public key: 32 bytes, as RFC 8032 encodes it.
    package let raw: [UInt8]

    /// Takes 32 bytes as the public key; throws `SSHSignatureError.malformed` for another number.
    package init(raw: [UInt8]) throws(SSHSignatureError) {
        guard raw.count == Self.keyLength else { throw .malformed("key-length") }
        self.raw = raw
    }

    /// Reads `ssh-ed25519 AAAA… [comment]`, the content of a `.pub` file without its line end.
    ///
    /// One space separates the parts; control characters are refused. Throws
    /// `SSHSignatureError.malformed` or `.unsupportedKeyType`.
    package init(line: String) throws(SSHSignatureError) {
        let bytes = Array(line.utf8)
        guard bytes.count <= Self.lineBound else { throw .malformed("key-line-too-long") }
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { throw .malformed("key-line-control") }
        let parts = bytes.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, !parts[0].isEmpty else { throw .malformed("key-line-parts") }
        let keyType = String(decoding: parts[0], as: UTF8.self)
        guard keyType == Self.keyType else { throw .unsupportedKeyType(keyType) }
        guard let blob = Base64.decode(parts[1]) else { throw .malformed("key-base64") }
        try self.init(blob: blob)
    }

    /// Reads the wire encoding: the type and the 32 bytes, each with its length, and nothing else.
    init(blob: [UInt8]) throws(SSHSignatureError) {
        var reader = WireReader(blob, fault: "key-blob")
        let keyType = try reader.text()
        guard keyType == Self.keyType else { throw .unsupportedKeyType(keyType) }
        let raw = try reader.string()
        try reader.end()
        try self.init(raw: raw)
    }

    /// The wire encoding.
    var blob: [UInt8] {
        var blob: [UInt8] = []
        WireFormat.append(Array(Self.keyType.utf8), to: &blob)
        WireFormat.append(raw, to: &blob)
        return blob
    }

    /// The line that `init(line:)` reads, without a comment or a line end.
    package var line: String {
        Self.keyType + " " + Base64.encode(blob)
    }
}
