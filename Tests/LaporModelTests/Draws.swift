import Synchronization

/// A source of randomness that gives what it was told, one after another.
final class Draws: Sendable {
    private let left: Mutex<[[UInt8]]>

    init(_ draws: [[UInt8]]) {
        left = Mutex(draws)
    }

    func next() -> [UInt8] {
        left.withLock { $0.removeFirst() }
    }
}
