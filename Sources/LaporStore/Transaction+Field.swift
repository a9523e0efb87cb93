import Foundation
import GRDB
package import LaporModel

/// One range of a feed that a bundle carries.
package struct PackedRange: Sendable {
    package var bundle: Identifier
    package var tagmanifest: Hash
    package var path: String
    package var feed: Identifier
    package var first: Int
    package var last: Int

    /// A range of these parts.
    package init(
        bundle: Identifier, tagmanifest: Hash, path: String, feed: Identifier, first: Int, last: Int
    ) {
        self.bundle = bundle
        self.tagmanifest = tagmanifest
        self.path = path
        self.feed = feed
        self.first = first
        self.last = last
    }
}

extension Transaction {
    /// Notes what a bundle carries.
    package func notePacked(_ range: PackedRange, at time: Timestamp) throws {
        guard let key = try feedKey(range.feed) else { return }
        try db.execute(
            sql: """
                INSERT INTO packs (bundle, feed_key, first, last, tagmanifest, path, packed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Data(range.bundle.bytes), key, range.first, range.last, Data(range.tagmanifest.bytes),
                range.path, time.seconds,
            ])
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

    /// The sequences of a feed's events that name one of these blobs.
    package func sequences(of feed: Identifier, naming blobs: [Hash]) throws -> [Int] {
        guard let key = try feedKey(feed) else { return [] }
        return try blobs.compactMap { blob in
            try Int.fetchOne(
                db, sql: "SELECT sequence FROM blobs WHERE sha256 = ? AND feed_key = ?",
                arguments: [Data(blob.bytes), key])
        }
    }

    /// Where a device's complaints stand: sequence, and whether anybody has answered.
    package func forEachPlace(of device: Identifier, _ body: (Int, _ isAnswered: Bool) throws -> Void) throws
    {
        let statement = try statement(
            """
            SELECT sequence, answers > 0 OR (status IS NOT NULL AND status <> 'ditarik') FROM complaints
            WHERE device = ?
            """)
        device.withBytes { statement.bind(1, blob: $0) }
        defer { statement.reset() }
        while try statement.step() { try body(statement.integer(0), statement.integer(1) == 1) }
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
