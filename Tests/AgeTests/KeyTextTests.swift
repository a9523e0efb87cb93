import Age
import Testing

@Suite struct KeyTextTests {
    // The pair that the specification prints.
    private static let secretText =
        "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
    private static let publicText = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"

    @Test func `the key pair of the specification reads, derives and writes`() throws {
        let identity = try X25519Identity(Self.secretText)
        #expect(identity.secret == [UInt8](repeating: 0x42, count: 32))
        #expect(identity.string == Self.secretText)
        #expect(identity.recipient.string == Self.publicText)
        let recipient = try X25519Recipient(Self.publicText)
        #expect(recipient == identity.recipient)
        #expect(try X25519Recipient(publicKey: recipient.publicKey) == recipient)
        #expect(try X25519Identity(secret: identity.secret).string == Self.secretText)
    }

    @Test func `generated keys survive their text`() throws {
        for seed in 0..<50 {
            let key = identity(UInt64(seed))
            #expect(try X25519Identity(key.string).secret == key.secret)
            #expect(try X25519Recipient(key.recipient.string) == key.recipient)
        }
    }

    @Test func `any changed character is noticed`() {
        for position in Self.publicText.indices {
            var text = Self.publicText
            text.replaceSubrange(position...position, with: text[position] == "q" ? "p" : "q")
            #expect(throws: AgeError.self) { try X25519Recipient(text) }
        }
        for position in Self.secretText.indices {
            var text = Self.secretText
            text.replaceSubrange(position...position, with: text[position] == "Q" ? "P" : "Q")
            #expect(throws: AgeError.self) { try X25519Identity(text) }
        }
    }

    @Test func `texts of other cases, prefixes and lengths are refused for it`() {
        #expect(throws: AgeError.badRecipient("prefix")) { try X25519Recipient(Self.publicText.uppercased()) }
        #expect(throws: AgeError.badIdentity("prefix")) { try X25519Identity(Self.secretText.lowercased()) }
        #expect(throws: AgeError.badRecipient("prefix")) { try X25519Recipient(Self.secretText) }
        #expect(throws: AgeError.badIdentity("prefix")) { try X25519Identity(Self.publicText) }
        #expect(throws: AgeError.badRecipient("mixed-case")) {
            try X25519Recipient("A" + Self.publicText.dropFirst())
        }
        #expect(throws: AgeError.badRecipient("character")) { try X25519Recipient(Self.publicText + "\n") }
        #expect(throws: AgeError.badRecipient("character")) { try X25519Recipient(" " + Self.publicText) }
        #expect(throws: AgeError.badRecipient("separator")) { try X25519Recipient("") }
        #expect(throws: AgeError.badRecipient("checksum")) { try X25519Recipient("age1") }
        #expect(throws: AgeError.badRecipient("too-long")) {
            try X25519Recipient(String(repeating: "q", count: 100_000))
        }
        #expect(throws: AgeError.badRecipient("length")) { try X25519Recipient(publicKey: [1]) }
        #expect(throws: AgeError.badIdentity("length")) { try X25519Identity(secret: []) }
    }
}
