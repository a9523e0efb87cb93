import CanonicalJSON
import FileIO
import GRDB
import Foundation
import LaporBundle
import LaporModel
import LaporSamples
import LaporStore
import Testing

/// A store that holds one of each thing that a check looks at, to be broken.
private struct CheckedStore {
    let sample: SampleStore
    var feed: SampleFeed
    static let blob = [UInt8](repeating: 7, count: 300)

    var folder: StoreFolder { sample.path }
    var blobPath: String { folder.blob(Hash(of: Self.blob)) }

    init() throws {
        sample = try SampleStore()
        feed = try SampleFeed(1)
        let attachment = LaporModel.Attachment(
            sha256: Hash(of: Self.blob), size: 300, name: "a.jpg", type: "image/jpeg")
        feed.capture("Pasar becek", attachments: [attachment])
        let sealed = feed.capture("Rahasia") {
            $0.confidential = true
            $0.content = nil
        }
        feed.append(
            EventKind.changed, complaint: sealed.header.complaint,
            body: JSONObject([
                ("fields", .object([("region", .string("33.09.05.2004"))])),
                ("replaces", .object([("region", .array([.string(sealed.id.hex)]))])),
            ]))
        feed.capture("Lampu mati")
        try sample.merge(feed.events, of: feed, blobs: [Self.blob])
        let head = try feed.range(feed.all)
        try sample.store.write {
            try $0.keepHead(feed.id, sequence: head.last, id: head.id, signature: head.signature)
        }
    }

    func check() throws -> CheckReport {
        try Store.check(folder, role: "office", progress: { _, _, _ in }, own: { _, _ in })
    }

    /// Changes the database behind the store's back.
    func `break`(_ sql: String, _ arguments: GRDB.StatementArguments = []) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: folder.database, configuration: configuration)
        try queue.write { db in
            try db.execute(sql: sql, arguments: arguments)
            #expect(db.changesCount > 0, "\(sql) changed nothing")
        }
    }
}

extension CheckReport {
    /// Each fault by its kind, its sequence and its fact.
    fileprivate var told: [String] {
        faults.map { "\($0.kind.rawValue) \($0.sequence ?? 0) \($0.fact)" }
    }
}

/// A check finds what is broken where it is broken, and nothing in a store that is sound.
@Suite struct CheckTests {
    @Test func `a sound store has no fault, is not written to, and its writer is not disturbed`() throws {
        let broken = try CheckedStore()
        let before = try content(of: broken.folder.database)
        // The sample holds the store's lock meanwhile.
        let report = try broken.check()
        #expect(report.faults.isEmpty && report.notes.isEmpty, "\(report)")
        #expect((report.events, report.feeds, report.heads) == (5, 1, 1))
        #expect((report.blobs, report.complaints) == (1, 3))
        #expect(try content(of: broken.folder.database) == before)
    }

    /// A change behind the store's back, and what must be told of it.
    fileprivate static let changes: [(sql: String, told: [String])] = [
        (
            "UPDATE events SET body = replace(body, 'becek', 'beres') WHERE sequence = 2",
            ["event 2 body_hash"]
        ),
        ("UPDATE events SET body = 'null' WHERE sequence = 4", ["event 4 body"]),
        ("UPDATE events SET header = header || ' ' WHERE sequence = 4", ["event 4 header"]),
        (
            "UPDATE events SET header = replace(header, 'changed', 'altered') WHERE sequence = 4",
            ["complaint_differs 3 region", "columns 4 id, kind"]
        ),
        ("UPDATE events SET id = randomblob(32) WHERE sequence = 4", ["columns 4 id"]),
        ("UPDATE events SET kind = 'altered' WHERE sequence = 4", ["columns 4 kind"]),
        (
            "UPDATE events SET complaint = NULL WHERE sequence = 4",
            ["complaint_differs 3 region", "columns 4 complaint"]
        ),
        ("UPDATE events SET sequence = 9 WHERE sequence = 4", ["events_lost 4 4-4", "columns 9 sequence"]),
        ("UPDATE events SET body = NULL WHERE sequence = 5", ["complaint_surplus 5 no complaint"]),
        (
            "DELETE FROM events WHERE sequence = 5",
            ["events_lost 5 5-5", "complaint_surplus 5 no event"]
        ),
        ("DELETE FROM complaints WHERE sequence = 2", ["complaint_missing 2 no row"]),
        (
            "UPDATE complaints SET id = randomblob(16) WHERE sequence = 2",
            ["complaint_missing 2 no row", "complaint_surplus 2 no event"]
        ),
        (
            "INSERT INTO links SELECT id, randomblob(16) FROM complaints WHERE sequence = 2",
            ["complaint_differs 2 links"]
        ),
        ("UPDATE feeds SET name = 'Laptop 2'", ["feed 1 name"]),
        ("UPDATE feeds SET recipient = NULL, team = 'x'", ["feed 1 team, recipient"]),
        ("UPDATE feeds SET office = randomblob(16)", ["feed 1 office"]),
        ("UPDATE feeds SET whole_last = 7", ["events_lost 6 6-7"]),
        ("UPDATE feeds SET purpose = 'registry'", ["feed 0 id"]),
        ("UPDATE feeds SET device = NULL", ["feed 0 id"]),
        ("UPDATE heads SET signature = replace(signature, 'SSH', 'PGP')", ["head 5 signature"]),
        ("UPDATE heads SET sequence = 4", ["head 4 signature"]),
        ("INSERT INTO heads SELECT 99, sequence, id, signature FROM heads", ["reference 0 heads → feeds"]),
        ("UPDATE blobs SET size = 299", ["file_damaged 0 size"]),
        (
            """
            INSERT INTO quarantine
                VALUES (randomblob(32), randomblob(16), randomblob(16), NULL, NULL, 1, 'surplus', 0)
            """, ["file_missing 0 missing"]
        ),
    ]

    @Test(arguments: changes.indices)
    func `a change behind the store's back is found where it is`(index: Int) throws {
        let change = Self.changes[index]
        let broken = try CheckedStore()
        try broken.break(change.sql)
        let report = try broken.check()
        #expect(report.told == change.told, "\(change.sql)")
        #expect(!report.isSound)
        for fault in report.faults where fault.sequence != nil { #expect(fault.feed == broken.feed.id) }
    }

    @Test func `a fault names the event, the complaint and its number`() throws {
        let broken = try CheckedStore()
        let event = broken.feed.events[1]
        try broken.break("UPDATE complaints SET title = 'Pasar beres' WHERE sequence = 2")
        let fault = try #require(try broken.check().faults.first)
        let number = try #require(event.body.flatMap { Capture(body: $0) }?.number)
        #expect(fault.kind == .complaintDiffers && fault.fact == "title")
        #expect(fault.id == event.header.complaint?.hex && fault.number == number.description)
        try broken.break("UPDATE events SET kind = 'altered' WHERE sequence = 4")
        #expect(try broken.check().faults.last?.id == broken.feed.events[3].id.hex)
    }

    @Test func `each column of a complaint is compared, but for the store's own`() throws {
        let columns = try CheckedStore().sample.store.read { transaction in
            try String.fetchAll(transaction.db, sql: "SELECT name FROM pragma_table_info('complaints')")
        }.filter { !["complaint_key", "id", "stored_at"].contains($0) }
        #expect(columns.count == 21)
        for column in columns {
            let broken = try CheckedStore()
            // Another value of the same type; of a complaint that says nothing in clear a flag can be changed too.
            let value =
                switch column {
                case "device", "outreach": "randomblob(16)"
                case "sequence", "recorded_at", "answers", "conflicts": "\(column) + 1"
                case "anonymous", "confidential", "clock_behind": "1 - \(column)"
                default: "'x'"
                }
            let sequence = column == "confidential" ? 3 : 2
            try broken.break("UPDATE complaints SET \(column) = \(value) WHERE sequence = \(sequence)")
            let told = try broken.check().told
            #expect(told.first == "complaint_differs \(sequence) \(column)", "\(told)")
        }
        let broken = try CheckedStore()
        try broken.break("UPDATE complaints SET stored_at = 1")
        #expect(try broken.check().isSound)
    }

    @Test func `an event that cannot stand where it stands is found`() throws {
        let broken = try CheckedStore()
        let last = broken.feed.events.count
        let facts = [(last + 1, "note", nil), (last + 2, EventKind.began, broken.feed.events[0].id)]
        try broken.sample.store.write { (transaction: LaporStore.Transaction) throws in
            for (sequence, kind, previous) in facts {
                let event = Event(
                    kind: kind, complaint: nil, body: JSONObject(), feed: broken.feed.id,
                    previous: previous, sequence: sequence, surroundings: broken.feed.surroundings)
                #expect(try transaction.insert(event, storedAt: .sample))
            }
        }
        #expect(try broken.check().told == ["chain 6 not first", "chain 7 not first"])
    }

    @Test func `an attachment that was changed, cut or removed is found, and its file named`() throws {
        let changes: [(String, (String) throws -> Void)] = [
            ("file_damaged 0 sha256", { try Self.flip(300, at: $0) }),
            (
                "file_damaged 0 size",
                { try FileHandle(forWritingTo: URL(fileURLWithPath: $0)).truncate(atOffset: 5) }
            ),
            ("file_missing 0 missing", { Folder.remove($0) }),
        ]
        for (told, change) in changes {
            let broken = try CheckedStore()
            try change(broken.blobPath)
            let report = try broken.check()
            #expect(report.told == [told])
            #expect(report.faults.first?.file == broken.blobPath)
            #expect(report.faults.first?.id == Hash(of: CheckedStore.blob).hex)
        }
    }

    /// Flips one bit in the last byte of so many.
    private static func flip(_ size: Int, at path: String) throws {
        var bytes = try content(of: path)
        #expect(bytes.count == size)
        bytes[size - 1] ^= 1
        Folder.remove(path)
        try Folder.write(bytes, to: path)
    }

    @Test func `a file that nothing names is a note`() throws {
        let broken = try CheckedStore()
        let blobs = broken.folder.path + "/blobs"
        let strange = broken.folder.blob(Hash(of: "x"))
        if let folder = Folder.parent(of: strange) { try Folder.make(folder) }
        let strays = [
            broken.folder.quarantine + "/x.lapor", blobs + "/x", broken.blobPath + ".part", strange,
        ]
        for stray in strays { try Folder.write([1], to: stray) }
        var report = try broken.check()
        #expect(report.isSound && report.notes.allSatisfy { $0.kind == .strayFile })
        #expect(Set(report.notes.compactMap(\.file)) == Set(strays))
        for stray in strays { Folder.remove(stray) }
        try broken.break("UPDATE blobs SET is_here = 0")
        report = try broken.check()
        #expect(report.isSound && report.blobs == 0)
        #expect(report.notes.map(\.fact) == ["not marked"])
    }
}

/// What a repair can mend, and what it leaves.
struct RepairTests {
    /// What is gone for good is no less gone.
    private static let lasting: Set<CheckFinding.Kind> = [
        .event, .chain, .eventsLost, .head, .feed, .reference,
    ]

    @Test(arguments: CheckTests.changes.indices)
    func `what follows from the events is made anew, whatever was changed`(index: Int) throws {
        let change = CheckTests.changes[index]
        let broken = try CheckedStore()
        let events = "SELECT lower(hex(id)) || header || coalesce(body, '') FROM events ORDER BY 1"
        try broken.break(change.sql)
        let before = try broken.check()
        let held = try broken.sample.store.read { try String.fetchAll($0.db, sql: events) }
        try broken.sample.store.repair()
        let after = try broken.check()
        #expect(Set(after.faults.map(\.kind)).isSubset(of: Set(before.faults.map(\.kind))), "\(change.sql)")
        let left = after.faults.filter { !Self.lasting.contains($0.kind) && $0.kind != .columns }
        #expect(left.isEmpty, "\(change.sql): \(after.told)")
        #expect(try broken.sample.store.read { try String.fetchAll($0.db, sql: events) } == held)
    }

    @Test func `an attachment that is damaged or gone is asked for again`() throws {
        let broken = try CheckedStore()
        try Folder.write([1, 2, 3], to: broken.blobPath + ".new")
        try Folder.move(broken.blobPath + ".new", to: broken.blobPath)
        #expect(try !broken.check().isSound)
        try broken.sample.store.repair()
        let report = try broken.check()
        #expect(report.isSound && report.blobs == 0)
        let missing = try broken.sample.store.read { try $0.missingBlobs(of: broken.feed.id) }
        #expect(missing == [Hash(of: CheckedStore.blob)])
    }
}
