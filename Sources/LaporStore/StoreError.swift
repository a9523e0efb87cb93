/// Why a store cannot be worked with.
package enum StoreError: Error, Equatable, Sendable {
    /// There is none in this folder, or its setting up was broken off.
    case notSetUp(folder: String)
    case alreadySetUp(folder: String)
    /// Another process writes, and did not end in time; who it is, if it said so.
    case busy(holder: String?)
    /// It was written by a newer program.
    case tooNew(version: Int)
    /// The database does not write through to the medium as it must.
    case notDurable(synchronous: Int)
    /// No complaint, device or bundle of this name.
    case notFound(String)
    /// Two complaints carry this number: their ids.
    case ambiguous(String, [String])
    /// The database's server cannot be reached.
    case unreachable(server: String, reason: String)
    /// It was, and is no more: what was under way came about wholly or not at all.
    case connectionLost(server: String, reason: String)
    /// A statement that the engine refused.
    case engine(code: Int, message: String)
}
