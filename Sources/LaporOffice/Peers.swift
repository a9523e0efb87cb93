import Age
import CanonicalJSON
import FileIO
package import LaporBundle
package import LaporModel
import LaporStore
import SSHSignature

extension Office {
    /// Writes this office's card, its public keys signed by it, into a new file.
    package func writeCard(to path: String) throws -> Card {
        let card = try Card(
            name: facts.name, keys: keys, identityRecipient: facts.identityRecipient)
        guard !Folder.exists(path) else { throw FileError(.create, path, code: 17) }
        try Folder.write(card.bytes, to: path)
        return card
    }

    /// Reads another office's card.
    package static func readCard(_ path: String) throws -> Card {
        guard let card = Card(try File.openRegular(path).readAll(limit: 65_536)) else {
            throw PeerError.badCard(fact: "content")
        }
        return card
    }

    /// Introduces another office, as its card shows it; a bundle of it that waits is merged.
    package func addPeer(
        _ card: Card, _ direction: Registry.Peer.Direction
    ) throws -> (Registry.Peer, [AddResult]) {
        guard card.office != id else { throw PeerError.ownCard }
        let peer = Registry.Peer(
            office: card.office, name: card.name, signingKey: card.signingKey.line,
            recipient: card.recipient.string, identityRecipient: card.identityRecipient.string,
            direction: direction)
        try write { transaction in
            guard try !registry(transaction).peers.contains(peer) else { return }
            try register(EventKind.peered, peer.body, transaction)
        }
        guard direction == .downstream else { return (peer, []) }
        let waiting = try store.read { try $0.quarantined() }.filter {
            $0.device == peer.office && $0.reason == Registry.Hold.unknownOffice.rawValue
        }
        return (peer, try waiting.map { try mergeWaitingRelay($0, peer) })
    }

    private func mergeWaitingRelay(_ waiting: QuarantinedBundle, _ peer: Registry.Peer) throws -> AddResult {
        let path = store.folder.quarantined(waiting.bundle)
        let reader = try BundleReader(try File.openRegular(path), with: keys.transports)
        var result = AddResult(
            path: path, outcome: .merged, bundle: waiting.bundle, device: waiting.device,
            deviceName: peer.name)
        do {
            try acknowledge(peer, reader)
            try mergeRelay(reader, waiting: waiting, &result)
            Folder.remove(path)
        } catch let held as HeldRelay {
            result.outcome = .quarantined
            result.hold = held.hold
        } catch let error as PeerError {
            result.outcome = .refused
            result.error = error
        }
        return result
    }

    /// The words that show whose a peer's key is.
    package static func fingerprint(of peer: Registry.Peer) -> String {
        (try? SSHPublicKey(line: peer.signingKey)).map { Words.fingerprint(ofSigningKey: $0.raw) } ?? ""
    }

    /// The offices that this one has to do with.
    package func peers() throws -> [Registry.Peer] {
        try store.read { try registry($0).peers }
    }

    /// Says in an answers feed who is upstream of this office, so that whoever holds the device's complaints can tell
    /// whose answers count.
    func nameUpstream(to device: Identifier, _ transaction: Transaction) throws {
        let upstream = try registry(transaction).peers.filter { $0.direction == .upstream }
        guard !upstream.isEmpty else { return }
        let feed = try answersFeed(of: device, transaction)
        let named = try transaction.peers(namedIn: feed)
        for peer in upstream where !named.contains(peer) {
            var tip = try transaction.tip(of: feed)
            _ = try transaction.append(
                kind: EventKind.peered, complaint: nil, body: peer.body, to: feed, tip: &tip,
                surroundings: surroundings)
        }
    }
}
