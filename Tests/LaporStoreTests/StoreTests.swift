import FileIO
import Foundation
import LaporModel
import LaporSamples
import LaporStore
import Testing

@Suite struct StoreTests {
    @Test func `every table is strict`() throws {
        let sample = try SampleStore()
        let tables = try sample.store.read { transaction in
            try Row.fetchAll(
                transaction.db,
                sql: """
                    SELECT name, strict FROM pragma_table_list
                    WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'
                    """
            ).map { (name: $0["name"] as String, strict: $0["strict"] as Bool) }
        }
        // GRDB keeps its own list of the steps that were taken.
        let own = tables.filter { $0.name != "grdb_migrations" }
        #expect(own.count >= 11 && own.allSatisfy(\.strict), "\(own.filter { !$0.strict }.map(\.name))")
    }

    @Test func `the connection that writes waits for the medium, in a write-ahead log`() throws {
        let sample = try SampleStore()
        try sample.store.write { (transaction: LaporStore.Transaction) throws in
            #expect(try Int.fetchOne(transaction.db, sql: "PRAGMA synchronous") == 2)
            #expect(try String.fetchOne(transaction.db, sql: "PRAGMA journal_mode") == "wal")
            #expect(try Int.fetchOne(transaction.db, sql: "PRAGMA foreign_keys") == 1)
        }
    }

    @Test func `the tables refuse what has no place in them`() throws {
        let sample = try SampleStore()
        for sql in [
            "INSERT INTO feeds (id, purpose, signing_key) VALUES (x'00', 'device', 'k')",
            "INSERT INTO feeds (id, purpose, signing_key) VALUES (randomblob(16), 'office', 'k')",
            "INSERT INTO events (feed_key, sequence, id, kind, stored_at, header) VALUES (9, 1, randomblob(32), 'a', 0, '')",
            "INSERT INTO regions VALUES ('33', NULL)",
            "INSERT INTO packs VALUES (randomblob(16), 'x', 1, 1, randomblob(32), 'p', 0)",
        ] {
            #expect(throws: StoreError.self, "\(sql)") {
                try sample.store.write { try $0.db.execute(sql: sql) }
            }
        }
    }

    @Test func `a confidential complaint has no place for what it says`() throws {
        let sample = try SampleStore()
        var feed = try SampleFeed(1)
        feed.capture("Terbuka")
        try sample.merge(feed.events, of: feed)
        #expect(throws: StoreError.self) {
            try sample.store.write { try $0.db.execute(sql: "UPDATE complaints SET confidential = 1") }
        }
    }

    @Test func `a transaction that throws leaves nothing`() throws {
        struct Broken: Error {}
        let sample = try SampleStore()
        var feed = try SampleFeed(1)
        feed.capture("Pasar becek")
        let before = try sample.state()
        #expect(throws: Broken.self) {
            try sample.store.write { transaction in
                try transaction.setAbout(.device, "x")
                try transaction.introduce(try feed.section(1...2))
                for event in feed.events { _ = try transaction.insert(event, storedAt: .sample) }
                throw Broken()
            }
        }
        #expect(try sample.state() == before && sample.count("feeds") == 0)
        #expect(try sample.store.read { try $0.about(.device) } == nil)
        // And the store goes on.
        try sample.merge(feed.events, of: feed)
        #expect(try sample.count("complaints") == 1)
    }

    @Test func `a reader cannot write`() throws {
        let sample = try SampleStore()
        let reader = try Store(sample.path, for: .reading)
        #expect(throws: StoreError.self) { try reader.write { try $0.setAbout(.device, "x") } }
    }

    @Test func `a folder without a store is not set up`() throws {
        let folder = try TemporaryFolder()
        let path = StoreFolder(folder.path("no"))
        for purpose in [Store.Purpose.reading, .writing] {
            #expect(throws: StoreError.notSetUp(folder: path.path)) { try Store(path, for: purpose) }
        }
        // Looking makes nothing.
        #expect(try Folder.names(in: folder.path).isEmpty)
    }

    @Test func `a setting up that was broken off can be run again`() throws {
        let folder = try TemporaryFolder()
        let path = StoreFolder(folder.path("store"))
        do { _ = try Store.make(path, pageSize: 4_096) }
        #expect(throws: StoreError.notSetUp(folder: path.path)) { try Store(path, for: .writing) }
        do {
            let store = try Store.make(path, pageSize: 4_096)
            try store.write { try $0.setAbout(.role, "field") }
        }
        #expect(throws: StoreError.alreadySetUp(folder: path.path)) { try Store.make(path, pageSize: 4_096) }
        #expect(try Store(path, for: .reading).read { try $0.about(.role) } == "field")
    }

    @Test func `an empty database was not set up either`() throws {
        let folder = try TemporaryFolder()
        let path = StoreFolder(folder.path("store"))
        try Folder.make(path.path)
        try Folder.write([], to: path.database)
        #expect(throws: StoreError.notSetUp(folder: path.path)) { try Store(path, for: .reading) }
    }

    @Test func `a store of a newer program is left alone`() throws {
        let sample = try SampleStore()
        let path = sample.path
        try sample.store.write { try $0.db.execute(sql: "PRAGMA user_version = 99") }
        #expect(throws: StoreError.tooNew(version: 99)) { try Store(path, for: .reading) }
    }

    @Test func `a store of a newer program is left alone by a writer`() throws {
        let folder = try TemporaryFolder()
        let path = StoreFolder(folder.path("store"))
        do {
            let store = try Store.make(path, pageSize: 4_096)
            try store.write {
                try $0.setAbout(.role, "field")
                try $0.db.execute(sql: "PRAGMA user_version = 999")
            }
        }
        #expect(throws: StoreError.tooNew(version: 999)) { try Store(path, for: .writing) }
    }

    @Test func `a file that is no database is an error of the engine`() throws {
        let folder = try TemporaryFolder()
        let path = StoreFolder(folder.path("store"))
        try Folder.make(path.path)
        try Folder.write([UInt8](repeating: 65, count: 5_000), to: path.database)
        let error = #expect(throws: StoreError.self) { try Store(path, for: .reading) }
        guard case .engine(let code, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(code == 26)
    }

    @Test func `only the owner may enter a store`() throws {
        let sample = try SampleStore()
        let attributes = try FileManager.default.attributesOfItem(atPath: sample.path.path)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
    }
}
