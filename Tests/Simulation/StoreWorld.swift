import FileIO
import Foundation
import LaporBundle
import LaporField
import LaporModel
import LaporOffice
import LaporSamples
import LaporStore

/// A laptop of a story: whoever has its folder.
final class Laptop {
    let name: String
    let folder: String
    let surroundings: Surroundings
    let clock: SampleClock
    var device: Device
    /// An older copy of its folder.
    var remembered: String?
    /// The complaints that it took down, or the laptop that it is a copy of.
    var captured: Set<Identifier> = []
    /// The events whose texts it tidied away.
    var tidied: Set<Hash> = []

    init(name: String, folder: String, surroundings: Surroundings, clock: SampleClock) throws {
        self.name = name
        self.folder = folder
        self.surroundings = surroundings
        self.clock = clock
        device = try Device(StoreFolder(folder), for: .writing, surroundings: surroundings)
    }
}

/// A bundle on its way.
struct Parcel {
    enum Addressee { case office, province, laptops }

    var path: String
    var addressee: Addressee
    var isDelivered = false
    /// Whether its attachments were left out.
    var isBare = false
    /// The words that the office reads out once it has it.
    var code: String?

    /// Whether a device packed it, or it is for that device.
    func isNamed(after device: Identifier) -> Bool { Folder.name(of: path).hasPrefix(device.code) }
}

/// An office, its province, and the laptops of its team, in folders that live in memory.
final class StoreWorld {
    let folder: String
    let seed: UInt64
    let clock = SampleClock(.sample)
    var office: Office
    var province: Office
    var laptops: [Laptop] = []
    var parcels: [Parcel] = []
    /// What was done, for people.
    var told: [String] = []
    /// The complaints that an office erased.
    var erased: Set<Identifier> = []
    /// All that was said of each complaint, in words that nothing else says.
    var texts: [Identifier: [String]] = [:]
    /// The complaints of which nothing may lie anywhere in clear.
    var secret: Set<Identifier> = []
    /// Those that a laptop had taken down when it was copied or backed up.
    var copied: Set<Identifier> = []
    /// Whether an office has replaced its keys.
    var hasRotated = false
    private var names = 0

    init(seed: UInt64) throws {
        self.seed = seed
        folder = "\(Template.root)/\(seed)-\(UUID().uuidString)"
        try Template.shared.get().copy(to: folder)
        office = try Office(
            StoreFolder(folder + "/office"), for: .writing,
            surroundings: .seeded(seed &* 7 &+ 1, clock: clock))
        province = try Office(
            StoreFolder(folder + "/province"), for: .writing,
            surroundings: .seeded(seed &* 7 &+ 2, clock: clock))
        for number in 1...2 { try laptops.append(open("laptop-\(number)", seed: UInt64(number))) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Opens a laptop's folder with a clock and randomness of its own.
    func open(_ name: String, seed number: UInt64) throws -> Laptop {
        let clock = SampleClock(self.clock.now)
        return try Laptop(
            name: name, folder: "\(folder)/\(name)",
            surroundings: .seeded(seed &* 1_000 &+ number &+ 10, clock: clock), clock: clock)
    }

    /// A name that nothing in this world has.
    func newName(_ kind: String) -> String {
        names += 1
        return "\(kind)-\(names)"
    }

    func newFolder(_ kind: String) throws -> String {
        let path = "\(folder)/\(newName(kind))"
        try Folder.make(path)
        return path
    }

    func tell(_ line: String) { told.append(line) }

    /// A laptop's store copied while nobody writes to it.
    func copy(_ laptop: Laptop, to path: String) throws {
        try laptop.device.store.checkpoint()
        try FileManager.default.copyItem(atPath: laptop.folder, toPath: path)
    }
}

/// The beginning that all stories share: two offices that know each other, a kit, two laptops set up from it.
private struct Template {
    static let root: String = {
        let memory = "/dev/shm"
        let base = Folder.isFolder(memory) ? memory : NSTemporaryDirectory()
        return "\(base)/lapor-stories-\(ProcessInfo.processInfo.processIdentifier)"
    }()

    static let shared = Result { try Template() }

    private let folder = "\(root)/template"

    private init() throws {
        try? FileManager.default.removeItem(atPath: Self.root)
        try Folder.make(folder)
        atexit { try? FileManager.default.removeItem(atPath: Template.root) }
        let clock = SampleClock(.sample)
        for (index, name) in ["office", "province"].enumerated() {
            _ = try Office.found(
                name: name, hoursEast: 7, passphrase: nil, folder: StoreFolder("\(folder)/\(name)"),
                surroundings: .seeded(UInt64(index + 1), clock: clock))
        }
        let office = try Office(
            StoreFolder(folder + "/office"), for: .writing, surroundings: .seeded(3, clock: clock))
        let province = try Office(
            StoreFolder(folder + "/province"), for: .writing, surroundings: .seeded(4, clock: clock))
        _ = try office.addPeer(try province.writeCard(to: folder + "/province.card"), .upstream)
        _ = try province.addPeer(try office.writeCard(to: folder + "/office.card"), .downstream)
        _ = try office.issueKit(
            KitOrder(
                team: "Tim A", regions: ["33.09"], devices: 5, expiresAt: clock.now + 900 * 86_400,
                expected: nil, retentionDays: 1, path: folder + "/a.kit"))
        let kit = try Kit.read(folder + "/a.kit")
        for number in 1...2 {
            _ = try Setup.run(
                kit, name: "Laptop \(number)", officer: "Sri",
                folder: StoreFolder("\(folder)/laptop-\(number)"),
                surroundings: .seeded(UInt64(number + 4), clock: clock))
        }
        for office in [office, province] { try office.store.checkpoint() }
    }

    func copy(to path: String) throws {
        try FileManager.default.copyItem(atPath: folder, toPath: path)
    }
}
