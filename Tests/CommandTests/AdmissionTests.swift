import Foundation
import Testing

struct AdmissionTests {
    let workspace: Workspace
    let office: Office

    init() throws {
        workspace = try Workspace()
        office = try workspace.office()
    }

    /// Adds a bundle that must be set aside with a reason, and nothing of it merged.
    private func expectQuarantine(_ bundle: String, _ device: String, _ reason: String) throws -> Answer.Added
    {
        let list = try office.listing()
        let added = try office.add(bundle)
        #expect(added.status == 10)
        let result = try #require(added.results.first)
        #expect(result.outcome == "quarantined")
        #expect(result.device == device)
        #expect(result.reasonCode == reason)
        #expect(result.reason?.isEmpty == false)
        // Nobody is advised to admit a laptop that may have been stolen.
        let advice = reason == "revoked" ? "quarantine release" : "device admit"
        #expect(result.hint?.contains(advice) == true)
        #expect(result.eventsNew == 0)
        #expect(try office.listing() == list)
        let waiting = try office.quarantined()
        #expect(
            waiting.contains { $0.bundle == result.bundle && $0.device == device && $0.reasonCode == reason })
        return result
    }

    @Test func `the first bundle of an invited laptop is admitted without typing`() throws {
        let laptop = try office.laptop("laptop-1", kit: try office.kit())
        #expect(try office.devices().isEmpty)
        try laptop.capture()
        #expect(try office.add(try laptop.bundle()).status == 0)
        let devices = try office.devices()
        #expect(devices.map(\.id) == [laptop.identity.id])
        #expect(devices.map(\.state) == ["admitted"])
        #expect(devices.map(\.complaints) == [1])
    }

    @Test func `a laptop more than the kit allows waits, and admitting it merges what waits`() throws {
        let kit = try office.kit("satu.kit", "--devices", "1")
        let first = try office.laptop("laptop-1", kit: kit)
        let second = try office.laptop("laptop-2", kit: kit)
        try first.capture("--title", "Satu")
        try second.capture("--title", "Dua")
        #expect(try office.add(try first.bundle()).status == 0)
        let bundle = try second.bundle()
        _ = try expectQuarantine(bundle, second.identity.id, "surplus")
        // The stick is gone: what was set aside is kept.
        try FileManager.default.removeItem(atPath: bundle)
        try office.must("device", "admit", String(second.identity.id.prefix(8)))
        #expect(try office.complaints().compactMap(\.title).sorted() == ["Dua", "Satu"])
        #expect(try office.quarantined().isEmpty)
        #expect(try office.devices().map(\.state) == ["admitted", "admitted"])
        // What comes later needs nobody.
        try second.capture("--title", "Tiga")
        #expect(try office.add(try second.bundle(into: "lagi")).status == 0)
        #expect(try office.complaints().count == 3)
    }

    @Test func `releasing one bundle merges it, and leaves its laptop waiting`() throws {
        let kit = try office.kit("satu.kit", "--devices", "1")
        let first = try office.laptop("laptop-1", kit: kit)
        let second = try office.laptop("laptop-2", kit: kit)
        try first.capture("--title", "Satu")
        #expect(try office.add(try first.bundle()).status == 0)
        try second.capture("--title", "Dua")
        let bundle = try second.bundle()
        let held = try expectQuarantine(bundle, second.identity.id, "surplus")
        try FileManager.default.removeItem(atPath: bundle)
        try office.must("quarantine", "release", try #require(held.bundle))
        #expect(try office.complaints().compactMap(\.title).sorted() == ["Dua", "Satu"])
        #expect(try office.quarantined().isEmpty)
        try second.capture("--title", "Tiga")
        _ = try expectQuarantine(try second.bundle(into: "lagi"), second.identity.id, "surplus")
        #expect(try office.complaints().count == 2)
    }

    @Test func `a laptop whose kit the office has lost from its registry is unknown`() throws {
        // The office is put back to a copy from before it issued the kit.
        let copy = workspace.path("cadangan")
        try FileManager.default.copyItem(atPath: office.home, toPath: copy)
        let laptop = try office.laptop("laptop-1", kit: try office.kit())
        try laptop.capture()
        try FileManager.default.removeItem(atPath: office.home)
        try FileManager.default.moveItem(atPath: copy, toPath: office.home)
        let bundle = try laptop.bundle()
        _ = try expectQuarantine(bundle, laptop.identity.id, "unknown_device")
        // A second time it is set aside already: still 10, still one.
        #expect(try office.add(bundle).status == 10)
        #expect(try office.quarantined().count == 1)
        try office.must("device", "admit", laptop.identity.id)
        #expect(try office.complaints().count == 1)
    }

    @Test func `after a laptop is revoked its old complaints stay and new ones wait`() throws {
        let laptop = try office.laptop("laptop-1", kit: try office.kit())
        try laptop.capture("--title", "Lama")
        let old = try laptop.bundle()
        #expect(try office.add(old).status == 0)
        let list = try office.listing()
        try office.must("device", "revoke", laptop.identity.id)
        #expect(try office.devices().map(\.state) == ["revoked"])
        #expect(try office.listing() == list)
        try laptop.capture("--title", "Baru")
        let new = try laptop.bundle(into: "baru")
        let held = try expectQuarantine(new, laptop.identity.id, "revoked")
        // What is known of it already is no reason to set anything aside.
        let again = try office.add(old)
        #expect(again.status == 0)
        #expect(again.results.map(\.outcome) == ["nothing_new"])
        try office.must("quarantine", "release", try #require(held.bundle))
        #expect(try office.complaints().compactMap(\.title).sorted() == ["Baru", "Lama"])
        #expect(try office.devices().map(\.state) == ["revoked"])
    }

    @Test func `a bundle set aside comes with its reason for people too`() throws {
        let kit = try office.kit("satu.kit", "--devices", "1")
        let laptops = try ["laptop-1", "laptop-2"].map { try office.laptop($0, kit: kit) }
        for laptop in laptops { try laptop.capture() }
        let bundles = try laptops.map { try $0.bundle() }
        let output = try office.run(["add"] + bundles, language: .english)
        #expect(output.status == 10)
        #expect(output.text.contains(bundles[0]))
        #expect(output.error.contains(bundles[1]))
        #expect(output.error.contains("lapor-import: hint: "))
        #expect(try office.complaints().count == 1)
    }
}
