import Foundation
import LaporBundle
import LaporModel
import LaporSamples
import LaporStore

/// A store in a folder of its own.
struct SampleStore {
    let folder: TemporaryFolder
    let store: Store

    var path: StoreFolder { store.folder }

    init() throws {
        folder = try TemporaryFolder()
        store = try Store.make(StoreFolder(folder.path("store")), pageSize: 4_096)
        try store.write { try $0.setAbout(.role, "office") }
    }

    /// Merges events of a feed, in the order given, as one bundle would.
    @discardableResult
    func merge(
        _ events: [Event], of feed: SampleFeed, blobs: [[UInt8]] = [], now: Timestamp = .sample
    ) throws -> Merge {
        try store.write { transaction in
            let merge = Merge(into: transaction, now: now)
            let ranges = events.map { event in
                FeedSection.Range(
                    first: event.header.sequence, last: event.header.sequence, before: event.header.previous,
                    id: event.id, signature: "")
            }
            try merge.introduce([FeedSection(feed: feed.id, began: feed.events[0], ranges: [])])
            try merge.take(events)
            for blob in blobs {
                var left = blob[...]
                try merge.take(blob: Hash(of: blob), size: blob.count) { buffer in
                    let count = min(buffer.count, left.count)
                    buffer.copyBytes(from: left.prefix(count))
                    left = left.dropFirst(count)
                    return count
                }
            }
            try merge.finish()
            // As the ranges of a bundle would show; no test here signs them.
            try transaction.noteFork(
                FeedSection(feed: feed.id, began: feed.events[0], ranges: ranges))
            return merge
        }
    }

    /// Everything of the store that must not depend on the order of arrival, row by row as text.
    func state() throws -> [String] {
        let queries = [
            """
            SELECT hex(id), number, hex(device), sequence, recorded_at, classification, region, category, status,
                anonymous, confidential, title, description, location, agency, incident_date, attachments,
                clock_behind
            FROM complaints ORDER BY id
            """,
            """
            SELECT hex(feeds.id), sequence, hex(events.id), kind, hex(complaint), header, body
            FROM events JOIN feeds USING (feed_key) ORDER BY feeds.id, sequence, events.id
            """,
            "SELECT hex(sha256), size, is_here FROM blobs ORDER BY sha256",
        ]
        return try store.read { transaction in
            try queries.flatMap { query in
                try Row.fetchAll(transaction.db, sql: query).map { row in
                    row.description
                }
            }
        }
    }

    /// What the store holds of a feed: the ranges of its chains without missing bodies.
    func ranges(of feed: Identifier) throws -> [ClosedRange<Int>] {
        try store.read { try $0.held(of: feed).ranges.map { $0.first...$0.last } }
    }

    func count(_ table: String) throws -> Int {
        try store.read { try Int.fetchOne($0.db, sql: "SELECT count(*) FROM \(table)") ?? 0 }
    }
}
