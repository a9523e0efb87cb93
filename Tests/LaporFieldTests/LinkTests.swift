import LaporField
import LaporModel
import LaporStore
import Testing

/// A complaint that an interview links with one that was there.
@Suite struct LinkTests {
    @Test func `a twin is linked on the laptop, and no more once one of the two is confidential`() throws {
        let sample = try SampleDevice()
        let device = sample.device
        let first = try #require(try sample.capture())
        let draft = device.newDraft()
        let given = GivenComplaint(values: SampleDevice.values([.title: "Pasar tergenang"]))
        _ = try device.finish(draft, given, twin: first.id)
        #expect(try device.linked(with: first.id).map(\.id) == [draft.id])
        #expect(try device.linked(with: draft.id).map(\.id) == [first.id])
        #expect(try device.complaint(named: first.id.hex).0.row.isLinked)
        _ = try device.edit(draft.id.hex, [:], sealing: true)
        #expect(try device.linked(with: first.id).isEmpty && device.linked(with: draft.id).isEmpty)
        // What it was linked with told what it is about: nothing of that is left.
        let events = try device.store.read { try $0.events(of: draft.id) }
        let linked = try #require(events.first { $0.header.kind == EventKind.linked })
        #expect(linked.body == nil)
        #expect(try device.store.read { try $0.neighbours(of: first.id) }.isEmpty)
        let report = try Store.check(
            device.store.folder, role: "field", progress: { _, _, _ in }, own: { _, _ in })
        #expect(report.isSound, "\(report.faults)")
    }
}
