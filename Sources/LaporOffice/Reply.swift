import Age
import FileIO
import LaporBundle
import LaporModel
package import LaporStore
import SSHSignature

extension Office {
    /// Writes one bundle for each device and each office downstream, or for one of them: the receipt, the answers, and to a
    /// device its team's complaints.
    package func reply(to target: String, device name: String?) throws -> [PackedBundle] {
        guard Folder.isFolder(target) else { throw FileError(.open, target, code: 2) }
        let folder = Folder.absolute(target)
        Packing.clearLeftovers(in: folder, code: id.code)
        let (devices, offices, receipt) = try write { transaction in
            let all = try self.devices(transaction).filter { $0.lastSequence > 0 }
            let offices = try registry(transaction).peers.filter { $0.direction == .downstream }
            let office = name.flatMap { name in
                offices.first {
                    [$0.office.hex, $0.office.code].contains(name.lowercased()) || $0.name == name
                }
            }
            let chosen =
                try office != nil
                ? [] : name.map { [try self.device(named: $0, transaction)] } ?? all
            let own = chosen.filter { $0.office == id && $0.lastSequence > 0 }
            for device in own { try nameUpstream(to: device.id, transaction) }
            let receipt = try newReceipt(all, transaction)
            return (own, name == nil ? offices : office.map { [$0] } ?? [], receipt)
        }
        return try store.read { transaction in
            let all = try self.devices(transaction).filter { $0.lastSequence > 0 }
            let feeds = try transaction.officeFeeds()
            var teams: [String: TeamReply] = [:]
            let bundles = try devices.flatMap { device in
                let team = all.filter { $0.office == id && $0.team == device.team }.map(\.id)
                let own = try teams[device.team] ?? teamReply(team, feeds, receipt, transaction)
                teams[device.team] = own
                return try reply(to: device.id, own, folder, transaction)
            }
            return try bundles
                + offices.flatMap { office in
                    let below = try self.offices(under: office.office, transaction)
                    let devices = all.filter { below.contains($0.office) }.map(\.id)
                    return try reply(
                        to: office, devices: devices, below, feeds, receipt, folder, transaction)
                }
        }
    }

    /// What this office holds of every device's feed, and of the feeds of the offices downstream.
    private func newReceipt(_ devices: [OfficeDevice], _ transaction: Transaction) throws -> Receipt {
        let serial = (try transaction.about(.receiptSerial).flatMap { Int($0) } ?? 0) + 1
        try transaction.setAbout(.receiptSerial, String(serial))
        let others = try transaction.officeFeeds().filter { !isOwn($0) }
        let feeds = try (devices.map(\.id) + others.map(\.id)).sorted().map { try transaction.held(of: $0) }
        return Receipt(
            office: id, epoch: try transaction.about(.epoch) ?? "", serial: serial, at: surroundings.now(),
            feeds: feeds)
    }

    /// Whether this office writes a feed.
    func isOwn(_ feed: OfficeFeed) -> Bool { keys.signing(of: feed.signingKey) != nil }

    /// What every device of a team gets.
    private struct TeamReply {
        var selections: [Selection]
        var receipt: Receipt
    }

    private func teamReply(
        _ team: [Identifier], _ feeds: [OfficeFeed], _ receipt: Receipt, _ transaction: Transaction
    ) throws -> TeamReply {
        var own = receipt
        own.feeds = receipt.feeds.filter { team.contains($0.feed) }
        let answers = feeds.filter { $0.device.map(team.contains) ?? false }
        let selections =
            try team.map { try whole($0, key: nil, transaction) }
            + answers.map { try whole($0.id, key: keys.signing(of: $0.signingKey), transaction) }
        return TeamReply(selections: selections, receipt: own)
    }

    private func reply(
        to device: Identifier, _ team: TeamReply, _ folder: String, _ transaction: Transaction
    ) throws -> [PackedBundle] {
        guard let line = try transaction.recipient(of: device), let recipient = try? X25519Recipient(line)
        else {
            throw StoreError.notFound(device.hex)
        }
        return try write(
            team.selections, to: device, recipient, code: device.code, team.receipt, folder, transaction)
    }

    /// An office and those that relay to it, by what its registry and theirs say: what is said to others is not theirs to
    /// read.
    private func offices(under office: Identifier, _ transaction: Transaction) throws -> Set<Identifier> {
        var found: Set<Identifier> = [office]
        var unread = [office]
        while let next = unread.popLast() {
            for peer in try registry(of: next, transaction).peers
            where peer.direction == .downstream && peer.office != id && found.insert(peer.office).inserted {
                unread.append(peer.office)
            }
        }
        return found
    }

    private func reply(
        to office: Registry.Peer, devices: [Identifier], _ below: Set<Identifier>, _ all: [OfficeFeed],
        _ receipt: Receipt, _ folder: String, _ transaction: Transaction
    ) throws -> [PackedBundle] {
        guard let recipient = try? X25519Recipient(office.recipient) else {
            throw StoreError.notFound(office.office.hex)
        }
        let feeds = all.filter { $0.device.map(devices.contains) ?? false }
        var own = receipt
        let theirs = Set(devices + feeds.map(\.id)).union(below)
        own.feeds = receipt.feeds.filter { theirs.contains($0.feed) }
        // What came from there need not go back: this office's answers, and those from further up.
        let answers = feeds.filter { $0.office != office.office }
        let selections = try answers.map {
            try whole($0.id, key: keys.signing(of: $0.signingKey), transaction)
        }
        return try write(
            selections, to: office.office, recipient, code: office.office.code, own, folder, transaction)
    }

    /// All that is held of a feed, without attachments.
    func whole(
        _ feed: Identifier, key: SSHSigningKey?, _ transaction: Transaction
    ) throws -> Selection {
        Selection(feed: feed, parts: try transaction.chains(of: feed), key: key, withBlobs: false)
    }

    /// This office as the sender of a kind of bundle.
    func sender(of kind: BundleKind) throws -> BundleWriter.Sender {
        BundleWriter.Sender(
            kind: kind, id: id, key: keys.signing, recipient: keys.transport.recipient,
            succession: try keys.succession)
    }

    private func write(
        _ selections: [Selection], to addressee: Identifier, _ recipient: X25519Recipient, code: String,
        _ receipt: Receipt, _ folder: String, _ transaction: Transaction
    ) throws -> [PackedBundle] {
        // Named by whom it is for: a volunteer looks for the own laptop's code.
        let order = Packing.Order(
            folder: folder, sender: try sender(of: .reply), readBack: keys.transport, addressee: addressee,
            recipient: recipient, code: code, receipt: receipt)
        return try Packing(order, transaction, surroundings).write(selections, evenIfEmpty: true)
    }
}
