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
        /// It is damaged, and what was whole in it was taken.
        case salvaged
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
    /// Of a damaged bundle: what it held that is not here.
    package var missing: MissingContent?
    /// A device sent it, and it would be merged if it were not damaged.
    package var isSalvageable = false
    /// A device sent it, as its signed start says.
    var isOfDevice = false
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
    /// What is wrong with the store itself is thrown: then no other bundle can be merged either. With `salvaging`, what is
    /// whole in a damaged one is taken.
    package func add(_ path: String, salvaging: Bool = false) throws -> AddResult {
        var result = AddResult(path: path, outcome: .refused)
        do {
            try add(path, &result)
        } catch let error where Self.concernsOneFile(error, path) {
            result.outcome = .refused
            result.error = error
        } catch is JudgedAnew {
            return try add(path, salvaging: salvaging)
        }
        guard let error = result.error as? BundleError, error.isDamage else {
            result.isSalvageable = false
            return result
        }
        guard salvaging else { return result }
        do {
            try salvage(path, refused: error, &result)
        } catch let error where Self.concernsOneFile(error, path) {
            result.error = error
        } catch is JudgedAnew {
            return try add(path, salvaging: salvaging)
        }
        return result
    }

    /// Undoes a merge: meanwhile somebody else has written what decides about it.
    private struct JudgedAnew: Error {}

    private static func concernsOneFile(_ error: any Error, _ path: String) -> Bool {
        error is BundleError || error is PeerError || error is SalvageError
            || (error as? FileError)?.path == path
    }

    private func add(_ path: String, _ result: inout AddResult) throws {
        let reader = try BundleReader(try File.openRegular(path), with: keys.transports)
        result.bundle = reader.info.id
        result.device = reader.info.sender
        result.isOfDevice = reader.info.kind == .field
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
        let judged = try judgeField(reader, &result)
        if case .hold(let hold) = judged.judgement {
            try reader.verifyRest()
            let introduction = judged.introduction
            let waiting = quarantined(
                reader, name: introduction.name, team: introduction.team, last: judged.last, hold)
            try setAside(path, waiting)
            result.outcome = .quarantined
            result.hold = hold
            return
        }
        result.isSalvageable = true
        let merged = try merge(reader, from: reader, judged)
        try tell(merged, of: reader, in: &result)
    }

    /// What the office makes of a device's bundle before it takes anything of it.
    struct JudgedField {
        var judgement: Registry.Judgement
        var introduction: Introduction
        /// The last sequence of the device's feed that the bundle announces.
        var last: Int
        /// Checks, once nobody else changes the store, that it is still as it was found.
        var entered: (Transaction) throws -> Void
    }

    /// Judges the bundle of a device by its signed start.
    func judgeField(_ reader: BundleReader, _ result: inout AddResult) throws -> JudgedField {
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
        return JudgedField(judgement: judgement, introduction: introduction, last: last) {
            [self] transaction in
            guard store.isShared else { return }
            forgetRegistries()
            let again = try judge(
                reader.sections, sender: device, introduction, try registry(transaction), transaction)
            guard again == judgement, try !transaction.hasMerged(reader.tagmanifest) else {
                throw JudgedAnew()
            }
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

    /// Merges what a device sends, whose bundle has been judged.
    func merge(
        _ content: some BundleContent, from start: BundleReader, _ judged: JudgedField
    ) throws -> Merge {
        let admitting: (by: String, key: String, value: String)? =
            switch judged.judgement {
            case .take, .hold: nil
            case .admit(let invitation): ("invitation", "invitation", invitation)
            case .admitIntroduced(let introducer): ("introduction", "introduction", introducer.hex)
            }
        let merged = try write(as: .merging) { transaction in
            try self.merge(content, from: start, transaction) {
                try judged.entered(transaction)
                guard let admitting else { return }
                var body = JSONObject()
                body.add("by", admitting.by)
                body.add("device", start.info.sender.hex)
                body.add(admitting.key, admitting.value)
                try register(EventKind.admitted, body, transaction)
            }
        }
        if merged.eventsNew > 1_000 { try store.checkpoint() }
        return merged
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

    func merge(_ reader: BundleReader, _ transaction: Transaction) throws -> Merge {
        try merge(reader, from: reader, transaction) {}
    }

    /// Merges a bundle, or what is left of the one that starts so: only a whole one is noted as merged.
    private func merge(
        _ content: some BundleContent, from start: BundleReader, _ transaction: Transaction,
        entered: () throws -> Void
    ) throws -> Merge {
        let merge = Merge(into: transaction, now: surroundings.now())
        try merge.take(content, entered: entered)
        for complaint in merge.leftOver { try eraseLeftOver(complaint, transaction) }
        if content.isWhole {
            try transaction.noteMerged(
                start.tagmanifest, bundle: start.info.id, sender: start.info.sender, at: surroundings.now())
        }
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
