import FileIO
import LaporBundle
package import LaporModel
package import LaporStore

/// How far complaints have come, counted once at the furthest step.
package struct FieldStatus: Sendable {
    package var drafts = 0
    package var unsent = 0
    package var packed = 0
    package var confirmed = 0
    package var answered = 0
    package var gaps = 0
}

/// A complaint with its place on the way.
package struct FieldComplaint: Sendable {
    package var row: ComplaintRow
    /// `recorded`, `packed`, `confirmed` or `answered`.
    package var state: String
    /// The status word.
    package var status: String
}

extension Device {
    /// How far this device's complaints have come.
    package func status() throws -> FieldStatus {
        try store.read { transaction in
            let packed = try transaction.packed(of: id)
            let unsent = try transaction.countComplaints(of: id, after: packed)
            let all = try transaction.countComplaints(of: id, after: 0)
            return FieldStatus(unsent: unsent, packed: all - unsent)
        }
    }

    /// Gives the complaints by recorded time; of one state or status word, of one region's subtree.
    package func forEachComplaint(
        state: String?, region: RegionCode?, _ body: (FieldComplaint) throws -> Void
    ) throws {
        try store.read { transaction in
            let packed = try transaction.packed(of: id)
            try transaction.forEachComplaint(region: region) { row in
                let complaint = placed(row, packed: packed)
                if state == nil || complaint.state == state || complaint.status == state {
                    try body(complaint)
                }
            }
        }
    }

    private func placed(_ row: ComplaintRow, packed: Int) -> FieldComplaint {
        let isPacked = row.sequence <= packed
        return FieldComplaint(
            row: row, state: isPacked ? "packed" : "recorded",
            status: row.status ?? (isPacked ? Status.packed : Status.recorded))
    }

    /// One complaint, with all that its events say.
    package func complaint(named text: String) throws -> (FieldComplaint, Complaint) {
        try store.read { transaction in
            let row = try transaction.complaint(named: text)
            guard let complaint = Complaint(id: row.id, events: try transaction.events(of: row.id)) else {
                throw StoreError.notFound(text)
            }
            return (placed(row, packed: try transaction.packed(of: id)), complaint)
        }
    }

    /// The name of a place with those above it.
    package func path(ofRegion code: String) throws -> String? {
        try store.read { try $0.path(ofRegion: code) ?? "" }
    }
}

/// What a look at a file found.
package enum SoundnessResult: Sendable {
    case bundle(id: Identifier, sender: Identifier, events: Int, blobs: Int)
    case kit(id: Identifier, office: String, fingerprint: String)
    /// This device has no key for it: nothing is said of its soundness.
    case notChecked
}

extension Device {
    /// Verifies all of a bundle that this device can open, or a kit.
    package func verify(_ path: String) throws -> SoundnessResult {
        let keys = try KeyFiles.device(in: store.folder)
        do {
            let reader = try BundleReader(try File.open(path), with: [keys.identity])
            try reader.verifyRest()
            return .bundle(
                id: reader.info.id, sender: reader.info.sender, events: reader.info.events,
                blobs: reader.info.blobs)
        } catch BundleError.notForYou {
            return .notChecked
        } catch BundleError.notABundle {
            let kit = try Kit.read(path)
            return .kit(id: kit.id, office: kit.office.name, fingerprint: kit.office.fingerprint)
        }
    }
}

/// A place that a search found.
package struct FoundPlace: Sendable {
    package var code: String
    package var path: String
}

extension Device {
    /// Villages whose name holds a text, the team's own regions first.
    package func places(matching text: String, limit: Int) throws -> [FoundPlace] {
        try store.read { transaction in
            try transaction.regions(matching: text, preferring: kit.regions, limit: limit).map {
                FoundPlace(code: $0.code, path: try transaction.path(ofRegion: $0.code) ?? $0.name)
            }
        }
    }

    /// Why a file cannot be attached; `nil` if it can.
    package func problem(withAttachment path: String) -> FieldProblem? {
        let stager = AttachmentStager(
            folder: store.folder, limit: kit.attachmentLimit, recipients: [], surroundings: surroundings)
        do throws(FieldProblem) {
            try stager.check(path)
            return nil
        } catch {
            return error
        }
    }
}
