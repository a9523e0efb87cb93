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

extension TarEntry {
    /// The entry that a block of 512 bytes announces; `nil` if it is no header in the strict form.
    ///
    /// For finding the way again in an archive of which a part is lost.
    package init?(headerBlock block: [UInt8]) {
        guard block.count == TarHeader.blockSize, let header = try? TarHeader(decoding: block) else {
            return nil
        }
        self = header.entry
    }

    /// The length in bytes of the unit that archives are made of: a header, or a piece of a content with its padding.
    package static let blockSize = TarHeader.blockSize

    /// The length in bytes of the zeros after the content.
    package var padding: Int { TarHeader.padding(after: size) }
}
