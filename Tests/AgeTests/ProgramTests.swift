import Age
import Foundation
import Testing

// The reference program is no part of the package; without it the report says that these are not run.
@Suite(.enabled(if: Program("age") != nil, "the age program is missing, nothing is compared with it"))
struct ProgramTests {
    @Test(arguments: [0, 1, 512, 65536, 65537, 300_000])
    func `the age program opens what is sealed here`(size: Int) throws {
        let age = try #require(Program("age"))
        var random = SeededRandom(21)
        let plaintext = random.bytes(size)
        let keys = [identity(1), identity(2)]
        let file = try seal(plaintext, to: keys.map { .x25519($0.recipient) })
        try withTemporaryFolder { folder in
            let sealed = folder.appendingPathComponent("sealed.age")
            try Data(file).write(to: sealed)
            for key in keys {
                let keyFile = folder.appendingPathComponent("key")
                try Data((key.string + "\n").utf8).write(to: keyFile)
                let result = try age.run(["-d", "-i", keyFile.path, sealed.path])
                #expect(result.status == 0)
                #expect(result.output == plaintext)
            }
        }
    }

    @Test(arguments: [0, 1, 512, 65536, 65537, 300_000])
    func `what the age program seals opens here`(size: Int) throws {
        let age = try #require(Program("age"))
        var random = SeededRandom(22)
        let plaintext = random.bytes(size)
        let keys = [identity(1), identity(2)]
        try withTemporaryFolder { folder in
            let input = folder.appendingPathComponent("plain")
            try Data(plaintext).write(to: input)
            let result = try age.run(keys.flatMap { ["-r", $0.recipient.string] } + [input.path])
            #expect(result.status == 0)
            for key in keys {
                #expect(try Age.open(result.output, with: [.x25519(key)]) == plaintext)
            }
        }
    }
}
