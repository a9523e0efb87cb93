/// A kind of story that is drawn from a seed, played, and judged.
///
/// A story is a list of steps. Playing it is deterministic and gives every list a meaning, one from which steps were
/// taken out too: that is what makes a long failing story a short one.
protocol Scenario: Sendable {
    associatedtype Step

    /// What it is about, for people.
    static var name: String { get }
    /// It is played for every so manieth seed.
    static var every: UInt64 { get }
    var steps: [Step] { get set }

    /// The story of a seed.
    init(seed: UInt64)

    /// Plays the story; gives the first rule that does not hold.
    ///
    /// A rule that draws (an order, a choice of events) draws so many times. A story with fewer steps draws otherwise, so
    /// that more tries are needed to see whether it still fails.
    func breach(tries: Int) -> Breach?

    /// The story as people read it, a line for each step that did something.
    func lines() -> [String]
}

/// A rule that did not hold.
struct Breach: Equatable, Sendable {
    /// In one sentence; stays the same while a story is made shorter.
    var rule: String
    /// What was found instead.
    var found: String

    init(_ rule: String, _ found: String) {
        self.rule = rule
        self.found = found
    }
}

/// A seed whose story breaks a rule, with what is left of the story.
struct Failure: Sendable {
    var seed: UInt64
    var scenario: String
    var breach: Breach
    /// How many steps the story has, and had when it was drawn.
    var steps: (left: Int, drawn: Int)
    var story: [String]

    /// As it is printed: the rule, what was found, the story.
    var lines: [String] {
        // Not every seed is played on real stores unless that is asked for.
        let only = scenario == StoreStory.name ? "--stores " : ""
        return [
            "seed \(seed) fails, \(scenario): \(breach.rule)", "found: \(breach.found)",
            "\(steps.left) of \(steps.drawn) steps are enough:",
        ] + story.map { "  \($0)" } + ["again: Scripts/simulate \(only)1 \(seed)"]
    }
}

extension Scenario {
    static var every: UInt64 { 1 }

    /// Plays the story of a seed; where a rule breaks, with the shortest story found that breaks the same rule.
    static func failure(_ seed: UInt64) -> Failure? {
        let story = Self(seed: seed)
        guard let breach = story.breach(tries: 1) else { return nil }
        let tries = 12
        var short = story
        short.steps = shortened(story.steps) { steps in
            var other = story
            other.steps = steps
            return other.breach(tries: tries)?.rule == breach.rule
        }
        return Failure(
            seed: seed, scenario: name, breach: short.breach(tries: tries) ?? breach,
            steps: (short.steps.count, story.steps.count), story: short.lines())
    }
}

/// The elements of a failing list without which it no longer fails; large pieces are tried first.
func shortened<Element>(_ list: [Element], _ fails: ([Element]) -> Bool) -> [Element] {
    var list = list
    var piece = max(1, list.count / 2)
    while true {
        var isShorter = false
        var start = 0
        while start < list.count {
            var fewer = list
            fewer.removeSubrange(start..<min(start + piece, list.count))
            if fails(fewer) {
                list = fewer
                isShorter = true
            } else {
                start += piece
            }
        }
        // A piece that could not go before may go once another is gone.
        if piece == 1, !isShorter { return list }
        if !isShorter { piece = max(1, piece / 2) }
    }
}
