import Foundation
import Testing

/// The office's machine is gone: what was on paper, on sticks and on the laptops brings it back.
struct RecoverTests {
    let workspace: Workspace
    let office: Office

    init() throws {
        workspace = try Workspace()
        office = try workspace.office()
    }

    // MARK: Helpers

    private static let passphrase = "kuda laut biru"

    private var secret: [String: String] { ["LAPOR_PASSPHRASE_FILE": workspace.path("frasa.txt")] }

    /// Runs `init --recover` for a home and a text.
    private func recover(
        _ text: String, into home: String, _ more: String..., language: Workspace.Language = .indonesian
    ) throws -> Output {
        let file = try workspace.write("pemulihan.txt", text)
        try workspace.write("frasa.txt", Self.passphrase + "\n")
        return try workspace.run(
            "lapor-import", ["--home", home, "init", "--recover", file] + more, language: language,
            environment: secret)
    }

    /// Loses the office and brings it back in the same folder.
    private func lose(named name: String = "Kantor baru") throws -> Office {
        try FileManager.default.removeItem(atPath: office.home)
        let output = try recover(office.founded.recoveryKey, into: office.home, "--name", name, "--json")
        return Office(
            workspace: workspace, home: office.home, founded: try succeed(output).json(Answer.Founded.self))
    }

    private struct Shown: Decodable {
        let title: String?
        let status: String
        let reporter: Answer.Reporter?
    }

    private func open(_ id: String, at office: Office) throws -> Shown {
        try succeed(office.run(["show", id, "--open", "--json"], environment: secret)).json()
    }

    /// Writes replies into a folder and lets the laptop take them; the outcomes.
    private func reply(_ office: Office, to laptop: Laptop, _ name: String) throws -> [String] {
        let folder = try workspace.makeFolder(name)
        try office.must("reply", "--to", folder)
        let results: [Answer.Added] = try laptop.must("receive", folder, "--json").json()
        return results.map(\.outcome)
    }

    // MARK: Tests

    @Test func `an office comes back from paper, and all of its complaints from the sticks`() throws {
        let laptop = try office.laptop("laptop-1", kit: try office.kit())
        let plain = try laptop.capture("--reporter-name", "Sumiyati", "--consent", "written")
        let sealed = try laptop.capture("--title", "Rahasia besar", "--confidential")
        let bundle = try laptop.bundle()
        #expect(try office.add(bundle).status == 0)
        #expect(try reply(office, to: laptop, "balasan-lama") == ["merged"])
        #expect(try laptop.steps().unsent == 0)

        let recovered = try lose()
        #expect(recovered.founded.id == office.founded.id)
        #expect(recovered.founded.recipient == office.founded.recipient)
        #expect(recovered.founded.identityRecipient == office.founded.identityRecipient)
        #expect(recovered.founded.signingKey == office.founded.signingKey)
        #expect(recovered.founded.fingerprint == office.founded.fingerprint)
        #expect(recovered.founded.recoveryKey == office.founded.recoveryKey)
        #expect(try recovered.complaints().isEmpty)

        // The paper does not say whom the office had let in.
        let added = try recovered.add(bundle)
        #expect(added.status == 10)
        #expect(added.results.map(\.outcome) == ["quarantined"])
        #expect(try recovered.quarantined().map(\.reasonCode) == ["unknown_device"])
        try recovered.must("device", "admit", laptop.identity.id)
        #expect(try recovered.complaints().map(\.id).sorted() == [plain.id, sealed.id].sorted())
        #expect(try open(plain.id, at: recovered).reporter?.name == "Sumiyati")
        #expect(try open(sealed.id, at: recovered).title == "Rahasia besar")
        let unopened = try recovered.run(["show", sealed.id, "--open"])
        #expect(unopened.status == 77, "the identity key is under the new passphrase")

        // What the laptop packs again is known, and what the office says now is newer than what it had said.
        #expect(try recovered.add(try laptop.bundle(into: "lagi", "--all")).status == 0)
        try recovered.must("respond", plain.number, "--status", "selesai", "--answer", "Sudah")
        #expect(try reply(recovered, to: laptop, "balasan-baru") == ["merged"])
        let shown: Shown = try laptop.must("show", plain.id, "--json").json()
        #expect(shown.status == "selesai")
        for (program, home) in [("lapor", laptop.home), ("lapor-import", recovered.home)] {
            try succeed(workspace.run(program, ["--home", home, "check"]))
        }
    }

    @Test func `what the lost office confirmed counts no longer, once the new one says less`() throws {
        let laptop = try office.laptop("laptop-1", kit: try office.kit())
        try laptop.capture()
        let first = try laptop.bundle()
        #expect(try office.add(first).status == 0)
        try laptop.capture("--title", "Kedua")
        #expect(try office.add(try laptop.bundle(into: "kedua")).status == 0)
        #expect(try reply(office, to: laptop, "balasan-lama") == ["merged"])
        #expect(try laptop.pack(into: "kosong").isEmpty)
        let recovered = try lose()
        #expect(try recovered.add(first).status == 10)
        try recovered.must("device", "admit", laptop.identity.id)
        // A receipt of another epoch counts by its time, which is told in whole seconds.
        Thread.sleep(forTimeInterval: 1.1)
        #expect(try reply(recovered, to: laptop, "balasan-baru") == ["merged"])
        #expect(try recovered.add(try laptop.bundle(into: "sisa")).status == 0)
        #expect(try recovered.complaints().count == 2)
    }

    @Test func `a laptop of the lost office takes the new office's kit and its answers beside the old`()
        throws
    {
        let laptop = try office.laptop("laptop-1", kit: try office.kit())
        for name in ["dua", "tiga"] { _ = try office.kit("\(name).kit") }
        let complaint = try laptop.capture()
        #expect(try office.add(try laptop.bundle()).status == 0)
        try office.must("respond", complaint.number, "--status", "selesai", "--answer", "Lama")
        #expect(try reply(office, to: laptop, "balasan-lama") == ["merged"])
        let recovered = try lose()
        #expect(try recovered.add(try laptop.bundle(into: "lagi", "--all")).status == 10)
        try recovered.must("device", "admit", laptop.identity.id)
        try recovered.must("respond", complaint.number, "--status", "selesai", "--answer", "Baru")
        #expect(try reply(recovered, to: laptop, "balasan-baru") == ["merged"])
        struct Said: Decodable {
            struct Answer: Decodable { let text: String }
            let answers: [Answer]
        }
        let said: Said = try laptop.must("show", complaint.id, "--json").json()
        #expect(said.answers.map(\.text).sorted() == ["Baru", "Lama"])
        #expect(try laptop.run(["check"]).status == 0)
        let results: [Answer.Added] = try laptop.must(
            "receive", try recovered.kit("baru.kit"), "--json"
        ).json()
        #expect(results.map(\.outcome) == ["merged"])
    }

    @Test func `a text that was typed by hand is read, and tells people what to do next`() throws {
        let older = office.founded.recoveryKey
        let rotated: Answer.Founded = try office.must("rotate", "--json").json()
        let lines = rotated.recoveryKey.split(separator: "\n").map(String.init)
        #expect(lines.count == 4 && lines[2...].joined(separator: "\n") == older)
        let typed =
            "\u{FEFF}# dari kertas\r\n\r\n  \(lines[0])\t\r\n\(lines[1].lowercased())\n\n# lama\n\(older)"
        let home = workspace.path("kembali")
        let output = try recover(typed, into: home, language: .english)
        #expect(output.status == 0)
        for word in [
            rotated.fingerprint, "Kantor \(office.founded.id.prefix(8))", "lapor-import add",
            "lapor-import device admit", "lapor-import kit", "lapor pack --all",
        ] { #expect(output.text.contains(word), "\(word)") }
        #expect(!output.text.contains("AGE-SECRET-KEY"))
        let again = try recover(typed, into: home)
        #expect(again.status == 73)
        let json = try recover(typed, into: workspace.path("lagi"), "--json")
        let founded: Answer.Founded = try succeed(json).json()
        #expect(founded.id == office.founded.id)
        #expect(founded.recoveryKey == rotated.recoveryKey)
    }

    @Test func `a text that is none is refused with its line, and makes nothing`() throws {
        let lines = office.founded.recoveryKey.split(separator: "\n").map(String.init)
        let wrong = lines[1].dropLast() + (lines[1].hasSuffix("Q") ? "P" : "Q")
        let home = workspace.path("baru")
        for (text, words) in [
            ("", ["--recover", "0"]), ("# kosong\n\n", ["0"]), (lines[0], ["1"]),
            ("\n\(lines[0])\n\(wrong)\n", ["baris 3"]), ("surat\n", ["baris 1"]),
            (lines[0] + " " + lines[1], ["baris 1"]),
            ("\(lines[0])\n\(lines[0])\n", ["baris 2"]),
            ("\(lines[0])\n\(lines[1])\n\(lines[0])\n", ["baris 3"]),
            (office.founded.recipient, ["baris 1"]),
            (String(repeating: "# panjang\n", count: 10_000), ["0"]),
        ] {
            let output = try recover(text, into: home)
            #expect(output.status == 65, "\(words): \(output.error)")
            #expect(words.allSatisfy(output.error.contains), "\(output.error)")
            #expect(output.error.contains("petunjuk: "))
            // A secret that was mistyped is a secret still.
            #expect(
                !output.error.contains(lines[0].dropFirst(20)) && !output.error.contains(wrong.dropFirst(20)))
            #expect(!workspace.exists(home))
        }
        let missing = try workspace.run(
            "lapor-import", ["--home", home, "init", "--recover", workspace.path("tidak-ada.txt")])
        #expect(missing.status == 66)
        #expect(missing.error.contains("tidak-ada.txt"))
        let nameless = try workspace.run("lapor-import", ["--home", home, "init", "--no-passphrase"])
        #expect(nameless.status == 64)
        #expect(nameless.error.contains("--name"))
    }
}
