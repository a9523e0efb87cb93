import FileIO
import Glibc
import LaporField
import LaporModel
import LaporOffice
import LaporSamples
import LaporStore

/// What whoever looks at a screen, or into a store's files, must find there.
extension StoreWorld {
    /// Who changes something sees it changed; what was taken away or sealed is gone at once.
    func judgeChanged(
        _ kind: StoreStory.Step.Kind, _ id: Identifier, _ said: String, _ laptop: Laptop
    ) throws {
        let shown = try laptop.device.complaint(named: id.hex).0
        switch kind {
        case .edit where !shown.row.confidential && shown.row.title != said:
            throw BrokenRule("who changes a title sees it", "\(id.code) at \(laptop.name)")
        case .withdraw where shown.status != Status.withdrawn:
            throw BrokenRule("who withdraws sees it", "\(id.code) at \(laptop.name): \(shown.status)")
        case .comment where ![Status.commented, Status.withdrawn].contains(shown.status):
            throw BrokenRule("who comments sees it", "\(id.code) at \(laptop.name): \(shown.status)")
        case .blank, .seal:
            if try says(laptop.device.store, [id]) != nil {
                throw BrokenRule(
                    "what is blanked or sealed is in no file of the laptop", "\(id.code) at \(laptop.name)")
            }
        default: break
        }
    }

    /// No store that knows of an erasure holds anything that was said.
    func judgeErased(_ store: Store, of name: String) throws {
        guard !erased.isEmpty else { return }
        let gone = try complaints(store).filter { $0.status == Status.erased }.map(\.id)
        if let id = try says(store, erased.intersection(gone)) {
            throw BrokenRule(
                "what is erased is in no file of a store that knows of it", "\(id.code) at \(name)")
        }
    }

    /// Nothing that is confidential lies in a store in clear.
    func judgeSecret(_ store: Store, of name: String) throws {
        if let id = try says(store, secret) {
            throw BrokenRule("what is confidential lies nowhere in clear", "\(id.code) at \(name)")
        }
    }

    /// A complaint of which a store's database holds a text in clear; `nil` if none of these.
    private func says(_ store: Store, _ ids: Set<Identifier>) throws -> Identifier? {
        guard !ids.isEmpty else { return nil }
        for file in ["", "-wal"].map({ store.folder.database + $0 }) where Folder.exists(file) {
            let bytes = try content(of: file)
            for id in ids.sorted() {
                for text in texts[id] ?? [] where Self.contains(bytes, Array(text.utf8)) { return id }
            }
        }
        return nil
    }

    private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { bytes in
            wanted.withUnsafeBytes { wanted in
                guard let base = bytes.baseAddress, let text = wanted.baseAddress else { return false }
                var from = 0
                while from + wanted.count <= bytes.count,
                    let hit = memchr(base + from, Int32(wanted[0]), bytes.count - from - wanted.count + 1)
                {
                    if memcmp(hit, text, wanted.count) == 0 { return true }
                    from = base.distance(to: UnsafeRawPointer(hit)) + 1
                }
                return false
            }
        }
    }

    /// The complaints that a laptop shows as arrived at the office.
    func arrived(_ laptop: Laptop) throws -> Set<Identifier> {
        var ids: Set<Identifier> = []
        try laptop.device.forEachComplaint(state: nil, region: nil) {
            if ["confirmed", "answered"].contains($0.state) { ids.insert($0.row.id) }
        }
        return ids
    }

    /// What a reply leaves as it was: what has arrived has arrived, and what was tidied away stays away.
    func judgeKept(_ laptop: Laptop, since before: Set<Identifier>) throws {
        if let id = try before.subtracting(arrived(laptop)).sorted().first {
            throw BrokenRule("what has arrived stays arrived", "\(id.code) at \(laptop.name)")
        }
        try judgeTidied(laptop)
    }

    func judgeTidied(_ laptop: Laptop) throws {
        guard !laptop.tidied.isEmpty else { return }
        if let event = try laptop.tidied.intersection(bodies(laptop)).sorted().first {
            throw BrokenRule("what was tidied away stays away", "\(event.hex.prefix(8)) at \(laptop.name)")
        }
    }

    /// The events of which a laptop holds what they say.
    func bodies(_ laptop: Laptop) throws -> Set<Hash> {
        try Set(events(laptop.device.store).filter { $0.body != nil }.map(\.id))
    }

    /// Every attachment that the office has is at the province.
    func judgePhotos() throws {
        let named = try Set(events(province.store).flatMap(\.attachments).map(\.sha256))
        for blob in named.sorted() {
            let isHere = try office.store.read { try $0.hasBlob(blob) }
            let isThere = try province.store.read { try $0.hasBlob(blob) }
            if isHere, !isThere {
                throw BrokenRule("every attachment of the office is at the province", "\(blob.hex.prefix(8))")
            }
        }
    }

    /// Of two laptops of one name, one that both took complaints down under, one takes another name once it hears of it.
    func judgeNames() throws {
        for (index, left) in laptops.enumerated() {
            for right in laptops[(index + 1)...] where left.device.id == right.device.id {
                guard left.captured.isSubset(of: right.captured) || right.captured.isSubset(of: left.captured)
                else { throw BrokenRule("no two laptops go on under one name", left.device.id.code) }
            }
        }
    }
}
