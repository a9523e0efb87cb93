#if canImport(Glibc)
    import Glibc
#endif

/// What is done with names in folders, so that it holds after a power cut.
package enum Folder {
    /// Makes a folder that only its owner may enter, and those above it; one that is there is left as it is.
    package static func make(_ path: String) throws(FileError) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST {
            guard isFolder(path) else { throw FileError(.makeFolder, path, code: ENOTDIR) }
            return
        }
        guard errno == ENOENT, let parent = parent(of: path), parent != path else {
            throw FileError(.makeFolder, path)
        }
        try make(parent)
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw FileError(.makeFolder, path) }
    }

    /// The folder that a path lies in; `nil` for the root.
    package static func parent(of path: String) -> String? {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? (path == "/" ? nil : "/") : String(path[..<slash])
    }

    /// The last component of a path.
    package static func name(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The path of what a name stands for in a folder, which may be the root.
    package static func path(of name: String, in folder: String) -> String {
        folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }

    /// Whether there is a folder of this path.
    package static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether a path is a symbolic link.
    package static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// Whether there is an ordinary file of this path, and no link to one.
    package static func isRegularFile(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// When the content of what has this path last changed, in seconds since 1970; `nil` if nothing has it.
    package static func modified(_ path: String) -> Int? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mtim.tv_sec : nil
    }

    /// Whether anything has this path.
    package static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// The names in a folder but for `.` and `..`, in the order of their bytes.
    package static func names(in path: String) throws(FileError) -> [String] {
        guard let stream = opendir(path) else { throw FileError(.list, path) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Waits until the names in a folder are on the medium.
    package static func sync(_ path: String) throws(FileError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(.sync, path) }
        defer { close(descriptor) }
        // FAT sticks and some network folders cannot sync a folder; there is nothing more to be done then.
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else {
            throw FileError(.sync, path)
        }
    }

    /// Gives a file a new name in a folder that must not have it, and waits until that is on the medium.
    package static func publish(_ path: String, as final: String) throws(FileError) {
        guard !exists(final) else { throw FileError(.create, final, code: EEXIST) }
        guard rename(path, final) == 0 else { throw FileError(.rename, final) }
        try sync(parent(of: final) ?? "/")
    }

    /// Moves a file over whatever has the new name.
    package static func move(_ path: String, to final: String) throws(FileError) {
        guard rename(path, final) == 0 else { throw FileError(.rename, final) }
    }

    /// Removes a file; that it is not there is no error.
    package static func remove(_ path: String) {
        unlink(path)
    }

    /// Overwrites a file with zeros, waits until they are on the medium, and removes it; that it is not there is no
    /// error.
    ///
    /// Many media write elsewhere and keep what was there for a while: that is beyond a program's reach.
    package static func erase(_ path: String) {
        if let file = try? File.openOrCreate(path) {
            let zeros = [UInt8](repeating: 0, count: 65_536)
            var left = file.size
            while left > 0, (try? file.write(Array(zeros.prefix(left)))) != nil { left -= zeros.count }
            try? file.sync()
        }
        remove(path)
    }

    /// Writes a whole file so that after a power cut it is there wholly or not at all; it must not exist.
    package static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o644) throws(FileError) {
        let part = path + ".part"
        remove(part)
        do throws(FileError) {
            let file = try File.create(part, mode: mode)
            try file.write(bytes)
            try file.sync()
            try publish(part, as: path)
        } catch {
            remove(part)
            throw error
        }
    }

    /// Copies an ordinary file to a path that nothing has, and waits until the copy is on the medium.
    package static func copy(_ path: String, to copy: String, mode: UInt32) throws {
        let (source, target) = (try File.openRegular(path), try File.create(copy, mode: mode))
        try ByteCopy.run(from: { try source.read(into: $0) }, to: { try target.write($0) })
        try target.sync()
    }

    /// A path from the root, without `.` and `..` where they can be resolved by name.
    package static func absolute(_ path: String) -> String {
        if let real = realpath(path, nil) {
            defer { free(real) }
            return String(cString: real)
        }
        if path.hasPrefix("/") { return path }
        guard let current = getcwd(nil, 0) else { return path }
        defer { free(current) }
        return String(cString: current) + "/" + path
    }
}
