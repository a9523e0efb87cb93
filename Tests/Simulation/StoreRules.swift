import FileIO
import LaporBundle
import LaporField
import LaporModel
import LaporOffice
import LaporSamples
import LaporStore

/// What must hold, whatever happened.
extension StoreWorld {
    /// How many events and blobs a store has.
    func count(_ store: Store) throws -> [Int] {
        try events(store).count.description.isEmpty ? [] : [events(store).count, complaints(store).count]
    }

    /// All events of a store.
    func events(_ store: Store) throws -> [Event] {
        try store.read { transaction in
            try feeds(transaction).flatMap { try transaction.events(ofFeed: $0) }
        }
    }

    private func feeds(_ transaction: Transaction) throws -> [Identifier] {
        try transaction.devices().map(\.id) + transaction.officeFeeds().map(\.id)
    }

    /// Nothing that a laptop shows as confirmed may be missing at the office.
    func judgeConfirmed(_ laptop: Laptop) throws {
        var confirmed: [FieldComplaint] = []
        try laptop.device.forEachComplaint(state: "confirmed", region: nil) { confirmed.append($0) }
        for complaint in confirmed {
            let events = try laptop.device.store.read { try $0.events(of: complaint.row.id) }
            let captured = events.first { $0.header.kind == EventKind.captured }
            let held = try office.store.read { try $0.events(of: complaint.row.id) }
            guard let captured, held.contains(where: { $0.id == captured.id }) else {
                throw BrokenRule(
                    "what a laptop shows as confirmed is at the office",
                    "\(complaint.row.id.code) of \(laptop.name)")
            }
            // A teammate's attachments are for the teammate's laptop to bring.
            guard laptop.captured.contains(complaint.row.id) else { continue }
            let blobs = captured.attachments.map(\.sha256)
            let missing = try office.store.read { transaction in
                try blobs.filter { try !transaction.hasBlob($0) }
            }
            let isGone =
                try office.store.read { try $0.complaint(named: complaint.row.id.hex).status } == "dihapus"
            if !missing.isEmpty, !isGone {
                throw BrokenRule(
                    "what a laptop shows as confirmed is at the office with its attachments",
                    "\(complaint.row.id.code) of \(laptop.name)")
            }
        }
    }

    /// Everything travels that still can, until nothing is left to be said.
    func settle() throws {
        tell("-- from here on everything travels")
        for laptop in laptops { laptop.clock.now = clock.now }
        for device in try office.status().devices
        where device.office == office.id && (device.state == .revoked || device.waiting > 0) {
            _ = try office.admit(device.id.hex, operatorName: "Ani")
        }
        for round in 1...6 {
            var isQuiet = true
            for laptop in laptops {
                for bundle in try laptop.device.pack(to: try newFolder("stik"), scope: .unconfirmed) {
                    try deliver(Parcel(path: bundle.path, addressee: .office))
                    isQuiet = false
                }
            }
            parcels = []
            try relay(all: false)
            try provinceReplyTo()
            for parcel in parcels { try deliver(parcel) }
            let bundles = try office.reply(to: try newFolder("balasan"), device: nil)
            for laptop in laptops { for bundle in bundles { try receive(bundle.path, laptop) } }
            if isQuiet, round > 1 { return }
        }
        throw BrokenRule("there comes an end to what must travel", "six rounds")
    }

    private func provinceReplyTo() throws {
        for parcel in parcels { try deliver(parcel) }
        parcels = []
        try provinceReply()
    }

    /// Compares all stores once everything has travelled.
    func judge(seed: UInt64) throws {
        let (office, province) = (try state(office.store), try state(province.store))
        if office != province {
            throw BrokenRule(
                "the province shows what the office shows", Self.difference(office, province))
        }
        let replica = try mergedAnew(seed)
        if replica != office {
            throw BrokenRule(
                "stores that hold the same events show the same, whatever the order",
                Self.difference(office, replica))
        }
        try judgeLost()
        try judgePhotos()
        try judgeForks()
        try judgeSound()
    }

    private static func difference(_ left: [String], _ right: [String]) -> String {
        let (only, other) = (left.filter { !right.contains($0) }, right.filter { !left.contains($0) })
        return "\(only.first ?? "nothing") / \(other.first ?? "nothing")"
    }

    /// What a store shows of its complaints, all of it.
    private func state(_ store: Store) throws -> [String] {
        try store.read { transaction in
            var rows: [ComplaintRow] = []
            try transaction.forEachComplaint { rows.append($0) }
            return try rows.map { row in
                var row = row
                // When it arrived is each store's own affair.
                row.storedAt = Timestamp(seconds: 0)
                let complaint = try transaction.complaint(row.id, try transaction.events(of: row.id))
                let linked = try transaction.linked(with: row.id).map(\.id)
                return "\(row) \(linked) \(complaint.map { Self.told($0) } ?? "none")"
            }
        }
    }

    private static func told(_ complaint: Complaint) -> String {
        let values = complaint.conflicts.map { "\($0.field)=\($0.values.map { $0.value ?? "" })" }
        let history = complaint.history.filter { $0.kind != EventKind.unsealed }.map {
            "\($0.kind) \($0.event.hex)"
        }
        return "\(complaint.answers) \(values) \(history) \(complaint.sealedChanges.count)"
    }

    /// The office's events merged in another order into a store that has none.
    private func mergedAnew(_ seed: UInt64) throws -> [String] {
        var draw = Draw(seed ^ 0xA2E3)
        let path = StoreFolder("\(folder)/\(newName("replica"))")
        let store = try Store.make(path, pageSize: 16_384)
        var pieces: [(FeedSection, [Event])] = []
        try office.store.read { transaction in
            for feed in try feeds(transaction) {
                for chain in try transaction.chains(of: feed) {
                    guard let began = try transaction.began(feed) else { continue }
                    let all = try transaction.events(ofFeed: feed)
                    let events = try chain.range.compactMap { sequence in
                        let id = try transaction.id(of: feed, sequence: sequence, in: chain)
                        return all.first { $0.id == id }
                    }
                    let range = FeedSection.Range(
                        first: chain.first, last: chain.last, before: chain.before, id: chain.id,
                        signature: "")
                    pieces.append((FeedSection(feed: feed, began: began, ranges: [range]), events))
                }
            }
        }
        draw.shuffle(&pieces)
        for (section, events) in pieces {
            // Now and then a chain comes in two parts, the later first.
            let cut = events.count > 1 && draw.one(in: 2) ? 1 + draw.below(events.count - 1) : 0
            for part in [events[cut...], events[..<cut]] where !part.isEmpty {
                try store.write { transaction in
                    let merge = Merge(into: transaction, now: clock.now)
                    try merge.introduce([section])
                    try merge.take(Array(part))
                    try merge.finish()
                }
            }
        }
        return try state(store)
    }

    /// Whatever a laptop that is still there has taken down is at the office.
    private func judgeLost() throws {
        let rows = try complaints(office.store)
        let ids = Set(rows.map(\.id))
        for laptop in laptops {
            for id in laptop.captured where !ids.contains(id) {
                throw BrokenRule("no complaint is lost", "\(id.code) of \(laptop.name)")
            }
        }
        for device in try office.status().devices where !device.gaps.isEmpty || device.missingBlobs > 0 {
            // What a lost laptop took along stays a gap.
            guard laptops.contains(where: { laptop in laptop.device.id == device.id }) else { continue }
            if laptops.count > 1, device.forks > 0 { continue }
            throw BrokenRule(
                "every gap is filled once everything has travelled", "\(device.id.code) \(device.gaps)")
        }
    }

    /// Two events after one are a fork, which the office is told of; no two laptops keep one name.
    private func judgeForks() throws {
        let all = try events(office.store)
        for device in try office.status().devices {
            var seen: Set<Hash> = []
            let own = all.filter { $0.header.feed == device.id }
            var children: [Hash?: Int] = [:]
            for event in own where seen.insert(event.id).inserted {
                children[event.header.previous, default: 0] += 1
            }
            let forks = children.values.reduce(0) { $0 + $1 - 1 }
            if forks != device.forks {
                throw BrokenRule("every fork is reported", "\(device.id.code): \(device.forks) of \(forks)")
            }
        }
        let names = laptops.map(\.device.id)
        let written = try laptops.map { laptop in
            try laptop.device.store.read { try $0.tip(of: laptop.device.id).id }
        }
        for left in names.indices {
            for right in names.indices
            where right > left && names[left] == names[right] && written[left] != written[right] {
                throw BrokenRule("no two laptops go on under one name", names[left].code)
            }
        }
        try judgeNames()
    }

    /// No attachment stays that nothing names any more, as after an erasure.
    private func judgeBlobs(_ store: Store, of name: String) throws {
        let named = try Set(events(store).flatMap(\.attachments).map { $0.sha256.hex })
        let root = store.folder.path + "/blobs"
        for folder in try Folder.names(in: root) {
            for file in try Folder.names(in: "\(root)/\(folder)") where !named.contains(file) {
                throw BrokenRule("what is erased takes its attachments along", "\(file.prefix(8)) at \(name)")
            }
        }
    }

    private func judgeSound() throws {
        for laptop in laptops { try judgeBlobs(laptop.device.store, of: laptop.name) }
        for office in [office, province] { try judgeBlobs(office.store, of: office.facts.name) }
        for laptop in laptops {
            try judgeErased(laptop.device.store, of: laptop.name)
            try judgeSecret(laptop.device.store, of: laptop.name)
            try judgeTidied(laptop)
        }
        for office in [office, province] {
            try judgeErased(office.store, of: office.facts.name)
            try judgeSecret(office.store, of: office.facts.name)
        }
        let stores =
            laptops.map { ($0.name, $0.device.store.folder, "field") } + [
                ("office", office.store.folder, "office"), ("province", province.store.folder, "office"),
            ]
        for (name, folder, role) in stores {
            let report = try Store.check(folder, role: role, progress: { _, _, _ in }, own: { _, _ in })
            guard let fault = report.faults.first else { continue }
            throw BrokenRule("every store is sound", "\(name): \(fault)")
        }
    }
}
