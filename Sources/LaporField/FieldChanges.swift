import LaporModel
import LaporStore

/// How many changes there are: what was said besides taking complaints down.
package struct ChangeCounts: Equatable, Sendable {
    /// What reporters said to answers.
    package var comments = 0
    /// Fields, attachments, identities and links of complaints.
    package var edits = 0
    package var withdrawals = 0
    package var erasures = 0
    /// What was written of visits.
    package var visits = 0
    /// Those of them that are about a visit that has not been ended.
    package var ofOpenVisit = 0

    /// All of them.
    package var total: Int { comments + edits + withdrawals + erasures + visits }
    /// Those that are ready to be carried: a visit that goes on will say more.
    package var ready: Int { total - ofOpenVisit }

    fileprivate mutating func add(_ kind: String) {
        switch kind {
        case EventKind.commented: comments += 1
        case EventKind.withdrawn: withdrawals += 1
        case EventKind.erased: erasures += 1
        case let kind where EventKind.ofVisits.contains(kind): visits += 1
        default: edits += 1
        }
    }
}

extension Device {
    /// Counts the changes that no bundle carries, and those that the office has not confirmed.
    ///
    /// What is about a complaint that is on the same step is a part of it, and is not counted.
    func countChanges(
        _ own: [OwnFeed], _ places: Places, _ transaction: Transaction, _ status: inout FieldStatus
    ) throws {
        let events = try transaction.visitEvents(of: own.map(\.id))
        status.openVisit = Outreach.all(events).last { $0.isOpen }
        let open = Set(
            events.filter { Outreach.visit($0) == status.openVisit?.id && status.openVisit != nil }.map(\.id))
        let unsent = places.feeds.mapValues { $0.all.subtracting($0.packed).subtracting($0.confirmed) }
        let packed = places.feeds.mapValues { $0.packed.subtracting($0.confirmed) }
        for feed in own {
            for event in try changes(of: feed, in: unsent, places, transaction) {
                status.unsentChanges.add(event.kind)
            }
            status.packedChanges += try changes(of: feed, in: packed, places, transaction).count
        }
        status.unsentChanges.ofOpenVisit =
            events.filter { event in
                open.contains(event.id)
                    && unsent[event.header.feed]?.contains(event.header.sequence) == true
            }.count
    }

    /// What a feed says on one step of the way, but of complaints that are on that step themselves.
    private func changes(
        of feed: OwnFeed, in step: [Identifier: SequenceRanges], _ places: Places, _ transaction: Transaction
    ) throws -> [LaterEvent] {
        guard let ranges = step[feed.id], let place = places.feeds[feed.id] else { return [] }
        // Where nothing but complaints was taken down, which is most often so, no event is read.
        if place.foreign.isEmpty {
            let all = ranges.ranges.reduce(0) { $0 + $1.count } - (ranges.contains(1) ? 1 : 0)
            guard try all > transaction.countComplaints(of: feed.id, in: ranges) else { return [] }
        }
        return try transaction.laterEvents(of: feed.id, in: feed.chains, ranges).filter { event in
            event.captured.map { step[$0.feed]?.contains($0.sequence) != true } ?? true
        }
    }
}
