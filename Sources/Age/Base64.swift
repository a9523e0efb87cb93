/// Base 64 without padding, in its one canonical form (RFC 4648, sections 3.5 and 4).
enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static let invalid: UInt8 = 0xFF

    private static let values: [UInt8] = {
        var values = [UInt8](repeating: invalid, count: 256)
        for (value, character) in alphabet.enumerated() {
            values[Int(character)] = UInt8(value)
        }
        return values
    }()

    /// Appends the encoding of some bytes, without padding or line ends.
    static func append(_ bytes: some Collection<UInt8>, to output: inout [UInt8]) {
        var held: UInt32 = 0
        var heldBits = 0
        for byte in bytes {
            held = held << 8 | UInt32(byte)
            heldBits += 8
            while heldBits >= 6 {
                heldBits -= 6
                output.append(alphabet[Int(held >> heldBits & 0x3F)])
            }
        }
        if heldBits > 0 {
            output.append(alphabet[Int(held << (6 - heldBits) & 0x3F)])
        }
    }

    /// Returns the encoding of some bytes.
    static func encode(_ bytes: some Collection<UInt8>) -> String {
        var output: [UInt8] = []
        append(bytes, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends the bytes that the characters stand for; false where they are not canonical.
    ///
    /// Refuses padding, other characters, a length no encoder produces, and trailing bits other than zero.
    static func decode(_ characters: some Collection<UInt8>, into output: inout [UInt8]) -> Bool {
        var held: UInt32 = 0
        var heldBits = 0
        for character in characters {
            let value = values[Int(character)]
            guard value != invalid else { return false }
            held = held << 6 | UInt32(value)
            heldBits += 6
            if heldBits >= 8 {
                heldBits -= 8
                output.append(UInt8(truncatingIfNeeded: held >> heldBits))
            }
        }
        // Six bits left over are a lone character, which encodes nothing.
        return heldBits < 6 && held & (1 << heldBits - 1) == 0
    }

    /// Returns the bytes that the characters stand for; nil where they are not canonical.
    static func decode(_ characters: some Collection<UInt8>) -> [UInt8]? {
        var output: [UInt8] = []
        output.reserveCapacity(characters.count * 3 / 4)
        return decode(characters, into: &output) ? output : nil
    }
}
