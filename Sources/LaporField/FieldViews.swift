import FileIO
import ImageMetadata
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
    /// What was said besides taking complaints down, and is in no bundle.
    package var unsentChanges = ChangeCounts()
    /// How much of that is in a bundle, and not confirmed.
    package var packedChanges = 0
    /// The visit that has not been ended.
    package var openVisit: Outreach?
}

/// A complaint with its place on the way.
package struct FieldComplaint: Sendable {
    package var row: ComplaintRow
    /// `recorded`, `packed`, `confirmed` or `answered`.
    package var state: String
    /// The status word.
    package var status: String
    /// Whether this laptop took it down, under any of its ids.
    package var isOwn: Bool
    /// Whether it has more answers than its reporter has said something to; `nil` where it has none.
    package var isUnread: Bool?
}

extension Device {
    /// How far this device's complaints have come.
    package func status() throws -> FieldStatus {
        try store.read { transaction in
            let own = try ownFeeds(transaction)
            let places = try places(transaction, own)
            var status = FieldStatus()
            status.drafts = try transaction.countDrafts()
            for (feed, place) in places.feeds {
                try count(feed, place, transaction, &status)
                status.lost += place.gaps
                status.gaps += place.gaps.count + place.missingBlobs
            }
            try countChanges(own, places, transaction, &status)
            return status
        }
    }

    /// Counts the complaints of one feed without reading them.
    private func count(
        _ feed: Identifier, _ place: Places.OfFeed, _ transaction: Transaction, _ status: inout FieldStatus
    ) throws {
        let packed = place.packed.subtracting(place.confirmed)
        var counts = [
            "confirmed": try transaction.countComplaints(of: feed, in: place.confirmed),
            "packed": try transaction.countComplaints(of: feed, in: packed), "answered": 0,
        ]
        let all = try transaction.countComplaints(of: feed)
        counts["recorded"] = all - counts.values.reduce(0, +)
        var unread = 0
        try transaction.forEachAnswered(of: feed) { sequence, answers in
            counts[place.state(ofSequence: sequence), default: 0] -= 1
            counts["answered", default: 0] += 1
            if answers > 0 { unread += 1 }
        }
        unread -= try transaction.countReadOut(of: feed)
        // What a copy of this laptop took down is not this laptop's.
        for id in place.foreign {
            guard let foreign = try transaction.place(of: id), foreign.device == feed else { continue }
            let counted =
                foreign.isAnswered ? "answered" : place.state(ofSequence: foreign.sequence)
            counts[counted, default: 0] -= 1
            if foreign.isUnread { unread -= 1 }
        }
        status.unsent += counts["recorded"] ?? 0
        status.packed += counts["packed"] ?? 0
        status.confirmed += counts["confirmed"] ?? 0
        status.answered += counts["answered"] ?? 0
        status.unread += unread
    }

    /// Gives the complaints by recorded time; of one state or status word, of one region's subtree.
    package func forEachComplaint(
        state: String?, region: RegionCode?, _ body: (FieldComplaint) throws -> Void
    ) throws {
        var query = FieldQuery()
        query.state = state
        query.complaints.region = region
        try forEachComplaint(query, body)
    }

    func placed(_ row: ComplaintRow, _ places: Places, _ transaction: Transaction) throws -> FieldComplaint {
        let isAnswered =
            row.answers > 0
            || row.status.map { ![Status.withdrawn, Status.erased].contains($0) } ?? false
        let state = places.state(
            of: ComplaintPlace(
                id: row.id, device: row.device, sequence: row.sequence, isAnswered: isAnswered))
        let base = ["recorded": Status.recorded, "packed": Status.packed][state] ?? Status.received
        return FieldComplaint(
            row: row, state: state, status: row.status ?? base,
            isOwn: places.feeds[row.device].map { !$0.foreign.contains(row.id) } ?? false,
            isUnread: row.answers > 0 ? try row.answers > transaction.countComments(on: row.id) : nil)
    }

    /// One complaint, with all that its events say.
    package func complaint(named text: String) throws -> (FieldComplaint, Complaint) {
        try store.read { transaction in
            let row = try transaction.complaint(named: text)
            guard let complaint = try transaction.complaint(row.id, try transaction.events(of: row.id)) else {
                throw StoreError.notFound(text)
            }
            return (try placed(row, try places(transaction), transaction), complaint)
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
            let reader = try BundleReader(try File.openRegular(path), with: keys.map(\.identity))
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
    ///
    /// `anonymous` says that it would lie in clear, and must not tell who reports.
    package func problem(withAttachment path: String, anonymous: Bool = false) -> FieldProblem? {
        let stager = AttachmentStager(
            folder: store.folder, limit: kit.attachmentLimit, recipients: [], surroundings: surroundings)
        do throws(FieldProblem) {
            try stager.check(path, as: anonymous ? .cleaned : .none)
            return nil
        } catch {
            return error
        }
    }

    /// Where and when a photo says that it was taken, as answers to the fields; nothing of what is no photo.
    package func facts(ofPhoto path: String) -> [Field: String] {
        guard let file = try? File.openRegular(path), let head = try? AttachmentStager.head(of: file),
            let format = ImageFormat(head: head),
            let facts = try? ImageCleaner.facts(of: format, read: { try file.read(into: $0) })
        else { return [:] }
        var values: [Field: String] = [:]
        if let position = facts.position {
            values[.latitude] = Self.decimal(position.latitude)
            values[.longitude] = Self.decimal(position.longitude)
        }
        if let time = facts.takenAt, let day = Day(year: time.year, month: time.month, day: time.day) {
            values[.incidentDate] = day.description
        }
        return values
    }

    /// Degrees to a metre: five decimals.
    private static func decimal(_ degrees: Double) -> String {
        let units = Int((abs(degrees) * 100_000).rounded())
        let digits = String(units % 100_000)
        let decimals = String(repeating: "0", count: 5 - digits.count) + digits
        return "\(degrees < 0 ? "-" : "")\(units / 100_000).\(decimals)"
    }
}
