/// A category that the words of a complaint speak for, with those words: what people see of the reason.
package struct CategorySuggestion: Equatable, Sendable {
    package var code: String
    package var name: String
    /// The words of the complaint that led to it.
    package var because: [String]
    /// Whether the complaint has all the words of its name, or two of them: only then Enter may take it.
    package var isSure: Bool

    /// A category, with the words that led to it.
    package init(code: String, name: String, because: [String], isSure: Bool) {
        self.code = code
        self.name = name
        self.because = because
        self.isSure = isSure
    }

    /// Suggests categories, the best first.
    ///
    /// A word of a category's name that stands in the complaint counts the more, the fewer categories have it (a
    /// rareness of 1 over how many), twice where it stands in the title, less where the name has other words that the
    /// complaint has not; a sub-topic goes before its topic, and categories for one event only go last.
    package static func suggest(
        title: String, story: String, among categories: [(code: String, name: String)], limit: Int
    ) -> [CategorySuggestion] {
        let inTitle = Set(words(of: title))
        let inStory = Set(words(of: story))
        guard !inTitle.isEmpty || !inStory.isEmpty else { return [] }
        var commonness: [String: Int] = [:]
        let names = categories.map { words(of: $0.name) }
        for name in names { for word in Set(name) { commonness[word, default: 0] += 1 } }
        var found: [(score: Double, suggestion: CategorySuggestion)] = []
        for (category, name) in zip(categories, names) where !name.isEmpty {
            var score = 0.0
            var because: [String] = []
            for word in name {
                let weight = inTitle.contains(word) ? 2.0 : inStory.contains(word) ? 1.0 : 0
                guard weight > 0 else { continue }
                score += weight / Double(commonness[word] ?? 1).squareRoot()
                if !because.contains(word) { because.append(word) }
            }
            guard score > 0 else { continue }
            score *= Double(because.count) / Double(name.count).squareRoot()
            if !category.code.contains("/") { score *= 0.5 }
            if passing.contains(where: { category.code.hasPrefix($0) }) { score *= 0.2 }
            found.append(
                (
                    score,
                    CategorySuggestion(
                        code: category.code, name: category.name, because: because,
                        isSure: because.count >= min(2, Set(name).count))
                ))
        }
        let ranked = found.sorted { ($1.score, $0.suggestion.code) < ($0.score, $1.suggestion.code) }
        return ranked.prefix(limit).map(\.suggestion)
    }

    private static let passing = ["corona-virus", "topik-khusus"]

    private static func words(of text: String) -> [String] {
        TextWords(text).words.map { meanings[$0] ?? $0 }
    }

    /// What villagers say, and the word that the categories have for it.
    private static let meanings: [String: String] = [
        "berlubang": "jalan-berlubang", "lubang": "jalan-berlubang", "pju": "penerangan",
        "lampu": "penerangan",
        "padam": "pemadaman", "mati": "pemadaman", "pln": "listrik", "pdam": "air", "sumur": "air",
        "puskesmas": "kesehatan", "posyandu": "kesehatan", "bidan": "kesehatan", "bpjs": "jaminan",
        "sekolah": "pendidikan", "sd": "pendidikan", "smp": "pendidikan", "ktp": "kependudukan",
        "pupuk": "pupuk", "sawah": "pertanian", "irigasi": "irigasi", "saluran": "irigasi",
        "bansos": "bantuan", "pkh": "bantuan", "blt": "bantuan", "raskin": "pangan",
    ].mapValues { $0 == "jalan-berlubang" ? "berlubang" : $0 }
}
