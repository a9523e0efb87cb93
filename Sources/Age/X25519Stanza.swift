import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A file key wrapped for an X25519 public key (c2sp.org/age, "X25519 recipient stanza").
struct X25519Stanza {
    /// The first argument of the stanza.
    static let name = "X25519"

    private static let info = Array("age-encryption.org/v1/X25519".utf8)

    private let share: [UInt8]
    private let body: [UInt8]

    /// Checks the arguments and the body's length; throws `AgeError.malformedHeader`.
    init(_ stanza: Stanza) throws(AgeError) {
        guard stanza.arguments.count == 2 else { throw .malformedHeader("x25519-arguments") }
        guard let share = Base64.decode(stanza.arguments[1].utf8), share.count == X25519Recipient.keyLength
        else { throw .malformedHeader("x25519-share") }
        // The length goes first: a body that decrypts under several keys must be a short one.
        guard stanza.body.count == FileKeyWrap.bodyLength else {
            throw .malformedHeader("x25519-body-length")
        }
        self.share = share
        body = stanza.body
    }

    /// Wraps a file key, with an ephemeral secret of 32 random bytes.
    ///
    /// Throws `AgeError.badRecipient` for a public key of low order.
    static func wrap(
        _ fileKey: [UInt8], for recipient: X25519Recipient, random: RandomBytes
    ) throws(AgeError) -> Stanza {
        let secret = take(X25519Recipient.keyLength, from: random)
        let ephemeral = try AgeError.wrapping {
            try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret)
        }
        let share = Array(ephemeral.publicKey.rawRepresentation)
        guard let key = wrapKey(ephemeral, with: recipient.publicKey, salt: share + recipient.publicKey)
        else {
            throw .badRecipient("low-order")
        }
        let body = try FileKeyWrap.seal(fileKey, under: key)
        return Stanza(arguments: [name, Base64.encode(share)], body: body)
    }

    /// Returns the file key; nil where the stanza is for another key.
    ///
    /// Throws `AgeError.malformedHeader` for an ephemeral share of low order.
    func unwrap(with identity: X25519Identity) throws(AgeError) -> [UInt8]? {
        let salt = share + identity.recipient.publicKey
        guard let key = Self.wrapKey(identity.privateKey, with: share, salt: salt) else {
            throw .malformedHeader("x25519-low-order")
        }
        return try FileKeyWrap.open(body, under: key)
    }

    /// The wrap key; nil where the shared secret is all zero.
    private static func wrapKey(
        _ secret: Curve25519.KeyAgreement.PrivateKey, with publicKey: [UInt8], salt: [UInt8]
    ) -> SymmetricKey? {
        guard let point = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: publicKey),
            let shared = try? secret.sharedSecretFromKeyAgreement(with: point)
        else { return nil }
        // The library returns an all-zero secret on some platforms and refuses it on others.
        guard shared.withUnsafeBytes({ $0.reduce(0) { $0 | $1 } }) != 0 else { return nil }
        return shared.hkdfDerivedSymmetricKey(
            using: SHA256.self, salt: salt, sharedInfo: info, outputByteCount: FileKeyWrap.wrapKeyLength)
    }
}
