package import Age
import Archive
package import FileIO
package import LaporModel
package import SSHSignature

/// Writes one sealed bundle: collects events and blobs, then signs and seals them in one stream.
package final class BundleWriter {
    private let bag: BagWriter
    private let compressor: GzipCompressor
    private var compressed: [UInt8] = []
    private var blobs: [(sha256: Hash, size: Int, path: String)] = []
    private var blobNames: Set<Hash> = []
    private var events = 0

    /// A bundle whose compressed events are spooled in a folder until it is written.
    package init(spoolFolder: String) throws {
        bag = try BagWriter(spoolFolder: spoolFolder)
        compressor = try GzipCompressor(level: 6)
    }

    /// About what the bundle will measure, in bytes.
    package var size: Int { bag.payloadSize + blobs.reduce(0) { $0 + $1.size } }
    package var eventCount: Int { events }
    package var blobCount: Int { blobs.count }

    /// Adds one events file: `lines` are header and body lines in turn, each with its LF.
    ///
    /// On a branch of a fork, `branch` is the id of the last of them.
    package func addEvents(
        feed: Identifier, first: Int, last: Int, branch: Hash? = nil, lines: [UInt8]
    ) throws {
        try lines.withUnsafeBytes { try compressor.compress($0, into: &compressed) }
        try bag.add(Self.eventsPath(feed, first...last, branch: branch), bytes: compressed)
        events += last - first + 1
    }

    static func eventsPath(_ feed: Identifier, _ range: ClosedRange<Int>, branch: Hash?) -> String {
        let branch = branch.map { "-\($0.hex)" } ?? ""
        return "data/events/\(feed.hex)/\(range.lowerBound)-\(range.upperBound)\(branch).ndjson.gz"
    }

    /// Adds a blob that lies in a file; one that is in already is passed over.
    package func addBlob(_ sha256: Hash, size: Int, path: String) {
        guard blobNames.insert(sha256).inserted else { return }
        blobs.append((sha256, size, path))
    }

    /// Who sends a bundle, and signs it.
    package struct Sender: Sendable {
        package var kind: BundleKind
        package var id: Identifier
        package var key: SSHSigningKey
        package var recipient: X25519Recipient
        /// How an office's key follows from its first one.
        package var succession: Succession?

        /// A sender of these parts.
        package init(
            kind: BundleKind, id: Identifier, key: SSHSigningKey, recipient: X25519Recipient,
            succession: Succession? = nil
        ) {
            self.succession = succession
            self.kind = kind
            self.id = id
            self.key = key
            self.recipient = recipient
        }
    }

    /// What was written.
    package struct Written: Sendable {
        package var info: BundleInfo
        package var tagmanifest: Hash
    }

    /// Seals the bundle into a file that is open for writing, and syncs it.
    package func write(
        to file: File, id: Identifier, from sender: Sender, to addressee: Identifier,
        recipient: X25519Recipient, sections: [FeedSection], receipt: Receipt? = nil,
        surroundings: Surroundings
    ) throws -> Written {
        // By feed, as the sections stand.
        bag.arrange { $0.split(separator: "/")[2] }
        if let receipt { try bag.add("data/receipt.json", bytes: receipt.bytes, first: true) }
        try bag.add(
            "data/feeds.json",
            bytes: FeedSection.file(sections.sorted { $0.feed < $1.feed }, succession: sender.succession),
            first: true)
        for blob in blobs.sorted(by: { $0.sha256 < $1.sha256 }) {
            bag.add("data/blobs/\(blob.sha256.hex)", file: blob.path, sha256: blob.sha256, size: blob.size)
        }
        let recipients = recipient == sender.recipient ? [recipient] : [recipient, sender.recipient]
        let info = BundleInfo(
            id: id, kind: sender.kind, date: surroundings.now().day(hoursEast: 0), agent: surroundings.agent,
            sender: sender.id, senderKey: sender.key.publicKey, addressee: addressee,
            recipients: recipients, events: events, blobs: blobs.count, payload: bag.payload)
        let age = try AgeWriter(to: recipients.map { .x25519($0) }, random: surroundings.random) { bytes in
            try file.write(bytes)
        }
        let tagmanifest = try bag.write(info, signing: sender.key) { try age.write($0) }
        try age.finish()
        try file.sync()
        return Written(info: info, tagmanifest: tagmanifest)
    }
}
