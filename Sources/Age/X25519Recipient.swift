/// An X25519 public key that files are sealed to (c2sp.org/age, "The X25519 recipient type").
package struct X25519Recipient: Hashable, Sendable {
    /// The length of a public key in bytes.
    static let keyLength = 32

    private static let humanReadable = "age"

    /// The public key: 32 bytes, as RFC 7748 encodes it.
    package let publicKey: [UInt8]

    /// Reads the form `age1…`, in lower case as other implementations demand it.
    ///
    /// Throws `AgeError.badRecipient` with what is wrong.
    package init(_ bech32: String) throws(AgeError) {
        let decoded: (humanReadable: String, bytes: [UInt8])
        do {
            decoded = try Bech32.decode(bech32)
        } catch {
            throw .badRecipient(error.rawValue)
        }
        guard decoded.humanReadable == Self.humanReadable else { throw .badRecipient("prefix") }
        try self.init(publicKey: decoded.bytes)
    }

    /// Takes 32 bytes as the public key; throws `AgeError.badRecipient` for another number.
    ///
    /// A point of low order is found out on sealing only, since that takes the key agreement itself.
    package init(publicKey: [UInt8]) throws(AgeError) {
        guard publicKey.count == Self.keyLength else { throw .badRecipient("length") }
        self.publicKey = publicKey
    }

    /// The form `age1…`, in lower case.
    package var string: String {
        Bech32.encode(publicKey, humanReadable: Self.humanReadable)
    }
}
