import Age
import CSV
import CanonicalJSON
package import LaporBundle
package import LaporModel
package import LaporStore
import SSHSignature

/// A device that was just set up.
package struct SetupResult: Sendable {
    package var id: Identifier
    package var name: String
    package var kit: Kit
    package var recipient: String
    package var signingKey: String
    /// Whether the kit had expired by this device's clock.
    package var expired: Bool
}

/// Makes a device of a laptop: its keys, its store, the kit's lists, and the first event of its feed.
package enum Setup {
    /// Sets a device up from a kit that has been read and whose fingerprint has been compared.
    ///
    /// Broken off at any moment it leaves a folder that counts as not set up, and can be run again.
    package static func run(
        _ kit: Kit, name: String, officer: String?, folder: StoreFolder, surroundings: Surroundings
    ) throws -> SetupResult {
        let store = try Store.make(folder, pageSize: 4_096)
        let keys = try DeviceKeys(random: surroundings.random)
        try KeyFiles.write([keys], in: folder)
        let introduction = try Introduction(name: name, officer: officer, kit: kit, keys: keys)
        try store.write { transaction in
            try load(kit, into: transaction)
            try transaction.setAbout(.device, keys.id.hex)
            try transaction.setAbout(.externalKey, Hex.string(surroundings.random(32)))
            try transaction.setAbout(.role, "field")
            try transaction.begin(
                feed: keys.id, body: introduction.body(agent: surroundings.agent), surroundings: surroundings)
        }
        try store.checkpoint()
        return SetupResult(
            id: keys.id, name: name, kit: kit, recipient: introduction.recipient,
            signingKey: introduction.signingKey, expired: kit.expiresAt < surroundings.now())
    }

    /// Takes a kit's facts and lists into a store.
    static func load(_ kit: Kit, into transaction: Transaction) throws {
        try transaction.setAbout(.kit, String(decoding: JSON.object(kit.json).canonical, as: UTF8.self))
        for list in Kit.List.allCases {
            if let bytes = kit.lists[list] { try transaction.replace(list, with: entries(bytes)) }
        }
    }

    /// The rows of a list that the office wrote: a header line, then code, name and perhaps a third.
    private static func entries(_ bytes: [UInt8]) throws -> [CatalogueEntry] {
        var at = 0
        let reader = CSVReader(
            read: { buffer in
                let count = min(buffer.count, bytes.count - at)
                buffer.copyBytes(from: bytes[at..<at + count])
                at += count
                return count
            }, separator: UInt8(ascii: ","))
        _ = try reader.next()
        var entries: [CatalogueEntry] = []
        while let row = try reader.next() {
            guard row.fields.count >= 2 else { continue }
            let parent = row.fields.count > 2 && !row.fields[2].isEmpty ? row.fields[2] : nil
            entries.append(CatalogueEntry(code: row.fields[0], name: row.fields[1], parent: parent))
        }
        return entries
    }
}
