package import Age
import FileIO
package import LaporBundle
package import LaporModel
package import SSHSignature

/// What is to be packed of one feed.
package struct Selection: Sendable {
    package var feed: Identifier
    package var parts: [Chain]
    /// Signs a feed of this store's own at any event; without it a part can end only where its author has signed.
    package var key: SSHSigningKey?
    package var withBlobs: Bool

    /// Parts of a feed's chains.
    package init(feed: Identifier, parts: [Chain], key: SSHSigningKey?, withBlobs: Bool) {
        self.feed = feed
        self.parts = parts
        self.key = key
        self.withBlobs = withBlobs
    }
}

/// A bundle that was written, read back and verified.
package struct PackedBundle: Sendable {
    package var path: String
    package var id: Identifier
    package var addressee: Identifier
    /// Of the file, in bytes.
    package var size: Int
    package var events: Int
    package var blobs: Int
    package var tagmanifest: Hash
    /// What it carries of each feed.
    package var ranges: [(feed: Identifier, range: ClosedRange<Int>)]

    /// A bundle of these parts.
    package init(
        path: String, id: Identifier, addressee: Identifier, size: Int, events: Int, blobs: Int,
        tagmanifest: Hash, ranges: [(feed: Identifier, range: ClosedRange<Int>)]
    ) {
        self.path = path
        self.id = id
        self.addressee = addressee
        self.size = size
        self.events = events
        self.blobs = blobs
        self.tagmanifest = tagmanifest
        self.ranges = ranges
    }
}

/// Writes parts of a store's feeds as sealed bundles of at most a size, each standing alone.
///
/// Each is written under a name that ends in `.part`, read back from the medium, verified, and only then named.
package final class Packing {
    /// Who sends what to whom, and where it is written.
    package struct Order {
        package var folder: String
        package var sender: BundleWriter.Sender
        /// The sender's own key, with which each bundle is read back.
        package var readBack: X25519Identity
        package var addressee: Identifier
        package var recipient: X25519Recipient
        /// In bytes; `nil` for what a FAT32 stick takes.
        package var maximum: Int?
        package var receipt: Receipt?
        /// Begins the file's name.
        package var code: String

        /// An order of these parts.
        package init(
            folder: String, sender: BundleWriter.Sender, readBack: X25519Identity, addressee: Identifier,
            recipient: X25519Recipient, code: String, maximum: Int? = nil, receipt: Receipt? = nil
        ) {
            self.folder = folder
            self.sender = sender
            self.readBack = readBack
            self.addressee = addressee
            self.recipient = recipient
            self.code = code
            self.maximum = maximum
            self.receipt = receipt
        }
    }

    private let transaction: Transaction
    private let order: Order
    private let surroundings: Surroundings
    /// What goes into every bundle, so that each introduces its authors.
    private let everywhere: [Selection]
    private let room: Int
    private var volume: Volume
    private var bundles: [PackedBundle] = []

    /// Called after each bundle, with what was packed last.
    package var progress: (PackedBundle) -> Void = { _ in }

    /// A packing of a store's state in a transaction.
    package init(
        _ order: Order, everywhere: [Selection] = [], _ transaction: Transaction, _ surroundings: Surroundings
    ) throws {
        self.order = order
        self.transaction = transaction
        self.surroundings = surroundings
        self.everywhere = everywhere
        let maximum = order.maximum ?? BundleLimits.bundle
        // What sealing and framing add, with room to spare.
        room = max(maximum - 65_536, maximum / 2)
        volume = try Volume(transaction)
    }

    /// Removes parts that an interrupted run of the same sender left in a folder.
    package static func clearLeftovers(in folder: String, code: String) {
        for name in (try? Folder.names(in: folder)) ?? []
        where name.hasPrefix(code + "-") && name.hasSuffix(".lapor.part") {
            Folder.remove("\(folder)/\(name)")
        }
    }

    /// Packs selections; with none of them, only what goes everywhere, if `evenIfEmpty`.
    package func write(_ selections: [Selection], evenIfEmpty: Bool = false) throws -> [PackedBundle] {
        for selection in selections.sorted(by: { $0.feed < $1.feed }) {
            for piece in try pieces(of: selection) { try pack(piece, selection) }
        }
        if !volume.isEmpty || (bundles.isEmpty && evenIfEmpty) { try seal() }
        return bundles
    }

    /// A selection's chains, those of other authors cut where they have signed, and without what nobody can vouch for.
    private func pieces(of selection: Selection) throws -> [Chain] {
        guard selection.key == nil else { return selection.parts }
        var pieces: [Chain] = []
        for chain in selection.parts {
            var first = chain.first
            for head in try transaction.heads(of: selection.feed, in: chain) {
                let before = try transaction.id(of: selection.feed, sequence: first - 1, in: chain)
                pieces.append(chain.part(first...head.sequence, before: before, id: head.id))
                first = head.sequence + 1
            }
        }
        return pieces.sorted { ($0.first, $0.last, $0.id) < ($1.first, $1.last, $1.id) }
    }

    private func pack(_ piece: Chain, _ selection: Selection) throws {
        var blobs = selection.withBlobs ? try transaction.blobs(of: selection.feed, in: piece)[...] : []
        // A branch of a fork stays whole too, for its ranges must come in order.
        let isDivisible = selection.key != nil && piece.ids == nil
        if !isDivisible, !volume.isEmpty {
            let size = try transaction.size(of: selection.feed, in: piece)
            if volume.isFull(adding: size, Array(blobs), room: room) { try seal() }
        }
        volume.begin(selection, piece, at: piece.first)
        try transaction.forEachEvent(of: selection.feed, in: piece) { sequence, size, append in
            let own = Array(blobs.prefix { $0.sequence == sequence })
            if isDivisible, volume.isFull(adding: size, own, room: room) {
                try seal()
                volume.begin(selection, piece, at: sequence)
            }
            try volume.add(sequence, append)
            for blob in own {
                volume.writer.addBlob(
                    blob.sha256, size: blob.size, path: transaction.folder.blob(blob.sha256))
            }
            blobs = blobs.dropFirst(own.count)
        }
        try volume.end()
    }

    private func seal() throws {
        try volume.end()
        let packed = Set(volume.contents.map(\.selection.feed))
        for selection in everywhere where !packed.contains(selection.feed) {
            for piece in try pieces(of: selection) { try add(piece, selection) }
        }
        let sections = try sections()
        let writer = volume.writer
        let id = Identifier(random: surroundings.random)
        let part = "\(order.folder)/\(order.code)-\(id.hex).lapor.part"
        do {
            let file = try File.create(part)
            let written = try writer.write(
                to: file, id: id, from: order.sender, to: order.addressee, recipient: order.recipient,
                sections: sections, receipt: order.receipt, surroundings: surroundings)
            file.dropCache()
            let reader = try BundleReader(try File.open(part), with: [order.readBack])
            try reader.verifyRest()
            guard reader.tagmanifest == written.tagmanifest else {
                throw BundleError.damaged(file: nil, fact: "read back")
            }
            let day = written.info.date.description.filter { $0 != "-" }
            let path = "\(order.folder)/\(order.code)-\(day)-\(id.code).lapor"
            let size = file.size
            try Folder.publish(part, as: path)
            let bundle = PackedBundle(
                path: path, id: id, addressee: order.addressee, size: size, events: writer.eventCount,
                blobs: writer.blobCount, tagmanifest: written.tagmanifest,
                ranges: volume.contents.flatMap { item in
                    item.ranges.map { (item.selection.feed, $0.first...$0.last) }
                })
            bundles.append(bundle)
            progress(bundle)
        } catch {
            Folder.remove(part)
            throw error
        }
        volume = try Volume(transaction)
    }

    private func add(_ piece: Chain, _ selection: Selection) throws {
        volume.begin(selection, piece, at: piece.first)
        try transaction.forEachEvent(of: selection.feed, in: piece) { sequence, _, append in
            try volume.add(sequence, append)
        }
        try volume.end()
    }

    /// What `feeds.json` says of the volume's ranges, each signed at its end.
    private func sections() throws -> [FeedSection] {
        try volume.contents.map { item in
            let feed = item.selection.feed
            let first = item.ranges.first { $0.first == 1 }?.ids?.first
            guard let began = try transaction.began(feed, id: first) else {
                throw StoreError.notFound(feed.hex)
            }
            return FeedSection(
                feed: feed, began: began,
                ranges: try item.ranges.map { try signed($0, item.selection) })
        }
    }

    private func signed(_ chain: Chain, _ selection: Selection) throws -> FeedSection.Range {
        let signature: String
        if let key = selection.key {
            let text = Event.headText(feed: selection.feed, sequence: chain.last, id: chain.id)
            signature = try key.sign(text, namespace: "lapor-head")
        } else {
            // Pieces of other authors end where they have signed.
            guard let head = try transaction.heads(of: selection.feed, in: chain).last else {
                throw StoreError.notFound(selection.feed.hex)
            }
            signature = head.signature
        }
        return FeedSection.Range(
            first: chain.first, last: chain.last, before: chain.before, id: chain.id, signature: signature)
    }
}
