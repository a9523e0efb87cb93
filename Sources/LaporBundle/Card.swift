package import Age
import CanonicalJSON
package import LaporModel
package import SSHSignature

/// What an office hands to another one: its name and its public keys, signed by it (FORMAT.md, Cards).
package struct Card: Sendable {
    package var office: Identifier
    package var name: String
    package var signingKey: SSHPublicKey
    package var recipient: X25519Recipient
    package var identityRecipient: X25519Recipient
    /// All of the file but the signature.
    private var signed: JSONObject
    private var signature: String

    private static let namespace = "lapor-card"

    /// The card of an office.
    package init(
        name: String, keys: OfficeKeys, identityRecipient: X25519Recipient
    ) throws {
        var signed = JSONObject()
        signed.add("identity_recipient", identityRecipient.string)
        signed.add("name", name)
        signed.add("office", keys.id.hex)
        signed.add("recipient", keys.transport.recipient.string)
        signed.add("signing_key", keys.signing.publicKey.line)
        signed.add("succession", try keys.succession.json)
        let signature = try keys.signing.sign(JSON.object(signed).canonical, namespace: Self.namespace)
        guard let card = Card(signed, signature: signature) else { throw BundleError.forged(fact: "card") }
        self = card
    }

    /// Reads a card's file; `nil` unless it is one, and signed by the office that it shows.
    package init?(_ bytes: [UInt8]) {
        let bytes = bytes.last == 0x0A ? Array(bytes.dropLast()) : bytes
        guard let json = try? JSON(bytes, form: .canonical), var signed = json.object,
            let signature = signed["signature"]?.string
        else { return nil }
        signed["signature"] = nil
        self.init(signed, signature: signature)
    }

    private init?(_ signed: JSONObject, signature: String) {
        guard let name = signed["name"]?.string,
            let office = signed["office"]?.string.flatMap({ Identifier(hex: $0) }),
            let key = signed["signing_key"]?.string.flatMap({ try? SSHPublicKey(line: $0) }),
            let recipient = signed["recipient"]?.string.flatMap({ try? X25519Recipient($0) }),
            let identity = signed["identity_recipient"]?.string.flatMap({ try? X25519Recipient($0) }),
            Succession(signed["succession"], of: office, to: key) != nil,
            (try? SSHSignature.verify(
                signature, message: JSON.object(signed).canonical, namespace: Self.namespace, key: key))
                != nil
        else { return nil }
        self.office = office
        self.name = name
        signingKey = key
        self.recipient = recipient
        identityRecipient = identity
        self.signed = signed
        self.signature = signature
    }

    /// The words that people compare.
    package var fingerprint: String { Words.fingerprint(ofSigningKey: signingKey.raw) }

    /// The file's content, one line.
    package var bytes: [UInt8] {
        var whole = signed
        whole.add("signature", signature)
        return JSON.object(whole).canonical + [0x0A]
    }
}
