package import LaporBundle
package import LaporModel

extension Transaction {
    /// Which of some events of a feed, on the chain that ends as a range does, the store does not hold.
    ///
    /// Of a feed that forks they count as held only where the range's last event shows which branch they are on.
    package func lacking(
        _ events: ClosedRange<Int>, of feed: Identifier, on range: FeedSection.Range
    ) throws -> [ClosedRange<Int>] {
        let chains = try chains(of: feed)
        let head = Receipt.Range(first: range.first, last: range.last, id: range.id)
        let held =
            if let key = try feedKey(feed), try isForked(key) {
                try chains.compactMap { try covered($0, of: feed, by: head) }
            } else {
                chains.map(\.range)
            }
        let missing = try missingBodies(of: feed).map { $0...$0 }
        return SequenceRanges([events]).subtracting(
            SequenceRanges(held).subtracting(SequenceRanges(missing))
        ).ranges
    }
}
