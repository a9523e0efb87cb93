import Crypto

/// Detached, armoured SSH signatures by Ed25519 keys (OpenSSH, PROTOCOL.sshsig).
package enum SSHSignature {
    /// Checks that the key signed the message for the purpose, and returns if so.
    ///
    /// The armour must be exact: both marker lines with their line ends, nothing around them. A reserved
    /// field with content is refused, since what it means is unknown. Throws, in this order of precedence,
    /// `SSHSignatureError.malformed` or one of the `unsupported…` cases, `.wrongKey`, `.wrongNamespace`,
    /// `.badSignature`.
    package static func verify(
        _ armoured: String, message: [UInt8], namespace: String, key: SSHPublicKey
    ) throws(SSHSignatureError) {
        let blob = try SignatureBlob(parsing: Armour.decode(armoured))
        guard blob.publicKey == key else { throw .wrongKey(found: blob.publicKey) }
        guard Array(blob.namespace.utf8) == Array(namespace.utf8) else {
            throw .wrongNamespace(found: blob.namespace)
        }
        guard let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: key.raw),
            publicKey.isValidSignature(blob.signature, for: blob.signedData(message))
        else { throw .badSignature }
    }

    /// Returns the key that an armoured signature claims to be by; nothing is verified but the form.
    ///
    /// Throws `SSHSignatureError.malformed` or one of the `unsupported…` cases.
    package static func key(in armoured: String) throws(SSHSignatureError) -> SSHPublicKey {
        try SignatureBlob(parsing: Armour.decode(armoured)).publicKey
    }
}
