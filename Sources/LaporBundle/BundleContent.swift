package import Age
package import LaporModel

/// What a store takes in: events and blobs, read in this order, and nothing of it good before `finish` has returned.
package protocol BundleContent {
    /// Whether it is all that the bundle held when it was packed.
    var isWhole: Bool { get }

    /// The feeds and which ranges of them will come.
    var sections: [FeedSection] { get }

    /// Gives what `prepare` makes of the events, file by file, in the order of the feeds' chains.
    ///
    /// `prepare` may run on another thread, while `body` uses what came before.
    func readEvents<Prepared: Sendable>(
        preparing prepare: @escaping ([Event]) -> Prepared, _ body: (Prepared) throws -> Void
    ) throws

    /// Gives the blobs one after another: name, size in bytes, and a source that must be read to its end.
    func readBlobs(_ body: (Hash, Int, @escaping ReadBytes) throws -> Void) throws

    /// Checks that all that was announced has come.
    func finish() throws
}

extension BundleContent {
    /// Gives the events themselves.
    package func readEvents(_ body: ([Event]) throws -> Void) throws {
        try readEvents(preparing: { $0 }, body)
    }
}

extension BundleReader: BundleContent {
    package var isWhole: Bool { true }
}
