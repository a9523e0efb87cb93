import Foundation
import GRDB
package import LaporModel

/// What is compared of a complaint when its twins are looked for.
package struct ComplaintFacts: Sendable {
    package var id: Identifier
    package var number: ComplaintNumber
    package var recordedAt: Timestamp
    package var title: String
    package var description: String
    package var status: String?
}

extension Transaction {
    /// Gives the complaints of one place that were written down within a time and have a title.
    package func forEachComplaint(
        at region: String, from start: Timestamp, to end: Timestamp, _ body: (ComplaintFacts) throws -> Void
    ) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, number, recorded_at, title, description, status FROM complaints
                WHERE recorded_at BETWEEN ? AND ? AND region = ? AND title IS NOT NULL
                """,
            arguments: [start.seconds, end.seconds, region])
        while let row = try rows.next() {
            guard let id = Identifier(bytes: row[0] as Data), let number = ComplaintNumber(stored: row[1])
            else { continue }
            try body(
                ComplaintFacts(
                    id: id, number: number, recordedAt: Timestamp(seconds: row[2]), title: row[3],
                    description: row[4] ?? "", status: row[5]))
        }
    }
}
