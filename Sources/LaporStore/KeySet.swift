/// A set of complaints by their rows' keys: a bit each.
package struct KeySet: Sendable, Equatable {
    private var bits: [UInt64] = []
    package private(set) var count = 0

    /// The empty set.
    package init() {}

    /// Adds a key.
    package mutating func insert(_ key: Int) {
        guard key >= 0 else { return }
        let (index, bit) = (key >> 6, UInt64(1) << UInt64(key & 63))
        if index >= bits.count { bits += [UInt64](repeating: 0, count: index + 1 - bits.count) }
        if bits[index] & bit == 0 {
            bits[index] |= bit
            count += 1
        }
    }

    /// Takes a key out.
    package mutating func remove(_ key: Int) {
        guard contains(key) else { return }
        bits[key >> 6] &= ~(1 << UInt64(key & 63))
        count -= 1
    }

    /// Whether a key is in it.
    package func contains(_ key: Int) -> Bool {
        key >= 0 && key >> 6 < bits.count && bits[key >> 6] & (1 << UInt64(key & 63)) != 0
    }

    /// What is in both sets.
    package func intersection(_ other: KeySet) -> KeySet {
        var both = KeySet()
        both.bits = zip(bits, other.bits).map { $0 & $1 }
        both.count = both.bits.reduce(0) { $0 + $1.nonzeroBitCount }
        return both
    }

    /// The keys, ascending.
    package var keys: [Int] {
        bits.enumerated().flatMap { index, word in
            (0..<64).compactMap { word & (1 << UInt64($0)) == 0 ? nil : index << 6 + $0 }
        }
    }
}
