/// Compares one folded query with many folded names, typing errors allowed.
struct NameMatcher {
    let query: [UInt8]
    private let signature: UInt64
    /// How many errors a query of this length may have.
    private let errors: Int

    private static let letters: UInt64 = (1 << 26) - 1

    init(_ query: [UInt8]) {
        self.query = query
        signature = NameFolding.signature(query)
        errors = query.count < 4 ? 0 : query.count < 7 ? 1 : query.count < 11 ? 2 : 3
    }

    /// Whether a name with this signature can be near enough: an error changes one letter and two pairs, two letters that
    /// change places three.
    @inline(__always)
    func mayMatch(_ other: UInt64) -> Bool {
        let missing = signature & ~other
        return (missing & Self.letters).nonzeroBitCount <= errors
            && (missing & ~Self.letters).nonzeroBitCount <= (errors == 1 ? 3 : 2 * errors)
    }

    /// How near a name is: 1 the same, below that a start of it, a part of it, or misspelt; 0 too far.
    func nearness(to name: UnsafeBufferPointer<UInt8>) -> Double {
        let (m, n) = (query.count, name.count)
        guard m > 0, n > 0, m <= NameFolding.longest, n + errors >= m else { return 0 }
        let (whole, start) = errors == 0 ? exact(name) : distances(name)
        var best = 0.0
        if whole <= errors { best = 1 - 0.9 * Double(whole) / Double(max(m, n)) }
        let part = Double(m) / Double(n)
        if start <= errors, m >= 2 {
            best = max(best, 0.82 + 0.12 * min(1, part) - 1.0 * Double(start) / Double(m))
        }
        if best < 0.8, m >= 3, contains(name) { best = max(best, 0.7 + 0.1 * part) }
        return best
    }

    /// The same for a query too short for errors.
    private func exact(_ name: UnsafeBufferPointer<UInt8>) -> (whole: Int, start: Int) {
        guard name.count >= query.count, name.starts(with: query) else { return (1, 1) }
        return (name.count == query.count ? 0 : 1, 0)
    }

    private func contains(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard name.count >= query.count else { return false }
        search: for start in 0...(name.count - query.count) {
            for (offset, byte) in query.enumerated() where name[start + offset] != byte { continue search }
            return true
        }
        return false
    }

    /// The errors (missing, further, other and swapped letters) between the query and the name, and between the query
    /// and the best start of the name; one more than are allowed where there are more.
    private func distances(_ name: UnsafeBufferPointer<UInt8>) -> (whole: Int, start: Int) {
        let (m, n) = (query.count, name.count)
        let tooMany = UInt8(errors + 1)
        let width = m + 1
        // Beyond that nothing is near enough.
        let end = min(n, m + errors)
        return query.withUnsafeBufferPointer { query in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 3 * width) { rows in
                // A column for each letter of the name: the last three are kept, near the diagonal only.
                for i in 0...m { rows[i] = UInt8(min(i, errors + 1)) }
                var start = m <= errors ? m : errors + 1
                var (before, last, this) = (2 * width, 0, width)
                for j in 1...end {
                    for i in 0...m { rows[this + i] = tooMany }
                    rows[this] = UInt8(min(j, errors + 1))
                    let letter = name[j - 1]
                    var least = rows[this]
                    for i in stride(from: max(1, j - errors), through: min(m, j + errors), by: 1) {
                        let isSame = query[i - 1] == letter
                        var value = min(rows[last + i], rows[this + i - 1]) &+ 1
                        value = min(value, rows[last + i - 1] &+ (isSame ? 0 : 1))
                        if !isSame, i > 1, j > 1, query[i - 1] == name[j - 2], query[i - 2] == letter {
                            value = min(value, rows[before + i - 2] &+ 1)
                        }
                        value = min(value, tooMany)
                        rows[this + i] = value
                        least = min(least, value)
                    }
                    start = min(start, Int(rows[this + m]))
                    if least >= tooMany { return (errors + 1, start) }
                    (before, last, this) = (last, this, before)
                }
                return (end == n ? Int(rows[last + m]) : errors + 1, start)
            }
        }
    }
}
