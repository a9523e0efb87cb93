package import Age
package import LaporModel

/// What a store takes in: events and blobs, read in this order, and nothing of it good before `finish` has returned.
package protocol BundleContent {
    /// Whether it is all that the bundle held when it was packed.
    var isWhole: Bool { get }

    /// The feeds and which ranges of them will come.
    var sections: [FeedSection] { get }

    /// Gives the events file by file, in the order of the feeds' chains.
    func readEvents(_ body: ([Event]) throws -> Void) throws

    /// Gives the blobs one after another: name, size in bytes, and a source that must be read to its end.
    func readBlobs(_ body: (Hash, Int, @escaping ReadBytes) throws -> Void) throws

    /// Checks that all that was announced has come.
    func finish() throws
}

extension BundleReader: BundleContent {
    package var isWhole: Bool { true }
}
