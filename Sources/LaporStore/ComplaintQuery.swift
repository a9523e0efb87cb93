import Foundation
package import LaporModel

/// Which complaints are asked for, and in which order: by recorded time, then id.
package struct ComplaintQuery: Sendable {
    /// Words that they must all have.
    package var words: SearchWords?
    /// The region in whose subtree they are.
    package var region: RegionCode?
    /// The category that they belong to, or one above it.
    package var category: String?
    /// Recorded then or later.
    package var since: Timestamp?
    /// Recorded earlier than that.
    package var before: Timestamp?
    /// With one of these status words; empty for any.
    ///
    /// One of which nobody has said anything is ``Status/received``.
    package var statuses: [String] = []
    /// To an agency that is called so.
    package var agency: AgencyName?
    /// Taken down on this device.
    package var device: Identifier?
    /// Come into this store then or later.
    package var storedSince: Timestamp?
    /// Come into this store earlier than that.
    package var storedBefore: Timestamp?
    /// Of which nobody has said anything, and which came into this store within one of these times.
    package var waiting: [StoredTime] = []
    /// The newest first.
    package var newest = false
    /// Only some of these.
    package var among: KeySet?
    /// How many are passed over.
    package var offset = 0
    /// Whether only a few are going to be taken: then the index of words helps to find those of a place or category.
    package var isPart = false

    /// All complaints.
    package init() {}

    /// Whether more is asked than where, what about and when recorded.
    var isNarrowed: Bool {
        !statuses.isEmpty || agency != nil || device != nil || storedSince != nil || storedBefore != nil
            || !waiting.isEmpty
    }
}

/// When complaints came into a store: from a time on, and before another one.
package struct StoredTime: Sendable, Equatable {
    package var since: Timestamp?
    package var before: Timestamp

    /// From a time on, or since ever, until before another one.
    package init(since: Timestamp?, before: Timestamp) {
        self.since = since
        self.before = before
    }
}

/// How an agency is called in complaints, which write it as they like.
package enum AgencyName: Sendable, Equatable {
    /// One of the list: any of its code and names, in either case.
    case listed([String])
    /// A part of what is written, in either case, or any of the codes and names of the list whose name has that part.
    case part(String, listed: [String])
}

extension AgencyName {
    /// In lower case as the engines do it: other letters than A to Z stay.
    fileprivate static func folded(_ text: String) -> String {
        String(decoding: text.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
    }
}

extension Transaction {
    /// The agency of a code or name; a part of a name where the list has none of it.
    package func agency(called text: String) throws -> AgencyName {
        let found = try Row.fetchAll(
            db,
            sql: """
                SELECT code, name FROM agencies WHERE lower(code) = ?1 OR lower(name) = ?1
                """,
            arguments: [AgencyName.folded(text)])
        if !found.isEmpty { return .listed(found.flatMap { [$0[0], $0[1]] }) }
        let near = try Row.fetchAll(
            db,
            sql: """
                SELECT code, name FROM agencies WHERE \(db.dialect.place(of: "?", in: "lower(name)")) > 0
                """,
            arguments: [AgencyName.folded(text)])
        return .part(text, listed: near.flatMap { [$0[0], $0[1]] })
    }

    /// The device of an id, of a code (the first 8 digits) or of a name that only one has.
    package func device(called text: String) throws -> Identifier {
        let folded = text.lowercased()
        let rows = try Row.fetchAll(
            db, sql: "SELECT id, name FROM feeds WHERE purpose = 'device' ORDER BY id")
        let found = rows.compactMap { row -> Identifier? in
            guard let id = Identifier(bytes: row[0] as Data) else { return nil }
            return id.hex == folded || id.code == folded || row[1] == text ? id : nil
        }
        guard let first = found.first else { throw StoreError.notFound(text) }
        guard found.count == 1 else { throw StoreError.ambiguous(text, found.map(\.hex)) }
        return first
    }

    /// A category's code and those of all that belong to it.
    fileprivate func codes(under category: String) throws -> [String] {
        let entries = try categories()
        var codes = [category]
        var next = 0
        while next < codes.count {
            codes += entries.filter { $0.parent == codes[next] && !codes.contains($0.code) }.map(\.code)
            next += 1
        }
        return codes
    }
}

/// That complaints are of a region or of what lies in it, in SQL; where none is asked for, always.
struct RegionCondition {
    var sql = "true"
    var values: StatementArguments = []

    init(_ region: RegionCode?) {
        guard let region else { return }
        // What lies in it follows it after a dot, which is the character before the slash.
        sql = "(complaints.region = ? OR complaints.region > ? AND complaints.region < ?)"
        values = [region.text, region.text + ".", region.text + "/"]
    }
}

/// What a query asks of a complaint, in SQL; all of it stands in the index `complaints_by_time`.
struct ListFilter {
    private(set) var arguments: StatementArguments = []
    private(set) var order: String
    private var conditions = ["true"]

    var clause: String { "WHERE " + conditions.joined(separator: " AND ") }

    init(_ query: ComplaintQuery, _ transaction: Transaction) throws {
        let direction = query.newest ? "DESC" : "ASC"
        order = "ORDER BY complaints.recorded_at \(direction), complaints.id \(direction)"
        if let since = query.since { add("complaints.recorded_at >= ?", [since.seconds]) }
        if let before = query.before { add("complaints.recorded_at < ?", [before.seconds]) }
        let place = RegionCondition(query.region)
        add(place.sql, place.values)
        if let category = query.category {
            add("complaints.category", in: try transaction.codes(under: category))
        }
        if !query.statuses.isEmpty {
            add("coalesce(complaints.status, '\(Status.received)')", in: query.statuses)
        }
        switch query.agency {
        case .listed(let names): add("lower(complaints.agency)", in: names.map(AgencyName.folded))
        case .part(let part, let listed):
            let place = transaction.db.dialect.place(of: "?", in: "lower(complaints.agency)")
            let isListed = Self.isOne(of: listed.count, "lower(complaints.agency)")
            add(
                "(\(place) > 0 OR \(isListed))", StatementArguments(([part] + listed).map(AgencyName.folded)))
        case nil: break
        }
        if let device = query.device { add("complaints.device = ?", [Data(device.bytes)]) }
        if let since = query.storedSince { add("complaints.stored_at >= ?", [since.seconds]) }
        if let before = query.storedBefore { add("complaints.stored_at < ?", [before.seconds]) }
        if !query.waiting.isEmpty {
            let times = query.waiting.map { _ in "complaints.stored_at >= ? AND complaints.stored_at < ?" }
            add("complaints.status IS NULL", [])
            add(
                "(\(times.joined(separator: " OR ")))",
                StatementArguments(query.waiting.flatMap { [$0.since?.seconds ?? .min, $0.before.seconds] }))
        }
    }

    private mutating func add(_ condition: String, _ values: StatementArguments) {
        conditions.append(condition)
        arguments += values
    }

    private mutating func add(_ column: String, in values: [String]) {
        add(Self.isOne(of: values.count, column), StatementArguments(values))
    }

    private static func isOne(of count: Int, _ column: String) -> String {
        // Not every engine knows a list of none.
        count == 0
            ? "false" : "\(column) IN (\([String](repeating: "?", count: count).joined(separator: ", ")))"
    }
}
