import Age
import FileIO
import LaporBundle
package import LaporModel
import LaporStore
import SSHSignature

/// Why a bundle of another office is not taken.
package enum PeerError: Error, Equatable, Sendable {
    /// Nobody has introduced the office that sent it.
    case unknownOffice(Identifier)
    /// It is signed with another key than the office's card showed.
    case anotherKey(Identifier)
    /// It is a reply, but from an office that is not upstream of this one.
    case notUpstream(Identifier)
    case badCard(fact: String)
    /// The card is this office's own.
    case ownCard
    /// There is no office to relay to.
    case noUpstream
}

extension Office {
    /// The office of an id that this one has to do with, in one direction or in either.
    func peer(
        _ office: Identifier, _ direction: Registry.Peer.Direction?, _ transaction: Transaction
    ) throws -> Registry.Peer? {
        try registry(transaction).peers.first {
            $0.office == office && (direction == nil || $0.direction == direction)
        }
    }

    /// Merges what an office downstream relays: devices' feeds with their own signatures, admitted by its registry.
    func addRelay(_ path: String, _ reader: BundleReader, _ result: inout AddResult) throws {
        let sender = reader.info.sender
        guard let peer = try store.read({ try peer(sender, .downstream, $0) }) else {
            try reader.verifyRest()
            let last = reader.sections.flatMap(\.ranges).map(\.last).max() ?? 0
            try setAside(path, quarantined(reader, name: nil, team: nil, last: last, .unknownOffice))
            result.outcome = .quarantined
            result.hold = .unknownOffice
            return
        }
        result.deviceName = peer.name
        try acknowledge(peer, reader)
        do {
            try mergeRelay(reader, waiting: nil, &result)
        } catch let held as HeldRelay {
            // All of the transaction was undone; the bundle is read again from its start to be sure of it.
            let again = try BundleReader(try File.openRegular(path), with: keys.transports)
            try again.verifyRest()
            try setAside(path, quarantined(again, name: peer.name, team: nil, last: held.last, held.hold))
            result.outcome = .quarantined
            result.hold = held.hold
        }
    }

    /// A bundle of another office must be signed with the key that this one knows, or with one that followed on it, which
    /// is noted.
    func acknowledge(_ peer: Registry.Peer, _ reader: BundleReader) throws {
        guard peer.signingKey != reader.info.senderKey.line else { return }
        guard reader.succession?.reaches(from: peer.signingKey) == true else {
            throw PeerError.anotherKey(peer.office)
        }
        var renewed = peer
        renewed.signingKey = reader.info.senderKey.line
        try write { try register(EventKind.peered, renewed.body, $0) }
    }

    /// Undoes a merge: its registry does not admit what it brings.
    struct HeldRelay: Error {
        var hold: Registry.Hold
        var last: Int
    }

    /// Merges a relay of an office that is known; `waiting` is where it has waited so far.
    func mergeRelay(
        _ reader: BundleReader, waiting: QuarantinedBundle?, _ result: inout AddResult
    ) throws {
        let merged = try write { transaction in
            let merge = try self.merge(reader, transaction)
            forgetRegistries()
            for section in reader.sections where section.purpose == .device {
                try judgeRelayed(section, transaction)
            }
            if let waiting { try transaction.endQuarantine(waiting.tagmanifest) }
            return merge
        }
        try tell(merged, of: reader, in: &result)
        if merged.eventsNew > 1_000 { try store.checkpoint() }
    }

    private func judgeRelayed(_ section: FeedSection, _ transaction: Transaction) throws {
        guard let introduction = Introduction(section.began), let last = section.ranges.map(\.last).max()
        else {
            throw BundleError.damaged(file: "data/feeds.json", fact: "began")
        }
        let registry = try registry(of: introduction.office, transaction)
        switch registry.judge(device: section.feed, last: last, invitation: nil, now: surroundings.now()) {
        case .take: return
        case .admit, .admitIntroduced: throw HeldRelay(hold: .unknownDevice, last: last)
        case .hold(let hold): throw HeldRelay(hold: hold, last: last)
        }
    }

    /// Merges what an office upstream sends back: its answers, and what it holds of this office's feeds.
    func addReply(_ reader: BundleReader, _ result: inout AddResult) throws {
        let sender = reader.info.sender
        guard let peer = try store.read({ try peer(sender, .upstream, $0) }) else {
            throw PeerError.notUpstream(sender)
        }
        result.deviceName = peer.name
        try acknowledge(peer, reader)
        for section in reader.sections {
            guard case .answers = section.purpose else {
                throw BundleError.forged(fact: "feed \(section.feed.code): not of answers")
            }
        }
        let (merged, isNewer) = try write { transaction in
            let merge = try self.merge(reader, transaction)
            var isNewer = false
            if let new = reader.receipt {
                isNewer = try transaction.receipt(of: sender).map { new.isNewer(than: $0) } ?? true
                if isNewer { try transaction.keep(new) }
            }
            return (merge, isNewer)
        }
        try tell(merged, of: reader, in: &result)
        if isNewer { result.outcome = .merged }
    }
}
