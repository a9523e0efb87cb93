package import CanonicalJSON
import Foundation
package import LaporModel

extension Transaction {
    /// Whether an event was erased for good: then its body is never taken in again.
    func isErased(_ event: Hash) throws -> Bool {
        if hasErasures == nil {
            hasErasures = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM blanks)") ?? false
        }
        guard hasErasures == true else { return false }
        let statement = try statement("SELECT 1 FROM blanks WHERE event = ? AND for_good = 1")
        event.withBytes { statement.bind(1, blob: $0) }
        defer { statement.reset() }
        return try statement.step()
    }

    /// Takes away the bodies and attachments of a complaint's erased events.
    func takeAway(_ complaint: Complaint, _ events: [Event]) throws {
        for event in events where complaint.mayBeBlank.contains(event.id) {
            let isForGood = complaint.erasedForGood.contains(event.id)
            // A device's own erasure explains why a body is absent; it takes none away that was carried.
            guard isForGood || event.body == nil else { continue }
            try noteBlank(event.id, isForGood: isForGood)
            if event.body != nil { try blank(event) }
        }
    }

    func noteBlank(_ event: Hash, isForGood: Bool) throws {
        try db.execute(
            sql: """
                INSERT INTO blanks VALUES (?, ?)
                ON CONFLICT (event) DO UPDATE SET for_good = 1 WHERE excluded.for_good = 1
                """,
            arguments: [Data(event.bytes), isForGood])
        hasErasures = true
    }

    /// Drops an event's body, and the attachments that it named.
    package func blank(_ event: Event) throws {
        guard let key = try feedKey(event.header.feed) else { return }
        try db.execute(
            sql: "UPDATE events SET body = NULL WHERE feed_key = ? AND sequence = ? AND id = ?",
            arguments: [key, event.header.sequence, Data(event.id.bytes)])
        try dropUses(of: event, event.attachments.map(\.sha256))
        // More of them would not find more.
        if blanked.count < 1_000, let body = event.body { blanked += Traces.of(body) }
        try emptyWords()
    }

    /// Drops the bodies of a complaint's events for good, on this store alone, and keeps what remains of it.
    package func tidy(
        _ complaint: Identifier, _ events: [Event], remains: JSONObject, storedAt: Timestamp
    ) throws {
        try db.execute(
            sql: "INSERT INTO tidied VALUES (?, ?) ON CONFLICT DO NOTHING",
            arguments: [
                Data(complaint.bytes), String(decoding: JSON.object(remains).canonical, as: UTF8.self),
            ])
        for event in events {
            try noteBlank(event.id, isForGood: true)
            try blank(event)
        }
        try refold(complaint, storedAt: storedAt)
    }

    /// The complaints that were recorded before a time, by their devices' clocks.
    package func complaints(recordedBefore time: Timestamp) throws -> [Identifier] {
        try Data.fetchAll(
            db,
            sql: """
                SELECT id FROM complaints WHERE recorded_at < ?
                    AND NOT EXISTS (SELECT 1 FROM tidied WHERE tidied.complaint = complaints.id)
                ORDER BY recorded_at, id
                """,
            arguments: [time.seconds]
        ).compactMap { Identifier(bytes: $0) }
    }

    /// What a store that tidied a complaint away has kept of it.
    func tidied(_ complaint: Identifier) throws -> JSONObject? {
        try String.fetchOne(
            db, sql: "SELECT remains FROM tidied WHERE complaint = ?", arguments: [Data(complaint.bytes)]
        ).flatMap { try JSON(Array($0.utf8), form: .canonical).object }
    }
}
