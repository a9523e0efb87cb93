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
    /// The newest first: older ones open what was sealed to them, and sign the feeds that they began.
    package var transports: [X25519Identity]
    package var signings: [SSHSigningKey]

    package var transport: X25519Identity { transports[0] }
    package var signing: SSHSigningKey { signings[0] }

    /// The keys that follow from a transport secret, 32 bytes.
    package init(transportSecret: [UInt8]) throws {
        try self.init(transports: [try X25519Identity(secret: transportSecret)])
    }

    /// The keys that follow from transport keys, the newest first.
    package init(transports: [X25519Identity]) throws {
        self.transports = transports
        signings = try transports.map { try Self.signing(following: $0.secret) }
    }

    /// Takes the key of a recipient as the current one: a newer one was made, but never announced.
    package mutating func use(_ recipient: X25519Recipient) throws {
        let known = transports.drop { $0.recipient != recipient }
        if !known.isEmpty { self = try OfficeKeys(transports: Array(known)) }
    }

    private static func signing(following transportSecret: [UInt8]) throws -> SSHSigningKey {
        let seed = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: transportSecret), info: Array("lapor signing 1".utf8),
            outputByteCount: 32)
        return try SSHSigningKey(seed: seed.withUnsafeBytes { Array($0) })
    }

    /// The office's id: its registry feed's, which its first key began.
    package var id: Identifier {
        Identifier(feedOf: signings[signings.count - 1].publicKey.raw, purpose: .registry)
    }

    /// The key of a line; `nil` if it is not this office's.
    package func signing(of line: String) -> SSHSigningKey? {
        signings.first { $0.publicKey.line == line }
    }

    /// How the current key follows from the first.
    package var succession: Succession { get throws { try Succession(signings) } }

    /// The words that people compare.
    package var fingerprint: String { Words.fingerprint(ofSigningKey: signing.publicKey.raw) }
}
