import Age
import Testing

@Suite struct SealTests {
    static let sizes = [0, 1, 15, 16, 17, 512, 65535, 65536, 65537, 131_071, 131_072, 131_073]

    @Test(arguments: sizes)
    func `what is sealed opens to the same bytes, in memory and streamed`(size: Int) throws {
        var random = SeededRandom(7)
        let plaintext = random.bytes(size)
        let key = identity(1)
        let file = try seal(plaintext, to: [.x25519(key.recipient)], seed: 3)
        #expect(try Age.open(file, with: [.x25519(key)]) == plaintext)
        for step in [1000, 65536, 65537, 200_000] {
            #expect(try stream(plaintext, to: [.x25519(key.recipient)], seed: 3, step: step) == file)
        }
        for (sourceStep, readStep) in [(Int.max, 1 << 20), (1, 65536), (333, 777), (65552, 1)] {
            let outcome = readAll(file, with: [.x25519(key)], sourceStep: sourceStep, readStep: readStep)
            #expect(outcome.headerError == nil && outcome.payloadError == nil)
            #expect(outcome.released == plaintext)
        }
    }

    @Test(arguments: [(0, 1), (1, 1), (65536, 1), (65537, 2), (131_072, 2), (131_073, 3)])
    func `the final chunk is never an empty one after others`(size: Int, chunks: Int) throws {
        let key = identity(1)
        let recipients: [AgeRecipient] = [.x25519(key.recipient)]
        let empty = try seal([], to: recipients)
        let file = try seal([UInt8](repeating: 0, count: size), to: recipients)
        #expect(file.count - empty.count == size + (chunks - 1) * 16)
    }

    @Test func `every one of several recipients opens the file and nobody else does`() throws {
        let keys = (1...5).map { identity($0) }
        let file = try seal([1, 2, 3], to: keys.map { .x25519($0.recipient) })
        for key in keys {
            #expect(try Age.open(file, with: [.x25519(key)]) == [1, 2, 3])
        }
        #expect(try Age.open(file, with: [.x25519(identity(9)), .x25519(keys[4])]) == [1, 2, 3])
        #expect(throws: AgeError.noIdentityMatched(needsPassphrase: false)) {
            try Age.open(file, with: [.x25519(identity(9))])
        }
        #expect(throws: AgeError.noIdentityMatched(needsPassphrase: false)) {
            try Age.open(file, with: [.scrypt(passphrase: [1], maximumWorkFactor: 10)])
        }
        #expect(throws: AgeError.noIdentityMatched(needsPassphrase: false)) { try Age.open(file, with: []) }
    }

    @Test func `a passphrase opens what was sealed with it and a wrong one is told apart`() throws {
        let right = Array("correct horse".utf8)
        let file = try seal([4, 5], to: [.scrypt(passphrase: right, workFactor: 4)])
        #expect(try Age.open(file, with: [.scrypt(passphrase: right, maximumWorkFactor: 4)]) == [4, 5])
        #expect(throws: AgeError.wrongPassphrase) {
            try Age.open(file, with: [.scrypt(passphrase: Array("Correct horse".utf8), maximumWorkFactor: 4)])
        }
        #expect(throws: AgeError.wrongPassphrase) {
            try Age.open(file, with: [.scrypt(passphrase: [], maximumWorkFactor: 4)])
        }
        #expect(throws: AgeError.workFactorTooHigh(found: 4, maximum: 3)) {
            try Age.open(file, with: [.scrypt(passphrase: right, maximumWorkFactor: 3)])
        }
        #expect(throws: AgeError.noIdentityMatched(needsPassphrase: true)) {
            try Age.open(file, with: [.x25519(identity(1))])
        }
    }

    @Test func `recipients that no valid file can have are refused`() throws {
        let key = AgeRecipient.x25519(identity(1).recipient)
        let passphrase = AgeRecipient.scrypt(passphrase: [1], workFactor: 1)
        #expect(throws: AgeError.unusableRecipients("none")) { try seal([], to: []) }
        #expect(throws: AgeError.unusableRecipients("scrypt-not-alone")) {
            try seal([], to: [key, passphrase])
        }
        #expect(throws: AgeError.unusableRecipients("scrypt-not-alone")) {
            try seal([], to: [passphrase, passphrase])
        }
        #expect(throws: AgeError.unusableRecipients("empty-passphrase")) {
            try seal([], to: [.scrypt(passphrase: [], workFactor: 1)])
        }
        for workFactor in [-1, 0, 31, 64] {
            #expect(throws: AgeError.unusableRecipients("scrypt-work-factor")) {
                try seal([], to: [.scrypt(passphrase: [1], workFactor: workFactor)])
            }
        }
        let lowOrder = try X25519Recipient(publicKey: [UInt8](repeating: 0, count: 32))
        #expect(throws: AgeError.badRecipient("low-order")) { try seal([], to: [.x25519(lowOrder)]) }
    }

    @Test func `a writer refuses to go on after its end or after a failure`() throws {
        struct Full: Error {}
        let recipients: [AgeRecipient] = [.x25519(identity(1).recipient)]
        var random = SeededRandom(1)
        let finished = try AgeWriter(to: recipients, random: { random.bytes($0) }, write: { _ in })
        try finished.finish()
        #expect(throws: AgeError.alreadyFinished) { try finished.write([1]) }
        #expect(throws: AgeError.alreadyFinished) { try finished.finish() }

        var calls = 0
        let failing = try AgeWriter(
            to: recipients, random: { random.bytes($0) },
            write: { _ in
                calls += 1
                if calls == 2 { throw Full() }
            })
        #expect(throws: Full.self) { try failing.write([UInt8](repeating: 0, count: 70_000)) }
        #expect(throws: Full.self) { try failing.write([1]) }
        #expect(throws: Full.self) { try failing.finish() }
        #expect(calls == 2)
    }

    @Test func `the same randomness seals to the same file and other randomness to another`() throws {
        let recipients: [AgeRecipient] = [.x25519(identity(1).recipient)]
        #expect(try seal([1], to: recipients, seed: 5) == seal([1], to: recipients, seed: 5))
        #expect(try seal([1], to: recipients, seed: 5) != seal([1], to: recipients, seed: 6))
    }
}
