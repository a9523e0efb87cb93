import LaporModel

extension StoreCheck {
    /// Folds the complaints that the events of one place take down, and compares each with its row.
    func checkComplaints(_ events: [Event]) throws {
        var seen: Set<Identifier> = []
        for event in events where event.header.kind == EventKind.captured {
            guard let id = event.header.complaint, seen.insert(id).inserted else { continue }
            let captured = events.filter { $0.header.kind == EventKind.captured && $0.header.complaint == id }
            guard let others = try others(about: id) else { continue }
            if let complaint = try transaction.complaint(id, captured + others) {
                try compare(complaint)
            } else {
                try expectNoRow(of: event, id)
            }
        }
    }

    /// The events about a complaint but for those that take it down; `nil` if one is damaged, which is told elsewhere.
    private func others(about complaint: Identifier) throws -> [Event]? {
        let statement = try transaction.statement(
            "SELECT header, body FROM events WHERE complaint = ? AND kind <> 'captured'")
        complaint.withBytes { statement.bind(1, blob: $0) }
        defer { statement.reset() }
        var events: [Event] = []
        while try statement.step() {
            let body = statement.isNull(1) ? nil : statement.bytes(1)
            guard let event = try? Event(stored: statement.bytes(0), body: body) else { return nil }
            events.append(event)
        }
        return events
    }

    private func compare(_ complaint: Complaint) throws {
        func fault(_ kind: CheckFinding.Kind, _ fact: String) {
            add(
                kind, feed: complaint.device, sequence: complaint.sequence, id: complaint.id.hex,
                number: complaint.capture.number.description, fact: fact)
        }
        guard let row = try transaction.differences(from: complaint) else {
            return fault(.complaintMissing, "no row")
        }
        // A feed that takes one complaint down twice: the first time counts, and was compared there.
        if row.sequence < complaint.sequence, !row.columns.contains("device") { return }
        var different = row.columns
        if try transaction.links(of: complaint.id) != complaint.links { different.append("links") }
        if !different.isEmpty { fault(.complaintDiffers, different.joined(separator: ", ")) }
    }

    /// An event that makes no complaint is named by no row.
    private func expectNoRow(of event: Event, _ id: Identifier) throws {
        let statement = try transaction.statement(
            "SELECT number FROM complaints WHERE id = ? AND device = ? AND sequence = ?")
        id.withBytes { statement.bind(1, blob: $0) }
        event.header.feed.withBytes { statement.bind(2, blob: $0) }
        statement.bind(3, event.header.sequence)
        defer { statement.reset() }
        if try statement.step() {
            surplus(
                id, number: statement.text(0), device: event.header.feed, event.header.sequence,
                fact: "no complaint")
        }
    }

    /// Looks for rows that no event of theirs is there for.
    func checkRows() throws {
        report.complaints = try count("SELECT count(*) FROM complaints")
        let statement = try transaction.statement(
            """
            SELECT id, number, device, sequence FROM complaints WHERE NOT EXISTS (
                SELECT 1 FROM feeds JOIN events ON events.feed_key = feeds.feed_key
                    AND events.sequence = complaints.sequence
                WHERE feeds.id = complaints.device AND events.complaint = complaints.id
                    AND events.kind = 'captured')
            ORDER BY id
            """)
        while try statement.step() {
            guard let id = Identifier(bytes: statement.bytes(0)) else { continue }
            surplus(
                id, number: statement.text(1), device: Identifier(bytes: statement.bytes(2)),
                statement.integer(3), fact: "no event")
        }
    }

    private func surplus(
        _ id: Identifier, number: String?, device: Identifier?, _ sequence: Int, fact: String
    ) {
        let number = number.flatMap { ComplaintNumber(stored: $0)?.description } ?? number
        add(.complaintSurplus, feed: device, sequence: sequence, id: id.hex, number: number, fact: fact)
    }
}
