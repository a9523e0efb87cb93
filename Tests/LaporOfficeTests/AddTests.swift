import Age
import FileIO
import LaporBundle
import LaporField
import LaporModel
import LaporOffice
import LaporSamples
import LaporStore
import Testing

@Suite struct AddTests {
    @Test func `a bundle is merged once, and its device admitted by its invitation`() throws {
        let district = try SampleDistrict()
        let device = try district.device(1, try district.kit())
        let path = try district.pack(device)
        let first = try district.office.add(path)
        #expect(first.outcome == .merged && first.eventsNew == 2 && first.deviceName == "Laptop 1")
        #expect(first.device == device.id && first.code?.split(separator: " ").count == 4)
        let second = try district.office.add(path)
        #expect(second.outcome == .nothingNew && second.code == first.code && second.eventsNew == 0)
        // The same events in another bundle.
        let again = try district.office.add(
            try device.pack(to: district.folder.path("stick"), scope: .all)[0].path)
        #expect(again.outcome == .nothingNew && again.eventsKnown == 2)
        #expect(try district.complaints() == 1)
    }

    @Test func `what is no bundle is refused and leaves the store as it was`() throws {
        let district = try SampleDistrict()
        let device = try district.device(1, try district.kit())
        let good = try content(of: try district.pack(device))
        var changed = good
        changed[good.count - 100] ^= 1
        let files = [
            try district.folder.write("1.lapor", "surat"), try district.folder.write("2.lapor", changed),
            try district.folder.write("3.lapor", Array(good.dropLast(1_000))),
            district.folder.path("no.lapor"),
        ]
        let before = try district.office.store.read { try $0.tip(of: district.office.id).sequence }
        for file in files {
            let result = try district.office.add(file)
            #expect(result.outcome == .refused && result.error != nil, "\(file)")
        }
        #expect(try district.complaints() == 0)
        let staging = district.office.store.folder.staging
        #expect(try Folder.names(in: staging).isEmpty)
        #expect(try district.office.store.read { try $0.tip(of: district.office.id).sequence } == before)
        // The device is still admitted by its invitation.
        #expect(try district.office.add(try district.folder.write("4.lapor", good)).outcome == .merged)
    }

    @Test func `a bundle for another office is refused`() throws {
        let district = try SampleDistrict()
        let other = try SampleOffice(5)
        var kit = try other.kit()
        // Sealed so that this office can open it, addressed to the other.
        kit.office.recipient = district.office.keys.transport.recipient
        let device = try district.device(1, kit)
        let result = try district.office.add(try district.pack(device))
        #expect(result.outcome == .refused && result.error as? BundleError == .notForYou)
    }

    @Test func `a device too many waits for a person, and is merged once admitted`() throws {
        let district = try SampleDistrict()
        let kit = try district.kit(devices: 1)
        let (first, second) = (try district.device(1, kit), try district.device(2, kit))
        #expect(try district.office.add(try district.pack(first)).outcome == .merged)
        let held = try district.office.add(try district.pack(second))
        #expect(held.outcome == .quarantined && held.hold == .surplus)
        #expect(try district.complaints() == 1 && district.office.status().quarantined == 1)
        let (device, results) = try district.office.admit("Laptop 2", operatorName: "Budi")
        #expect(device.state == .admitted && results.map(\.outcome) == [.merged])
        #expect(try district.complaints() == 2 && district.office.status().quarantined == 0)
        let quarantine = district.office.store.folder.quarantine
        #expect(try Folder.names(in: quarantine).isEmpty)
    }

    @Test func `a kit that has expired admits nobody any more`() throws {
        let district = try SampleDistrict()
        let device = try district.device(1, try district.kit(days: 1))
        district.clock.now = .sample + 86_401
        let result = try district.office.add(try district.pack(device))
        #expect(result.outcome == .quarantined && result.hold == .invitationExpired)
    }

    @Test func `a revoked device keeps what it brought, and what comes later waits`() throws {
        let district = try SampleDistrict()
        let device = try district.device(1, try district.kit())
        let first = try district.pack(device)
        _ = try district.office.add(first)
        #expect(try district.office.revoke(device.id.code, operatorName: "Budi").state == .revoked)
        #expect(try district.office.add(first).outcome == .nothingNew)
        let later = try district.office.add(try district.pack(device))
        #expect(later.outcome == .quarantined && later.hold == .revoked)
        #expect(try district.complaints() == 1)
        let bundle = try #require(later.bundle)
        #expect(try district.office.release(bundle.code, operatorName: "Budi").outcome == .merged)
        #expect(try district.complaints() == 2)
        #expect(try district.office.status().devices.map(\.state) == [.revoked])
    }

    @Test func `volumes in any order end in the same state`() throws {
        let district = try SampleDistrict()
        let device = try district.device(1, try district.kit())
        for index in 0..<3 { _ = try district.pack(device, [.title: "Laporan \(index)"], scope: .new) }
        let stick = district.folder.path("stick")
        let paths = try BundleFiles.at(stick)
        #expect(paths.count == 3)
        for path in paths.reversed() { #expect(try district.office.add(path).outcome == .merged) }
        let seen = try #require(try district.office.status().devices.first)
        #expect(seen.gaps.isEmpty && seen.lastSequence == 4 && seen.complaints == 3 && seen.forks == 0)
    }

    @Test func `a device's folder is no office`() throws {
        let district = try SampleDistrict()
        let device = try district.device(1, try district.kit())
        let folder = device.store.folder
        #expect(throws: StoreError.notSetUp(folder: folder.path)) {
            try Office(folder, for: .reading, surroundings: .seeded(1))
        }
    }
}
