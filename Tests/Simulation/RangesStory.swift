import LaporModel

/// A set of sequence numbers that grows and shrinks, beside a plain list of truths.
struct RangesStory: Scenario {
    enum Step: Sendable {
        case add(ClosedRange<Int>)
        case take([Int])
        case miss(Int)
    }

    static let name = "ranges"
    private static let numbers = 0...48

    var steps: [Step]

    init(seed: UInt64) {
        var draw = Draw(seed ^ 0x4A4E_6E5)
        steps = (0...draw.below(7)).map { _ in
            switch draw.below(4) {
            case 0: .take((0...draw.below(3)).map { _ in 1 + draw.below(40) })
            case 1: .miss(draw.below(48))
            default: .add(Self.range(&draw))
            }
        }
    }

    private static func range(_ draw: inout Draw) -> ClosedRange<Int> {
        let first = 1 + draw.below(32)
        return first...(first + draw.below(draw.one(in: 2) ? 2 : 9))
    }

    func breach(tries: Int) -> Breach? {
        var set = SequenceRanges()
        var truths = Self.numbers.map { _ in false }
        for step in steps {
            switch step {
            case .add(let range):
                set = SequenceRanges(set.ranges + [range])
                for number in range { truths[number] = true }
            case .take(let numbers):
                set = set.subtracting(SequenceRanges(numbers.map { $0...$0 }))
                for number in numbers { truths[number] = false }
            case .miss(let last):
                let missing = Self.truths(set.missing(through: last))
                for number in Self.numbers
                where missing[number] != (number > 0 && number <= last && !truths[number]) {
                    return Breach(
                        "what is missing is what is not in the set",
                        "\(number) through \(last), \(set.ranges)")
                }
            }
            if let breach = Self.differ(set, truths) { return breach }
        }
        return nil
    }

    private static func differ(_ set: SequenceRanges, _ truths: [Bool]) -> Breach? {
        for (left, right) in zip(set.ranges, set.ranges.dropFirst())
        where left.upperBound + 1 >= right.lowerBound {
            return Breach("ranges stand in order and do not touch", "\(set.ranges)")
        }
        let listed = Self.truths(set.ranges)
        let last = truths.lastIndex(of: true) ?? 0
        let gaps = Self.truths(set.missing(through: set.ranges.last?.upperBound ?? 0))
        for number in numbers {
            if listed[number] != truths[number] {
                return Breach("a set holds what was put in and not taken", "\(number) and \(set.ranges)")
            }
            if set.contains(number) != truths[number] {
                return Breach("a set contains what it lists", "\(number) and \(set.ranges)")
            }
            if gaps[number] != (number > 0 && number < last && !truths[number]) {
                return Breach(
                    "gaps are what is missing before the last number", "\(number) and \(set.ranges)")
            }
        }
        return nil
    }

    private static func truths(_ ranges: [ClosedRange<Int>]) -> [Bool] {
        var truths = numbers.map { _ in false }
        for range in ranges { for number in range where numbers.contains(number) { truths[number] = true } }
        return truths
    }

    func lines() -> [String] { steps.map { "\($0)" } }
}
