/// What a reader refuses to take memory for (FORMAT.md, Limits), and where a writer closes a file.
package enum BundleLimits {
    static let tagFile = 64 << 10
    static let manifest = 16 << 20
    static let files = 65_536
    static let document = 4 << 20
    static let list = 32 << 20
    static let eventsFile = 4 << 20
    static let eventsInFile = 4_096
    /// Largest blob in bytes.
    package static let blob = 2 << 30
    /// A writer closes an events file after so many bytes.
    package static let eventsTarget = 1 << 20
    /// A writer closes an events file after so many events.
    package static let eventsInFileTarget = 2_048
    /// A bundle's size in bytes that a FAT32 stick still takes, less room for what frames it.
    package static let bundle = (4 << 30) - (64 << 20)
    /// Most blobs in a bundle.
    package static let blobs = 20_000
}
