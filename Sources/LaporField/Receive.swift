import CanonicalJSON
import FileIO
import LaporBundle
package import LaporModel
import LaporStore
import SSHSignature

/// What became of one file that was received.
package struct ReceiveResult: Sendable {
    /// The outcome, as scripts know it.
    package enum Outcome: String, Sendable {
        case merged
        case nothingNew = "nothing_new"
        /// Sound or not, it is addressed to another laptop.
        case skipped
        case refused
    }

    package var path: String
    package var outcome: Outcome
    package var bundle: Identifier?
    package var eventsNew = 0
    package var eventsKnown = 0
    /// Events of this laptop's own that the office gave back: its store was set back, or copied to another laptop.
    package var eventsRegained = 0
    /// The id under which this laptop goes on, where a copy of it keeps the one that both had.
    package var movedTo: Identifier?
    /// Whether it was a newer kit.
    package var isKit = false
    package var error: (any Error)?
}

/// Why a reply or kit is not taken.
package enum ReceiveError: Error, Equatable, Sendable {
    /// It is of another office than the one that this device's kit came from.
    case anotherOffice
}

extension Device {
    /// Merges a reply of the office, or takes a newer kit; what is for another laptop is passed over.
    package mutating func receive(_ path: String) throws -> ReceiveResult {
        var result = ReceiveResult(path: path, outcome: .refused)
        do {
            try receive(path, &result)
        } catch let error
            where error is BundleError || error is ReceiveError || (error as? FileError)?.path == path
        {
            result.outcome = .refused
            result.error = error
        }
        return result
    }

    private mutating func receive(_ path: String, _ result: inout ReceiveResult) throws {
        let keys = try KeyFiles.device(in: store.folder)
        let reader: BundleReader
        do {
            reader = try BundleReader(try File.openRegular(path), with: keys.map(\.identity))
        } catch BundleError.notForYou {
            result.outcome = .skipped
            return
        } catch BundleError.notABundle {
            return try receiveKit(path, &result)
        }
        result.bundle = reader.info.id
        let own = try store.read { try ownIDs($0) }
        if reader.info.kind == .field, own.contains(reader.info.sender) {
            // Our own bundle, still on the stick.
            result.outcome = .skipped
            return
        }
        guard reader.info.kind == .reply else { throw BundleError.wrongKind(reader.info.kind) }
        guard let addressee = reader.info.addressee, own.contains(addressee) else {
            result.outcome = .skipped
            return
        }
        // The office's key as its kit shows it, or one that followed on that.
        guard reader.info.sender == kit.office.id,
            reader.succession?.reaches(from: kit.office.signingKey.line) == true
        else { throw ReceiveError.anotherOffice }
        try merge(reader, keys, &result)
    }

    private mutating func merge(
        _ reader: BundleReader, _ keys: [DeviceKeys], _ result: inout ReceiveResult
    ) throws {
        let (merge, isNewer, successor) = try store.write { transaction in
            let tip = try transaction.tip(of: id)
            let merge = Merge(into: transaction, now: surroundings.now())
            try merge.take(reader)
            try transaction.forgetSourcesOfErased()
            try transaction.forgetRowsOfErased()
            let isNewer = try reader.receipt.map { try take($0, transaction) } ?? false
            let successor =
                try isDisplaced(tip, transaction) ? try moveOn(from: tip, keys, transaction) : nil
            return (merge, isNewer, successor)
        }
        result.eventsNew = merge.eventsNew
        result.eventsKnown = merge.eventsKnown
        result.eventsRegained = merge.eventsNew(of: id)
        result.outcome = merge.eventsNew > 0 || isNewer ? .merged : .nothingNew
        result.movedTo = successor
        if let successor { id = successor }
    }

    /// Keeps a receipt if it counts; `false` if the one that is held does.
    private func take(_ new: Receipt, _ transaction: Transaction) throws -> Bool {
        let held = try receipt(transaction)
        guard held.map({ new.isNewer(than: $0) }) ?? true else { return false }
        try transaction.setAbout(.receipt, String(decoding: new.bytes, as: UTF8.self))
        // An office that was brought back from a backup may have lost what it confirmed on the phone.
        if held?.epoch != new.epoch { try transaction.forgetConfirmed() }
        return true
    }

    /// Takes a kit's lists and settings if it is of the same office and newer.
    private func receiveKit(_ path: String, _ result: inout ReceiveResult) throws {
        let new = try Kit.read(path)
        result.isKit = true
        result.bundle = new.id
        guard new.office.id == kit.office.id else { throw ReceiveError.anotherOffice }
        guard new.team == kit.team else {
            result.outcome = .skipped
            return
        }
        guard new.serial > kit.serial else {
            result.outcome = .nothingNew
            return
        }
        // Signed with the key that this device knows, or with one that followed on it: never with one that was replaced.
        let succession = Succession(new.succession, of: kit.office.id, to: new.office.signingKey)
        guard succession?.reaches(from: kit.office.signingKey.line) == true else {
            throw ReceiveError.anotherOffice
        }
        try store.write { try Setup.load(new, into: $0) }
        try store.checkpoint()
        result.outcome = .merged
    }

    /// Takes a code that the office read out on the phone; gives the bundle that it confirms, `nil` if none.
    package func confirm(_ words: String) throws -> Identifier? {
        let typed = Words.normalised(words)
        return try store.write { transaction -> Identifier? in
            let match = try transaction.packs().first {
                Words.confirmation(ofTagmanifest: $0.tagmanifest) == typed
            }
            guard let match else { return nil }
            try transaction.noteConfirmed(match.bundle, at: surroundings.now())
            return match.bundle
        }
    }
}
