import Synchronization

/// Plays the stories of many seeds on all cores and stops at the least seed that fails.
struct Simulator: Sendable {
    /// Everything that is played for each seed.
    static let scenarios: [any Scenario.Type] = [
        FoldStory.self, RegistryStory.self, RangesStory.self, StoreStory.self,
    ]

    /// Where it has got to, shared by the workers.
    private final class Progress: Sendable {
        private struct State {
            var next: UInt64
            var end: UInt64
            var played = 0
            var failure: Failure?
        }

        private let state: Mutex<State>

        init(_ seeds: Range<UInt64>) {
            state = Mutex(State(next: seeds.lowerBound, end: seeds.upperBound))
        }

        /// The next seeds to play, `nil` at the end.
        func take() -> Range<UInt64>? {
            state.withLock { state in
                guard state.next < state.end else { return nil }
                let seeds = state.next..<min(state.next + 50, state.end)
                state.next = seeds.upperBound
                return seeds
            }
        }

        /// Notes that seeds were played; gives how many were by now.
        func done(_ count: Int) -> Int {
            state.withLock { state in
                state.played += count
                return state.played
            }
        }

        /// Seeds above one that fails need not be played.
        func fail(_ failure: Failure) {
            state.withLock { state in
                if failure.seed < state.failure?.seed ?? .max { state.failure = failure }
                state.end = min(state.end, failure.seed)
            }
        }

        var result: (played: Int, failure: Failure?) {
            state.withLock { ($0.played, $0.failure) }
        }
    }

    /// Plays seeds; gives how many were played, and the failure of the least seed that fails.
    ///
    /// `only` names the one kind of stories to play, for every seed. `tell` is given how many were played, now and then.
    static func play(
        _ seeds: Range<UInt64>, only: String? = nil, workers: Int,
        tell: @escaping @Sendable (Int) -> Void = { _ in }
    ) async -> (played: Int, failure: Failure?) {
        let progress = Progress(seeds)
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<workers {
                group.addTask {
                    while let seeds = progress.take() { tell(play(seeds, only, worker, progress)) }
                }
            }
        }
        return progress.result
    }

    private static func play(
        _ seeds: Range<UInt64>, _ only: String?, _ worker: Int, _ progress: Progress
    ) -> Int {
        for seed in seeds {
            Playing.begin(seed, worker: worker)
            for scenario in scenarios
            where only.map({ $0 == scenario.name }) ?? (seed % scenario.every == 0) {
                guard let failure = scenario.failure(seed) else { continue }
                progress.fail(failure)
                return progress.done(Int(seed - seeds.lowerBound) + 1)
            }
        }
        return progress.done(seeds.count)
    }
}
