/// A place that a search found.
package struct FoundPlace: Equatable, Sendable {
    package var code: String
    package var name: String
    /// With the names of what it lies in.
    package var path: String
}

extension PlaceIndex {
    /// Finds places by what somebody types, the best first.
    ///
    /// That is a part of a name, misspelt, with the names of what it lies in, in any order; or the start of a code. Of equal
    /// ones those near a region come first, then those in the preferred regions, then by code.
    package func search(
        _ text: String, preferring preferred: [String] = [], near: String? = nil, limit: Int
    ) -> [FoundPlace] {
        let query = PlaceQuery(text)
        if query.readings.isEmpty {
            return query.code.map { places(startingWith: $0, limit) } ?? []
        }
        var scores: [Int: Double] = [:]
        for reading in query.readings {
            score(reading.words, weight: reading.weight, within: query.code, into: &scores)
        }
        // A number may be a part of a name: `Pal 12`.
        if scores.isEmpty, query.code != nil {
            for reading in PlaceQuery(text, withCodes: false).readings {
                score(reading.words, weight: reading.weight, within: nil, into: &scores)
            }
        }
        return best(scores, query.kind, preferred, near, limit)
    }

    /// Gives each place its best score from any way to read some words.
    private func score(
        _ words: [[UInt8]], weight: Double, within code: String?, into scores: inout [Int: Double]
    ) {
        let total = Double(words.reduce(0) { $0 + $1.count })
        for group in Self.groups(of: words.count) {
            let rest = words.indices.filter { !group.contains($0) }.map { words[$0] }
            let share = Double(group.reduce(0) { $0 + words[$1].count }) / total
            // What little of the query may be the name, the rest must be what it lies in.
            guard share >= 0.12 else { continue }
            let above = Self.restMatchers(rest)
            // Villages of one district lie in the same places.
            var known: [Int: Double] = [:]
            for (place, nearness) in matches(NameMatcher(group.flatMap { words[$0] }), atLeast: 0.5) {
                if let code, !self.code(place).hasPrefix(code) { continue }
                var score = nearness * share
                if !rest.isEmpty {
                    let parent = parent(place)
                    let restNearness: Double
                    if let parent, let before = known[parent] {
                        restNearness = before
                    } else {
                        restNearness = nearnessAbove(place, above)
                        if let parent { known[parent] = restNearness }
                    }
                    if restNearness > 0 {
                        score += restNearness * (1 - share)
                    } else {
                        guard rest.count == words.count - 1, words.count > 2 else { continue }
                        score *= 0.6
                    }
                }
                scores[place] = max(scores[place] ?? 0, score * weight)
            }
        }
    }

    private func best(
        _ scores: [Int: Double], _ kind: String?, _ preferred: [String], _ near: String?, _ limit: Int
    ) -> [FoundPlace] {
        let own = preferred.compactMap { RegionCode($0) }
        let (district, regency) = Self.around(near)
        // No preference makes up for more than that.
        let least = (scores.values.max() ?? 0) - 0.31
        let ranked = scores.filter { $0.value >= least }.map { place, score -> (place: Int, score: Double) in
            let code = code(place)
            var score = score
            // A village is wanted; what holds villages comes after those of the same name.
            if code.utf8.count < 13 { score -= 0.06 }
            if let kind { score += bonus(place, kind) }
            if own.contains(where: { $0.contains(code) }) { score += 0.08 }
            if let district, district.contains(code) {
                score += 0.16
            } else if let regency, regency.contains(code) {
                score += 0.04
            }
            return (place, score)
        }
        return ranked.sorted { ($1.score, $0.place) < ($0.score, $1.place) }.prefix(limit).map {
            found($0.place)
        }
    }

    /// What a place gains where its kind was asked for: `kota semarang` is no village.
    private func bonus(_ place: Int, _ kind: String) -> Double {
        if name(place).hasPrefix(kind) { return 0.17 }
        var above = parent(place)
        while let next = above {
            if name(next).hasPrefix(kind) { return 0.05 }
            above = parent(next)
        }
        return 0
    }

    private static func around(_ near: String?) -> (RegionCode?, RegionCode?) {
        guard let near else { return (nil, nil) }
        let parts = near.split(separator: ".")
        func first(_ count: Int) -> RegionCode? {
            parts.count >= count ? RegionCode(parts.prefix(count).joined(separator: ".")) : nil
        }
        return (first(3), first(2))
    }

    private func found(_ place: Int) -> FoundPlace {
        FoundPlace(code: code(place), name: name(place), path: path(place))
    }

    /// The ways in which neighbouring words may be one name; pairs also turned round.
    private static func groups(of count: Int) -> [[Int]] {
        var groups: [[Int]] = []
        for length in (1...count).reversed() {
            for start in 0...(count - length) { groups.append(Array(start..<(start + length))) }
        }
        if count == 2 { groups.append([1, 0]) }
        return groups
    }

    /// How the words that are not the name may stand for what it lies in: all as one, or each by itself.
    private static func restMatchers(_ rest: [[UInt8]]) -> [(matcher: NameMatcher, share: Double)] {
        let total = Double(rest.reduce(0) { $0 + $1.count })
        return rest.map { (NameMatcher($0), Double($0.count) / total) }
            + (rest.count > 1 ? [(NameMatcher(rest.flatMap { $0 }), 1)] : [])
    }

    private func nearnessAbove(_ place: Int, _ matchers: [(matcher: NameMatcher, share: Double)]) -> Double {
        var above: [Int] = []
        var next = parent(place)
        while let current = next {
            above.append(current)
            next = parent(current)
        }
        guard !above.isEmpty else { return 0 }
        func best(_ matcher: NameMatcher) -> Double {
            let near = above.map { nearness(matcher, to: $0) }.max() ?? 0
            return near >= 0.5 ? near : 0
        }
        let single = matchers.filter { $0.share < 1 || matchers.count == 1 }
        let each = single.reduce(0) { $0 + best($1.matcher) * $1.share }
        return matchers.count > single.count ? max(each, best(matchers[matchers.count - 1].matcher)) : each
    }

    private func places(startingWith start: String, _ limit: Int) -> [FoundPlace] {
        var found: [FoundPlace] = []
        for place in 0..<count where found.count < limit {
            if code(place).hasPrefix(start) { found.append(self.found(place)) }
        }
        return found
    }
}
