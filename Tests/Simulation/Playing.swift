import Glibc

/// The seeds that are being played: what is said of them when the program traps, and no story can be told.
enum Playing {
    private static let longest = 64
    /// By worker, 0 for none.
    ///
    /// Each is written by its worker alone, and read when nothing runs any more.
    nonisolated(unsafe) private static let seeds = {
        let seeds = UnsafeMutablePointer<UInt64>.allocate(capacity: longest)
        seeds.initialize(repeating: 0, count: longest)
        return seeds
    }()

    static func begin(_ seed: UInt64, worker: Int) {
        seeds[worker % longest] = seed
    }

    /// From now on a trap says which seeds were being played, then ends the program as it would have.
    static func tellOfTraps() {
        begin(0, worker: 0)
        for number in [SIGILL, SIGTRAP, SIGSEGV, SIGFPE] {
            signal(number) { number in
                for worker in 0..<Playing.longest where Playing.seeds[worker] > 0 {
                    Playing.write(Playing.seeds[worker])
                }
                signal(number, SIG_DFL)
            }
        }
    }

    /// Says a seed with nothing but what a signal's handler may use: no memory is taken.
    private static func write(_ seed: UInt64) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { line in
            var end = 0
            func add(_ byte: UInt8) {
                line[end] = byte
                end += 1
            }
            let before: StaticString = "simulate: seed "
            let after: StaticString = " fails, or one played beside it: trap\n"
            for index in 0..<before.utf8CodeUnitCount { add(before.utf8Start[index]) }
            var power: UInt64 = 1
            while seed / power > 9 { power *= 10 }
            while power > 0 {
                add(UInt8(48 + seed / power % 10))
                power /= 10
            }
            for index in 0..<after.utf8CodeUnitCount { add(after.utf8Start[index]) }
            _ = Glibc.write(1, line.baseAddress, end)
        }
    }
}
