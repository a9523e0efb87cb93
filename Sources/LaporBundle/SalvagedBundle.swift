package import Age
import Archive
import Crypto
import FileIO
package import LaporModel

/// What is whole in a damaged bundle of a device whose tag files and `feeds.json` are whole.
///
/// Every file that is given has the hash that the signed manifest names, and every events file holds a chain. An events
/// file that does not reach its range's head over others that are whole is vouched for by the bundle's signature alone:
/// it is given only of the feed whose key that is.
package final class SalvagedBundle: BundleContent {
    /// Events that are not given, and the head that they lead to.
    package struct LostEvents: Sendable {
        package var feed: Identifier
        package var events: ClosedRange<Int>
        /// The range of `feeds.json` that they are a part of.
        package var range: FeedSection.Range
    }

    /// The signed facts; its payload is not for reading.
    package let start: BundleReader
    /// The ranges that are given: one with a signature reaches the head that its author signed.
    package let sections: [FeedSection]
    package let lostEvents: [LostEvents]
    /// All blobs that the bundle lists, whole or not.
    package let blobs: [Hash]
    /// How many files are given.
    package let files: Int

    private let plan: SalvagePlan
    private let given: Set<Int>
    private let stream: SalvageStream
    private let decompressor: GzipDecompressor
    private var ahead: (place: Int, size: Int)?
    private var filesGiven = 0

    /// Looks through a damaged bundle for what is whole in it.
    ///
    /// Throws as `BundleReader` does where the start is damaged too, and where a file with the right hash is wrong: then
    /// the bundle was written badly, and nothing in it is trusted.
    package init(_ path: String, with identities: [X25519Identity]) throws {
        let survey = try BundleReader(try File.openRegular(path), with: identities)
        guard survey.info.kind == .field else { throw BundleError.wrongKind(survey.info.kind) }
        plan = try SalvagePlan(survey)
        let whole = try Self.whole(of: plan, in: SalvageStream(behind: survey))
        let runs = try plan.runs(of: whole.events, sender: survey.info.senderKey)
        given = whole.blobs.union(runs.flatMap(\.places))
        files = given.count
        sections = plan.sections.compactMap { section in
            var section = section
            section.ranges = runs.filter { $0.feed == section.feed }.map(\.range)
            return section.ranges.isEmpty && section.feed != survey.info.sender ? nil : section
        }
        let given = given
        lostEvents = plan.lost(besides: given)
        blobs = plan.blobs.map(\.sha256)
        start = try BundleReader(try File.openRegular(path), with: identities)
        guard start.tagmanifest == survey.tagmanifest else {
            throw BundleError.damaged(file: nil, fact: "changed meanwhile")
        }
        stream = SalvageStream(behind: start)
        decompressor = try GzipDecompressor()
    }

    /// Which files have the hash that the manifest names.
    private static func whole(
        of plan: SalvagePlan, in stream: SalvageStream
    ) throws -> (events: [Int: EventsEnds], blobs: Set<Int>) {
        let decompressor = try GzipDecompressor()
        var events: [Int: EventsEnds] = [:]
        var blobs: Set<Int> = []
        while let (place, size) = try stream.next() {
            do {
                if let file = plan.eventsFile(at: place) {
                    guard size <= BundleLimits.eventsFile else { continue }
                    let bytes = try stream.readAll(size)
                    guard Hash(of: bytes).hex == plan.sha256(at: place) else { continue }
                    events[place] = try EventsEnds(file, try file.events(bytes, decompressor))
                } else {
                    guard size <= BundleLimits.blob else { continue }
                    var hasher = SHA256()
                    try ByteCopy.run(
                        from: { try stream.read(into: $0) }, to: { hasher.update(bufferPointer: $0) })
                    if Hash(hasher.finalize()).hex == plan.sha256(at: place) { blobs.insert(place) }
                }
            } catch is SalvageStream.Lost {
                continue
            }
        }
        return (events, blobs)
    }

    package var isWhole: Bool { false }

    package func readEvents<Prepared: Sendable>(
        preparing prepare: @escaping ([Event]) -> Prepared, _ body: (Prepared) throws -> Void
    ) throws {
        while let (place, size) = try nextGiven(), let file = plan.eventsFile(at: place) {
            ahead = nil
            let bytes = try again { try stream.readAll(size) }
            guard Hash(of: bytes).hex == plan.sha256(at: place) else { throw Self.changed }
            let events = try file.events(bytes, decompressor)
            _ = try EventsEnds(file, events)
            filesGiven += 1
            try body(prepare(events))
        }
    }

    package func readBlobs(_ body: (Hash, Int, @escaping ReadBytes) throws -> Void) throws {
        while let (place, size) = try nextGiven(), let blob = plan.blob(at: place) {
            ahead = nil
            var hasher = SHA256()
            let stream = stream
            try again {
                try body(blob.sha256, size) { buffer in
                    let count = try stream.read(into: buffer)
                    hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                    return count
                }
            }
            guard Hash(hasher.finalize()) == blob.sha256 else { throw Self.changed }
            filesGiven += 1
        }
    }

    package func finish() throws {
        guard try nextGiven() == nil, filesGiven == files else { throw Self.changed }
    }

    /// The next file that is given; it stays the next one until it is taken.
    private func nextGiven() throws -> (place: Int, size: Int)? {
        while ahead == nil {
            guard let found = try stream.next() else { return nil }
            if given.contains(found.place) { ahead = found }
        }
        return ahead
    }

    private func again<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch is SalvageStream.Lost {
            throw Self.changed
        }
    }

    /// What was whole when it was looked for is so no more.
    private static var changed: BundleError { .damaged(file: nil, fact: "changed meanwhile") }
}
