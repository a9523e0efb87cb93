import Testing

/// From a long failing story to a short one.
@Suite struct ShrinkTests {
    @Test func `a failing list is made as short as it fails`() {
        let list = Array(1...40)
        #expect(shortened(list) { $0.contains(7) && $0.contains(31) } == [7, 31])
        #expect(shortened(list) { $0.reduce(0, +) >= 100 }.count >= 3)
        #expect(shortened(list) { _ in true }.isEmpty)
        // 3 may go only once 30 is gone.
        #expect(shortened(list) { $0.contains(9) && ($0.contains(3) || !$0.contains(30)) } == [9])
    }

    /// A story that fails where a 5 and a 9 are in it.
    private struct Story: Scenario {
        static let name = "story"
        var steps: [Int]

        init(seed: UInt64) {
            var draw = Draw(seed)
            steps = (0..<20).map { _ in draw.below(10) }
        }

        func breach(tries: Int) -> Breach? {
            steps.contains(5) && steps.contains(9) ? Breach("no 5 beside a 9", "\(steps)") : nil
        }

        func lines() -> [String] { steps.map { "\($0)" } }
    }

    @Test func `a failing seed names itself and what is left of its story`() throws {
        let failures = (1...50).compactMap { Story.failure($0) }
        #expect(!failures.isEmpty && failures.count < 50)
        for failure in failures {
            #expect(failure.story.sorted() == ["5", "9"] && failure.steps == (2, 20))
            #expect(failure.lines.last == "again: Scripts/simulate 1 \(failure.seed)")
        }
    }

    @Test func `one seed makes one story`() {
        for seed in 1...50 as ClosedRange<UInt64> {
            #expect(FoldStory(seed: seed).lines() == FoldStory(seed: seed).lines())
            #expect(RegistryStory(seed: seed).lines() == RegistryStory(seed: seed).lines())
        }
    }
}
