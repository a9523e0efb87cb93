package import CanonicalJSON
import Foundation
package import LaporBundle
package import LaporModel

/// What is added to a feed that this store writes itself: where it stands.
package struct FeedTip: Sendable {
    package var sequence: Int
    package var id: Hash?
}

extension Transaction {
    /// The store's own key of a feed; `nil` if it holds nothing of it.
    func feedKey(_ feed: Identifier) throws -> Int? {
        if let key = feedKeys[feed] { return key }
        let key = try Int.fetchOne(
            db, sql: "SELECT feed_key FROM feeds WHERE id = ?", arguments: [Data(feed.bytes)])
        feedKeys[feed] = key
        return key
    }

    /// Makes a feed known by its first event.
    @discardableResult
    package func introduce(_ section: FeedSection) throws -> Int {
        if let key = try feedKey(section.feed) { return key }
        let body = section.began.body
        let (purpose, device): (String, Identifier?) =
            switch section.purpose {
            case .device: ("device", section.feed)
            case .registry: ("registry", nil)
            case .answers(let device): ("answers", device)
            }
        let office =
            purpose == "answers"
            ? office(ofAnswers: section.began) : body?["office"]?.string.flatMap { Identifier(hex: $0) }
        let continues = purpose == "device" ? Introduction(section.began)?.continues : nil
        let key = try Int.fetchOne(db, sql: "SELECT coalesce(max(feed_key), 0) + 1 FROM feeds") ?? 1
        try db.execute(
            sql: """
                INSERT INTO feeds
                    (feed_key, id, purpose, device, office, name, team, recipient, signing_key, continues)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                key, Data(section.feed.bytes), purpose, device.map { Data($0.bytes) },
                office.map { Data($0.bytes) },
                body?["name"]?.string,
                body?["team"]?.string, body?["recipient"]?.string, body?["signing_key"]?.string ?? "",
                continues.map { Data($0.bytes) },
            ])
        feedKeys[section.feed] = key
        return key
    }

    /// Starts a feed of this store's own with its first event.
    @discardableResult
    package func begin(
        feed: Identifier, body: JSONObject, surroundings: Surroundings
    ) throws -> Event {
        let event = Event(
            kind: EventKind.began, complaint: nil, body: body, feed: feed, previous: nil, sequence: 1,
            surroundings: surroundings)
        try introduce(FeedSection(feed: feed, began: event, ranges: []))
        _ = try insert(event, storedAt: surroundings.now())
        return event
    }

    /// Where this store goes on writing a feed: at its end, or at that of the branch that keeps it.
    package func tip(of feed: Identifier) throws -> FeedTip {
        guard let key = try feedKey(feed) else { return FeedTip(sequence: 0, id: nil) }
        if try isForked(key) {
            guard let own = try ownChains(of: feed).last else { return FeedTip(sequence: 0, id: nil) }
            return FeedTip(sequence: own.last, id: own.id)
        }
        let row = try Row.fetchOne(
            db, sql: "SELECT sequence, id FROM events WHERE feed_key = ? ORDER BY sequence DESC LIMIT 1",
            arguments: [key])
        guard let row else { return FeedTip(sequence: 0, id: nil) }
        return FeedTip(sequence: row["sequence"], id: Hash(bytes: row["id"] as Data))
    }

    /// Adds an event to a feed of this store's own and moves the tip.
    package func append(
        kind: String, complaint: Identifier?, body: JSONObject, to feed: Identifier, tip: inout FeedTip,
        surroundings: Surroundings
    ) throws -> Event {
        let event = Event(
            kind: kind, complaint: complaint, body: body, feed: feed, previous: tip.id,
            sequence: tip.sequence + 1, surroundings: surroundings)
        _ = try insert(event, storedAt: surroundings.now())
        tip = FeedTip(sequence: event.header.sequence, id: event.id)
        return event
    }

    /// Stores an event of a feed that has been introduced, or the body that it lacked; `false` if all is there already.
    package func insert(_ event: Event, storedAt: Timestamp) throws -> Bool {
        guard let key = try feedKey(event.header.feed) else {
            throw StoreError.notFound(event.header.feed.hex)
        }
        let statement = try statement(
            """
            INSERT INTO events (feed_key, sequence, id, kind, complaint, header, body, stored_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (feed_key, sequence, id) DO UPDATE
                SET body = excluded.body WHERE events.body IS NULL AND excluded.body IS NOT NULL
            """)
        statement.bind(1, key)
        statement.bind(event, from: 2)
        statement.bind(8, storedAt.seconds)
        return try statement.run() > 0
    }

    /// The id of a feed's event of a sequence; `nil` if there is none.
    package func id(of feed: Identifier, sequence: Int) throws -> Hash? {
        guard let key = try feedKey(feed) else { return nil }
        let id = try Data.fetchOne(
            db, sql: "SELECT id FROM events WHERE feed_key = ? AND sequence = ? ORDER BY id LIMIT 1",
            arguments: [key, sequence])
        return id.flatMap { Hash(bytes: $0) }
    }

    /// The events that a query over `events` gives (it selects `header, body`).
    func events(_ sql: String, arguments: StatementArguments) throws -> [Event] {
        try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
            let header: String = row["header"]
            let body: String? = row["body"]
            return try Event(headerLine: Array(header.utf8)[...], bodyLine: Array((body ?? "null").utf8)[...])
        }
    }

    /// The events that a query gives (it selects `header, body`), but for what is damaged: that is for `check` to tell.
    func readableEvents(_ sql: String, arguments: StatementArguments = []) throws -> [Event] {
        try Row.fetchAll(db, sql: sql, arguments: arguments).compactMap { row in
            let (header, body): (String, String?) = (row[0], row[1])
            return try? Event(stored: Array(header.utf8), body: body.map { Array($0.utf8) })
        }
    }

    /// All events of a complaint that has a row, in no order.
    ///
    /// The captured one is sought by its place, whatever a server that has counted nothing yet thinks of joining.
    package func events(of complaint: Identifier) throws -> [Event] {
        try events(
            """
            SELECT header, body FROM events WHERE complaint = ?1 AND kind <> 'captured'
            UNION ALL
            SELECT header, body FROM events WHERE complaint = ?1 AND kind = 'captured' AND body IS NULL
            UNION ALL
            SELECT header, body FROM events
                WHERE feed_key = (
                        SELECT feed_key FROM feeds
                        WHERE id = (SELECT device FROM complaints WHERE id = ?1 LIMIT 1))
                    AND sequence = (SELECT sequence FROM complaints WHERE id = ?1 LIMIT 1)
                    AND complaint = ?1 AND kind = 'captured' AND body IS NOT NULL
            """,
            arguments: [Data(complaint.bytes)])
    }

    /// Whether the store holds an event about a complaint other than the one that took it down.
    func hasMore(about complaint: Identifier) throws -> Bool {
        let statement = try statement(
            "SELECT 1 FROM events WHERE complaint = ? AND kind <> 'captured' LIMIT 1")
        complaint.withBytes { statement.bind(1, blob: $0) }
        defer { statement.reset() }
        return try statement.step()
    }

    /// Whether there is a row of a complaint.
    func knows(_ complaint: Identifier) throws -> Bool {
        let statement = try statement("SELECT 1 FROM complaints WHERE id = ?")
        complaint.withBytes { statement.bind(1, blob: $0) }
        defer { statement.reset() }
        return try statement.step()
    }

    /// All events of a feed: for a registry, which is small.
    package func events(ofFeed feed: Identifier) throws -> [Event] {
        guard let key = try feedKey(feed) else { return [] }
        return try events(
            "SELECT header, body FROM events WHERE feed_key = ? ORDER BY sequence, id", arguments: [key])
    }

    /// A feed's first event; where it forks there, that of an id, or the one that keeps the feed.
    package func began(_ feed: Identifier, id: Hash? = nil) throws -> Event? {
        guard let key = try feedKey(feed) else { return nil }
        let found = try events(
            "SELECT header, body FROM events WHERE feed_key = ? AND sequence = 1 ORDER BY id",
            arguments: [key])
        return found.first { $0.id == id } ?? found.first
    }

    /// Keeps an author's signature over a head, if there is one.
    package func keepHead(_ feed: Identifier, sequence: Int, id: Hash, signature: String?) throws {
        guard let signature, let key = try feedKey(feed) else { return }
        try db.execute(
            sql: "INSERT INTO heads VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            arguments: [key, sequence, Data(id.bytes), signature])
    }
}
