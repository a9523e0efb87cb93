import FileIO
import Foundation
import LaporBundle
import LaporField
import LaporModel
import LaporOffice
import LaporSamples
import LaporStore

/// What laptops and offices do in a story.
extension StoreWorld {
    func play(_ step: StoreStory.Step) throws {
        clock.now = clock.now + 60
        for laptop in laptops { laptop.clock.now = laptop.clock.now + 60 }
        switch step.kind {
        case .capture: try capture(step, [:])
        case .captureSecret: try capture(step, [.confidential: "true"])
        case .captureWithPhoto: try capture(step, [:], photo: true)
        case .edit: try change(step) { try $0.edit($1, [.title: self.text("judul")]) }
        case .attach:
            let photo = try photo()
            try change(step) { try $0.attach($1, [photo]) }
        case .withdraw: try change(step) { try $0.withdraw($1, reason: "tidak jadi") }
        case .comment: try change(step) { try $0.comment($1, "belum beres") }
        case .blank: try change(step) { try $0.erase($1, reason: "salah") }
        case .seal: try change(step) { try $0.edit($1, [:], sealing: true) }
        case .pack: try pack(step, .unconfirmed)
        case .packNew: try pack(step, .new)
        case .packAll: try pack(step, .all)
        case .carry: try carry(step, again: false)
        case .carryTwice: try carry(step, again: true)
        case .lose: try lose(step)
        case .damage: try damage(step)
        case .reply: try reply()
        case .receive: try receive(step)
        case .confirm: try confirm(step)
        case .respond: try answer(step, office, "selesai")
        case .provinceRespond: try answer(step, province, "ditindaklanjuti")
        case .officeEdit: try officeEdit(step)
        case .resolve: try resolve(step)
        case .erase: try erase(step, office)
        case .provinceErase: try erase(step, province)
        case .relay: try relay(all: step.first % 3 == 0)
        case .provinceReply: try provinceReply()
        case .copy, .remember, .setBack, .loseLaptop, .revoke, .admit, .rotate, .newKit, .clock, .tidy:
            try playRare(step)
        }
    }

    func laptop(_ step: StoreStory.Step) -> Laptop? {
        laptops.isEmpty ? nil : laptops[step.first % laptops.count]
    }

    /// A text that nothing else in this story says, nor begins with.
    func text(_ word: String) -> String { "\(word) \(newName("kata"))!" }

    private func photo() throws -> String {
        let path = "\(folder)/\(newName("foto")).jpg"
        try File.create(path).write(Array("isi \(path)".utf8))
        return path
    }

    private func capture(_ step: StoreStory.Step, _ more: [Field: String], photo: Bool = false) throws {
        guard let laptop = laptop(step) else { return }
        let said = text("keluhan-nomor-unik")
        let values: [Field: String] = [
            .classification: "aspirasi", .title: said, .description: "Cerita: \(said)",
            .region: "33.09.05.2003",
        ]
        let given = GivenComplaint(
            values: values.merging(more) { $1 }, attachments: photo ? [try self.photo()] : [])
        guard case .saved(let id, _, _) = try laptop.device.capture(given).0 else { return }
        laptop.captured.insert(id)
        texts[id] = said
        tell(
            "\(laptop.name) takes down \(id.code)\(more.isEmpty ? "" : ", secret")\(photo ? ", with a photo" : "")"
        )
    }

    /// The complaints that a laptop or an office shows, in an order that a story repeats.
    func complaints(_ store: Store) throws -> [ComplaintRow] {
        var rows: [ComplaintRow] = []
        try store.read { try $0.forEachComplaint { rows.append($0) } }
        return rows
    }

    private func change(
        _ step: StoreStory.Step, _ body: (Device, String) throws -> ChangedComplaint
    ) throws {
        guard let laptop = laptop(step) else { return }
        let rows = try complaints(laptop.device.store)
        guard !rows.isEmpty else { return }
        let row = rows[step.second % rows.count]
        do {
            let changed = try body(laptop.device, row.id.hex)
            if changed.events > 0 { tell("\(laptop.name): \(step.kind) of \(row.id.code)") }
        } catch is ChangeError {
            // A teammate's, one without an answer, one that was carried: said, and nothing is done.
        }
    }

    private func pack(_ step: StoreStory.Step, _ scope: PackScope) throws {
        guard let laptop = laptop(step) else { return }
        for bundle in try laptop.device.pack(to: try newFolder("stik"), scope: scope) {
            parcels.append(Parcel(path: bundle.path, addressee: .office))
            tell("\(laptop.name) packs \(bundle.events) events (\(step.kind))")
        }
    }

    private func carry(_ step: StoreStory.Step, again: Bool) throws {
        // The first time, or once more what is still on the stick.
        let sent = parcels.indices.filter { parcels[$0].addressee != .laptops }
        let waiting = again ? sent : sent.filter { !parcels[$0].isDelivered }
        guard !waiting.isEmpty else { return }
        let index = waiting[step.first % waiting.count]
        parcels[index].isDelivered = true
        if let code = try deliver(parcels[index]) { parcels[index].code = code }
    }

    /// Brings a bundle to whom it is for; gives the words that are read out.
    @discardableResult
    func deliver(_ parcel: Parcel) throws -> String? {
        let receiver = parcel.addressee == .province ? province : office
        let result = try receiver.add(parcel.path)
        tell("\(receiver.facts.name) adds \(Folder.name(of: parcel.path).prefix(8)): \(result.outcome)")
        // Who knows an office's new key takes nothing of the old one any more; what it said is sent again.
        let isOfOldKey = if case .anotherKey? = result.error as? PeerError { hasRotated } else { false }
        if result.outcome == .refused, !isOfOldKey {
            throw BrokenRule("a sound bundle is taken", "\(result.error.map { "\($0)" } ?? "")")
        }
        return result.outcome == .quarantined ? nil : result.code
    }

    private func lose(_ step: StoreStory.Step) throws {
        guard !parcels.isEmpty else { return }
        let parcel = parcels.remove(at: step.first % parcels.count)
        Folder.remove(parcel.path)
        tell("a bundle is lost")
    }

    /// A byte is changed on the way: nothing may be taken of that.
    private func damage(_ step: StoreStory.Step) throws {
        let sent = parcels.filter { $0.addressee != .laptops }
        guard !sent.isEmpty else { return }
        let parcel = sent[step.first % sent.count]
        var bytes = try content(of: parcel.path)
        bytes[step.second % bytes.count] ^= 1 << UInt8(step.first % 8)
        let path = "\(folder)/\(newName("rusak")).lapor"
        try File.create(path).write(bytes)
        let receiver = parcel.addressee == .province ? province : office
        let before = try count(receiver.store)
        let result = try receiver.add(path)
        tell("\(receiver.facts.name) adds a damaged bundle: \(result.outcome)")
        guard result.outcome == .refused || result.outcome == .nothingNew else {
            throw BrokenRule("nothing is taken of a damaged bundle", "\(result.outcome)")
        }
        guard try count(receiver.store) == before else {
            throw BrokenRule("a damaged bundle leaves the store as it was", "\(before)")
        }
    }

    private func reply() throws {
        for bundle in try office.reply(to: try newFolder("balasan"), device: nil) {
            parcels.append(Parcel(path: bundle.path, addressee: .laptops))
        }
        tell("office replies")
    }

    private func receive(_ step: StoreStory.Step) throws {
        let replies = parcels.filter { $0.addressee == .laptops }
        guard let laptop = laptop(step), !replies.isEmpty else { return }
        try receive(replies[step.second % replies.count].path, laptop)
    }

    func receive(_ path: String, _ laptop: Laptop) throws {
        let result = try laptop.device.receive(path)
        let isOfOldKey = result.error as? ReceiveError == .anotherOffice && hasRotated
        if result.outcome == .refused, !isOfOldKey {
            throw BrokenRule("a sound reply is taken", "\(result.error.map { "\($0)" } ?? "")")
        }
        guard result.outcome == .merged else { return }
        let moved = result.movedTo.map { ", and moves on to \($0.code)" } ?? ""
        tell("\(laptop.name) receives a reply: \(result.eventsNew) new\(moved)")
        try judgeConfirmed(laptop)
    }

    /// The office reads out what it has: the laptop takes that for delivered.
    private func confirm(_ step: StoreStory.Step) throws {
        let codes = parcels.compactMap(\.code)
        guard let laptop = laptop(step), !codes.isEmpty else { return }
        guard let bundle = try laptop.device.confirm(codes[step.second % codes.count]) else { return }
        tell("\(laptop.name) is told on the phone that \(bundle.code) has arrived")
        try judgeConfirmed(laptop)
    }

    func relay(all: Bool) throws {
        for bundle in try office.relay(to: try newFolder("terusan"), all: all) {
            parcels.append(Parcel(path: bundle.path, addressee: .province))
            tell("office relays \(bundle.events) events")
        }
    }

    func provinceReply() throws {
        for bundle in try province.reply(to: try newFolder("balasan"), device: nil) {
            parcels.append(Parcel(path: bundle.path, addressee: .office))
        }
        tell("province replies")
    }
}
