import CanonicalJSON
import FileIO
import Foundation
import GRDB
package import LaporBundle
package import LaporModel

/// Takes a bundle's events and blobs into a store, within one transaction.
///
/// The union of what the store has and what the bundle brings: any order and any repetition ends in the same state.
package final class Merge {
    private let transaction: Transaction
    private let now: Timestamp
    private var staged: [(sha256: Hash, path: String)] = []

    package private(set) var eventsNew = 0
    package private(set) var eventsKnown = 0
    package private(set) var blobsNew = 0
    /// Captured events that make no complaint: written badly, or by a newer program.
    package private(set) var unreadable = 0

    /// A merge into a store at a time.
    package init(into transaction: Transaction, now: Timestamp) {
        self.transaction = transaction
        self.now = now
    }

    /// Makes a bundle's feeds known and keeps their signed heads.
    package func introduce(_ sections: [FeedSection]) throws {
        for section in sections {
            try transaction.introduce(section)
            for range in section.ranges {
                try transaction.keepHead(
                    section.feed, sequence: range.last, id: range.id, signature: range.signature)
            }
        }
    }

    /// Stores events and folds the complaints that they touch.
    package func take(_ events: [Event]) throws {
        var order: [Identifier] = []
        var touched: [Identifier: [Event]] = [:]
        for event in events {
            guard try transaction.insert(event, storedAt: now) else {
                eventsKnown += 1
                continue
            }
            eventsNew += 1
            guard let complaint = event.header.complaint else { continue }
            if touched[complaint] == nil { order.append(complaint) }
            touched[complaint, default: []].append(event)
            try expectBlobs(of: event)
        }
        for complaint in order {
            let events = try allEvents(of: complaint, touched[complaint] ?? [])
            let isFolded = try transaction.fold(complaint, events, storedAt: now)
            if !isFolded, events.contains(where: { $0.header.kind == EventKind.captured && $0.body != nil }) {
                unreadable += 1
            }
        }
    }

    /// What the store holds of a complaint, with what has just come; mostly that is its captured event alone.
    private func allEvents(of complaint: Identifier, _ new: [Event]) throws -> [Event] {
        if new.count == 1, new[0].header.kind == EventKind.captured,
            try !transaction.hasMore(about: complaint)
        {
            return new
        }
        let held = try transaction.events(of: complaint)
        let ids = Set(held.map(\.id))
        return held + new.filter { !ids.contains($0.id) }
    }

    private func expectBlobs(of event: Event) throws {
        guard let attachments = event.body?["attachments"]?.array else { return }
        for attachment in attachments.compactMap({ Attachment(json: $0) }) {
            try transaction.expectBlob(attachment, of: event)
        }
    }

    /// Stores one blob's bytes aside; they are named in the store by `finish`.
    package func take(
        blob sha256: Hash, size: Int, read: (UnsafeMutableRawBufferPointer) throws -> Int
    ) throws {
        let isHere = try transaction.hasBlob(sha256)
        let path = "\(transaction.folder.staging)/\(sha256.hex)"
        Folder.remove(path)
        let file = isHere ? nil : try File.create(path, mode: 0o600)
        try ByteCopy.run(from: read) { try file?.write($0) }
        guard let file else { return }
        try file.sync()
        staged.append((sha256, path))
    }

    /// Gives the blobs their places, on the medium before the transaction that names them is.
    package func finish() throws {
        // A blob that no event names has no place here.
        let named = try staged.filter { try transaction.markBlobHere($0.sha256) }
        try transaction.folder.keep(named)
        blobsNew = named.count
    }
}
