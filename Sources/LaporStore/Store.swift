import FileIO
import LaporModel

/// A store: events, blobs as files, and the complaints folded from them.
///
/// The database is a file of SQLite, or one on a server. Whoever writes to a file holds the store's lock until the store
/// is let go; readers go on beside it.
package final class Store {
    /// What a store is opened for.
    package enum Purpose: Sendable {
        case reading
        case writing
        /// To take bundles in: where the database is on a server, others may do so at the same time.
        case adding
    }

    package let folder: StoreFolder
    /// Whether the database's files may still hold something that was erased.
    package private(set) var leavesTraces = false
    private let engine: any StoreEngine
    private let lock: StoreLock?
    private let maker: EngineMaker?

    /// Seconds that a writer waits for another one.
    package static let patience = 60

    /// Opens the store in a folder; `waiting` is called once if another process has to be waited for.
    package convenience init(
        _ folder: StoreFolder, for purpose: Purpose, on maker: EngineMaker? = nil, patience: Int = patience,
        waiting: @escaping (String?) -> Void = { _ in }
    ) throws {
        guard maker != nil || Folder.exists(folder.database) else {
            throw StoreError.notSetUp(folder: folder.path)
        }
        try self.init(folder, purpose: purpose, on: maker, patience: patience, waiting: waiting)
        guard try read({ try $0.about(.role) }) != nil else {
            throw StoreError.notSetUp(folder: folder.path)
        }
    }

    /// Makes the folder and its empty store; it counts as set up once `about(.role)` is written.
    ///
    /// Small pages (4,096 bytes) suit a device, which writes complaint by complaint; large ones (16,384) an office,
    /// which takes them by the thousand: an event fills half a small page.
    package static func make(
        _ folder: StoreFolder, pageSize: Int, on maker: EngineMaker? = nil,
        waiting: @escaping (String?) -> Void = { _ in }
    ) throws -> Store {
        try folder.make()
        let store = try Store(
            folder, purpose: .writing, on: maker, pageSize: pageSize, patience: patience, waiting: waiting)
        guard try store.read({ try $0.about(.role) }) == nil else {
            throw StoreError.alreadySetUp(folder: folder.path)
        }
        return store
    }

    /// Opens the database of a folder, whatever is in it.
    init(
        _ folder: StoreFolder, purpose: Purpose, on maker: EngineMaker? = nil, pageSize: Int? = nil,
        patience: Int = patience, waiting: @escaping (String?) -> Void = { _ in }
    ) throws {
        self.folder = folder
        self.maker = maker
        let isWriting = purpose != .reading
        let isAlone = maker == nil || purpose == .writing
        lock =
            isWriting ? try StoreLock(folder, shared: !isAlone, patience: patience, waiting: waiting) : nil
        if isWriting, isAlone { folder.clearStaging() }
        if let maker {
            engine = try maker(purpose, waiting)
        } else {
            var file = try SQLiteEngine(folder, writing: isWriting, pageSize: pageSize)
            if !isWriting, (1..<Schema.version).contains(file.version) {
                // A reader would look for what a store of an older program lacks: a writer brings it up to date first.
                try file.close()
                _ = try Store(folder, purpose: .writing, patience: patience, waiting: waiting)
                file = try SQLiteEngine(folder, writing: false)
            }
            engine = file
        }
        // What a power cut kept from being removed.
        if isWriting, isAlone { try removeFiles() }
    }

    /// Whether other processes may write at the same time.
    package var isShared: Bool { engine.isShared }

    /// Reads one consistent state.
    package func read<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
        try run(.reading, body)
    }

    /// Writes all that `body` does, or nothing of it; when this returns it is on the medium.
    @discardableResult
    package func write<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
        try run(.writing, body)
    }

    /// Writes like ``write(_:)``; others who write need to wait only once `body` calls ``Transaction/enter()``.
    package func merge<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
        try run(.merging, body)
    }

    private func run<Value>(
        _ kind: TransactionKind, _ body: (Transaction) throws -> Value
    ) throws -> Value {
        var hasRemovals = false
        var blanked: [[UInt8]] = []
        let value = try engine.transaction(kind) { db in
            let transaction = Transaction(db, folder: folder)
            let value = try body(transaction)
            (hasRemovals, blanked) = (transaction.hasRemovals, transaction.blanked)
            return value
        }
        if hasRemovals { try removeFiles() }
        if !blanked.isEmpty, try engine.purge(blanked) { leavesTraces = true }
        return value
    }

    private func removeFiles() throws {
        let isLeft = try engine.transaction(.reading) {
            try Transaction($0, folder: folder).hasFilesToRemove()
        }
        guard isLeft else { return }
        try engine.transaction(.writing) { try Transaction($0, folder: folder).removeFiles() }
    }

    /// The same store for somebody who writes; it waits for nobody.
    func writer() throws -> Store { try Store(folder, for: .writing, on: maker, patience: 0) }

    /// Makes the database's indexes anew.
    func rebuildIndexes() throws { try engine.rebuildIndexes() }

    /// Tidies up after much has been written.
    package func checkpoint() throws { try engine.checkpoint() }

    /// Writes the database anew, without the space that was freed.
    package func compact() throws { try engine.compact() }
}
