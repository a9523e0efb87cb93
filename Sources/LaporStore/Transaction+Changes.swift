import Foundation
package import LaporModel

/// An event by which a device says more than that it took a complaint down.
package struct LaterEvent: Sendable {
    package var sequence: Int
    package var kind: String
    /// The feed and the sequence at which the complaint that it is about was taken down; `nil` where it is about none.
    package var captured: (feed: Identifier, sequence: Int)?
}

extension Transaction {
    /// What some chains of a device's feed say in some ranges, besides complaints that were taken down.
    package func laterEvents(
        of feed: Identifier, in chains: [Chain], _ ranges: SequenceRanges
    ) throws -> [LaterEvent] {
        guard let key = try feedKey(feed) else { return [] }
        return try ranges.ranges.flatMap { range in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT events.sequence, events.id, events.kind, complaints.device, complaints.sequence
                    FROM events LEFT JOIN complaints ON complaints.id = events.complaint
                    WHERE events.feed_key = ? AND events.sequence BETWEEN ? AND ?
                        AND events.kind NOT IN ('began', 'captured', 'moved')
                    ORDER BY events.sequence, events.id
                    """,
                arguments: [key, range.lowerBound, range.upperBound]
            ).compactMap { row -> LaterEvent? in
                let (sequence, id): (Int, Data) = (row[0], row[1])
                guard let id = Hash(bytes: id), chains.contains(where: { $0.holds(id, at: sequence) }) else {
                    return nil
                }
                let (device, place): (Data?, Int?) = (row[3], row[4])
                let captured = device.flatMap { Identifier(bytes: $0) }.flatMap { feed in
                    place.map { (feed: feed, sequence: $0) }
                }
                return LaterEvent(sequence: sequence, kind: row[2], captured: captured)
            }
        }
    }
}

extension Transaction {
    /// How often a reporter has said something to the answers of a complaint.
    package func countComments(on complaint: Identifier) throws -> Int {
        let statement = try statement(
            "SELECT count(*) FROM events INDEXED BY events_of_comments WHERE kind = 'commented' AND complaint = ?"
        )
        complaint.withBytes { statement.bind(1, blob: $0) }
        defer { statement.reset() }
        return try statement.step() ? statement.integer(0) : 0
    }
}

extension Chain {
    /// Whether an event of a sequence is one of the chain's.
    fileprivate func holds(_ id: Hash, at sequence: Int) -> Bool {
        range.contains(sequence) && (ids == nil || ids?[sequence - first] == id)
    }
}
