import LaporModel
import LaporOffice
import LaporStore

/// Complaints about the same matter: who links them, and what must hold then.
extension StoreWorld {
    func playLink(_ step: StoreStory.Step) throws {
        let office = step.first % 3 == 0 ? province : office
        let rows = try complaints(office.store)
        guard rows.count > 1 else { return }
        let (one, other) = (rows[step.second % rows.count], rows[step.first / 3 % rows.count])
        do {
            if step.kind == .link {
                try link(one.id, other.id, office)
            } else {
                try unlink(one.id, step.second % 2 == 0 ? other.id : nil, office)
            }
        } catch is LinkError {} catch is ResponseError {}
    }

    private func link(_ one: Identifier, _ other: Identifier, _ office: Office) throws {
        _ = try office.link(one.hex, [other.hex])
        tell("\(office.facts.name) links \(one.code) and \(other.code)")
        // Answers that were handed on are said of others, too.
        for id in texts.keys { texts[id]?.removeAll { $0.hasPrefix("jawaban") } }
        for (left, right) in [(one, other), (other, one)] {
            let linked = try office.store.read { try $0.linked(with: left).map(\.id) }
            let row = try office.store.read { try $0.complaint(named: left.hex) }
            guard linked.contains(right), row.isLinked else {
                throw BrokenRule("who links two sees them linked", "\(left.code) and \(right.code)")
            }
        }
    }

    private func unlink(_ one: Identifier, _ other: Identifier?, _ office: Office) throws {
        let done = try office.unlink(one.hex, from: other?.hex)
        guard done.allEvents > 0 else { return }
        tell("\(office.facts.name) unlinks \(one.code)")
        let left = try office.store.read { try $0.neighbours(of: one) }
        if let stays = done.linked.map(\.id).first(where: { left.contains($0) }) {
            throw BrokenRule("who unlinks two sees them unlinked", "\(one.code) and \(stays.code)")
        }
    }

    /// Whoever is linked has the answer, too.
    func judgeShared(_ answered: AnsweredComplaint, _ status: String) throws {
        for other in answered.linked {
            let shown = [office, province].compactMap { office in
                try? office.store.read { try $0.complaint(named: other.id.hex).status }
            }
            if !shown.contains(status), !shown.contains(Status.withdrawn) {
                throw BrokenRule("linked complaints share an answer", "\(other.id.code): \(shown)")
            }
        }
    }
}
