import FileIO
import Glibc
import Testing

/// A machine's tables, laid out below a folder: what udev, sysfs and the kernel say of its media.
struct SampleMachine {
    let scratch: Scratch
    var root: String { scratch.path }
    private var lines: [String] = []

    init() throws {
        scratch = try Scratch()
        for folder in ["proc/self", "sys/dev/block", "sys/devices", "dev/disk/by-label"] {
            try Folder.make(scratch.path(folder))
        }
    }

    /// A disk with one partition, at a place in the tree of devices, mounted in a folder of the tree.
    mutating func mount(
        _ name: String, _ device: String, below bus: String, removable: String = "0", at path: String,
        _ fileSystem: String = "vfat", options: String = "rw", root folder: String = "/"
    ) throws {
        let disk = scratch.path("sys/devices/\(bus)/block/\(name)")
        try Folder.make("\(disk)/\(name)1")
        try Folder.make(scratch.path(path))
        if !Folder.exists("\(disk)/removable") {
            try Folder.write(Array("\(removable)\n".utf8), to: "\(disk)/removable")
        }
        link(scratch.path("sys/dev/block/\(device)"), to: "\(disk)/\(name)1")
        let escaped = scratch.path(path).split(separator: " ").joined(separator: "\\040")
        lines.append(
            "61 26 \(device) \(folder) \(escaped) \(options),relatime shared:1 - \(fileSystem) /dev/\(name)1 rw"
        )
    }

    func label(_ name: String, _ label: String) throws {
        let device = scratch.path("dev/\(name)")
        try Folder.write([], to: device)
        link(scratch.path("dev/disk/by-label/\(label)"), to: device)
    }

    private func link(_ path: String, to target: String) {
        symlink(target, path)
    }

    func table(_ more: [String] = []) throws -> MountTable {
        let text = (["22 1 8:1 / / rw - ext4 /dev/sda1 rw"] + lines + more).joined(separator: "\n") + "\n"
        Folder.remove(scratch.path("proc/self/mountinfo"))
        try Folder.write(Array(text.utf8), to: scratch.path("proc/self/mountinfo"))
        return MountTable(root: root)
    }
}

@Suite struct MountTableTests {
    private static let usb = "pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/host6/target6:0:0/6:0:0:0"
    private static let sata = "pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0"

    @Test func `sticks are found by USB, by the removable mark and by where they are mounted`() throws {
        var machine = try SampleMachine()
        try machine.mount("sdb", "8:17", below: Self.usb, at: "media/budi/KING STON")
        try machine.mount("sdc", "8:33", below: Self.sata, removable: "1", at: "kartu", "exfat")
        try machine.mount("sdd", "8:49", below: Self.sata, at: "mnt/lain", "ext4", options: "ro")
        try machine.mount("sde", "8:65", below: Self.sata, at: "srv/data", "ext4")
        try machine.label("sdb1", "KING\\x20STON")
        let table = try machine.table()
        #expect(table.volumes.count == 5)
        let media = table.media(in: [machine.scratch.path("mnt")])
        #expect(
            media.map(\.path) == ["kartu", "media/budi/KING STON", "mnt/lain"].map(machine.scratch.path(_:)))
        #expect(media.map(\.label) == [nil, "KING STON", nil])
        #expect(media.map(\.isRemovable) == [true, true, false])
        #expect(media.map(\.isReadOnly) == [false, false, true])
        #expect(media.map(\.isFAT) == [false, true, false])
    }

    @Test func `what the system runs from, discs and second mounts of one medium are no sticks`() throws {
        var machine = try SampleMachine()
        try machine.mount("sr0", "11:0", below: Self.sata, removable: "1", at: "media/cd", "iso9660")
        try machine.mount("sdb", "8:17", below: Self.usb, at: "media/a")
        try machine.mount("sdb", "8:17", below: Self.usb, at: "media/b")
        try machine.mount("sdc", "8:33", below: Self.usb, at: "ikat", root: "/folder")
        let table = try machine.table([
            "70 26 8:17 / /boot/efi rw - vfat /dev/sdb1 rw", "71 26 8:17 / /run/x rw - vfat /dev/sdb1 rw",
        ])
        let media = table.media(in: [machine.scratch.path("media")])
        #expect(media.map(\.path) == ["media/a"].map(machine.scratch.path(_:)))
    }

    @Test func `a path lies on the volume mounted deepest above it, the last of those that cover each other`()
        throws
    {
        var machine = try SampleMachine()
        try machine.mount("sdb", "8:17", below: Self.usb, at: "media/a", "ext4")
        try machine.mount("sdc", "8:33", below: Self.usb, at: "media/a", "vfat")
        let table = try machine.table()
        try Folder.make(machine.scratch.path("media/a/b"))
        try Folder.make(machine.scratch.path("media/ab"))
        #expect(table.holding(machine.scratch.path("media/a/b"))?.fileSystem == "vfat")
        #expect(table.holding(machine.scratch.path("media/ab"))?.path == "/")
        #expect(table.holding("/")?.device == "8:1")
    }

    @Test func `lines that are cut off, and tables that are not there, give nothing`() throws {
        let scratch = try Scratch()
        #expect(MountTable(root: scratch.path).volumes.isEmpty)
        try Folder.make(scratch.path("proc/self"))
        let text =
            "\n61 26 8:17 / /a rw\n61 26 8:17 / /a rw - vfat\n- - - - - - -\n62 1 8:18 / /c\\0 rw - x y z"
        try Folder.write(Array(text.utf8), to: scratch.path("proc/self/mountinfo"))
        #expect(MountTable(root: scratch.path).volumes.map(\.path) == ["/c\\0"])
    }

    @Test func `the machine that runs this has a root, which is no stick`() throws {
        let table = MountTable()
        #expect(table.holding("/")?.path == "/")
        #expect(!table.media(in: []).contains { $0.path == "/" })
        let space = try #require(Folder.space(of: "/"))
        #expect(space.free <= space.total && space.total > 0)
        #expect(Folder.space(of: "/no/such/folder") == nil)
        #expect(Folder.refusal(toWriteIn: "/no/such/folder")?.cause == .missing)
        try Folder.syncFileSystem(of: "/tmp")
        #expect(throws: FileError.self) { try Folder.syncFileSystem(of: "/no/such/folder") }
    }
}
