/// A region's code after Kemendagri: province `PP`, regency `PP.KK`, district `PP.KK.CC`, village `PP.KK.CC.DDDD`.
package struct RegionCode: Hashable, Sendable {
    /// How far down a code goes.
    package enum Level: Int, Sendable {
        case province = 1
        case regency
        case district
        case village
    }

    package let text: String

    /// The code, if the text is one: a village's first digit is 1 (kelurahan), 2 (desa) or 3 (desa adat).
    package init?(_ text: String) {
        var text = text
        let valid = text.withUTF8 { utf8 in
            guard [2, 5, 8, 13].contains(utf8.count) else { return false }
            for (index, byte) in utf8.enumerated() {
                switch index {
                case 2, 5, 8: guard byte == UInt8(ascii: ".") else { return false }
                case 9: guard (UInt8(ascii: "1")...UInt8(ascii: "3")).contains(byte) else { return false }
                default: guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return false }
                }
            }
            return true
        }
        guard valid else { return nil }
        self.text = text
    }

    /// How far down the code goes.
    package var level: Level {
        switch text.utf8.count {
        case 2: .province
        case 5: .regency
        case 8: .district
        default: .village
        }
    }

    /// The code of what it lies in; `nil` for a province.
    package var parent: String? {
        switch level {
        case .province: nil
        case .regency: String(text.prefix(2))
        case .district: String(text.prefix(5))
        case .village: String(text.prefix(8))
        }
    }

    /// Whether a code is this one or lies in it.
    package func contains(_ code: String) -> Bool {
        code == text || code.hasPrefix(text + ".")
    }
}
