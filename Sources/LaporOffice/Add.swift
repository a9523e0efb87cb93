import CanonicalJSON
import FileIO
import LaporBundle
package import LaporModel
import LaporStore

/// What became of one file that was to be merged.
package struct AddResult: Sendable {
    /// The outcome, as scripts know it.
    package enum Outcome: String, Sendable {
        case merged
        case nothingNew = "nothing_new"
        case quarantined
        case refused
        /// It is none that this office merges, and no error.
        case skipped
    }

    package var path: String
    package var outcome: Outcome
    package var bundle: Identifier?
    package var device: Identifier?
    package var deviceName: String?
    /// The few words that confirm the bundle on the phone.
    package var code: String?
    package var eventsNew = 0
    package var eventsKnown = 0
    package var blobsNew = 0
    /// Complaints in it that this version cannot read; they are kept.
    package var unreadable = 0
    /// What is still missing of the device.
    package var gaps: [ClosedRange<Int>] = []
    package var missingBlobs = 0
    /// At how many events the device's feed forks: a copy of the laptop wrote under its name.
    package var forks = 0
    /// How many of those copies have not moved on to a name of their own.
    package var openForks = 0
    /// Why it waits for a person.
    package var hold: Registry.Hold?
    /// Why it was refused.
    package var error: (any Error)?

    /// Something that could not even be looked at.
    package static func refused(_ path: String, _ error: any Error) -> AddResult {
        AddResult(path: path, outcome: .refused, error: error)
    }
}

extension Office {
    /// Merges one bundle; whatever is wrong with it is told in the result and leaves the store as it was.
    ///
    /// What is wrong with the store itself is thrown: then no other bundle can be merged either.
    package func add(_ path: String) throws -> AddResult {
        var result = AddResult(path: path, outcome: .refused)
        do {
            try add(path, &result)
        } catch let error where Self.concernsOneFile(error, path) {
            result.outcome = .refused
            result.error = error
        } catch is JudgedAnew {
            return try add(path)
        }
        return result
    }

    /// Undoes a merge: meanwhile somebody else has written what decides about it.
    private struct JudgedAnew: Error {}

    private static func concernsOneFile(_ error: any Error, _ path: String) -> Bool {
        error is BundleError || error is PeerError || (error as? FileError)?.path == path
    }

    private func add(_ path: String, _ result: inout AddResult) throws {
        let reader = try BundleReader(try File.openRegular(path), with: keys.transports)
        result.bundle = reader.info.id
        result.device = reader.info.sender
        if reader.info.kind == .reply, reader.info.sender == id {
            // Our own reply, still on the stick that went to the village and back.
            result.device = nil
            result.outcome = .skipped
            return
        }
        guard reader.info.addressee == id else { throw BundleError.notForYou }
        if try store.read({ try $0.hasMerged(reader.tagmanifest) }) {
            result.outcome = .nothingNew
            result.deviceName = try senderName(reader)
            result.eventsKnown = reader.info.events
            result.code = Words.confirmation(ofTagmanifest: reader.tagmanifest)
            return
        }
        switch reader.info.kind {
        case .field: try addField(path, reader, &result)
        case .relay: try addRelay(path, reader, &result)
        case .reply: try addReply(reader, &result)
        case .kit: throw BundleError.wrongKind(.kit)
        }
    }

    private func senderName(_ reader: BundleReader) throws -> String? {
        guard reader.info.kind == .field else {
            return try store.read { try peer(reader.info.sender, nil, $0)?.name }
        }
        return reader.sections.first { $0.feed == reader.info.sender }.flatMap { Introduction($0.began) }?
            .name
    }

    private func addField(_ path: String, _ reader: BundleReader, _ result: inout AddResult) throws {
        let device = reader.info.sender
        guard let section = reader.sections.first(where: { $0.feed == device }),
            let last = section.ranges.map(\.last).max(), let introduction = Introduction(section.began)
        else { throw BundleError.damaged(file: "data/feeds.json", fact: "sender") }
        guard introduction.office == id else { throw BundleError.notForYou }
        result.deviceName = introduction.name
        if store.isShared { forgetRegistries() }
        let judgement = try store.read {
            try judge(reader.sections, sender: device, introduction, try registry($0), $0)
        }
        let entered = { [self] (transaction: Transaction) in
            guard store.isShared else { return }
            forgetRegistries()
            let again = try judge(
                reader.sections, sender: device, introduction, try registry(transaction), transaction)
            guard again == judgement, try !transaction.hasMerged(reader.tagmanifest) else {
                throw JudgedAnew()
            }
        }
        switch judgement {
        case .hold(let hold):
            try reader.verifyRest()
            let waiting = quarantined(
                reader, name: introduction.name, team: introduction.team, last: last, hold)
            try setAside(path, waiting)
            result.outcome = .quarantined
            result.hold = hold
        case .take:
            try merge(reader, entered: entered, &result)
        case .admit(let invitation):
            try merge(
                reader, admitting: ("invitation", "invitation", invitation), entered: entered, &result)
        case .admitIntroduced(let introducer):
            try merge(
                reader, admitting: ("introduction", "introduction", introducer.hex), entered: entered, &result
            )
        }
    }

    /// Judges every feed that a bundle carries: whoever may send must not bring in somebody who may not.
    private func judge(
        _ sections: [FeedSection], sender: Identifier, _ introduction: Introduction, _ registry: Registry,
        _ transaction: Transaction
    ) throws -> Registry.Judgement {
        var judgement = Registry.Judgement.take
        for section in sections {
            guard section.purpose == .device, let last = section.ranges.map(\.last).max() else {
                throw BundleError.forged(fact: "feed \(section.feed.code): not a device's")
            }
            let isSender = section.feed == sender
            let isLimited = registry.admissions[section.feed].map { $0 != .admitted } ?? false
            let isStrange = try isLimited && self.isStrange(section, transaction)
            let found = registry.judge(
                device: section.feed, last: isStrange ? .max : last,
                invitation: isSender ? introduction.invitation(of: sender) : nil,
                introducer: isSender ? introduction.continues : nil, now: surroundings.now())
            if case .hold = found { return found }
            if isSender { judgement = found }
        }
        return judgement
    }

    /// Whether ranges end in events that neither this office holds nor the events which it holds go on from: of a device
    /// of which only a part is taken, a number alone does not tell that they belong to that part.
    private func isStrange(_ section: FeedSection, _ transaction: Transaction) throws -> Bool {
        let chains = try transaction.chains(of: section.feed)
        return try section.ranges.contains { range in
            try !chains.contains { chain in
                try range.last >= chain.first - 1 && range.last <= chain.last
                    && transaction.id(of: section.feed, sequence: range.last, in: chain) == range.id
            }
        }
    }

    /// Merges a device's bundle; `admitting` is how the registry says that it is taken from now on, `entered` whether all
    /// is still as it was found.
    private func merge(
        _ reader: BundleReader, admitting: (by: String, key: String, value: String)? = nil,
        entered: (Transaction) throws -> Void, _ result: inout AddResult
    ) throws {
        let device = reader.info.sender
        let merged = try write(as: .merging) { transaction in
            try self.merge(reader, transaction) {
                try entered(transaction)
                guard let admitting else { return }
                var body = JSONObject()
                body.add("by", admitting.by)
                body.add("device", device.hex)
                body.add(admitting.key, admitting.value)
                try register(EventKind.admitted, body, transaction)
            }
        }
        try tell(merged, of: reader, in: &result)
        if merged.eventsNew > 1_000 { try store.checkpoint() }
    }

    /// Puts what a merge did, and what is still missing of the sender, into a result.
    func tell(_ merge: Merge, of reader: BundleReader, in result: inout AddResult) throws {
        result.outcome = merge.eventsNew + merge.blobsNew > 0 ? .merged : .nothingNew
        result.eventsNew = merge.eventsNew
        result.eventsKnown = merge.eventsKnown
        result.blobsNew = merge.blobsNew
        result.unreadable = merge.unreadable
        result.code = Words.confirmation(ofTagmanifest: reader.tagmanifest)
        try store.read { transaction in
            for section in reader.sections where section.purpose == .device {
                result.gaps += try transaction.gaps(of: section.feed)
                result.missingBlobs += try transaction.missingBlobs(of: section.feed).count
                let forks = try transaction.countForks(of: section.feed)
                result.forks += forks.all
                result.openForks += forks.open
            }
        }
    }

    func merge(
        _ reader: BundleReader, _ transaction: Transaction, entered: () throws -> Void = {}
    ) throws -> Merge {
        let merge = Merge(into: transaction, now: surroundings.now())
        try merge.take(reader, entered: entered)
        for complaint in merge.leftOver { try eraseLeftOver(complaint, transaction) }
        try transaction.noteMerged(
            reader.tagmanifest, bundle: reader.info.id, sender: reader.info.sender, at: surroundings.now())
        return merge
    }
}

extension Office {
    func quarantined(
        _ reader: BundleReader, name: String?, team: String?, last: Int, _ hold: Registry.Hold
    ) -> QuarantinedBundle {
        QuarantinedBundle(
            tagmanifest: reader.tagmanifest, bundle: reader.info.id, device: reader.info.sender,
            deviceName: name, team: team, lastSequence: last, reason: hold.rawValue, at: surroundings.now())
    }

    /// Keeps a sound bundle that is not to be merged, so that it need not be carried here again.
    func setAside(_ path: String, _ waiting: QuarantinedBundle) throws {
        let kept = store.folder.quarantined(waiting.bundle)
        if !Folder.exists(kept) {
            let part = store.folder.staged("\(waiting.bundle.hex).lapor")
            try Folder.copy(path, to: part, mode: 0o600)
            try Folder.publish(part, as: kept)
        }
        try write { try $0.noteQuarantined(waiting) }
    }

    /// Merges a bundle that waits, as a person decided, together with what the registry says of that.
    func mergeWaiting(
        _ waiting: QuarantinedBundle, registering event: (kind: String, body: JSONObject)?
    ) throws -> AddResult {
        let path = store.folder.quarantined(waiting.bundle)
        let reader = try BundleReader(try File.openRegular(path), with: keys.transports)
        var result = AddResult(
            path: path, outcome: .merged, bundle: waiting.bundle, device: waiting.device,
            deviceName: waiting.deviceName)
        let merged = try write { transaction in
            if let event { try register(event.kind, event.body, transaction) }
            let merge = try self.merge(reader, transaction)
            try transaction.endQuarantine(waiting.tagmanifest)
            return merge
        }
        Folder.remove(path)
        try tell(merged, of: reader, in: &result)
        return result
    }
}
