import Testing

@testable import Age

@Suite struct HeaderTests {
    private static let mac = String(repeating: "A", count: 43)

    private func parse(_ text: String) throws(AgeError) -> AgeHeader {
        try AgeHeader(parsing: Array(text.utf8))
    }

    @Test(arguments: [0, 1, 2, 47, 48, 49, 95, 96, 97])
    func `a header parses and serialises to itself`(bodyLength: Int) throws {
        var random = SeededRandom(UInt64(bodyLength))
        let stanzas = [
            Stanza(arguments: ["X25519", "~!"], body: random.bytes(bodyLength)),
            Stanza(arguments: ["grease"], body: random.bytes(bodyLength)),
        ]
        let fileKey = random.bytes(16)
        let header = AgeHeader(stanzas, fileKey: fileKey)
        let parsed = try AgeHeader(parsing: header.bytes)
        #expect(parsed == header)
        #expect(parsed.bytes == header.bytes)
        #expect(parsed.isAuthentic(under: fileKey))
        #expect(!parsed.isAuthentic(under: random.bytes(16)))
    }

    @Test(arguments: [
        ("age-encryption.org/v1\n--- \(mac)\n", "no-stanza"),
        ("age-encryption.org/v1\n-> a\n\n--- \(mac)\nx", "after-mac"),
        ("age-encryption.org/v1\n-> a\n\n--- \(mac)=\n", "mac-line"),
        ("age-encryption.org/v1\n-> a\n\n---  \(mac)\n", "mac-line"),
        ("age-encryption.org/v1\n-> a\n\n---\(mac)\n", "mac-line"),
        ("age-encryption.org/v1\n-> a\n\n--- \(mac.dropLast())B\n", "mac-line"),
        ("age-encryption.org/v1\n->a\n\n--- \(mac)\n", "stanza-start"),
        ("age-encryption.org/v1\n-> \n\n--- \(mac)\n", "stanza-arguments"),
        ("age-encryption.org/v1\n-> a  b\n\n--- \(mac)\n", "stanza-arguments"),
        ("age-encryption.org/v1\n-> a \n\n--- \(mac)\n", "stanza-arguments"),
        ("age-encryption.org/v1\n-> ä\n\n--- \(mac)\n", "stanza-arguments"),
        ("age-encryption.org/v1\n-> a\nAA==\n--- \(mac)\n", "stanza-body-base64"),
        ("age-encryption.org/v1\n-> a\nAB\n--- \(mac)\n", "stanza-body-base64"),
        ("age-encryption.org/v1\n-> a\nA\n--- \(mac)\n", "stanza-body-base64"),
        ("age-encryption.org/v1\n-> a\n\(mac)\(mac)\n\n--- \(mac)\n", "stanza-body-columns"),
        ("age-encryption.org/v1\r\n-> a\n\n--- \(mac)\n", "version-line"),
        ("age-encryption.org/\n-> a\n\n--- \(mac)\n", "version-line"),
    ])
    func `a header that breaks the grammar is refused for it`(text: String, fact: String) {
        #expect(throws: AgeError.malformedHeader(fact)) { try parse(text) }
    }

    @Test func `another version and another format are told apart`() {
        #expect(throws: AgeError.unsupportedVersion("v2")) { try parse("age-encryption.org/v2\n") }
        #expect(throws: AgeError.unsupportedVersion("v1.1")) { try parse("age-encryption.org/v1.1\n") }
        #expect(throws: AgeError.notAgeFile) { try parse("") }
        #expect(throws: AgeError.notAgeFile) { try parse("-----BEGIN AGE ENCRYPTED FILE-----\n") }
        #expect(throws: AgeError.truncated(chunk: nil)) { try parse("age-enc") }
    }

    @Test func `a header without end is refused at its bound and one of too many stanzas too`() {
        let start = Array("age-encryption.org/v1\n".utf8)
        let endless = start + [UInt8](repeating: 0x41, count: 200_000)
        #expect(readAll(endless, with: []).headerError as? AgeError == .malformedHeader("too-long"))
        let line = Array("-> a\n\n".utf8)
        let many = start + (0..<1025).flatMap { _ in line } + Array("--- \(Self.mac)\n".utf8)
        #expect(readAll(many, with: []).headerError as? AgeError == .malformedHeader("too-many-stanzas"))
        let most = start + (0..<1024).flatMap { _ in line } + Array("--- \(Self.mac)\n".utf8)
        #expect(
            readAll(most, with: []).headerError as? AgeError == .noIdentityMatched(needsPassphrase: false))
    }

    @Test func `base 64 decodes what it encodes and nothing else`() {
        for length in 0..<70 {
            var random = SeededRandom(UInt64(length))
            let bytes = random.bytes(length)
            #expect(Base64.decode(Base64.encode(bytes).utf8) == bytes)
        }
        for wrong in ["A", "AB", "AAB", "AA=", "AA==", "A-", "A A", "AAAAA", "AA\n"] {
            #expect(Base64.decode(wrong.utf8) == nil, "\(wrong)")
        }
    }
}
