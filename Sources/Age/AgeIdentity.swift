/// What a file may be opened with.
package enum AgeIdentity: Sendable {
    /// An X25519 secret key.
    case x25519(X25519Identity)
    /// A passphrase, as its raw bytes, and the highest work factor worth spending on it.
    ///
    /// The work factor is the base-two logarithm of scrypt's N; a file asks for 2^(workFactor + 10)
    /// bytes of memory, so this is the caller's bound against a hostile one. Above 30 nothing is tried.
    case scrypt(passphrase: [UInt8], maximumWorkFactor: Int)

    /// Returns the file key, 16 bytes, from the first stanza that the first possible identity unwraps.
    static func unwrap(_ header: AgeHeader, with identities: [AgeIdentity]) throws(AgeError) -> [UInt8] {
        let recognised = try header.stanzas.map { stanza throws(AgeError) in try RecognisedStanza(stanza) }
        var scryptPresent = false
        var passphraseTried = false
        for case .scrypt in recognised {
            // Else whoever shares one of the keys could pass the file off as the passphrase holder's.
            guard recognised.count == 1 else { throw .malformedHeader("scrypt-not-alone") }
            scryptPresent = true
        }
        for identity in identities {
            for stanza in recognised {
                switch (identity, stanza) {
                case (.x25519(let identity), .x25519(let stanza)):
                    if let fileKey = try stanza.unwrap(with: identity) { return fileKey }
                case (.scrypt(let passphrase, let maximum), .scrypt(let stanza)):
                    passphraseTried = true
                    if let fileKey = try stanza.unwrap(passphrase: passphrase, maximumWorkFactor: maximum) {
                        return fileKey
                    }
                default:
                    continue
                }
            }
        }
        throw passphraseTried ? .wrongPassphrase : .noIdentityMatched(needsPassphrase: scryptPresent)
    }
}
