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
            sql: "INSERT INTO packs VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                Data(range.bundle.bytes), key, range.first, range.last, Data(range.tagmanifest.bytes),
                range.path, time.seconds,
            ])
    }

    /// The sequence up to which some bundle carries a feed without a gap; 0 if none does.
    package func packed(of feed: Identifier) throws -> Int {
        guard let key = try feedKey(feed) else { return 0 }
        var covered = 0
        let rows = try Row.fetchAll(
            db, sql: "SELECT first, last FROM packs WHERE feed_key = ? ORDER BY first", arguments: [key])
        for row in rows {
            let first: Int = row["first"]
            if first <= covered + 1 { covered = max(covered, row["last"]) }
        }
        return covered
    }

    /// How many of a device's complaints were taken down after a sequence of its feed.
    package func countComplaints(of device: Identifier, after sequence: Int) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM complaints WHERE device = ? AND sequence > ?",
            arguments: [Data(device.bytes), sequence]) ?? 0
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

    /// Folds a complaint that this store has just captured.
    package func storeCaptured(_ event: Event, storedAt: Timestamp) throws {
        guard let id = event.header.complaint else { return }
        try fold(id, [event], storedAt: storedAt)
    }
}
