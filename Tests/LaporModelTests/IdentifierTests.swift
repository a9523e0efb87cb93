import LaporModel
import LaporSamples
import Testing

@Suite struct IdentifierTests {
    @Test func `identifiers and hashes are read from what they write`() throws {
        var generator = SeededGenerator(1)
        var identifiers: [Identifier] = []
        var hashes: [Hash] = []
        for _ in 0..<500 {
            let identifier = try #require(Identifier(bytes: generator.bytes(16)))
            #expect(Identifier(hex: identifier.hex) == identifier)
            #expect(Identifier(bytes: identifier.bytes) == identifier)
            #expect(identifier.code == identifier.hex.prefix(8))
            identifiers.append(identifier)
            let hash = try #require(Hash(bytes: generator.bytes(32)))
            #expect(Hash(hex: hash.hex) == hash && Hash(bytes: hash.bytes) == hash)
            hashes.append(hash)
        }
        #expect(identifiers.sorted().map(\.hex) == identifiers.map(\.hex).sorted())
        #expect(hashes.sorted().map(\.hex) == hashes.map(\.hex).sorted())
    }

    @Test func `only lowercase digits in the right number are hex`() {
        let hex = String(repeating: "0a", count: 16)
        #expect(Identifier(hex: hex) != nil)
        for wrong in ["", String(hex.dropLast()), hex + "0", hex.uppercased(), "0x" + hex.dropFirst(2)] {
            #expect(Identifier(hex: wrong) == nil, "\(wrong)")
        }
        #expect(Hash(hex: hex) == nil)
        #expect(Identifier(bytes: [1]) == nil && Hash(bytes: [1]) == nil)
    }

    @Test func `a hash is SHA-256`() {
        // FIPS 180-4's example.
        #expect(
            Hash(of: "abc").hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func `one key has a feed of its own for each purpose`() {
        let key = [UInt8](repeating: 1, count: 32)
        let device = Identifier(feedOf: key, purpose: .device)
        let answers = Identifier(feedOf: key, purpose: .answers(device: device))
        #expect(device.hex == Hash(of: key + Array("device".utf8)).hex.prefix(32))
        #expect(
            answers.hex == Hash(of: key + Array("answers \(device.hex)".utf8)).hex.prefix(32))
        #expect(Set([device, answers, Identifier(feedOf: key, purpose: .registry)]).count == 3)
    }

    @Test func `base64 is taken in its canonical form only`() {
        #expect(Base64.decode("AAE=") == [0, 1])
        for wrong in ["AAE", "AAF=", "AA E=", "AAE=\n", "AAE==", "AA-_"] {
            #expect(Base64.decode(wrong) == nil, "\(wrong)")
        }
    }
}
