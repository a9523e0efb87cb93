import LaporModel
import LaporSamples

/// Draws from a seed, without the weight of the standard library's: millions are made.
struct Draw {
    private var generator: SeededGenerator

    init(_ seed: UInt64) {
        generator = SeededGenerator(seed)
    }

    mutating func word() -> UInt64 { generator.next() }

    /// A number from 0 to below a limit.
    mutating func below(_ limit: Int) -> Int {
        Int(truncatingIfNeeded: generator.next() >> 1) % limit
    }

    /// Whether the one of so many chances comes up.
    mutating func one(in chances: Int) -> Bool { below(chances) == 0 }

    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

    /// A random hash, for an event whose id need not be that of its line.
    mutating func hash() -> Hash {
        withUnsafeBytes(of: generator.next()) { Hash(of: $0) }
    }

    mutating func shuffle<Element>(_ list: inout [Element]) {
        for index in list.indices.dropFirst() { list.swapAt(index, below(index + 1)) }
    }
}
