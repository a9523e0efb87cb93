package import FileIO
import Glibc
package import LaporModel

/// Where a store keeps what: a folder that only its owner may enter.
package struct StoreFolder: Sendable {
    package let path: String

    /// The store's folder at a path.
    package init(_ path: String) {
        self.path = Folder.absolute(path)
    }

    package var database: String { path + "/store.sqlite" }
    package var keys: String { path + "/keys" }
    package var quarantine: String { path + "/quarantine" }
    var blobs: String { path + "/blobs" }
    /// What is under way and not yet named by the database; emptied by the next writer.
    package var staging: String { path + "/staging" }
    var lock: String { path + "/lock" }

    /// Where this process keeps what will get a name of its own, beside other processes.
    package func staged(_ name: String) -> String { "\(staging)/\(getpid())-\(name)" }

    /// Where a blob's bytes lie: `blobs/ab/abcdef…`.
    package func blob(_ sha256: Hash) -> String {
        let hex = sha256.hex
        return "\(blobs)/\(hex.prefix(2))/\(hex)"
    }

    /// Where a bundle that waits for a person lies.
    package func quarantined(_ bundle: Identifier) -> String { "\(quarantine)/\(bundle.hex).lapor" }

    func make() throws(FileError) {
        for folder in [path, keys, quarantine, staging, blobs] { try Folder.make(folder) }
    }

    /// Removes what an interrupted writer left behind; only for who holds the lock.
    func clearStaging() {
        for name in (try? Folder.names(in: staging)) ?? [] { Folder.remove("\(staging)/\(name)") }
    }

    /// Gives staged blobs their names, which is on the medium when this returns.
    package func keep(_ staged: [(sha256: Hash, path: String)]) throws(FileError) {
        var folders: Set<String> = []
        for (sha256, path) in staged {
            let final = blob(sha256)
            let folder = Folder.parent(of: final) ?? self.path
            if !folders.contains(folder) { try Folder.make(folder) }
            folders.insert(folder)
            try Folder.move(path, to: final)
        }
        for folder in folders { try Folder.sync(folder) }
        if !folders.isEmpty { try Folder.sync(blobs) }
    }
}

/// The right to write: one process at a time has it.
final class StoreLock {
    private let file: File

    /// Waits up to so many seconds for the lock; `shared`: with others who want it so.
    init(_ folder: StoreFolder, shared: Bool = false, patience: Int, waiting: (String?) -> Void) throws {
        file = try File.openOrCreate(folder.lock)
        var tries = 0
        while !file.tryLock(shared: shared) {
            let holder = Self.holder(file)
            if tries == 20 { waiting(holder) }
            guard tries < patience * 50 else { throw StoreError.busy(holder: holder) }
            usleep(20_000)
            tries += 1
        }
        // It is changed while others hold it too, and names the last who came.
        try file.truncate(to: 0)
        try file.seek(to: 0)
        try file.write(Array("\(getpid()) \(CommandLine.arguments.first ?? "")\n".utf8))
    }

    private static func holder(_ file: File) -> String? {
        guard (try? file.seek(to: 0)) != nil, let bytes = try? file.readAll(limit: 4_096) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map(String.init)
        return text
    }
}
