import Age
import CanonicalJSON
import FileIO
import LaporBundle
import LaporField
import LaporModel
import LaporOffice
import LaporSamples
import LaporStore
import SSHSignature
import Testing

/// A bundle may carry more feeds than its sender's: each is judged for itself.
@Suite struct ForeignFeedTests {
    @Test func `an admitted device does not bring in what a revoked one wrote later, nor its claims`() throws
    {
        let district = try SampleDistrict()
        let kit = try district.kit(devices: 2)
        let admitted = try district.device(1, kit)
        let revoked = try district.device(2, kit)
        for device in [admitted, revoked] {
            #expect(try district.office.add(try district.pack(device)).outcome == .merged)
        }
        _ = try district.office.revoke(revoked.id.hex, operatorName: "Rina")
        let victim = try admitted.store.read { try $0.events(ofFeed: admitted.id)[1] }
        let complaint = try #require(victim.header.complaint)
        try revoked.store.write { transaction in
            var tip = try transaction.tip(of: revoked.id)
            let claim = Capture.sample("Palsu", random: Surroundings.seeded(77).random)
            for (kind, body) in [
                (EventKind.captured, claim.body),
                (EventKind.identified, JSONObject([("identity", .string("palsu"))])),
            ] {
                _ = try transaction.append(
                    kind: kind, complaint: complaint, body: body, to: revoked.id, tip: &tip,
                    surroundings: .seeded(78))
            }
        }
        let path = try bundle(of: [admitted, revoked], from: admitted, district, kit)
        let result = try district.office.add(path)
        #expect(result.outcome == .quarantined && result.hold == .revoked && result.eventsNew == 0)
        let row = try district.office.complaint(named: complaint.hex)
        #expect(row.row.device == admitted.id && row.row.title != "Palsu")
    }

    /// A bundle that one device sends and that carries several devices' whole feeds.
    private func bundle(
        of devices: [Device], from sender: Device, _ district: SampleDistrict, _ kit: Kit
    ) throws -> String {
        let writer = try BundleWriter(spoolFolder: district.folder.path)
        let sections = try devices.sorted { $0.id < $1.id }.map { device -> FeedSection in
            let events = try device.store.read { try $0.events(ofFeed: device.id) }
            let last = try #require(events.last)
            try writer.addEvents(
                feed: device.id, first: 1, last: events.count, lines: SampleFeed.lines(events))
            let text = Event.headText(feed: device.id, sequence: events.count, id: last.id)
            let keys = try KeyFiles.device(in: device.store.folder)[0]
            return FeedSection(
                feed: device.id, began: events[0],
                ranges: [
                    .init(
                        first: 1, last: events.count, before: nil, id: last.id,
                        signature: try keys.signing.sign(text, namespace: "lapor-head"))
                ])
        }
        let keys = try KeyFiles.device(in: sender.store.folder)[0]
        let path = district.folder.path("mixed.lapor")
        _ = try writer.write(
            to: try File.create(path), id: Identifier(random: Surroundings.seeded(5).random),
            from: .init(kind: .field, id: sender.id, key: keys.signing, recipient: keys.identity.recipient),
            to: district.office.id, recipient: kit.office.recipient, sections: sections,
            surroundings: .seeded(6))
        return path
    }
}
