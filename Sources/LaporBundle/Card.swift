package import Age
import CanonicalJSON
package import LaporModel
package import SSHSignature

/// What an office hands to another one: the first event of its registry, which shows its keys, signed by it
/// (FORMAT.md, Cards).
package struct Card: Sendable {
    package var office: Identifier
    package var name: String
    package var signingKey: SSHPublicKey
    package var recipient: X25519Recipient
    package var identityRecipient: X25519Recipient
    private var began: Event
    private var signature: String

    private static let namespace = "lapor-card"

    /// The card of the office that a registry's first event shows.
    package init(began: Event, key: SSHSigningKey) throws {
        let signature = try key.sign(Self.text(began), namespace: Self.namespace)
        guard let card = Card(began: began, signature: signature) else {
            throw BundleError.forged(fact: "card")
        }
        self = card
    }

    /// Reads a card's file; `nil` unless it is one, and signed by the office that it shows.
    package init?(_ bytes: [UInt8]) {
        let bytes = bytes.last == 0x0A ? Array(bytes.dropLast()) : bytes
        guard let json = try? JSON(bytes, form: .canonical),
            let header = json["began"]?["header"]?.string, let body = json["began"]?["body"]?.string,
            let began = try? Event(headerLine: Array(header.utf8)[...], bodyLine: Array(body.utf8)[...]),
            let signature = json["signature"]?.string
        else { return nil }
        self.init(began: began, signature: signature)
    }

    private init?(began: Event, signature: String) {
        guard let body = began.body, began.header.kind == EventKind.began, began.header.sequence == 1,
            let name = body["name"]?.string,
            let key = body["signing_key"]?.string.flatMap({ try? SSHPublicKey(line: $0) }),
            let recipient = body["recipient"]?.string.flatMap({ try? X25519Recipient($0) }),
            let identity = body["identity_recipient"]?.string.flatMap({ try? X25519Recipient($0) }),
            Identifier(feedOf: key.raw, purpose: .registry) == began.header.feed,
            (try? SSHSignature.verify(
                signature, message: Self.text(began), namespace: Self.namespace, key: key)) != nil
        else { return nil }
        office = began.header.feed
        self.name = name
        signingKey = key
        self.recipient = recipient
        identityRecipient = identity
        self.began = began
        self.signature = signature
    }

    /// The words that people compare.
    package var fingerprint: String { Words.fingerprint(ofSigningKey: signingKey.raw) }

    /// The file's content, one line.
    package var bytes: [UInt8] {
        JSON.object([
            (
                "began",
                .object([
                    ("body", .string(String(decoding: began.bodyLine, as: UTF8.self))),
                    ("header", .string(String(decoding: began.headerLine, as: UTF8.self))),
                ])
            ),
            ("signature", .string(signature)),
        ]).canonical + [0x0A]
    }

    private static func text(_ began: Event) -> [UInt8] {
        Array("lapor card 1\n\(began.id.hex)\n".utf8)
    }
}
