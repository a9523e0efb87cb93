import Age
package import CanonicalJSON
package import LaporModel
import SSHSignature

/// A device's first event: who it is, and the invitation that vouches for it (FORMAT.md, Kinds).
package struct Introduction: Sendable {
    package var name: String
    package var officer: String?
    package var office: Identifier
    package var team: String
    /// The age recipient of replies.
    package var recipient: String
    package var signingKey: String
    var invitationKey: String
    var invitationSignature: String
    /// The feed that this one goes on from, if its key vouches for this one.
    package private(set) var continues: Identifier?
    private var former: (key: String, signature: String)?

    /// What a new device says of itself, signed by its kit's invitation.
    package init(
        name: String, officer: String?, kit: Kit, keys: DeviceKeys
    ) throws {
        self.name = name
        self.officer = officer
        office = kit.office.id
        team = kit.team
        recipient = keys.identity.recipient.string
        signingKey = keys.signing.publicKey.line
        invitationKey = kit.invitation.publicKey.line
        invitationSignature = try kit.invitation.sign(
            Self.text(device: keys.id, recipient: recipient), namespace: "lapor-invitation")
    }

    /// The same device under new keys, introduced by the old ones.
    package func renewed(name: String, from old: DeviceKeys, to new: DeviceKeys) throws -> Introduction {
        var renewed = self
        renewed.name = name
        renewed.recipient = new.identity.recipient.string
        renewed.signingKey = new.signing.publicKey.line
        renewed.continues = old.id
        renewed.former = (
            old.signing.publicKey.line,
            try old.signing.sign(
                Self.text(device: new.id, recipient: renewed.recipient), namespace: "lapor-introduction")
        )
        return renewed
    }

    /// Reads a device feed's first event; `nil` if it is none.
    package init?(_ began: Event) {
        guard let body = began.body, let name = body["name"]?.string, let team = body["team"]?.string,
            let office = body["office"]?.string.flatMap({ Identifier(hex: $0) }),
            let recipient = body["recipient"]?.string, let signingKey = body["signing_key"]?.string,
            let invitation = body["invitation"], let key = invitation["key"]?.string,
            let signature = invitation["signature"]?.string
        else { return nil }
        self.name = name
        officer = body["officer"]?.string
        self.office = office
        self.team = team
        self.recipient = recipient
        self.signingKey = signingKey
        invitationKey = key
        invitationSignature = signature
        if let introduction = body["introduction"] { readFormer(introduction, of: began.header.feed) }
    }

    /// Takes in who introduces this feed, if the signature is right.
    private mutating func readFormer(_ json: JSON, of device: Identifier) {
        guard let feed = json["feed"]?.string.flatMap({ Identifier(hex: $0) }),
            let line = json["signing_key"]?.string, let key = try? SSHPublicKey(line: line),
            let signature = json["signature"]?.string,
            Identifier(feedOf: key.raw, purpose: .device) == feed,
            (try? SSHSignature.verify(
                signature, message: Self.text(device: device, recipient: recipient),
                namespace: "lapor-introduction", key: key)) != nil
        else { return }
        continues = feed
        former = (line, signature)
    }

    /// The body of the first event.
    package func body(agent: String) -> JSONObject {
        var body = JSONObject()
        body.add("agent", agent)
        body.add(
            "invitation",
            .object([("key", .string(invitationKey)), ("signature", .string(invitationSignature))]))
        if let continues, let former {
            body.add(
                "introduction",
                .object([
                    ("feed", .string(continues.hex)), ("signature", .string(former.signature)),
                    ("signing_key", .string(former.key)),
                ]))
        }
        body.add("name", name)
        body.add("office", office.hex)
        body.add("officer", officer)
        body.add("recipient", recipient)
        body.add("signing_key", signingKey)
        body.add("team", team)
        return body
    }

    /// The key of the invitation, if its signature over this device is right.
    package func invitation(of device: Identifier) -> String? {
        guard let key = try? SSHPublicKey(line: invitationKey) else { return nil }
        let text = Self.text(device: device, recipient: recipient)
        do {
            try SSHSignature.verify(
                invitationSignature, message: text, namespace: "lapor-invitation", key: key)
            return key.line
        } catch {
            return nil
        }
    }

    private static func text(device: Identifier, recipient: String) -> [UInt8] {
        Array("lapor device 1\n\(device.hex)\n\(recipient)\n".utf8)
    }
}
