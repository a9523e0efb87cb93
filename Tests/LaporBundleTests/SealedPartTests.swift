import Age
import CanonicalJSON
import LaporBundle
import LaporModel
import LaporSamples
import Testing

@Suite struct SealedPartTests {
    private static let complaint = Identifier(random: Surroundings.seeded(1).random)
    private static let other = Identifier(random: Surroundings.seeded(2).random)

    private static func identity(_ seed: UInt64) throws -> X25519Identity {
        try X25519Identity(secret: Surroundings.seeded(seed).random(32))
    }

    private static func seal(
        _ name: SealedPart.Name, _ value: JSON, to seeds: [UInt64] = [10], seed: UInt64 = 3
    ) throws -> String {
        try SealedPart.seal(
            name, value, of: complaint, to: try seeds.map { try identity($0).recipient },
            random: Surroundings.seeded(seed).random)
    }

    private static let siti: JSON = Identity(["name": "Siti", "nik": "3309055508900001"]).json

    @Test func `a part is opened by each of its recipients and by nobody else`() throws {
        let part = try Self.seal(.identity, Self.siti, to: [10, 11])
        for seed: UInt64 in [10, 11] {
            let opened = try SealedPart.open(
                .identity, part, of: Self.complaint, with: [try Self.identity(seed)])
            #expect(opened == Self.siti)
            #expect(Identity(json: opened)?.values["nik"] == "3309055508900001")
        }
        let stranger = try Self.identity(12)
        #expect(throws: SealedPart.Fault.notForYou) {
            try SealedPart.open(.identity, part, of: Self.complaint, with: [stranger])
        }
    }

    @Test func `a part moved to another complaint is refused`() throws {
        let part = try Self.seal(.identity, Self.siti)
        let key = try Self.identity(10)
        #expect(throws: SealedPart.Fault.misplaced) {
            try SealedPart.open(.identity, part, of: Self.other, with: [key])
        }
    }

    @Test func `an identity is no content`() throws {
        let key = try Self.identity(10)
        let part = try Self.seal(.identity, Self.siti)
        #expect(throws: SealedPart.Fault.misplaced) {
            try SealedPart.open(.content, part, of: Self.complaint, with: [key])
        }
    }

    @Test func `the length tells the plaintext's to 256 bytes only`() throws {
        let key = try Self.identity(10)
        var lengths: Set<Int> = []
        for count in stride(from: 0, to: 600, by: 7) {
            let value = JSON.object([("name", .string(String(repeating: "a", count: count)))])
            let part = try Self.seal(.identity, value)
            let file = try #require(Base64.decode(part))
            let plaintext = try Age.open(file, with: [.x25519(key)])
            #expect(plaintext.count % 256 == 0)
            let frame = #"{"complaint":"\#(Self.complaint.hex)","identity":{"name":""}}"#
            #expect(plaintext.count - (frame.utf8.count + count) < 256)
            lengths.insert(part.utf8.count)
        }
        #expect(lengths.count == 3)
    }

    @Test func `the same part sealed twice looks different`() throws {
        #expect(try Self.seal(.identity, Self.siti, seed: 3) != Self.seal(.identity, Self.siti, seed: 4))
    }

    @Test func `a changed part is damaged or opens for nobody`() throws {
        let key = try Self.identity(10)
        let part = Array(try Self.seal(.identity, Self.siti).utf8)
        for offset in stride(from: 0, to: part.count, by: 7) {
            var changed = part
            changed[offset] = changed[offset] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(throws: SealedPart.Fault.self) {
                try SealedPart.open(
                    .identity, String(decoding: changed, as: UTF8.self), of: Self.complaint, with: [key])
            }
        }
        for text in ["", "AAAA", "bukan base64", String(decoding: part.dropLast(4), as: UTF8.self)] {
            #expect(throws: SealedPart.Fault.damaged) {
                try SealedPart.open(.identity, text, of: Self.complaint, with: [key])
            }
        }
    }

    @Test func `a sealed text that is no part is refused`() throws {
        let key = try Self.identity(10)
        for text in ["", "[]", "{}", #"{"complaint":"\#(Self.complaint.hex)"}"#, #"{"identity":{}}"#] {
            let file = try Age.seal(
                Array(text.utf8), to: [.x25519(key.recipient)], random: Surroundings.seeded(1).random)
            #expect(throws: SealedPart.Fault.misplaced) {
                try SealedPart.open(.identity, Base64.encode(file), of: Self.complaint, with: [key])
            }
        }
    }
}
