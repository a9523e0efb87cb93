import Foundation

/// How often words stand in complaints: a rare one says more.
///
/// Counts are kept for 65,536 places, whatever the number of words.
package struct WordCounts: Sendable {
    private var counts = [UInt32](repeating: 0, count: 1 << 16)
    private var complaints = 0
    private var weights: [Float] = []

    /// No words yet.
    package init() {}

    /// Counts the words of one complaint.
    package mutating func add(_ gist: ComplaintGist) {
        complaints += 1
        for word in gist.all { counts[Int(word & 0xFFFF)] += 1 }
    }

    /// Works out what each word weighs, once all are counted: a few complaints make little difference.
    package mutating func weigh() {
        weights = counts.map { log2(Float(complaints + 400) / Float($0 + 20)) }
    }

    /// What a word weighs: among a few complaints all weigh much the same.
    package func weight(_ word: UInt32) -> Double {
        weights.isEmpty ? 1 : Double(weights[Int(word & 0xFFFF)])
    }
}

/// A complaint as twins are looked for.
package struct TwinCandidate: Sendable {
    /// What it is known by here.
    package var key: Int
    package var region: String
    package var category: String?
    /// When it was taken down, in days.
    package var day: Int
    /// When it happened, in days.
    package var incident: Int?
    package var gist: ComplaintGist

    /// A candidate of these parts.
    package init(
        key: Int, region: String, category: String?, day: Int, incident: Int?, gist: ComplaintGist
    ) {
        self.key = key
        self.region = region
        self.category = category
        self.day = day
        self.incident = incident
        self.gist = gist
    }
}

/// Two complaints that are likely about the same matter.
package struct TwinPair: Sendable {
    /// The earlier one.
    package var first: Int
    package var second: Int
    /// 0 to 1.
    package var score: Double
}

/// Finds likely twins among complaints that come by day, all of one district, in time that grows as their number.
///
/// Each is compared only with those before it, of at most 60 days, that share two of its telling words (those of its title
/// and the rarest of its story), as in joins of similar sets by prefixes; of a word that many have, only with the last of
/// them. At most three of its twins are kept.
package struct TwinFinder {
    /// Days between two that may be twins.
    package static let days = 60
    /// From this score on two are likely twins.
    package static let threshold = 0.5
    /// How many words of a story are looked up besides those of the title.
    private static let storyWords = 14
    /// How many complaints are remembered under one word.
    private static let remembered = 24
    /// How many are compared with one.
    private static let compared = 32

    private let weights: WordCounts
    private var candidates: [(candidate: TwinCandidate, titleWeight: Double, weight: Double)?] = []
    private var shared: [UInt8] = []
    private var places: [UInt32: [Int32]] = [:]
    /// The first that is not too old.
    private var oldest = 0

    /// A finder for one district.
    package init(_ weights: WordCounts) {
        self.weights = weights
    }

    /// Gives the twins of a complaint among those before it, the likest first, and remembers it.
    package mutating func add(_ candidate: TwinCandidate) -> [TwinPair] {
        while oldest < candidates.count, let old = candidates[oldest]?.candidate,
            old.day < candidate.day - Self.days
        {
            candidates[oldest] = nil
            oldest += 1
        }
        let words = tellingWords(of: candidate.gist)
        var touched: [Int] = []
        for word in words {
            for place in places[word] ?? [] where place >= oldest {
                if shared[Int(place)] == 0 { touched.append(Int(place)) }
                shared[Int(place)] &+= 1
            }
        }
        let sums = (title: sum(candidate.gist.title), all: sum(candidate.gist.all))
        var near = touched.filter { shared[$0] >= 2 }
        if near.count > Self.compared {
            near.sort { (shared[$1], $1) < (shared[$0], $0) }
            near.removeLast(near.count - Self.compared)
        }
        var pairs: [TwinPair] = []
        for place in near {
            guard let other = candidates[place] else { continue }
            let score = likeness(
                (candidate, sums.title, sums.all), (other.candidate, other.titleWeight, other.weight))
            if score >= Self.threshold {
                pairs.append(TwinPair(first: other.candidate.key, second: candidate.key, score: score))
            }
        }
        for place in touched { shared[place] = 0 }
        for word in words {
            places[word, default: []].append(Int32(candidates.count))
            if places[word, default: []].count > 2 * Self.remembered {
                places[word]?.removeFirst(Self.remembered)
            }
        }
        candidates.append((candidate, sums.title, sums.all))
        shared.append(0)
        return Array(pairs.sorted { ($1.score, $0.first) < ($0.score, $1.first) }.prefix(3))
    }

    /// The words of the title, and the rarest of the story.
    private func tellingWords(of gist: ComplaintGist) -> Set<UInt32> {
        let rare = gist.all.map { ($0, weights.weight($0)) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        return Set(gist.title).union(rare.prefix(Self.storyWords).map(\.0))
    }

    private func sum(_ words: [UInt32]) -> Double {
        words.reduce(0) { $0 + weights.weight($1) }
    }

    /// The weight of those words that a complaint has too.
    private func told(_ words: [UInt32], by gist: ComplaintGist) -> Double {
        words.reduce(0) { gist.has($1) ? $0 + weights.weight($1) : $0 }
    }

    /// The weight of the words that two rising lists share, and their number.
    private func common(_ left: [UInt32], _ right: [UInt32]) -> (weight: Double, count: Int) {
        var (i, j) = (0, 0)
        var (weight, count) = (0.0, 0)
        while i < left.count, j < right.count {
            if left[i] == right[j] {
                weight += weights.weight(left[i])
                count += 1
                i += 1
                j += 1
            } else if left[i] < right[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return (weight, count)
    }

    private typealias Weighed = (candidate: TwinCandidate, title: Double, all: Double)

    /// How likely two are about the same matter, 0 to 1: how much of each one's title the other tells, and how much they
    /// have in common altogether; less where place or time speak against it.
    private func likeness(_ left: Weighed, _ right: Weighed) -> Double {
        let (a, b) = (left.candidate, right.candidate)
        guard left.title > 0, right.title > 0 else { return 0 }
        // Most have little to do with each other, which the few words of their titles show first.
        let there = told(a.gist.title, by: b.gist) / left.title
        guard there > 0 else { return 0 }
        let back = told(b.gist.title, by: a.gist) / right.title
        guard back > 0 else { return 0 }
        let both = common(a.gist.all, b.gist.all)
        guard both.count >= 2 else { return 0 }
        let whole = both.weight / (left.all * right.all).squareRoot()
        var score = 0.5 * (there * back).squareRoot() + 0.5 * min(1, 1.6 * whole)
        guard score >= Self.threshold else { return 0 }
        let isNamed = Self.tells(b.gist, ofNamesIn: a.gist) || Self.tells(a.gist, ofNamesIn: b.gist)
        // In another village it is the same matter only where both name the same place or person.
        if a.region != b.region { score *= isNamed ? 0.85 : 0.45 }
        if !isNamed, !a.gist.names.isEmpty, !b.gist.names.isEmpty { score *= 0.6 }
        let (one, other) = (a.gist.neighbourhoods, b.gist.neighbourhoods)
        if !one.isEmpty, !other.isEmpty, one.isDisjoint(with: other) { score *= 0.8 }
        if let one = a.category, let other = b.category, Self.topic(one) != Self.topic(other) {
            score *= 0.85
        }
        if let one = a.incident, let other = b.incident, abs(one - other) > Self.days { score *= 0.8 }
        return score
    }

    private static func tells(_ gist: ComplaintGist, ofNamesIn other: ComplaintGist) -> Bool {
        other.names.contains { gist.has($0) }
    }

    /// The topic that a category belongs to.
    private static func topic(_ category: String) -> Substring {
        category.prefix { $0 != "/" }
    }
}
