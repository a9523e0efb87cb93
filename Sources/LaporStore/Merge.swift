import FileIO
import Foundation
package import LaporBundle
package import LaporModel

/// Takes a bundle's events and blobs into a store, within one transaction.
///
/// The union of what the store has and what the bundle brings: any order and any repetition ends in the same state.
package final class Merge {
    private let transaction: Transaction
    private let now: Timestamp
    private var staged: [(sha256: Hash, path: String)] = []
    private var sections: [FeedSection] = []
    /// Devices whose office has named somebody upstream.
    private var newlyHeard: Set<Identifier> = []

    package private(set) var eventsNew = 0
    private var newByFeed: [Identifier: Int] = [:]
    package private(set) var eventsKnown = 0
    package private(set) var blobsNew = 0
    /// Captured events that make no complaint: written badly, or by a newer program.
    package private(set) var unreadable = 0
    /// Complaints that were erased, of which something more has come.
    package private(set) var leftOver: [Identifier] = []

    /// A merge into a store at a time.
    package init(into transaction: Transaction, now: Timestamp) {
        self.transaction = transaction
        self.now = now
    }

    /// How many of the new events are of a feed, but for that which says that a copy goes on elsewhere.
    package func eventsNew(of feed: Identifier) -> Int { newByFeed[feed] ?? 0 }

    /// Takes all of a bundle; nothing of it is good before this returns.
    ///
    /// `entered` runs before the store is changed, and once nobody else changes it.
    package func take(_ reader: some BundleContent, entered: () throws -> Void = {}) throws {
        if let server = transaction.db as? any BulkDatabase {
            // What takes time is done while others may write.
            let incoming = try IncomingEvents(transaction, server)
            try reader.readEvents(preparing: IncomingEvent.all) { try incoming.add($0) }
            try reader.readBlobs { try take(blob: $0, size: $1, read: $2) }
            try reader.finish()
            try transaction.enter()
            try entered()
            try introduce(reader.sections)
            try take(incoming)
        } else {
            try entered()
            try introduce(reader.sections)
            try reader.readEvents(preparing: IncomingEvent.all) { try take($0) }
            try reader.readBlobs { try take(blob: $0, size: $1, read: $2) }
            try reader.finish()
        }
        try finish()
    }

    /// Merges events that were set down beside the store.
    private func take(_ incoming: IncomingEvents) throws {
        eventsKnown += try incoming.removeKnown()
        try incoming.insert(storedAt: now)
        for (feed, count) in try incoming.countByFeed() { newByFeed[feed, default: 0] += count }
        eventsNew += try incoming.count()
        for feed in try incoming.feedsNamingPeers() { noteUpstream(of: feed) }
        for complaint in try incoming.takeNewComplaints(storedAt: now) {
            try fold(complaint, try allEvents(of: complaint, try incoming.events(of: complaint)))
        }
    }

    /// Makes a bundle's feeds known and keeps their signed heads.
    package func introduce(_ sections: [FeedSection]) throws {
        self.sections += sections
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
        try take(IncomingEvent.all(events))
    }

    private func take(_ events: [IncomingEvent]) throws {
        var order: [Identifier] = []
        var touched: [Identifier: [IncomingEvent]] = [:]
        for incoming in events {
            var incoming = incoming
            if try transaction.isErased(incoming.event.id) { incoming = IncomingEvent(incoming.event.blank) }
            let event = incoming.event
            guard try transaction.insert(event, storedAt: now) else {
                eventsKnown += 1
                continue
            }
            eventsNew += 1
            if event.header.kind != EventKind.moved { newByFeed[event.header.feed, default: 0] += 1 }
            if event.header.kind == EventKind.peered { noteUpstream(of: event.header.feed) }
            for attachment in incoming.attachments { try transaction.expectBlob(attachment, of: event) }
            guard let complaint = event.header.complaint else { continue }
            if touched[complaint] == nil { order.append(complaint) }
            touched[complaint, default: []].append(incoming)
        }
        for complaint in order {
            let new = touched[complaint] ?? []
            if new.count == 1, let alone = new[0].complaint, try !transaction.hasMore(about: complaint),
                try !transaction.knows(complaint)
            {
                try transaction.store(alone, of: [new[0].event], isNew: true, storedAt: now)
            } else {
                try fold(complaint, try allEvents(of: complaint, new.map(\.event)))
            }
        }
    }

    private func fold(_ complaint: Identifier, _ events: [Event]) throws {
        let folded = try transaction.fold(complaint, events, storedAt: now)
        if folded == nil, events.contains(where: { $0.header.kind == EventKind.captured && $0.body != nil }) {
            unreadable += 1
        }
        if folded?.leftOver.isEmpty == false { leftOver.append(complaint) }
    }

    /// A feed that answers a device may have named somebody upstream, whose answers count from now on.
    private func noteUpstream(of feed: Identifier) {
        let section = sections.first { $0.feed == feed }
        if case .answers(let device) = section?.purpose { newlyHeard.insert(device) }
    }

    /// What the store holds of a complaint, with what has just come.
    private func allEvents(of complaint: Identifier, _ new: [Event]) throws -> [Event] {
        let held = try transaction.events(of: complaint)
        let ids = Set(held.map(\.id))
        return held + new.filter { !ids.contains($0.id) }
    }

    /// Stores one blob's bytes aside; they are named in the store by `finish`.
    package func take(
        blob sha256: Hash, size: Int, read: (UnsafeMutableRawBufferPointer) throws -> Int
    ) throws {
        let isHere = try transaction.hasBlob(sha256)
        let path = transaction.folder.staged(sha256.hex)
        Folder.remove(path)
        let file = isHere ? nil : try File.create(path, mode: 0o600)
        try ByteCopy.run(from: read) { try file?.write($0) }
        guard let file else { return }
        try file.sync()
        staged.append((sha256, path))
    }

    /// Gives the blobs their places, on the medium before the transaction that names them is.
    package func finish() throws {
        for section in sections {
            // So that the feed can be passed on, whatever else of it is missing.
            if try transaction.began(section.feed) == nil {
                _ = try transaction.insert(section.began, storedAt: now)
            }
            try transaction.noteFork(section)
            try transaction.noteWhole(section.feed)
        }
        if !newlyHeard.isEmpty {
            transaction.forgetVoices()
            for device in newlyHeard { try transaction.refoldAnswered(device, storedAt: now) }
        }
        // A blob that no event names has no place here.
        let named = try staged.filter { try transaction.markBlobHere($0.sha256) }
        try transaction.folder.keep(named)
        blobsNew = named.count
    }
}
