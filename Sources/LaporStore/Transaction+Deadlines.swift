package import LaporModel

extension Transaction {
    /// Puts a list in the place of the one before: of each entry the date and what is kept on it.
    package func replaceHolidays(_ entries: some Sequence<CatalogueEntry>) throws {
        try db.execute(sql: "DELETE FROM holidays")
        for entry in entries {
            try db.execute(
                sql: "INSERT INTO holidays VALUES (?, ?) ON CONFLICT DO NOTHING",
                arguments: [entry.code, entry.name])
        }
    }

    /// Puts a list in the place of the one before: of each entry the step, its working days, and what they rest on.
    package func replaceDeadlines(_ entries: some Sequence<CatalogueEntry>) throws {
        try db.execute(sql: "DELETE FROM deadlines")
        for entry in entries {
            // A step or a number that only a newer program knows is nothing to go by here.
            guard let days = Int(entry.name), days >= 1 else { continue }
            try db.execute(
                sql: "INSERT INTO deadlines VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                arguments: [entry.code, days, entry.parent])
        }
    }

    /// The holidays in the order of the calendar.
    package func holidays() throws -> [CatalogueEntry] {
        try Row.fetchAll(db, sql: "SELECT day, name FROM holidays ORDER BY day").map {
            CatalogueEntry(code: $0[0], name: $0[1])
        }
    }

    /// The deadlines that were loaded, by step.
    package func loadedDeadlines() throws -> [CatalogueEntry] {
        try Row.fetchAll(db, sql: "SELECT step, days, basis FROM deadlines ORDER BY step").map { row in
            let days: Int = row[1]
            return CatalogueEntry(code: row[0], name: String(days), parent: row[2])
        }
    }

    /// What applies: the standard where nothing else was loaded.
    package func deadlines() throws -> Deadlines {
        var limits: [Deadlines.Step: Deadlines.Limit] = [:]
        for entry in try loadedDeadlines() {
            guard let step = Deadlines.Step(rawValue: entry.code), let days = Int(entry.name) else {
                continue
            }
            limits[step] = Deadlines.Limit(days: days, basis: entry.parent)
        }
        return Deadlines(limits, holidays: Set(try holidays().compactMap { Day($0.code) }))
    }
}
