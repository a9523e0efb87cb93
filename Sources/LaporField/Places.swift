import LaporBundle
import LaporModel
import LaporStore

/// How far this device's events have come: in some bundle, and at the office.
struct Places {
    /// Of one feed.
    struct OfFeed {
        var packed: SequenceRanges
        /// Whole at the office, attachments included, by its newest receipt or by a code read out on the phone.
        var confirmed: SequenceRanges
        /// Those of them that the newest receipt covers.
        var received: SequenceRanges
        /// What the office misses although it holds later events, and in which bundles it was.
        var gaps: [FieldGap]
        var missingBlobs: Int
        /// Complaints of this feed that a copy of this laptop took down: the office sent them.
        var foreign: Set<Identifier>
        /// The sequences up to the last.
        var all: SequenceRanges

        /// How far an event of a sequence has come: `recorded`, `packed` or `confirmed`.
        func state(ofSequence sequence: Int) -> String {
            if confirmed.contains(sequence) { return "confirmed" }
            return packed.contains(sequence) ? "packed" : "recorded"
        }
    }

    var feeds: [Identifier: OfFeed]

    /// `recorded`, `packed`, `confirmed` or `answered`; what other laptops took down is here because the office sent it.
    func state(of place: ComplaintPlace) -> String {
        if place.isAnswered { return "answered" }
        guard let feed = feeds[place.device], !feed.foreign.contains(place.id) else { return "confirmed" }
        return feed.state(ofSequence: place.sequence)
    }
}

/// Events that this device has written and the office misses.
package struct FieldGap: Sendable {
    package var range: ClosedRange<Int>
    /// The files that carried them.
    package var bundles: [String]
}

extension Device {
    func places(_ transaction: Transaction, _ own: [OwnFeed]? = nil) throws -> Places {
        let receipt = try receipt(transaction)
        var feeds: [Identifier: Places.OfFeed] = [:]
        for feed in try own ?? ownFeeds(transaction) {
            feeds[feed.id] = try places(feed, receipt?[feed.id], transaction)
        }
        return Places(feeds: feeds)
    }

    private func places(
        _ feed: OwnFeed, _ held: Receipt.Held?, _ transaction: Transaction
    ) throws -> Places.OfFeed {
        let packed = try transaction.packed(of: feed.id)
        let phoned = try transaction.packed(of: feed.id, confirmed: true)
        var arrived: [ClosedRange<Int>] = []
        for range in held?.ranges ?? [] {
            for chain in feed.chains {
                if let covered = try transaction.covered(chain, of: feed.id, by: range) {
                    arrived.append(covered)
                }
            }
        }
        let missing = held?.missingBlobs ?? []
        let uncovered = SequenceRanges(
            try transaction.sequences(of: feed.id, naming: missing).map { $0...$0 })
        let there = SequenceRanges(arrived)
        let received = there.subtracting(uncovered)
        let lost = there.missing(through: there.ranges.last?.upperBound ?? 0)
        return Places.OfFeed(
            packed: packed,
            confirmed: SequenceRanges(received.ranges + phoned.ranges), received: received,
            gaps: try lost.map {
                FieldGap(range: $0, bundles: try transaction.bundles(of: feed.id, carrying: $0))
            },
            missingBlobs: missing.count,
            foreign: try transaction.foreignComplaints(in: feed.id, besides: feed.chains),
            all: SequenceRanges(feed.last > 0 ? [1...feed.last] : []))
    }
}
