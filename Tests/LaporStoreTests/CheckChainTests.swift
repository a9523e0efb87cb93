import CanonicalJSON
import FileIO
import Foundation
import LaporBundle
import LaporModel
import LaporSamples
import LaporStore
import Testing

/// What a check makes of feeds that are not one unbroken chain, and of files that are no database any more.
@Suite struct CheckChainTests {
    private static func check(_ folder: StoreFolder) throws -> CheckReport {
        try Store.check(folder, role: "office", progress: { _, _, _ in }, own: { _, _ in })
    }

    private static func feed(_ titles: Int = 4) throws -> SampleFeed {
        var feed = try SampleFeed(1)
        for index in 1...titles { feed.capture("Laporan \(index)") }
        return feed
    }

    @Test func `a gap is a note with its range`() throws {
        let feed = try Self.feed()
        let sample = try SampleStore()
        try sample.merge([feed.events[1], feed.events[4]], of: feed)
        let report = try Self.check(sample.path)
        #expect(report.isSound && report.complaints == 2)
        #expect(report.notes.map(\.fact) == ["3-4"])
        #expect(report.notes.allSatisfy { $0.kind == .gap && $0.feed == feed.id })
    }

    @Test func `a body that is missing is no fault`() throws {
        let feed = try Self.feed()
        let sample = try SampleStore()
        try sample.merge(
            feed.events.map { try Event(headerLine: $0.headerLine, bodyLine: Array("null".utf8)[...]) },
            of: feed)
        let report = try Self.check(sample.path)
        #expect(report.isSound && report.notes.isEmpty && report.events == 5 && report.complaints == 0)
    }

    @Test func `a fork is sound, and a branch without its beginning is a note`() throws {
        let stem = try Self.feed(1)
        var (left, right) = (stem, stem)
        for title in ["a", "b"] {
            left.capture("Kiri \(title)")
            right.capture("Kanan \(title)")
        }
        let whole = try SampleStore()
        for feed in [left, right] { try whole.merge(feed.events, of: feed) }
        var report = try Self.check(whole.path)
        #expect(report.isSound && report.notes.isEmpty && report.complaints == 5)
        let sample = try SampleStore()
        try sample.merge(left.events, of: left)
        try sample.merge([right.events[3]], of: right)
        report = try Self.check(sample.path)
        #expect(report.isSound)
        #expect(report.notes.map(\.kind) == [.branch])
        #expect(report.notes.first?.sequence == 4 && report.notes.first?.id == right.events[3].id.hex)
    }

    @Test func `a complaint that is taken down twice is compared once`() throws {
        let stem = try Self.feed(1)
        var (left, right) = (stem, stem)
        let first = left.capture("Kiri")
        var body = try #require(first.body)
        body["title"] = .string("Kanan")
        let second = right.append(EventKind.captured, complaint: first.header.complaint, body: body)
        // Of a fork's branches the smaller id counts: it comes last.
        let sample = try SampleStore()
        for feed in first.id < second.id ? [right, left] : [left, right] {
            try sample.merge(feed.events, of: feed)
        }
        #expect(try Self.check(sample.path).faults == [])
        // Along one chain the earlier sequence counts.
        left.append(EventKind.captured, complaint: first.header.complaint, body: body)
        let chain = try SampleStore()
        try chain.merge(left.events, of: left)
        #expect(try Self.check(chain.path).faults == [])
    }

    @Test func `a head whose event is not here is a note`() throws {
        let feed = try Self.feed()
        let sample = try SampleStore()
        try sample.merge(Array(feed.events.prefix(3)), of: feed)
        let head = try feed.range(1...5)
        try sample.store.write {
            try $0.keepHead(feed.id, sequence: 5, id: head.id, signature: head.signature)
        }
        let report = try Self.check(sample.path)
        #expect(report.isSound && report.heads == 1)
        #expect(report.notes.map(\.kind) == [.headWithoutEvent])
        #expect(report.notes.first?.sequence == 5 && report.notes.first?.id == head.id.hex)
    }

    @Test func `a database whose pages are damaged is a fault and no crash`() throws {
        let feed = try Self.feed(40)
        let sample = try SampleStore()
        try sample.merge(feed.events, of: feed)
        try sample.store.checkpoint()
        let whole = try content(of: sample.path.database)
        let pages = whole.count / 4_096
        #expect(pages > 20)
        for page in 0..<pages {
            let folder = try TemporaryFolder()
            var bytes = whole
            // The head of a page says where everything on it lies; on the first page it stands behind the file's.
            let start = page * 4_096 + (page == 0 ? 100 : 0)
            for offset in start..<(start + 64) { bytes[offset] = 0xA5 }
            try folder.write("store.sqlite", bytes)
            let report = try Self.check(StoreFolder(folder.path))
            #expect(report.faults.first?.kind == .database, "page \(page)")
            #expect(report.notes.map(\.kind) == [.unchecked], "page \(page)")
        }
        for size in [99, 4_096, 10_000, whole.count - 4_096] {
            let folder = try TemporaryFolder()
            try folder.write("store.sqlite", Array(whole.prefix(size)))
            let report = try Self.check(StoreFolder(folder.path))
            #expect(report.faults.first?.kind == .database, "\(size) bytes")
            #expect(report.faults.first?.file == folder.path + "/store.sqlite")
        }
    }

    @Test func `a store of the other program, and none, are not set up`() throws {
        let sample = try SampleStore()
        #expect(throws: StoreError.notSetUp(folder: sample.path.path)) {
            try Store.check(sample.path, role: "field", progress: { _, _, _ in }, own: { _, _ in })
        }
        let folder = StoreFolder(sample.folder.path("no"))
        #expect(throws: StoreError.notSetUp(folder: folder.path)) { try Self.check(folder) }
    }
}
