import Foundation
package import LaporModel

/// A complaint about the same matter as another one.
package struct LinkedComplaint: Equatable, Sendable {
    package var id: Identifier
    /// `nil` where the store does not hold it: another team's, on a laptop.
    package var number: ComplaintNumber?
    package var title: String?
    package var status: String?
    package var answers: Int
}

extension Transaction {
    /// Whether a row is one that links count for: what is confidential or erased is linked with nothing.
    private static let counts = "confidential = 0 AND coalesce(status, '') <> 'dihapus'"

    /// Whether a complaint has a link that counts.
    static let isLinked = """
        (complaints.confidential = 0 AND coalesce(complaints.status, '') <> 'dihapus' AND EXISTS (
            SELECT 1 FROM (
                SELECT other AS id FROM links WHERE links.complaint = complaints.id
                UNION ALL SELECT links.complaint FROM links WHERE other = complaints.id
            ) AS ends WHERE NOT EXISTS (
                SELECT 1 FROM complaints AS ended WHERE ended.id = ends.id AND NOT (\(counts)))))
        """

    /// Writes what a complaint's own events link it with; there is nothing to write without such an event, and none
    /// ever goes away.
    func storeLinks(_ complaint: Complaint, _ events: [Event]) throws {
        guard events.contains(where: { $0.header.kind == EventKind.linked }),
            // An old store is folded anew before it has them.
            try db.tableExists("links")
        else { return }
        let id = Data(complaint.id.bytes)
        try db.execute(sql: "DELETE FROM links WHERE complaint = ?", arguments: [id])
        for other in complaint.links {
            try db.execute(sql: "INSERT INTO links VALUES (?, ?)", arguments: [id, Data(other.bytes)])
        }
    }

    /// Takes effect of links that an older program kept.
    func foldLinks() throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, stored_at FROM complaints
                WHERE id IN (SELECT complaint FROM events WHERE kind = 'linked')
                """)
        for row in rows {
            guard let id = Identifier(bytes: row[0] as Data) else { continue }
            let events = try events(of: id)
            if let complaint = try complaint(id, events) { try storeLinks(complaint, events) }
        }
    }

    /// The complaints that a complaint's row of links names, by id.
    package func links(of complaint: Identifier) throws -> [Identifier] {
        try Data.fetchAll(
            db, sql: "SELECT other FROM links WHERE complaint = ? ORDER BY other",
            arguments: [Data(complaint.bytes)]
        ).compactMap { Identifier(bytes: $0) }
    }

    /// The complaints that one is linked with directly, by its own events or by theirs.
    package func neighbours(of complaint: Identifier) throws -> [Identifier] {
        try Data.fetchAll(
            db,
            sql: """
                SELECT other FROM links WHERE complaint = ?1
                UNION SELECT complaint FROM links WHERE other = ?1 ORDER BY 1
                """,
            arguments: [Data(complaint.bytes)]
        ).compactMap { Identifier(bytes: $0) }
    }

    /// The other complaints about the same matter: all that links lead to, directly or over others; by recorded time,
    /// those last that the store does not hold.
    package func linked(with complaint: Identifier) throws -> [LinkedComplaint] {
        guard try end(complaint) != nil else { return [] }
        var found: [(at: Int, complaint: LinkedComplaint)] = []
        var seen: Set<Identifier> = [complaint]
        var unread = [complaint]
        while let next = unread.popLast() {
            for id in try neighbours(of: next) where seen.insert(id).inserted {
                guard let end = try end(id) else { continue }
                found.append(end)
                unread.append(id)
            }
        }
        return found.sorted { ($0.at, $0.complaint.id) < ($1.at, $1.complaint.id) }.map(\.complaint)
    }

    /// A complaint as an end of links; `nil` if none counts for it.
    private func end(_ id: Identifier) throws -> (at: Int, complaint: LinkedComplaint)? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT number, title, status, answers, recorded_at, \(Self.counts) FROM complaints WHERE id = ?
                """,
            arguments: [Data(id.bytes)])
        guard let row else {
            return (.max, LinkedComplaint(id: id, number: nil, title: nil, status: nil, answers: 0))
        }
        guard row[5] as Bool else { return nil }
        return (
            row[4],
            LinkedComplaint(
                id: id, number: ComplaintNumber(stored: row[0]), title: row[1], status: row[2],
                answers: row[3])
        )
    }
}
