import Age
import FileIO
import LaporBundle
import LaporModel
package import LaporStore
import SSHSignature

/// Which events a bundle is to carry.
package enum PackScope: Sendable {
    /// What the office has not confirmed.
    case unconfirmed
    /// What no bundle has carried.
    case new
    case all
}

extension Device {
    /// Packs into a folder of which nothing more is known.
    ///
    /// See ``pack(to:scope:maximum:progress:)-(PackTarget,_,_,_)``.
    package func pack(
        to folder: String, scope: PackScope, maximum: Int? = nil,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> [PackedBundle] {
        try pack(to: PackTarget(folder), scope: scope, maximum: maximum, progress: progress)
    }

    /// Packs events and their attachments as bundles of at most `maximum` bytes onto a medium.
    ///
    /// A bundle is noted as packed once it is wholly on the medium under its name. Nothing to pack gives no bundle.
    /// Throws ``PackError`` where the bundles have no room, before anything is written if that can be foreseen.
    package func pack(
        to target: PackTarget, scope: PackScope, maximum: Int? = nil,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> [PackedBundle] {
        guard Folder.isFolder(target.folder) else { throw FileError(.open, target.folder, code: 2) }
        let keys = try KeyFiles.device(in: store.folder)
        guard let own = keys.first(where: { $0.id == id }) else {
            throw KeyFiles.Fault.damaged(path: KeyFiles.devicePath(in: store.folder))
        }
        let order = Packing.Order(
            folder: target.folder,
            sender: BundleWriter.Sender(
                kind: .field, id: id, key: own.signing, recipient: own.identity.recipient),
            readBack: own.identity, addressee: kit.office.id, recipient: kit.office.recipient,
            code: id.code, maximum: target.maximum(maximum))
        Packing.clearLeftovers(in: order.folder, code: id.code)
        // Bundles are written while a consistent state is read, and noted after: the log is no part of that state.
        let bundles = try store.read { transaction in
            let selections = try selections(scope, keys, transaction)
            guard selections.contains(where: { !$0.parts.isEmpty }) else { return [PackedBundle]() }
            if let refusal = Folder.refusal(toWriteIn: target.folder) { throw refusal }
            let estimate = try PackEstimate(selections, transaction)
            try estimate.check(target)
            let packing = try Packing(
                order, everywhere: try introduction(own, transaction), transaction, surroundings)
            let total = selections.reduce(0) { $0 + $1.parts.reduce(0) { $0 + $1.range.count } }
            var done = 0
            return try withoutActuallyEscaping(progress) { progress in
                packing.progress = { bundle in
                    done += bundle.events
                    progress(min(done, total), total)
                }
                defer { packing.progress = { _ in } }
                do {
                    return try packing.write(selections)
                } catch let error as FileError
                    where error.cause == .full && error.path.hasPrefix(target.folder + "/")
                {
                    // The part that did not fit is gone again: what is free now is what there was.
                    let space = target.space ?? Folder.space(of: target.folder)
                    throw PackError.noRoom(estimate.need(target, free: space?.free ?? 0))
                }
            }
        }
        // What the medium still holds back would be gone with the stick.
        if target.isRemovable, !bundles.isEmpty { try Folder.syncFileSystem(of: target.folder) }
        try store.write { transaction in
            for bundle in bundles { try transaction.notePacked(bundle, at: surroundings.now()) }
            for feed in Set(bundles.flatMap { $0.ranges.map(\.feed) }) { try transaction.noteWhole(feed) }
        }
        return bundles
    }

    private func selections(
        _ scope: PackScope, _ keys: [DeviceKeys], _ transaction: Transaction
    ) throws -> [Selection] {
        let own = try ownFeeds(transaction)
        // The first event only says who the device is: alone it is nothing to carry.
        guard own.contains(where: { $0.last > 1 }) else { return [] }
        let places = try places(transaction, own)
        return try own.map { feed in
            let here = SequenceRanges(feed.chains.map(\.range))
            let place = places.feeds[feed.id]
            let wanted =
                switch scope {
                case .all: here
                case .new: here.subtracting(place?.packed ?? SequenceRanges())
                case .unconfirmed: here.subtracting(place?.confirmed ?? SequenceRanges())
                }
            let key = keys.first { $0.id == feed.id }?.signing
            return Selection(
                feed: feed.id, parts: try transaction.parts(of: feed.id, feed.chains, wanted), key: key,
                withBlobs: true)
        }
    }

    /// The feed's first event: a bundle names its sender even where it carries only what the feed goes on from.
    private func introduction(_ keys: DeviceKeys, _ transaction: Transaction) throws -> [Selection] {
        let chains = try transaction.ownChains(of: id)
        let parts = try transaction.parts(of: id, chains, SequenceRanges([1...1]))
        return [Selection(feed: id, parts: parts, key: keys.signing, withBlobs: false)]
    }
}
