/// Groups of so few complaints that somebody could be singled out by them.
enum SmallGroups {
    /// The smallest group that is shown by itself.
    static let smallest = 3

    /// The places of those counts that are not shown by themselves: the small ones, and with them so many of the next
    /// larger ones that what they come to together is no small group either, for it can be told from the sum of all.
    static func hidden(_ counts: [Int]) -> Set<Int> {
        let small = counts.indices.filter { isSmall(counts[$0]) }
        guard !small.isEmpty else { return [] }
        var hidden = Set(small)
        var sum = small.reduce(0) { $0 + counts[$1] }
        for place in counts.indices.sorted(by: { (counts[$0], $0) < (counts[$1], $1) })
        where sum < smallest && counts[place] >= smallest {
            hidden.insert(place)
            sum += counts[place]
        }
        return hidden
    }

    /// The places of those counts that are masked in a list which names every group: the small ones, and always the next
    /// larger one with them, so that of none that is masked it can be told that it is small, whatever the sum of all.
    ///
    /// Of several next larger ones that are equal all are masked: which of them is chosen would tell.
    /// Where no group is large enough for that, the empty ones are masked, too.
    static func masked(_ counts: [Int]) -> Set<Int> {
        let small = counts.indices.filter { isSmall(counts[$0]) }
        guard !small.isEmpty else { return [] }
        guard let next = counts.filter({ $0 >= smallest }).min() else { return Set(counts.indices) }
        return Set(small + counts.indices.filter { counts[$0] == next })
    }

    /// Whether so many are somebody, and too few to be shown.
    static func isSmall(_ count: Int) -> Bool { (1..<smallest).contains(count) }

    /// Groups of at least so many, the largest first, and one at the end of what was too small.
    static func merged(_ tallies: [(key: FigureGroup.Key, count: Int)]) -> [FigureGroup] {
        let hidden = Self.hidden(tallies.map(\.count))
        let shown = tallies.indices.filter { tallies[$0].count > 0 && !hidden.contains($0) }
        // What is equal stays in its order.
        var groups = shown.sorted { (-tallies[$0].count, $0) < (-tallies[$1].count, $1) }.map {
            FigureGroup(key: tallies[$0].key, count: tallies[$0].count)
        }
        let rest = hidden.reduce(0) { $0 + tallies[$1].count }
        if rest > 0 { groups.append(FigureGroup(key: .rest, count: rest)) }
        return groups
    }

    /// Groups that have an order, by the places of their counts; the empty ones are left out.
    ///
    /// One that is too small is put together with a neighbour, the smaller of the two.
    static func neighbours(_ counts: [Int]) -> [(places: [Int], count: Int)] {
        var groups = counts.indices.filter { counts[$0] > 0 }.map { (places: [$0], count: counts[$0]) }
        while groups.count > 1,
            let small = groups.indices.min(by: { groups[$0].count < groups[$1].count }),
            groups[small].count < smallest
        {
            let isFirst = small == 0
            let isLast = small == groups.count - 1
            let isBefore =
                isLast || !isFirst && groups[small - 1].count < groups[small + 1].count
            let first = isBefore ? small - 1 : small
            groups[first].places += groups[first + 1].places
            groups[first].count += groups[first + 1].count
            groups.remove(at: first + 1)
        }
        return groups
    }
}
