import CanonicalJSON
import FileIO
import LaporBundle
package import LaporModel
import LaporStore

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
    package func receive(_ path: String) throws -> ReceiveResult {
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

    private func receive(_ path: String, _ result: inout ReceiveResult) throws {
        let keys = try KeyFiles.device(in: store.folder)
        let reader: BundleReader
        do {
            reader = try BundleReader(try File.open(path), with: [keys.identity])
        } catch BundleError.notForYou {
            result.outcome = .skipped
            return
        } catch BundleError.notABundle {
            return try receiveKit(path, &result)
        }
        result.bundle = reader.info.id
        if reader.info.kind == .field, reader.info.sender == id {
            // Our own bundle, still on the stick.
            result.outcome = .skipped
            return
        }
        guard reader.info.kind == .reply else { throw BundleError.wrongKind(reader.info.kind) }
        guard reader.info.addressee == id else {
            result.outcome = .skipped
            return
        }
        guard reader.info.sender == kit.office.id, reader.info.senderKey == kit.office.signingKey else {
            throw ReceiveError.anotherOffice
        }
        try merge(reader, &result)
    }

    private func merge(_ reader: BundleReader, _ result: inout ReceiveResult) throws {
        let (merge, isNewer) = try store.write { transaction in
            let merge = Merge(into: transaction, now: surroundings.now())
            try merge.introduce(reader.sections)
            try reader.readEvents { try merge.take($0) }
            try reader.readBlobs { try merge.take(blob: $0, size: $1, read: $2) }
            try reader.finish()
            try merge.finish()
            var isNewer = false
            if let new = reader.receipt {
                isNewer = try receipt(transaction).map { new.isNewer(than: $0) } ?? true
                if isNewer {
                    try transaction.setAbout(.receipt, String(decoding: new.bytes, as: UTF8.self))
                    try transaction.forgetConfirmed()
                }
            }
            return (merge, isNewer)
        }
        result.eventsNew = merge.eventsNew
        result.eventsKnown = merge.eventsKnown
        result.outcome = merge.eventsNew > 0 || isNewer ? .merged : .nothingNew
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
