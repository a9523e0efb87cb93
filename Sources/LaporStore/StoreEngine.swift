/// A store's database, which runs transactions on itself.
package protocol StoreEngine: AnyObject {
    /// Whether other processes may write at the same time.
    var isShared: Bool { get }

    /// Runs all that `body` does as one transaction, or nothing of it; what was written is on the medium afterwards.
    func transaction<Value>(_ kind: TransactionKind, _ body: (any Database) throws -> Value) throws -> Value

    /// Sees to it that the database's files hold nothing of what was erased; gives whether they may still.
    func purge(_ traces: [[UInt8]]) throws -> Bool

    /// Makes all indexes anew.
    func rebuildIndexes() throws

    /// Tidies up after much has been written.
    func checkpoint() throws

    /// Writes the database anew, without the space that was freed.
    func compact() throws
}

/// What a transaction is for.
package enum TransactionKind: Sendable {
    case reading
    case writing
    /// What comes is first set down aside, where it is in nobody's way: see ``Transaction/enter()``.
    case merging
}

/// Makes a store's database ready for a purpose; `waiting` is called once if somebody else has to be waited for.
package typealias EngineMaker = (
    _ purpose: Store.Purpose, _ waiting: @escaping (String?) -> Void
) throws -> any StoreEngine
