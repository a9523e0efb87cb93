/// What is mounted on a machine (proc(5): `/proc/PID/mountinfo`), with what sysfs says of the devices.
package struct MountTable: Sendable {
    /// In the order in which they were mounted; of two at one path only the later one, which covers the other.
    package let volumes: [MountedVolume]

    /// Reads the tables below a root: the machine's own, or one that was laid out alike.
    ///
    /// Empty where there are none.
    package init(root: String = "") {
        let bytes = try? File.open(root + "/proc/self/mountinfo").readAll(limit: 16 << 20)
        let lines = String(decoding: bytes ?? [], as: UTF8.self).split(separator: "\n")
        let labels = Self.labels(root)
        var found: [MountedVolume] = []
        for line in lines {
            guard var volume = Self.volume(line) else { continue }
            volume.label = labels[Folder.name(of: volume.source)]
            volume.isRemovable = Self.isRemovable(volume, root)
            found.removeAll { $0.path == volume.path }
            found.append(volume)
        }
        volumes = found
    }

    /// The volume that a path lies on.
    package func holding(_ path: String) -> MountedVolume? {
        let path = Folder.absolute(path)
        return
            volumes
            .filter { $0.path == "/" || path == $0.path || path.hasPrefix($0.path + "/") }
            .max { $0.path.utf8.count < $1.path.utf8.count }
    }

    /// Media that a person has put in, by path: removable ones, and whatever is mounted directly in one of the folders.
    ///
    /// What the system itself runs from is none of them, nor is a disc that nothing can be added to.
    package func media(in folders: [String]) -> [MountedVolume] {
        var devices: Set<String> = []
        return volumes.filter { volume in
            let isListed = Folder.parent(of: volume.path).map(folders.contains) ?? false
            return (isListed || (volume.isRemovable && volume.isWhole)) && !Self.isSystem(volume.path)
                && !Self.unfit.contains(volume.fileSystem) && Folder.isFolder(volume.path)
        }
        .filter { $0.device.hasPrefix("0:") || devices.insert($0.device).inserted }
        .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private static let unfit = ["iso9660", "udf", "squashfs", "autofs"]

    private static func isSystem(_ path: String) -> Bool {
        if path.hasPrefix("/run/media/") { return false }
        if ["/", "/home", "/cdrom"].contains(path) { return true }
        let folders = ["/boot", "/usr", "/var", "/run", "/lib", "/snap", "/nix", "/gnu"]
        return folders.contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    // 36 35 98:0 /folder /mount/point rw,noatime optional… - ext3 /dev/root rw,errors=continue
    private static func volume(_ line: Substring) -> MountedVolume? {
        let fields = line.split(separator: " ", omittingEmptySubsequences: false)
        guard let dash = fields.firstIndex(of: "-"), dash >= 6, fields.count >= dash + 4 else { return nil }
        let options = [fields[5], fields[dash + 3]].flatMap { $0.split(separator: ",") }
        return MountedVolume(
            path: unescaped(fields[4], by: "\\", digits: 3, radix: 8),
            fileSystem: String(fields[dash + 1]),
            source: unescaped(fields[dash + 2], by: "\\", digits: 3, radix: 8), device: String(fields[2]),
            isReadOnly: options.contains("ro"), isWhole: fields[3] == "/")
    }

    /// The labels that udev knows, by the name of the device's file.
    private static func labels(_ root: String) -> [String: String] {
        let folder = root + "/dev/disk/by-label"
        var labels: [String: String] = [:]
        for name in (try? Folder.names(in: folder)) ?? [] {
            let label = unescaped(name[...], by: "\\x", digits: 2, radix: 16)
            labels[Folder.name(of: Folder.absolute("\(folder)/\(name)"))] = label
        }
        return labels
    }

    private static func isRemovable(_ volume: MountedVolume, _ root: String) -> Bool {
        let links = ["dev/block/\(volume.device)", "class/block/\(Folder.name(of: volume.source))"]
        guard let link = links.map({ "\(root)/sys/\($0)" }).first(where: Folder.exists) else { return false }
        let folder = Folder.absolute(link)
        let isOnUSB = folder.split(separator: "/").contains { name in
            name.hasPrefix("usb") && name.count > 3 && name.dropFirst(3).allSatisfy(\.isNumber)
        }
        // What is said of a disk stands in its own folder, that of a partition below it.
        return isOnUSB
            || [folder, Folder.parent(of: folder) ?? folder].contains { folder in
                word("\(folder)/removable") == "1" || word("\(folder)/device/type") == "SD"
            }
    }

    private static func word(_ path: String) -> String? {
        let bytes = try? File.open(path).readAll(limit: 4_096)
        return bytes.map { String(decoding: $0.prefix { $0 > 0x20 }, as: UTF8.self) }
    }

    /// A name with its escapes, a mark and digits that tell a byte, taken back.
    private static func unescaped(_ text: Substring, by mark: String, digits: Int, radix: Int) -> String {
        let mark = Array(mark.utf8)
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            let code = rest.dropFirst(mark.count).prefix(digits)
            if rest.starts(with: mark), code.count == digits,
                let value = UInt8(String(decoding: code, as: UTF8.self), radix: radix)
            {
                bytes.append(value)
                rest = rest.dropFirst(mark.count + digits)
            } else {
                bytes.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
