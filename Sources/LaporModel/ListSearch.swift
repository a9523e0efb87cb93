/// Finds entries of a short list (categories, agencies) by words of their names, misspelt too.
package enum ListSearch {
    /// The codes whose names have a word near each word typed, or words that it shortens, the best first.
    ///
    /// A word counts by how near it is to the nearest word of the name (1 the same, less for a start, a part or typing
    /// errors); an entry whose code holds the text comes first. Of equal ones the shorter name wins, then the code.
    package static func codes(
        matching text: String, among entries: some Sequence<(code: String, name: String)>, limit: Int
    ) -> [String] {
        let words = TextWords.split(text).map(NameFolding.fold).filter { !$0.isEmpty }
        guard !words.isEmpty else { return [] }
        let matchers = words.map { NameMatcher($0) }
        // `satpol PP` is one short form of two words.
        let joined = words.count > 1 ? NameFolding.fold(text) : []
        let code = text.lowercased().trimmed
        var found: [(score: Double, length: Int, code: String)] = []
        for entry in entries {
            if entry.code.lowercased().contains(code) {
                found.append((2, entry.code.utf8.count, entry.code))
                continue
            }
            let names = TextWords.split(entry.name).map(NameFolding.fold)
            let shortened = Abbreviation.words(entry.name)
            var score = 0.0
            for matcher in matchers {
                let near = names.map { name in
                    name.withUnsafeBufferPointer { matcher.nearness(to: $0) }
                }.max()
                let best = max(near ?? 0, Abbreviation.nearness(of: matcher.query, to: shortened))
                guard best >= 0.5 else {
                    score = 0
                    break
                }
                score += best
            }
            score = max(score / Double(matchers.count), Abbreviation.nearness(of: joined, to: shortened))
            if score > 0 {
                found.append((score, entry.name.utf8.count, entry.code))
            }
        }
        found.sort { ($1.score, $0.length, $0.code) < ($0.score, $1.length, $1.code) }
        return found.prefix(limit).map(\.code)
    }
}
