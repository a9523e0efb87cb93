import Foundation
import Testing

// What a laptop takes back before a bundle has carried it is gone from the laptop, and travels to nobody.
@Suite(
    .enabled(if: Tool.all("age", "tar", "gzip", "bash"), "age, tar or gzip is missing: no bundle is unpacked")
)
struct FieldErasureTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        laptop = try #require(ready.devices.first)
    }

    private static let search = LeakSearch([
        "Bendahara", "menggelapkan", "pendopo", "Inspektorat", "Kwitansipalsu", "Sumarni", "fotobukti",
        "buktirahasia", "-7.53111", "2026-01-17",
    ])

    private func photo(_ name: String, _ bytes: String = "buktirahasia") throws -> String {
        try workspace.write(name, Data("\u{1}\u{2} \(bytes) \(String(repeating: "x", count: 3_000))".utf8))
    }

    /// Takes a complaint of many words down, edits it and attaches to it.
    private func capture() throws -> Answer.Saved {
        let saved = try laptop.capture(
            "--title", "Bendahara", "--description", "Menggelapkan\n\"di\" pendopo", "--agency",
            "Inspektorat",
            "--incident-date", "2026-01-17", "--latitude", "-7.53111", "--longitude", "110.61222",
            "--reporter-name", "Sumarni", "--consent", "read-aloud", "--anonymous",
            "--attach", try photo("fotobukti-1.jpg"))
        try laptop.must("edit", saved.id, "--location", "Laci Kwitansipalsu", "--description", "menggelapkan")
        try laptop.must("attach", saved.id, try photo("fotobukti-2.jpg", "buktirahasia kedua"))
        return saved
    }

    private func expectRefused(_ arguments: String...) throws {
        let state = try laptop.state()
        let output = try laptop.run(arguments)
        #expect(
            output.status == 65 && output.error.contains("lapor: petunjuk: "), "\(arguments) \(output.error)")
        #expect(try laptop.state() == state, "\(arguments)")
    }

    // MARK: Erasing

    @Test func `a complaint that no bundle carried is erased on the laptop, and only its number travels`()
        throws
    {
        let other = try laptop.capture("--title", "Lampu", "--attach", try photo("lain.jpg", "lain"))
        let saved = try capture()
        #expect(try !Self.search.findings(in: laptop.home).isEmpty)
        let erased: Answer.Changed = try laptop.must("erase", saved.number, "--reason", "Diminta", "--json")
            .json()
        #expect(erased.id == saved.id && erased.events == 1)
        #expect(try Self.search.findings(in: laptop.home) == [])
        #expect(try laptop.shown(saved.id).status == "dihapus")
        #expect(try laptop.complaints().count == 2)
        try expectRefused("edit", saved.id, "--title", "Lain")
        try expectRefused("attach", saved.id, workspace.path("lain.jpg"))
        try expectRefused("edit", saved.id, "--confidential")

        let bundle = try laptop.packed(into: "stik")
        #expect(bundle.blobs == 1)
        let unpacked = try office.unpack(bundle.path)
        #expect(try Self.search.findings(in: unpacked) == [])
        #expect(try !LeakSearch(["Lampu"]).findings(in: unpacked).isEmpty)
        try office.merge(bundle.path)
        #expect(try Self.search.findings(in: office.home) == [])
        let complaints = try office.complaints()
        #expect(complaints.map(\.status).sorted() == ["diterima", "dihapus"].sorted())
        let gone = try #require(complaints.first { $0.id == saved.id })
        #expect(gone.number == saved.number && gone.title == nil && gone.attachments.isEmpty)
        #expect(try office.status().byStatus["dihapus"] == 1)
        #expect(try office.must("gaps", "--json").text == "[]\n")
        #expect(try office.run(["respond", saved.id, "--status", "selesai"]).status == 65)
        #expect(try office.shown(other.id).status == "diterima")
        // Back and forth changes nothing, and there is nothing left to carry.
        #expect(try laptop.receive(try office.reply()).map(\.outcome) == ["merged"])
        #expect(try laptop.shown(saved.id).status == "dihapus")
        #expect(try laptop.pack(into: "kosong").isEmpty)
        // A province hears no more of it.
        let province = try workspace.office("provinsi")
        try office.relays(to: province)
        try province.merge(try office.relayed().path)
        #expect(try province.listing() == office.listing())
        #expect(try province.must("gaps", "--json").text == "[]\n")
    }

    @Test func `what a bundle carried, even one that was lost, only the office erases`() throws {
        let saved = try capture()
        try FileManager.default.removeItem(atPath: try laptop.packed(into: "hilang").path)
        try expectRefused("erase", saved.id, "--reason", "Diminta")
        try expectRefused("edit", saved.id, "--confidential")
        try laptop.must("edit", saved.id, "--title", "Bendahara desa")
        try expectRefused("erase", saved.id, "--reason", "Diminta")
        let fresh = try laptop.capture()
        try expectRefused("erase", fresh.id, "--reason", " ")
        #expect(try laptop.run(["erase", "0000", "--reason", "X"]).status == 66)
        #expect(try laptop.run(["erase", fresh.id]).status == 64)
    }

    // MARK: Sealing

    @Test func `a complaint made confidential leaves no clear word, and the office opens all of it`() throws {
        let saved = try capture()
        let sealing: Answer.Changed = try laptop.must(
            "edit", saved.id, "--confidential", "--title", "Bendahara, diubah", "--json"
        ).json()
        #expect(sealing.id == saved.id && sealing.events > 0)
        #expect(try Self.search.findings(in: laptop.home) == [])
        let sealed = try #require(try laptop.complaints().first)
        #expect(sealed.confidential && sealed.sealed && sealed.anonymous && sealed.title == nil)
        #expect(sealed.number == saved.number && sealed.attachments.map(\.name) == [nil, nil])
        let again: Answer.Changed = try laptop.must("edit", saved.id, "--confidential", "--json").json()
        #expect(again.events == 0)
        // It can still be changed, sealed.
        try laptop.must("edit", saved.id, "--location", "Bukan Kwitansipalsu")
        try laptop.must("attach", saved.id, try photo("fotobukti-3.jpg", "buktirahasia ketiga"))

        let bundle = try laptop.packed(into: "stik")
        #expect(bundle.blobs == 3)
        #expect(try Self.search.findings(in: office.unpack(bundle.path)) == [])
        try office.merge(bundle.path)
        #expect(try office.must("gaps", "--json").text == "[]\n")
        #expect(try office.complaints().map(\.title) == [nil])
        let opened: Answer.Complaint = try office.must("show", saved.id, "--open", "--json").json()
        #expect(opened.title == "Bendahara, diubah" && opened.description == "menggelapkan")
        #expect(opened.location == "Bukan Kwitansipalsu" && opened.agency == "Inspektorat")
        #expect(opened.incidentDate == "2026-01-17")
        let names = ["fotobukti-1.jpg", "fotobukti-2.jpg", "fotobukti-3.jpg"]
        #expect(opened.attachments.compactMap(\.name).sorted() == names)
        let detail: Answer.Detail = try office.must("show", saved.id, "--open", "--json").json()
        #expect(detail.latitude == "-7.53111" && detail.reporter?.name == "Sumarni")
        let folder = try workspace.makeFolder("lampiran")
        try office.must("attachments", saved.id, "--to", folder, "--open")
        for name in names {
            #expect(try workspace.read("\(folder)/\(name)") == workspace.read(workspace.path(name)))
        }
        #expect(try Self.search.findings(in: office.home) == [])
        try expectRefused("erase", saved.id, "--reason", "Diminta")
    }

    @Test func `one that was withdrawn before it is made confidential stays withdrawn, and says nowhere why`()
        throws
    {
        let saved = try capture()
        try laptop.must("withdraw", saved.id, "--reason", "Takut pada Bendahara")
        try laptop.must("edit", saved.id, "--confidential")
        #expect(try Self.search.findings(in: laptop.home) == [])
        #expect(try laptop.complaints().map(\.status) == ["ditarik"])
        let bundle = try laptop.packed(into: "stik")
        #expect(try Self.search.findings(in: office.unpack(bundle.path)) == [])
        try office.merge(bundle.path)
        #expect(try office.complaints().map(\.status) == ["ditarik"])
        #expect(try Self.search.findings(in: office.home) == [])
    }

    @Test func `an edit that is refused in part changes nothing`() throws {
        let saved = try capture()
        _ = try laptop.packed(into: "hilang")
        try expectRefused("edit", saved.id, "--title", "Baru", "--confidential")
        let fresh = try laptop.capture()
        try expectRefused("edit", fresh.id, "--title", "", "--confidential")
    }

    @Test func `a sealed complaint that no bundle carried is erased like any other`() throws {
        let saved = try capture()
        try laptop.must("edit", saved.id, "--confidential")
        try laptop.must("erase", saved.id, "--reason", "Diminta")
        #expect(try workspace.shell("find '\(laptop.home)/blobs' -type f").text == "")
        let bundle = try laptop.packed(into: "stik")
        #expect(bundle.blobs == 0)
        #expect(try LeakSearch(["YWdlLWVuY3J5cHRpb24ub3Jn"]).findings(in: office.unpack(bundle.path)) == [])
        try office.merge(bundle.path)
        #expect(try office.complaints().map(\.status) == ["dihapus"])
        #expect(try office.must("gaps", "--json").text == "[]\n")
    }

    @Test func `what was sealed later is erased by the office like any other`() throws {
        let saved = try capture()
        try laptop.must("edit", saved.id, "--confidential")
        try office.merge(from: laptop)
        for events in [1, 0] {
            let erased: Answer.Changed = try office.must("erase", saved.id, "--reason", "X", "--json").json()
            #expect(erased.events == events)
        }
        try laptop.receive(try office.reply())
        #expect(try office.complaints().map(\.status) == ["dihapus"])
        #expect(try laptop.complaints().map(\.status) == ["dihapus"])
        for home in [office.home, laptop.home] {
            #expect(try workspace.shell("find '\(home)/blobs' -type f").text == "")
            #expect(try LeakSearch(["YWdlLWVuY3J5cHRpb24ub3Jn"]).findings(in: home) == [])
        }
    }
}
