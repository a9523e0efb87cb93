import Age
import CSV
import CanonicalJSON
import FileIO
package import LaporBundle
package import LaporModel
import LaporStore
import SSHSignature

/// What a kit is asked for.
package struct KitOrder: Sendable {
    package var team: String
    package var regions: [String]
    package var devices: Int
    package var expiresAt: Timestamp
    package var expected: Day?
    /// How long a device keeps what the office has, in days.
    package var retentionDays: Int
    /// Whether the offices upstream may open what is sealed, too.
    package var isOpenUpstream: Bool
    package var path: String

    /// A kit for a team.
    package init(
        team: String, regions: [String], devices: Int, expiresAt: Timestamp, expected: Day?,
        retentionDays: Int = Kit.defaultRetentionDays, isOpenUpstream: Bool = false, path: String
    ) {
        self.team = team
        self.regions = regions
        self.devices = devices
        self.expiresAt = expiresAt
        self.expected = expected
        self.retentionDays = retentionDays
        self.isOpenUpstream = isOpenUpstream
        self.path = path
    }
}

/// Why a kit cannot be made as asked for.
package enum KitOrderError: Error, Equatable, Sendable {
    case badRegion(String)
    case unknownRegion(String)
    case noRegions
    case badDeviceCount(String)
    case badRetention(String)
    case badDate(flag: String, String)
    case alreadyExpired(Day)
    case emptyTeam
}

extension Office {
    /// Largest attachment that a kit allows, in bytes; LAPOR!'s own limit is not published.
    package static let attachmentLimit = 100 << 20

    /// Issues a kit: notes its invitation in the registry, then writes it signed into a new file.
    package func issueKit(_ order: KitOrder) throws -> Kit {
        guard !order.team.allSatisfy(\.isWhitespace) else { throw KitOrderError.emptyTeam }
        guard !order.regions.isEmpty else { throw KitOrderError.noRegions }
        guard order.expiresAt > surroundings.now() else {
            throw KitOrderError.alreadyExpired((order.expiresAt + -1).day(hoursEast: facts.hoursEast))
        }
        guard !Folder.exists(order.path) else { throw FileError(.create, order.path, code: 17) }
        let folder = Folder.parent(of: order.path) ?? "/"
        guard Folder.isFolder(folder) else { throw FileError(.create, order.path, code: 2) }
        // An invitation without its kit hurts nobody; a kit without its invitation would bring in nobody.
        let kit = try write { transaction in
            let loaded = try transaction.loadedLists()
            for region in order.regions {
                guard RegionCode(region) != nil else { throw KitOrderError.badRegion(region) }
                if loaded.regions, try !transaction.knows(region: region) {
                    throw KitOrderError.unknownRegion(region)
                }
            }
            let serial = (try transaction.about(.kitSerial).flatMap { Int($0) } ?? 0) + 1
            try transaction.setAbout(.kitSerial, String(serial))
            let kit = try compose(order, serial: serial, transaction)
            var body = JSONObject()
            body.add("devices", .integer(kit.devices))
            body.add("expected", kit.expected?.description)
            body.add("expires_at", kit.expiresAt.description)
            body.add("key", kit.invitation.publicKey.line)
            body.add("kit", kit.id.hex)
            body.add("regions", .array(kit.regions.map(JSON.string)))
            body.add("serial", .integer(serial))
            body.add("team", kit.team)
            try register(EventKind.invited, body, transaction)
            return kit
        }
        try kit.write(
            to: order.path, spoolFolder: store.folder.staging, key: keys.signing, agent: surroundings.agent)
        return kit
    }

    private func compose(_ order: KitOrder, serial: Int, _ transaction: Transaction) throws -> Kit {
        guard let began = try transaction.began(id) else { throw StoreError.notFound(id.hex) }
        var lists: [Kit.List: [UInt8]] = [:]
        for list in Kit.List.allCases {
            let entries = try transaction.entries(of: list)
            if !entries.isEmpty { lists[list] = Self.csv(entries, list.columns) }
        }
        var kit = Kit(
            id: Identifier(random: surroundings.random),
            office: Kit.Office(
                id: id, name: facts.name, signingKey: keys.signing.publicKey,
                recipient: keys.transport.recipient,
                identityRecipients: [facts.identityRecipient]
                    + (order.isOpenUpstream ? try upstreamIdentities(transaction) : []),
                hoursEast: facts.hoursEast),
            began: began, team: order.team, regions: order.regions, serial: serial,
            issuedAt: surroundings.now(), expiresAt: order.expiresAt, devices: order.devices,
            expected: order.expected, invitation: try SSHSigningKey(seed: surroundings.random(32)),
            attachmentLimit: Self.attachmentLimit, retentionDays: order.retentionDays,
            consent: Self.consentScript, lists: lists)
        kit.succession = try keys.succession.json
        return kit
    }

    /// Who of the offices upstream opens sealed parts.
    private func upstreamIdentities(_ transaction: Transaction) throws -> [X25519Recipient] {
        try registry(transaction).peers.filter { $0.direction == .upstream }.compactMap {
            try? X25519Recipient($0.identityRecipient)
        }
    }

    private static func csv(_ entries: [CatalogueEntry], _ header: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        CSVWriter.append(header, to: &bytes)
        for entry in entries {
            CSVWriter.append(
                Array([entry.code, entry.name, entry.parent ?? ""].prefix(header.count)), to: &bytes)
        }
        return bytes
    }

    /// What is read to a reporter before anything about them is written down (UU 27/2022, articles 20 to 22).
    static let consentScript = Kit.ConsentScript(
        version: "1",
        indonesian: """
            Kami mencatat laporan Bapak/Ibu untuk disampaikan kepada instansi yang berwenang melalui \
            SP4N-LAPOR!. Nama, NIK, nomor telepon, dan alamat Bapak/Ibu hanya dipakai untuk \
            menindaklanjuti laporan ini, disimpan tersegel, dan hanya dapat dibuka oleh petugas kantor \
            kabupaten. Bapak/Ibu boleh tidak menyebutkan identitas, dan kapan saja boleh meminta data ini \
            dilihat, diperbaiki, ditahan, atau dihapus. Apakah Bapak/Ibu setuju?
            """,
        english: """
            We are writing down your complaint to pass it on to the responsible agency through \
            SP4N-LAPOR!. Your name, NIK, phone number and address are used only to follow up this \
            complaint, are kept sealed, and can be opened only by the district office's staff. You need not \
            say who you are, and at any time you may ask to see, correct, hold or erase this data. Do you \
            agree?
            """)
}
