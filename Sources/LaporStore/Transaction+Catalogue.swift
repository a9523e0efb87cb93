import Foundation
package import LaporBundle
package import LaporModel

/// A code and what it stands for.
package struct CatalogueEntry: Equatable, Sendable {
    package var code: String
    package var name: String
    /// Of a category: the one that it belongs to; of a deadline: what it rests on.
    package var parent: String?

    /// An entry of these parts.
    package init(code: String, name: String, parent: String? = nil) {
        self.code = code
        self.name = name
        self.parent = parent
    }
}

extension Transaction {
    /// Puts a list in the place of the one before.
    package func replace(_ list: Kit.List, with entries: [CatalogueEntry]) throws {
        switch list {
        case .regions: try replaceRegions(entries)
        case .categories: try replaceCategories(entries)
        case .agencies: try replaceAgencies(entries)
        case .holidays: try replaceHolidays(entries)
        case .deadlines: try replaceDeadlines(entries)
        }
    }

    /// A list as it was loaded; empty if it was not.
    package func entries(of list: Kit.List) throws -> [CatalogueEntry] {
        switch list {
        case .regions: try regions()
        case .categories: try categories()
        case .agencies: try agencies()
        case .holidays: try holidays()
        case .deadlines: try loadedDeadlines()
        }
    }

    /// Puts a list in the place of the one before.
    package func replaceRegions(_ entries: some Sequence<CatalogueEntry>) throws {
        try db.execute(sql: "DELETE FROM regions")
        let statement = try statement("INSERT INTO regions VALUES (?, ?)")
        for entry in entries {
            statement.bind(1, entry.code)
            statement.bind(2, entry.name)
            try statement.run()
        }
        try indexPlaces()
        try emptyWords()
    }

    /// Puts a list in the place of the one before.
    package func replaceCategories(_ entries: some Sequence<CatalogueEntry>) throws {
        try db.execute(sql: "DELETE FROM categories")
        for (place, entry) in entries.enumerated() {
            try db.execute(
                sql: "INSERT INTO categories VALUES (?, ?, ?, ?)",
                arguments: [entry.code, entry.name, entry.parent, place])
        }
        try emptyWords()
    }

    /// Puts a list in the place of the one before.
    package func replaceAgencies(_ entries: some Sequence<CatalogueEntry>) throws {
        try db.execute(sql: "DELETE FROM agencies")
        for (place, entry) in entries.enumerated() {
            try db.execute(
                sql: "INSERT INTO agencies VALUES (?, ?, ?)", arguments: [entry.code, entry.name, place])
        }
    }

    /// The regions by code.
    package func regions() throws -> [CatalogueEntry] {
        try Row.fetchAll(db, sql: "SELECT code, name FROM regions ORDER BY code").map {
            CatalogueEntry(code: $0[0], name: $0[1])
        }
    }

    /// The categories in the order of their list.
    package func categories() throws -> [CatalogueEntry] {
        try Row.fetchAll(db, sql: "SELECT code, name, parent FROM categories ORDER BY place").map {
            CatalogueEntry(code: $0[0], name: $0[1], parent: $0[2])
        }
    }

    /// The agencies in the order of their list.
    package func agencies() throws -> [CatalogueEntry] {
        try Row.fetchAll(db, sql: "SELECT code, name FROM agencies ORDER BY place").map {
            CatalogueEntry(code: $0[0], name: $0[1])
        }
    }

    /// How many entries the lists have.
    package func catalogueCounts() throws -> (
        regions: Int, categories: Int, agencies: Int, holidays: Int
    ) {
        func count(_ table: String) throws -> Int {
            try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
        }
        return (try count("regions"), try count("categories"), try count("agencies"), try count("holidays"))
    }

    /// Whether the store has any entry of a list, and whether one of this code.
    package func knows(region code: String) throws -> Bool {
        try exists("SELECT 1 FROM regions WHERE code = ?", code)
    }

    /// Whether a category of this code is in the list.
    package func knows(category code: String) throws -> Bool {
        try exists("SELECT 1 FROM categories WHERE code = ?", code)
    }

    /// Whether an agency of this code or name is in the list.
    package func knows(agency text: String) throws -> Bool {
        try exists("SELECT 1 FROM agencies WHERE code = ?1 OR name = ?1", text)
    }

    private func exists(_ sql: StaticString, _ value: String) throws -> Bool {
        let statement = try statement(sql)
        statement.bind(1, value)
        defer { statement.reset() }
        return try statement.step()
    }

    /// Whether each of the lists has been loaded.
    package func loadedLists() throws -> (regions: Bool, categories: Bool, agencies: Bool) {
        func any(_ table: String) throws -> Bool {
            try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM \(table))") ?? false
        }
        return (try any("regions"), try any("categories"), try any("agencies"))
    }

    /// The name of a place with those above it: `Tegalsari, Simo, Kabupaten Boyolali, Jawa Tengah`; `nil` if unknown.
    package func path(ofRegion code: String) throws -> String? {
        var names: [String] = []
        var next: String? = code
        while let code = next {
            guard
                let name = try String.fetchOne(
                    db, sql: "SELECT name FROM regions WHERE code = ?", arguments: [code])
            else { return names.isEmpty ? nil : names.joined(separator: ", ") }
            names.append(name)
            next = RegionCode(code)?.parent
        }
        return names.joined(separator: ", ")
    }

    /// The name of a category; `nil` if unknown.
    package func name(ofCategory code: String) throws -> String? {
        try String.fetchOne(db, sql: "SELECT name FROM categories WHERE code = ?", arguments: [code])
    }
}

extension Transaction {
    /// Makes the regions ready to be searched.
    func indexPlaces() throws {
        let index = PlaceIndex(try regions().map { (code: $0.code, name: $0.name) })
        let statement = try statement(
            "INSERT INTO place_index VALUES (1, ?) ON CONFLICT (\"only\") DO UPDATE SET bytes = excluded.bytes"
        )
        index.bytes.withUnsafeBytes { statement.bind(1, blob: $0) }
        try statement.run()
    }

    /// The regions, ready to be searched.
    package func placeIndex() throws -> PlaceIndex {
        let bytes = try Data.fetchOne(db, sql: "SELECT bytes FROM place_index")
        if let index = bytes.flatMap({ PlaceIndex(bytes: Array($0)) }) { return index }
        return PlaceIndex(try regions().map { (code: $0.code, name: $0.name) })
    }
}

/// Whether codes stand in the lists that a store has loaded; `nil` for a list that was not.
package struct ListRules {
    package var region: ((String) -> Bool)?
    package var category: ((String) -> Bool)?
    package var agency: ((String) -> Bool)?
    /// The names of agencies that are near to a text, the nearest first.
    package var agenciesNear: (String) -> [String] = { _ in [] }
}

extension Transaction {
    /// The lists as rules, good while the transaction lasts.
    package func listRules() throws -> ListRules {
        let loaded = try loadedLists()
        // A list that cannot be read counts as one that was not loaded: the value is then taken as it is.
        let region: (String) -> Bool = { (try? self.knows(region: $0)) ?? true }
        let category: (String) -> Bool = { (try? self.knows(category: $0)) ?? true }
        let agency: (String) -> Bool = { (try? self.knows(agency: $0)) ?? true }
        let near: (String) -> [String] = { text in
            let agencies = (try? self.agencies()) ?? []
            let names = Dictionary(agencies.map { ($0.code, $0.name) }) { first, _ in first }
            return ListSearch.codes(matching: text, among: agencies.map { ($0.code, $0.name) }, limit: 3)
                .compactMap { names[$0] }
        }
        return ListRules(
            region: loaded.regions ? region : nil, category: loaded.categories ? category : nil,
            agency: loaded.agencies ? agency : nil, agenciesNear: near)
    }
}
