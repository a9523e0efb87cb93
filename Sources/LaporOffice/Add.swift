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
    /// Why it waits for a person.
    package var hold: Registry.Hold?
    /// Why it was refused.
    package var error: (any Error)?
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
        }
        return result
    }

    private static func concernsOneFile(_ error: any Error, _ path: String) -> Bool {
        error is BundleError || (error as? FileError)?.path == path
    }

    private func add(_ path: String, _ result: inout AddResult) throws {
        let reader = try BundleReader(try File.open(path), with: [keys.transport])
        result.bundle = reader.info.id
        if reader.info.kind == .reply, reader.info.sender == id {
            // Our own reply, still on the stick that went to the village and back.
            result.outcome = .skipped
            return
        }
        guard reader.info.kind == .field else { throw BundleError.wrongKind(reader.info.kind) }
        guard reader.info.addressee == id else { throw BundleError.notForYou }
        let device = reader.info.sender
        result.device = device
        guard let section = reader.sections.first(where: { $0.feed == device }),
            let last = section.ranges.last,
            let introduction = Introduction(section.began)
        else { throw BundleError.damaged(file: "data/feeds.json", fact: "sender") }
        guard introduction.office == id else { throw BundleError.notForYou }
        result.deviceName = introduction.name
        let (isKnown, registry) = try store.read { transaction in
            (try transaction.hasMerged(reader.tagmanifest), try self.registry(transaction))
        }
        if isKnown {
            result.outcome = .nothingNew
            result.eventsKnown = reader.info.events
            result.code = Words.confirmation(ofTagmanifest: reader.tagmanifest)
            return
        }
        let judgement = try judge(
            reader.sections, sender: device, invitation: introduction.invitation(of: device), registry)
        switch judgement {
        case .hold(let hold):
            try reader.verifyRest()
            try setAside(path, reader, introduction, last: last.last, hold)
            result.outcome = .quarantined
            result.hold = hold
        case .take:
            try merge(reader, admitting: nil, &result)
        case .admit(let invitation):
            try merge(reader, admitting: invitation, &result)
        }
    }

    /// Judges every feed that a bundle carries: whoever may send must not bring in somebody who may not.
    private func judge(
        _ sections: [FeedSection], sender: Identifier, invitation: String?, _ registry: Registry
    ) throws -> Registry.Judgement {
        var judgement = Registry.Judgement.take
        for section in sections {
            guard section.purpose == .device, let last = section.ranges.last?.last else {
                throw BundleError.forged(fact: "feed \(section.feed.code): not a device's")
            }
            let isSender = section.feed == sender
            let found = registry.judge(
                device: section.feed, last: last, invitation: isSender ? invitation : nil,
                now: surroundings.now())
            if case .hold = found { return found }
            if isSender { judgement = found }
        }
        return judgement
    }

    private func merge(
        _ reader: BundleReader, admitting invitation: String?, _ result: inout AddResult
    ) throws {
        let device = reader.info.sender
        let merged = try write { transaction in
            if let invitation {
                var body = JSONObject()
                body.add("by", "invitation")
                body.add("device", device.hex)
                body.add("invitation", invitation)
                try register(EventKind.admitted, body, transaction)
            }
            return try self.merge(reader, transaction)
        }
        try tell(merged, of: reader, in: &result)
        if merged.eventsNew > 1_000 { try store.checkpoint() }
    }

    /// Puts what a merge did, and what is still missing of the device, into a result.
    private func tell(_ merge: Merge, of reader: BundleReader, in result: inout AddResult) throws {
        result.outcome = merge.eventsNew + merge.blobsNew > 0 ? .merged : .nothingNew
        result.eventsNew = merge.eventsNew
        result.eventsKnown = merge.eventsKnown
        result.blobsNew = merge.blobsNew
        result.unreadable = merge.unreadable
        result.code = Words.confirmation(ofTagmanifest: reader.tagmanifest)
        let device = reader.info.sender
        (result.gaps, result.missingBlobs) = try store.read { transaction in
            (
                SequenceRanges(try transaction.ranges(of: device)).gaps,
                try transaction.countMissingBlobs(of: device)
            )
        }
    }

    private func merge(_ reader: BundleReader, _ transaction: Transaction) throws -> Merge {
        let merge = Merge(into: transaction, now: surroundings.now())
        try merge.introduce(reader.sections)
        try reader.readEvents { try merge.take($0) }
        try reader.readBlobs { try merge.take(blob: $0, size: $1, read: $2) }
        try reader.finish()
        try merge.finish()
        try transaction.noteMerged(
            reader.tagmanifest, bundle: reader.info.id, sender: reader.info.sender, at: surroundings.now())
        return merge
    }
}

extension Office {
    private func quarantinePath(_ bundle: Identifier) -> String {
        "\(store.folder.quarantine)/\(bundle.hex).lapor"
    }

    /// Keeps a sound bundle that is not to be merged, so that it need not be carried here again.
    private func setAside(
        _ path: String, _ reader: BundleReader, _ introduction: Introduction, last: Int, _ hold: Registry.Hold
    ) throws {
        let kept = quarantinePath(reader.info.id)
        if !Folder.exists(kept) {
            let part = "\(store.folder.staging)/\(reader.info.id.hex).lapor"
            let source = try File.open(path)
            let target = try File.create(part, mode: 0o600)
            try ByteCopy.run(from: { try source.read(into: $0) }, to: { try target.write($0) })
            try target.sync()
            try Folder.publish(part, as: kept)
        }
        try write { transaction in
            try transaction.noteQuarantined(
                QuarantinedBundle(
                    tagmanifest: reader.tagmanifest, bundle: reader.info.id, device: reader.info.sender,
                    deviceName: introduction.name, team: introduction.team, lastSequence: last,
                    reason: hold.rawValue, at: surroundings.now()))
        }
    }

    /// Merges a bundle that waits, as a person decided, together with what the registry says of that.
    func mergeWaiting(
        _ waiting: QuarantinedBundle, registering event: (kind: String, body: JSONObject)?
    ) throws -> AddResult {
        let path = quarantinePath(waiting.bundle)
        let reader = try BundleReader(try File.open(path), with: [keys.transport])
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
