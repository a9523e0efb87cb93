import Foundation
import GRDB
package import LaporModel

extension Transaction {
    /// Notes that an event names an attachment.
    package func expectBlob(_ attachment: Attachment, of event: Event, isHere: Bool = false) throws {
        guard let feed = try feedKey(event.header.feed) else { return }
        try db.execute(
            sql: """
                INSERT INTO blobs VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (sha256) DO UPDATE SET is_here = max(is_here, excluded.is_here)
                """,
            arguments: [
                Data(attachment.sha256.bytes), feed, event.header.sequence, attachment.size, isHere,
            ])
    }

    /// Whether a blob's bytes are in the store.
    package func hasBlob(_ sha256: Hash) throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT is_here FROM blobs WHERE sha256 = ?", arguments: [Data(sha256.bytes)]) ?? false
    }

    /// The attachments that a feed's events name and that have not arrived.
    package func missingBlobs(of feed: Identifier) throws -> [Hash] {
        guard let key = try feedKey(feed) else { return [] }
        return try Data.fetchAll(
            db, sql: "SELECT sha256 FROM blobs WHERE feed_key = ? AND is_here = 0 ORDER BY sha256",
            arguments: [key]
        ).compactMap { Hash(bytes: $0) }
    }

    /// How many attachments that a feed's events name have not arrived.
    package func countMissingBlobs(of feed: Identifier) throws -> Int {
        guard let key = try feedKey(feed) else { return 0 }
        return try Int.fetchOne(
            db, sql: "SELECT count(*) FROM blobs WHERE feed_key = ? AND is_here = 0", arguments: [key]) ?? 0
    }

    /// Notes that a blob's bytes are in their place; `false` if no event names it.
    func markBlobHere(_ sha256: Hash) throws -> Bool {
        try db.execute(
            sql: "UPDATE blobs SET is_here = 1 WHERE sha256 = ?", arguments: [Data(sha256.bytes)])
        return db.changesCount > 0
    }

    /// A blob that is here, and the event that named it first.
    package struct StoredBlob: Sendable {
        package var sha256: Hash
        /// In bytes.
        package var size: Int
        package var sequence: Int
    }

    /// The blobs that a feed's events of a range name and that are here, in the order of the events.
    package func blobs(of feed: Identifier, in range: ClosedRange<Int>) throws -> [StoredBlob] {
        guard let key = try feedKey(feed) else { return [] }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT sha256, size, sequence FROM blobs
                WHERE feed_key = ? AND sequence BETWEEN ? AND ? AND is_here = 1 ORDER BY sequence, sha256
                """,
            arguments: [key, range.lowerBound, range.upperBound]
        ).compactMap { row in
            let bytes: Data = row["sha256"]
            return Hash(bytes: bytes).map {
                StoredBlob(sha256: $0, size: row["size"], sequence: row["sequence"])
            }
        }
    }
}
