package import Age
import Archive
package import CanonicalJSON
import FileIO
package import LaporModel
package import SSHSignature

/// What an office gives a team: its public keys, an invitation, lists and settings (FORMAT.md, Kits).
package struct Kit: Sendable {
    /// The public side of an office.
    package struct Office: Equatable, Sendable {
        package var id: Identifier
        package var name: String
        package var signingKey: SSHPublicKey
        package var recipient: X25519Recipient
        /// Who can open sealed parts: the office, and the province where it is named.
        package var identityRecipients: [X25519Recipient]
        /// Hours east of UTC: WIB 7, WITA 8, WIT 9.
        package var hoursEast: Int

        /// An office of these parts.
        package init(
            id: Identifier, name: String, signingKey: SSHPublicKey, recipient: X25519Recipient,
            identityRecipients: [X25519Recipient], hoursEast: Int
        ) {
            self.id = id
            self.name = name
            self.signingKey = signingKey
            self.recipient = recipient
            self.identityRecipients = identityRecipients
            self.hoursEast = hoursEast
        }

        /// The words that people compare.
        package var fingerprint: String { Words.fingerprint(ofSigningKey: signingKey.raw) }
    }

    package var id: Identifier
    package var office: Office
    /// How the office's key follows from its first one, as it travels; `nil` while it has that.
    package var succession: JSON?
    /// The first event of the office's registry.
    package var began: Event
    package var team: String
    package var regions: [String]
    /// Grows with every kit of the office.
    package var serial: Int
    package var issuedAt: Timestamp
    package var expiresAt: Timestamp
    package var devices: Int
    package var expected: Day?
    package var invitation: SSHSigningKey
    /// Largest attachment in bytes.
    package var attachmentLimit: Int
    /// How long a device keeps what the office has, in days.
    package var retentionDays: Int
    package var consent: ConsentScript
    /// The lists, as CSV with a header line, by name.
    package var lists: [List: [UInt8]]

    /// How long a device keeps what the office has if its kit does not say, in days.
    package static let defaultRetentionDays = 90

    /// The text that is read to a reporter before anything about them is written down.
    package struct ConsentScript: Equatable, Sendable {
        package var version: String
        package var indonesian: String
        package var english: String

        /// A script of these texts.
        package init(version: String, indonesian: String, english: String) {
            self.version = version
            self.indonesian = indonesian
            self.english = english
        }
    }

    /// A list that an office loads and its kits carry.
    package enum List: String, CaseIterable, Sendable {
        case regions
        case categories
        case agencies
        case holidays
        case deadlines

        var path: String { "data/\(rawValue).csv.gz" }

        /// The heading of each column.
        package var columns: [String] {
            switch self {
            case .regions, .agencies: ["code", "name"]
            case .categories: ["code", "name", "parent"]
            case .holidays: ["date", "name"]
            case .deadlines: ["step", "days", "basis"]
            }
        }
    }

    /// A kit of these parts.
    package init(
        id: Identifier, office: Office, began: Event, team: String, regions: [String], serial: Int,
        issuedAt: Timestamp, expiresAt: Timestamp, devices: Int, expected: Day?, invitation: SSHSigningKey,
        attachmentLimit: Int, retentionDays: Int = defaultRetentionDays, consent: ConsentScript,
        lists: [List: [UInt8]]
    ) {
        self.id = id
        self.office = office
        self.began = began
        self.team = team
        self.regions = regions
        self.serial = serial
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.devices = devices
        self.expected = expected
        self.invitation = invitation
        self.attachmentLimit = attachmentLimit
        self.retentionDays = retentionDays
        self.consent = consent
        self.lists = lists
    }

    /// Writes the kit, signed by the office, into a new file.
    package func write(to path: String, spoolFolder: String, key: SSHSigningKey, agent: String) throws {
        let bag = try BagWriter(spoolFolder: spoolFolder)
        try bag.add("data/kit.json", bytes: JSON.object(json).canonical)
        for list in List.allCases {
            guard let bytes = lists[list] else { continue }
            try bag.add(list.path, bytes: try bytes.withUnsafeBytes { try Gzip.compress($0, level: 9) })
        }
        let info = BundleInfo(
            id: id, kind: .kit, date: issuedAt.day(hoursEast: 0), agent: agent, sender: office.id,
            senderKey: key.publicKey, addressee: nil, recipients: [], events: 0, blobs: 0,
            payload: bag.payload)
        guard !Folder.exists(path) else { throw FileError(.create, path, code: 17) }
        let part = path + ".part"
        Folder.remove(part)
        do {
            let file = try File.create(part, mode: 0o600)
            _ = try bag.write(info, signing: key) { try file.write($0) }
            try file.sync()
            try Folder.publish(part, as: path)
        } catch {
            Folder.remove(part)
            throw error
        }
    }

    /// Reads a kit and verifies all of it.
    package static func read(_ path: String) throws -> Kit {
        let file = try File.openRegular(path)
        let bag = try BagReader { try file.read(into: $0) }
        guard bag.info.kind == .kit else { throw BundleError.wrongKind(bag.info.kind) }
        guard bag.nextPath == "data/kit.json" else {
            throw BundleError.damaged(file: "data/kit.json", fact: "missing")
        }
        let document = try bag.readFile(limit: BundleLimits.document)
        var lists: [List: [UInt8]] = [:]
        for list in List.allCases where bag.nextPath == list.path {
            let compressed = try bag.readFile(limit: BundleLimits.list)
            lists[list] = try BundleError.mapping(list.path) {
                try compressed.withUnsafeBytes { try Gzip.decompress($0, limit: BundleLimits.list) }
            }
        }
        try bag.finish()
        guard let json = try? JSON(document, form: .canonical), let kit = Kit(json, lists: lists),
            kit.id == bag.info.id
        else { throw BundleError.damaged(file: "data/kit.json", fact: "content") }
        _ = try bag.succession(kit.succession)
        guard kit.office.id == bag.info.sender, kit.office.signingKey == bag.info.senderKey else {
            throw BundleError.forged(fact: "office")
        }
        return kit
    }
}

extension Kit {
    /// The content of `kit.json`.
    ///
    /// It holds the invitation's secret: whoever reads it can set up a device.
    package var json: JSONObject {
        var json = JSONObject()
        json.add(
            "office",
            .object([
                ("hours_east", .integer(office.hoursEast)), ("id", .string(office.id.hex)),
                ("identity_recipients", .array(office.identityRecipients.map { .string($0.string) })),
                ("name", .string(office.name)), ("recipient", .string(office.recipient.string)),
                ("signing_key", .string(office.signingKey.line)),
            ]))
        json.add(
            "began",
            .object([
                ("body", .string(String(decoding: began.bodyLine, as: UTF8.self))),
                ("header", .string(String(decoding: began.headerLine, as: UTF8.self))),
            ]))
        json.add("succession", succession)
        json.add("kit", id.hex)
        json.add("team", team)
        json.add("regions", .array(regions.map(JSON.string)))
        json.add("serial", .integer(serial))
        json.add("issued_at", issuedAt.description)
        json.add("expires_at", expiresAt.description)
        json.add("devices", .integer(devices))
        json.add("expected", expected?.description)
        json.add("invitation", Base64.encode(invitation.seed))
        json.add(
            "settings",
            .object([
                ("attachment_limit", .integer(attachmentLimit)), ("retention_days", .integer(retentionDays)),
            ]))
        json.add(
            "consent",
            .object([
                ("script", .string(consent.version)), ("text_en", .string(consent.english)),
                ("text_id", .string(consent.indonesian)),
            ]))
        return json
    }

    /// Reads `kit.json` as a device keeps it.
    package init?(_ json: JSON, lists: [List: [UInt8]]) {
        guard let id = json["kit"]?.string.flatMap({ Identifier(hex: $0) }),
            let office = json["office"].flatMap({ Office(json: $0) }),
            let header = json["began"]?["header"]?.string, let body = json["began"]?["body"]?.string,
            let began = try? Event(headerLine: Array(header.utf8)[...], bodyLine: Array(body.utf8)[...]),
            let team = json["team"]?.string, let regions = json["regions"]?.array,
            let serial = json["serial"]?.integer, let devices = json["devices"]?.integer,
            let issuedAt = json["issued_at"]?.string.flatMap({ Timestamp($0) }),
            let expiresAt = json["expires_at"]?.string.flatMap({ Timestamp($0) }),
            let seed = json["invitation"]?.string.flatMap({ Base64.decode($0) }),
            let invitation = try? SSHSigningKey(seed: seed),
            let attachmentLimit = json["settings"]?["attachment_limit"]?.integer,
            let script = json["consent"]?["script"]?.string
        else { return nil }
        self.init(
            id: id, office: office, began: began, team: team, regions: regions.compactMap(\.string),
            serial: serial, issuedAt: issuedAt, expiresAt: expiresAt, devices: devices,
            expected: json["expected"]?.string.flatMap { Day($0) }, invitation: invitation,
            attachmentLimit: attachmentLimit,
            retentionDays: json["settings"]?["retention_days"]?.integer ?? Self.defaultRetentionDays,
            consent: ConsentScript(
                version: script, indonesian: json["consent"]?["text_id"]?.string ?? "",
                english: json["consent"]?["text_en"]?.string ?? ""),
            lists: lists)
        succession = json["succession"]
    }
}

extension Kit.Office {
    init?(json: JSON) {
        guard let id = json["id"]?.string.flatMap({ Identifier(hex: $0) }), let name = json["name"]?.string,
            let signingKey = json["signing_key"]?.string.flatMap({ try? SSHPublicKey(line: $0) }),
            let recipient = json["recipient"]?.string.flatMap({ try? X25519Recipient($0) }),
            let hoursEast = json["hours_east"]?.integer
        else { return nil }
        let identities = json["identity_recipients"]?.array ?? []
        self.init(
            id: id, name: name, signingKey: signingKey, recipient: recipient,
            identityRecipients: identities.compactMap { $0.string.flatMap { try? X25519Recipient($0) } },
            hoursEast: hoursEast)
        guard !identityRecipients.isEmpty, identityRecipients.count == identities.count else { return nil }
    }
}
