import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An Ed25519 secret key that makes signatures `ssh-keygen -Y verify` accepts.
package struct SSHSigningKey: Sendable {
    private static let seedLength = 32

    private let privateKey: Curve25519.Signing.PrivateKey

    /// The public key that belongs to this secret key.
    package let publicKey: SSHPublicKey

    /// Takes the 32 bytes that RFC 8032 calls the private key.
    ///
    /// Throws `SSHSignatureError.malformed` for another number.
    package init(seed: [UInt8]) throws(SSHSignatureError) {
        guard seed.count == Self.seedLength,
            let privateKey = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        else { throw .malformed("seed-length") }
        self.privateKey = privateKey
        publicKey = try SSHPublicKey(raw: Array(privateKey.publicKey.rawRepresentation))
    }

    /// Makes a new key out of 32 bytes of the given randomness, which must be cryptographically secure.
    ///
    /// A source that returns another number of bytes stops the program.
    package static func generate(random: (Int) -> [UInt8]) -> SSHSigningKey {
        do {
            return try SSHSigningKey(seed: random(seedLength))
        } catch {
            preconditionFailure("the source of randomness returned a wrong number of bytes")
        }
    }

    /// The 32 bytes the key was made from.
    package var seed: [UInt8] {
        Array(privateKey.rawRepresentation)
    }

    /// Signs a message for a purpose; the result is an armoured signature with a line end after every line.
    ///
    /// The message is hashed with SHA-512. Throws `SSHSignatureError.malformed` for an empty namespace
    /// (PROTOCOL.sshsig, section 2) or one that does not fit into an armoured signature.
    package func sign(_ message: [UInt8], namespace: String) throws(SSHSignatureError) -> String {
        guard !namespace.isEmpty else { throw .malformed("namespace-empty") }
        guard namespace.utf8.count <= SignatureBlob.namespaceBound else {
            throw .malformed("namespace-too-long")
        }
        var blob = SignatureBlob(publicKey: publicKey, namespace: namespace, hash: .sha512, signature: [])
        do {
            blob.signature = Array(try privateKey.signature(for: blob.signedData(message)))
        } catch {
            throw .malformed("signing-refused")
        }
        return Armour.encode(blob.bytes)
    }
}
