import FileIO
import Foundation
import LaporBundle
import LaporField
import LaporModel
import LaporOffice
import LaporSamples
import LaporStore

/// What offices say, and what goes wrong with machines and people.
extension StoreWorld {
    private func row(_ step: StoreStory.Step, _ office: Office) throws -> ComplaintRow? {
        let rows = try complaints(office.store)
        return rows.isEmpty ? nil : rows[step.second % rows.count]
    }

    func answer(_ step: StoreStory.Step, _ office: Office, _ status: String) throws {
        guard let row = try row(step, office) else { return }
        let status = step.first % 2 == 0 ? status : "terdisposisi"
        let said = step.first % 3 == 0 ? text("jawaban") : nil
        let response = Response(status: status, text: said, agency: nil, trackingID: nil, date: nil)
        do {
            let answered = try office.respond(row.id.hex, response)
            guard answered.events > 0 else { return }
            tell("\(office.facts.name) answers \(row.id.code): \(status)")
            // What was said to others as well stays with them, whatever becomes of this one.
            if let said, answered.linked.isEmpty { texts[row.id, default: []].append(said) }
            try judgeShared(answered, status)
            let shown = try office.store.read { try $0.complaint(named: row.id.hex).status }
            if shown != status, shown != Status.withdrawn {
                throw BrokenRule("who answers sees the answer", "\(shown ?? "none") and not \(status)")
            }
        } catch is ResponseError {}
    }

    func officeEdit(_ step: StoreStory.Step) throws {
        guard let row = try row(step, office) else { return }
        let category = "k\(step.first % 3)"
        do {
            _ = try office.edit(row.id.hex, [step.first % 2 == 0 ? .category : .title: category])
            tell("office changes \(row.id.code)")
        } catch is ResponseError {} catch is FieldProblems {}
    }

    func resolve(_ step: StoreStory.Step) throws {
        guard let complaint = try office.conflicts().first, let conflict = complaint.conflicts.first else {
            return
        }
        let value = conflict.values[step.second % conflict.values.count].value ?? ""
        _ = try office.resolve(complaint.id.hex, field: conflict.field, value: value)
        tell("office resolves \(conflict.field) of \(complaint.id.code)")
    }

    func erase(_ step: StoreStory.Step, _ office: Office) throws {
        guard let row = try row(step, office) else { return }
        let (done, isClean) = try office.erase(row.id.hex, reason: "diminta")
        guard done.events > 0 else { return }
        tell("\(office.facts.name) erases \(row.id.code)")
        erased.insert(row.id)
        guard isClean else { throw BrokenRule("what is erased leaves no trace", row.id.code) }
        try judgeErased(office.store, of: office.facts.name)
    }

    func playRare(_ step: StoreStory.Step) throws {
        switch step.kind {
        case .copy: try copyLaptop(step)
        case .remember: try remember(step)
        case .setBack: try setBack(step)
        case .loseLaptop: try loseLaptop(step)
        case .revoke, .admit: try judgeDevice(step)
        case .rotate: try rotate(step)
        case .newKit: try newKit(step)
        case .clock: setClock(step)
        case .tidy: try tidy(step)
        default: break
        }
    }

    private func copyLaptop(_ step: StoreStory.Step) throws {
        guard let laptop = laptop(step), laptops.count < 5 else { return }
        let name = newName("copy-of-\(laptop.name)")
        try copy(laptop, to: "\(folder)/\(name)")
        let copy = try open(name, seed: UInt64(100 + laptops.count + told.count))
        copy.captured = laptop.captured
        copy.tidied = laptop.tidied
        copied.formUnion(laptop.captured)
        laptops.append(copy)
        tell("\(laptop.name) is copied: \(name)")
    }

    private func remember(_ step: StoreStory.Step) throws {
        guard let laptop = laptop(step) else { return }
        let path = "\(folder)/\(newName("backup"))"
        try copy(laptop, to: path)
        laptop.remembered = path
        copied.formUnion(laptop.captured)
        tell("\(laptop.name) is backed up")
    }

    /// What the laptop has written since, and never carried to the office, is gone with it.
    private func setBack(_ step: StoreStory.Step) throws {
        guard let index = laptops.indices.first(where: { laptops[$0].remembered != nil }),
            let backup = laptops[index].remembered
        else { return }
        let old = laptops[index]
        let name = newName(old.name)
        try FileManager.default.moveItem(atPath: backup, toPath: "\(folder)/\(name)")
        laptops[index] = try open(name, seed: UInt64(200 + told.count))
        let kept = try Set(complaints(laptops[index].device.store).map(\.id))
        laptops[index].captured = old.captured.intersection(kept)
        // What it had not received by then was never tidied away here.
        let held = try Set(events(laptops[index].device.store).map(\.id)).subtracting(bodies(laptops[index]))
        laptops[index].tidied = old.tidied.intersection(held)
        tell("\(old.name) is set back to its backup: \(name)")
    }

    private func loseLaptop(_ step: StoreStory.Step) throws {
        guard laptops.count > 1 else { return }
        let lost = laptops.remove(at: step.first % laptops.count)
        tell("\(lost.name) is lost")
    }

    private func judgeDevice(_ step: StoreStory.Step) throws {
        let devices = try office.status().devices.filter { $0.office == office.id }
        guard !devices.isEmpty else { return }
        let device = devices[step.first % devices.count]
        if step.kind == .revoke {
            _ = try office.revoke(device.id.hex, operatorName: "Ani")
        } else {
            _ = try office.admit(device.id.hex, operatorName: "Ani")
        }
        tell("office: \(step.kind) \(device.id.code)")
    }

    private func rotate(_ step: StoreStory.Step) throws {
        hasRotated = true
        let which: RotatedKeys = [[.transport], [.identity], [.transport, .identity]][step.first % 3]
        if step.second % 3 == 0 {
            let path = province.store.folder
            let surroundings = province.surroundings
            _ = try province.rotate(which) { nil }
            // Its keys are read when an office is opened, and a store has one writer: the old one goes first.
            province = try Office(path, for: .reading, surroundings: surroundings)
            province = try Office(path, for: .writing, surroundings: surroundings)
        } else {
            let path = office.store.folder
            let surroundings = office.surroundings
            _ = try office.rotate(which) { nil }
            office = try Office(path, for: .reading, surroundings: surroundings)
            office = try Office(path, for: .writing, surroundings: surroundings)
        }
        tell("\(step.second % 3 == 0 ? "province" : "office") replaces its keys")
    }

    private func newKit(_ step: StoreStory.Step) throws {
        guard let laptop = laptop(step) else { return }
        let path = "\(folder)/\(newName("kit"))"
        _ = try office.issueKit(
            KitOrder(
                team: "Tim A", regions: ["33.09"], devices: 5, expiresAt: clock.now + 900 * 86_400,
                expected: nil, retentionDays: 1, path: path))
        try receive(path, laptop)
        tell("\(laptop.name) gets a new kit")
    }

    private func setClock(_ step: StoreStory.Step) {
        guard let laptop = laptop(step) else { return }
        let years = [-15, -1, 0, 1, 73][step.second % 5]
        laptop.clock.now = clock.now + years * 365 * 86_400
        tell("\(laptop.name)'s clock is \(years) years off")
    }

    private func tidy(_ step: StoreStory.Step) throws {
        guard let laptop = laptop(step) else { return }
        laptop.clock.now = laptop.clock.now + 3 * 86_400
        let held = try bodies(laptop)
        let result = try laptop.device.tidy()
        laptop.tidied.formUnion(held.subtracting(try bodies(laptop)))
        if result.complaints > 0 { tell("\(laptop.name) tidies \(result.complaints) complaints away") }
    }
}
