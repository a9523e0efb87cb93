import FileIO
import LaporBundle
import LaporField
import LaporModel
import LaporOffice
import LaporSamples
import LaporStore

/// A real office and the laptops of its teams, each in a folder of its own.
struct SampleDistrict {
    let folder: TemporaryFolder
    let office: Office
    let clock = SampleClock(.sample)

    init() throws {
        folder = try TemporaryFolder()
        let path = StoreFolder(folder.path("office"))
        let surroundings = Surroundings.seeded(1_000, clock: clock)
        do {
            _ = try Office.found(
                name: "Dinas Kominfo", hoursEast: 7, passphrase: nil, folder: path, surroundings: surroundings
            )
        }
        office = try Office(path, for: .writing, surroundings: surroundings)
    }

    func kit(devices: Int = 1, name: String = "a.kit", days: Int = 30) throws -> Kit {
        let path = folder.path(name)
        _ = try office.issueKit(
            KitOrder(
                team: "Tim A", regions: ["33.09.05"], devices: devices,
                expiresAt: clock.now + days * 86_400, expected: nil, path: path))
        return try Kit.read(path)
    }

    func device(_ seed: UInt64, _ kit: Kit) throws -> Device {
        let path = StoreFolder(folder.path("device\(seed)"))
        let surroundings = Surroundings.seeded(seed, clock: clock)
        do {
            _ = try Setup.run(
                kit, name: "Laptop \(seed)", officer: "Sri", folder: path, surroundings: surroundings)
        }
        try Folder.make(folder.path("stick"))
        return try Device(path, for: .writing, surroundings: surroundings)
    }

    /// Takes a complaint down and packs all; gives the bundle's path.
    func pack(_ device: Device, _ changes: [Field: String] = [:], scope: PackScope = .all) throws -> String {
        let values: [Field: String] = [
            .classification: "pengaduan", .title: "Pasar becek", .description: "Becek setiap hujan.",
            .incidentDate: "2026-11-20", .region: "33.09.05.2003",
        ]
        _ = try device.capture(GivenComplaint(values: values.merging(changes) { $1 }))
        return try device.pack(to: folder.path("stick"), scope: scope)[0].path
    }

    func complaints() throws -> Int { try office.status().complaints }
}
