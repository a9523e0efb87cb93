import CanonicalJSON
import Foundation
package import LaporBundle
package import LaporModel

extension Transaction {
    /// What the store holds of a feed, as chains: one for each branch, and one more after each gap.
    package func chains(of feed: Identifier) throws -> [Chain] {
        guard let key = try feedKey(feed) else { return [] }
        if try isForked(key) { return try tree(key).chains }
        if let range = try rangeIfWhole(key) { return [try chain(key, range)] }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT min(sequence) AS first, max(sequence) AS last FROM (
                    SELECT sequence, sequence - row_number() OVER (ORDER BY sequence) AS island
                    FROM events WHERE feed_key = ?
                ) AS numbered GROUP BY island ORDER BY 1
                """,
            arguments: [key]
        ).map { row in try chain(key, row["first"]...row["last"]) }
    }

    /// The first and last sequence of a feed of which nothing between them is missing, as it mostly is; `nil` else.
    ///
    /// Counted are only those outside what ``noteWhole(_:)`` noted.
    private func rangeIfWhole(_ key: Int) throws -> ClosedRange<Int>? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT (SELECT min(sequence) FROM events WHERE feed_key = ?1),
                    (SELECT max(sequence) FROM events WHERE feed_key = ?1), whole_first, whole_last
                FROM feeds WHERE feed_key = ?1
                """,
            arguments: [key])
        guard let row, let first: Int = row[0], let last: Int = row[1] else { return nil }
        var count = 0
        if let (noted, through) = noted(row) {
            count = through - noted + 1
            count += try countEvents(key, first..<noted) + countEvents(key, (through + 1)..<(last + 1))
        } else {
            count = try countEvents(key, first..<(last + 1))
        }
        return count == last - first + 1 ? first...last : nil
    }

    private func noted(_ row: Row) -> (first: Int, last: Int)? {
        guard let first: Int = row["whole_first"], let last: Int = row["whole_last"] else { return nil }
        return (first, last)
    }

    private func countEvents(_ key: Int, _ range: Range<Int>) throws -> Int {
        guard !range.isEmpty else { return 0 }
        return try Int.fetchOne(
            db, sql: "SELECT count(*) FROM events WHERE feed_key = ? AND sequence BETWEEN ? AND ?",
            arguments: [key, range.lowerBound, range.upperBound - 1]) ?? 0
    }

    /// Notes of a feed that is one chain without a gap how far it goes, so that it need not be counted again.
    package func noteWhole(_ feed: Identifier) throws {
        guard let key = try feedKey(feed), try !isForked(key), let range = try rangeIfWhole(key) else {
            return
        }
        try db.execute(
            sql: """
                UPDATE feeds SET whole_first = ?1, whole_last = ?2
                WHERE feed_key = ?3 AND (whole_first IS DISTINCT FROM ?1 OR whole_last IS DISTINCT FROM ?2)
                """,
            arguments: [range.lowerBound, range.upperBound, key])
    }

    /// A range of an unforked feed as a chain.
    private func chain(_ key: Int, _ range: ClosedRange<Int>) throws -> Chain {
        guard let first = try place(key, range.lowerBound), let last = try place(key, range.upperBound) else {
            throw StoreError.engine(code: 11, message: "events: chain \(range)")
        }
        return Chain(
            first: range.lowerBound, last: range.upperBound, before: first.previous, id: last.id, ids: nil)
    }

    private func place(_ key: Int, _ sequence: Int) throws -> (id: Hash, previous: Hash?)? {
        let row = try Row.fetchOne(
            db, sql: "SELECT id, header FROM events WHERE feed_key = ? AND sequence = ? ORDER BY id LIMIT 1",
            arguments: [key, sequence])
        guard let row, let id = Hash(bytes: row["id"] as Data) else { return nil }
        return (id, Self.previous(row["header"]))
    }

    private static func previous(_ header: String) -> Hash? {
        Array(header.utf8).withUnsafeBufferPointer { EventHeader(line: $0)?.previous }
    }

    func isForked(_ key: Int) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT is_forked FROM feeds WHERE feed_key = ?", arguments: [key])
            ?? false
    }

    private func tree(_ key: Int) throws -> FeedTree {
        FeedTree(
            try Row.fetchAll(
                db, sql: "SELECT id, sequence, header FROM events WHERE feed_key = ?", arguments: [key]
            ).compactMap { row in
                Hash(bytes: row["id"] as Data).map { ($0, row["sequence"], Self.previous(row["header"])) }
            })
    }

    /// The chains that this store itself wrote of a feed of its own: of a forked one only the branch that keeps the feed,
    /// or, where this store has moved on to another feed, the one that it left.
    package func ownChains(of feed: Identifier, left successor: Identifier? = nil) throws -> [Chain] {
        guard let key = try feedKey(feed) else { return [] }
        guard try isForked(key) else { return try chains(of: feed) }
        let tree = try tree(key)
        if let successor {
            let moves = try events(
                "SELECT header, body FROM events WHERE feed_key = ? AND kind = 'moved'", arguments: [key])
            let move = moves.first { $0.body?["to"]?.string == successor.hex }
            if let path = move.flatMap({ tree.path(to: $0.id) }) { return [path] }
        }
        return tree.keeper.map { [$0] } ?? []
    }

    /// The parts of chains that lie in some sequences.
    package func parts(of feed: Identifier, _ chains: [Chain], _ wanted: SequenceRanges) throws -> [Chain] {
        try chains.flatMap { chain in
            try wanted.ranges.filter { $0.overlaps(chain.range) }.compactMap { range -> Chain? in
                let range = range.clamped(to: chain.range)
                guard let id = try id(of: feed, sequence: range.upperBound, in: chain) else { return nil }
                return chain.part(
                    range, before: try self.id(of: feed, sequence: range.lowerBound - 1, in: chain), id: id)
            }
        }
    }

    /// The events of a forked feed that this store did not write itself: the complaints that they took down.
    package func foreignComplaints(in feed: Identifier, besides own: [Chain]) throws -> Set<Identifier> {
        guard let key = try feedKey(feed), try isForked(key) else { return [] }
        let written = Set(own.flatMap { $0.ids ?? [] })
        let captured = try events(
            "SELECT header, body FROM events WHERE feed_key = ? AND kind = 'captured'", arguments: [key])
        return Set(captured.filter { !written.contains($0.id) }.compactMap(\.header.complaint))
    }

    /// How far a chain of this store's own is covered by a range that ends in an event; `nil` if not at all, or if the
    /// event is unknown here.
    package func covered(
        _ own: Chain, of feed: Identifier, by range: Receipt.Range
    ) throws -> ClosedRange<Int>? {
        guard let key = try feedKey(feed) else { return nil }
        guard let ids = own.ids else {
            // A sequence names one event only: if it is the same one, so are those before it.
            guard own.range.contains(range.last), try id(of: feed, sequence: range.last) == range.id else {
                return nil
            }
            return max(range.first, own.first)...range.last
        }
        guard let path = try tree(key).path(to: range.id), let other = path.ids else { return nil }
        let first = max(range.first, own.first, path.first)
        // Down from the event to where the two branches part.
        var last = range.last
        while last >= first, last > own.last || other[last - path.first] != ids[last - own.first] {
            last -= 1
        }
        return first <= last ? first...last : nil
    }

    /// What a receipt says of a feed: its chains without those events whose body is missing.
    package func held(of feed: Identifier) throws -> Receipt.Held {
        let missing = SequenceRanges(try missingBodies(of: feed).map { $0...$0 })
        var ranges: [Receipt.Range] = []
        for chain in try chains(of: feed) {
            for range in SequenceRanges([chain.range]).subtracting(missing).ranges {
                guard let id = try id(of: feed, sequence: range.upperBound, in: chain) else { continue }
                ranges.append(Receipt.Range(first: range.lowerBound, last: range.upperBound, id: id))
            }
        }
        return Receipt.Held(feed: feed, ranges: ranges, missingBlobs: try missingBlobs(of: feed))
    }

    /// The sequences of a feed that the store misses although it holds later ones.
    package func gaps(of feed: Identifier) throws -> [ClosedRange<Int>] {
        let chains = try chains(of: feed)
        let missing = SequenceRanges(try missingBodies(of: feed).map { $0...$0 })
        guard chains.contains(where: { $0.ids != nil }) else {
            return SequenceRanges(chains.map(\.range)).subtracting(missing)
                .missing(through: chains.last?.last ?? 0)
        }
        // A branch that starts after an event that is not here has a gap of its own.
        let ids = Set(chains.flatMap { $0.ids ?? [] })
        var gaps = missing.ranges
        for chain in chains {
            guard let before = chain.before, !ids.contains(before) else { continue }
            let end = chains.filter { $0.last < chain.first - 1 }.map(\.last).max() ?? 0
            if chain.first > 1 { gaps.append(end + 1...(chain.first - 1)) }
        }
        return SequenceRanges(gaps).ranges
    }

    /// The sequences of a feed whose body was left out by somebody who had no right to.
    package func missingBodies(of feed: Identifier) throws -> [Int] {
        guard let key = try feedKey(feed) else { return [] }
        return try Int.fetchAll(
            db,
            sql: """
                SELECT sequence FROM events WHERE feed_key = ? AND body IS NULL
                    AND NOT EXISTS (SELECT 1 FROM blanks WHERE event = events.id)
                ORDER BY sequence
                """,
            arguments: [key])
    }

    /// At how many events a feed forks, and at how many of them two laptops part that both still write it: a branch that
    /// has moved on to another feed is none.
    package func countForks(of feed: Identifier) throws -> (all: Int, open: Int) {
        guard let key = try feedKey(feed), try isForked(key) else { return (0, 0) }
        let moved = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM events WHERE feed_key = ? AND kind = 'moved'", arguments: [key])
        let forks = try tree(key).forks
        return (forks, max(forks - (moved ?? 0), 0))
    }

    /// Notes that a feed's events are no single chain any more, if a range that came makes them so.
    package func noteFork(_ section: FeedSection) throws {
        guard let key = try feedKey(section.feed), try !isForked(key) else { return }
        for range in section.ranges where try !isOneChain(key, range) {
            try db.execute(sql: "UPDATE feeds SET is_forked = 1 WHERE feed_key = ?", arguments: [key])
            return
        }
    }

    private func isOneChain(_ key: Int, _ range: FeedSection.Range) throws -> Bool {
        let count = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM events WHERE feed_key = ? AND sequence BETWEEN ? AND ?",
            arguments: [key, range.first, range.last])
        let before = try place(key, range.first - 1)
        let after = try place(key, range.last + 1)
        return count == range.last - range.first + 1 && (before == nil || before?.id == range.before)
            && (after == nil || after?.previous == range.id)
    }

    /// Gives a chain's events in order: the sequence, and how to add the event's two lines, each with its LF, to others.
    package func forEachEvent(
        of feed: Identifier, in chain: Chain, through last: Int? = nil,
        _ body: (Int, _ size: Int, _ append: (inout [UInt8]) -> Void) throws -> Void
    ) throws {
        guard let key = try feedKey(feed) else { return }
        let statement = try statement(
            """
            SELECT sequence, header, coalesce(body, 'null'), id FROM events
            WHERE feed_key = ? AND sequence BETWEEN ? AND ? ORDER BY sequence, id
            """, streaming: true)
        statement.bind(1, key)
        statement.bind(2, chain.first)
        statement.bind(3, last ?? chain.last)
        defer { statement.reset() }
        while try statement.step() {
            let sequence = statement.integer(0)
            if let ids = chain.ids, Hash(bytes: statement.bytes(3)) != ids[sequence - chain.first] {
                continue
            }
            try body(sequence, statement.size(1) + statement.size(2) + 2) { lines in
                statement.append(1, to: &lines)
                lines.append(0x0A)
                statement.append(2, to: &lines)
                lines.append(0x0A)
            }
        }
    }

    /// How large a chain's events are, in bytes.
    package func size(of feed: Identifier, in chain: Chain) throws -> Int {
        guard let key = try feedKey(feed) else { return 0 }
        return try Int.fetchOne(
            db,
            sql: """
                SELECT sum(length(header) + coalesce(length(body), 4) + 2) FROM events
                WHERE feed_key = ? AND sequence BETWEEN ? AND ?
                """,
            arguments: [key, chain.first, chain.last]) ?? 0
    }

    /// The id of a chain's event of a sequence, or of the one before its first; `nil` if there is none.
    package func id(of feed: Identifier, sequence: Int, in chain: Chain) throws -> Hash? {
        if sequence == chain.last { return chain.id }
        if sequence == chain.first - 1 { return chain.before }
        if let ids = chain.ids { return ids[sequence - chain.first] }
        return try id(of: feed, sequence: sequence)
    }

    /// The heads that a feed's author has signed on a chain, by sequence.
    package func heads(of feed: Identifier, in chain: Chain) throws -> [(
        sequence: Int, id: Hash, signature: String
    )] {
        guard let key = try feedKey(feed) else { return [] }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT sequence, id, signature FROM heads WHERE feed_key = ? AND sequence BETWEEN ? AND ?
                ORDER BY sequence
                """,
            arguments: [key, chain.first, chain.last]
        ).compactMap { row in
            guard let id = Hash(bytes: row["id"] as Data) else { return nil }
            let sequence: Int = row["sequence"]
            if let ids = chain.ids, ids[sequence - chain.first] != id { return nil }
            return (sequence, id, row["signature"])
        }
    }
}
