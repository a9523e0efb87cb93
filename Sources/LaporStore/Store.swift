import CSQLite
import FileIO
import GRDB
import LaporModel

/// A store on SQLite: events, blobs as files, and the complaints folded from them.
///
/// Whoever writes holds the store's lock until the store is let go; readers go on beside it.
package final class Store {
    /// What a store is opened for.
    package enum Purpose {
        case reading
        case writing
    }

    package let folder: StoreFolder
    /// Whether the database's files may still hold something that was erased.
    package private(set) var leavesTraces = false
    private let queue: DatabaseQueue
    private let lock: StoreLock?

    /// Seconds that a writer waits for another one.
    package static let patience = 60

    /// Opens the store in a folder; `waiting` is called once if another process has to be waited for.
    package convenience init(
        _ folder: StoreFolder, for purpose: Purpose, patience: Int = patience,
        waiting: (String?) -> Void = { _ in }
    ) throws {
        guard Folder.exists(folder.database) else { throw StoreError.notSetUp(folder: folder.path) }
        try self.init(folder, purpose: purpose, patience: patience, waiting: waiting)
        guard try read({ try $0.about(.role) }) != nil else {
            throw StoreError.notSetUp(folder: folder.path)
        }
    }

    /// Makes the folder and its empty store; it counts as set up once `about(.role)` is written.
    ///
    /// Small pages (4,096 bytes) suit a device, which writes complaint by complaint; large ones (16,384) an office,
    /// which takes them by the thousand: an event fills half a small page.
    package static func make(
        _ folder: StoreFolder, pageSize: Int, waiting: (String?) -> Void = { _ in }
    ) throws -> Store {
        try folder.make()
        let store = try Store(
            folder, purpose: .writing, pageSize: pageSize, patience: patience, waiting: waiting)
        guard try store.read({ try $0.about(.role) }) == nil else {
            throw StoreError.alreadySetUp(folder: folder.path)
        }
        return store
    }

    /// Opens the database of a folder, whatever is in it.
    init(
        _ folder: StoreFolder, purpose: Purpose, pageSize: Int? = nil, patience: Int = patience,
        waiting: (String?) -> Void = { _ in }
    ) throws {
        self.folder = folder
        let writing = purpose == .writing
        lock = writing ? try StoreLock(folder, patience: patience, waiting: waiting) : nil
        if writing { folder.clearStaging() }
        var connection = try Self.connect(folder, writing: writing, pageSize: pageSize)
        if !writing, (1..<Schema.version).contains(connection.version) {
            // A reader would look for what a store of an older program lacks: a writer brings it up to date first.
            try connection.queue.close()
            _ = try Store(folder, purpose: .writing, patience: patience, waiting: waiting)
            connection = try Self.connect(folder, writing: writing, pageSize: pageSize)
        }
        queue = connection.queue
        // What a power cut kept from being removed.
        guard writing else { return }
        try Self.mapping {
            try queue.inDatabase { db in
                let isLeft = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM removals)") ?? false
                if isLeft { try Self.removeFiles(db, folder) }
            }
        }
    }

    /// Opens the database; gives the version that it had.
    private static func connect(
        _ folder: StoreFolder, writing: Bool, pageSize: Int?
    ) throws -> (queue: DatabaseQueue, version: Int) {
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
        let queue = try mapping { try DatabaseQueue(path: folder.database, configuration: configuration) }
        let version = try mapping {
            let version = try queue.inDatabase { db in
                let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
                guard version <= Schema.version else { throw StoreError.tooNew(version: version) }
                guard writing else { return version }
                try db.execute(
                    sql:
                        "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 4194304; PRAGMA wal_autocheckpoint = 256"
                )
                let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? -1
                guard synchronous == 2 else { throw StoreError.notDurable(synchronous: synchronous) }
                return version
            }
            if writing, version != Schema.version { try Schema.migrator(folder).migrate(queue) }
            return version
        }
        return (queue, version)
    }

    /// Reads one consistent state.
    package func read<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
        try run(.deferred, body)
    }

    /// Writes all that `body` does, or nothing of it; when this returns it is on the medium.
    package func write<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
        try run(.immediate, body)
    }

    private func run<Value>(
        _ kind: Database.TransactionKind, _ body: (Transaction) throws -> Value
    ) throws -> Value {
        try Self.mapping {
            try queue.inDatabase { db in
                var value: Value?
                let transaction = Transaction(db, folder: folder)
                try db.inTransaction(kind) {
                    value = try body(transaction)
                    return .commit
                }
                if transaction.hasRemovals { try Self.removeFiles(db, folder) }
                if !transaction.blanked.isEmpty { try purge(transaction.blanked, db) }
                guard let value else { throw StoreError.engine(code: 0, message: "no value") }
                return value
            }
        }
    }

    /// Sees to it that the database's files hold nothing of what was blanked: freed space is overwritten, but what was
    /// moved about earlier may lie in a page's unused part, and then all is written anew.
    private func purge(_ traces: [[UInt8]], _ db: Database) throws {
        let files = [folder.database, folder.database + "-wal"]
        let finder = Traces(traces)
        _ = try? db.checkpoint(.truncate)
        if try finder.isAny(in: files) {
            // Where the disk is too full for that, it is said that traces stay.
            try? db.execute(sql: "VACUUM")
            _ = try? db.checkpoint(.truncate)
        }
        leavesTraces = try leavesTraces || finder.isAny(in: files)
    }

    private static func removeFiles(_ db: Database, _ folder: StoreFolder) throws {
        try db.inTransaction(.immediate) {
            try Transaction(db, folder: folder).removeFiles()
            return .commit
        }
    }

    /// Moves the write-ahead log into the database and empties it: after much has been written.
    package func checkpoint() throws {
        _ = try Self.mapping {
            try queue.inDatabase { try $0.checkpoint(.truncate) }
        }
    }

    /// Writes the database anew, without the space that was freed.
    package func compact() throws {
        try Self.mapping {
            try queue.inDatabase { db in
                try db.execute(sql: "VACUUM")
                _ = try db.checkpoint(.truncate)
            }
        }
    }

    static func mapping<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw StoreError.engine(
                code: Int(error.extendedResultCode.rawValue), message: error.message ?? "SQLite")
        }
    }
}
