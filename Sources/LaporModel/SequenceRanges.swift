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

    /// What is missing before the last number of the set.
    package var gaps: [ClosedRange<Int>] {
        missing(through: ranges.last?.upperBound ?? 0)
    }

    /// The set without some numbers.
    package func subtracting(_ sequences: some Sequence<Int>) -> SequenceRanges {
        var pieces: [ClosedRange<Int>] = ranges
        for sequence in Set(sequences) {
            pieces = pieces.flatMap { range -> [ClosedRange<Int>] in
                guard range.contains(sequence) else { return [range] }
                var parts: [ClosedRange<Int>] = []
                if range.lowerBound < sequence { parts.append(range.lowerBound...(sequence - 1)) }
                if sequence < range.upperBound { parts.append((sequence + 1)...range.upperBound) }
                return parts
            }
        }
        return SequenceRanges(pieces)
    }
}
