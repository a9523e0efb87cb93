#if canImport(Glibc)
    import Glibc
#endif

/// Watches folders, and those in them, for files that are there wholly: closed after writing, or moved in (inotify(7)).
///
/// Only what is done on this machine is seen, not what another one writes to a shared disk.
package final class FolderWatch {
    /// What a wait came to.
    package enum Event: Equatable, Sendable {
        /// Files that are there wholly, and those of folders that are new.
        case files([String])
        /// So many may have come that not each was told: all folders should be looked through.
        case lost
        /// None of the folders is there any more.
        case gone
        /// The other descriptor can be read.
        case stopped
        /// The time is over.
        case late
    }

    private static let mask =
        UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_CREATE) | UInt32(IN_ONLYDIR)

    private let descriptor: Int32
    private let isPassedOver: (String) -> Bool
    private var folders: [Int32: String] = [:]
    private var roots: Set<Int32> = []

    /// Watches folders from now on; folders in them whose names are to be passed over are not looked into.
    package init(_ paths: [String], isPassedOver: @escaping (String) -> Bool) throws(FileError) {
        self.isPassedOver = isPassedOver
        descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        guard descriptor >= 0 else { throw FileError(.open, paths.first ?? ".") }
        var files: [String] = []
        for path in paths { roots.insert(try watch(path, &files)) }
    }

    deinit {
        close(descriptor)
    }

    /// Waits for something to happen, at most so many milliseconds (-1: forever), or until another descriptor can be read.
    package func wait(milliseconds: Int32, stop: Int32) throws(FileError) -> Event {
        var waited = [
            pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            let count = poll(&waited, 2, milliseconds)
            if count < 0 {
                guard errno == EINTR else { throw FileError(.read, folders.values.min() ?? ".") }
                continue
            }
            if waited[0].revents != 0 { return .stopped }
            guard count > 0 else { return .late }
            if let event = read() { return event }
        }
    }

    /// What has been told; `nil` if nothing of it matters.
    private func read() -> Event? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return nil }
        var files: [String] = []
        var isLost = false
        buffer.withUnsafeBytes { bytes in
            var at = 0
            // struct inotify_event: wd, mask, cookie, len, then a name of len bytes with zeros after it.
            while at + 16 <= count {
                let watch = bytes.loadUnaligned(fromByteOffset: at, as: Int32.self)
                let mask = bytes.loadUnaligned(fromByteOffset: at + 4, as: UInt32.self)
                let length = Int(bytes.loadUnaligned(fromByteOffset: at + 12, as: UInt32.self))
                let name = String(
                    decoding: bytes[(at + 16)..<min(count, at + 16 + length)].prefix { $0 != 0 },
                    as: UTF8.self)
                at += 16 + length
                if mask & UInt32(IN_Q_OVERFLOW) != 0 { isLost = true }
                take(watch, mask, name, &files)
            }
        }
        if roots.isEmpty { return .gone }
        if isLost { return .lost }
        return files.isEmpty ? nil : .files(files)
    }

    private func take(_ watch: Int32, _ mask: UInt32, _ name: String, _ files: inout [String]) {
        if mask & UInt32(IN_IGNORED) != 0 {
            folders[watch] = nil
            roots.remove(watch)
            return
        }
        guard let folder = folders[watch], !name.isEmpty else { return }
        let path = Folder.path(of: name, in: folder)
        if mask & UInt32(IN_ISDIR) != 0 {
            // One that is gone again, or cannot be read, has nothing to tell.
            if !isPassedOver(name) { _ = try? self.watch(path, &files) }
        } else if mask & (UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO)) != 0, !files.contains(path) {
            files.append(path)
        }
    }

    /// Watches a folder and those in it, and gives the files that were there already.
    private func watch(_ path: String, _ files: inout [String]) throws(FileError) -> Int32 {
        let watch = inotify_add_watch(descriptor, path, Self.mask)
        guard watch >= 0 else { throw FileError(.list, path) }
        folders[watch] = path
        for name in try Folder.names(in: path) where !isPassedOver(name) {
            let full = Folder.path(of: name, in: path)
            if !Folder.isFolder(full) {
                files.append(full)
            } else if !Folder.isLink(full) {
                _ = try? self.watch(full, &files)
            }
        }
        return watch
    }
}
