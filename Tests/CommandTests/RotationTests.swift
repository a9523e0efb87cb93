import Foundation
import Testing

/// An office replaces its keys: nothing that was sealed before is lost, nobody needs to type anything.
struct RotationTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        office = try workspace.office()
        laptop = try office.laptop("laptop-1", kit: try office.kit())
    }

    private func rotate(_ arguments: String...) throws -> Answer.Founded {
        try succeed(office.run(["rotate", "--json"] + arguments)).json()
    }

    private func carry(from laptop: Laptop) throws -> [String] {
        let bundles = try laptop.pack(into: "stik-\(UUID().uuidString)")
        return try bundles.flatMap { try office.add($0).results }.map(\.outcome)
    }

    private func answer(_ laptop: Laptop) throws -> [String] {
        let folder = try workspace.makeFolder("balasan-\(UUID().uuidString)")
        try office.must("reply", "--to", folder)
        let results: [Answer.Added] = try laptop.must("receive", folder, "--json").json()
        return results.map(\.outcome)
    }

    private struct Shown: Decodable {
        let title: String?
        let status: String
        let reporter: Answer.Reporter?
    }

    private func open(_ id: String) throws -> Shown {
        try office.must("show", id, "--open", "--json").json()
    }

    @Test func `what was sealed to the old keys opens with the new ones, and the other way round`() throws {
        let old = try laptop.capture(
            "--title", "Lama", "--confidential", "--reporter-name", "Siti", "--consent", "read-aloud")
        let stick = try #require(try laptop.pack(into: "lama").first)
        let new = try rotate()
        #expect(new.id == office.founded.id && new.fingerprint != office.founded.fingerprint)
        #expect(new.recoveryKey.hasSuffix("\n" + office.founded.recoveryKey))
        #expect(try office.add(stick).results.map(\.outcome) == ["merged"])
        #expect(try open(old.id).title == "Lama" && open(old.id).reporter?.name == "Siti")
        // A laptop with the old kit goes on; with the new kit it seals to the new keys.
        let between = try laptop.capture("--title", "Antara", "--confidential")
        #expect(try carry(from: laptop) == ["merged"])
        let kit = try office.kit("baru.kit")
        let taken: [Answer.Added] = try laptop.must("receive", kit, "--json").json()
        #expect(taken.map(\.outcome) == ["merged"])
        let after = try laptop.capture("--title", "Sesudah", "--confidential")
        #expect(try carry(from: laptop) == ["merged"])
        #expect(try open(between.id).title == "Antara")
        #expect(try open(after.id).title == "Sesudah")
        for home in [office.home, laptop.home] {
            let program = home == office.home ? "lapor-import" : "lapor"
            #expect(try workspace.run(program, ["--home", home, "check"]).status == 0)
        }
    }

    @Test func `answers under the old and the new key both count, with either kit`() throws {
        let complaint = try laptop.capture("--title", "Jembatan")
        #expect(try carry(from: laptop) == ["merged"])
        try office.must("respond", complaint.id, "--status", "terdisposisi", "--answer", "Pertama")
        #expect(try answer(laptop) == ["merged"])
        _ = try rotate("--transport")
        try office.must("respond", complaint.id, "--status", "selesai", "--answer", "Kedua")
        // The laptop knows the old key only: the reply itself shows how the new one follows on it.
        #expect(try answer(laptop) == ["merged"])
        struct Said: Decodable {
            struct Answer: Decodable { let text: String }
            let status: String
            let answers: [Answer]
        }
        let said: Said = try laptop.must("show", complaint.id, "--json").json()
        #expect(said.status == "selesai" && said.answers.map(\.text).sorted() == ["Kedua", "Pertama"])
        // A laptop set up afterwards never saw the old key.
        let second = try office.laptop("laptop-2", kit: try office.kit("baru.kit"))
        let other = try second.capture("--title", "Lampu")
        #expect(try carry(from: second) == ["merged"])
        try office.must("respond", other.id, "--status", "ditunda")
        #expect(try answer(second) == ["merged", "skipped"] || answer(second) == ["skipped", "merged"])
        let shown: Shown = try second.must("show", other.id, "--json").json()
        #expect(shown.status == "ditunda")
    }

    @Test func `who knows the new key takes nothing that the old one signs any more`() throws {
        let copy = workspace.path("kantor-lama")
        try workspace.shell("cp -a '\(office.home)' '\(copy)'")
        _ = try rotate()
        let taken: [Answer.Added] = try laptop.must("receive", try office.kit("baru.kit"), "--json").json()
        #expect(taken.map(\.outcome) == ["merged"])
        // Whoever stole the old keys issues kits and replies with them.
        let thief = Office(workspace: workspace, home: copy, founded: office.founded)
        for name in ["palsu-1.kit", "palsu-2.kit", "palsu-3.kit"] { _ = try thief.kit(name) }
        let kit = try laptop.run(["receive", workspace.path("palsu-3.kit"), "--json"])
        #expect(kit.status == 77)
        try laptop.capture("--title", "Jembatan")
        let stick = try #require(try laptop.pack().first)
        // Sealed to the new key, it is not the thief's to read.
        #expect(try thief.run(["add", stick]).status == 77)
    }

    @Test func `the identity key alone is replaced under its passphrase`() throws {
        let secret = ["LAPOR_PASSPHRASE_FILE": try workspace.write("frasa.txt", "kuda laut biru\n")]
        let home = workspace.path("kantor-2")
        try succeed(
            workspace.run("lapor-import", ["--home", home, "init", "--name", "Dua"], environment: secret))
        let wrong = ["LAPOR_PASSPHRASE_FILE": try workspace.write("salah.txt", "bukan\n")]
        let arguments = ["--home", home, "rotate", "--identity", "--json"]
        #expect(try workspace.run("lapor-import", arguments, environment: wrong).status == 77)
        let rotated: Answer.Founded = try succeed(
            workspace.run("lapor-import", arguments, environment: secret)
        ).json()
        let lines = rotated.recoveryKey.split(separator: "\n")
        #expect(lines.count == 4 && lines[0] == lines[2] && lines[1] != lines[3])
        #expect(!workspace.exists(home + "/keys/identity.key"))
        #expect(
            try workspace.run("lapor-import", ["--home", home, "check"], environment: secret).status == 0)
    }
}
