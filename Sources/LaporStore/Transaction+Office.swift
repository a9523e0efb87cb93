import Foundation
package import LaporBundle
package import LaporModel

/// A bundle that waits for a person.
package struct QuarantinedBundle: Sendable {
    package var tagmanifest: Hash
    package var bundle: Identifier
    package var device: Identifier
    package var deviceName: String?
    package var team: String?
    package var lastSequence: Int
    package var reason: String
    package var at: Timestamp

    /// A quarantined bundle of these parts.
    package init(
        tagmanifest: Hash, bundle: Identifier, device: Identifier, deviceName: String?, team: String?,
        lastSequence: Int, reason: String, at: Timestamp
    ) {
        self.tagmanifest = tagmanifest
        self.bundle = bundle
        self.device = device
        self.deviceName = deviceName
        self.team = team
        self.lastSequence = lastSequence
        self.reason = reason
        self.at = at
    }
}

/// What an office sees of one device.
package struct DeviceRow: Sendable {
    package var id: Identifier
    package var office: Identifier?
    package var name: String
    package var team: String
    package var lastSequence: Int
    package var lastBundleAt: Timestamp?
    package var complaints: Int
    package var missingBlobs: Int
    /// At how many events its feed forks, and how many of the copies that wrote there have not moved on.
    package var forks: Int
    package var openForks: Int
}

extension Transaction {
    /// Whether a bundle of this tagmanifest was merged.
    package func hasMerged(_ tagmanifest: Hash) throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM merged_bundles WHERE tagmanifest = ?)",
            arguments: [Data(tagmanifest.bytes)]) ?? false
    }

    /// Notes that a bundle was merged.
    package func noteMerged(
        _ tagmanifest: Hash, bundle: Identifier, sender: Identifier, at time: Timestamp
    ) throws {
        try db.execute(
            sql: "INSERT INTO merged_bundles VALUES (?, ?, ?, ?) ON CONFLICT (tagmanifest) DO NOTHING",
            arguments: [Data(tagmanifest.bytes), Data(bundle.bytes), Data(sender.bytes), time.seconds])
    }

    /// Notes that a bundle waits; its file lies in the quarantine folder already.
    package func noteQuarantined(_ bundle: QuarantinedBundle) throws {
        try db.execute(
            sql: """
                INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (tagmanifest) DO UPDATE SET reason = excluded.reason
                """,
            arguments: [
                Data(bundle.tagmanifest.bytes), Data(bundle.bundle.bytes), Data(bundle.device.bytes),
                bundle.deviceName, bundle.team, bundle.lastSequence, bundle.reason, bundle.at.seconds,
            ])
    }

    /// The bundles that wait, the oldest first.
    package func quarantined() throws -> [QuarantinedBundle] {
        try Row.fetchAll(db, sql: "SELECT * FROM quarantine ORDER BY set_aside_at, bundle").compactMap {
            row in
            let tagmanifest: Data = row["tagmanifest"]
            let bundle: Data = row["bundle"]
            let device: Data = row["device"]
            guard let tagmanifest = Hash(bytes: tagmanifest), let bundle = Identifier(bytes: bundle),
                let device = Identifier(bytes: device)
            else { return nil }
            return QuarantinedBundle(
                tagmanifest: tagmanifest, bundle: bundle, device: device, deviceName: row["device_name"],
                team: row["team"], lastSequence: row["last_sequence"], reason: row["reason"],
                at: Timestamp(seconds: row["set_aside_at"]))
        }
    }

    /// Notes that a bundle waits no longer.
    package func endQuarantine(_ tagmanifest: Hash) throws {
        try db.execute(
            sql: "DELETE FROM quarantine WHERE tagmanifest = ?", arguments: [Data(tagmanifest.bytes)])
    }

    /// The devices of which the store holds events, by id.
    package func devices() throws -> [DeviceRow] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT feeds.id, feeds.office, feeds.name, feeds.team,
                    (SELECT max(sequence) FROM events WHERE feed_key = feeds.feed_key) AS last_sequence,
                    (SELECT max(merged_at) FROM merged_bundles WHERE sender = feeds.id) AS last_bundle_at,
                    (SELECT count(DISTINCT sha256) FROM blobs JOIN blob_uses USING (sha256)
                        WHERE is_here = 0 AND feed_key = feeds.feed_key) AS missing_blobs
                FROM feeds WHERE purpose = 'device' ORDER BY feeds.id
                """
        ).compactMap { row in
            let bytes: Data = row["id"]
            guard let id = Identifier(bytes: bytes) else { return nil }
            let at: Int? = row["last_bundle_at"]
            let forks = try countForks(of: id)
            return DeviceRow(
                id: id, office: (row["office"] as Data?).flatMap { Identifier(bytes: $0) },
                name: row["name"] ?? "", team: row["team"] ?? "",
                lastSequence: row["last_sequence"] ?? 0, lastBundleAt: at.map { Timestamp(seconds: $0) },
                complaints: try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM complaints WHERE device = ?", arguments: [bytes]) ?? 0,
                missingBlobs: row["missing_blobs"], forks: forks.all, openForks: forks.open)
        }
    }
}

extension Transaction {
    /// The complaints of which a field has more than one standing value, by id.
    package func conflictedComplaints() throws -> [Identifier] {
        try Data.fetchAll(db, sql: "SELECT id FROM complaints WHERE conflicts > 0 ORDER BY id").compactMap {
            Identifier(bytes: $0)
        }
    }

    /// The complaint that has a tracking number; `nil` if none or several have.
    package func complaint(tracking: String) throws -> Identifier? {
        let found = try Data.fetchAll(
            db, sql: "SELECT id FROM complaints WHERE tracking_id = ? LIMIT 2", arguments: [tracking])
        return found.count == 1 ? Identifier(bytes: found[0]) : nil
    }

    /// The age recipient of a feed's author; `nil` if its first event names none.
    package func recipient(of feed: Identifier) throws -> String? {
        try String.fetchOne(
            db, sql: "SELECT recipient FROM feeds WHERE id = ?", arguments: [Data(feed.bytes)])
    }

    /// What a feed is for: `device`, `registry` or `answers`; `nil` if it is unknown.
    package func purpose(of feed: Identifier) throws -> String? {
        try String.fetchOne(db, sql: "SELECT purpose FROM feeds WHERE id = ?", arguments: [Data(feed.bytes)])
    }
}

/// A feed that an office writes: its registry, or its answers to a device.
package struct OfficeFeed: Sendable {
    package var id: Identifier
    /// Whom it answers; `nil` in a registry.
    package var device: Identifier?
    /// That writes it.
    package var office: Identifier
    package var signingKey: String

    package var isAnswers: Bool { device != nil }
}

extension Transaction {
    /// The feeds that offices write, by id.
    package func officeFeeds() throws -> [OfficeFeed] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT id, device, coalesce(office, id) AS office, signing_key FROM feeds
                WHERE purpose <> 'device' ORDER BY id
                """
        ).compactMap { row in
            guard let id = Identifier(bytes: row["id"] as Data),
                let office = Identifier(bytes: row["office"] as Data)
            else { return nil }
            return OfficeFeed(
                id: id, device: (row["device"] as Data?).flatMap { Identifier(bytes: $0) }, office: office,
                signingKey: row["signing_key"])
        }
    }

    /// The offices that an answers feed names as upstream of its own.
    package func peers(namedIn feed: Identifier) throws -> [Registry.Peer] {
        guard let key = try feedKey(feed) else { return [] }
        return try upstream(namedIn: key)
    }

    /// The newest receipt of an office upstream.
    package func receipt(of office: Identifier) throws -> Receipt? {
        try String.fetchOne(
            db, sql: "SELECT receipt FROM receipts WHERE office = ?", arguments: [Data(office.bytes)]
        ).flatMap { Receipt(Array($0.utf8)) }
    }

    /// Keeps the newest receipt of an office upstream.
    package func keep(_ receipt: Receipt) throws {
        try db.execute(
            sql: """
                INSERT INTO receipts VALUES (?, ?) ON CONFLICT (office) DO UPDATE SET receipt = excluded.receipt
                """,
            arguments: [Data(receipt.office.bytes), String(decoding: receipt.bytes, as: UTF8.self)])
    }
}

/// An attachment that an event names and that has not arrived.
package struct MissingBlob: Sendable {
    package var sha256: Hash
    package var complaint: Identifier?
    /// The visit that it belongs to, where no complaint has it.
    package var outreach: Identifier?
}

extension Transaction {
    /// When the first event after a gap came: since then the store knows that something is missing.
    package func arrival(of feed: Identifier, after sequence: Int) throws -> Timestamp? {
        guard let key = try feedKey(feed) else { return nil }
        return try Int.fetchOne(
            db, sql: "SELECT min(stored_at) FROM events WHERE feed_key = ? AND sequence > ?",
            arguments: [key, sequence]
        ).map { Timestamp(seconds: $0) }
    }

    /// A feed's attachments that have not arrived, with the complaints or visits that they belong to.
    package func missingAttachments(of feed: Identifier) throws -> [MissingBlob] {
        guard let key = try feedKey(feed) else { return [] }
        var missing = try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT blobs.sha256, events.complaint FROM blobs
                    JOIN blob_uses USING (sha256)
                    JOIN events ON events.feed_key = blob_uses.feed_key
                        AND events.sequence = blob_uses.sequence AND events.id = blob_uses.event
                WHERE blob_uses.feed_key = ? AND blobs.is_here = 0
                ORDER BY blobs.sha256, events.complaint NULLS LAST
                """,
            arguments: [key]
        ).compactMap { row in
            let bytes: Data = row["sha256"]
            let complaint = (row["complaint"] as Data?).flatMap { Identifier(bytes: $0) }
            return Hash(bytes: bytes).map { MissingBlob(sha256: $0, complaint: complaint) }
        }
        // A photo that several complaints share is one that is missing.
        missing = missing.enumerated().filter {
            $0.offset == 0 || missing[$0.offset - 1].sha256 != $0.element.sha256
        }
        .map(\.element)
        guard missing.contains(where: { $0.complaint == nil }) else { return missing }
        let visits = try visitEvents(of: [feed])
        for index in missing.indices where missing[index].complaint == nil {
            let naming = visits.first { event in
                event.attachments.contains { $0.sha256 == missing[index].sha256 }
            }
            missing[index].outreach = naming.flatMap { Outreach.visit($0) }
        }
        return missing
    }
}
