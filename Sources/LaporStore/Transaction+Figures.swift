import Foundation
package import LaporModel

/// Which complaints figures are made of.
package struct FigureScope: Sendable {
    /// Those that arrived at this time or later; `nil` for all.
    package var since: Timestamp?
    /// Those of this region and what lies in it; `nil` for all.
    package var region: RegionCode?

    /// All complaints, or those that fit.
    package init(since: Timestamp? = nil, region: RegionCode? = nil) {
        self.since = since
        self.region = region
    }
}

/// What complaints are grouped by.
package enum FigureGrouping: String, Sendable {
    case status, classification, category, region
}

/// How many complaints have a value in common.
package struct Tally: Equatable, Sendable {
    /// `nil` where they have none.
    package var value: String?
    package var count: Int
}

/// A complaint to which nobody has said anything yet.
package struct WaitingComplaint: Sendable {
    package var number: ComplaintNumber
    package var arrivedAt: Timestamp
}

/// What figures need of a complaint and its row does not hold.
package struct FigureDetail: Sendable {
    package var device: Identifier
    package var region: String
    package var completeness: Int
    /// As given; `nil` where the complaint is anonymous, confidential or withdrawn: those are put on no map.
    package var latitude: String?
    package var longitude: String?
}

/// What somebody who has a say said to a complaint.
package struct ResponseDetail: Sendable {
    package var complaint: Identifier
    package var classification: String
    /// When the complaint arrived in this store.
    package var arrivedAt: Timestamp
    /// When the response came into this store.
    package var storedAt: Timestamp
    /// The day that the response itself gives.
    package var day: Day?
    package var status: String?
    package var hasTrackingID: Bool
    /// Whether it answers in words, in clear or sealed.
    package var hasText: Bool
}

/// Figures are counted where the complaints lie: none of them reads one complaint after the other but for what was
/// changed later.
extension Transaction {
    private static let chosen = """
        WITH chosen AS (
            SELECT * FROM complaints WHERE stored_at >= :since
                AND (:region = '' OR region = :region OR region > :region || '.' AND region < :region || '/')
        )
        """

    private func arguments(_ scope: FigureScope) -> StatementArguments {
        ["since": scope.since?.seconds ?? 0, "region": scope.region?.text ?? ""]
    }

    private func arguments(_ scope: FigureScope, _ name: String, _ value: Int) -> StatementArguments {
        ["since": scope.since?.seconds ?? 0, "region": scope.region?.text ?? "", name: value]
    }

    /// How many complaints there are of each value, by value.
    package func tallies(by grouping: FigureGrouping, _ scope: FigureScope) throws -> [Tally] {
        try Row.fetchAll(
            db,
            sql: """
                \(Self.chosen) SELECT \(grouping.rawValue) AS common, count(*) FROM chosen
                GROUP BY common ORDER BY common NULLS FIRST
                """,
            arguments: arguments(scope)
        ).map { Tally(value: $0[0], count: $0[1]) }
    }

    /// How many complaints arrived on each day of a calendar so many hours east of UTC, by day.
    package func arrivals(hoursEast: Int, _ scope: FigureScope) throws -> [(day: Day, count: Int)] {
        try Row.fetchAll(
            db,
            sql: """
                \(Self.chosen) SELECT (stored_at + :zone) / 86400 AS day, count(*) FROM chosen
                GROUP BY day ORDER BY day
                """,
            arguments: arguments(scope, "zone", hoursEast * 3_600)
        ).map { (Day(number: $0[0]), $0[1]) }
    }

    /// The complaints without a status that arrived before a time, the oldest first; and how many there are in all.
    package func waiting(
        before time: Timestamp, limit: Int, _ scope: FigureScope
    ) throws -> (first: [WaitingComplaint], count: Int) {
        let condition = "FROM chosen WHERE status IS NULL AND stored_at < :before"
        let arguments = self.arguments(scope, "before", time.seconds)
        let count = try Int.fetchOne(
            db, sql: "\(Self.chosen) SELECT count(*) \(condition)", arguments: arguments)
        let rows = try Row.fetchAll(
            db,
            sql: """
                \(Self.chosen) SELECT number, stored_at \(condition)
                ORDER BY stored_at, number LIMIT \(max(0, limit))
                """,
            arguments: arguments)
        let first = rows.compactMap { row in
            ComplaintNumber(stored: row[0]).map {
                WaitingComplaint(number: $0, arrivedAt: Timestamp(seconds: row[1]))
            }
        }
        return (first, count ?? 0)
    }

    /// How many complaints have a field with more than one standing value.
    package func countConflicts(_ scope: FigureScope) throws -> Int {
        try Int.fetchOne(
            db, sql: "\(Self.chosen) SELECT count(*) FROM chosen WHERE conflicts > 0",
            arguments: arguments(scope)) ?? 0
    }

    /// Gives each complaint that was not erased, in no order.
    package func forEachDetail(_ scope: FigureScope, _ body: (FigureDetail) throws -> Void) throws {
        // What is on no map is not even read.
        let rows = try Row.fetchCursor(
            db,
            sql: """
                \(Self.chosen)
                SELECT chosen.id, chosen.device, chosen.region,
                    chosen.anonymous = 1 OR chosen.confidential = 1
                        OR coalesce(chosen.status, '') = :withdrawn AS is_off_map,
                    EXISTS (
                        SELECT 1 FROM events AS later WHERE later.complaint = chosen.id
                            AND later.kind <> 'captured' AND later.kind = 'changed'
                    ) AS is_changed,
                    \(db.dialect.integer(inBody: "completeness")),
                    \(db.dialect.text(inBody: "latitude")),
                    \(db.dialect.text(inBody: "longitude"))
                FROM chosen JOIN feeds ON feeds.id = chosen.device
                    JOIN events ON events.feed_key = feeds.feed_key AND events.sequence = chosen.sequence
                    \(db.dialect.bodies)
                WHERE events.complaint = chosen.id AND events.kind = 'captured' AND events.body IS NOT NULL
                    AND coalesce(chosen.status, '') <> :erased
                """,
            arguments: [
                "since": scope.since?.seconds ?? 0, "region": scope.region?.text ?? "",
                "withdrawn": Status.withdrawn, "erased": Status.erased,
            ])
        while let row = try rows.next() {
            guard let id = Identifier(bytes: row[0] as Data), let device = Identifier(bytes: row[1] as Data)
            else { continue }
            // A laptop writes what it likes: values of another type are passed over.
            var detail = FigureDetail(
                device: device, region: row[2], completeness: row[5] ?? 0, latitude: row[6],
                longitude: row[7])
            let (isOffMap, isChanged): (Bool, Bool) = (row[3], row[4])
            if isChanged, let complaint = try complaint(id, try events(of: id)) {
                detail.completeness = complaint.capture.completeness
                detail.latitude = complaint.capture.content?.latitude
                detail.longitude = complaint.capture.content?.longitude
            }
            if isOffMap { (detail.latitude, detail.longitude) = (nil, nil) }
            try body(detail)
        }
    }

    /// Gives what offices that have a say said to complaints, complaint by complaint.
    package func forEachResponse(_ scope: FigureScope, _ body: (ResponseDetail) throws -> Void) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                \(Self.chosen)
                SELECT chosen.id, chosen.device, feeds.id, chosen.classification, chosen.stored_at,
                    events.stored_at, \(db.dialect.text(inBody: "date")),
                    \(db.dialect.text(inBody: "status")),
                    \(db.dialect.isText(inBody: "tracking_id")),
                    \(db.dialect.isText(inBody: "text"))
                        + \(db.dialect.isText(inBody: "content"))
                FROM chosen JOIN events ON events.complaint = chosen.id
                    JOIN feeds ON feeds.feed_key = events.feed_key
                    \(db.dialect.bodies)
                WHERE events.kind <> 'captured' AND events.kind = 'responded' AND events.body IS NOT NULL
                ORDER BY chosen.complaint_key
                """,
            arguments: arguments(scope))
        while let row = try rows.next() {
            guard let id = Identifier(bytes: row[0] as Data), let device = Identifier(bytes: row[1] as Data),
                let feed = Identifier(bytes: row[2] as Data),
                let voice = try authority(of: feed, over: device), voice > .device
            else { continue }
            try body(
                ResponseDetail(
                    complaint: id, classification: row[3], arrivedAt: Timestamp(seconds: row[4]),
                    storedAt: Timestamp(seconds: row[5]),
                    day: (row[6] as String?).flatMap { Day($0) }, status: row[7], hasTrackingID: row[8],
                    hasText: row[9]))
        }
    }

    /// The name of a region; `nil` if unknown.
    package func name(ofRegion code: String) throws -> String? {
        let statement = try statement("SELECT name FROM regions WHERE code = ?")
        statement.bind(1, code)
        defer { statement.reset() }
        return try statement.step() ? statement.text(0) : nil
    }
}
