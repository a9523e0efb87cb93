import Age
import CanonicalJSON
import FileIO
import LaporBundle
import LaporModel
import LaporSamples
import LaporStore
import Testing

@testable import LaporField

@Suite struct CaptureTests {
    /// All bytes that lie under a folder.
    private static func everything(in folder: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        for name in try Folder.names(in: folder) {
            let path = "\(folder)/\(name)"
            bytes += Folder.isFolder(path) ? try everything(in: path) : try content(of: path)
        }
        return bytes
    }

    private static func holds(_ bytes: [UInt8], _ text: String) -> Bool {
        let wanted = Array(text.utf8)
        return bytes.indices.contains { bytes[$0] == wanted[0] && bytes[$0...].starts(with: wanted) }
    }

    @Test func `who reports lies nowhere in clear, nor does a confidential complaint`() throws {
        let sample = try SampleDevice()
        let photo = try sample.folder.write("BUKTI.jpg", [0xFF, 0xD8, 0xFF] + Array("GAMBAR-RAHASIA".utf8))
        let complaint = try #require(
            try sample.capture(
                [
                    .title: "JUDUL-RAHASIA", .description: "ISI-RAHASIA", .location: "TEMPAT-RAHASIA",
                    .agency: "INSTANSI-RAHASIA", .confidential: "ya", .reporterName: "NAMA-RAHASIA",
                    .reporterNIK: "3309055508900001", .reporterPhone: "081234567890", .consent: "written",
                    .latitude: "-7.654321", .longitude: "110.5", .externalID: "BARIS-RAHASIA",
                ], attachments: [photo]))
        try sample.capture([.title: "JUDUL-TERBUKA"])
        let bytes = try Self.everything(in: sample.device.store.folder.path)
        #expect(Self.holds(bytes, "JUDUL-TERBUKA"))
        for text in [
            "JUDUL-RAHASIA", "ISI-RAHASIA", "TEMPAT-RAHASIA", "INSTANSI-RAHASIA", "NAMA-RAHASIA",
            "3309055508900001", "81234567890", "-7.654321", "BARIS-RAHASIA", "GAMBAR-RAHASIA", "BUKTI",
        ] {
            #expect(!Self.holds(bytes, text), "\(text)")
        }

        let keys = [sample.office.identity]
        let sealed = try #require(complaint.capture.sealedContent)
        let opened = try SealedPart.open(.content, sealed, of: complaint.id, with: keys)
        let content = Content(json: try #require(opened.object))
        #expect(content.title == "JUDUL-RAHASIA" && content.latitude == "-7.654321")
        let attachment = try #require(complaint.capture.attachments.first)
        #expect(opened["attachments"]?.array?[0]["sha256"] == .string(attachment.sha256.hex))
        #expect(opened["attachments"]?.array?[0]["name"] == .string("BUKTI.jpg"))
        #expect(opened["attachments"]?.array?[0]["type"] == .string("image/jpeg"))
        let blob = try LaporSamples.content(of: sample.device.store.folder.blob(attachment.sha256))
        #expect(blob.count == attachment.size && Hash(of: blob) == attachment.sha256)
        #expect(
            try Age.open(blob, with: [.x25519(sample.office.identity)]) == LaporSamples.content(of: photo))
        let identity = try SealedPart.open(
            .identity, try #require(complaint.capture.sealedIdentity), of: complaint.id, with: keys)
        #expect(identity["phone"] == .string("+6281234567890"))
    }

    @Test func `a complaint with a problem writes nothing`() throws {
        let sample = try SampleDevice()
        let photo = try sample.folder.write("a.jpg", "foto")
        let given = GivenComplaint(
            values: SampleDevice.values([.title: " ", .externalID: "A-1"]), attachments: [photo, "/no/b.jpg"])
        let error = #expect(throws: FieldProblems.self) { try sample.device.capture(given) }
        #expect(
            error?.all == [
                FieldProblem(.title, nil, .missing), FieldProblem(.attachments, "/no/b.jpg", .noSuchFile),
            ])
        #expect(try sample.count() == 0)
        #expect(try Folder.names(in: sample.device.store.folder.staging).isEmpty)
    }

    @Test func `each complaint is the next event of the device's chain`() throws {
        let sample = try SampleDevice()
        for index in 0..<5 { try sample.capture([.title: "Laporan \(index)"]) }
        let events = try sample.device.store.read { try $0.events(ofFeed: sample.device.id) }
        #expect(events.map(\.header.sequence) == Array(1...6))
        #expect(events.dropFirst().map(\.header.previous) == events.dropLast().map { .some($0.id) })
        #expect(Set(events.map(\.header.feed)) == [sample.device.id])
    }

    @Test(
        arguments: [
            ([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg"), (Array("%PDF-1.7".utf8), "application/pdf"),
            (Array("OggS".utf8), "audio/ogg"), (Array("RIFF1234WEBP".utf8), "image/webp"),
            (Array("\0\0\0 ftypisom".utf8), "video/mp4"), (Array("sebuah surat".utf8), "text/plain"),
            ([0, 1, 2], "application/octet-stream"), ([], "application/octet-stream"),
            (Array("<svg>".utf8), "text/plain"),
        ] as [([UInt8], String)]) func `a file's type is told by its bytes`(_ bytes: [UInt8], type: String)
    {
        #expect(MediaType.of(bytes) == type)
    }

    @Test func `an office's folder is no device, and nothing is no device`() throws {
        let folder = try TemporaryFolder()
        let path = StoreFolder(folder.path("office"))
        do {
            let store = try Store.make(path, pageSize: 4_096)
            try store.write { try $0.setAbout(.role, "office") }
        }
        for purpose in [Store.Purpose.reading, .writing] {
            #expect(throws: StoreError.notSetUp(folder: path.path)) {
                try Device(path, for: purpose, surroundings: .seeded(1))
            }
        }
    }

    @Test func `a device is set up once`() throws {
        let sample = try SampleDevice()
        let path = sample.folder.path("other")
        let kit = try sample.office.kit()
        do {
            _ = try Setup.run(
                kit, name: "a", officer: nil, folder: StoreFolder(path), surroundings: .seeded(5))
        }
        #expect(throws: StoreError.alreadySetUp(folder: StoreFolder(path).path)) {
            try Setup.run(kit, name: "b", officer: nil, folder: StoreFolder(path), surroundings: .seeded(6))
        }
    }
}
