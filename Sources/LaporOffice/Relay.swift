import Age
import FileIO
import LaporBundle
import LaporModel
package import LaporStore
import SSHSignature

extension Office {
    /// Writes bundles for each office upstream: what its newest receipt does not cover, or all of it.
    ///
    /// Devices' events go with their own signatures; every bundle carries the registries that admit them.
    package func relay(to target: String, all: Bool) throws -> [PackedBundle] {
        guard Folder.isFolder(target) else { throw FileError(.open, target, code: 2) }
        let folder = Folder.absolute(target)
        Packing.clearLeftovers(in: folder, code: id.code)
        let peers = try write { transaction in
            let peers = try registry(transaction).peers.filter { $0.direction == .upstream }
            guard !peers.isEmpty else { throw PeerError.noUpstream }
            for device in try devices(transaction) where device.lastSequence > 0 {
                try nameUpstream(to: device.id, transaction)
            }
            return peers
        }
        return try store.read { transaction in
            try peers.flatMap { peer in
                let receipt = all ? nil : try transaction.receipt(of: peer.office)
                return try relay(to: peer, besides: receipt, folder, transaction)
            }
        }
    }

    private func relay(
        to peer: Registry.Peer, besides receipt: Receipt?, _ folder: String, _ transaction: Transaction
    ) throws -> [PackedBundle] {
        guard let recipient = try? X25519Recipient(peer.recipient) else {
            throw StoreError.notFound(peer.office.hex)
        }
        let order = Packing.Order(
            folder: folder, sender: try sender(of: .relay), readBack: keys.transport,
            addressee: peer.office, recipient: recipient, code: id.code)
        let others = try transaction.officeFeeds()
        let registries = try others.filter { !$0.isAnswers }.map {
            try whole($0.id, key: keys.signing(of: $0.signingKey), transaction)
        }
        let devices = try devices(transaction).filter { $0.lastSequence > 0 }
        // What the office upstream has said itself need not go back.
        let answers = others.filter { $0.isAnswers && $0.office != peer.office }
        let selections =
            try devices.map { try unconfirmed($0.id, key: nil, receipt, transaction) }
            + answers.map {
                try unconfirmed($0.id, key: keys.signing(of: $0.signingKey), receipt, transaction)
            }
        // Openings and admissions alone are no reason for a bundle.
        guard selections.contains(where: { !$0.parts.isEmpty }) else { return [] }
        return try Packing(order, everywhere: registries, transaction, surroundings).write(selections)
    }

    /// What of a feed a receipt does not cover whole, attachments included.
    private func unconfirmed(
        _ feed: Identifier, key: SSHSigningKey?, _ receipt: Receipt?, _ transaction: Transaction
    ) throws -> Selection {
        let held = receipt?[feed]
        let uncovered = SequenceRanges(
            try transaction.sequences(of: feed, naming: held?.missingBlobs ?? []).map { $0...$0 })
        let parts = try transaction.chains(of: feed).flatMap { chain in
            let covered = try (held?.ranges ?? []).compactMap { range in
                try transaction.covered(chain, of: feed, by: range)
            }
            let there = SequenceRanges(covered).subtracting(uncovered)
            var wanted = SequenceRanges([chain.range]).subtracting(there)
            if key == nil {
                // Another author's signature vouches for what lies before it: the part goes on to the next one.
                let heads = try transaction.heads(of: feed, in: chain).map(\.sequence)
                wanted = SequenceRanges(
                    wanted.ranges.map { range in
                        range.lowerBound...(heads.first { $0 >= range.upperBound } ?? range.upperBound)
                    })
            }
            return try transaction.parts(of: feed, [chain], wanted)
        }
        return Selection(feed: feed, parts: parts, key: key, withBlobs: true)
    }
}
