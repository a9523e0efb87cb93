import Foundation
import LaporModel

/// A bundle's events on their way into a store on a server: copied by the thousand into tables of this connection alone,
/// and merged from there.
final class IncomingEvents {
    private let transaction: Transaction
    private let db: any BulkDatabase
    private var place = 0

    private static let tables = """
        CREATE TEMP TABLE IF NOT EXISTS incoming_events (
            place bigint, feed bytea, sequence bigint, id bytea, kind text COLLATE "C", complaint bytea,
            header text, body text
        ) ON COMMIT DELETE ROWS;
        CREATE TEMP TABLE IF NOT EXISTS incoming_blobs (event bytea, sha256 bytea, size bigint)
            ON COMMIT DELETE ROWS;
        CREATE TEMP TABLE IF NOT EXISTS incoming_complaints (
            id bytea, number text, device bytea, sequence bigint, recorded_at bigint, classification text,
            region text, category text, status text, anonymous bigint, confidential bigint, title text,
            description text, location text, agency text, incident_date text, attachments text,
            clock_behind bigint, tracking_id text, answers bigint, conflicts bigint, outreach bytea,
            event bytea, place bigint
        ) ON COMMIT DELETE ROWS
        """
    init(_ transaction: Transaction, _ db: any BulkDatabase) throws {
        self.transaction = transaction
        self.db = db
        try db.run(script: Self.tables)
    }

    // MARK: beside the store

    /// Sets events down, with the complaints that they make if the store holds nothing else of these.
    func add(_ events: [IncomingEvent]) throws {
        var complaints: [(complaint: Complaint, event: Hash, place: Int)] = []
        try db.copy(
            into: "incoming_events",
            ["place", "feed", "sequence", "id", "kind", "complaint", "header", "body"]
        ) { rows in
            for incoming in events {
                let event = incoming.event
                place += 1
                rows.bind(1, place)
                event.header.feed.withBytes { rows.bind(2, blob: $0) }
                rows.bind(event, from: 3)
                try rows.endRow()
                if let complaint = incoming.complaint { complaints.append((complaint, event.id, place)) }
            }
        }
        try add(complaints)
        try addBlobs(of: events)
    }

    private func add(_ complaints: [(complaint: Complaint, event: Hash, place: Int)]) throws {
        guard !complaints.isEmpty else { return }
        try db.copy(into: "incoming_complaints", Transaction.columnNames + ["event", "place"]) { rows in
            for (complaint, event, place) in complaints {
                Transaction.bind(complaint, to: rows)
                event.withBytes { rows.bind(23, blob: $0) }
                rows.bind(24, place)
                try rows.endRow()
            }
        }
    }

    private func addBlobs(of events: [IncomingEvent]) throws {
        let naming = events.filter { !$0.attachments.isEmpty }
        guard !naming.isEmpty else { return }
        try db.copy(into: "incoming_blobs", ["event", "sha256", "size"]) { rows in
            for incoming in naming {
                for attachment in incoming.attachments {
                    incoming.event.id.withBytes { rows.bind(1, blob: $0) }
                    attachment.sha256.withBytes { rows.bind(2, blob: $0) }
                    rows.bind(3, attachment.size)
                    try rows.endRow()
                }
            }
        }
    }

    // MARK: into the store

    /// Takes out what the store holds already; gives how much that was.
    func removeKnown() throws -> Int {
        // No server knows by itself how much was set down.
        if place > 500 {
            try db.run(
                script: """
                    ANALYZE incoming_events (feed, sequence, id, kind, complaint); ANALYZE incoming_blobs;
                    ANALYZE incoming_complaints (id, event)
                    """)
        }
        try db.execute(
            sql: """
                UPDATE incoming_events SET body = NULL WHERE body IS NOT NULL AND EXISTS (
                    SELECT 1 FROM blanks WHERE blanks.event = incoming_events.id AND for_good = 1)
                """)
        return try db.execute(
            sql: """
                DELETE FROM incoming_events WHERE EXISTS (
                    SELECT 1 FROM feeds JOIN events ON events.feed_key = feeds.feed_key
                    WHERE feeds.id = incoming_events.feed AND events.sequence = incoming_events.sequence
                        AND events.id = incoming_events.id
                        AND (events.body IS NOT NULL OR incoming_events.body IS NULL))
                """)
    }

    /// Stores the events, and which attachments they name.
    func insert(storedAt time: Timestamp) throws {
        try db.execute(
            sql: """
                UPDATE events SET body = incoming_events.body
                FROM incoming_events JOIN feeds ON feeds.id = incoming_events.feed
                WHERE events.body IS NULL AND incoming_events.body IS NOT NULL
                    AND events.feed_key = feeds.feed_key AND events.sequence = incoming_events.sequence
                    AND events.id = incoming_events.id
                """)
        try db.execute(
            sql: """
                INSERT INTO events (feed_key, sequence, id, kind, complaint, stored_at, header, body)
                SELECT feed_key, sequence, incoming_events.id, kind, complaint, CAST(? AS bigint), header, body
                FROM incoming_events JOIN feeds ON feeds.id = incoming_events.feed
                ON CONFLICT (feed_key, sequence, id) DO NOTHING
                """,
            arguments: [time.seconds])
        let named = """
            FROM incoming_blobs JOIN incoming_events ON incoming_events.id = incoming_blobs.event
            WHERE incoming_events.body IS NOT NULL
            """
        try db.execute(
            sql: """
                INSERT INTO blobs SELECT sha256, min(size), 0 \(named) GROUP BY sha256 ORDER BY sha256
                ON CONFLICT (sha256) DO NOTHING
                """)
        try db.execute(
            sql: """
                INSERT INTO blob_uses
                SELECT DISTINCT feed_key, sequence, event, sha256
                FROM (SELECT feed, sequence, event, sha256 \(named)) AS named
                    JOIN feeds ON feeds.id = named.feed
                ON CONFLICT DO NOTHING
                """)
    }

    /// How many events were new.
    func count() throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM incoming_events") ?? 0
    }

    /// How many of them are of which feed, but for those which say that a copy goes on elsewhere.
    func countByFeed() throws -> [(feed: Identifier, count: Int)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT feed, count(*) FROM incoming_events WHERE kind <> '\(EventKind.moved)' GROUP BY feed
                """
        ).compactMap { row in Identifier(bytes: row[0] as Data).map { ($0, row[1]) } }
    }

    /// The feeds in which somebody upstream was named.
    func feedsNamingPeers() throws -> [Identifier] {
        try Data.fetchAll(
            db, sql: "SELECT DISTINCT feed FROM incoming_events WHERE kind = '\(EventKind.peered)'"
        ).compactMap { Identifier(bytes: $0) }
    }

    /// Stores the complaints of which nothing is here but the new event that took them down; gives the others that new
    /// events speak of, which are to be folded.
    func takeNewComplaints(storedAt time: Timestamp) throws -> [Identifier] {
        // One condition after the other: joined by OR, each row would be looked up alone.
        for condition in [
            """
            NOT EXISTS (SELECT 1 FROM incoming_events
                WHERE incoming_events.id = incoming_complaints.event
                    AND incoming_events.complaint = incoming_complaints.id
                    AND incoming_events.body IS NOT NULL)
            """,
            "id IN (SELECT complaint FROM incoming_events GROUP BY complaint HAVING count(*) > 1)",
            "EXISTS (SELECT 1 FROM complaints WHERE complaints.id = incoming_complaints.id)",
            """
            EXISTS (SELECT 1 FROM events
                WHERE events.complaint = incoming_complaints.id AND events.kind <> 'captured')
            """,
        ] { try db.execute(sql: "DELETE FROM incoming_complaints WHERE \(condition)") }
        let others = try Data.fetchAll(
            db,
            sql: """
                SELECT DISTINCT complaint FROM incoming_events WHERE complaint IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM incoming_complaints WHERE incoming_complaints.id = incoming_events.complaint)
                """
        ).compactMap { Identifier(bytes: $0) }
        if others.count > 10 {
            try db.run(
                script: "CREATE INDEX IF NOT EXISTS incoming_by_complaint ON incoming_events (complaint)")
        }
        let last = try Int.fetchOne(db, sql: "SELECT coalesce(max(complaint_key), 0) FROM complaints") ?? 0
        let columns = Transaction.columnNames.joined(separator: ", ")
        try db.execute(
            sql: """
                INSERT INTO complaints (complaint_key, stored_at, \(columns))
                SELECT \(last) + place, CAST(? AS bigint), \(columns) FROM incoming_complaints
                """,
            arguments: [time.seconds])
        try db.execute(
            sql: "INSERT INTO words_outdated SELECT \(last) + place FROM incoming_complaints")
        return others
    }

    /// What has come of a complaint.
    func events(of complaint: Identifier) throws -> [Event] {
        try transaction.events(
            "SELECT header, body FROM incoming_events WHERE complaint = ? ORDER BY place",
            arguments: [Data(complaint.bytes)])
    }
}
