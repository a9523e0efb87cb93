package import Age
import Crypto
package import LaporModel
package import SSHSignature

/// A device's secrets: it signs with one and opens replies with the other.
package struct DeviceKeys: Sendable {
    package var signing: SSHSigningKey
    package var identity: X25519Identity

    /// The keys of these secrets, 32 bytes each.
    package init(signingSeed: [UInt8], identitySecret: [UInt8]) throws {
        signing = try SSHSigningKey(seed: signingSeed)
        identity = try X25519Identity(secret: identitySecret)
    }

    /// New keys.
    package init(random: Randomness) throws {
        try self.init(signingSeed: random(32), identitySecret: random(32))
    }

    /// The device's id.
    package var id: Identifier { Identifier(feedOf: signing.publicKey.raw, purpose: .device) }
}

/// An office's secrets for unattended work; the identity key, which opens sealed parts, is not among them.
package struct OfficeKeys: Sendable {
    package var transport: X25519Identity
    package var signing: SSHSigningKey

    /// The keys that follow from the transport secret, 32 bytes.
    package init(transportSecret: [UInt8]) throws {
        transport = try X25519Identity(secret: transportSecret)
        let seed = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: transportSecret), info: Array("lapor signing 1".utf8),
            outputByteCount: 32)
        signing = try SSHSigningKey(seed: seed.withUnsafeBytes { Array($0) })
    }

    /// The office's id: its registry feed's.
    package var id: Identifier { Identifier(feedOf: signing.publicKey.raw, purpose: .registry) }

    /// The words that people compare.
    package var fingerprint: String { Words.fingerprint(ofSigningKey: signing.publicKey.raw) }
}
