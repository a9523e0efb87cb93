import Foundation
package import LaporModel

/// An interview that was broken off, as the store keeps it.
package struct StoredDraft: Sendable {
    package var id: Identifier
    package var updatedAt: Timestamp
    /// Canonical JSON, see ``Draft``.
    package var text: String

    /// A draft of these parts.
    package init(id: Identifier, updatedAt: Timestamp, text: String) {
        self.id = id
        self.updatedAt = updatedAt
        self.text = text
    }
}

extension Transaction {
    /// The interviews that were broken off, the newest first.
    package func drafts() throws -> [StoredDraft] {
        try Row.fetchAll(db, sql: "SELECT id, updated_at, draft FROM drafts ORDER BY updated_at DESC, id")
            .compactMap { row in
                guard let id = Identifier(bytes: row[0] as Data) else { return nil }
                return StoredDraft(id: id, updatedAt: Timestamp(seconds: row[1]), text: row[2])
            }
    }

    /// How many interviews were broken off.
    package func countDrafts() throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM drafts") ?? 0
    }

    /// Keeps an interview as it stands.
    package func keep(_ draft: StoredDraft) throws {
        try db.execute(
            sql: """
                INSERT INTO drafts (id, updated_at, draft) VALUES (?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET updated_at = excluded.updated_at, draft = excluded.draft
                """,
            arguments: [Data(draft.id.bytes), draft.updatedAt.seconds, draft.text])
    }

    /// Lets an interview go.
    package func discardDraft(_ id: Identifier) throws {
        try db.execute(sql: "DELETE FROM drafts WHERE id = ?", arguments: [Data(id.bytes)])
    }
}
