/// A complaint's number: eight Crockford base32 characters and a check character (ISO 7064 MOD 37,36).
///
/// It is read out, written on a slip of paper and typed again: the check character finds every single wrong
/// character, and all but one in 600 swaps of two neighbours.
package struct ComplaintNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// The nine characters, without hyphens.
    package let text: String

    /// A number drawn at random; drawn again where its check character would be I, L, O or U.
    package init(random: Randomness) {
        while true {
            let payload = random(8).map { Self.alphabet[Int($0 & 31)] }
            let check = Self.checkCharacter(of: payload)
            if Self.alphabet.contains(check) {
                text = String(decoding: payload + [check], as: UTF8.self)
                return
            }
        }
    }

    /// The number in its stored form: nine characters, upper case, no hyphens, right check character.
    package init?(stored text: String) {
        let characters = Array(text.utf8)
        guard characters.count == 9, characters.allSatisfy(Self.alphabet.contains),
            Self.checkCharacter(of: characters.dropLast()) == characters[8]
        else { return nil }
        self.text = text
    }

    /// The number as a person types it: either case, with or without hyphens or spaces; I and L read as 1, O as 0.
    package init?(typed text: String) {
        let characters = text.utf8.compactMap { byte -> UInt8? in
            switch byte {
            case UInt8(ascii: "-"), UInt8(ascii: " "): return nil
            case UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "l"), UInt8(ascii: "L"):
                return UInt8(ascii: "1")
            case UInt8(ascii: "o"), UInt8(ascii: "O"): return UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): return byte - 32
            default: return byte
            }
        }
        self.init(stored: String(decoding: characters, as: UTF8.self))
    }

    /// As it is shown: `7K3M-Q9TA-Z`.
    package var description: String {
        let start = text.prefix(4)
        return "\(start)-\(text.dropFirst(4).prefix(4))-\(text.suffix(1))"
    }

    package static func < (left: ComplaintNumber, right: ComplaintNumber) -> Bool {
        left.text < right.text
    }

    /// The hybrid system of ISO/IEC 7064, modulus 36, over 0–9 and A–Z.
    private static func checkCharacter(of payload: some Sequence<UInt8>) -> UInt8 {
        var product = 36
        for character in payload {
            let value = character < 58 ? Int(character) - 48 : Int(character) - 55
            var sum = (product + value) % 36
            if sum == 0 { sum = 36 }
            product = sum * 2 % 37
        }
        let check = (37 - product) % 36
        return UInt8(check < 10 ? check + 48 : check + 55)
    }
}
