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
        let (spans, last) = try store.read { transaction -> ([ClosedRange<Int>], Int) in
            let last = try transaction.tip(of: id).sequence
            // The first event only says who the device is: alone it is nothing to carry.
            guard last > 1 else { return ([], last) }
            let places = try places(transaction)
            switch scope {
            case .all: return ([1...last], last)
            case .new: return (places.packed.missing(through: last), last)
            case .unconfirmed: return (places.confirmed.missing(through: last), last)
            }
        }
        guard !spans.isEmpty else { return [] }
        // Bundles are written while a consistent state is read, and noted after: the log is no part of that state.
        var bundles: [(bundle: PackedBundle, ranges: [PackedRange])] = []
        try store.read { transaction in
            try volumes.write(spans, transaction) { bundle, ranges in
                bundles.append((bundle, ranges))
                progress(ranges.last?.last ?? 0, last)
            }
        }
        try store.write { transaction in
            for range in bundles.flatMap(\.ranges) {
                try transaction.notePacked(range, at: surroundings.now())
            }
        }
        return bundles.map(\.bundle)
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
        _ spans: [ClosedRange<Int>], _ transaction: Transaction,
        _ done: (PackedBundle, [PackedRange]) throws -> Void
    ) throws {
        var volume = try Volume(spoolFolder: device.store.folder.staging)
        // What sealing and framing add, with room to spare.
        let room = max(maximum - 65_536, maximum / 2)
        for span in spans {
            var blobs = try transaction.blobs(of: device.id, in: span)[...]
            volume.begin(at: span.lowerBound)
            try transaction.forEachEvent(of: device.id, from: span.lowerBound, through: span.upperBound) {
                sequence, size, append in
                let own = blobs.prefix { $0.sequence == sequence }
                if volume.isFull(adding: size, Array(own), room: room) {
                    let (bundle, ranges) = try seal(&volume, transaction)
                    try done(bundle, ranges)
                    volume = try Volume(spoolFolder: device.store.folder.staging)
                    volume.begin(at: sequence)
                }
                try volume.add(sequence, of: device.id, append)
                for blob in own {
                    volume.writer.addBlob(
                        blob.sha256, size: blob.size, path: device.store.folder.blob(blob.sha256))
                }
                blobs = blobs.dropFirst(own.count)
            }
            try volume.closeRange(of: device.id)
        }
        let (bundle, ranges) = try seal(&volume, transaction)
        try done(bundle, ranges)
    }

    private func seal(_ volume: inout Volume, _ transaction: Transaction) throws -> (
        PackedBundle, [PackedRange]
    ) {
        let feed = device.id
        try volume.closeRange(of: feed)
        let writer = volume.writer
        guard let began = try transaction.began(feed) else { throw StoreError.notFound(feed.hex) }
        let section = FeedSection(
            feed: feed, began: began, ranges: try volume.ranges.map { try signed($0, transaction) })
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
            let packed = volume.ranges.map { range in
                PackedRange(
                    bundle: id, tagmanifest: written.tagmanifest, path: path, feed: feed,
                    first: range.lowerBound, last: range.upperBound)
            }
            return (bundle, packed)
        } catch {
            Folder.remove(part)
            throw error
        }
    }

    /// A range with the id before it and the device's signature over its last event.
    private func signed(_ range: ClosedRange<Int>, _ transaction: Transaction) throws -> FeedSection.Range {
        let feed = device.id
        guard let last = try transaction.id(of: feed, sequence: range.upperBound) else {
            throw StoreError.notFound(feed.hex)
        }
        let text = Event.headText(feed: feed, sequence: range.upperBound, id: last)
        return FeedSection.Range(
            first: range.lowerBound, last: range.upperBound,
            before: try transaction.id(of: feed, sequence: range.lowerBound - 1), id: last,
            signature: try keys.signing.sign(text, namespace: "lapor-head"))
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

/// One bundle while it is filled: its closed ranges, and the events file that is being collected.
private struct Volume {
    let writer: BundleWriter
    private(set) var ranges: [ClosedRange<Int>] = []
    private var lines: [UInt8] = []
    private var rangeStart = 1
    private var pieceStart = 1
    private var next = 1

    init(spoolFolder: String) throws {
        writer = try BundleWriter(spoolFolder: spoolFolder)
        lines.reserveCapacity(BundleLimits.eventsTarget + 65_536)
    }

    mutating func begin(at sequence: Int) {
        rangeStart = sequence
        pieceStart = sequence
        next = sequence
    }

    /// Whether an event of a size and its blobs would make the bundle larger than there is room for; an empty bundle
    /// takes any.
    func isFull(adding size: Int, _ blobs: [Transaction.StoredBlob], room: Int) -> Bool {
        // Sealed parts hardly shrink; four fifths is what a piece of them still measures.
        let added = (lines.count + size) * 4 / 5 + blobs.reduce(0) { $0 + $1.size + 1_536 }
        let isFull = writer.size + added > room || writer.blobCount + blobs.count > BundleLimits.blobs
        return isFull && (next > rangeStart || !ranges.isEmpty)
    }

    mutating func add(_ sequence: Int, of feed: Identifier, _ append: (inout [UInt8]) -> Void) throws {
        append(&lines)
        next = sequence + 1
        let count = next - pieceStart
        if lines.count >= BundleLimits.eventsTarget || count >= BundleLimits.eventsInFileTarget {
            try closePiece(of: feed)
        }
    }

    private mutating func closePiece(of feed: Identifier) throws {
        guard !lines.isEmpty else { return }
        try writer.addEvents(feed: feed, first: pieceStart, last: next - 1, lines: lines)
        lines.removeAll(keepingCapacity: true)
        pieceStart = next
    }

    mutating func closeRange(of feed: Identifier) throws {
        try closePiece(of: feed)
        guard next > rangeStart else { return }
        ranges.append(rangeStart...(next - 1))
        rangeStart = next
    }
}
