import Foundation

extension Store {
    /// How many rows of a table were moved.
    package struct MovedTable: Equatable, Sendable {
        package var name: String
        package var rows: Int
    }

    /// What stays where it was: a laptop's own affairs, and what is made anew.
    private static let left: Set<String> = [
        "drafts", "packs", "attached_sources", "words_reach", "words_outdated",
    ]

    /// Copies all of a file's database into another one, which is empty or holds the same already; one transaction there.
    ///
    /// Files beside the database stay where they are. `progress` hears of each table.
    package func copy(
        to maker: EngineMaker, progress: (String) -> Void = { _ in }
    ) throws -> [MovedTable] {
        let target = try maker(.writing) { _ in }
        return try read { source in
            let tables = try String.fetchAll(
                source.db,
                sql: """
                    SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 1
                    ORDER BY name
                    """
            ).filter { !Self.left.contains($0) }
            let isThere = try target.transaction(.reading) { db in
                try String.fetchOne(db, sql: "SELECT value FROM about WHERE key = 'role'") != nil
            }
            if isThere {
                // Broken off after it was done.
                return try target.transaction(.reading) { try Self.compare(tables, source, $0) }
            }
            return try target.transaction(.writing) { db in
                guard let db = db as? any BulkDatabase else {
                    throw StoreError.alreadySetUp(folder: folder.path)
                }
                for table in tables {
                    progress(table)
                    try Self.copy(table, source, db)
                }
                try db.execute(
                    sql: "INSERT INTO words_outdated SELECT complaint_key FROM complaints")
                return try Self.compare(tables, source, db)
            }
        }
    }

    private static func copy(_ table: String, _ source: Transaction, _ target: any BulkDatabase) throws {
        let columns = try String.fetchAll(
            source.db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table]
        ).filter { $0 != "event_key" }
        let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let rows = try source.db.prepare("SELECT \(list) FROM \(table)", streaming: true)
        try target.copy(into: table, columns) { taker in
            while try rows.step() {
                for column in 0..<rows.columns { taker.bind(column + 1, rows.value(column)) }
                try taker.endRow()
            }
        }
    }

    /// Whether the same is there as here.
    private static func compare(
        _ tables: [String], _ source: Transaction, _ target: any Database
    ) throws -> [MovedTable] {
        let office = "SELECT value FROM about WHERE key = 'office'"
        guard try String.fetchOne(source.db, sql: office) == String.fetchOne(target, sql: office) else {
            throw StoreError.alreadySetUp(folder: source.folder.path)
        }
        return try tables.map { table in
            let count = "SELECT count(*) FROM \(table)"
            let (here, there) = (
                try Int.fetchOne(source.db, sql: count) ?? 0, try Int.fetchOne(target, sql: count) ?? 0
            )
            guard here == there else {
                throw StoreError.engine(code: 1, message: "\(table): \(there) / \(here)")
            }
            return MovedTable(name: table, rows: there)
        }
    }
}
