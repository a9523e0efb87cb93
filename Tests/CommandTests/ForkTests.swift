import Foundation
import Testing

/// A laptop's folder is copied, and both go on: nothing is lost, and one of them moves on to an id of its own.
struct ForkTests {
    let workspace: Workspace
    let office: Office
    let first: Laptop
    /// A complaint of before the copy, that no bundle has carried.
    let shared: Answer.Saved

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        first = try #require(ready.devices.first)
        shared = try first.capture("--title", "Bersama")
    }

    // MARK: Helpers

    /// Two laptops of one id that have written something each, that which keeps the id first.
    ///
    /// Which one it is lies in the events' ids, and so in chance: copies of all of them try it.
    private func parted() throws -> (keeper: Laptop, mover: Laptop) {
        let second = try first.copy(as: "salinan")
        try first.capture("--title", "Asli")
        try second.capture("--title", "Salinan")
        let trial = try office.copy(as: "coba-kantor")
        let probes = try [first, second].enumerated().map { try $1.copy(as: "coba-\($0)") }
        for probe in probes { try trial.merge(from: probe) }
        let replies = try trial.reply()
        let moved = try probes.map { try #require(try $0.receive(replies).first).movedTo != nil }
        #expect(moved.filter { $0 }.count == 1)
        return moved[0] ? (second, first) : (first, second)
    }

    private func titles(_ complaints: [Answer.Complaint]) -> [String] {
        complaints.compactMap(\.title).sorted()
    }

    /// Takes what is for a laptop in a folder; gives the id that it moved on to, if it did.
    @discardableResult
    private func receive(_ laptop: Laptop, _ folder: String) throws -> String? {
        let results = try laptop.receive(folder)
        #expect(results.contains { $0.outcome == "merged" })
        let moves = results.compactMap(\.movedTo)
        #expect(moves.count < 2)
        return moves.first
    }

    private func forks() throws -> [Int] {
        try office.status().devices.filter { $0.id == first.identity.id }.map(\.forks)
    }

    /// What people are told under `status` and `reply`.
    private func warnings() throws -> [String] {
        let folder = try workspace.makeFolder("peringatan-\(UUID().uuidString)")
        let outputs = try [["status"], ["reply", "--to", folder]].map {
            try succeed(office.run($0, language: .english))
        }
        return outputs.flatMap { ($0.text + $0.error).split(separator: "\n").map(String.init) }
            .filter { $0.lowercased().contains("two laptops") }
    }

    /// Settles a fork: both get the reply, and the mover moves on.
    private func settle(_ keeper: Laptop, _ mover: Laptop) throws {
        for laptop in [keeper, mover] { try office.merge(from: laptop) }
        let replies = try office.reply()
        #expect(try receive(keeper, replies) == nil)
        #expect(try receive(mover, replies) != nil)
    }

    // MARK: Tests

    @Test func `both branches are kept, in whichever order they come, and the fork is told of`() throws {
        let second = try first.copy(as: "salinan")
        let photo = try workspace.write("foto.jpg", Data("isi foto".utf8))
        try first.capture("--title", "Asli")
        try first.must("edit", shared.id, "--title", "Bersama, diubah")
        try second.capture("--title", "Salinan")
        try second.must("edit", shared.id, "--location", "Di pasar")
        try second.must("attach", shared.id, photo)
        let bundles = try [first, second].map { try $0.packed(into: UUID().uuidString).path }
        let lists = try [bundles, bundles.reversed()].enumerated().map { index, order in
            let office = try office.copy(as: "kantor-\(index)")
            for bundle in order { try office.merge(bundle) }
            for bundle in order { #expect(try office.add(bundle).results.map(\.outcome) == ["nothing_new"]) }
            return try office.listing()
        }
        #expect(lists[0] == lists[1])

        try office.merge(bundles[0])
        #expect(try forks() == [0])
        let added = try office.add(bundles[1])
        #expect(added.status == 0 && added.results.map(\.outcome) == ["merged"])
        #expect(try forks() == [1])
        #expect(try warnings().count == 2)
        let complaints = try office.complaints()
        #expect(titles(complaints) == ["Asli", "Bersama, diubah", "Salinan"])
        let both = try #require(complaints.first { $0.id == shared.id })
        #expect(both.location == "Di pasar" && both.attachments.map(\.name) == ["foto.jpg"])
        #expect(try office.must("gaps", "--json").text == "[]\n")
    }

    @Test func `one laptop moves on, both go on, and answers come back to both`() throws {
        let (keeper, mover) = try parted()
        try settle(keeper, mover)
        for (index, laptop) in [keeper, mover].enumerated() {
            #expect(titles(try laptop.complaints()) == ["Asli", "Bersama", "Salinan"])
            #expect(try laptop.steps().unsent == 0)
            try laptop.capture("--title", "Kemudian \(index)")
        }
        // A complaint of before the copy is changed from both.
        try keeper.must("edit", shared.id, "--title", "Bersama, diubah")
        try mover.must("edit", shared.id, "--location", "Di pasar")
        for laptop in [mover, keeper] { #expect(try office.merge(from: laptop).reason == nil) }
        #expect(try office.quarantined().isEmpty)
        #expect(try warnings().isEmpty)
        #expect(try forks() == [1])
        let devices = try office.devices()
        #expect(devices.count == 2 && devices.allSatisfy { $0.state == "admitted" })
        #expect(Set(devices.map(\.name)).count == 2)
        let both = try #require(try office.complaints().first { $0.id == shared.id })
        #expect(both.title == "Bersama, diubah" && both.location == "Di pasar")

        for complaint in try office.complaints() {
            try office.must("respond", complaint.id, "--status", "selesai", "--answer", "Beres")
        }
        let replies = try office.reply()
        let list = try office.complaints().map(\.id)
        let shown = try list.map { try office.shown($0) }
        #expect(shown.allSatisfy { $0.answers.map(\.text) == ["Beres"] })
        for laptop in [keeper, mover] {
            #expect(try receive(laptop, replies) == nil)
            #expect(try laptop.complaints().map(\.id) == list)
            #expect(try list.map { try laptop.shown($0) } == shown)
            #expect(try laptop.pack(into: "tidak-ada").isEmpty)
            try laptop.must("feedback", shared.id, "--text", "Terima kasih")
            try office.merge(from: laptop)
        }
        #expect(try office.shown(shared.id).status == "ditanggapi_pelapor")
    }

    @Test(arguments: ["keeper", "mover"])
    func `a receipt confirms on neither laptop what only the other one brought`(lost: String) throws {
        let (keeper, mover) = try parted()
        let (lost, lucky) = lost == "keeper" ? (keeper, mover) : (mover, keeper)
        let before = try lost.packed(into: "hilang")
        try FileManager.default.removeItem(atPath: before.path)
        try office.merge(from: lucky)
        let replies = try office.reply()
        for laptop in [lost, lucky] { try receive(laptop, replies) }
        #expect(try lost.steps() == Answer.Steps(packed: 1, confirmed: 1))
        #expect(try lucky.steps() == Answer.Steps(confirmed: 2))
        #expect(try lucky.pack(into: "tidak-ada").isEmpty)
        let list: [Answer.Complaint] = try lost.must("list", "--state", "packed", "--json").json()
        #expect(list.map(\.title) == [lost.home == first.home ? "Asli" : "Salinan"])

        // It carries its complaint again, and what was there before the copy need not travel twice.
        try lost.capture("--title", "Kemudian")
        #expect(try lost.steps().unsent == 1)
        try office.merge(from: lost)
        #expect(titles(try office.complaints()) == ["Asli", "Bersama", "Kemudian", "Salinan"])
        let more = try office.reply()
        for laptop in [lost, lucky] {
            try receive(laptop, more)
            #expect(titles(try laptop.complaints()) == ["Asli", "Bersama", "Kemudian", "Salinan"])
            #expect(try laptop.steps().packed == 0)
        }
        for laptop in [keeper, mover] { try laptop.capture("--title", "Akhir") }
        for laptop in [keeper, mover] { try office.merge(from: laptop) }
        #expect(try office.complaints().count == 6)
        #expect(try office.quarantined().isEmpty)
        #expect(try warnings().isEmpty)
    }

    @Test func `copies of copies, and of one that has moved on, all find an id of their own`() throws {
        var laptops = [first, try first.copy(as: "salinan-1")]
        for laptop in laptops { try laptop.capture() }
        laptops.append(try laptops[1].copy(as: "salinan-2"))
        for laptop in laptops { try laptop.capture() }
        for laptop in laptops { try office.merge(from: laptop) }
        #expect(try forks() == [2])
        let replies = try office.reply()
        var moved = try laptops.map { try receive($0, replies) }
        #expect(moved.filter { $0 == nil }.count == 1)
        #expect(Set(moved.compactMap { $0 }).count == 2)
        #expect(try warnings().count == 2)
        // One that has moved on is copied in its turn.
        let index = try #require(moved.firstIndex { $0 != nil })
        laptops.append(try laptops[index].copy(as: "salinan-3"))
        for laptop in laptops { try laptop.capture() }
        for laptop in laptops { try office.merge(from: laptop) }
        let more = try office.reply()
        moved = try laptops.map { try receive($0, more) }
        #expect(moved.filter { $0 == nil }.count == 3)
        for laptop in laptops { try laptop.capture() }
        for laptop in laptops { try office.merge(from: laptop) }
        #expect(try office.devices().filter { $0.state == "admitted" }.count == 4)
        #expect(try office.complaints().count == 1 + 2 + 3 + 4 + 4)
        #expect(try warnings().isEmpty)
        let last = try office.reply()
        for laptop in laptops {
            #expect(try receive(laptop, last) == nil)
            #expect(try laptop.complaints().count == 14)
        }
    }
}
