import Testing

@testable import SSHSignature

@Suite struct SignatureTests {
    private static let message = Array("what was signed".utf8)
    private static let namespace = "file@example.org"

    private func key(_ byte: UInt8) throws -> SSHSigningKey {
        try SSHSigningKey(seed: [UInt8](repeating: byte, count: 32))
    }

    private func refusal(_ armoured: String, key: SSHPublicKey) -> SSHSignatureError? {
        do throws(SSHSignatureError) {
            try SSHSignature.verify(armoured, message: Self.message, namespace: Self.namespace, key: key)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a signature verifies and names its key`() throws {
        let signer = try key(1)
        let armoured = try signer.sign(Self.message, namespace: Self.namespace)
        #expect(refusal(armoured, key: signer.publicKey) == nil)
        #expect(try SSHSignature.key(in: armoured) == signer.publicKey)
        #expect(armoured.hasSuffix("\n"))
        #expect(armoured.split(separator: "\n").allSatisfy { $0.utf8.count <= 70 })
    }

    @Test func `another message, namespace or key is refused and told apart`() throws {
        let signer = try key(1)
        let other = try key(2).publicKey
        let armoured = try signer.sign(Self.message, namespace: Self.namespace)
        #expect(refusal(armoured, key: other) == .wrongKey(found: signer.publicKey))
        #expect(throws: SSHSignatureError.badSignature) {
            try SSHSignature.verify(
                armoured, message: Self.message + [0], namespace: Self.namespace, key: signer.publicKey)
        }
        #expect(throws: SSHSignatureError.wrongNamespace(found: Self.namespace)) {
            try SSHSignature.verify(
                armoured, message: Self.message, namespace: "git", key: signer.publicKey)
        }
        #expect(throws: SSHSignatureError.malformed("namespace-empty")) { try signer.sign([], namespace: "") }
    }

    @Test func `every flipped bit of the blob is refused`() throws {
        let signer = try key(1)
        let blob = try Armour.decode(signer.sign(Self.message, namespace: Self.namespace))
        for offset in blob.indices {
            for bit in 0..<8 {
                var damaged = blob
                damaged[offset] ^= 1 << bit
                #expect(refusal(Armour.encode(damaged), key: signer.publicKey) != nil, "\(offset).\(bit)")
            }
        }
        for length in blob.indices {
            #expect(refusal(Armour.encode(Array(blob[..<length])), key: signer.publicKey) != nil)
        }
        #expect(refusal(Armour.encode(blob + [0]), key: signer.publicKey) == .malformed("blob"))
    }

    @Test func `malformed armour is refused for what is wrong with it`() throws {
        let signer = try key(1)
        let good = try signer.sign(Self.message, namespace: Self.namespace)
        let lines = good.split(separator: "\n").map(String.init)
        let body = lines[1..<lines.count - 1].joined()
        let header = "-----BEGIN SSH SIGNATURE-----\n"
        let footer = "-----END SSH SIGNATURE-----\n"
        let cases: [(String, String)] = [
            ("", "armour-header"),
            (String(good.dropLast()), "armour-last-line-end"),
            (good + "\n", "armour-footer"),
            ("\n" + good, "armour-header"),
            (" " + good, "armour-header"),
            (good + good, "armour-base64"),
            (good.lowercased(), "armour-header"),
            (good.replacing("\n", with: "\r\n"), "armour-header"),
            (header, "armour-footer"),
            (header + footer, "blob"),
            (header + "\n" + body + "\n" + footer, "armour-line-length"),
            (header + body + "\n" + footer, "armour-line-length"),
            (header + "A\n" + footer, "armour-base64"),
            (header + "AB==\n" + footer, "armour-base64"),
            (header + "AA\n" + footer, "armour-base64"),
            (header + "AA==\nAA==\n" + footer, "armour-base64"),
            (header + "A A=\n" + footer, "armour-base64"),
            (header + String(repeating: "AAAA\n", count: 2000) + footer, "armour-too-long"),
        ]
        for (text, fact) in cases {
            #expect(refusal(text, key: signer.publicKey) == .malformed(fact), "\(text)")
        }
    }

    @Test func `fields with other content than the document allows are refused`() throws {
        let signer = try key(1)
        func blob(
            version: UInt32 = 1, keyType: String = "ssh-ed25519", namespace: String = Self.namespace,
            reserved: [UInt8] = [], hash: String = "sha512", signatureLength: Int = 64
        ) -> String {
            var publicKey: [UInt8] = []
            WireFormat.append(Array(keyType.utf8), to: &publicKey)
            WireFormat.append(signer.publicKey.raw, to: &publicKey)
            var signature: [UInt8] = []
            WireFormat.append(Array("ssh-ed25519".utf8), to: &signature)
            WireFormat.append([UInt8](repeating: 0, count: signatureLength), to: &signature)
            var bytes = Array("SSHSIG".utf8)
            WireFormat.append(version, to: &bytes)
            for part in [publicKey, Array(namespace.utf8), reserved, Array(hash.utf8), signature] {
                WireFormat.append(part, to: &bytes)
            }
            return Armour.encode(bytes)
        }
        let key = signer.publicKey
        #expect(refusal(blob(), key: key) == .badSignature)
        #expect(refusal(blob(hash: "sha256"), key: key) == .badSignature)
        #expect(refusal(blob(version: 2), key: key) == .unsupportedVersion(2))
        #expect(refusal(blob(keyType: "ssh-rsa"), key: key) == .unsupportedKeyType("ssh-rsa"))
        #expect(refusal(blob(namespace: ""), key: key) == .malformed("namespace-empty"))
        #expect(refusal(blob(reserved: [1]), key: key) == .malformed("reserved-not-empty"))
        #expect(refusal(blob(hash: "sha1"), key: key) == .unsupportedHash("sha1"))
        #expect(refusal(blob(signatureLength: 63), key: key) == .malformed("signature-length"))
        #expect(refusal(blob(signatureLength: 65), key: key) == .malformed("signature-length"))
    }

    @Test func `a public key line reads and writes, and a faulty one is refused for it`() throws {
        let key = try key(1).publicKey
        #expect(try SSHPublicKey(line: key.line) == key)
        #expect(try SSHPublicKey(line: key.line + " somebody at home") == key)
        let faulty: [(String, SSHSignatureError)] = [
            ("", .malformed("key-line-parts")),
            (key.line + "\n", .malformed("key-line-control")),
            (" " + key.line, .malformed("key-line-parts")),
            ("ssh-ed25519", .malformed("key-line-parts")),
            ("ssh-ed25519 ", .malformed("key-blob")),
            (key.line.replacing(" ", with: "  "), .malformed("key-blob")),
            (key.line.replacing("ssh-ed25519", with: "ssh-rsa"), .unsupportedKeyType("ssh-rsa")),
            (key.line + "=", .malformed("key-base64")),
            (key.line + "AAAA", .malformed("key-blob")),
            (String(key.line.dropLast(4)), .malformed("key-blob")),
            (key.line + " " + String(repeating: "c", count: 5000), .malformed("key-line-too-long")),
        ]
        for (line, expected) in faulty {
            #expect(throws: expected, "\(line)") { try SSHPublicKey(line: line) }
        }
        #expect(throws: SSHSignatureError.malformed("key-length")) { try SSHPublicKey(raw: [1]) }
        #expect(throws: SSHSignatureError.malformed("seed-length")) { try SSHSigningKey(seed: [1]) }
    }

    @Test func `a key is made of the randomness it is given and of nothing else`() throws {
        let seed = (0..<32).map { UInt8($0) }
        let generated = SSHSigningKey.generate { Array(seed.prefix($0)) }
        #expect(generated.seed == seed)
        #expect(generated.publicKey == (try SSHSigningKey(seed: seed).publicKey))
    }
}
