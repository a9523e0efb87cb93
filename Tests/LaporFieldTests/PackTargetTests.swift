import FileIO
import LaporBundle
import LaporField
import LaporModel
import LaporSamples
import LaporStore
import Testing

@Suite struct PackTargetTests {
    private static func filled() throws -> SampleDevice {
        let sample = try SampleDevice()
        var generator = SeededGenerator(1)
        let path = try sample.folder.write("foto", generator.bytes(500_000))
        // One photo of two complaints is packed once.
        try sample.capture([.title: "Satu"], attachments: [path])
        try sample.capture([.title: "Dua"], attachments: [path])
        return sample
    }

    @Test func `a stick that cannot hold it all is refused before anything is written`() throws {
        let sample = try Self.filled()
        var target = PackTarget(sample.stick, isRemovable: true)
        target.space = Space(free: 499_000, total: 1 << 30)
        let error = #expect(throws: PackError.self) { try sample.device.pack(to: target, scope: .all) }
        guard case .noRoom(let need) = error else { return }
        #expect(need.folder == target.folder && need.isRemovable && need.free == 499_000)
        #expect((500_000..<510_000).contains(need.needed), "\(need.needed)")
        #expect(try Folder.names(in: sample.stick).isEmpty)
        #expect(try sample.device.status().unsent == 2)

        target.space = Space(free: 501_000, total: 1 << 30)
        #expect(try sample.device.pack(to: target, scope: .all).map(\.blobs) == [1])
        #expect(try sample.device.status().packed == 2)
    }

    @Test func `nothing to pack needs no room`() throws {
        let sample = try SampleDevice()
        var target = PackTarget(sample.stick)
        target.space = Space(free: 0, total: 1)
        #expect(try sample.device.pack(to: target, scope: .all).isEmpty)
    }

    @Test func `a FAT stick takes no bundle of 4 GiB, whatever was wished for`() throws {
        func volume(_ fileSystem: String) -> MountedVolume {
            MountedVolume(path: "/m", fileSystem: fileSystem, source: "/dev/sdb1", device: "8:17")
        }
        let fat = PackTarget("/m", on: volume("vfat"))
        #expect(fat.maximum(8 << 30) == BundleLimits.bundle && BundleLimits.bundle < 4 << 30)
        #expect(fat.maximum(1 << 20) == 1 << 20 && fat.maximum(nil) == nil)
        #expect(PackTarget("/m", on: volume("exfat")).maximum(8 << 30) == 8 << 30)
    }
}
