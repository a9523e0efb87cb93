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
    /// Of those answered: with an answer to which nothing that the reporter said has been written down.
    package var unread = 0
    /// Ranges and attachments that the office misses although it holds later ones.
    package var gaps = 0
    /// The ranges among them.
    package var lost: [FieldGap] = []
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
            let places = try places(transaction)
            var status = FieldStatus()
            status.drafts = try transaction.countDrafts()
            for (feed, place) in places.feeds {
                try transaction.forEachPlace(of: feed) { complaint in
                    guard places.isOwn(complaint) else { return }
                    if complaint.isUnread { status.unread += 1 }
                    switch places.state(of: complaint) {
                    case "answered": status.answered += 1
                    case "confirmed": status.confirmed += 1
                    case "packed": status.packed += 1
                    default: status.unsent += 1
                    }
                }
                status.lost += place.gaps
                status.gaps += place.gaps.count + place.missingBlobs
            }
            return status
        }
    }

    /// Gives the complaints by recorded time; of one state or status word, of one region's subtree.
    package func forEachComplaint(
        state: String?, region: RegionCode?, _ body: (FieldComplaint) throws -> Void
    ) throws {
        try store.read { try forEachComplaint(state: state, region: region, $0, body) }
    }

    func forEachComplaint(
        state: String?, region: RegionCode?, _ transaction: Transaction,
        _ body: (FieldComplaint) throws -> Void
    ) throws {
        let places = try places(transaction)
        try transaction.forEachComplaint(region: region) { row in
            let complaint = placed(row, places)
            if state == nil || complaint.state == state || complaint.status == state {
                try body(complaint)
            }
        }
    }

    private func placed(_ row: ComplaintRow, _ places: Places) -> FieldComplaint {
        let isAnswered =
            row.answers > 0
            || row.status.map { ![Status.withdrawn, Status.erased].contains($0) } ?? false
        let state = places.state(
            of: ComplaintPlace(
                id: row.id, device: row.device, sequence: row.sequence, isAnswered: isAnswered))
        let base = ["recorded": Status.recorded, "packed": Status.packed][state] ?? Status.received
        return FieldComplaint(row: row, state: state, status: row.status ?? base)
    }

    /// One complaint, with all that its events say.
    package func complaint(named text: String) throws -> (FieldComplaint, Complaint) {
        try store.read { transaction in
            let row = try transaction.complaint(named: text)
            guard let complaint = try transaction.complaint(row.id, try transaction.events(of: row.id)) else {
                throw StoreError.notFound(text)
            }
            return (placed(row, try places(transaction)), complaint)
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
            let reader = try BundleReader(try File.open(path), with: keys.map(\.identity))
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

extension Device {
    /// The regions, ready to be searched again and again.
    package func placeIndex() throws -> PlaceIndex { try store.read { try $0.placeIndex() } }

    /// Places that a text may name, the best first: near the visit's village, then within the team's regions.
    package func places(
        matching text: String, in index: PlaceIndex, near: String? = nil, limit: Int
    ) -> [FoundPlace] {
        index.search(text, preferring: kit.regions, near: near, limit: limit)
    }

    /// A path that stays right wherever the program is run the next time.
    package func absolute(_ path: String) -> String { Folder.absolute(path) }

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
