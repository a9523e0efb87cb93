import FileIO
import LaporBundle
import LaporField
import LaporModel
import LaporSamples
import LaporStore

/// A laptop set up from a sample office's kit, in a folder of its own.
struct SampleDevice {
    let folder: TemporaryFolder
    let office: SampleOffice
    let device: Device
    let clock = SampleClock(.sample + 3_600)

    static let regions = """
        code,name\r
        33,Jawa Tengah\r
        33.09,Kabupaten Boyolali\r
        33.09.05,Simo\r
        33.09.05.2003,Tegalsari\r
        """

    init(_ seed: UInt64 = 1, attachmentLimit: Int = 1 << 20, withRegions: Bool = true) throws {
        folder = try TemporaryFolder()
        office = try SampleOffice(1_000)
        let kit = try office.kit(
            lists: withRegions ? [.regions: Array(Self.regions.utf8)] : [:], attachmentLimit: attachmentLimit)
        let path = StoreFolder(folder.path("device"))
        let surroundings = Surroundings.seeded(seed, clock: clock)
        do {
            _ = try Setup.run(
                kit, name: "Laptop 1", officer: "Sri", folder: path, surroundings: surroundings)
        }
        device = try Device(path, for: .writing, surroundings: surroundings)
        try Folder.make(folder.path("stick"))
    }

    var stick: String { folder.path("stick") }

    /// A good complaint, with some values in the place of others.
    static func values(_ changes: [Field: String] = [:]) -> [Field: String] {
        let values: [Field: String] = [
            .classification: "pengaduan", .title: "Pasar becek", .description: "Becek setiap hujan.",
            .incidentDate: "2026-11-20", .region: "33.09.05.2003",
        ]
        return values.merging(changes) { $1 }
    }

    /// Takes a complaint down and gives what its events make of it.
    @discardableResult
    func capture(_ changes: [Field: String] = [:], attachments: [String] = []) throws -> Complaint? {
        let given = GivenComplaint(values: Self.values(changes), attachments: attachments)
        guard case .saved(let id, _, _) = try device.capture(given).0 else { return nil }
        return try device.complaint(named: id.hex).1
    }

    /// How many complaints there are.
    func count() throws -> Int {
        var count = 0
        try device.forEachComplaint(state: nil, region: nil) { _ in count += 1 }
        return count
    }
}
