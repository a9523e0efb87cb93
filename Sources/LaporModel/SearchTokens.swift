/// The words under which a text is found, as bytes with a space after each.
///
/// Small letters without marks, one spelling for those that people mix up (``NameFolding``); what is written in other
/// scripts stays as it is. Words are what stands between other characters; an apostrophe is none.
package enum SearchTokens {
    /// Appends the words of a text.
    package static func append(_ text: String, to bytes: inout [UInt8]) {
        var word: [UInt8] = []
        var isForeign = false
        func end() {
            guard !word.isEmpty else { return }
            let start = bytes.count
            if isForeign { bytes += word } else { NameFolding.fold(word, into: &bytes) }
            if bytes.count > start { bytes.append(UInt8(ascii: " ")) }
            word.removeAll(keepingCapacity: true)
            isForeign = false
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9": word.append(UInt8(truncatingIfNeeded: scalar.value))
            case "'", "\u{2019}", "\u{300}"..."\u{36F}": break
            case "\u{0}"..."\u{7F}": end()
            default:
                if let letter = base(of: scalar) {
                    word.append(letter)
                } else if isLetter(scalar) {
                    word += scalar.properties.lowercaseMapping.utf8
                    isForeign = true
                } else {
                    end()
                }
            }
        }
        end()
    }

    /// The words of a text.
    package static func words(_ text: String) -> [[UInt8]] {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return bytes.split(separator: UInt8(ascii: " ")).map(Array.init)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isAlphabetic { return true }
        switch scalar.properties.generalCategory {
        case .decimalNumber, .nonspacingMark, .spacingMark: return true
        default: return false
        }
    }

    /// The plain letter below a Latin letter's marks; `nil` for every other character.
    private static func base(of scalar: Unicode.Scalar) -> UInt8? {
        let letter: Unicode.Scalar? =
            switch scalar.value {
            case 0xC0...0xC6, 0xE0...0xE6, 0x100...0x105: "a"
            case 0xC7, 0xE7, 0x106...0x10D: "c"
            case 0xD0, 0xF0, 0x10E...0x111: "d"
            case 0xC8...0xCB, 0xE8...0xEB, 0x112...0x11B: "e"
            case 0x11C...0x123: "g"
            case 0x124...0x127: "h"
            case 0xCC...0xCF, 0xEC...0xEF, 0x128...0x133: "i"
            case 0x134...0x135: "j"
            case 0x136...0x138: "k"
            case 0x139...0x142: "l"
            case 0xD1, 0xF1, 0x143...0x14B: "n"
            case 0xD2...0xD6, 0xD8, 0xF2...0xF6, 0xF8, 0x14C...0x153: "o"
            case 0x154...0x159: "r"
            case 0xDF, 0x15A...0x161, 0x17F: "s"
            case 0xDE, 0xFE, 0x162...0x167: "t"
            case 0xD9...0xDC, 0xF9...0xFC, 0x168...0x173: "u"
            case 0x174...0x175: "w"
            case 0xDD, 0xFD, 0xFF, 0x176...0x178: "y"
            case 0x179...0x17E: "z"
            default: nil
            }
        return letter.map { UInt8(truncatingIfNeeded: $0.value) }
    }
}
