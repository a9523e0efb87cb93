import FileIO
import Foundation
package import LaporModel

extension Transaction {
    /// Notes that an event names an attachment.
    package func expectBlob(_ attachment: Attachment, of event: Event, isHere: Bool = false) throws {
        guard let feed = try feedKey(event.header.feed) else { return }
        let name = Data(attachment.sha256.bytes)
        try db.execute(
            sql: """
                INSERT INTO blobs VALUES (?, ?, ?)
                ON CONFLICT (sha256) DO UPDATE SET is_here = 1 WHERE excluded.is_here = 1
                """,
            arguments: [name, attachment.size, isHere])
        try db.execute(
            sql: "INSERT INTO blob_uses VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            arguments: [feed, event.header.sequence, Data(event.id.bytes), name])
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
            db,
            sql: """
                SELECT DISTINCT sha256 FROM blobs JOIN blob_uses USING (sha256)
                WHERE is_here = 0 AND feed_key = ? ORDER BY sha256
                """,
            arguments: [key]
        ).compactMap { Hash(bytes: $0) }
    }

    /// Notes that a blob's bytes are in their place; `false` if no event names it.
    func markBlobHere(_ sha256: Hash) throws -> Bool {
        try db.execute(
            sql: "UPDATE blobs SET is_here = 1 WHERE sha256 = ?", arguments: [Data(sha256.bytes)]) > 0
    }

    /// A blob that is here, and an event that names it.
    package struct StoredBlob: Sendable {
        package var sha256: Hash
        /// In bytes.
        package var size: Int
        package var sequence: Int
    }

    /// The blobs that a chain's events name and that are here, in the order of the events.
    package func blobs(of feed: Identifier, in chain: Chain) throws -> [StoredBlob] {
        guard let key = try feedKey(feed) else { return [] }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT sha256, size, sequence, event FROM blob_uses JOIN blobs USING (sha256)
                WHERE feed_key = ? AND sequence BETWEEN ? AND ? AND is_here = 1 ORDER BY sequence, sha256
                """,
            arguments: [key, chain.first, chain.last]
        ).compactMap { row in
            let sequence: Int = row["sequence"]
            if let ids = chain.ids, Hash(bytes: row["event"] as Data) != ids[sequence - chain.first] {
                return nil
            }
            return Hash(bytes: row["sha256"] as Data).map {
                StoredBlob(sha256: $0, size: row["size"], sequence: sequence)
            }
        }
    }

    /// The sequences of a feed's events that name one of these blobs.
    package func sequences(of feed: Identifier, naming blobs: [Hash]) throws -> [Int] {
        guard let key = try feedKey(feed) else { return [] }
        return try blobs.flatMap { blob in
            try Int.fetchAll(
                db, sql: "SELECT sequence FROM blob_uses WHERE sha256 = ? AND feed_key = ?",
                arguments: [Data(blob.bytes), key])
        }
    }

    /// Drops what an event named: the files of blobs that no other event names go after the transaction.
    func dropUses(of event: Event, _ blobs: some Sequence<Hash>) throws {
        for blob in blobs {
            let name = Data(blob.bytes)
            try db.execute(
                sql: "DELETE FROM blob_uses WHERE sha256 = ? AND event = ?",
                arguments: [name, Data(event.id.bytes)])
            let dropped = try db.execute(
                sql: """
                    DELETE FROM blobs WHERE sha256 = ?1
                        AND NOT EXISTS (SELECT 1 FROM blob_uses WHERE sha256 = ?1)
                    """,
                arguments: [name])
            guard dropped > 0 else { continue }
            try db.execute(sql: "INSERT INTO removals VALUES (?) ON CONFLICT DO NOTHING", arguments: [name])
            hasRemovals = true
        }
    }

    /// Whether files of blobs are still there that nothing names any more.
    func hasFilesToRemove() throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM removals)") ?? false
    }

    /// Removes the files of blobs that nothing names any more, as an earlier transaction has decided.
    ///
    /// Their bytes are overwritten first: what a medium keeps of overwritten files is beyond a program's reach.
    func removeFiles() throws {
        let names = try Data.fetchAll(
            db,
            sql: """
                SELECT sha256 FROM removals
                WHERE NOT EXISTS (SELECT 1 FROM blobs WHERE blobs.sha256 = removals.sha256)
                """)
        for name in names { if let hash = Hash(bytes: name) { Folder.erase(folder.blob(hash)) } }
        try db.execute(sql: "DELETE FROM removals")
    }
}
