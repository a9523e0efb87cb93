/// Bech32 as in BIP 173, without its limit on length.
enum Bech32 {
    /// What is wrong with a string; the raw value serves as the fact in an error.
    enum Fault: String, Error {
        case mixedCase = "mixed-case"
        case separator = "separator"
        case character = "character"
        case tooLong = "too-long"
        case checksum = "checksum"
        case trailingBits = "trailing-bits"
    }

    private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    private static let checksumLength = 6
    // Far above what a key needs, and a bound on work spent on hostile text.
    private static let lengthBound = 1024

    /// Encodes bytes under a lower-case human-readable part; the result is lower case.
    static func encode(_ bytes: [UInt8], humanReadable: String) -> String {
        var groups: [UInt8] = []
        var held: UInt32 = 0
        var heldBits = 0
        for byte in bytes {
            held = held << 8 | UInt32(byte)
            heldBits += 8
            while heldBits >= 5 {
                heldBits -= 5
                groups.append(UInt8(held >> heldBits & 0x1F))
            }
        }
        if heldBits > 0 {
            groups.append(UInt8(held << (5 - heldBits) & 0x1F))
        }
        let prefix = Array(humanReadable.utf8)
        let padded = expand(prefix) + groups + [UInt8](repeating: 0, count: checksumLength)
        let remainder = polymod(padded) ^ 1
        for position in 0..<checksumLength {
            groups.append(UInt8(remainder >> (5 * (checksumLength - 1 - position)) & 0x1F))
        }
        let characters = groups.map { alphabet[Int($0)] }
        return humanReadable + "1" + String(decoding: characters, as: UTF8.self)
    }

    /// Decodes a string of one case; the human-readable part comes back as it was written.
    static func decode(_ string: String) throws(Fault) -> (humanReadable: String, bytes: [UInt8]) {
        let written = Array(string.utf8)
        guard written.count <= lengthBound else { throw .tooLong }
        guard written.allSatisfy({ (33...126).contains($0) }) else { throw .character }
        let hasUpper = written.contains { (0x41...0x5A).contains($0) }
        let hasLower = written.contains { (0x61...0x7A).contains($0) }
        guard !(hasUpper && hasLower) else { throw .mixedCase }
        let lower = hasUpper ? written.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } : written

        guard let separator = lower.lastIndex(of: 0x31), separator > 0 else { throw .separator }
        var groups: [UInt8] = []
        for character in lower[(separator + 1)...] {
            guard let value = alphabet.firstIndex(of: character) else { throw .character }
            groups.append(UInt8(value))
        }
        guard groups.count >= checksumLength, polymod(expand(Array(lower[..<separator])) + groups) == 1 else {
            throw .checksum
        }

        var bytes: [UInt8] = []
        var held: UInt32 = 0
        var heldBits = 0
        for group in groups.dropLast(checksumLength) {
            held = held << 5 | UInt32(group)
            heldBits += 5
            if heldBits >= 8 {
                heldBits -= 8
                bytes.append(UInt8(truncatingIfNeeded: held >> heldBits))
            }
        }
        guard heldBits < 5, held & (1 << heldBits - 1) == 0 else { throw .trailingBits }
        return (String(decoding: written[..<separator], as: UTF8.self), bytes)
    }

    /// Spreads the human-readable part over the values that the checksum is computed on.
    private static func expand(_ humanReadable: [UInt8]) -> [UInt8] {
        humanReadable.map { $0 >> 5 } + [0] + humanReadable.map { $0 & 0x1F }
    }

    /// The remainder of the values, as a polynomial over GF(32), by BIP 173's generator.
    private static func polymod(_ values: [UInt8]) -> UInt32 {
        let generator: [UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]
        var remainder: UInt32 = 1
        for value in values {
            let top = remainder >> 25
            remainder = (remainder & 0x1FF_FFFF) << 5 ^ UInt32(value)
            for bit in 0..<5 where top >> bit & 1 == 1 {
                remainder ^= generator[bit]
            }
        }
        return remainder
    }
}
