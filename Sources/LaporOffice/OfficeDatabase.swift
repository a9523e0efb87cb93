import FileIO
import Glibc
import LaporPostgres
package import LaporStore

/// Where an office's database is: a file in the office's folder, or on a server whose address a file there holds.
package enum OfficeDatabase {
    /// Why a database cannot be used.
    package enum Fault: Error, Equatable, Sendable {
        /// What was given by a flag is no address of a PostgreSQL server.
        case address(String, flag: String)
        /// This program was built without the trait `Postgres`.
        case unavailable
        /// What was asked for is the server's own business: its address.
        case onServer(String)
    }

    private static func path(in folder: StoreFolder) -> String { folder.path + "/database" }

    /// The address of the server that has an office's database; `nil` where that is a file.
    package static func address(in folder: StoreFolder) throws -> String? {
        guard Folder.exists(path(in: folder)) else { return nil }
        let bytes = try File.open(path(in: folder)).readAll(limit: 65_536)
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first.map(
            String.init)
    }

    /// Refuses what can be done with a file only.
    package static func refuseServer(in folder: StoreFolder) throws {
        if let server = try address(in: folder) { throw Fault.onServer(shown(server)) }
    }

    /// Notes the address; it may hold a password.
    static func set(_ address: String, in folder: StoreFolder) throws {
        let part = path(in: folder) + ".new"
        Folder.remove(part)
        try Folder.write(Array("\(address)\n".utf8), to: part, mode: 0o600)
        try Folder.move(part, to: path(in: folder))
        try Folder.sync(folder.path)
    }

    /// What opens an office's database; `nil` where that is a file.
    static func maker(in folder: StoreFolder) throws -> EngineMaker? {
        try address(in: folder).map { try maker($0) }
    }

    /// What opens the database at an address.
    static func maker(_ address: String, flag: String = "--database") throws -> EngineMaker {
        guard Postgres.isAddress(address) else { throw Fault.address(address, flag: flag) }
        #if Postgres
            return { purpose, waiting in
                // So that whoever has to wait can be told for whom.
                let name = "lapor-import \(CommandLine.arguments.dropFirst().first ?? "") \(getpid())"
                return try PostgresEngine(
                    address, writing: purpose != .reading, program: name, waiting: waiting)
            }
        #else
            throw Fault.unavailable
        #endif
    }
}

extension OfficeDatabase {
    /// What was moved.
    package struct Move: Sendable {
        package var complaints: Int
        package var events: Int
        /// Where the file is now that held the database.
        package var old: String
    }

    /// Moves an office's database from a file to a server; keys and attachments stay in the office's folder.
    ///
    /// The file is kept under another name. Broken off, it is done again from the start, or brought to its end.
    package static func move(
        _ folder: StoreFolder, to address: String, progress: (String) -> Void,
        waiting: @escaping (String?) -> Void
    ) throws -> Move {
        try refuseServer(in: folder)
        let store = try Store(folder, for: .writing, waiting: waiting)
        guard try store.read({ try $0.about(.role) }) == "office" else {
            throw StoreError.notSetUp(folder: folder.path)
        }
        let tables = try named(address) {
            try store.copy(to: maker(address, flag: "--to"), progress: progress)
        }
        try store.checkpoint()
        try set(address, in: folder)
        let old = folder.database + ".moved"
        try Folder.move(folder.database, to: old)
        for suffix in ["-wal", "-shm"] { Folder.remove(folder.database + suffix) }
        try Folder.sync(folder.path)
        func rows(_ name: String) -> Int { tables.first { $0.name == name }?.rows ?? 0 }
        return Move(complaints: rows("complaints"), events: rows("events"), old: old)
    }

    /// Names the database where another office is there already.
    static func named<Value>(_ address: String?, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch StoreError.alreadySetUp(let folder) {
            throw StoreError.alreadySetUp(folder: address.map(shown) ?? folder)
        }
    }

    /// An address as it may be shown: without a password.
    package static func shown(_ address: String) -> String {
        #if Postgres
            Postgres.shown(address)
        #else
            address
        #endif
    }
}
