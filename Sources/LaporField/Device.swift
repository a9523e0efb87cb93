import CanonicalJSON
import Crypto
package import LaporBundle
package import LaporModel
package import LaporStore

/// A volunteer's laptop that has been set up: its store, its kit and who it is.
package struct Device {
    package let store: Store
    package let kit: Kit
    package internal(set) var id: Identifier
    package let surroundings: Surroundings

    /// The device in a folder.
    package init(
        _ folder: StoreFolder, for purpose: Store.Purpose, surroundings: Surroundings,
        waiting: @escaping (String?) -> Void = { _ in }
    ) throws {
        store = try Store(folder, for: purpose, waiting: waiting)
        let facts = try store.read { transaction in
            (try transaction.about(.role), try transaction.about(.kit), try transaction.about(.device))
        }
        guard facts.0 == "field", let text = facts.1, let id = facts.2.flatMap({ Identifier(hex: $0) }) else {
            throw StoreError.notSetUp(folder: folder.path)
        }
        guard let json = try? JSON(Array(text.utf8), form: .canonical), let kit = Kit(json, lists: [:]) else {
            throw StoreError.engine(code: 11, message: "about: kit")
        }
        self.kit = kit
        self.id = id
        self.surroundings = surroundings
    }

    /// Who takes complaints here when nobody else is named.
    package func officer(_ transaction: Transaction) throws -> String {
        guard let began = try transaction.began(id), let introduction = Introduction(began) else { return "" }
        return introduction.officer ?? introduction.name
    }

    /// What this device is called, and whose it is.
    package func introduction() throws -> (name: String, officer: String) {
        try store.read { transaction in
            let name = try transaction.began(id).flatMap { Introduction($0) }?.name
            return (name ?? "", try officer(transaction))
        }
    }

    /// What complaints are checked against, while a transaction lasts.
    package func rules(_ transaction: Transaction) throws -> CaptureRules {
        let lists = try transaction.listRules()
        var rules = CaptureRules(
            regionExists: lists.region, categoryExists: lists.category, agencyExists: lists.agency,
            teamRegions: kit.regions, now: surroundings.now(), latestKnown: try latestKnown(transaction),
            believedUntil: kit.expiresAt, hoursEast: kit.office.hoursEast, officer: try officer(transaction),
            consentScript: kit.consent.version)
        rules.agenciesNear = lists.agenciesNear
        return rules
    }

    /// What keyed hashes are made with that tell this device alone what it has seen before.
    func sourceKey(_ transaction: Transaction) throws -> SymmetricKey {
        SymmetricKey(data: try transaction.about(.externalKey).flatMap { Hex.bytes($0, count: 32) } ?? [])
    }

    /// The latest time that the office told this device: in its kit or its newest receipt.
    func latestKnown(_ transaction: Transaction) throws -> Timestamp {
        max(kit.issuedAt, try receipt(transaction)?.at ?? kit.issuedAt)
    }

    /// The newest receipt of the office; `nil` before the first.
    func receipt(_ transaction: Transaction) throws -> Receipt? {
        guard let text = try transaction.about(.receipt) else { return nil }
        return Receipt(Array(text.utf8))
    }

    /// The ids under which this device wrote, the newest first: its own, and those that it went on from.
    func ownIDs(_ transaction: Transaction) throws -> [Identifier] {
        var ids = [id]
        while let former = try transaction.continued(by: ids[ids.count - 1]), ids.count < 64 {
            ids.append(former)
        }
        return ids
    }

    /// The feeds that this device wrote, the newest first, with what it wrote of each.
    func ownFeeds(_ transaction: Transaction) throws -> [OwnFeed] {
        let ids = try ownIDs(transaction)
        return try zip(ids, [nil] + ids.map(Optional.some)).map { id, successor in
            OwnFeed(id: id, chains: try transaction.ownChains(of: id, left: successor))
        }
    }
}

/// A feed that this device wrote, and what of it.
struct OwnFeed {
    var id: Identifier
    var chains: [Chain]

    /// The sequences up to the last.
    var last: Int { chains.last?.last ?? 0 }
}
