import CUnistd

#if canImport(Glibc)
    import Glibc
#endif

/// How much a file system takes, in bytes.
package struct Space: Equatable, Sendable {
    /// What this user may still write.
    package var free: Int
    package var total: Int

    /// Space of these sizes.
    package init(free: Int, total: Int) {
        self.free = free
        self.total = total
    }
}

/// What is asked of the file system that a folder lies on.
extension Folder {
    /// How much space there is; `nil` if the file system does not say.
    package static func space(of path: String) -> Space? {
        var facts = statvfs()
        guard statvfs(path, &facts) == 0, facts.f_blocks > 0 else { return nil }
        let unit = Int(facts.f_frsize)
        return Space(free: Int(facts.f_bavail) * unit, total: Int(facts.f_blocks) * unit)
    }

    /// Why nothing can be made in a folder; `nil` if something can, as far as can be told without trying.
    package static func refusal(toWriteIn path: String) -> FileError? {
        access(path, W_OK) == 0 ? nil : FileError(.create, path)
    }

    /// Waits until all that was written to the file system is on its medium.
    package static func syncFileSystem(of path: String) throws(FileError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(.sync, path) }
        defer { close(descriptor) }
        guard syncfs(descriptor) == 0 else { throw FileError(.sync, path) }
    }
}
