import FileIO
import Foundation
import GRDB
import LaporModel
import LaporSamples
import LaporStore
import Testing

/// Stores that older programs have written, kept as text: each is brought up to date and is sound.
@Suite struct MigrationTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().path + "/Stores"

    private static func old(_ name: String, in folder: TemporaryFolder) throws -> StoreFolder {
        let path = StoreFolder(folder.path("store"))
        for part in ["", "/keys", "/quarantine", "/staging", "/blobs"] { try Folder.make(path.path + part) }
        let script = String(decoding: try content(of: "\(self.folder)/\(name).sql"), as: UTF8.self)
        try DatabaseQueue(path: path.database).writeWithoutTransaction { try $0.execute(sql: script) }
        for photo in ["foto", "foto2"] {
            let file = path.blob(Hash(of: photo))
            try Folder.make(try #require(Folder.parent(of: file)))
            try Folder.write(Array(photo.utf8), to: file)
        }
        return path
    }

    private static func rows(_ store: Store, _ sql: String) throws -> [String] {
        try store.read { try String.fetchAll($0.db, sql: sql) }
    }

    @Test(arguments: [Store.Purpose.reading, .writing])
    func `an office's store of the first version is brought up to date by whoever opens it`(
        _ purpose: Store.Purpose
    ) throws {
        let folder = try TemporaryFolder()
        let path = try Self.old("office-1", in: folder)
        let store = try Store(path, for: purpose)
        let report = try Store.check(path, role: "office", progress: { _, _, _ in }, own: { _, _ in })
        #expect(report.isSound && report.events == 10 && report.complaints == 2)
        // Two laptops wrote one feed: that was counted before, and is known of the feed now.
        let device = try #require(try store.read { try $0.devices() }.first)
        #expect(device.forks == 1 && device.missingBlobs == 0)
        // A photo that two complaints share belongs to both.
        let uses = "SELECT sequence || ' ' || lower(hex(substr(sha256, 1, 2))) FROM blob_uses ORDER BY 1"
        let (first, second) = (Hash(of: "foto").hex.prefix(4), Hash(of: "foto2").hex.prefix(4))
        #expect(try Self.rows(store, uses) == ["2 \(first)", "3 \(first)", "3 \(second)"].sorted())
        #expect(try Self.rows(store, "SELECT title FROM complaints WHERE conflicts > 0").count == 1)
    }

    @Test func `links that an older program kept take effect`() throws {
        let sample = try SampleStore()
        var feed = try SampleFeed(1)
        let one = try #require(feed.capture("Jembatan").header.complaint)
        let other = try #require(feed.capture("Kreteg").header.complaint)
        feed.append(EventKind.linked, complaint: other, body: Complaint.link(to: one))
        try sample.merge(feed.events, of: feed)
        // As it was before there were links.
        try sample.store.write {
            try $0.db.execute(
                sql: """
                    DROP TABLE links;
                    DELETE FROM grdb_migrations WHERE identifier = '2026-11-28 links';
                    PRAGMA user_version = 7;
                    """)
        }
        try sample.store.checkpoint()
        let copy = StoreFolder(sample.folder.path("copy"))
        try FileManager.default.copyItem(atPath: sample.path.path, toPath: copy.path)
        let store = try Store(copy, for: .reading)
        #expect(try store.read { try $0.linked(with: one).map(\.id) } == [other])
        #expect(try store.read { try $0.complaint(named: one.hex).isLinked })
        let report = try Store.check(copy, role: "office", progress: { _, _, _ in }, own: { _, _ in })
        #expect(report.isSound, "\(report.faults)")
    }

    @Test func `a laptop's store of the first version keeps what it has packed`() throws {
        let folder = try TemporaryFolder()
        let path = try Self.old("device-1", in: folder)
        let store = try Store(path, for: .writing)
        let device = try #require(
            try store.read { try $0.about(.device) }.flatMap { Identifier(hex: $0) })
        #expect(try store.read { try $0.packed(of: device) }.ranges == [1...4])
        let report = try Store.check(path, role: "field", progress: { _, _, _ in }, own: { _, _ in })
        #expect(report.isSound && report.complaints == 2)
    }
}
