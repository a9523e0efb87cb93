package import LaporModel
import Synchronization

/// A clock that a test sets.
package final class SampleClock: Sendable {
    private let seconds: Mutex<Int>

    package init(_ time: Timestamp) {
        seconds = Mutex(time.seconds)
    }

    package var now: Timestamp {
        get { Timestamp(seconds: seconds.withLock { $0 }) }
        set { seconds.withLock { $0 = newValue.seconds } }
    }
}

extension Timestamp {
    /// 24 November 2026, 08:15 in UTC: the time at which samples begin.
    package static let sample = Timestamp(seconds: 1_795_508_100)
}

extension Surroundings {
    /// Surroundings whose bytes follow from a seed and whose clock a test may set.
    package static func seeded(_ seed: UInt64, clock: SampleClock = SampleClock(.sample)) -> Surroundings {
        let random = SeededSource(seed)
        return Surroundings(now: { clock.now }, random: { random.take($0) }, agent: "tests 1")
    }
}

private final class SeededSource: Sendable {
    private let generator: Mutex<SeededGenerator>

    init(_ seed: UInt64) {
        generator = Mutex(SeededGenerator(seed))
    }

    func take(_ count: Int) -> [UInt8] {
        generator.withLock { $0.bytes(count) }
    }
}
