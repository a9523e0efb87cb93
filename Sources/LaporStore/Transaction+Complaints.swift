package import CanonicalJSON
import Foundation
package import LaporModel

/// A complaint as lists show it: a row of the folded table.
package struct ComplaintRow: Sendable {
    package var id: Identifier
    package var number: ComplaintNumber
    package var device: Identifier
    package var deviceName: String
    package var sequence: Int
    package var recordedAt: Timestamp
    package var classification: String
    package var region: String
    package var category: String?
    package var status: String?
    package var anonymous: Bool
    package var confidential: Bool
    package var title: String?
    package var description: String?
    package var location: String?
    package var agency: String?
    package var incidentDate: String?
    package var attachments: [JSON]
    package var clockBehind: Bool
    package var trackingID: String?
    /// How many answers it has.
    package var answers: Int
    /// How many fields have more than one standing value.
    package var conflicts: Int
    /// The visit that it belongs to.
    package var outreach: Identifier?
    /// When it came into this store: the store's own affair, and no part of what the complaint is.
    package var storedAt: Timestamp
    /// Whether it is linked with another one.
    package var isLinked: Bool
}

extension Transaction {
    /// Writes what a complaint's events make of it.
    ///
    /// No upsert: SQLite would keep a journal for each, to take that statement alone back, and a table that is divided by
    /// region knows no key without it.
    private func store(_ complaint: Complaint, isNew: Bool, storedAt: Timestamp) throws {
        let isServer = db.dialect == .postgres
        if try !isNew && knows(complaint.id) {
            let update = try statement(composed: Self.update)
            Self.bind(complaint, to: update)
            try update.run()
        } else {
            let insert = try statement(composed: isServer ? Self.insertOnServer : Self.insert)
            Self.bind(complaint, to: insert)
            insert.bind(23, storedAt.seconds)
            try insert.run()
        }
        if isServer { try outdateWords(of: complaint.id) }
    }

    /// When it was stored stays as it was.
    private static let update = "UPDATE complaints SET \(columns { "\($0) = \($1)" }) WHERE id = ?1"

    private static let insert = """
        INSERT INTO complaints (id, \(columns { column, _ in column }), stored_at)
        VALUES (?1, \(columns { _, value in value }), ?23)
        """

    /// What a row of a complaint says, in the order in which it is bound: 1 is the id, 2 to 22 are the rest.
    static let columnNames = [
        "id", "number", "device", "sequence", "recorded_at", "classification", "region", "category", "status",
        "anonymous", "confidential", "title", "description", "location", "agency", "incident_date",
        "attachments", "clock_behind", "tracking_id", "answers", "conflicts", "outreach",
    ]

    /// All but the id, each with the place of its value.
    static func columns(_ form: (_ column: String, _ value: String) -> String) -> String {
        columnNames.enumerated().dropFirst().map { form($1, "?\($0 + 1)") }.joined(separator: ", ")
    }

    private static let comparison = """
        SELECT sequence, \(columns { "\($0) IS NOT DISTINCT FROM \($1) AS \($0)" })
        FROM complaints WHERE id = ?1
        """

    /// Where the row of a complaint says that it was taken down, and the columns in which the row differs from what the
    /// complaint's events make of it; `nil` if it has no row.
    ///
    /// When it was stored is the store's own affair and no matter here.
    func differences(from complaint: Complaint) throws -> (sequence: Int, columns: [String])? {
        let statement = try statement(composed: Self.comparison)
        Self.bind(complaint, to: statement)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        let different = (1..<statement.columns).filter { statement.integer($0) == 0 }
        return (statement.integer(0), different.map(statement.name))
    }

    /// Binds what a row of a complaint says, see ``columnNames``.
    static func bind(_ complaint: Complaint, to statement: any ValueTaker) {
        let capture = complaint.capture
        complaint.id.withBytes { statement.bind(1, blob: $0) }
        statement.bind(2, capture.number.text)
        complaint.device.withBytes { statement.bind(3, blob: $0) }
        statement.bind(4, complaint.sequence)
        statement.bind(5, complaint.recordedAt.seconds)
        statement.bind(6, capture.classification.rawValue)
        statement.bind(7, capture.region)
        statement.bind(8, capture.category)
        statement.bind(9, complaint.status)
        statement.bind(10, capture.anonymous)
        statement.bind(11, capture.confidential)
        statement.bind(12, capture.content?.title)
        statement.bind(13, capture.content?.description)
        statement.bind(14, capture.content?.location)
        statement.bind(15, capture.content?.agency)
        statement.bind(16, capture.content?.incidentDate)
        statement.bind(17, capture.attachments.isEmpty ? nil : text(capture.attachmentsJSON))
        statement.bind(18, capture.clockBehind)
        statement.bind(19, complaint.trackingID)
        statement.bind(20, complaint.answerCount)
        statement.bind(21, complaint.conflicts.count)
        statement.bind(22, capture.outreach)
    }

    private static func text(_ json: JSON) -> String {
        String(decoding: json.canonical, as: UTF8.self)
    }

    /// Folds a complaint from its events, stores what they make of it, and takes away what is erased; `nil` if they make
    /// none.
    @discardableResult
    func fold(_ id: Identifier, _ events: [Event], storedAt: Timestamp) throws -> Complaint? {
        guard let complaint = try complaint(id, events) else { return nil }
        try store(complaint, of: events, storedAt: storedAt)
        return complaint
    }

    /// Stores what a complaint's events make of it, and takes away what is erased; one that is new has no row.
    func store(_ complaint: Complaint, of events: [Event], isNew: Bool = false, storedAt: Timestamp) throws {
        try store(complaint, isNew: isNew, storedAt: storedAt)
        try storeLinks(complaint, events)
        if !complaint.mayBeBlank.isEmpty { try takeAway(complaint, events) }
    }

    /// The complaint that events make, with those feeds heard that have a say in it.
    package func complaint(_ id: Identifier, _ events: [Event]) throws -> Complaint? {
        if events.count == 1, events[0].body != nil { return Complaint(id: id, events: events) }
        let isBlank = events.contains { $0.header.kind == EventKind.captured && $0.body == nil }
        let kept = isBlank ? try tidied(id) : nil
        var failure: (any Error)?
        let complaint = Complaint(id: id, events: events, kept: kept) { feed, device in
            do {
                return try authority(of: feed, over: device)
            } catch {
                failure = error
                return nil
            }
        }
        if let failure { throw failure }
        return complaint
    }

    static let columns = """
        complaints.id, complaints.number, complaints.device, feeds.name AS device_name, complaints.sequence,
        complaints.recorded_at, complaints.classification, complaints.region, complaints.category,
        complaints.status, complaints.anonymous, complaints.confidential, complaints.title,
        complaints.description, complaints.location, complaints.agency, complaints.incident_date,
        complaints.attachments, complaints.clock_behind, complaints.tracking_id, complaints.answers,
        complaints.conflicts, complaints.outreach, complaints.stored_at, \(isLinked) AS is_linked
        """
    static let device = "LEFT JOIN feeds ON feeds.id = complaints.device"

    /// Gives every complaint, by recorded time, then id; `region` keeps those of its subtree.
    package func forEachComplaint(region: RegionCode? = nil, _ body: (ComplaintRow) throws -> Void) throws {
        var query = ComplaintQuery()
        query.region = region
        try forEachComplaint(query) {
            try body($0)
            return true
        }
    }

    /// The complaint of an id, or of a number in any spelling.
    package func complaint(named text: String) throws -> ComplaintRow {
        var found: [ComplaintRow] = []
        if let id = Identifier(hex: text.lowercased()) {
            found = try rows("complaints.id = ?", [Data(id.bytes)])
        } else if let number = ComplaintNumber(typed: text) {
            found = try rows("complaints.number = ?", [number.text])
        }
        guard let first = found.first else { throw StoreError.notFound(text) }
        guard found.count == 1 else { throw StoreError.ambiguous(text, found.map(\.id.hex)) }
        return first
    }

    private func rows(_ condition: String, _ arguments: StatementArguments) throws -> [ComplaintRow] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT \(Self.columns) FROM complaints \(Self.device)
                WHERE \(condition) ORDER BY complaints.id
                """,
            arguments: arguments
        ).map { try ComplaintRow($0) }
    }

    /// How many complaints there are, by status; those without one under `base`.
    package func countsByStatus(base: String) throws -> [(status: String, count: Int)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT coalesce(status, ?) AS word, count(*) AS complaints FROM complaints
                GROUP BY 1 ORDER BY 1
                """,
            arguments: [base]
        ).map { ($0["word"], $0["complaints"]) }
    }

    /// How many complaints there are.
    package func countComplaints() throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM complaints") ?? 0
    }

    /// How many complaints of a status arrived before a time.
    package func countArrived(before time: Timestamp) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM complaints WHERE status IS NULL AND stored_at < ?",
            arguments: [time.seconds]) ?? 0
    }
}

extension ComplaintRow {
    init(_ row: Row) throws {
        let id: Data = row[0]
        let number: String = row[1]
        let device: Data = row[2]
        guard let id = Identifier(bytes: id), let number = ComplaintNumber(stored: number),
            let device = Identifier(bytes: device)
        else { throw StoreError.engine(code: 11, message: "complaints: malformed row") }
        let attachments: String? = row[17]
        let outreach: Data? = row[22]
        self.init(
            id: id, number: number, device: device, deviceName: row[3] ?? "", sequence: row[4],
            recordedAt: Timestamp(seconds: row[5]), classification: row[6], region: row[7], category: row[8],
            status: row[9], anonymous: row[10], confidential: row[11], title: row[12], description: row[13],
            location: row[14], agency: row[15], incidentDate: row[16],
            attachments: try attachments.map { try JSON(Array($0.utf8), form: .canonical).array ?? [] } ?? [],
            clockBehind: row[18], trackingID: row[19], answers: row[20], conflicts: row[21],
            outreach: outreach.flatMap { Identifier(bytes: $0) }, storedAt: Timestamp(seconds: row[23]),
            isLinked: row[24])
    }
}
