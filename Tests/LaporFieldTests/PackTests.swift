import FileIO
import LaporBundle
import LaporField
import LaporModel
import LaporSamples
import LaporStore
import Testing

@Suite struct PackTests {
    /// Reads a bundle whole, alone, with the office's key: its events and blobs.
    private static func read(_ path: String, _ office: SampleOffice) throws -> ([Event], Set<Hash>) {
        let reader = try BundleReader(try File.open(path), with: [office.keys.transport])
        #expect(reader.info.addressee == office.keys.id && reader.sections.count == 1)
        var events: [Event] = []
        try reader.readEvents { events += $0 }
        var blobs: Set<Hash> = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        try reader.readBlobs { hash, _, read in
            blobs.insert(hash)
            while try chunk.withUnsafeMutableBytes({ try read($0) }) > 0 {}
        }
        try reader.finish()
        return (events, blobs)
    }

    private static func fill(_ sample: SampleDevice, complaints: Int, blob: Int) throws {
        var generator = SeededGenerator(1)
        for index in 0..<complaints {
            let path = try sample.folder.write("f\(index)", generator.bytes(blob))
            // Every fourth is confidential: its attachment is a sealed file.
            try sample.capture(
                [
                    .title: "Laporan \(index)", .confidential: index % 4 == 0 ? "ya" : "tidak",
                    .reporterName: "Siti", .consent: "read-aloud",
                ], attachments: [path])
        }
    }

    @Test func `small volumes keep below their size, open alone and cover all together`() throws {
        let sample = try SampleDevice()
        try Self.fill(sample, complaints: 40, blob: 30_000)
        let bundles = try sample.device.pack(to: sample.stick, scope: .unconfirmed, maximum: 200_000)
        #expect(bundles.count >= 7)
        var events: [Event] = []
        var blobs: Set<Hash> = []
        for bundle in bundles {
            let size = try content(of: bundle.path).count
            #expect(size == bundle.size && size <= 200_000, "\(size)")
            let (own, files) = try Self.read(bundle.path, sample.office)
            #expect(own.count == bundle.events && files.count == bundle.blobs)
            // What an event names comes with it.
            for event in own {
                for attachment in event.body.flatMap({ Capture(body: $0) })?.attachments ?? [] {
                    #expect(files.contains(attachment.sha256))
                }
            }
            events += own
            blobs.formUnion(files)
        }
        #expect(events.map(\.header.sequence) == Array(1...41) && blobs.count == 40)
        #expect(try Folder.names(in: sample.stick).count == bundles.count)
    }

    @Test func `volumes without attachments keep below their size`() throws {
        let sample = try SampleDevice()
        var generator = SeededGenerator(2)
        for _ in 0..<60 {
            // Text that hardly shrinks.
            let story = String(
                decoding: (0..<9_000).map { _ in UInt8.random(in: 33...126, using: &generator) },
                as: UTF8.self)
            try sample.capture([.description: story])
        }
        for maximum in [80_000, 200_000] {
            let bundles = try sample.device.pack(to: sample.stick, scope: .all, maximum: maximum)
            #expect(bundles.count > 2 && bundles.allSatisfy { $0.size <= maximum }, "\(bundles.map(\.size))")
            #expect(bundles.reduce(0) { $0 + $1.events } == 61)
        }
    }

    @Test func `one complaint larger than a volume is packed all the same`() throws {
        let sample = try SampleDevice()
        try Self.fill(sample, complaints: 2, blob: 150_000)
        let bundles = try sample.device.pack(to: sample.stick, scope: .all, maximum: 100_000)
        #expect(bundles.map(\.blobs) == [0, 1, 1] && bundles.reduce(0) { $0 + $1.events } == 3)
    }

    @Test func `after packing, only what is new is packed as new`() throws {
        let sample = try SampleDevice()
        try Self.fill(sample, complaints: 3, blob: 100)
        #expect(try sample.device.status().unsent == 3)
        let first = try sample.device.pack(to: sample.stick, scope: .new)
        #expect(first.map(\.events) == [4] && first.map(\.blobs) == [3])
        #expect(try sample.device.status().unsent == 0 && sample.device.status().packed == 3)
        #expect(try sample.device.pack(to: sample.stick, scope: .new).isEmpty)

        let new = try #require(try sample.capture([.title: "Yang baru"]))
        let second = try sample.device.pack(to: sample.stick, scope: .new)
        let (events, blobs) = try Self.read(try #require(second.first).path, sample.office)
        #expect(events.map(\.header.complaint) == [new.id] && blobs.isEmpty)
        #expect(events[0].header.sequence == 5)

        // What the office has not confirmed is packed again without --new.
        let all = try sample.device.pack(to: sample.stick, scope: .unconfirmed)
        #expect(all.map(\.events) == [5] && all.map(\.blobs) == [3])
    }

    @Test func `a device that has taken nothing down packs nothing`() throws {
        let sample = try SampleDevice()
        for scope in [PackScope.new, .unconfirmed, .all] {
            #expect(try sample.device.pack(to: sample.stick, scope: scope).isEmpty)
        }
        #expect(try Folder.names(in: sample.stick).isEmpty)
    }

    @Test func `what an interrupted run left on the stick is cleared, and others' files stay`() throws {
        let sample = try SampleDevice()
        try sample.capture()
        let code = sample.device.id.code
        for name in ["\(code)-x.lapor.part", "00000000-x.lapor.part", "\(code)-x.lapor", "foto.part"] {
            try sample.folder.write("stick/\(name)", "x")
        }
        let bundle = try #require(try sample.device.pack(to: sample.stick, scope: .all).first)
        let expected = [
            "00000000-x.lapor.part", "\(code)-x.lapor", "foto.part", Folder.name(of: bundle.path),
        ]
        #expect(Set(try Folder.names(in: sample.stick)) == Set(expected))
    }

    private static func blob(of sample: SampleDevice) throws -> Transaction.StoredBlob {
        let id = sample.device.id
        return try sample.device.store.read { transaction in
            let chain = try #require(try transaction.chains(of: id).first)
            return try #require(try transaction.blobs(of: id, in: chain).first)
        }
    }

    @Test func `a blob that has gone from the disk stops packing and leaves no file`() throws {
        let sample = try SampleDevice()
        try Self.fill(sample, complaints: 2, blob: 100)
        Folder.remove(sample.device.store.folder.blob(try Self.blob(of: sample).sha256))
        #expect(throws: FileError.self) { try sample.device.pack(to: sample.stick, scope: .all) }
        #expect(try Folder.names(in: sample.stick).isEmpty)
        #expect(try sample.device.status().packed == 0)
    }

    @Test func `a blob that was changed on the disk is not carried on`() throws {
        let sample = try SampleDevice()
        try Self.fill(sample, complaints: 1, blob: 100)
        let blob = try Self.blob(of: sample)
        let path = sample.device.store.folder.blob(blob.sha256)
        Folder.remove(path)
        try Folder.write([UInt8](repeating: 0, count: blob.size), to: path)
        #expect(throws: BundleError.self) { try sample.device.pack(to: sample.stick, scope: .all) }
        #expect(try Folder.names(in: sample.stick).isEmpty)
    }

    @Test func `a folder that is not there is an error`() throws {
        let sample = try SampleDevice()
        try sample.capture()
        let error = #expect(throws: FileError.self) {
            try sample.device.pack(to: sample.folder.path("no"), scope: .all)
        }
        #expect(error?.cause == .missing)
    }

    @Test func `a device looks into its own bundles and its kit`() throws {
        let sample = try SampleDevice()
        try Self.fill(sample, complaints: 2, blob: 100)
        let bundle = try #require(try sample.device.pack(to: sample.stick, scope: .all).first)
        guard case .bundle(let id, _, let events, let blobs) = try sample.device.verify(bundle.path) else {
            Issue.record("no bundle")
            return
        }
        #expect(id == bundle.id && events == 3 && blobs == 2)
        let other = try SampleDevice(2)
        guard case .notChecked = try other.device.verify(bundle.path) else {
            Issue.record("another device's bundle was opened")
            return
        }
    }
}
