import Age
import CanonicalJSON
import FileIO
import Foundation
import LaporBundle
import LaporField
import LaporModel
import LaporOffice
import LaporStore
import SSHSignature
import Testing

/// The bundles in `Bundles/reference/` are read by every later version.
///
/// They are made anew only on purpose, by `LAPOR_RECORD=1`, and then the test fails, so that nobody does it by accident.
@Suite struct ReferenceBundleTests {
    private let folder = Repository.root + "/Bundles/reference/1"

    @Test func `a reference bundle is read, verified and opened to what was put into it`() throws {
        if ProcessInfo.processInfo.environment["LAPOR_RECORD"] == "1" {
            try record()
            Issue.record("recorded anew: look at the difference before it is committed")
            return
        }
        let (info, told) = try read()
        #expect(told == (try text("expected.json")))
        let kit = try Kit.read(folder + "/team.kit")
        #expect(kit.team == "Tim Contoh")
        #expect(Identifier(feedOf: info.senderKey.raw, purpose: .device) == info.sender)
        #expect(info.addressee == kit.office.id)
    }

    /// Reads the bundle with the recovery text, all of it.
    private func read() throws -> (info: BundleInfo, told: String) {
        let keys = try text("recovery.txt").split(separator: "\n").map { try X25519Identity(String($0)) }
        let reader = try BundleReader(try File.open(folder + "/field.lapor"), with: [keys[0]])
        var events: [Event] = []
        var blobs: [Hash] = []
        try reader.readEvents { events += $0 }
        try reader.readBlobs { name, _, read in
            blobs.append(name)
            var chunk = [UInt8](repeating: 0, count: 4_096)
            while try chunk.withUnsafeMutableBytes({ try read($0) }) > 0 {}
        }
        try reader.finish()
        return (reader.info, try Self.tell(events, blobs, key: keys[1]))
    }

    private func text(_ name: String) throws -> String {
        String(decoding: try File.open("\(folder)/\(name)").readAll(limit: 1 << 20), as: UTF8.self)
    }

    /// What a bundle's events say, sealed parts opened, one line an event.
    private static func tell(_ events: [Event], _ blobs: [Hash], key: X25519Identity) throws -> String {
        var lines = try events.map { event -> String in
            var object = JSONObject([
                ("id", .string(event.id.hex)), ("kind", .string(event.header.kind)),
                ("sequence", .integer(event.header.sequence)),
            ])
            object.add("body", event.body.map(JSON.object))
            for name in [SealedPart.Name.identity, .content] {
                guard let sealed = event.body?[name.rawValue]?.string, let complaint = event.header.complaint
                else {
                    continue
                }
                object.add(
                    "opened_" + name.rawValue, try SealedPart.open(name, sealed, of: complaint, with: [key]))
            }
            return String(decoding: JSON.object(object).canonical, as: UTF8.self)
        }
        lines += blobs.map { "{\"blob\":\"\($0.hex)\"}" }
        return lines.joined(separator: "\n") + "\n"
    }

    private func record() throws {
        let work = NSTemporaryDirectory() + "lapor-record-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: work) }
        try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
        let surroundings = Seeded.surroundings(1, at: "2026-11-24T08:15:00Z")
        let foundation = try Office.found(
            name: "Kantor Contoh", hoursEast: 7, passphrase: nil, folder: StoreFolder(work + "/office"),
            surroundings: surroundings)
        let office = try Office(StoreFolder(work + "/office"), for: .writing, surroundings: surroundings)
        let kit = try office.issueKit(
            KitOrder(
                team: "Tim Contoh", regions: ["33.09"], devices: 2,
                expiresAt: try #require(Timestamp("2027-02-22T00:00:00Z")), expected: nil,
                path: work + "/team.kit"))
        _ = try Setup.run(
            kit, name: "Laptop Contoh", officer: "Budi", folder: StoreFolder(work + "/device"),
            surroundings: surroundings)
        let device = try Device(StoreFolder(work + "/device"), for: .writing, surroundings: surroundings)
        let photo = Repository.root + "/Scripts/demo-files/jalan-rusak.jpg"
        for given in Self.complaints(photo) { _ = try device.capture(given) }
        try FileManager.default.createDirectory(atPath: work + "/out", withIntermediateDirectories: true)
        let bundle = try #require(try device.pack(to: work + "/out", scope: .all).first)
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: work + "/team.kit", toPath: folder + "/team.kit")
        try FileManager.default.copyItem(atPath: bundle.path, toPath: folder + "/field.lapor")
        try Folder.write(Array((foundation.recoveryKey + "\n").utf8), to: folder + "/recovery.txt")
        let expected = try read().told
        try Folder.write(Array(expected.utf8), to: folder + "/expected.json")
    }

    private static func complaints(_ photo: String) -> [GivenComplaint] {
        [
            GivenComplaint(
                values: [
                    .classification: "pengaduan", .title: "Jalan rusak",
                    .description: "Berlubang \"dalam\",\nsejak Mei. é 𝄞",
                    .incidentDate: "2026-11-02", .region: "33.09.06.2001", .latitude: "-7.5432",
                    .longitude: "110.6127", .reporterName: "Siti", .reporterPhone: "0812-3456-7890",
                    .consent: "read-aloud", .externalID: "F-001",
                ], attachments: [photo]),
            GivenComplaint(
                values: [
                    .classification: "pengaduan", .title: "Pungutan", .description: "Diminta uang.",
                    .incidentDate: "2026-11-03", .region: "33.09.06.2002", .confidential: "ya",
                    .anonymous: "ya",
                    .reporterName: "Joko", .reporterNIK: "3309064107800001", .consent: "written",
                ], attachments: [photo]),
            GivenComplaint(
                values: [
                    .classification: "aspirasi", .title: "Lampu jalan", .description: "Minta lampu.",
                    .region: "33.09.06",
                ]),
        ]
    }
}
