import CSQLite
import Foundation
import GRDB

/// SQLite under a transaction.
final class SQLiteDatabase: Database {
    private let connection: GRDB.Database
    private let pool: StatementPool

    init(_ connection: GRDB.Database, _ pool: StatementPool = StatementPool()) {
        self.connection = connection
        self.pool = pool
    }

    var dialect: Dialect { .sqlite }

    func prepare(_ sql: String, streaming: Bool) throws -> any PreparedStatement {
        try SQLiteStatement(pool, connection, sql)
    }

    func run(script: String) throws {
        try connection.execute(sql: script)
    }

    /// Only one process writes to a file.
    func enter() {}

    func tableExists(_ name: String) throws -> Bool {
        try connection.tableExists(name)
    }
}

/// The prepared statements of a connection that nobody uses just now: parsing one again costs more than most do.
///
/// What is alike and in use at the same time is several statements, of which one is kept.
final class StatementPool {
    /// More would be texts that are put together anew each time.
    private static let limit = 200
    private var idle: [String: Statement]? = [:]

    func take(_ sql: String, _ connection: GRDB.Database) throws -> Statement {
        try idle?.removeValue(forKey: sql) ?? connection.makeStatement(sql: sql)
    }

    func giveBack(_ statement: Statement, _ sql: String) {
        guard let count = idle?.count else { return }
        if count >= Self.limit { idle = [:] }
        idle?[sql] = statement
    }

    /// Lets go of all, and keeps none from now on: a connection closes when it has none.
    func end() { idle = nil }
}

/// A prepared statement whose values are bound without boxing: for what runs once an event.
final class SQLiteStatement: PreparedStatement {
    // GRDB owns and finalises the handle.
    private let statement: Statement
    private let handle: OpaquePointer
    private let pool: StatementPool
    private let sql: String
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ pool: StatementPool, _ connection: GRDB.Database, _ sql: String) throws {
        statement = try pool.take(sql, connection)
        handle = statement.sqliteStatement
        self.pool = pool
        self.sql = sql
    }

    deinit {
        sqlite3_reset(handle)
        // What was bound may be large, or nobody's business.
        sqlite3_clear_bindings(handle)
        pool.giveBack(statement, sql)
    }

    func bind(_ index: Int32, _ number: Int) {
        sqlite3_bind_int64(handle, index, Int64(number))
    }

    func bind(_ index: Int32, _ text: String?) {
        guard var text else {
            sqlite3_bind_null(handle, index)
            return
        }
        text.withUTF8 { bind(index, utf8: $0) }
    }

    func bind(_ index: Int32, text bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBufferPointer { bind(index, utf8: $0) }
    }

    private func bind(_ index: Int32, utf8: UnsafeBufferPointer<UInt8>) {
        // No address would bind NULL instead of an empty text.
        guard !utf8.isEmpty else {
            sqlite3_bind_text(handle, index, "", 0, Self.transient)
            return
        }
        _ = utf8.withMemoryRebound(to: CChar.self) { characters in
            sqlite3_bind_text(handle, index, characters.baseAddress, Int32(characters.count), Self.transient)
        }
    }

    func bind(_ index: Int32, blob bytes: UnsafeRawBufferPointer) {
        sqlite3_bind_blob(handle, index, bytes.baseAddress, Int32(bytes.count), Self.transient)
    }

    func bindNull(_ index: Int32) {
        sqlite3_bind_null(handle, index)
    }

    /// Runs to the next row; `false` when there is none.
    func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let connection = sqlite3_db_handle(handle)
            let code = Int(sqlite3_extended_errcode(connection))
            let message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? ""
            sqlite3_reset(handle)
            throw StoreError.engine(code: code, message: message)
        }
    }

    /// Makes the statement ready to run again; bindings stay.
    func reset() {
        sqlite3_reset(handle)
    }

    /// Runs once; gives how many rows changed.
    @discardableResult
    func run() throws -> Int {
        while try step() {}
        defer { sqlite3_reset(handle) }
        return Int(sqlite3_changes(sqlite3_db_handle(handle)))
    }

    func integer(_ column: Int32) -> Int {
        Int(sqlite3_column_int64(handle, column))
    }

    /// How many columns a row has.
    var columns: Int32 { sqlite3_column_count(handle) }

    /// What the statement calls a column.
    func name(_ column: Int32) -> String {
        sqlite3_column_name(handle, column).map { String(cString: $0) } ?? ""
    }

    /// Adds a column's bytes to others.
    func append(_ column: Int32, to bytes: inout [UInt8]) {
        guard let start = sqlite3_column_blob(handle, column) else { return }
        let count = Int(sqlite3_column_bytes(handle, column))
        bytes.append(contentsOf: UnsafeRawBufferPointer(start: start, count: count))
    }

    func size(_ column: Int32) -> Int {
        Int(sqlite3_column_bytes(handle, column))
    }

    func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    func value(_ column: Int32) -> SQLValue {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: .integer(integer(column))
        case SQLITE_TEXT: .text(String(decoding: bytes(column), as: UTF8.self))
        case SQLITE_BLOB: .blob(Data(bytes(column)))
        default: .null
        }
    }
}
