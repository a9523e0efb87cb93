import CSQLite
import FileIO
import GRDB

/// A store's database as a file of SQLite.
final class SQLiteEngine: StoreEngine {
    private let queue: DatabaseQueue
    private let folder: StoreFolder
    private let statements = StatementPool()
    /// Done once, by whoever opens a database first.
    private static let isConfigured = csqlite_count_no_memory() == SQLITE_OK

    /// Opens the database of a folder; a writer brings it up to date.
    ///
    /// `pageSize`: of a database that is made, in bytes.
    init(_ folder: StoreFolder, writing: Bool, pageSize: Int? = nil) throws {
        self.folder = folder
        _ = Self.isConfigured
        var configuration = Configuration()
        configuration.readonly = !writing
        configuration.busyMode = .timeout(10)
        if writing { configuration.journalMode = .wal }
        configuration.prepareDatabase { db in
            // Temporary tables would put what is read out on the disk once more; what is erased is overwritten.
            if let pageSize { try db.execute(sql: "PRAGMA page_size = \(pageSize)") }
            try db.execute(
                sql: "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -7168; PRAGMA secure_delete = ON")
            if let connection = db.sqliteConnection { _ = csqlite_keep_log_on_close(connection) }
        }
        let queue = try Self.mapping {
            try DatabaseQueue(path: folder.database, configuration: configuration)
        }
        self.queue = queue
        version = try Self.mapping {
            let version = try queue.inDatabase { db in
                let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
                guard version <= Schema.version else { throw StoreError.tooNew(version: version) }
                guard writing else { return version }
                try db.execute(
                    sql: """
                        PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 4194304;
                        PRAGMA wal_autocheckpoint = 256
                        """)
                let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? -1
                guard synchronous == 2 else { throw StoreError.notDurable(synchronous: synchronous) }
                return version
            }
            if writing, version != Schema.version { try Schema.migrator(folder).migrate(queue) }
            return version
        }
    }

    /// Of the tables, as they were found.
    let version: Int

    var isShared: Bool { false }

    func transaction<Value>(
        _ kind: TransactionKind, _ body: (any Database) throws -> Value
    ) throws -> Value {
        try Self.mapping {
            try queue.inDatabase { db in
                var value: Value?
                try db.inTransaction(kind == .reading ? .deferred : .immediate) {
                    value = try body(SQLiteDatabase(db, statements))
                    return .commit
                }
                guard let value else { throw StoreError.engine(code: 0, message: "no value") }
                return value
            }
        }
    }

    /// Freed space is overwritten, but what was moved about earlier may lie in a page's unused part, and then all is
    /// written anew.
    func purge(_ traces: [[UInt8]]) throws -> Bool {
        let files = [folder.database, folder.database + "-wal"]
        let finder = Traces(traces)
        return try Self.mapping {
            try queue.inDatabase { db in
                _ = try? db.checkpoint(.truncate)
                if try finder.isAny(in: files) {
                    // Where the disk is too full for that, it is said that traces stay.
                    try? db.execute(sql: "VACUUM")
                    _ = try? db.checkpoint(.truncate)
                }
                return try finder.isAny(in: files)
            }
        }
    }

    func rebuildIndexes() throws {
        try Self.mapping { try queue.inDatabase { try $0.execute(sql: "REINDEX") } }
    }

    /// Moves the write-ahead log into the database and empties it.
    func checkpoint() throws {
        _ = try Self.mapping { try queue.inDatabase { try $0.checkpoint(.truncate) } }
    }

    func compact() throws {
        try Self.mapping {
            try queue.inDatabase { db in
                try db.execute(sql: "VACUUM")
                _ = try db.checkpoint(.truncate)
            }
        }
    }

    /// Closes the file.
    func close() throws {
        statements.end()
        try Self.mapping { try queue.close() }
    }

    deinit { statements.end() }

    static func mapping<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw StoreError.engine(
                code: Int(error.extendedResultCode.rawValue), message: error.message ?? "SQLite")
        }
    }
}
