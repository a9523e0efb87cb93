import LaporModel
import LaporSamples
import Testing

/// Ranges of sequence numbers against a plain set of numbers.
@Suite struct SequenceRangesTests {
    private static func numbers(_ ranges: [ClosedRange<Int>]) -> Set<Int> {
        Set(ranges.flatMap { Array($0) })
    }

    @Test func `ranges are a set of numbers`() {
        var generator = SeededGenerator(1)
        for _ in 0..<500 {
            let given = (0..<Int.random(in: 0...6, using: &generator)).map { _ -> ClosedRange<Int> in
                let first = Int.random(in: 1...30, using: &generator)
                return first...(first + Int.random(in: 0...8, using: &generator))
            }
            let set = SequenceRanges(given)
            let numbers = Self.numbers(given)
            #expect(Self.numbers(set.ranges) == numbers)
            for (left, right) in zip(set.ranges, set.ranges.dropFirst()) {
                #expect(left.upperBound + 1 < right.lowerBound)
            }
            let last = Int.random(in: 0...45, using: &generator)
            #expect(Self.numbers(set.missing(through: last)) == Set(1..<(last + 1)).subtracting(numbers))
            let taken = (0..<4).map { _ in Int.random(in: 1...40, using: &generator) }
            #expect(
                Self.numbers(set.subtracting(SequenceRanges(taken.map { $0...$0 })).ranges)
                    == numbers.subtracting(taken))
            #expect((1...45).allSatisfy { set.contains($0) == numbers.contains($0) })
        }
    }
}
