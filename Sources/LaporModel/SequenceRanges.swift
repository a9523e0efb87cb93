/// A set of sequence numbers as ranges that neither touch nor overlap, in order.
package struct SequenceRanges: Equatable, Sendable {
    package private(set) var ranges: [ClosedRange<Int>] = []

    /// The union of these ranges.
    package init(_ ranges: some Sequence<ClosedRange<Int>> = []) {
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = self.ranges.last, range.lowerBound <= last.upperBound + 1 {
                self.ranges[self.ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                self.ranges.append(range)
            }
        }
    }

    /// Whether a number is in the set.
    package func contains(_ sequence: Int) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < sequence { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(sequence)
    }

    /// The numbers from 1 to a last one that are not in the set.
    package func missing(through last: Int) -> [ClosedRange<Int>] {
        var missing: [ClosedRange<Int>] = []
        var next = 1
        for range in ranges where range.lowerBound <= last {
            if range.lowerBound > next { missing.append(next...(range.lowerBound - 1)) }
            next = range.upperBound + 1
        }
        if next <= last { missing.append(next...last) }
        return missing
    }

    /// The set without the numbers of another one.
    package func subtracting(_ other: SequenceRanges) -> SequenceRanges {
        var pieces: [ClosedRange<Int>] = []
        for range in ranges {
            var next = range.lowerBound
            for gone in other.ranges where gone.overlaps(range) {
                if gone.lowerBound > next { pieces.append(next...(gone.lowerBound - 1)) }
                next = gone.upperBound + 1
            }
            if next <= range.upperBound { pieces.append(next...range.upperBound) }
        }
        return SequenceRanges(pieces)
    }
}
