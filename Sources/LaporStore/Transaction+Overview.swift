import CanonicalJSON
import Foundation
package import LaporModel

/// The newest event that the store holds of a device.
package struct NewestEvent: Sendable {
    /// By the device's clock.
    package var recordedAt: Timestamp
    /// When it came into this store.
    package var storedAt: Timestamp
}

/// Complaints of a device that have a status in common.
package struct DeviceTally: Sendable {
    package var device: Identifier
    package var status: String
    package var count: Int
    /// Those of them that arrived at a time or later.
    package var recent: Int
}

/// Complaints that a step of their way is asked of; the oldest of them by number.
package struct OpenComplaints: Equatable, Sendable {
    package var count = 0
    package var first: [ComplaintNumber] = []

    /// None yet.
    package init() {}
}

/// A step that is counted from the arrival, and when it is late.
package struct LateStep: Sendable {
    package var classification: Classification
    /// It is late for what arrived earlier.
    package var before: Timestamp
    /// Whether an answer in words is all that is waited for.
    package var isUnanswered: Bool

    /// A step of complaints of a classification.
    package init(_ classification: Classification, before: Timestamp, isUnanswered: Bool) {
        self.classification = classification
        self.before = before
        self.isUnanswered = isUnanswered
    }
}

/// What a complaint that was passed on to an agency has heard since.
package struct PassedOn: Sendable {
    package var number: ComplaintNumber
    package var arrivedAt: Timestamp
    /// When the response came into this store.
    package var storedAt: Timestamp
    /// The day that the response itself gives.
    package var day: Day?
    package var status: String?
    package var hasTrackingID: Bool
}

/// What the overview of an office needs besides the figures of its page.
extension Transaction {
    /// The newest event of a device; `nil` if the store holds none.
    package func newestEvent(of device: Identifier) throws -> NewestEvent? {
        guard let key = try feedKey(device) else { return nil }
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT header, stored_at FROM events WHERE feed_key = ?
                ORDER BY sequence DESC, id DESC LIMIT 1
                """,
            arguments: [key])
        guard let row else { return nil }
        let line: String = row[0]
        let header = Array(line.utf8).withUnsafeBufferPointer { EventHeader(line: $0) }
        return header.map {
            NewestEvent(recordedAt: $0.recordedAt, storedAt: Timestamp(seconds: row[1]))
        }
    }

    /// Whether a device said of its last complaint that its clock stood before a time which it had been told.
    package func wasClockBehind(_ device: Identifier) throws -> Bool {
        try Int.fetchOne(
            db,
            sql: "SELECT clock_behind FROM complaints WHERE device = ? ORDER BY sequence DESC LIMIT 1",
            arguments: [Data(device.bytes)]) == 1
    }

    /// How many complaints of a region, or of all, each device has brought, by status; those without one under `base`.
    package func tallies(
        since: Timestamp?, region: RegionCode?, base: String
    ) throws -> [DeviceTally] {
        let place = RegionCondition(region)
        return try Row.fetchAll(
            db,
            sql: """
                SELECT device, coalesce(status, ?) AS word, count(*),
                    sum(CASE WHEN stored_at >= ? THEN 1 ELSE 0 END)
                FROM complaints WHERE \(place.sql) GROUP BY device, word ORDER BY device, word
                """,
            arguments: StatementArguments([base]) + [since?.seconds ?? 0] + place.values
        ).compactMap { row in
            Identifier(bytes: row[0] as Data).map {
                DeviceTally(device: $0, status: row[1], count: row[2], recent: row[3])
            }
        }
    }

    /// How many complaints of a region without a status arrived before a time.
    package func countArrived(before time: Timestamp, region: RegionCode) throws -> Int {
        let place = RegionCondition(region)
        return try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM complaints WHERE status IS NULL AND stored_at < ? AND \(place.sql)
                """,
            arguments: StatementArguments([time.seconds]) + place.values) ?? 0
    }

    /// How many complaints of a region, or of all, have a field with more than one standing value.
    package func countConflicts(region: RegionCode?) throws -> Int {
        let place = RegionCondition(region)
        return try Int.fetchOne(
            db, sql: "SELECT count(*) FROM complaints WHERE conflicts > 0 AND \(place.sql)",
            arguments: place.values)
            ?? 0
    }

    /// The complaints that have not come to an end and for which a step is late, step by step: the oldest by number, at most
    /// so many.
    ///
    /// All complaints are read once, and once more for each step that is late.
    package func open(
        _ steps: [LateStep], ended: [String], region: RegionCode?, naming limit: Int
    ) throws -> [OpenComplaints] {
        let place = RegionCondition(region)
        let isOpen =
            "(status IS NULL OR status NOT IN (\(ended.map { _ in "?" }.joined(separator: ", ")))) AND \(place.sql)"
        let isLate = steps.map { step in
            "classification = ? AND stored_at < ?\(step.isUnanswered ? " AND answers = 0" : "")"
        }
        let late = steps.map { StatementArguments([$0.classification.rawValue]) + [$0.before.seconds] }
        let sums = isLate.map { "sum(CASE WHEN \($0) THEN 1 ELSE 0 END)" }.joined(separator: ", ")
        // Most complaints are too young for any of the steps: of those no more than the time is looked at.
        let before = steps.map(\.before.seconds).max() ?? 0
        let row = try Row.fetchOne(
            db, sql: "SELECT \(sums) FROM complaints WHERE stored_at < ? AND \(isOpen)",
            arguments: late.reduce([], +) + [before] + StatementArguments(ended) + place.values)
        return try steps.indices.map { step in
            var found = OpenComplaints()
            found.count = (row?[step] as Int?) ?? 0
            guard found.count > 0 else { return found }
            found.first = try String.fetchAll(
                db,
                sql: """
                    SELECT number FROM complaints WHERE \(isLate[step]) AND \(isOpen)
                    ORDER BY stored_at, number LIMIT \(limit)
                    """,
                arguments: late[step] + StatementArguments(ended) + place.values
            ).compactMap { ComplaintNumber(stored: $0) }
            return found
        }
    }

    /// Gives what was said to complaints with one of some status words and no answer, complaint by complaint; not to requests
    /// for information.
    package func forEachPassedOn(
        _ statuses: [String], region: RegionCode?, _ body: (PassedOn) -> Void
    ) throws {
        let place = RegionCondition(region)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT complaints.number, complaints.stored_at, complaints.device, feeds.id,
                    events.stored_at, events.body
                FROM complaints JOIN events ON events.complaint = complaints.id
                    JOIN feeds ON feeds.feed_key = events.feed_key
                WHERE complaints.id IN (
                        SELECT id FROM complaints WHERE (status IS NOT NULL OR answers > 0) AND answers = 0
                            AND status IN (\(statuses.map { _ in "?" }.joined(separator: ", "))) AND \(place.sql)
                    ) AND complaints.classification <> ?
                    AND events.kind <> 'captured' AND events.kind = 'responded' AND events.body IS NOT NULL
                ORDER BY complaints.stored_at, complaints.number
                """,
            arguments: StatementArguments(statuses) + place.values + [Classification.request.rawValue])
        while let row = try rows.next() {
            guard let number = ComplaintNumber(stored: row[0]),
                let device = Identifier(bytes: row[2] as Data),
                let feed = Identifier(bytes: row[3] as Data),
                let voice = try authority(of: feed, over: device), voice > .device
            else { continue }
            let text: String = row[5]
            let said = try? JSON(Array(text.utf8), form: .canonical)
            body(
                PassedOn(
                    number: number, arrivedAt: Timestamp(seconds: row[1]),
                    storedAt: Timestamp(seconds: row[4]),
                    day: said?["date"]?.string.flatMap { Day($0) }, status: said?["status"]?.string,
                    hasTrackingID: said?["tracking_id"]?.string != nil))
        }
    }

    /// The name of an agency; `nil` if it is none of the list.
    package func name(ofAgency code: String) throws -> String? {
        try String.fetchOne(db, sql: "SELECT name FROM agencies WHERE code = ?", arguments: [code])
    }

    /// Another complaint that has a tracking number, by its own number; `nil` if there is none.
    package func complaint(
        tracking: String, besides complaint: Identifier
    ) throws -> ComplaintNumber? {
        try String.fetchOne(
            db,
            sql: "SELECT number FROM complaints WHERE tracking_id = ? AND id <> ? ORDER BY number LIMIT 1",
            arguments: [tracking, Data(complaint.bytes)]
        ).flatMap { ComplaintNumber(stored: $0) }
    }
}
