/// How often each whole number came.
struct Histogram {
    private var counts: [Int: Int] = [:]
    private(set) var count = 0

    mutating func add(_ value: Int) {
        counts[value, default: 0] += 1
        count += 1
    }

    /// The smallest number that so many hundredths of all do not exceed (nearest rank); `nil` of a small group.
    func percentile(_ hundredths: Int) -> Int? {
        guard count >= SmallGroups.smallest else { return nil }
        let rank = max(1, (count * hundredths + 99) / 100)
        var seen = 0
        for (value, times) in counts.sorted(by: { $0.key < $1.key }) {
            seen += times
            if seen >= rank { return value }
        }
        return nil
    }

    /// How many are in a range.
    func count(in range: ClosedRange<Int>) -> Int {
        counts.reduce(0) { $0 + (range.contains($1.key) ? $1.value : 0) }
    }
}
