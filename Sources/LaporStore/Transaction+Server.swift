import Foundation
import LaporModel

/// What is done in another way where the store is on a server.
extension Transaction {
    /// A server gives no keys by itself.
    static let insertOnServer = """
        INSERT INTO complaints (complaint_key, id, \(columns { column, _ in column }), stored_at)
        VALUES ((SELECT coalesce(max(complaint_key), 0) + 1 FROM complaints), ?1, \(columns { _, value in value }), ?23)
        """

    /// A complaint's words are those of what it says now; what was erased goes at once.
    func outdateWords(of complaint: Identifier) throws {
        for sql in [
            "DELETE FROM words WHERE complaint_key IN (SELECT complaint_key FROM complaints WHERE id = ?)",
            """
            INSERT INTO words_outdated SELECT complaint_key FROM complaints WHERE id = ?
            ON CONFLICT (complaint_key) DO NOTHING
            """,
        ] { try db.execute(sql: sql, arguments: [Data(complaint.bytes)]) }
    }

    /// Brings the index of words up to date by at most so many complaints; gives how many it still lacks.
    func indexWords(atMost count: Int, _ server: any BulkDatabase) throws -> Int {
        try server.run(
            script: """
                CREATE TEMP TABLE IF NOT EXISTS incoming_words (complaint_key bigint, tokens text)
                    ON COMMIT DELETE ROWS;
                TRUNCATE incoming_words
                """)
        var found: [(key: Int, tokens: [UInt8])] = []
        try forEachTokens(
            """
            complaint_key IN (SELECT complaint_key FROM words_outdated ORDER BY complaint_key LIMIT \(count))
            """
        ) { key, tokens, _, _ in found.append((key, tokens)) }
        try server.copy(into: "incoming_words", ["complaint_key", "tokens"]) { rows in
            for (key, tokens) in found {
                rows.bind(1, key)
                // A longer one is no word of the index.
                let words = tokens.split(separator: UInt8(ascii: " ")).filter { $0.count < 2_000 }
                rows.bind(2, text: Array(words.joined(separator: CollectionOfOne(UInt8(ascii: " "))))[...])
                try rows.endRow()
            }
        }
        try db.execute(
            sql: """
                INSERT INTO words
                SELECT complaint_key, array_to_tsvector(array_remove(string_to_array(tokens, ' '), ''))
                FROM incoming_words
                ON CONFLICT (complaint_key) DO UPDATE SET tokens = excluded.tokens
                """)
        try db.execute(
            sql: """
                DELETE FROM words_outdated WHERE complaint_key IN (
                    SELECT complaint_key FROM words_outdated ORDER BY complaint_key LIMIT \(count))
                """)
        return try Int.fetchOne(db, sql: "SELECT count(*) FROM words_outdated") ?? 0
    }
}
