/// Why a tar archive was refused, by the reader or before it was written.
package enum TarError: Error, Equatable, Sendable {
    /// A block that should be a header does not carry the ustar magic and version, or there is no entry.
    case notTar
    /// The source ended inside a header, a content, its padding or the end marker.
    case truncated
    /// A header does not add up to the checksum it states, or states it in another layout.
    case checksum
    /// A header is of a kind other than regular file and directory; the byte is its typeflag.
    case unsupportedType(UInt8)
    /// A path is unsafe, too long to be stored, a file outside any folder, or outside the top folder.
    case badPath(String)
    /// An entry is not laid out as the writer would have done it; the field is the first that differs.
    case notCanonical(path: String, field: TarField)
    /// A content is larger than allowed, all in bytes.
    case tooLarge(path: String, size: Int, limit: Int)
    /// Something other than the end of the source follows the end marker, or cuts it short.
    case trailingData

    /// Writer: the content given is not as long as was declared, in bytes, or that was negative.
    case sizeMismatch(path: String, declared: Int, written: Int)
    /// Writer: the time does not fit the field, which holds 0 to 8^11 - 1 seconds since 1970.
    case badTime(Int)
    /// Writer: the call does not fit what was called before, or an earlier call failed.
    case outOfOrder
}
