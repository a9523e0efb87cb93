import Age
import FileIO
import LaporBundle
import LaporField
import LaporModel
import LaporOffice
import LaporStore

/// What takes several steps, and what only other programs and faulty machines do.
extension StoreWorld {
    func playJourney(_ step: StoreStory.Step) throws {
        switch step.kind {
        case .packBare: try packBare(step)
        case .tamper: try tamper(step)
        case .visit: try visit(step)
        case .fetch: if let laptop = laptop(step) { try fetch(laptop) }
        case .exchange: try exchange()
        default: break
        }
    }

    /// A laptop is brought to the office: everything goes up, and the reply back.
    private func visit(_ step: StoreStory.Step) throws {
        guard let laptop = laptop(step) else { return }
        for bundle in try laptop.device.pack(to: try newFolder("stik"), scope: .unconfirmed) {
            tell("\(laptop.name) packs \(bundle.events) events (visit)")
            try deliver(Parcel(path: bundle.path, addressee: .office))
        }
        try fetch(laptop)
    }

    private func fetch(_ laptop: Laptop) throws {
        for path in try reply() { try receive(path, laptop) }
    }

    /// A relay goes up and the province's reply comes down.
    private func exchange() throws {
        let waiting = parcels.count
        try relay(all: false)
        for index in parcels.indices.dropFirst(waiting) {
            parcels[index].isDelivered = true
            try deliver(parcels[index])
        }
        let answered = parcels.count
        try provinceReply()
        for index in parcels.indices.dropFirst(answered) {
            parcels[index].isDelivered = true
            try deliver(parcels[index])
        }
    }

    /// A bundle without its attachments, which the format lets another program write: they come with another bundle.
    private func packBare(_ step: StoreStory.Step) throws {
        guard let laptop = laptop(step) else { return }
        let device = laptop.device
        guard let own = try KeyFiles.device(in: device.store.folder).first(where: { $0.id == device.id })
        else { return }
        let order = Packing.Order(
            folder: try newFolder("stik"),
            sender: BundleWriter.Sender(
                kind: .field, id: device.id, key: own.signing, recipient: own.identity.recipient),
            readBack: own.identity, addressee: device.kit.office.id, recipient: device.kit.office.recipient,
            code: device.id.code)
        let bundles = try device.store.read { transaction in
            let chains = try transaction.ownChains(of: device.id)
            return try Packing(order, transaction, device.surroundings).write([
                Selection(feed: device.id, parts: chains, key: own.signing, withBlobs: false)
            ])
        }
        try device.store.write { transaction in
            for bundle in bundles { try transaction.notePacked(bundle, at: device.surroundings.now()) }
        }
        for bundle in bundles {
            parcels.append(Parcel(path: bundle.path, addressee: .office, isBare: true))
            tell("\(laptop.name) packs \(bundle.events) events without attachments")
        }
    }

    /// A bit of a file was changed before it was sealed, by a faulty machine or by somebody who could open it.
    private func tamper(_ step: StoreStory.Step) throws {
        let sent = parcels.filter { $0.addressee != .laptops && !$0.isDelivered }
        guard !sent.isEmpty else { return }
        let parcel = sent[step.first % sent.count]
        let receiver = parcel.addressee == .province ? province : office
        // Who has replaced its key opens with the one before.
        let source = try File.open(parcel.path)
        let reader = try AgeReader(identities: receiver.keys.transports.map { .x25519($0) }) {
            try source.read(into: $0)
        }
        var bytes: [UInt8] = []
        try ByteCopy.run(from: { try reader.read(into: $0) }, to: { bytes.append(contentsOf: $0) })
        let files = Self.files(ofTar: bytes)
        // The last is an attachment if there are any.
        let file = files[step.second % 2 == 0 ? files.count - 1 : step.second % files.count]
        bytes[file.lowerBound + step.first % file.count] ^= 1 << UInt8(step.second % 8)
        let path = "\(folder)/\(newName("rusak")).lapor"
        let target = try File.create(path)
        let writer = try AgeWriter(
            to: receiver.keys.transports.map { .x25519($0.recipient) }, random: receiver.surroundings.random
        ) { try target.write($0) }
        try writer.write(bytes)
        try writer.finish()
        try deliver(damaged: path, to: receiver)
    }

    /// Where the contents of a tar stream's files lie, but for empty ones.
    private static func files(ofTar bytes: [UInt8]) -> [Range<Int>] {
        var files: [Range<Int>] = []
        var start = 0
        while start + 512 <= bytes.count, bytes[start] != 0 {
            let digits = bytes[(start + 124)..<(start + 135)].prefix { (0x30...0x37).contains($0) }
            let size = digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
            let content = start + 512
            if size > 0 { files.append(content..<(content + size)) }
            start = content + (size + 511) / 512 * 512
        }
        return files
    }
}
