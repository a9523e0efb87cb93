/// Reads what people shorten names of agencies to: `PDAM`, `dinkes`, `disdukcapil`.
///
/// A short form is pieces of successive words of the name, in their order: parts of two letters or more, or first letters.
/// `dis` stands for `dinas`. Words that only join (`dan`) are passed over, and no other.
enum Abbreviation {
    private static let joining: Set<[UInt8]> = Set(["dan", "di", "ke", "serta"].map { NameFolding.fold($0) })
    private static let office = NameFolding.fold("dinas")
    private static let officeShort = NameFolding.fold("dis")

    /// The words of a name that a short form can have letters of, folded.
    static func words(_ name: String) -> [[UInt8]] {
        TextWords.split(name).map(NameFolding.fold).filter { !$0.isEmpty && !joining.contains($0) }
    }

    /// How much of a name a folded short form stands for: from 0.6, of few of its words, to 0.9, of all; 0 where it is none.
    static func nearness(of short: [UInt8], to words: [[UInt8]]) -> Double {
        guard short.count >= 2, short.count <= 20, words.count >= 2 else { return 0 }
        // Folding makes one of doubled letters, in `DPPKB` as in the initials of its name.
        if short.count >= 3,
            holds(NameFolding.fold(String(decoding: words.compactMap(\.first), as: UTF8.self)), short[...])
        {
            return 0.6 + 0.3 * min(1, Double(short.count) / Double(words.count))
        }
        for start in words.indices.dropLast() where words[start].first == short[0] {
            if let used = used(
                short[...], words[start...], isFirst: true, middle: short.count < 8 ? 3 : 2), used >= 2
            {
                return 0.6 + 0.3 * Double(used) / Double(words.count)
            }
        }
        return 0
    }

    /// How many words the rest of a short form takes; `nil` where it does not fit.
    ///
    /// What is from inside a word has at least `middle` letters: less would fit nearly everything.
    private static func used(
        _ short: ArraySlice<UInt8>, _ words: ArraySlice<[UInt8]>, isFirst: Bool, middle: Int
    ) -> Int? {
        if short.isEmpty { return 0 }
        guard let word = words.first else { return nil }
        var pieces = (1...short.count).reversed().filter { count in
            let piece = short.prefix(count)
            if isFirst || count == 1 { return word.starts(with: piece) }
            return word.starts(with: piece) || count >= middle && holds(word, piece)
        }
        if isFirst, word == office, short.starts(with: officeShort) {
            pieces.insert(officeShort.count, at: 0)
        }
        for count in pieces {
            if let rest = used(short.dropFirst(count), words.dropFirst(), isFirst: false, middle: middle) {
                return rest + 1
            }
        }
        return nil
    }

    private static func holds(_ word: [UInt8], _ piece: ArraySlice<UInt8>) -> Bool {
        guard word.count >= piece.count else { return false }
        return (0...(word.count - piece.count)).contains { word[$0...].starts(with: piece) }
    }
}
