/// The words of a text as they are compared: small letters without marks, endings and what says nothing.
package struct TextWords: Equatable, Sendable {
    /// In the order in which they stand.
    package let words: [String]

    /// The words of a text.
    package init(_ text: String) {
        words = Self.split(text).map(Self.stem).filter { $0.count >= 3 && !Self.empty.contains($0) }
    }

    /// A text in small ASCII letters and digits, everything else as spaces.
    package static func split(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in text.lowercased().unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": word.unicodeScalars.append(scalar)
            case "à"..."å": word.append("a")
            case "è"..."ë": word.append("e")
            case "ì"..."ï": word.append("i")
            case "ò"..."ö": word.append("o")
            case "ù"..."ü": word.append("u")
            case "'", "\u{2019}": break
            default:
                if !word.isEmpty { words.append(word) }
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// Takes the commonest endings off, where enough of the word stays.
    static func stem(_ word: String) -> String {
        for ending in ["nya", "lah", "kah", "kan"]
        where word.hasSuffix(ending) && word.count - ending.count >= 4 {
            return String(word.dropLast(ending.count))
        }
        return word
    }

    private static let empty: Set<String> = [
        "yang", "dan", "di", "ke", "dari", "untuk", "dengan", "pada", "ini", "itu", "ada", "adalah", "atau",
        "juga", "sudah", "telah", "belum", "tidak", "akan", "karena", "oleh", "saya", "kami", "kita",
        "mereka",
        "dalam", "sejak", "sampai", "agar", "bisa", "dapat", "lebih", "sangat", "mohon", "tolong", "pak",
        "ibu",
        "bapak", "warga", "desa", "dusun", "kampung", "lagi", "para", "terkait", "lainnya", "informasi",
    ]

    /// How alike two texts are, 0 to 1: the share of the shorter one's words that the other has too.
    ///
    /// Fewer than two words in common are no likeness: a place's name stands in many complaints.
    package func likeness(to other: TextWords) -> Double {
        let mine = Set(words)
        let theirs = Set(other.words)
        let common = mine.intersection(theirs).count
        guard common >= 2 else { return 0 }
        return Double(common) / Double(min(mine.count, theirs.count))
    }
}
