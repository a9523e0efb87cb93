/// Reads the strict form of a ustar archive that ``TarWriter`` writes, as a stream, and no other.
///
/// Every header is compared with the one the writer would have made for the entry, so that an
/// archive read to its end could be rewritten byte for byte. All entries lie under the first
/// component of the first path and bear the same time. That no path occurs twice, and that no
/// file serves as a folder, is for the caller to check. After an error every call throws it
/// again, except where noted. Source: POSIX.1-2017, pax, "ustar Interchange Format".
package final class TarReader {
    private let source: ReadBytes
    private var failure: (any Error)?
    private var ended = false
    private var entry: TarEntry?
    private var contentLeft = 0
    private var paddingLeft = 0
    private var top: String?

    /// The time all entries bear, in seconds since 1970 UTC; nil before the first entry.
    package private(set) var modified: Int?

    /// Starts reading at the first byte of an archive; nothing is read yet.
    package init(read: @escaping ReadBytes) {
        self.source = read
    }

    /// Goes to the next entry, passing over what is left of the current one.
    ///
    /// Returns nil at the end, having seen both zero blocks and that the source ends with them.
    /// Throws any ``TarError`` of the reader, or what the source throws.
    package func next() throws -> TarEntry? {
        try guarded {
            guard !ended else { return nil }
            try passOverContent()
            entry = nil
            let block = try take(TarHeader.blockSize)
            if block.allSatisfy({ $0 == 0 }) {
                try readEnd()
                return nil
            }
            let header = try TarHeader(decoding: block)
            let path = header.entry.path
            guard top == nil || top == SafePath.top(path) else { throw TarError.badPath(path) }
            guard modified == nil || modified == header.modified else {
                throw TarError.notCanonical(path: path, field: .modified)
            }
            top = SafePath.top(path)
            modified = header.modified
            entry = header.entry
            contentLeft = header.entry.size
            paddingLeft = TarHeader.padding(after: header.entry.size)
            return header.entry
        }
    }

    /// Reads on in the current entry's content.
    ///
    /// Returns how many bytes were put at the front of the buffer: at least one, or 0 once the
    /// content is at its end, its padding having been checked. Before the first entry and after
    /// the last there is no content. Throws ``TarError`` `truncated` or `notCanonical`, or what
    /// the source throws.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        try guarded {
            guard contentLeft > 0 else {
                try passOverPadding()
                return 0
            }
            guard !buffer.isEmpty else { return 0 }
            let wanted = min(buffer.count, contentLeft)
            let count = try source(UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
            guard count > 0 else { throw TarError.truncated }
            contentLeft -= count
            return count
        }
    }

    /// Reads what is left of the current entry's content in one piece.
    ///
    /// Throws ``TarError`` `tooLarge` if the entry is larger than the limit in bytes, before any
    /// memory is taken and without spoiling the reader; otherwise as `read(into:)`.
    package func readAll(limit: Int) throws -> [UInt8] {
        if let failure { throw failure }
        if let entry, entry.size > limit {
            throw TarError.tooLarge(path: entry.path, size: entry.size, limit: limit)
        }
        return try guarded {
            let bytes = try take(contentLeft)
            contentLeft = 0
            try passOverPadding()
            return bytes
        }
    }

    private func guarded<Result>(_ body: () throws -> Result) throws -> Result {
        if let failure { throw failure }
        do {
            return try body()
        } catch {
            failure = error
            throw error
        }
    }

    private func readEnd() throws {
        guard top != nil else { throw TarError.notTar }
        guard try take(TarHeader.blockSize).allSatisfy({ $0 == 0 }) else { throw TarError.trailingData }
        var extra: UInt8 = 0
        guard try withUnsafeMutableBytes(of: &extra, source) == 0 else { throw TarError.trailingData }
        ended = true
    }

    private func passOverContent() throws {
        if contentLeft > 0 {
            try withUnsafeTemporaryAllocation(byteCount: min(contentLeft, 1 << 16), alignment: 1) { scratch in
                while contentLeft > 0 {
                    let wanted = min(scratch.count, contentLeft)
                    let count = try source(UnsafeMutableRawBufferPointer(rebasing: scratch[..<wanted]))
                    guard count > 0 else { throw TarError.truncated }
                    contentLeft -= count
                }
            }
        }
        try passOverPadding()
    }

    private func passOverPadding() throws {
        guard paddingLeft > 0, let entry else { return }
        let padding = try take(paddingLeft)
        paddingLeft = 0
        guard padding.allSatisfy({ $0 == 0 }) else {
            throw TarError.notCanonical(path: entry.path, field: .contentPadding)
        }
    }

    /// Reads exactly so many bytes.
    private func take(_ count: Int) throws -> [UInt8] {
        guard count > 0 else { return [] }
        return try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let room = UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: count)
            while filled < count {
                let got = try source(UnsafeMutableRawBufferPointer(rebasing: room[filled...]))
                guard got > 0 else { throw TarError.truncated }
                filled += got
            }
        }
    }
}
