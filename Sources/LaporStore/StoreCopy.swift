import FileIO
import Foundation
import GRDB
import LaporModel

/// A whole store copied into another folder: its database, attachments, bundles that wait, and keys.
///
/// The copy is a store's folder itself. It has an epoch of its own, so that what an office confirms after it has been
/// restored counts, although it is less than before.
package enum StoreCopy {
    /// Why a folder cannot take a copy, or is none.
    package enum Fault: Error, Equatable, Sendable {
        /// A folder cannot be copied into itself.
        case sameFolder(String)
        /// No store of an office lies there.
        case noStore(String)
        /// What lies there is another office's, or in use.
        case otherStore(String)
        /// A store is there already.
        case occupied(String)
        /// Attachments went away while they were copied, time after time.
        case unsteady(String)
    }

    /// What was copied.
    package struct Result: Equatable, Sendable {
        package var complaints = 0
        package var blobs = 0
        /// Those that were not there already.
        package var blobsNew = 0
    }

    /// Copies a store while it is in use.
    ///
    /// A copy of the same store that is there is brought up to date, if `replacing`. Broken off, the database of the
    /// copy before stays as it was.
    package static func run(
        from source: StoreFolder, to target: StoreFolder, role: String, replacing: Bool, epoch: String,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> Result {
        guard source.path != target.path else { throw Fault.sameFolder(target.path) }
        guard Folder.exists(source.database) else { throw Fault.noStore(source.path) }
        let queue = try open(source)
        let origin = try SQLiteEngine.mapping { try queue.read { db in try Origin(SQLiteDatabase(db)) } }
        guard let origin, origin.role == role else { throw Fault.noStore(source.path) }
        guard origin.version <= Schema.version else { throw StoreError.tooNew(version: origin.version) }
        if Folder.exists(target.database) {
            guard replacing else { throw Fault.occupied(target.path) }
            let there = try SQLiteEngine.mapping {
                try open(target).read { db in try Origin(SQLiteDatabase(db)) }
            }
            let isInUse = ((try? File.open(target.database + "-wal"))?.size ?? 0) > 0
            guard there?.feed == origin.feed, !isInUse else { throw Fault.otherStore(target.path) }
        } else if Folder.isFolder(target.path), try !Folder.names(in: target.path).allSatisfy(isOurs) {
            throw Fault.otherStore(target.path)
        }
        try target.make()
        let lock = try StoreLock(target, patience: Store.patience, waiting: { _ in })
        defer { withExtendedLifetime(lock) {} }
        for _ in 0..<3 {
            if let result = try copy(queue, source, target, epoch, progress) { return result }
        }
        throw Fault.unsteady(target.path)
    }

    /// What tells one office's store from another's.
    private struct Origin {
        var role: String?
        var version: Int
        /// Its own registry, the first feed of all.
        var feed: Data?

        init?(_ db: any Database) throws {
            guard try db.tableExists("about"), try db.tableExists("feeds") else { return nil }
            role = try String.fetchOne(
                db, sql: "SELECT value FROM about WHERE key = ?", arguments: [Transaction.About.role.rawValue]
            )
            version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            feed = try Data.fetchOne(db, sql: "SELECT id FROM feeds ORDER BY feed_key LIMIT 1")
        }
    }

    /// Whether a copy that was broken off may have left this name.
    private static func isOurs(_ name: String) -> Bool {
        ["keys", "quarantine", "staging", "blobs", "lock"].contains(name)
            || name.hasPrefix("store.sqlite.part")
    }

    private static func open(_ folder: StoreFolder) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        return try SQLiteEngine.mapping {
            try DatabaseQueue(path: folder.database, configuration: configuration)
        }
    }

    /// Copies one state; `nil` where an attachment of it went away meanwhile.
    private static func copy(
        _ queue: DatabaseQueue, _ source: StoreFolder, _ target: StoreFolder, _ epoch: String,
        _ progress: (Int, Int) -> Void
    ) throws -> Result? {
        let part = target.database + ".part"
        for suffix in ["", "-journal", "-wal", "-shm"] { Folder.remove(part + suffix) }
        let content = try SQLiteEngine.mapping { () -> Content in
            let copy = try DatabaseQueue(path: part)
            try queue.backup(to: copy)
            // One file, whatever medium it lies on.
            try copy.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL")
                try db.execute(
                    sql: "UPDATE about SET value = ? WHERE key = ?",
                    arguments: [epoch, Transaction.About.epoch.rawValue])
            }
            let content = try copy.read { db in try Content(SQLiteDatabase(db)) }
            try copy.close()
            return content
        }
        var result = Result(complaints: content.complaints, blobs: content.blobs.count)
        for (index, blob) in content.blobs.enumerated() {
            progress(index, content.blobs.count)
            let final = target.blob(blob.sha256)
            if let file = try? File.open(final), file.size == blob.size { continue }
            let staged = "\(target.staging)/\(blob.sha256.hex)"
            guard try copyFile(source.blob(blob.sha256), to: staged) else { return nil }
            try target.keep([(blob.sha256, staged)])
            result.blobsNew += 1
        }
        for bundle in content.waiting {
            let final = target.quarantined(bundle)
            if Folder.exists(final) { continue }
            let staged = "\(target.staging)/\(bundle.hex)"
            guard try copyFile(source.quarantined(bundle), to: staged) else { return nil }
            try Folder.move(staged, to: final)
        }
        try Folder.sync(target.quarantine)
        for name in try Folder.names(in: source.keys) {
            let staged = "\(target.staging)/\(name)"
            guard try copyFile("\(source.keys)/\(name)", to: staged) else { return nil }
            try Folder.move(staged, to: "\(target.keys)/\(name)")
        }
        try Folder.sync(target.keys)
        try Folder.move(part, to: target.database)
        try Folder.sync(target.path)
        clear(target, besides: content)
        return result
    }

    /// What a database names in files.
    private struct Content {
        var complaints: Int
        var blobs: [(sha256: Hash, size: Int)]
        var waiting: [Identifier]

        init(_ db: any Database) throws {
            complaints = try Int.fetchOne(db, sql: "SELECT count(*) FROM complaints") ?? 0
            blobs = try Row.fetchAll(db, sql: "SELECT sha256, size FROM blobs WHERE is_here = 1").compactMap {
                row in Hash(bytes: row[0] as Data).map { ($0, row[1]) }
            }
            waiting = try Data.fetchAll(db, sql: "SELECT bundle FROM quarantine").compactMap {
                Identifier(bytes: $0)
            }
        }
    }

    /// Copies a file and waits until it is on the medium; `false` if there is none.
    private static func copyFile(_ path: String, to copy: String) throws -> Bool {
        guard Folder.exists(path) else { return false }
        Folder.remove(copy)
        try Folder.copy(path, to: copy, mode: 0o600)
        return true
    }

    /// Removes what the copy before had and this one has not: what was erased, above all.
    private static func clear(_ target: StoreFolder, besides content: Content) {
        let named = Set(
            content.blobs.map { target.blob($0.sha256) } + content.waiting.map { target.quarantined($0) })
        let folders = (try? Folder.names(in: target.blobs))?.map { "\(target.blobs)/\($0)" } ?? []
        for folder in folders + [target.quarantine] {
            for name in (try? Folder.names(in: folder)) ?? [] where !named.contains("\(folder)/\(name)") {
                Folder.erase("\(folder)/\(name)")
            }
        }
    }
}
