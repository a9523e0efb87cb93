import FileIO
import Foundation
import LaporModel
import LaporSamples
import LaporStore
import Testing

/// One writes at a time; readers go on beside it.
@Suite struct LockTests {
    @Test func `a second writer waits, says for whom, and gives up`() throws {
        let sample = try SampleStore()
        var heard: [String?] = []
        let began = Date()
        let error = #expect(throws: StoreError.self) {
            try Store(sample.path, for: .writing, patience: 1) { heard.append($0) }
        }
        let holder = "\(ProcessInfo.processInfo.processIdentifier) \(CommandLine.arguments[0])"
        #expect(error == .busy(holder: holder))
        #expect(heard == [holder])
        #expect(Date().timeIntervalSince(began) >= 1)
    }

    @Test func `a second writer gets in once the first has gone`() throws {
        let folder = try TemporaryFolder()
        let path = StoreFolder(folder.path("store"))
        var first: Store? = try Store.make(path, pageSize: 4_096)
        try first?.write { try $0.setAbout(.role, "office") }
        var heard = 0
        // Called after 0.4 seconds of waiting: then the first one ends.
        let second = try Store(path, for: .writing, patience: 10) { _ in
            heard += 1
            first = nil
        }
        try second.write { try $0.setAbout(.device, "x") }
        #expect(heard == 1 && first == nil)
    }

    @Test func `a reader goes on beside a writer, and sees what was committed`() throws {
        let sample = try SampleStore()
        let reader = try Store(sample.path, for: .reading)
        #expect(try reader.read { try $0.about(.device) } == nil)
        try sample.store.write { transaction in
            try transaction.setAbout(.device, "a")
            // Not committed yet: the reader sees the state before.
            #expect(try reader.read { try $0.about(.device) } == nil)
            #expect(try transaction.about(.device) == "a")
        }
        #expect(try reader.read { try $0.about(.device) } == "a")
    }

    @Test func `a reader sees one state while a writer goes on`() throws {
        let sample = try SampleStore()
        let reader = try Store(sample.path, for: .reading)
        try reader.read { transaction in
            #expect(try transaction.about(.device) == nil)
            try sample.store.write { try $0.setAbout(.device, "a") }
            #expect(try transaction.about(.device) == nil)
        }
        #expect(try reader.read { try $0.about(.device) } == "a")
    }

    @Test func `what an interrupted writer left is cleared by the next one, not by a reader`() throws {
        let folder = try TemporaryFolder()
        let path = StoreFolder(folder.path("store"))
        do {
            let store = try Store.make(path, pageSize: 4_096)
            try store.write { try $0.setAbout(.role, "office") }
        }
        try Folder.write([1], to: path.staging + "/half")
        try Folder.write([2], to: path.quarantine + "/kept")
        do { _ = try Store(path, for: .reading) }
        #expect(try Folder.names(in: path.staging) == ["half"])
        do { _ = try Store(path, for: .writing) }
        #expect(try Folder.names(in: path.staging).isEmpty)
        #expect(try Folder.names(in: path.quarantine) == ["kept"])
    }

    @Test func `a writer that has to wait clears nothing of the one who works`() throws {
        let sample = try SampleStore()
        try Folder.write([1], to: sample.path.staging + "/under way")
        #expect(throws: StoreError.self) { try Store(sample.path, for: .writing, patience: 0) }
        #expect(try Folder.names(in: sample.path.staging) == ["under way"])
    }

    @Test func `what is written is read by the next program, whether the log was moved or not`() throws {
        let folder = try TemporaryFolder()
        let path = StoreFolder(folder.path("store"))
        do {
            let store = try Store.make(path, pageSize: 4_096)
            try store.write { try $0.setAbout(.role, "office") }
            try store.checkpoint()
            try store.write { try $0.setAbout(.device, "a") }
        }
        #expect(try Store(path, for: .reading).read { try $0.about(.device) } == "a")
        #expect(try Store(path, for: .writing).read { try $0.about(.role) } == "office")
    }
}
