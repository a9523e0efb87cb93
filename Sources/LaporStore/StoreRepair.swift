import CanonicalJSON
import FileIO
import Foundation
import LaporModel

extension Store {
    /// Makes all anew that follows from a store's events and files; no event is changed, and nothing else is lost.
    ///
    /// Where events are damaged, what they made is left as it is. `progress` hears of the complaints.
    package func repair(progress: @escaping (Int, Int) -> Void = { _, _ in }) throws {
        try rebuildIndexes()
        try write { try StoreRepair($0, progress).run() }
        try checkpoint()
    }
}

/// Makes derived rows anew within one transaction.
private struct StoreRepair {
    private let transaction: Transaction
    private let progress: (Int, Int) -> Void

    private var db: any Database { transaction.db }

    init(_ transaction: Transaction, _ progress: @escaping (Int, Int) -> Void) {
        self.transaction = transaction
        self.progress = progress
    }

    func run() throws {
        try db.execute(
            sql:
                "DELETE FROM heads WHERE NOT EXISTS (SELECT 1 FROM feeds WHERE feeds.feed_key = heads.feed_key)"
        )
        try repairColumns()
        try repairFeeds()
        try markMissingBlobs()
        // What was set aside and is gone can only be brought again.
        for bundle in try transaction.quarantined()
        where !Folder.exists(transaction.folder.quarantined(bundle.bundle)) {
            try transaction.endQuarantine(bundle.tagmanifest)
        }
        try repairComplaints()
        try transaction.indexPlaces()
        try transaction.emptyWords()
    }

    /// What events' columns repeat of their lines, where these are an event and stand in their place.
    private func repairColumns() throws {
        var changes: [(key: Int, header: EventHeader, id: Hash)] = []
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT events.feed_key, sequence, events.id, kind, complaint, header, feeds.id
                FROM events JOIN feeds ON feeds.feed_key = events.feed_key
                """)
        while let row = try rows.next() {
            let (line, kind): (String, String) = (row[5], row[3])
            guard let id = Hash(bytes: row[2] as Data),
                let header = Array(line.utf8).withUnsafeBufferPointer({ EventHeader(line: $0) }),
                Array(line.utf8).withUnsafeBytes({ EventHeader.id(ofLine: $0) }) == id,
                header.sequence == row[1], Data(header.feed.bytes) == row[6] as Data
            else { continue }
            let complaint = (row[4] as Data?).flatMap { Identifier(bytes: $0) }
            if header.kind != kind || header.complaint != complaint { changes.append((row[0], header, id)) }
        }
        for (key, header, id) in changes {
            try db.execute(
                sql: """
                    UPDATE events SET kind = ?, complaint = ? WHERE feed_key = ? AND sequence = ? AND id = ?
                    """,
                arguments: [
                    header.kind, header.complaint.map { Data($0.bytes) }, key, header.sequence,
                    Data(id.bytes),
                ])
        }
    }

    /// What feeds' rows repeat of their first events.
    private func repairFeeds() throws {
        for row in try Row.fetchAll(db, sql: "SELECT feed_key, purpose FROM feeds") {
            let (key, purpose): (Int, String) = (row[0], row[1])
            let first = try transaction.readableEvents(
                "SELECT header, body FROM events WHERE feed_key = ? AND sequence = 1 ORDER BY id",
                arguments: [key]
            ).first
            guard let first, let body = first.body else { continue }
            let said = body["office"]?.string.flatMap { Identifier(hex: $0) }
            let office = purpose == "answers" ? transaction.office(ofAnswers: first) : said
            try db.execute(
                sql: """
                    UPDATE feeds SET name = ?, team = ?, recipient = ?, office = ?, signing_key = ?
                    WHERE feed_key = ?
                    """,
                arguments: [
                    body["name"]?.string, body["team"]?.string, body["recipient"]?.string,
                    office.map { Data($0.bytes) }, body["signing_key"]?.string ?? "", key,
                ])
        }
        try transaction.noteForks()
        transaction.forgetVoices()
    }

    /// Attachments whose file is gone or damaged are missing: the next receipt asks for them again.
    ///
    /// A damaged file stays beside its place, under a name that nothing gives.
    private func markMissingBlobs() throws {
        let rows = try Row.fetchAll(db, sql: "SELECT sha256, size FROM blobs WHERE is_here = 1")
        for row in rows {
            guard let sha256 = Hash(bytes: row[0] as Data) else { continue }
            let path = transaction.folder.blob(sha256)
            if Folder.exists(path) {
                let file = try? File.open(path)
                let found = try? file.map { file in
                    try Hash { take in try ByteCopy.run(from: { try file.read(into: $0) }, to: take) }
                }
                if found == sha256 {
                    try db.execute(
                        sql: "UPDATE blobs SET size = ? WHERE sha256 = ?",
                        arguments: [file?.size ?? row[1], Data(sha256.bytes)])
                    continue
                }
                try Folder.move(path, to: path + ".damaged")
            }
            try db.execute(
                sql: "UPDATE blobs SET is_here = 0 WHERE sha256 = ?", arguments: [Data(sha256.bytes)])
        }
    }

    /// The complaints that events make, with their links and attachments; rows that no event makes go.
    private func repairComplaints() throws {
        var captured: [Identifier: (places: [(key: Int, sequence: Int)], at: Timestamp)] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT complaint, feed_key, sequence, stored_at FROM events
                WHERE kind = 'captured' AND complaint IS NOT NULL
                """)
        while let row = try rows.next() {
            guard let id = Identifier(bytes: row[0] as Data) else { continue }
            captured[id, default: ([], Timestamp(seconds: row[3]))].places.append((row[1], row[2]))
        }
        try db.execute(
            sql: """
                DELETE FROM complaints WHERE NOT EXISTS (
                    SELECT 1 FROM feeds JOIN events ON events.feed_key = feeds.feed_key
                        AND events.sequence = complaints.sequence
                    WHERE feeds.id = complaints.device AND events.complaint = complaints.id
                        AND events.kind = 'captured')
                """)
        try db.execute(
            sql:
                "DELETE FROM links WHERE complaint NOT IN (SELECT complaint FROM events WHERE kind = 'linked')"
        )
        for (number, (id, taken)) in captured.enumerated() {
            progress(number, captured.count)
            guard let events = try events(of: id, taken.places) else { continue }
            for event in events {
                for attachment in event.attachments { try transaction.expectBlob(attachment, of: event) }
            }
            if try transaction.fold(id, events, storedAt: taken.at) == nil {
                try db.execute(sql: "DELETE FROM complaints WHERE id = ?", arguments: [Data(id.bytes)])
            }
        }
    }

    /// All events of a complaint that was taken down at some places; `nil` if one is damaged: then nobody can tell what
    /// they make.
    private func events(of complaint: Identifier, _ places: [(key: Int, sequence: Int)]) throws -> [Event]? {
        let id = Data(complaint.bytes)
        func read(_ condition: String, _ arguments: StatementArguments) throws -> [Event]? {
            let count = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM events WHERE \(condition)", arguments: arguments)
            let events = try transaction.readableEvents(
                "SELECT header, body FROM events WHERE \(condition)", arguments: arguments)
            return events.count == count ? events : nil
        }
        guard var all = try read("complaint = ? AND kind <> 'captured'", [id]) else { return nil }
        for place in Set(places.map { [$0.key, $0.sequence] }) {
            let condition = "feed_key = ? AND sequence = ? AND kind = 'captured' AND complaint = ?"
            guard let captured = try read(condition, [place[0], place[1], id]) else { return nil }
            all += captured
        }
        return all
    }
}
