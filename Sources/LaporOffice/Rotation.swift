import Age
import CanonicalJSON
import LaporBundle
import LaporModel
import LaporStore
import SSHSignature

/// Which of an office's keys are replaced.
package struct RotatedKeys: OptionSet, Sendable {
    package let rawValue: Int

    /// The keys of these bits.
    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// The one that opens bundles, and the signing key that follows from it.
    package static let transport = RotatedKeys(rawValue: 1)
    /// The one that opens sealed parts.
    package static let identity = RotatedKeys(rawValue: 2)
}

extension Office {
    /// Replaces keys by new ones, which the old ones announce; gives the recovery text that replaces the one on paper.
    ///
    /// Older keys are kept: they open what was sealed to them. Broken off, the office goes on with its old keys.
    package func rotate(
        _ which: RotatedKeys, passphrase: PassphraseSource
    ) throws -> OfficeFoundation {
        var typed: [UInt8]?
        let oldIdentities = try KeyFiles.identities(in: store.folder) {
            typed = try passphrase()
            return typed
        }
        var transports = keys.transports
        var identities = oldIdentities
        if which.contains(.transport) {
            transports.insert(try X25519Identity(secret: surroundings.random(32)), at: 0)
        }
        if which.contains(.identity) {
            identities.insert(try X25519Identity(secret: surroundings.random(32)), at: 0)
        }
        let new = try OfficeKeys(transports: transports)
        try KeyFiles.write(
            new, identities: identities, passphrase: typed, in: store.folder, random: surroundings.random)
        var facts = facts
        facts.recipient = new.transport.recipient
        facts.identityRecipient = identities[0].recipient
        var body = JSONObject()
        body.add("identity_recipient", facts.identityRecipient.string)
        body.add("recipient", new.transport.recipient.string)
        body.add("signing_key", new.signing.publicKey.line)
        body.add("succession", try new.succession.json)
        try write { transaction in
            try register(EventKind.rotated, body, transaction)
            try transaction.setAbout(.office, String(decoding: facts.json.canonical, as: UTF8.self))
        }
        let recovery = try RecoveryText(transports: transports, identities: identities)
        return OfficeFoundation(name: facts.name, keys: new, recovery)
    }
}
