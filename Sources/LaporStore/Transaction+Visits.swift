import Foundation
package import LaporModel

extension Transaction {
    /// What the feeds tell of visits to villages.
    package func visitEvents(of feeds: [Identifier]) throws -> [Event] {
        try feeds.flatMap { feed -> [Event] in
            guard let key = try feedKey(feed) else { return [] }
            return try events(
                """
                SELECT header, body FROM events INDEXED BY events_of_visits WHERE feed_key = ?
                    AND kind IN ('outreach_started', 'outreach_changed', 'outreach_ended')
                ORDER BY sequence, id
                """, arguments: [key])
        }
    }

    /// Notes the attachments that visits' events name: older programs kept those events, and let go of the files.
    ///
    /// What did not arrive is missing from then on, and asked of its laptop again by the next receipt.
    func expectPhotosOfVisits() throws {
        let events = try readableEvents(
            """
            SELECT header, body FROM events INDEXED BY events_of_visits
            WHERE kind IN ('outreach_started', 'outreach_changed', 'outreach_ended')
            """)
        for event in events {
            for attachment in event.attachments { try expectBlob(attachment, of: event) }
        }
    }

    /// How many complaints were taken at each visit.
    package func countsByVisit() throws -> [Identifier: Int] {
        var counts: [Identifier: Int] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT outreach, count(*) FROM complaints WHERE outreach IS NOT NULL GROUP BY outreach
                """)
        while let row = try rows.next() {
            guard let id = Identifier(bytes: row[0] as Data) else { continue }
            counts[id] = row[1]
        }
        return counts
    }
}
