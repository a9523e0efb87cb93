import Foundation
package import LaporModel

extension Transaction {
    /// So many complaints are sought out one by one; more are met on the way through all of them.
    private static let few = 4_000
    /// So many complaints may be read because the index of words lacks them.
    private static let lack = 2_000

    /// Gives the complaints that are asked for until `body` says that it is enough.
    package func forEachComplaint(
        _ query: ComplaintQuery, _ body: (ComplaintRow) throws -> Bool
    ) throws {
        let filter = try ListFilter(query, self)
        guard let wanted = try keys(query) else {
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT \(Self.columns) FROM complaints INDEXED BY complaints_by_time \(Self.device)
                    \(filter.clause) \(filter.order) \(db.dialect.noLimit) OFFSET \(max(0, query.offset))
                    """,
                arguments: filter.arguments)
            while let row = try rows.next() {
                guard try body(ComplaintRow(row)) else { return }
            }
            return
        }
        let statement = try db.prepare(
            """
            SELECT \(Self.columns) FROM complaints \(Self.device)
            \(filter.clause) AND complaints.complaint_key = ?
            """, streaming: false)
        var toPass = query.offset
        func give(_ key: Int) throws -> Bool {
            guard let row = try Row.fetchOne(statement, arguments: filter.arguments + [key]) else {
                return true
            }
            guard toPass <= 0 else {
                toPass -= 1
                return true
            }
            return try body(ComplaintRow(row))
        }
        if wanted.count <= Self.few {
            for key in try inOrder(wanted, newest: query.newest) {
                guard try give(key) else { return }
            }
        } else {
            let keys = try Row.fetchCursor(
                db,
                sql: """
                    SELECT complaint_key FROM complaints INDEXED BY complaints_by_time
                    \(filter.clause) \(filter.order)
                    """,
                arguments: filter.arguments)
            while let row = try keys.next() {
                let key: Int = row[0]
                if wanted.contains(key), try !give(key) { return }
            }
        }
    }

    /// The complaints to look at; `nil` for all of them.
    private func keys(_ query: ComplaintQuery) throws -> KeySet? {
        var wanted = query.among
        let isPlaced = query.region != nil || query.category != nil
        // What else is asked may leave few of a large place: the index of times has all of it, that of words has not.
        let isIndexed =
            try query.isPart && isPlaced && !query.isNarrowed && countWithoutWords() <= Self.lack
        if query.words != nil || isIndexed {
            let found = try keys(matching: query.words, region: query.region, category: query.category)
            wanted = wanted.map { found.intersection($0) } ?? found
        }
        return wanted
    }

    private func inOrder(_ keys: KeySet, newest: Bool) throws -> [Int] {
        let statement = try statement("SELECT recorded_at, id FROM complaints WHERE complaint_key = ?")
        var places: [(time: Int, id: Identifier, key: Int)] = []
        for key in keys.keys {
            statement.bind(1, key)
            if try statement.step(), let id = Identifier(bytes: statement.bytes(1)) {
                places.append((statement.integer(0), id, key))
            }
            statement.reset()
        }
        places.sort { ($0.time, $0.id) < ($1.time, $1.id) }
        return newest ? places.reversed().map(\.key) : places.map(\.key)
    }
}

extension Transaction {
    /// Adds the complaints of a device's feed whose sequence is in some ranges.
    package func add(_ device: Identifier, _ ranges: SequenceRanges, to keys: inout KeySet) throws {
        let statement = try statement(
            """
            SELECT complaint_key FROM complaints INDEXED BY complaints_by_place
            WHERE device = ? AND sequence BETWEEN ? AND ?
            """, streaming: true)
        device.withBytes { statement.bind(1, blob: $0) }
        defer { statement.reset() }
        for range in ranges.ranges {
            statement.bind(2, range.lowerBound)
            statement.bind(3, range.upperBound)
            while try statement.step() { keys.insert(statement.integer(0)) }
            statement.reset()
        }
    }

    /// The complaints that somebody has said something of: a status, or an answer.
    package func keysSpokenOf() throws -> KeySet {
        let statement = try statement(
            """
            SELECT complaint_key FROM complaints INDEXED BY complaints_spoken_of
            WHERE status IS NOT NULL OR answers > 0
            """, streaming: true)
        defer { statement.reset() }
        var keys = KeySet()
        while try statement.step() { keys.insert(statement.integer(0)) }
        return keys
    }

    /// How many complaints of a device's feed have a sequence in some ranges.
    package func countComplaints(of device: Identifier, in ranges: SequenceRanges) throws -> Int {
        let statement = try statement(
            """
            SELECT count(*) FROM complaints INDEXED BY complaints_by_place
            WHERE device = ? AND sequence BETWEEN ? AND ?
            """)
        device.withBytes { statement.bind(1, blob: $0) }
        defer { statement.reset() }
        return try ranges.ranges.reduce(0) { sum, range in
            statement.bind(2, range.lowerBound)
            statement.bind(3, range.upperBound)
            _ = try statement.step()
            defer { statement.reset() }
            return sum + statement.integer(0)
        }
    }

    /// How many complaints of a device's feed there are: all are counted in no time, so the others are counted one by one.
    package func countComplaints(of device: Identifier) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT (SELECT count(*) FROM complaints)
                    - (SELECT count(*) FROM complaints INDEXED BY complaints_by_place WHERE device < ?1)
                    - (SELECT count(*) FROM complaints INDEXED BY complaints_by_place WHERE device > ?1)
                """,
            arguments: [Data(device.bytes)]) ?? 0
    }

    /// Gives the answered complaints of a device's feed: the sequence, and how many answers.
    package func forEachAnswered(of device: Identifier, _ body: (Int, Int) -> Void) throws {
        let statement = try statement(
            """
            SELECT sequence, answers FROM complaints INDEXED BY complaints_spoken_of
            WHERE device = ? AND (status IS NOT NULL OR answers > 0)
                AND (answers > 0 OR status NOT IN ('ditarik', 'dihapus'))
            """)
        device.withBytes { statement.bind(1, blob: $0) }
        defer { statement.reset() }
        while try statement.step() { body(statement.integer(0), statement.integer(1)) }
    }

    /// How many complaints of a device's feed have been said something to as often as they were answered.
    package func countReadOut(of device: Identifier) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM (
                    SELECT complaint, count(*) AS comments FROM events INDEXED BY events_of_comments
                    WHERE kind = 'commented' GROUP BY complaint
                ) AS counted CROSS JOIN complaints
                WHERE complaints.id = counted.complaint AND device = ? AND answers > 0 AND answers <= comments
                """,
            arguments: [Data(device.bytes)]) ?? 0
    }

    /// Where a complaint stands on its way; `nil` if there is no row of it.
    package func place(of complaint: Identifier) throws -> ComplaintPlace? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT device, sequence, answers > 0 OR (status IS NOT NULL AND status NOT IN ('ditarik', 'dihapus')),
                    answers > 0 AND answers > (
                        SELECT count(*) FROM events WHERE complaint = complaints.id AND kind = 'commented')
                FROM complaints WHERE id = ?
                """,
            arguments: [Data(complaint.bytes)])
        guard let row, let device = Identifier(bytes: row[0] as Data) else { return nil }
        return ComplaintPlace(
            id: complaint, device: device, sequence: row[1], isAnswered: row[2], isUnread: row[3])
    }
}
