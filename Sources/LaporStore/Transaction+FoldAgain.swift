import Foundation
import LaporModel

extension Transaction {
    /// Folds everything anew, as after an update: kinds of events that were unknown when they came take effect.
    func foldAgain() throws {
        try noteForks()
        // Older programs kept what an answers feed says of its office without looking at its key.
        for key in try Int.fetchAll(db, sql: "SELECT feed_key FROM feeds WHERE purpose = 'answers'") {
            let began = try events(
                "SELECT header, body FROM events WHERE feed_key = ? AND sequence = 1", arguments: [key])
            let office = began.isEmpty ? nil : office(ofAnswers: began[0])
            try db.execute(
                sql: "UPDATE feeds SET office = ? WHERE feed_key = ?",
                arguments: [office.map { Data($0.bytes) }, key])
        }
        let taken = try Row.fetchCursor(
            db,
            sql: "SELECT complaint, stored_at FROM events WHERE kind = 'captured' AND complaint IS NOT NULL")
        var complaints: [(Identifier, Timestamp)] = []
        while let row = try taken.next() {
            guard let id = Identifier(bytes: row["complaint"] as Data) else { continue }
            complaints.append((id, Timestamp(seconds: row["stored_at"])))
        }
        for (id, at) in complaints {
            // A complaint that no older program could read has no row that leads to its events.
            let captured = try knows(id) ? [] : capturedEvents(of: id)
            let all = try events(of: id) + captured
            for event in all { for attachment in event.attachments { try expectBlob(attachment, of: event) } }
            try fold(id, all, storedAt: at)
        }
    }

    /// Notes of each feed whose events are no single chain that it forks.
    func noteForks() throws {
        for feed in try Data.fetchAll(db, sql: "SELECT id FROM feeds").compactMap({ Identifier(bytes: $0) }) {
            if try !isOneChain(feed) {
                try db.execute(
                    sql: "UPDATE feeds SET is_forked = 1 WHERE id = ?", arguments: [Data(feed.bytes)])
            }
        }
    }

    private func capturedEvents(of complaint: Identifier) throws -> [Event] {
        try events(
            "SELECT header, body FROM events WHERE complaint = ? AND kind = 'captured' AND body IS NOT NULL",
            arguments: [Data(complaint.bytes)])
    }

    /// Whether each of a feed's events follows the one before it, as far as that is here.
    private func isOneChain(_ feed: Identifier) throws -> Bool {
        guard let key = try feedKey(feed) else { return true }
        let statement = try statement(
            "SELECT sequence, id, header FROM events WHERE feed_key = ? ORDER BY sequence, id")
        statement.bind(1, key)
        defer { statement.reset() }
        var last: (sequence: Int, id: Hash?) = (0, nil)
        while try statement.step() {
            let sequence = statement.integer(0)
            let header = statement.bytes(2).withUnsafeBufferPointer { EventHeader(line: $0) }
            if sequence == last.sequence { return false }
            if sequence == last.sequence + 1, header?.previous != last.id { return false }
            last = (sequence, Hash(bytes: statement.bytes(1)))
        }
        return true
    }
}
