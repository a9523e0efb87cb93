import Age
import FileIO
import LaporBundle
package import LaporModel
import LaporStore
import SSHSignature

/// A bundle that was written, read back and verified.
package struct PackedBundle: Sendable {
    package var path: String
    package var id: Identifier
    /// Of the file, in bytes.
    package var size: Int
    package var events: Int
    package var blobs: Int
    package var tagmanifest: Hash
}

/// Which events a bundle is to carry.
package enum PackScope: Sendable {
    /// What the office has not confirmed.
    case unconfirmed
    /// What no bundle has carried.
    case new
    case all
}

extension Device {
    /// Packs events and their attachments as bundles of at most `maximum` bytes into a folder.
    ///
    /// Each is written under a name that ends in `.part`, read back from the medium, verified, and only then named
    /// and noted. Nothing to pack gives no bundle.
    package func pack(
        to target: String, scope: PackScope, maximum: Int? = nil,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> [PackedBundle] {
        guard Folder.isFolder(target) else { throw FileError(.open, target, code: 2) }
        let keys = try KeyFiles.device(in: store.folder)
        let volumes = Volumes(
            device: self, keys: keys, target: Folder.absolute(target), maximum: maximum ?? BundleLimits.bundle
        )
        volumes.clearLeftovers()
        let span = try store.read { transaction -> ClosedRange<Int>? in
            let last = try transaction.tip(of: id).sequence
            let first = scope == .new ? try transaction.packed(of: id) + 1 : 1
            // The first event only says who the device is: alone it is nothing to carry.
            return last > 1 && first <= last ? first...last : nil
        }
        guard let span else { return [] }
        // Bundles are written while a consistent state is read, and noted after: the log is no part of that state.
        var bundles: [(PackedBundle, PackedRange)] = []
        try store.read { transaction in
            try volumes.write(span, transaction) { bundle, range in
                bundles.append((bundle, range))
                progress(range.last, span.upperBound)
            }
        }
        try store.write { transaction in
            for (_, range) in bundles { try transaction.notePacked(range, at: surroundings.now()) }
        }
        return bundles.map(\.0)
    }
}

/// Cuts a feed's range into bundles and writes each.
private final class Volumes {
    private let device: Device
    private let keys: DeviceKeys
    private let target: String
    private let maximum: Int

    init(device: Device, keys: DeviceKeys, target: String, maximum: Int) {
        self.device = device
        self.keys = keys
        self.target = target
        self.maximum = maximum
    }

    /// Removes parts that an interrupted run of this device left in the folder.
    func clearLeftovers() {
        for name in (try? Folder.names(in: target)) ?? []
        where name.hasPrefix(device.id.code + "-") && name.hasSuffix(".lapor.part") {
            Folder.remove("\(target)/\(name)")
        }
    }

    func write(
        _ span: ClosedRange<Int>, _ transaction: Transaction,
        _ done: (PackedBundle, PackedRange) throws -> Void
    ) throws {
        var blobs = try transaction.blobs(of: device.id, in: span)[...]
        var writer = try BundleWriter(spoolFolder: device.store.folder.staging)
        var lines: [UInt8] = []
        lines.reserveCapacity(BundleLimits.eventsTarget + 65_536)
        var volumeStart = span.lowerBound
        var pieceStart = span.lowerBound
        var next = span.lowerBound
        // What sealing and framing add, with room to spare.
        let room = max(maximum - 65_536, maximum / 2)

        func closePiece() throws {
            guard !lines.isEmpty else { return }
            try writer.addEvents(feed: device.id, first: pieceStart, last: next - 1, lines: lines)
            lines.removeAll(keepingCapacity: true)
            pieceStart = next
        }
        func closeVolume() throws {
            try closePiece()
            let result = try seal(writer, volumeStart...(next - 1), transaction)
            try done(result.0, result.1)
            writer = try BundleWriter(spoolFolder: device.store.folder.staging)
            volumeStart = next
        }

        try transaction.forEachEvent(of: device.id, from: span.lowerBound, through: span.upperBound) {
            sequence, size, append in
            let own = blobs.prefix { $0.sequence == sequence }
            // Sealed parts hardly shrink; four fifths is what a piece of them still measures.
            let added = (lines.count + size) * 4 / 5 + own.reduce(0) { $0 + $1.size + 1_536 }
            let isFull = writer.size + added > room || writer.blobCount + own.count > BundleLimits.blobs
            if isFull, sequence > volumeStart { try closeVolume() }
            append(&lines)
            for blob in own {
                writer.addBlob(
                    blob.sha256, size: blob.size, path: device.store.folder.blob(blob.sha256))
            }
            blobs = blobs.dropFirst(own.count)
            next = sequence + 1
            let count = next - pieceStart
            if lines.count >= BundleLimits.eventsTarget || count >= BundleLimits.eventsInFileTarget {
                try closePiece()
            }
        }
        try closeVolume()
    }

    private func seal(
        _ writer: BundleWriter, _ range: ClosedRange<Int>, _ transaction: Transaction
    ) throws -> (PackedBundle, PackedRange) {
        let feed = device.id
        guard let began = try transaction.began(feed),
            let last = try transaction.id(of: feed, sequence: range.upperBound)
        else { throw StoreError.notFound(feed.hex) }
        let text = Event.headText(feed: feed, sequence: range.upperBound, id: last)
        let section = FeedSection(
            feed: feed, began: began,
            ranges: [
                .init(
                    first: range.lowerBound, last: range.upperBound,
                    before: try transaction.id(of: feed, sequence: range.lowerBound - 1), id: last,
                    signature: try keys.signing.sign(text, namespace: "lapor-head"))
            ])
        let id = Identifier(random: device.surroundings.random)
        let sender = BundleWriter.Sender(
            kind: .field, id: feed, key: keys.signing, recipient: keys.identity.recipient)
        let part = "\(target)/\(feed.code)-\(id.hex).lapor.part"
        do {
            let file = try File.create(part)
            let written = try writer.write(
                to: file, id: id, from: sender, to: device.kit.office.id,
                recipient: device.kit.office.recipient, sections: [section],
                surroundings: device.surroundings)
            try verify(part, file, written)
            let path = "\(target)/\(written.info.fileName)"
            let size = file.size
            try Folder.publish(part, as: path)
            let bundle = PackedBundle(
                path: path, id: id, size: size, events: writer.eventCount, blobs: writer.blobCount,
                tagmanifest: written.tagmanifest)
            let packed = PackedRange(
                bundle: id, tagmanifest: written.tagmanifest, path: path, feed: feed, first: range.lowerBound,
                last: range.upperBound)
            return (bundle, packed)
        } catch {
            Folder.remove(part)
            throw error
        }
    }

    /// Reads the bundle back from the medium with the device's own key.
    private func verify(_ path: String, _ file: File, _ written: BundleWriter.Written) throws {
        file.dropCache()
        let reader = try BundleReader(try File.open(path), with: [keys.identity])
        try reader.verifyRest()
        guard reader.tagmanifest == written.tagmanifest else {
            throw BundleError.damaged(file: nil, fact: "read back")
        }
    }
}
