/// Whom a file is sealed to.
package enum AgeRecipient: Sendable {
    /// The holder of an X25519 secret key.
    case x25519(X25519Recipient)
    /// Whoever knows the passphrase; must be a file's only recipient.
    ///
    /// The passphrase is its raw bytes, by convention UTF-8, and not empty. `workFactor` is the
    /// base-two logarithm of scrypt's N, from 1 to 30; memory is 2^(workFactor + 10) bytes.
    case scrypt(passphrase: [UInt8], workFactor: Int)

    /// Wraps a file key of 16 bytes for this recipient.
    func wrap(_ fileKey: [UInt8], random: RandomBytes) throws(AgeError) -> Stanza {
        switch self {
        case .x25519(let recipient):
            try X25519Stanza.wrap(fileKey, for: recipient, random: random)
        case .scrypt(let passphrase, let workFactor):
            try ScryptStanza.wrap(fileKey, passphrase: passphrase, workFactor: workFactor, random: random)
        }
    }

    /// Refuses a list that no valid file can be sealed to.
    static func check(_ recipients: [AgeRecipient]) throws(AgeError) {
        guard !recipients.isEmpty else { throw .unusableRecipients("none") }
        guard recipients.count <= AgeHeader.maximumStanzas else { throw .unusableRecipients("too-many") }
        guard recipients.count > 1 else { return }
        for case .scrypt in recipients {
            throw .unusableRecipients("scrypt-not-alone")
        }
    }
}
