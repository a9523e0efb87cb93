import LaporModel
import Synchronization

/// The same bytes and the same clock at every run.
enum Seeded {
    static func surroundings(_ seed: UInt64, at time: String) -> Surroundings {
        let state = Mutex(seed)
        let start = Timestamp(time) ?? Timestamp(seconds: 0)
        return Surroundings(
            now: { start },
            random: { count in
                state.withLock { state in (0..<count).map { _ in next(&state) } }
            }, agent: "lapor 0.1.0")
    }

    /// SplitMix64, a byte at a time.
    private static func next(_ state: inout UInt64) -> UInt8 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return UInt8(truncatingIfNeeded: (mixed ^ (mixed >> 31)) >> 56)
    }
}

/// Where the repository's files lie.
enum Repository {
    static let root = String(#filePath.dropLast("/Tests/ReferenceTests/Seeded.swift".count))
}
