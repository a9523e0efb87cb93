/// Gzip members of bounded size, in one piece (RFC 1952).
///
/// For many members in a row ``GzipCompressor`` and ``GzipDecompressor`` save the setting up.
package enum Gzip {
    /// Compresses the bytes to one member.
    ///
    /// It has no name, time 0 and operating system 255, so that with the same zlib the same input
    /// and level always give the same member. Levels go from 0, stored, to 9, smallest. Throws
    /// ``GzipError`` `badLevel` or `library`.
    package static func compress(_ bytes: UnsafeRawBufferPointer, level: Int) throws -> [UInt8] {
        var output: [UInt8] = []
        try GzipCompressor(level: level).compress(bytes, into: &output)
        return output
    }

    /// Compresses an array to one member.
    ///
    /// As for raw bytes.
    package static func compress(_ bytes: [UInt8], level: Int) throws -> [UInt8] {
        try bytes.withUnsafeBytes { try compress($0, level: level) }
    }

    /// Opens exactly one member that is the whole input.
    ///
    /// A content of more than `limit` bytes is refused while it is being inflated, and no more
    /// than that is ever allocated for it. The stated length and CRC-32 are checked. Throws
    /// ``GzipError``.
    package static func decompress(_ bytes: UnsafeRawBufferPointer, limit: Int) throws -> [UInt8] {
        var output: [UInt8] = []
        try GzipDecompressor().decompress(bytes, limit: limit, into: &output)
        return output
    }

    /// Opens exactly one member that is the whole array.
    ///
    /// As for raw bytes.
    package static func decompress(_ bytes: [UInt8], limit: Int) throws -> [UInt8] {
        try bytes.withUnsafeBytes { try decompress($0, limit: limit) }
    }
}
