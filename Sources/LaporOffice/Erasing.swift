import CanonicalJSON
import LaporBundle
import LaporModel
import LaporStore

extension Office {
    /// Erases a complaint: its texts, its identity and its attachments, here and wherever this is merged; one that is
    /// erased already makes no event.
    ///
    /// `isClean` tells whether the database's own files hold nothing of it any more.
    package func erase(_ text: String, reason: String) throws -> (AnsweredComplaint, isClean: Bool) {
        guard !reason.allSatisfy(\.isWhitespace) else { throw ResponseError.emptyReason }
        let erased = try change(text, evenIfErased: true) { complaint, add, transaction in
            guard complaint.erasedFor == nil else { return [] }
            let gone = try transaction.events(of: complaint.id).filter {
                try isErasable($0, of: complaint.device, transaction)
            }
            try add(
                EventKind.erased,
                Erasure.body(of: gone, reason: reason, remains: complaint.capture.remains, isWhole: true))
            return []
        }
        return (erased, !store.leavesTraces)
    }

    /// Erases what came of a complaint after it had been erased, by this office or one upstream.
    func eraseLeftOver(_ id: Identifier, _ transaction: Transaction) throws {
        let row = try transaction.complaint(named: id.hex)
        let events = try transaction.events(of: id)
        guard let complaint = try transaction.complaint(id, events), let reason = complaint.erasedFor,
            try transaction.authority(of: answersFeed(of: row.device, transaction), over: row.device) != nil
        else { return }
        let late = events.filter { complaint.leftOver.contains($0.id) }
        guard !late.isEmpty else { return }
        let feed = try answersFeed(of: row.device, transaction)
        var tip = try transaction.tip(of: feed)
        _ = try transaction.append(
            kind: EventKind.erased, complaint: id,
            body: Erasure.body(of: late, reason: reason, remains: complaint.capture.remains, isWhole: true),
            to: feed, tip: &tip, surroundings: surroundings)
        try transaction.refold(id, storedAt: surroundings.now())
    }

    /// All that is said about a complaint, but for the record of who opened or erased it at an office; what a laptop
    /// erased it may have told anew.
    private func isErasable(
        _ event: Event, of device: Identifier, _ transaction: Transaction
    ) throws -> Bool {
        switch event.header.kind {
        case EventKind.unsealed: return false
        case EventKind.erased: return try transaction.goesOn(event.header.feed, from: device)
        default: return true
        }
    }
}
