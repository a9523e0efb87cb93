import CanonicalJSON
package import LaporModel
package import LaporStore

/// What counts as having been passed on.
enum Forwarding {
    /// Words which say that a complaint was passed on.
    static let words = [Status.forwarded, "terdisposisi"]
    /// Words that are only said of what LAPOR! or an agency has.
    private static let later = ["terverifikasi", "ditindaklanjuti", "selesai"]

    /// Whether an event says that its complaint is with LAPOR! or an agency.
    static func isSaid(by event: Event) -> Bool {
        guard event.header.kind == EventKind.responded, let body = event.body else { return false }
        if body["tracking_id"]?.string != nil { return true }
        return body["status"]?.string.map { words.contains($0) || later.contains($0) } ?? false
    }
}

extension Office {
    /// When a complaint was captured, arrived and was forwarded.
    package func clocks(of row: ComplaintRow) throws -> ComplaintClocks {
        var clocks = ComplaintClocks(
            recordedAt: row.recordedAt, isDoubted: row.clockBehind, arrivedAt: row.storedAt)
        let said = try store.read { transaction in
            try transaction.events(of: row.id).filter { event in
                guard Forwarding.isSaid(by: event) else { return false }
                return try transaction.authority(of: event.header.feed, over: row.device).map { $0 > .device }
                    ?? false
            }
        }
        let first = said.min {
            ($0.header.recordedAt, $0.header.sequence, $0.id) < (
                $1.header.recordedAt, $1.header.sequence, $1.id
            )
        }
        clocks.forwardedAt = first?.header.recordedAt
        clocks.forwardedOn = first?.body?["date"]?.string.flatMap { Day($0) }
        return clocks
    }
}
