/// What a program ends with, for scripts (the same in both programs).
package enum ExitStatus: Int32, Sendable {
    case done = 0
    case unforeseen = 1
    /// Done, but something was set aside.
    case setAside = 10
    case usage = 64
    case badData = 65
    /// A file or folder, complaint, device or bundle that was named is not there.
    case missing = 66
    case databaseUnreachable = 69
    /// An output cannot be created, or exists.
    case cannotCreate = 73
    case inputOutput = 74
    case busy = 75
    /// Sealed to somebody else, fingerprint differs, wrong or missing passphrase.
    case denied = 77
    case notSetUp = 78
    case interrupted = 130
}
