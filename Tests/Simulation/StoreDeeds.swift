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
        case .edit: try change(step) { try $0.edit($1, [.title: $2]) }
        case .attach:
            let photo = try photo()
            try change(step) { device, id, _ in try device.attach(id, [photo]) }
        case .withdraw: try change(step) { try $0.withdraw($1, reason: $2) }
        case .comment: try change(step) { try $0.comment($1, $2) }
        case .blank: try change(step) { device, id, _ in try device.erase(id, reason: "salah") }
        case .seal: try change(step) { device, id, _ in try device.edit(id, [:], sealing: true) }
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
        case .link, .unlink: try playLink(step)
        case .provinceErase: try erase(step, province)
        case .relay: try relay(all: step.first % 3 == 0)
        case .provinceReply: try provinceReply()
        case .copy, .remember, .setBack, .loseLaptop, .revoke, .admit, .rotate, .newKit, .clock, .tidy:
            try playRare(step)
        case .packBare, .tamper, .visit, .fetch, .exchange: try playJourney(step)
        }
    }

    /// Any of the laptops; the first and the newest more often than others, so that one does much.
    func laptop(_ step: StoreStory.Step) -> Laptop? {
        let index = step.first % (laptops.count + 2)
        return index == laptops.count ? laptops.first : index > laptops.count ? laptops.last : laptops[index]
    }

    /// Any of these, mostly one of those that mean something to whoever does it.
    private func choice<Thing>(_ step: StoreStory.Step, _ things: [Thing], mostly: (Thing) -> Bool) -> Thing?
    {
        let likely = things.filter(mostly)
        let list = likely.isEmpty || step.second % 5 == 0 ? things : likely
        return list.isEmpty ? nil : list[step.second / 5 % list.count]
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
        texts[id] = [said]
        if more[.confidential] != nil { secret.insert(id) }
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
        _ step: StoreStory.Step, _ body: (Device, String, _ said: String) throws -> ChangedComplaint
    ) throws {
        guard let laptop = laptop(step),
            let row = try choice(
                step, complaints(laptop.device.store), mostly: { laptop.captured.contains($0.id) })
        else { return }
        // An open question: what one copy took back, another may have carried. An office that gets the body after the
        // blank shows it, and has no way to tell the province, which was sent the blank.
        if step.kind == .blank || step.kind == .seal, copied.contains(row.id) { return }
        let said = text("ucapan-nomor")
        do {
            let changed = try body(laptop.device, row.id.hex, said)
            guard changed.events > 0 else { return }
            tell("\(laptop.name): \(step.kind) of \(row.id.code)")
            texts[row.id, default: []].append(said)
            if step.kind == .seal { secret.insert(row.id) }
            try judgeChanged(step.kind, row.id, said, laptop)
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
        // An attachment that has not come is confirmed by no word.
        if let code = try deliver(parcels[index]), !parcels[index].isBare { parcels[index].code = code }
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
        try deliver(damaged: path, to: receiver)
    }

    /// Brings a bundle of which a bit was changed.
    func deliver(damaged path: String, to receiver: Office) throws {
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

    @discardableResult
    func reply() throws -> [String] {
        let paths = try office.reply(to: try newFolder("balasan"), device: nil).map(\.path)
        for path in paths { parcels.append(Parcel(path: path, addressee: .laptops)) }
        tell("office replies")
        return paths
    }

    private func receive(_ step: StoreStory.Step) throws {
        let replies = parcels.filter { $0.addressee == .laptops }
        guard let laptop = laptop(step),
            let reply = choice(step, replies, mostly: { $0.isNamed(after: laptop.device.id) })
        else { return }
        try receive(reply.path, laptop)
    }

    func receive(_ path: String, _ laptop: Laptop) throws {
        // The first receipt makes a laptop forget what it was told on the phone: that may have been said in another life of
        // the office. It packs that again.
        let isFirst = try laptop.device.store.read { try $0.about(.receipt) } == nil
        let before = isFirst ? [] : try arrived(laptop)
        let result = try laptop.device.receive(path)
        let isOfOldKey = result.error as? ReceiveError == .anotherOffice && hasRotated
        if result.outcome == .refused, !isOfOldKey {
            throw BrokenRule("a sound reply is taken", "\(result.error.map { "\($0)" } ?? "")")
        }
        guard result.outcome == .merged else { return }
        try judgeKept(laptop, since: before)
        let moved = result.movedTo.map { ", and moves on to \($0.code)" } ?? ""
        tell("\(laptop.name) receives a reply: \(result.eventsNew) new\(moved)")
        try judgeConfirmed(laptop)
    }

    /// The office reads out what it has: the laptop takes that for delivered.
    private func confirm(_ step: StoreStory.Step) throws {
        guard let laptop = laptop(step),
            let code = choice(
                step, parcels.filter({ $0.code != nil }), mostly: { $0.isNamed(after: laptop.device.id) })?
                .code,
            let bundle = try laptop.device.confirm(code)
        else { return }
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
