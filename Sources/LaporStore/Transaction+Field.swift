import Foundation
package import LaporModel

/// Where a complaint of a device stands on its way.
package struct ComplaintPlace: Sendable {
    package var id: Identifier
    package var device: Identifier
    package var sequence: Int
    /// Whether anybody has answered it.
    package var isAnswered: Bool
    /// Whether it has more answers than the reporter has said something to.
    package var isUnread: Bool

    /// A place of these parts.
    package init(
        id: Identifier, device: Identifier, sequence: Int, isAnswered: Bool, isUnread: Bool = false
    ) {
        self.id = id
        self.device = device
        self.sequence = sequence
        self.isAnswered = isAnswered
        self.isUnread = isUnread
    }
}

extension Transaction {
    /// Notes what a bundle carries.
    package func notePacked(_ bundle: PackedBundle, at time: Timestamp) throws {
        for (feed, range) in bundle.ranges {
            guard let key = try feedKey(feed) else { continue }
            try db.execute(
                sql: """
                    INSERT INTO packs (bundle, feed_key, first, last, tagmanifest, path, packed_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    Data(bundle.id.bytes), key, range.lowerBound, range.upperBound,
                    Data(bundle.tagmanifest.bytes), bundle.path, time.seconds,
                ])
        }
    }

    /// The files that carried a feed's events of a range, the oldest first.
    package func bundles(of feed: Identifier, carrying range: ClosedRange<Int>) throws -> [String] {
        guard let key = try feedKey(feed) else { return [] }
        return try String.fetchAll(
            db,
            sql: """
                SELECT path FROM packs WHERE feed_key = ? AND first <= ? AND last >= ?
                ORDER BY packed_at, path
                """,
            arguments: [key, range.upperBound, range.lowerBound])
    }

    /// The sequences of a feed that some bundle carries; `confirmed`: only those of bundles confirmed on the phone.
    package func packed(of feed: Identifier, confirmed: Bool = false) throws -> SequenceRanges {
        guard let key = try feedKey(feed) else { return SequenceRanges() }
        let condition = confirmed ? " AND confirmed_at IS NOT NULL" : ""
        let rows = try Row.fetchAll(
            db, sql: "SELECT first, last FROM packs WHERE feed_key = ?\(condition)", arguments: [key])
        return SequenceRanges(
            rows.map { row in
                let first: Int = row["first"]
                return first...(row["last"] as Int)
            })
    }

    /// The bundles that this store packed: their ids and the hashes that confirm them.
    package func packs() throws -> [(bundle: Identifier, tagmanifest: Hash)] {
        try Row.fetchAll(db, sql: "SELECT DISTINCT bundle, tagmanifest FROM packs").compactMap { row in
            let bundle: Data = row["bundle"]
            let tagmanifest: Data = row["tagmanifest"]
            guard let bundle = Identifier(bytes: bundle), let tagmanifest = Hash(bytes: tagmanifest) else {
                return nil
            }
            return (bundle, tagmanifest)
        }
    }

    /// Notes that the office confirmed a bundle on the phone.
    package func noteConfirmed(_ bundle: Identifier, at time: Timestamp) throws {
        try db.execute(
            sql: "UPDATE packs SET confirmed_at = ? WHERE bundle = ?",
            arguments: [time.seconds, Data(bundle.bytes)])
    }

    /// Forgets what was confirmed on the phone: a newer receipt says it all.
    package func forgetConfirmed() throws {
        try db.execute(sql: "UPDATE packs SET confirmed_at = NULL")
    }

    /// What was last added to a feed of this store's own; `nil` before its first event.
    package func last(of feed: Identifier) throws -> Event? {
        let tip = try tip(of: feed)
        guard let key = try feedKey(feed), let id = tip.id else { return nil }
        return try events(
            "SELECT header, body FROM events WHERE feed_key = ? AND sequence = ? AND id = ?",
            arguments: [key, tip.sequence, Data(id.bytes)]
        ).first
    }

    /// The complaint that was taken from a row of this external id, and the check of the row then.
    package func captured(externalName: Hash) throws -> (complaint: Identifier, check: Int)? {
        let statement = try statement("SELECT complaint, row_check FROM external_ids WHERE name = ?")
        externalName.withBytes { statement.bind(1, blob: $0) }
        defer { statement.reset() }
        guard try statement.step(), let complaint = Identifier(bytes: statement.bytes(0)) else { return nil }
        return (complaint, statement.integer(1))
    }

    /// Notes that a row of this external id was taken.
    package func noteCaptured(externalName: Hash, complaint: Identifier, check: Int) throws {
        let statement = try statement("INSERT INTO external_ids VALUES (?, ?, ?)")
        externalName.withBytes { statement.bind(1, blob: $0) }
        complaint.withBytes { statement.bind(2, blob: $0) }
        statement.bind(3, check)
        try statement.run()
    }

    /// Folds a complaint again after an event about it was added.
    package func refold(_ id: Identifier, storedAt: Timestamp) throws {
        try fold(id, try events(of: id), storedAt: storedAt)
    }

    /// Folds a complaint that this store has just captured.
    package func storeCaptured(_ event: Event, storedAt: Timestamp) throws {
        guard let id = event.header.complaint else { return }
        try fold(id, [event], storedAt: storedAt)
    }
}
