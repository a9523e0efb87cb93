import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An X25519 secret key that opens files (c2sp.org/age, "The X25519 recipient type").
package struct X25519Identity: Sendable {
    private static let humanReadable = "age-secret-key-"
    private static let secretLength = 32

    /// The key in the library's own form, which holds the public key worked out.
    let privateKey: Curve25519.KeyAgreement.PrivateKey

    /// The public key that belongs to this secret key.
    package let recipient: X25519Recipient

    /// Reads the form `AGE-SECRET-KEY-1…`, in upper case as other implementations demand it.
    ///
    /// Throws `AgeError.badIdentity` with what is wrong, never with a part of the text.
    package init(_ bech32: String) throws(AgeError) {
        let decoded: (humanReadable: String, bytes: [UInt8])
        do {
            decoded = try Bech32.decode(bech32)
        } catch {
            throw .badIdentity(error.rawValue)
        }
        guard decoded.humanReadable == Self.humanReadable.uppercased() else { throw .badIdentity("prefix") }
        try self.init(secret: decoded.bytes)
    }

    /// Takes 32 bytes as the secret key; throws `AgeError.badIdentity` for another number.
    package init(secret: [UInt8]) throws(AgeError) {
        guard secret.count == Self.secretLength else { throw .badIdentity("length") }
        do {
            privateKey = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret)
        } catch {
            throw .badIdentity("refused")
        }
        recipient = try X25519Recipient(publicKey: Array(privateKey.publicKey.rawRepresentation))
    }

    /// Makes a new identity out of 32 bytes of the given randomness.
    package static func generate(random: RandomBytes) -> X25519Identity {
        do {
            return try X25519Identity(secret: take(secretLength, from: random))
        } catch {
            // Any 32 bytes are a secret key, and `take` returns no other number.
            preconditionFailure("32 bytes refused as an X25519 secret key")
        }
    }

    /// The secret key: the 32 bytes it was made from.
    package var secret: [UInt8] {
        Array(privateKey.rawRepresentation)
    }

    /// The form `AGE-SECRET-KEY-1…`, in upper case.
    package var string: String {
        Bech32.encode(secret, humanReadable: Self.humanReadable).uppercased()
    }
}
