/// Base 64 with padding, in its one canonical form (RFC 4648, sections 3.5 and 4).
enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding: UInt8 = 0x3D

    /// Returns the encoding of some bytes, without line ends.
    static func encode(_ bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for position in 0..<4 {
                let value = Int(bits >> UInt32(18 - 6 * position) & 0x3F)
                output.append(position <= group.count ? alphabet[value] : padding)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Returns the bytes that the characters stand for; nil where they are not canonical.
    static func decode(_ characters: some Collection<UInt8>) -> [UInt8]? {
        var output: [UInt8] = []
        var held: UInt32 = 0
        var heldBits = 0
        for character in characters.prefix(while: { $0 != padding }) {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            held = held << 6 | UInt32(value)
            heldBits += 6
            if heldBits >= 8 {
                heldBits -= 8
                output.append(UInt8(truncatingIfNeeded: held >> heldBits))
            }
        }
        // Writing it again is the whole check of padding, length and trailing bits.
        return encode(output).utf8.elementsEqual(characters) ? output : nil
    }
}
