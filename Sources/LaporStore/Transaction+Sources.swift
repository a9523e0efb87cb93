import Foundation
package import LaporModel

extension Transaction {
    /// Notes that a file was attached to a complaint, or to a visit; `source` is a keyed hash of what it held.
    package func noteSource(_ source: Hash, of complaint: Identifier) throws {
        try db.execute(
            sql: "INSERT INTO attached_sources VALUES (?, ?) ON CONFLICT DO NOTHING",
            arguments: [Data(source.bytes), Data(complaint.bytes)])
    }

    /// Whether a file was attached to a complaint or a visit before.
    package func hasSource(_ source: Hash) throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM attached_sources WHERE source = ?)",
            arguments: [Data(source.bytes)]) ?? false
    }

    /// Forgets what was attached to a complaint that is erased.
    package func forgetSources(of complaint: Identifier) throws {
        try db.execute(
            sql: "DELETE FROM attached_sources WHERE complaint = ?", arguments: [Data(complaint.bytes)])
    }

    /// Forgets what was attached to all complaints that are erased, by an office too.
    package func forgetSourcesOfErased() throws {
        try db.execute(
            sql: """
                DELETE FROM attached_sources
                WHERE complaint IN (SELECT id FROM complaints WHERE status = 'dihapus')
                """)
    }
}
