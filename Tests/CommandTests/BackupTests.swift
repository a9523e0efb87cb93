import Testing

/// A backup is made while the office works, is brought up to date, and becomes the office again.
@Suite struct BackupTests {
    private struct Done: Decodable {
        var path: String
        var complaints: Int
        var attachments: Int
        var attachmentsNew: Int
    }

    private let workspace: Workspace
    private let office: Office
    private let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        (office, laptop) = (ready.office, ready.devices[0])
    }

    /// The same office in another folder.
    private func home(_ name: String) -> Office {
        Office(workspace: workspace, home: workspace.path(name), founded: office.founded)
    }

    private func take(_ title: String) throws {
        try laptop.capture(
            "--title", title, "--attach", try workspace.write("\(title).txt", "isi \(title)\n"))
    }

    private func carry(_ name: String, to office: Office) throws {
        let stick = try workspace.makeFolder(name)
        try laptop.must("pack", "--to", stick)
        try office.must("add", stick)
    }

    private func answer(from office: Office) throws {
        try laptop.must("receive", try office.reply())
    }

    @Test func `a restored office tells the laptops the truth, and they bring the rest once more`() throws {
        try take("satu")
        try carry("s1", to: office)
        let folder = workspace.path("cadangan")
        var done: Done = try office.must("backup", folder, "--json").json()
        #expect(done.complaints == 1 && done.attachments == 1 && done.attachmentsNew == 1)
        try take("dua")
        try carry("s2", to: office)
        try answer(from: office)
        #expect(try laptop.steps().confirmed == 2)
        // The backup is of before that.
        let restored = home("kantor-baru")
        done = try restored.must("restore", folder, "--json").json()
        #expect(done.complaints == 1 && done.attachments == 1)
        try restored.must("check")
        // Receipts of two epochs are told apart by their second.
        try workspace.shell("sleep 1.1")
        try answer(from: restored)
        #expect(try laptop.steps().confirmed == 1)
        try carry("s5", to: restored)
        try answer(from: restored)
        #expect(try laptop.steps().confirmed == 2)
        try restored.must("check")
    }

    @Test func `a backup is brought up to date, and what was erased goes`() throws {
        try take("satu")
        try take("dua")
        try carry("s1", to: office)
        let folder = workspace.path("cadangan")
        try office.must("cadangkan", folder)
        try take("tiga")
        try carry("s2", to: office)
        let first = try #require(try office.complaints().first { $0.title == "satu" })
        try office.must("erase", first.id, "--reason", "diminta")
        let done: Done = try office.must("backup", folder, "--json").json()
        #expect(done.complaints == 3 && done.attachments == 2 && done.attachmentsNew == 1)
        let copy = home("cadangan")
        try copy.must("check")
        let found = try workspace.shell(
            "find '\(folder)/blobs' -type f | wc -l; grep -rl 'isi satu\\|\"satu' '\(folder)' | wc -l || true"
        )
        #expect(found.text.split(separator: "\n") == ["2", "0"])
    }

    @Test func `neither is done where something else lies`() throws {
        let other = try workspace.makeFolder("lain")
        try workspace.write("lain/surat.txt", "x")
        var refused = try office.run(["backup", other])
        #expect(refused.status == 65 && refused.error.contains("bukan cadangan kantor ini"))
        refused = try office.run(["backup", office.home])
        #expect(refused.status == 65)
        let stranger = try workspace.office("kantor-lain")
        let folder = workspace.path("cadangan")
        try stranger.must("backup", folder)
        refused = try office.run(["backup", folder])
        #expect(refused.status == 65)
        refused = try office.run(["restore", folder])
        #expect(refused.status == 65 && refused.error.contains("sudah ada penyimpanan"))
        let empty = home("kosong")
        #expect(try empty.run(["restore", other]).status == 66)
        #expect(try empty.run(["restore", laptop.home]).status == 66)
        #expect(try empty.run(["pulihkan", folder]).status == 0)
    }
}
