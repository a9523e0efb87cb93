import Foundation
import Testing

/// Random histories from seeds: a few thousand with every test run, as many as one likes with `Scripts/simulate`.
@Suite struct HistoryTests {
    /// What `Scripts/simulate` asks for.
    private static let asked = number("LAPOR_SIMULATE_COUNT")
    private static let seed = number("LAPOR_SIMULATE_SEED") ?? 1
    /// One kind of stories alone, for every seed.
    private static let only = ProcessInfo.processInfo.environment["LAPOR_SIMULATE_ONLY"].flatMap {
        $0.isEmpty ? nil : $0
    }
    private static let ordinary: UInt64 = 2_000

    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }

    @Test func `no history breaks a rule`() async {
        let count = Self.asked ?? Self.ordinary
        if Self.asked != nil { Playing.tellOfTraps() }
        let start = ContinuousClock.now
        let (played, failure) = await Simulator.play(
            Self.seed..<(Self.seed + count), only: Self.only,
            workers: ProcessInfo.processInfo.activeProcessorCount
        ) { played in
            if played % (Self.only == nil ? 100_000 : 1_000) == 0 {
                Self.say("\(Self.grouped(played)) of \(Self.grouped(Int(count)))")
            }
        }
        if let failure {
            Issue.record("\(failure.lines.joined(separator: "\n"))")
            failure.lines.forEach(Self.say)
        }
        let seconds = Double((ContinuousClock.now - start) / .milliseconds(1)) / 1_000
        let rate = Self.grouped(Int(Double(played) / max(seconds, 0.001)))
        let seeds = failure.map { "seed \($0.seed)" } ?? "seeds \(Self.seed) to \(Self.seed + count - 1)"
        let failures = failure == nil ? "0 failures" : "1 failure"
        Self.say("\(Self.grouped(played)) histories, \(failures), \(seeds), \(rate) a second")
    }

    /// Says a line to `Scripts/simulate`; an ordinary test run is silent.
    private static func say(_ line: String) {
        guard asked != nil else { return }
        FileHandle.standardOutput.write(Data("simulate: \(line)\n".utf8))
    }

    private static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        return String(
            digits.enumerated().flatMap { index, digit in
                index > 0 && (digits.count - index) % 3 == 0 ? [",", digit] : [digit]
            })
    }
}
