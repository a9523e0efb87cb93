package import Age
import CanonicalJSON
package import LaporBundle
package import LaporModel
import SSHSignature

/// An office without a store: its keys and the first event of its registry.
package struct SampleOffice: Sendable {
    package let keys: OfficeKeys
    package let identity: X25519Identity
    package let surroundings: Surroundings
    package let began: Event

    package init(_ seed: UInt64, clock: SampleClock = SampleClock(.sample)) throws {
        surroundings = .seeded(seed, clock: clock)
        keys = try OfficeKeys(transportSecret: surroundings.random(32))
        identity = try X25519Identity(secret: surroundings.random(32))
        var body = JSONObject()
        body.add("agent", surroundings.agent)
        body.add("identity_recipient", identity.recipient.string)
        body.add("name", "Dinas Kominfo Boyolali")
        body.add("recipient", keys.transport.recipient.string)
        body.add("signing_key", keys.signing.publicKey.line)
        began = Event(
            kind: EventKind.began, complaint: nil, body: body, feed: keys.id, previous: nil, sequence: 1,
            surroundings: surroundings)
    }

    /// A kit for a team in one district.
    package func kit(lists: [Kit.List: [UInt8]] = [:], attachmentLimit: Int = 1 << 20) throws -> Kit {
        Kit(
            id: Identifier(random: surroundings.random),
            office: Kit.Office(
                id: keys.id, name: "Dinas Kominfo Boyolali", signingKey: keys.signing.publicKey,
                recipient: keys.transport.recipient, identityRecipients: [identity.recipient], hoursEast: 7),
            began: began, team: "Tim A", regions: ["33.09.05"], serial: 1, issuedAt: surroundings.now(),
            expiresAt: surroundings.now() + 30 * 86_400, devices: 2, expected: Day("2026-12-10"),
            invitation: try SSHSigningKey(seed: surroundings.random(32)), attachmentLimit: attachmentLimit,
            consent: Kit.ConsentScript(version: "1", indonesian: "Setuju?", english: "Do you agree?"),
            lists: lists)
    }
}
