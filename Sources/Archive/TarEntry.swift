/// One member of a tar archive: what its header says.
package struct TarEntry: Equatable, Sendable {
    /// What a member can be in the subset of ustar read and written here.
    package enum Kind: Equatable, Sendable {
        /// A regular file, typeflag `0`.
        case file
        /// A directory, typeflag `5`, which has no content.
        case directory
    }

    /// The path below the place of extraction, without a trailing slash even for a directory.
    ///
    /// At most 255 bytes, and safe in the sense of ``SafePath``.
    package var path: String

    /// Whether this is a file or a directory.
    package var kind: Kind

    /// The length of the content in bytes, 0 for a directory.
    package var size: Int

    /// Describes a member.
    ///
    /// Nothing is checked here: the writer and the reader do that.
    package init(path: String, kind: Kind, size: Int) {
        self.path = path
        self.kind = kind
        self.size = size
    }
}
