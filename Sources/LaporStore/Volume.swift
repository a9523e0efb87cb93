import LaporBundle
import LaporModel

/// One bundle while it is filled: what it holds of each feed, and the events file that is being collected.
struct Volume {
    /// What is in it of one feed, in the order of the ranges.
    struct Content {
        var selection: Selection
        var ranges: [Chain]
    }

    /// The chain that is being packed.
    private struct Open {
        var selection: Selection
        var chain: Chain
        /// Of the range in this volume, and of the events file.
        var first: Int
        var fileFirst: Int
        var next: Int
    }

    let writer: BundleWriter
    private(set) var contents: [Content] = []
    private let transaction: Transaction
    private var lines: [UInt8] = []
    private var open: Open?

    init(_ transaction: Transaction) throws {
        self.transaction = transaction
        writer = try BundleWriter(spoolFolder: transaction.folder.staging)
        lines.reserveCapacity(BundleLimits.eventsTarget + 65_536)
    }

    var isEmpty: Bool { contents.isEmpty && (open.map { $0.next == $0.first } ?? true) }

    /// Whether events of a size and their blobs would make the bundle larger than there is room for; an empty bundle
    /// takes any.
    func isFull(adding size: Int, _ blobs: [Transaction.StoredBlob], room: Int) -> Bool {
        // Sealed parts hardly shrink; four fifths is what a piece of them still measures.
        let added = (lines.count + size) * 4 / 5 + blobs.reduce(0) { $0 + $1.size + 1_536 }
        return (writer.size + added > room || writer.blobCount + blobs.count > BundleLimits.blobs) && !isEmpty
    }

    /// Begins with a chain, or goes on with it at a sequence.
    mutating func begin(_ selection: Selection, _ chain: Chain, at sequence: Int) {
        open = Open(selection: selection, chain: chain, first: sequence, fileFirst: sequence, next: sequence)
    }

    mutating func add(_ sequence: Int, _ append: (inout [UInt8]) -> Void) throws {
        guard let current = open else { return }
        append(&lines)
        open?.next = sequence + 1
        let count = sequence + 1 - current.fileFirst
        if lines.count >= BundleLimits.eventsTarget || count >= BundleLimits.eventsInFileTarget {
            try closeFile()
        }
    }

    private mutating func closeFile() throws {
        guard let current = open, !lines.isEmpty else { return }
        let last = current.next - 1
        let branch = current.chain.ids.map { $0[last - current.chain.first] }
        try writer.addEvents(
            feed: current.selection.feed, first: current.fileFirst, last: last, branch: branch, lines: lines)
        lines.removeAll(keepingCapacity: true)
        open?.fileFirst = current.next
    }

    /// Ends the chain, or what of it goes into this volume.
    mutating func end() throws {
        try closeFile()
        guard let current = open else { return }
        open = nil
        guard current.next > current.first else { return }
        let (feed, chain) = (current.selection.feed, current.chain)
        guard let id = try transaction.id(of: feed, sequence: current.next - 1, in: chain) else {
            throw StoreError.notFound(feed.hex)
        }
        let before = try transaction.id(of: feed, sequence: current.first - 1, in: chain)
        let range = chain.part(current.first...(current.next - 1), before: before, id: id)
        if contents.last?.selection.feed != feed {
            contents.append(Content(selection: current.selection, ranges: []))
        }
        let index = contents.count - 1
        if let last = contents[index].ranges.last, last.ids == nil, range.before == last.id {
            contents[index].ranges[contents[index].ranges.count - 1] = Chain(
                first: last.first, last: range.last, before: last.before, id: range.id, ids: nil)
        } else {
            contents[index].ranges.append(range)
        }
    }
}
