import Foundation
import Testing

/// Complaints about the same matter: found, linked, answered together, and taken apart again.
struct LinkTests {
    let workspace: Workspace
    let office: Office
    let first: Laptop
    let second: Laptop

    init() throws {
        workspace = try Workspace()
        let (office, laptops) = try workspace.ready(devices: 2)
        self.office = office
        first = try #require(laptops.first)
        second = try #require(laptops.last)
    }

    // MARK: Helpers

    private struct Group: Decodable {
        struct Complaint: Decodable {
            struct Twin: Decodable {
                let number: String
                let score: Int
                let words: [String]
                let days: Int
                let sameVillage: Bool
            }
            let number: String
            let title: String?
            let linked: Bool
            let twin: Twin?
        }
        let score: Int
        let complaints: [Complaint]
    }

    private struct Changed: Decodable {
        struct Linked: Decodable, Equatable {
            let id: String
            let number: String
            let events: Int
        }
        let number: String
        let events: Int
        let linked: [Linked]
    }

    private struct Shown: Decodable {
        struct Other: Decodable, Equatable {
            let id: String
            let number: String?
        }
        struct Said: Decodable, Equatable {
            let text: String
            let givenFor: String?
        }
        let status: String
        let trackingId: String?
        let linked: Bool
        let linkedWith: [Other]
        let answers: [Said]
    }

    private func bridge() throws -> (one: Answer.Saved, other: Answer.Saved) {
        let one = try first.capture(
            "--title", "Jembatan Krajan putus", "--description", "Anak sekolah memutar jauh lewat sawah.")
        let other = try second.capture(
            "--title", "Kreteg di Krajan ambrol", "--description",
            "Sejak banjir anak sekolah harus memutar lewat sawah.")
        try office.merge(from: first, by: "a")
        try office.merge(from: second, by: "b")
        return (one, other)
    }

    private func shown(_ id: String) throws -> Shown { try office.must("show", id, "--json").json() }

    private func duplicates() throws -> [Group] { try office.must("duplicates", "--json").json() }

    // MARK: Tests

    @Test func `twins of two laptops are found with the reason, until they are linked`() throws {
        try second.capture("--title", "Lampu jalan Ngaglik mati", "--description", "Gelap kalau malam.")
        try first.capture(
            "--title", "Jembatan Krajan putus", "--confidential", "--description", "Anak sekolah memutar.")
        let (one, other) = try bridge()
        let group = try #require(try duplicates().first)
        #expect(try duplicates().count == 1 && group.score >= 50)
        #expect(Set(group.complaints.map(\.number)) == [one.number, other.number])
        let twin = try #require(group.complaints[1].twin)
        #expect(group.complaints[0].twin == nil && twin.sameVillage && twin.days == 0)
        #expect(twin.words.contains("krajan"))
        let page = try office.must("duplicates").text
        #expect(page.contains("seperti") && page.contains("lapor-import link"))
        try office.must("link", one.number, other.number)
        #expect(try duplicates().isEmpty)
        #expect(try office.must("kembar").error.contains("tidak ada yang mirip"))
    }

    @Test func `linked complaints share an answer, and the way back brings both to the laptops`() throws {
        let (one, other) = try bridge()
        let linked: Changed = try office.must("link", one.number, other.number, "--json").json()
        #expect(linked.events == 2 && linked.linked.map(\.number) == [other.number])
        let again: Changed = try office.must("link", other.number, one.number, "--json").json()
        #expect(again.events == 0 && again.linked.map(\.number) == [one.number])
        let answer = [
            "respond", one.number, "--status", "selesai", "--answer", "Dibangun", "--tracking-id", "7",
        ]
        let answered: Changed = try succeed(office.run(answer + ["--json"])).json()
        #expect(
            answered.events == 2 && answered.linked == [.init(id: other.id, number: other.number, events: 1)])
        #expect(try office.run(answer).text.contains("Tidak ada yang baru"))
        let its = try shown(other.id)
        #expect(its.status == "selesai" && its.answers == [.init(text: "Dibangun", givenFor: one.id)])
        #expect(its.trackingId == nil && its.linked)
        #expect(its.linkedWith == [.init(id: one.id, number: one.number)])
        #expect(try office.must("list").text.contains("[terkait]"))
        let replies = try office.reply()
        try second.receive(replies)
        let there: Shown = try second.must("show", other.id, "--json").json()
        #expect(there.status == "selesai" && there.linkedWith == its.linkedWith)
        let page = try second.must("show", other.id).text
        #expect(page.contains("untuk \(one.number)") && page.contains("Terkait dengan"))
        #expect(try second.must("list").text.contains("[terkait]"))
    }

    @Test func `a file of responses answers those that are linked, too`() throws {
        let (one, other) = try bridge()
        try office.must("link", one.number, other.number)
        let file = try workspace.write("j.csv", "Nomor;Status;Jawaban\n\(one.number);Selesai;Beres\n")
        try office.must("responses", file)
        #expect(try shown(other.id).answers.map(\.text) == ["Beres"])
    }

    @Test func `--only answers one alone, and what was answered before is handed on to a new twin`() throws {
        let (one, other) = try bridge()
        let late = try first.capture("--title", "Jembatan dusun Krajan")
        try office.merge(from: first, by: "c")
        try office.must("respond", one.id, "--status", "selesai", "--answer", "Beres")
        let linked: Changed = try office.must("link", one.id, other.id, "--json").json()
        #expect(try linked.events == 4 && shown(other.id).answers.map(\.text) == ["Beres"])
        #expect(try shown(other.id).status == "selesai")
        try office.must("link", other.id, late.id)
        #expect(try shown(late.id).answers == [.init(text: "Beres", givenFor: other.id)])
        try office.must("respond", late.id, "--answer", "Hanya ini", "--only")
        #expect(try shown(one.id).answers.count == 1 && shown(late.id).answers.count == 2)
    }

    @Test func `a link is taken away between two, or all that one has`() throws {
        let (one, other) = try bridge()
        let third = try first.capture("--title", "Jembatan Krajan lagi")
        try office.merge(from: first, by: "c")
        try office.must("link", one.id, other.id)
        try office.must("link", other.id, third.id)
        #expect(Set(try shown(one.id).linkedWith.map(\.id)) == [other.id, third.id])
        let indirect = try office.run(["unlink", one.id, third.id])
        #expect(indirect.status == 65 && indirect.error.contains("lewat laporan lain"))
        let gone: Changed = try office.must("unlink", other.id, "--json").json()
        #expect(gone.events == 4)
        for id in [one.id, other.id, third.id] { #expect(try !shown(id).linked) }
        let nothing: Changed = try office.must("pisahkan", one.id, other.id, "--json").json()
        #expect(nothing.events == 0)
        try succeed(office.run(["check"]))
    }

    @Test func `what is confidential is never linked, and what is erased no longer`() throws {
        let (one, other) = try bridge()
        let secret = try first.capture("--title", "Jembatan Krajan", "--confidential")
        try office.merge(from: first, by: "c")
        let refused = try office.run(["link", one.id, secret.id])
        #expect(refused.status == 65 && refused.error.contains("rahasia"))
        #expect(try office.run(["link", one.id, one.number]).status == 65)
        #expect(try office.run(["link", one.id, "7777-7777-7"]).status == 66)
        try office.must("link", one.id, other.id)
        try office.must("erase", other.id, "--reason", "diminta")
        #expect(try !shown(one.id).linked && shown(one.id).linkedWith.isEmpty)
        #expect(try office.run(["link", one.id, other.id]).status == 65)
        try succeed(office.run(["check"]))
    }
}
