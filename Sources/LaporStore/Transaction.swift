import LaporModel

/// One transaction on a store: what stands in it is one state; what it writes comes wholly or not at all.
package final class Transaction {
    package let db: any Database
    package let folder: StoreFolder
    private var statements: [UnsafePointer<UInt8>: any PreparedStatement] = [:]
    private var composed: [String: any PreparedStatement] = [:]
    var feedKeys: [Identifier: Int] = [:]
    /// Whose complaints a feed has a say in, as far as it was looked up.
    var voices: [Voice: Authority?] = [:]
    /// Whether this transaction made blobs superfluous.
    var hasRemovals = false
    /// What nobody may find in the database's files after this transaction.
    var blanked: [[UInt8]] = []
    /// Whether any event was erased for good; `nil` before it was looked up.
    var hasErasures: Bool?

    init(_ db: any Database, folder: StoreFolder) {
        self.db = db
        self.folder = folder
    }

    /// From here on nobody else writes until the end of the transaction; all that was written before is seen.
    package func enter() throws { try db.enter() }

    /// A statement prepared once in this transaction.
    ///
    /// `streaming`: it may give very many rows.
    func statement(_ sql: StaticString, streaming: Bool = false) throws -> any PreparedStatement {
        // Looked up by where the text lies: hashing it would cost as much as binding the values.
        if let statement = statements[sql.utf8Start] { return statement }
        let statement = try db.prepare(sql.description, streaming: streaming)
        statements[sql.utf8Start] = statement
        return statement
    }

    /// A statement that is put together of parts, prepared once in this transaction.
    func statement(composed sql: String) throws -> any PreparedStatement {
        if let statement = composed[sql] { return statement }
        let statement = try db.prepare(sql, streaming: false)
        composed[sql] = statement
        return statement
    }

    /// A fact about the store itself.
    package enum About: String {
        /// `field` or `office`; a store without it was never set up.
        case role
        /// The kit that a device was set up from, or last received: `kit.json`.
        case kit
        /// The office's own facts.
        case office
        /// The id of the device that this store is.
        case device
        /// Names the store's life: a restored one has another.
        case epoch
        /// The serial of the newest kit that the office issued.
        case kitSerial = "kit_serial"
        /// The newest receipt of the office, as it came.
        case receipt
        /// The serial of the newest receipt that the office gave.
        case receiptSerial = "receipt_serial"
        /// A secret that hides external ids in the index of what was taken from files.
        case externalKey = "external_key"
    }

    /// A fact about the store; `nil` if it was never written.
    package func about(_ key: About) throws -> String? {
        // A store whose setting up was broken off may have no tables yet.
        guard try db.tableExists("about") else { return nil }
        return try String.fetchOne(
            db, sql: "SELECT value FROM about WHERE key = ?", arguments: [key.rawValue])
    }

    /// Writes a fact about the store.
    package func setAbout(_ key: About, _ value: String) throws {
        try db.execute(
            sql: "INSERT INTO about VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            arguments: [key.rawValue, value])
    }
}
