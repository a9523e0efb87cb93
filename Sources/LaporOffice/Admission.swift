import CanonicalJSON
package import LaporModel
package import LaporStore

/// A device as the office sees it.
package struct OfficeDevice: Sendable {
    /// Whether its bundles are merged.
    package enum State: String, Sendable {
        case admitted
        case revoked
        /// A person released what it brought, without admitting it.
        case released
        /// Nothing of it has been merged.
        case quarantined
    }

    package var id: Identifier
    /// That gave it its kit: this one, or one that relays to it.
    package var office: Identifier
    package var name: String
    package var team: String
    package var state: State
    package var lastSequence: Int
    package var lastBundleAt: Timestamp?
    package var complaints: Int
    package var gaps: [ClosedRange<Int>]
    package var forks: Int
    /// How many of the copies that wrote there have not moved on.
    package var openForks: Int
    package var missingBlobs: Int
    /// Bundles of it that wait.
    package var waiting: Int
    /// When anything of it came last, by this office's clock; `nil` if nothing has.
    package var lastSeenAt: Timestamp?
    /// When its newest event was written, by its own clock.
    package var lastRecordedAt: Timestamp?
    /// Whole days since anything of it came.
    package var daysSilent: Int?
    /// What speaks against its clock.
    package var clockDoubt: ClockDoubt?
}

extension Office {
    /// The devices, those that only wait included, by id.
    package func devices(_ transaction: Transaction) throws -> [OfficeDevice] {
        let waiting = Dictionary(grouping: try transaction.quarantined(), by: \.device)
        var devices = try transaction.devices().map { row in
            let state: OfficeDevice.State =
                switch try registry(of: row.office ?? id, transaction).admissions[row.id] {
                case .admitted: .admitted
                case .held: .revoked
                case .released: .released
                case nil: .quarantined
                }
            var device = OfficeDevice(
                id: row.id, office: row.office ?? id, name: row.name, team: row.team, state: state,
                lastSequence: row.lastSequence,
                lastBundleAt: row.lastBundleAt, complaints: row.complaints,
                gaps: try transaction.gaps(of: row.id), forks: row.forks,
                openForks: row.openForks,
                missingBlobs: row.missingBlobs, waiting: waiting[row.id]?.count ?? 0)
            try device.look(at: waiting[row.id] ?? [], now: surroundings.now(), transaction)
            return device
        }
        let known = Set(devices.map(\.id))
        let isRelay = { (bundle: QuarantinedBundle) in bundle.reason == Registry.Hold.unknownOffice.rawValue }
        for (id, bundles) in waiting where !known.contains(id) && !bundles.contains(where: isRelay) {
            var device = OfficeDevice(
                id: id, office: self.id, name: bundles[0].deviceName ?? "", team: bundles[0].team ?? "",
                state: .quarantined, lastSequence: 0, lastBundleAt: nil, complaints: 0, gaps: [],
                forks: 0, openForks: 0, missingBlobs: 0, waiting: bundles.count)
            try device.look(at: bundles, now: surroundings.now(), transaction)
            devices.append(device)
        }
        return devices.sorted { $0.id < $1.id }
    }

    /// The device of an id, of a code (the first 8 digits) or of a name that only one has.
    package func device(named text: String, _ transaction: Transaction) throws -> OfficeDevice {
        let all = try devices(transaction)
        let folded = text.lowercased()
        let found = all.filter { $0.id.hex == folded || $0.id.code == folded || $0.name == text }
        guard let first = found.first else { throw StoreError.notFound(text) }
        guard found.count == 1 else { throw StoreError.ambiguous(text, found.map(\.id.hex)) }
        return first
    }

    /// Admits a device and merges what waits of it.
    package func admit(_ text: String, operatorName: String) throws -> (OfficeDevice, [AddResult]) {
        let (device, waiting) = try store.read { transaction in
            let device = try self.device(named: text, transaction)
            return (device, try transaction.quarantined().filter { $0.device == device.id })
        }
        var body = JSONObject()
        body.add("by", "person")
        body.add("device", device.id.hex)
        body.add("operator", operatorName)
        try write { try register(EventKind.admitted, body, $0) }
        var results: [AddResult] = []
        for bundle in waiting { results.append(try mergeWaiting(bundle, registering: nil)) }
        return (try store.read { try self.device(named: device.id.hex, $0) }, results)
    }

    /// Holds a device at what the office has of it: whatever comes later waits for a person.
    package func revoke(_ text: String, operatorName: String) throws -> OfficeDevice {
        try write { transaction in
            let device = try self.device(named: text, transaction)
            var body = JSONObject()
            body.add("device", device.id.hex)
            body.add("operator", operatorName)
            body.add("sequence", .integer(device.lastSequence))
            try register(EventKind.held, body, transaction)
            return try self.device(named: device.id.hex, transaction)
        }
    }

    /// Merges one bundle that waits, without admitting its device.
    package func release(_ text: String, operatorName: String) throws -> AddResult {
        let folded = text.lowercased()
        let waiting = try store.read { try $0.quarantined() }.filter {
            $0.bundle.hex == folded || $0.bundle.code == folded
        }
        guard let bundle = waiting.first else { throw StoreError.notFound(text) }
        guard waiting.count == 1 else { throw StoreError.ambiguous(text, waiting.map(\.bundle.hex)) }
        // An office is introduced by its card, whose fingerprint somebody compares.
        guard bundle.reason != Registry.Hold.unknownOffice.rawValue else {
            throw PeerError.unknownOffice(bundle.device)
        }
        var body = JSONObject()
        body.add("bundle", bundle.tagmanifest.hex)
        body.add("device", bundle.device.hex)
        body.add("operator", operatorName)
        body.add("sequence", .integer(bundle.lastSequence))
        return try mergeWaiting(bundle, registering: (EventKind.released, body))
    }
}
