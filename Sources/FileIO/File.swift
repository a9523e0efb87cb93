#if canImport(Glibc)
    import Glibc
#endif

/// A file operation that the system refused.
package struct FileError: Error, Equatable, Sendable {
    /// What was tried.
    package enum Operation: String, Sendable {
        case open, create, read, write, sync, rename, remove, list, makeFolder
    }

    package var operation: Operation
    package var path: String
    /// The system's `errno`.
    package var code: Int32

    /// The operation on a path that just failed, with the system's `errno`.
    package init(_ operation: Operation, _ path: String, code: Int32 = errno) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    /// Why, as far as people can do something about it.
    package enum Cause: Sendable {
        case missing, isFolder, isNoFolder, isNoFile, forbidden, readOnly, exists, full, tooLarge, medium,
            other
    }

    /// What the code comes down to.
    package var cause: Cause {
        switch code {
        case ENOENT: .missing
        case EISDIR: .isFolder
        case ENOTDIR: .isNoFolder
        case ENXIO: .isNoFile
        case EACCES, EPERM: .forbidden
        case EROFS: .readOnly
        case EEXIST: .exists
        case ENOSPC, EDQUOT: .full
        case EFBIG: .tooLarge
        case EIO: .medium
        default: .other
        }
    }
}

/// An open file, closed when the last reference goes.
package final class File {
    package let path: String
    private let descriptor: Int32

    private init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit {
        close(descriptor)
    }

    /// Opens an existing file for reading.
    package static func open(_ path: String) throws(FileError) -> File {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(.open, path) }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            close(descriptor)
            throw FileError(.open, path, code: EISDIR)
        }
        return File(descriptor: descriptor, path: path)
    }

    /// Opens an ordinary file for reading, and never waits: a pipe, a socket or a device that somebody named, or left in
    /// a folder, is refused with `ENXIO`, a folder with `EISDIR`.
    package static func openRegular(_ path: String) throws(FileError) -> File {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw FileError(.open, path) }
        let file = File(descriptor: descriptor, path: path)
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileError(.open, path) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return file
        case S_IFDIR: throw FileError(.open, path, code: EISDIR)
        default: throw FileError(.open, path, code: ENXIO)
        }
    }

    /// Makes a new file, which must not exist, for writing and reading.
    package static func create(_ path: String, mode: UInt32 = 0o644) throws(FileError) -> File {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileError(.create, path) }
        return File(descriptor: descriptor, path: path)
    }

    /// Makes a file without a name, gone when it is closed.
    package static func temporary(in folder: String) throws(FileError) -> File {
        var template = Array("\(folder)/.spool-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw FileError(.create, folder) }
        unlink(&template)
        return File(descriptor: descriptor, path: folder)
    }

    /// Reads up to the buffer's size from the current position; 0 at the end.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw FileError(.read, path) }
        }
    }

    /// Writes all of the bytes at the current position.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        var rest = bytes
        while let start = rest.baseAddress, !rest.isEmpty {
            let count = Glibc.write(descriptor, start, rest.count)
            if count >= 0 {
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            } else if errno != EINTR {
                throw FileError(.write, path)
            }
        }
    }

    /// Writes all of the bytes at the current position.
    package func write(_ bytes: [UInt8]) throws(FileError) {
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(FileError) in try write(buffer) }
        }
        try result.get()
    }

    /// Moves the position to so many bytes after the start.
    package func seek(to offset: Int) throws(FileError) {
        guard lseek(descriptor, offset, SEEK_SET) >= 0 else { throw FileError(.read, path) }
    }

    /// Cuts or extends the file to a size in bytes.
    package func truncate(to size: Int) throws(FileError) {
        guard ftruncate(descriptor, size) == 0 else { throw FileError(.write, path) }
    }

    /// Size in bytes.
    package var size: Int {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Waits until the content is on the medium.
    package func sync() throws(FileError) {
        guard fsync(descriptor) == 0 else { throw FileError(.sync, path) }
    }

    /// Asks the kernel to forget what it holds of the file, so that the next read comes from the medium.
    package func dropCache() {
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    }

    /// Locks the file against every other process that locks it, or, `shared`, against those that want it alone; `false` if
    /// another one has it so.
    package func tryLock(shared: Bool = false) -> Bool {
        flock(descriptor, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0
    }

    /// Opens, or makes, a file for reading and writing that only its owner may read.
    package static func openOrCreate(_ path: String) throws(FileError) -> File {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(.open, path) }
        return File(descriptor: descriptor, path: path)
    }

    /// The whole content of an open file from the current position, at most `limit` bytes.
    package func readAll(limit: Int) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let result = chunk.withUnsafeMutableBytes { buffer in
                Result { () throws(FileError) in try read(into: buffer) }
            }
            let count = try result.get()
            if count == 0 { return bytes }
            guard bytes.count + count <= limit else { throw FileError(.read, path, code: EFBIG) }
            bytes.append(contentsOf: chunk[0..<count])
        }
    }
}
