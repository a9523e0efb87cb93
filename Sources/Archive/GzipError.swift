/// Why a gzip member could not be made or was refused.
package enum GzipError: Error, Equatable, Sendable {
    /// The input does not begin as a gzip member does.
    case notGzip
    /// The input ends before the member does.
    case truncated
    /// The member contradicts itself: its coding, its length or its CRC-32 is wrong.
    case corrupt
    /// The content exceeds the limit in bytes.
    case tooLarge(limit: Int)
    /// So many bytes follow the member.
    case trailingData(Int)
    /// The compression level is not in 0 to 9.
    case badLevel(Int)
    /// zlib failed for a reason that lies not in the input; the code is its own.
    case library(code: Int)
}
