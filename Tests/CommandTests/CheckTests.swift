import Foundation
import Testing

/// What `check` tells of a store, at either end of the way.
@Suite(.enabled(if: Tool.all("sqlite3"), "sqlite3 is missing: no store can be changed behind its back"))
struct CheckTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop
    let complaint: Answer.Saved

    private static let photo = Data((0..<5_000).map { UInt8($0 & 0xFF) })

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        laptop = ready.devices[0]
        let photo = try workspace.write("foto.jpg", Self.photo)
        complaint = try laptop.capture("--attach", photo)
        try laptop.capture("--title", "Pasar becek", "--confidential")
        #expect(try office.add(try laptop.bundle()).status == 0)
        try office.must("respond", complaint.number, "--status", "selesai", "--answer", "Sudah")
        let replies = try workspace.makeFolder("balasan")
        try office.must("reply", "--to", replies)
        try laptop.must("receive", replies)
    }

    // MARK: Helpers

    private struct Checked: Decodable {
        struct Finding: Decodable {
            let kind: String
            let feed: String?
            let sequence: Int?
            let id: String?
            let file: String?
            let fact: String
        }
        let sound: Bool
        let events: Int
        let feeds: Int
        let heads: Int
        let blobs: Int
        let complaints: Int
        let faults: [Finding]
        let notes: [Finding]
    }

    /// Both stores, each with its program and how many events and feeds it holds.
    private var stores: [(program: String, home: String, events: Int, feeds: Int)] {
        [("lapor", laptop.home, 5, 2), ("lapor-import", office.home, 8, 3)]
    }

    private func check(_ program: String, _ home: String, _ more: String...) throws -> Output {
        try workspace.run(program, ["--home", home, "check"] + more, language: .english)
    }

    /// The JSON of a check that must end with so much.
    private func findings(_ program: String, _ home: String, _ status: Int32 = 65) throws -> Checked {
        let output = try check(program, home, "--json")
        #expect(output.status == status)
        #expect(output.error.isEmpty)
        return try output.json()
    }

    private func change(_ home: String, _ sql: String) throws {
        try workspace.shell("sqlite3 '\(home)/store.sqlite' \"\(sql)\"")
    }

    /// The last two lines on standard error: how much is wrong, and what to do.
    private func expectEnd(of output: Output, _ program: String, faults: Int) {
        let lines = output.error.split(separator: "\n").map(String.init).suffix(2)
        #expect(output.status == 65)
        #expect(output.text.isEmpty)
        #expect(lines.first?.hasPrefix("\(program): error: \(faults) fault") == true, "\(lines)")
        #expect(lines.last?.hasPrefix("\(program): hint: keep a copy of this folder") == true, "\(lines)")
    }

    // MARK: Tests

    @Test func `a sound store is well in one calm line`() throws {
        for (program, home, events, feeds) in stores {
            let output = try check(program, home)
            #expect(output.status == 0)
            #expect(output.error.isEmpty)
            #expect(output.text == "All is well: \(events) events, 1 attachment, 2 complaints checked\n")
            let alias = try workspace.run(program, ["cek", "--home", home])
            #expect(alias.text == "Semua baik: \(events) peristiwa, 1 lampiran, 2 laporan diperiksa\n")
            let found = try findings(program, home, 0)
            #expect(found.sound && found.faults.isEmpty && found.notes.isEmpty)
            #expect((found.events, found.feeds) == (events, feeds))
            #expect((found.heads, found.blobs, found.complaints) == (program == "lapor" ? 2 : 1, 1, 2))
        }
    }

    @Test func `one bit of an attachment is missed, and its file named`() throws {
        let sha256 = try #require(try laptop.complaints().flatMap(\.attachments).first?.sha256)
        for (program, home, _, _) in stores {
            let path = "\(home)/blobs/\(sha256.prefix(2))/\(sha256)"
            var bytes = try workspace.read(path)
            bytes[2_500] ^= 1
            try bytes.write(to: URL(fileURLWithPath: path))
            let output = try check(program, home)
            #expect(output.error.contains("\(program): error: a file is damaged or was changed: \(path)"))
            expectEnd(of: output, program, faults: 1)
            let fault = try #require(try findings(program, home).faults.first)
            #expect((fault.kind, fault.file, fault.id) == ("file_damaged", path, sha256))
            #expect((fault.feed, fault.sequence, fault.fact) == (nil, nil, "sha256"))
        }
    }

    @Test func `a body that was changed is found by its feed and sequence`() throws {
        let code = laptop.identity.id.prefix(8)
        for (program, home, _, _) in stores {
            try change(home, "UPDATE events SET body = replace(body, 'Jembatan', 'Jalan') WHERE sequence = 2")
            let output = try check(program, home)
            #expect(output.error.contains("event \(code)/2 ("))
            expectEnd(of: output, program, faults: 1)
            let found = try findings(program, home)
            #expect(!found.sound)
            let fault = try #require(found.faults.first)
            #expect((fault.kind, fault.feed, fault.sequence) == ("event", laptop.identity.id, 2))
            #expect((fault.fact, fault.id?.count) == ("body_hash", 64))
        }
    }

    @Test func `a complaint that was changed in the list is found by its number`() throws {
        for (program, home, _, _) in stores {
            try change(home, "UPDATE complaints SET status = 'ditarik' WHERE status = 'selesai'")
            let output = try check(program, home)
            #expect(output.error.contains("complaint \(complaint.number) ("))
            expectEnd(of: output, program, faults: 1)
            let fault = try #require(try findings(program, home).faults.first)
            #expect((fault.kind, fault.id, fault.fact) == ("complaint_differs", complaint.id, "status"))
        }
    }

    @Test func `a key that is gone, damaged or another store's is found`() throws {
        for (program, home, name) in [
            ("lapor", laptop.home, "device.key"), ("lapor-import", office.home, "transport.key"),
            ("lapor-import", office.home, "identity.key"),
        ] {
            let key = "\(home)/keys/\(name)"
            let whole = try workspace.read(key)
            // A key of another laptop or office, which is as good a key as any.
            let other = try workspace.office("kantor-\(name)")
            let another =
                program == "lapor"
                ? try other.laptop("laptop-\(name)", kit: try other.kit("\(name).kit")).home : other.home
            for (bytes, fact) in [
                (nil, "missing"), (whole.dropLast(5), "damaged"),
                (try workspace.read("\(another)/keys/\(name)"), "another"),
            ] {
                try? FileManager.default.removeItem(atPath: key)
                try bytes?.write(to: URL(fileURLWithPath: key))
                let faults = try findings(program, home).faults
                #expect(faults.map(\.kind) == ["key"])
                #expect(faults.map(\.fact) == [fact])
                #expect(faults.first?.file?.hasPrefix("\(home)/keys/") == true)
            }
            try whole.write(to: URL(fileURLWithPath: key))
        }
    }

    @Test func `a bundle that waits is read too`() throws {
        try office.must("device", "revoke", laptop.identity.id)
        try laptop.capture("--title", "Baru")
        let bundle = try #require(try office.add(try laptop.bundle(into: "baru")).results.first?.bundle)
        let path = "\(office.home)/quarantine/\(bundle).lapor"
        #expect(try findings("lapor-import", office.home, 0).sound)
        var bytes = try workspace.read(path)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        let fault = try #require(try findings("lapor-import", office.home).faults.first)
        #expect((fault.kind, fault.file, fault.id) == ("file_damaged", path, bundle))
        try FileManager.default.removeItem(atPath: path)
        #expect(try findings("lapor-import", office.home).faults.map(\.kind) == ["file_missing"])
    }

    @Test func `a gap is told, and is no fault`() throws {
        try laptop.capture("--title", "Hilang")
        _ = try laptop.bundle(into: "hilang", "--new")
        try laptop.capture("--title", "Tiba")
        #expect(try office.add(try laptop.bundle(into: "tiba", "--new")).status == 0)
        let output = try check("lapor-import", office.home)
        #expect(output.status == 0)
        #expect(output.error.contains("note: events \(laptop.identity.id.prefix(8))/4-4 have not arrived"))
        let note = try #require(try findings("lapor-import", office.home, 0).notes.first)
        #expect((note.kind, note.feed, note.sequence) == ("gap", laptop.identity.id, 4))
    }

    @Test func `a database that is damaged or cut off is a fault`() throws {
        for (program, home, _, _) in stores {
            try change(home, "PRAGMA wal_checkpoint(TRUNCATE)")
            let path = "\(home)/store.sqlite"
            let whole = try workspace.read(path)
            for damaged in [whole.prefix(whole.count / 2), Data(repeating: 65, count: 5_000)] {
                try damaged.write(to: URL(fileURLWithPath: path))
                let output = try check(program, home)
                #expect(output.status == 65)
                #expect(output.error.contains("error: the database is damaged: \(path)"))
                #expect(try findings(program, home).faults.first?.kind == "database")
            }
        }
    }

    @Test func `a store is checked while somebody else holds the right to write`() throws {
        guard let flock = Tool.path("flock") else { return }
        for (program, home, _, _) in stores {
            try workspace.shell(
                "'\(flock)' '\(home)/lock' '\(Workspace.built)/\(program)' --home '\(home)' check")
        }
    }

    @Test func `where there is no store there is nothing to check`() throws {
        for program in ["lapor", "lapor-import"] {
            let output = try check(program, workspace.path("tidak-ada"))
            #expect(output.status == 78)
            #expect(!workspace.exists(workspace.path("tidak-ada")))
        }
    }
}
