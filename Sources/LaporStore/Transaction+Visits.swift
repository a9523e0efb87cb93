import Foundation
import GRDB
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
