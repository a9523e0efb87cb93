import Foundation

/// Makes values on one thread while another uses them, a bounded number ahead.
final class ReadAhead<Value: Sendable>: @unchecked Sendable {
    /// The consumer has failed: the producer need not go on.
    private struct Abandoned: Error {}

    private let condition = NSCondition()
    private let depth: Int
    // All below is touched only while `condition` is locked.
    private var waiting: [Value] = []
    private var isFinished = false
    private var isAbandoned = false
    private var failure: (any Error)?

    init(depth: Int) {
        self.depth = depth
    }

    /// Runs `produce` on a thread of its own and `consume` on this one; throws what either throws, when both are done.
    ///
    /// What `produce` touches must be left alone by others until this returns.
    func run(
        produce: @escaping ((Value) throws -> Void) throws -> Void, consume: (Value) throws -> Void
    ) throws {
        nonisolated(unsafe) let produce = produce
        let thread = Thread { [self] in
            do {
                try produce(put)
                finish(nil)
            } catch {
                finish(error)
            }
        }
        thread.stackSize = 1 << 20
        thread.start()
        do {
            while let value = take() { try consume(value) }
        } catch {
            abandon()
            throw error
        }
        if let failure { throw failure }
    }

    private func put(_ value: Value) throws {
        condition.lock()
        defer { condition.unlock() }
        while waiting.count >= depth, !isAbandoned { condition.wait() }
        if isAbandoned { throw Abandoned() }
        waiting.append(value)
        condition.signal()
    }

    private func take() -> Value? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty, !isFinished { condition.wait() }
        guard !waiting.isEmpty else { return nil }
        defer { condition.signal() }
        return waiting.removeFirst()
    }

    private func finish(_ error: (any Error)?) {
        condition.lock()
        failure = error
        isFinished = true
        condition.broadcast()
        condition.unlock()
    }

    /// Stops the producer and waits until it has ended.
    private func abandon() {
        condition.lock()
        isAbandoned = true
        condition.broadcast()
        while !isFinished { condition.wait() }
        condition.unlock()
    }
}
