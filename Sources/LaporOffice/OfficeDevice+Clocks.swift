import LaporModel
import LaporStore

extension OfficeDevice {
    /// What speaks against a device's clock.
    package enum ClockDoubt: String, Sendable {
        /// It said itself, of its last complaint, that its clock stands before a time which it had been told.
        case behind
        /// Its newest event says that it was written after it came here.
        case ahead
    }

    /// So many seconds two clocks may differ; as a device judges its own.
    private static let tolerance = 3_600

    /// After so many days without anything of an admitted device somebody should ask.
    package static let longestSilence = 7

    /// Up to this event nothing of the device is missing here, and that is what the next reply confirms; 0 for none.
    package var confirmedUpTo: Int { gaps.first.map { $0.lowerBound - 1 } ?? lastSequence }

    /// Whether nobody has heard from it for too long: of a device that was taken back nobody expects anything.
    package var isSilent: Bool {
        state == .admitted && daysSilent.map { $0 > Self.longestSilence } ?? false
    }

    /// Sets what its newest event, its bundles and those of them that wait say of times.
    mutating func look(at waiting: [QuarantinedBundle], now: Timestamp, _ transaction: Transaction) throws {
        let newest = try transaction.newestEvent(of: id)
        lastRecordedAt = newest?.recordedAt
        // What a relay brought has no bundle of the device's own.
        let arrivals = [lastBundleAt ?? newest?.storedAt] + waiting.map(\.at)
        lastSeenAt = arrivals.compactMap { $0 }.max()
        daysSilent = lastSeenAt.map { max(0, now.seconds - $0.seconds) / 86_400 }
        if let newest, newest.recordedAt > newest.storedAt + Self.tolerance {
            clockDoubt = .ahead
        } else if try transaction.wasClockBehind(id) {
            clockDoubt = .behind
        }
    }
}
