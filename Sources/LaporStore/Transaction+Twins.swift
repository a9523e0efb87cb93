import Foundation
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

/// A complaint in which an office looks for twins, as far as it is needed to set them in order.
package struct TwinPlace: Sendable {
    package var key: Int
    package var id: Identifier
    package var region: String
    /// When it was taken down, in days; where the laptop's clock is in doubt, when it arrived.
    package var day: Int
}

extension Transaction {
    /// What has no clear text, or is not to be answered any more, has no twins.
    private static let twinCondition = """
        confidential = 0 AND title IS NOT NULL AND (status IS NULL OR status NOT IN ('ditarik', 'dihapus'))
        """

    /// Gives the complaints in which twins are looked for, with what they are about.
    package func forEachTwinPlace(
        region: RegionCode?, roots: WordRoots, _ body: (TwinPlace, ComplaintGist) throws -> Void
    ) throws {
        let place = RegionCondition(region)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT complaint_key, id, region,
                    (CASE WHEN clock_behind = 1 THEN stored_at ELSE recorded_at END) / 86400,
                    title, coalesce(description, ''), coalesce(location, '')
                FROM complaints WHERE \(Self.twinCondition) AND \(place.sql)
                """,
            arguments: place.values)
        while let row = try rows.next() {
            guard let id = Identifier(bytes: row[1] as Data) else { continue }
            try body(
                TwinPlace(key: row[0], id: id, region: row[2], day: row[3]),
                ComplaintGist(title: row[4], story: row[5], location: row[6], roots: roots))
        }
    }

    /// One of them, as twins are looked for.
    package func twinCandidate(_ place: TwinPlace, roots: WordRoots) throws -> TwinCandidate? {
        let statement = try statement(
            """
            SELECT title, coalesce(description, ''), coalesce(location, ''), category, incident_date
            FROM complaints WHERE complaint_key = ?
            """)
        statement.bind(1, place.key)
        defer { statement.reset() }
        guard try statement.step(), let title = statement.text(0) else { return nil }
        return TwinCandidate(
            key: place.key, region: place.region, category: statement.text(3), day: place.day,
            incident: statement.text(4).flatMap { Day($0)?.number },
            gist: ComplaintGist(
                title: title, story: statement.text(1) ?? "", location: statement.text(2) ?? "",
                roots: roots))
    }

    /// The row of a complaint that was given by its key.
    package func complaint(key: Int) throws -> ComplaintRow? {
        try Row.fetchOne(
            db,
            sql: "SELECT \(Self.columns) FROM complaints \(Self.device) WHERE complaints.complaint_key = ?",
            arguments: [key]
        ).map { try ComplaintRow($0) }
    }

    /// Gives every link, each way that somebody says it.
    package func forEachLink(_ body: (Identifier, Identifier) -> Void) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT complaint, other FROM links")
        while let row = try rows.next() {
            if let one = Identifier(bytes: row[0] as Data), let other = Identifier(bytes: row[1] as Data) {
                body(one, other)
            }
        }
    }
}
