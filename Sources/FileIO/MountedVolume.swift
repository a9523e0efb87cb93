/// A file system that is mounted, as the kernel lists it.
package struct MountedVolume: Equatable, Sendable {
    /// Where it is mounted.
    package var path: String
    /// The name on the medium; `nil` where it has none that the system knows.
    package var label: String?
    /// The kernel's name of its kind, such as `vfat`.
    package var fileSystem: String
    /// The file of its device, or whatever else is mounted.
    package var source: String
    /// `major:minor`; the major number is 0 where there is no device.
    package var device: String
    /// Whether it is mounted, or its medium is, for reading only.
    package var isReadOnly: Bool
    /// Whether its medium can be pulled out: it hangs on USB, is a memory card, or says so itself.
    package var isRemovable: Bool
    /// Whether it shows the whole file system, not a folder of it that is mounted a second time.
    package var isWhole: Bool

    /// A mounted file system of these parts.
    package init(
        path: String, label: String? = nil, fileSystem: String, source: String, device: String,
        isReadOnly: Bool = false, isRemovable: Bool = false, isWhole: Bool = true
    ) {
        self.path = path
        self.label = label
        self.fileSystem = fileSystem
        self.source = source
        self.device = device
        self.isReadOnly = isReadOnly
        self.isRemovable = isRemovable
        self.isWhole = isWhole
    }

    /// Whether no file on it may reach 4 GiB: FAT in all its kinds but exFAT.
    package var isFAT: Bool { ["vfat", "msdos", "fat"].contains(fileSystem) }
}
