import CanonicalJSON
import LaporModel

/// One stored event: its columns, and what its lines say as far as they can be read.
private struct StoredEvent {
    /// The column.
    var id: Hash
    var header: EventHeader?
    /// `nil` where the lines are no event.
    var event: Event?
    /// What its header line hashes to: the column, unless one of them was changed.
    var lineID: Hash
    /// Whether the lines stand in the feed and at the sequence that they name.
    var isInPlace: Bool
}

/// The events of one sequence of a feed: one, or several where the feed forks.
private struct Place {
    var key: Int
    var sequence: Int
    var events: [StoredEvent] = []
}

/// Where a feed has been followed to.
private struct FollowedFeed {
    var key: Int
    var sequence = 0
    var ids: Set<Hash> = []
}

extension StoreCheck {
    /// Looks at every event, feed by feed in the order of the chain, and at the complaint that it takes down.
    func checkEvents() throws {
        let total = try count("SELECT count(*) FROM events")
        let statement = try transaction.statement(
            """
            SELECT feed_key, sequence, id, kind, complaint, header, body FROM events
            ORDER BY feed_key, sequence, id
            """)
        var chain = FollowedFeed(key: 0)
        var place: Place?
        while try statement.step() {
            report.events += 1
            let (key, sequence) = (statement.integer(0), statement.integer(1))
            if let done = place, (done.key, done.sequence) != (key, sequence) {
                try check(done, &chain)
                place = nil
            }
            let event = read(statement, feed: feeds[key], sequence)
            place = place ?? Place(key: key, sequence: sequence)
            if let event { place?.events.append(event) }
            progress(.events, report.events, total)
        }
        if let place { try check(place, &chain) }
        expectWhole(chain.key, (chain.sequence + 1)...Int.max)
    }

    /// Reads a row, and compares its columns with its lines.
    private func read(_ row: any PreparedStatement, feed: CheckedFeed?, _ sequence: Int) -> StoredEvent? {
        guard let id = Hash(bytes: row.bytes(2)) else { return nil }
        let headerLine = row.bytes(5)
        let bodyLine = row.isNull(6) ? nil : row.bytes(6)
        func fault(_ kind: CheckFinding.Kind, _ fact: String) {
            add(kind, feed: feed?.id, sequence: sequence, id: id.hex, fact: fact)
        }
        var event: Event?
        do {
            event = try Event(stored: headerLine, body: bodyLine)
        } catch {
            fault(.event, error.fact)
        }
        let lineID = headerLine.withUnsafeBytes { EventHeader.id(ofLine: $0) }
        guard let header = headerLine.withUnsafeBufferPointer({ EventHeader(line: $0) }) else {
            return StoredEvent(id: id, header: nil, event: nil, lineID: lineID, isInPlace: false)
        }
        var different: [String] = []
        if header.feed != feed?.id { different.append("feed_key") }
        if header.sequence != sequence { different.append("sequence") }
        let isInPlace = different.isEmpty
        if lineID != id { different.append("id") }
        if Array(header.kind.utf8) != row.bytes(3) { different.append("kind") }
        if header.complaint != Identifier(bytes: row.bytes(4)) { different.append("complaint") }
        if !different.isEmpty { fault(.columns, different.joined(separator: ", ")) }
        return StoredEvent(id: id, header: header, event: event, lineID: lineID, isInPlace: isInPlace)
    }

    private func check(_ place: Place, _ chain: inout FollowedFeed) throws {
        let feed = feeds[place.key]
        if chain.key != place.key {
            expectWhole(chain.key, (chain.sequence + 1)...Int.max)
            chain = FollowedFeed(key: place.key)
        }
        if place.sequence > chain.sequence + 1 {
            let missing = (chain.sequence + 1)...(place.sequence - 1)
            add(
                .gap, feed: feed?.id, sequence: missing.lowerBound,
                fact: "\(missing.lowerBound)-\(missing.upperBound)")
            expectWhole(place.key, missing)
        }
        for stored in place.events where stored.isInPlace {
            guard let header = stored.header else { continue }
            let isFirst = place.sequence == 1
            let fits =
                (header.previous == nil) == isFirst && (header.kind == EventKind.began) == isFirst
            if !fits {
                add(
                    .chain, feed: feed?.id, sequence: place.sequence, id: stored.id.hex,
                    fact: isFirst ? "first" : "not first")
            } else if let previous = header.previous, chain.sequence == place.sequence - 1,
                !chain.ids.contains(previous)
            {
                expectForked(feed, place)
                add(
                    .branch, feed: feed?.id, sequence: place.sequence, id: stored.id.hex,
                    fact: previous.hex)
            }
        }
        if place.sequence == 1, let feed { checkFacts(of: feed, place) }
        if place.events.count > 1 { expectForked(feed, place) }
        chain.sequence = place.sequence
        // Either id will do: one that was changed is told where it stands, not again by the event after it.
        chain.ids = Set(place.events.flatMap { [$0.id, $0.lineID] })
        // Of what is damaged nothing is folded; that it is has been told.
        if place.events.allSatisfy({ $0.event != nil }) {
            try checkComplaints(place.events.compactMap(\.event))
        }
    }

    /// Whether a feed's row repeats what a first event says; where the body is missing nobody can tell.
    private func checkFacts(of feed: CheckedFeed, _ place: Place) {
        let bodies = place.events.compactMap(\.event?.body)
        let said = bodies.map { body in CheckedFeed.factKeys.map { body[$0]?.string } }
        guard let first = said.first, !said.contains(feed.facts) else { return }
        // An office whose key an answers feed does not have is not believed, and not kept.
        let different = zip(CheckedFeed.factKeys, zip(feed.facts, first)).filter { key, values in
            values.0 != values.1 && !(key == "office" && values.0 == nil)
        }
        guard !different.isEmpty else { return }
        add(.feed, feed: feed.id, sequence: 1, fact: different.map(\.0).joined(separator: ", "))
    }

    /// A feed that is no single chain must be known as such: or a receipt would confirm one branch for the other.
    private func expectForked(_ feed: CheckedFeed?, _ place: Place) {
        guard let feed, !feed.isForked else { return }
        add(.feed, feed: feed.id, sequence: place.sequence, fact: "is_forked")
    }

    /// What once was whole stays so: events that are missing from it were lost here.
    private func expectWhole(_ key: Int, _ missing: ClosedRange<Int>) {
        guard let feed = feeds[key], let whole = feed.whole, whole.overlaps(missing) else { return }
        let lost = whole.clamped(to: missing)
        add(
            .eventsLost, feed: feed.id, sequence: lost.lowerBound,
            fact: "\(lost.lowerBound)-\(lost.upperBound)")
    }

    func count(_ sql: StaticString) throws -> Int {
        let statement = try transaction.statement(sql)
        defer { statement.reset() }
        return try statement.step() ? statement.integer(0) : 0
    }
}

extension Event {
    /// Reads an event's two columns; a body that is not here is no text in this table.
    init(stored header: [UInt8], body: [UInt8]?) throws(Fault) {
        try self.init(headerLine: header[...], bodyLine: (body ?? Array("null".utf8))[...])
        if body != nil, self.body == nil { throw .body }
    }
}

extension Event.Fault {
    /// As a finding has it.
    fileprivate var fact: String {
        switch self {
        case .header: "header"
        case .body: "body"
        case .bodyHash: "body_hash"
        case .bodySalt: "body_salt"
        }
    }
}
