import LaporBundle
import LaporModel
import LaporStore

/// How far this device's events have come: in some bundle, and at the office.
struct Places {
    var packed: SequenceRanges
    /// Whole at the office, attachments included, by its newest receipt or by a code read out on the phone.
    var confirmed: SequenceRanges
    /// Ranges and attachments that the office misses although it holds later ones.
    var gaps: Int

    /// `recorded`, `packed`, `confirmed` or `answered`.
    func state(_ sequence: Int, isAnswered: Bool) -> String {
        if isAnswered { return "answered" }
        if confirmed.contains(sequence) { return "confirmed" }
        return packed.contains(sequence) ? "packed" : "recorded"
    }
}

extension Device {
    func places(_ transaction: Transaction) throws -> Places {
        let packed = try transaction.packed(of: id)
        let phoned = try transaction.packed(of: id, confirmed: true)
        guard let held = try receipt(transaction)?[id] else {
            return Places(packed: packed, confirmed: phoned, gaps: 0)
        }
        let arrived = SequenceRanges(held.ranges)
        let uncovered = try transaction.sequences(of: id, naming: held.missingBlobs)
        let confirmed = SequenceRanges(arrived.subtracting(uncovered).ranges + phoned.ranges)
        return Places(
            packed: packed, confirmed: confirmed, gaps: arrived.gaps.count + held.missingBlobs.count)
    }
}
