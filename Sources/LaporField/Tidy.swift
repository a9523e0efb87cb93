import CanonicalJSON
import LaporBundle
import LaporModel
import LaporStore

/// What tidying dropped.
package struct TidyResult: Sendable {
    package var complaints = 0
    package var blobs = 0
    /// Their size in bytes.
    package var bytes = 0
}

extension Device {
    /// Drops the texts, sealed parts and attachments of complaints that are older than the kit allows and that the newest
    /// receipt covers whole; their numbers, statuses and answers stay.
    ///
    /// What was confirmed on the phone only stays: a receipt alone says that attachments are there too.
    package func tidy() throws -> TidyResult {
        // A clock far ahead must not drop what is young.
        let now = min(surroundings.now(), kit.expiresAt)
        let result = try store.write { transaction in
            let places = try places(transaction)
            let old = try transaction.complaints(recordedBefore: now + -kit.retentionDays * 86_400)
            var result = TidyResult()
            for id in old {
                let events = try transaction.events(of: id)
                guard isCovered(events, places), let complaint = try transaction.complaint(id, events),
                    complaint.erasedFor == nil
                else { continue }
                try drop(complaint, events, transaction, &result)
            }
            return result
        }
        if result.complaints > 0 { try store.compact() }
        return result
    }

    /// Whether the office holds all that this laptop wrote about a complaint; what others wrote came from there.
    private func isCovered(_ events: [Event], _ places: Places) -> Bool {
        events.allSatisfy { event in
            guard let feed = places.feeds[event.header.feed],
                event.header.complaint.map({ !feed.foreign.contains($0) }) ?? true
            else { return true }
            return feed.received.contains(event.header.sequence)
        }
    }

    private func drop(
        _ complaint: Complaint, _ events: [Event], _ transaction: Transaction, _ result: inout TidyResult
    ) throws {
        let said = [
            EventKind.captured, EventKind.changed, EventKind.attached, EventKind.identified,
            // The only erasure of a complaint that is not erased tells it anew, sealed.
            EventKind.withdrawn, EventKind.commented, EventKind.erased,
        ]
        let dropped = events.filter { $0.body != nil && said.contains($0.header.kind) }
        guard !dropped.isEmpty else { return }
        let blobs = dropped.flatMap(\.attachments)
        result.complaints += 1
        result.blobs += blobs.count
        result.bytes += blobs.reduce(0) { $0 + $1.size }
        var remains = complaint.capture.remains
        remains["officer"] = .string(complaint.capture.officer)
        try transaction.tidy(complaint.id, dropped, remains: remains, storedAt: surroundings.now())
    }
}
