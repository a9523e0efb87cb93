import Foundation
import SSHSignature
import Testing

// OpenSSH is no part of the package; without it the report says that these are not run.
@Suite(.enabled(if: Program("ssh-keygen") != nil, "ssh-keygen is missing, nothing is compared with it"))
struct ProgramTests {
    private static let namespace = "file@example.org"
    private static let sizes = [0, 6, 100_000]

    @Test(arguments: sizes)
    func `ssh-keygen verifies what is signed here and refuses what was altered`(size: Int) throws {
        let message = [UInt8](repeating: 0xFF, count: size)
        let keygen = try #require(Program("ssh-keygen"))
        let signer = try SSHSigningKey(seed: [UInt8](repeating: 5, count: 32))
        try withTemporaryFolder { folder in
            let signers = folder.appendingPathComponent("allowed_signers")
            let signature = folder.appendingPathComponent("signature")
            let content = folder.appendingPathComponent("content")
            try Data("me@example.org \(signer.publicKey.line)\n".utf8).write(to: signers)
            try Data(signer.sign(message, namespace: Self.namespace).utf8).write(to: signature)
            func status(_ message: [UInt8], namespace: String) throws -> Int32 {
                try Data(message).write(to: content)
                let arguments = [
                    "-Y", "verify", "-f", signers.path, "-I", "me@example.org", "-n", namespace,
                    "-s", signature.path,
                ]
                return try keygen.run(arguments, input: content).status
            }
            #expect(try status(message, namespace: Self.namespace) == 0)
            #expect(try status(message + [1], namespace: Self.namespace) != 0)
            #expect(try status(message, namespace: "git") != 0)
        }
    }

    @Test(arguments: sizes, ["sha512", "sha256"])
    func `what ssh-keygen signs verifies here and is refused when altered`(size: Int, hash: String) throws {
        let message = [UInt8](repeating: 0xFF, count: size)
        let keygen = try #require(Program("ssh-keygen"))
        try withTemporaryFolder { folder in
            let keyFile = folder.appendingPathComponent("key").path
            let content = folder.appendingPathComponent("content")
            try Data(message).write(to: content)
            let made = try keygen.run(["-q", "-t", "ed25519", "-N", "", "-C", "a comment", "-f", keyFile])
            #expect(made.status == 0)
            let line = try String(contentsOfFile: keyFile + ".pub", encoding: .utf8)
            let key = try SSHPublicKey(line: String(line.dropLast()))
            #expect(key.line + " a comment\n" == line)
            let signed = try keygen.run(
                ["-Y", "sign", "-f", keyFile, "-n", Self.namespace, "-O", "hashalg=\(hash)"], input: content)
            let armoured = String(decoding: signed.output, as: UTF8.self)

            try SSHSignature.verify(armoured, message: message, namespace: Self.namespace, key: key)
            #expect(try SSHSignature.key(in: armoured) == key)
            #expect(throws: SSHSignatureError.badSignature) {
                try SSHSignature.verify(armoured, message: message + [1], namespace: Self.namespace, key: key)
            }
            #expect(throws: SSHSignatureError.wrongNamespace(found: Self.namespace)) {
                try SSHSignature.verify(armoured, message: message, namespace: "git", key: key)
            }
            let other = try SSHSigningKey(seed: [UInt8](repeating: 5, count: 32)).publicKey
            #expect(throws: SSHSignatureError.wrongKey(found: key)) {
                try SSHSignature.verify(armoured, message: message, namespace: Self.namespace, key: other)
            }
        }
    }

    @Test func `the same key signs to the same text here and in ssh-keygen`() throws {
        let keygen = try #require(Program("ssh-keygen"))
        try withTemporaryFolder { folder in
            let keyFile = folder.appendingPathComponent("key").path
            let content = folder.appendingPathComponent("content")
            try Data("hello\n".utf8).write(to: content)
            _ = try keygen.run(["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", keyFile])
            // The file keeps the seed and the public key one behind the other, which finds the seed.
            let text = try String(contentsOfFile: keyFile, encoding: .utf8)
            let body = text.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
            let bytes = Array(try #require(Data(base64Encoded: body)))
            let line = try String(contentsOfFile: keyFile + ".pub", encoding: .utf8)
            let raw = try SSHPublicKey(line: String(line.dropLast())).raw
            let last = try #require((32...bytes.count - 32).last { Array(bytes[$0..<$0 + 32]) == raw })
            let signer = try SSHSigningKey(seed: Array(bytes[last - 32..<last]))
            let signed = try keygen.run(
                ["-Y", "sign", "-f", keyFile, "-n", Self.namespace], input: content)
            let here = try signer.sign(Array("hello\n".utf8), namespace: Self.namespace)
            #expect(String(decoding: signed.output, as: UTF8.self) == here)
        }
    }
}
