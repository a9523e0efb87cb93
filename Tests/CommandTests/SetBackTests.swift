import Foundation
import Testing

/// A laptop's folder is put back to an older copy of it, or a revoked laptop's copy writes in its name.
struct SetBackTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        laptop = try #require(ready.devices.first)
        try laptop.capture("--title", "Awal")
    }

    private func titles() throws -> [String] { try office.complaints().compactMap(\.title).sorted() }

    /// Lets a laptop write more and the office have it, and puts its folder back to what it was.
    private func setBack() throws -> Answer.Saved {
        let backup = try laptop.copy(as: "cadangan")
        let later = try laptop.capture("--title", "Kemudian")
        try office.merge(from: laptop)
        try FileManager.default.removeItem(atPath: laptop.home)
        try FileManager.default.moveItem(atPath: backup.home, toPath: laptop.home)
        return later
    }

    @Test func `one that was put back and writes nothing catches up and keeps its id`() throws {
        let later = try setBack()
        #expect(try laptop.complaints().count == 1)
        let taken = try #require(try laptop.receive(try office.reply()).first)
        #expect(taken.outcome == "merged" && taken.movedTo == nil && taken.eventsRegained == 1)
        #expect(try laptop.steps() == Answer.Steps(confirmed: 2))
        #expect(try laptop.pack(into: "kosong").isEmpty)
        // It goes on where it was, also with what it had forgotten.
        try laptop.must("edit", later.id, "--title", "Kemudian, diubah")
        try laptop.capture("--title", "Baru")
        #expect(try office.merge(from: laptop).eventsNew == 2)
        #expect(try titles() == ["Awal", "Baru", "Kemudian, diubah"])
        #expect(try office.status().devices.map(\.forks) == [0])
    }

    @Test func `one that was put back and writes on loses nothing, and goes on`() throws {
        _ = try setBack()
        let other = try laptop.capture("--title", "Lain")
        try office.merge(from: laptop)
        #expect(try titles() == ["Awal", "Kemudian", "Lain"])
        #expect(try office.status().devices.map(\.forks) == [1])
        let taken = try #require(try laptop.receive(try office.reply()).first)
        #expect(taken.outcome == "merged" && taken.eventsRegained == 1)
        #expect(try laptop.complaints().count == 3)
        #expect(try laptop.steps() == Answer.Steps(confirmed: 2))
        try laptop.must("edit", other.id, "--title", "Lain, diubah")
        try laptop.capture("--title", "Baru")
        try office.merge(from: laptop)
        #expect(try titles() == ["Awal", "Baru", "Kemudian", "Lain, diubah"])
        let again = try #require(try laptop.receive(try office.reply()).first)
        #expect(again.movedTo == nil)
        #expect(try office.quarantined().isEmpty)
    }

    // MARK: Revoked

    private func expectHeld(_ bundle: String, _ reason: String = "revoked") throws {
        let list = try office.listing()
        let added = try office.add(bundle)
        #expect(added.status == 10)
        #expect(added.results.map(\.outcome) == ["quarantined"])
        #expect(added.results.map(\.reasonCode) == [reason])
        #expect(try office.listing() == list)
    }

    @Test func `a revoked laptop's copy brings in nothing at or below the held event`() throws {
        let thief = try laptop.copy(as: "pencuri")
        for title in ["Satu", "Dua", "Tiga"] { try laptop.capture("--title", title) }
        try office.merge(from: laptop)
        try office.must("device", "revoke", laptop.identity.id)
        try thief.capture("--title", "Palsu")
        try expectHeld(try thief.packed(into: "stik").path)
        #expect(try office.status().devices.map(\.forks) == [0])
        // Nor under a new id that the old one vouches for.
        let taken = try thief.receive(try office.reply()).first
        try thief.capture("--title", "Palsu lagi")
        let added = try office.add(try thief.packed(into: "lagi").path)
        #expect(added.status == 10 && added.results.map(\.outcome) == ["quarantined"], "\(taken as Any)")
        #expect(try titles() == ["Awal", "Dua", "Satu", "Tiga"])
    }

    @Test func `a revoked laptop's copy does not fill a gap with something else`() throws {
        let thief = try laptop.copy(as: "pencuri")
        let true2 = try laptop.capture("--title", "Satu")
        _ = try laptop.packed(into: "hilang")
        try laptop.capture("--title", "Dua")
        try office.merge(try laptop.packed(into: "stik", "--new").path)
        try office.must("device", "revoke", laptop.identity.id)
        try thief.capture("--title", "Palsu")
        try expectHeld(try thief.packed(into: "palsu").path)
        // What is truly missing is still taken.
        try office.merge(try laptop.packed(into: "ulang", "--all").path)
        #expect(try titles() == ["Awal", "Dua", "Satu"])
        #expect(try office.shown(true2.id).title == "Satu")
    }

    @Test func `what a person released lets in no other branch`() throws {
        let kit = try office.kit("satu.kit", "--devices", "1")
        let admitted = try office.laptop("satu", kit: kit)
        try admitted.capture("--title", "Diterima")
        try office.merge(from: admitted)
        let surplus = try office.laptop("dua", kit: kit)
        let copy = try surplus.copy(as: "salinan")
        try surplus.capture("--title", "Dilepas")
        let held = try office.add(try surplus.packed(into: "stik").path)
        try office.must("quarantine", "release", try #require(held.results.first?.bundle))
        try copy.capture("--title", "Palsu")
        try expectHeld(try copy.packed(into: "palsu").path, "surplus")
        #expect(try titles() == ["Dilepas", "Diterima"])
    }
}
