package import FileIO

extension MountedVolume {
    /// The name that people know it by: its label, or the last part of its path.
    package var shownName: String { Terminal.line(label ?? Folder.name(of: path)) }

    /// The name of its kind as it stands on packagings.
    package var shownFileSystem: String {
        switch fileSystem {
        case "vfat", "msdos": "FAT32"
        case "exfat": "exFAT"
        case "ntfs", "ntfs3", "fuseblk": "NTFS"
        default: Terminal.line(fileSystem)
        }
    }

    /// Its kind, and how much is free: `FAT32, 3,1 GB bebas`.
    package func facts(_ space: Space?) -> String {
        var parts = [shownFileSystem]
        if let space {
            let size = ByteSize.shown(space.free)
            parts.append(text(id: "\(size) bebas", en: "\(size) free"))
        }
        if isReadOnly { parts.append(text(id: "terkunci, hanya dapat dibaca", en: "locked, read-only")) }
        return parts.joined(separator: ", ")
    }
}
