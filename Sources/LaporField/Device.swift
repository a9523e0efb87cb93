import CanonicalJSON
package import LaporBundle
package import LaporModel
package import LaporStore

/// A volunteer's laptop that has been set up: its store, its kit and who it is.
package struct Device {
    package let store: Store
    package let kit: Kit
    package let id: Identifier
    package let surroundings: Surroundings

    /// The device in a folder.
    package init(
        _ folder: StoreFolder, for purpose: Store.Purpose, surroundings: Surroundings,
        waiting: (String?) -> Void = { _ in }
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

    /// What complaints are checked against, while a transaction lasts.
    package func rules(_ transaction: Transaction) throws -> CaptureRules {
        let loaded = try transaction.loadedLists()
        // A list that cannot be read counts as one that was not loaded: the value is then taken as it is.
        let region: (String) -> Bool = { (try? transaction.knows(region: $0)) ?? true }
        let category: (String) -> Bool = { (try? transaction.knows(category: $0)) ?? true }
        let agency: (String) -> Bool = { (try? transaction.knows(agency: $0)) ?? true }
        return CaptureRules(
            regionExists: loaded.regions ? region : nil,
            categoryExists: loaded.categories ? category : nil,
            agencyExists: loaded.agencies ? agency : nil,
            teamRegions: kit.regions, now: surroundings.now(), latestKnown: kit.issuedAt,
            believedUntil: kit.expiresAt, hoursEast: kit.office.hoursEast,
            officer: try officer(transaction), consentScript: kit.consent.version)
    }
}
