/// Writes one strict form of a ustar archive, as a stream.
///
/// Regular files and directories under one top folder; mode 0644 or 0755, owner and group 0
/// without names, one time for all; no extension headers. The archive ends with two zero blocks
/// and is not padded further. The same calls give the same bytes, and ``TarReader`` takes
/// exactly such archives. That no path occurs twice, and that no file serves as a folder, is for
/// the caller to see to. Source: POSIX.1-2017, pax, "ustar Interchange Format".
package final class TarWriter {
    private enum State {
        case between
        case inFile(TarEntry, left: Int)
        /// Finished, or an error left the archive incomplete.
        case closed
    }

    private let modified: Int
    private let sink: WriteBytes
    private var state = State.between
    private var top: String?

    /// Starts an archive; nothing is written yet.
    ///
    /// - Parameters:
    ///   - modified: The time every entry bears, in seconds since 1970 UTC, 0 to 8^11 - 1.
    ///   - write: Where the archive goes.
    package init(modified: Int, write: @escaping WriteBytes) {
        self.modified = modified
        self.sink = write
    }

    /// Writes a directory.
    ///
    /// Throws ``TarError`` `badPath`, `badTime` or `outOfOrder`, or what the sink throws.
    package func directory(_ path: String) throws {
        try begin(TarEntry(path: path, kind: .directory, size: 0))
    }

    /// Begins a file, whose content follows through `write` and is closed by `endFile`.
    ///
    /// - Parameters:
    ///   - path: A safe path with at least one folder, at most 255 bytes.
    ///   - size: The exact length of the content in bytes, at most 8 GiB less one.
    ///
    /// Throws ``TarError`` `badPath`, `badTime`, `tooLarge`, `sizeMismatch` or `outOfOrder`, or
    /// what the sink throws.
    package func file(_ path: String, size: Int) throws {
        let entry = TarEntry(path: path, kind: .file, size: size)
        try begin(entry)
        state = .inFile(entry, left: size)
    }

    /// Writes a file whose content is at hand.
    ///
    /// Throws as the calls it stands for.
    package func file(_ path: String, bytes: [UInt8]) throws {
        try file(path, size: bytes.count)
        try bytes.withUnsafeBytes(write)
        try endFile()
    }

    /// Writes the next part of the current file's content.
    ///
    /// Throws ``TarError`` `sizeMismatch` before anything is written if the parts exceed the size
    /// declared, which spoils the archive; `outOfOrder` outside a file; or what the sink throws.
    package func write(_ bytes: UnsafeRawBufferPointer) throws {
        guard case .inFile(let entry, let left) = state else { throw TarError.outOfOrder }
        guard bytes.count <= left else {
            state = .closed
            throw TarError.sizeMismatch(
                path: entry.path, declared: entry.size, written: entry.size - left + bytes.count)
        }
        try emit(bytes)
        state = .inFile(entry, left: left - bytes.count)
    }

    /// Ends the current file and pads it to a whole block.
    ///
    /// Throws ``TarError`` `sizeMismatch` if content is missing, `outOfOrder` outside a file, or
    /// what the sink throws.
    package func endFile() throws {
        guard case .inFile(let entry, let left) = state else { throw TarError.outOfOrder }
        guard left == 0 else {
            throw TarError.sizeMismatch(path: entry.path, declared: entry.size, written: entry.size - left)
        }
        try emit(zeros: TarHeader.padding(after: entry.size))
        state = .between
    }

    /// Writes the end marker; nothing can be added afterwards.
    ///
    /// Throws ``TarError`` `outOfOrder` inside a file or if there is no entry, or what the sink
    /// throws.
    package func finish() throws {
        guard case .between = state, top != nil else { throw TarError.outOfOrder }
        try emit(zeros: 2 * TarHeader.blockSize)
        state = .closed
    }

    private func begin(_ entry: TarEntry) throws {
        guard case .between = state else { throw TarError.outOfOrder }
        let header = try TarHeader(entry: entry, modified: modified).encoded()
        let folder = SafePath.top(entry.path)
        guard top == nil || top == folder else { throw TarError.badPath(entry.path) }
        try header.withUnsafeBytes(emit)
        top = folder
    }

    private func emit(zeros count: Int) throws {
        guard count > 0 else { return }
        try [UInt8](repeating: 0, count: count).withUnsafeBytes(emit)
    }

    private func emit(_ bytes: UnsafeRawBufferPointer) throws {
        do {
            try sink(bytes)
        } catch {
            // How much arrived is unknown, so nothing more may follow.
            state = .closed
            throw error
        }
    }
}
