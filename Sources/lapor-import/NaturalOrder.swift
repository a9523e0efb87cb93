/// A name in the order in which people read names: numbers in it count by their size, "Tim 2" before "Tim 10".
struct NaturalOrder: Comparable {
    /// Words and numbers by turns; a word's number is -1.
    private var parts: [(number: Int, word: String)] = []

    /// The order of a name, whatever its case.
    init(_ name: String) {
        for character in name.lowercased() {
            let isDigit = ("0"..."9").contains(character)
            if let last = parts.last, isDigit == (last.number >= 0) {
                parts[parts.count - 1].word.append(character)
            } else {
                parts.append((-1, String(character)))
            }
            if isDigit { parts[parts.count - 1].number = Int(parts[parts.count - 1].word) ?? Int.max }
        }
    }

    static func == (one: Self, other: Self) -> Bool { !(one < other) && !(other < one) }

    static func < (one: Self, other: Self) -> Bool {
        for (part, counterpart) in zip(one.parts, other.parts) where part != counterpart {
            return part < counterpart
        }
        return one.parts.count < other.parts.count
    }
}
