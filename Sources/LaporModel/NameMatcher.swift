/// Compares one folded query with many folded names, typing errors allowed.
struct NameMatcher {
    let query: [UInt8]
    private let signature: UInt64
    /// How many errors a query of this length may have.
    private let errors: Int
    /// Where in the query each letter stands, a bit a place.
    private let letters: [UInt64]

    private static let allLetters: UInt64 = (1 << 26) - 1

    init(_ query: [UInt8]) {
        self.query = query
        signature = NameFolding.signature(query)
        errors = query.count < 4 ? 0 : query.count < 7 ? 1 : query.count < 11 ? 2 : 3
        var letters = [UInt64](repeating: 0, count: 128)
        // What is longer than a name may be is near to none.
        for (place, letter) in query.prefix(NameFolding.longest).enumerated() {
            letters[Int(letter & 0x7F)] |= 1 << UInt64(place)
        }
        self.letters = letters
    }

    /// Whether a name with this signature can be near enough: an error changes one letter and two pairs, two letters that
    /// change places three.
    @inline(__always)
    func mayMatch(_ other: UInt64) -> Bool {
        let missing = signature & ~other
        return (missing & Self.allLetters).nonzeroBitCount <= errors
            && (missing & ~Self.allLetters).nonzeroBitCount <= (errors == 1 ? 3 : 2 * errors)
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
    /// and the best start of the name; where there are more than are allowed, some number above that.
    ///
    /// All rows of a column of the table of distances are one word, a bit each for "one more" and "one less" than the row
    /// above: Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003.
    private func distances(_ name: UnsafeBufferPointer<UInt8>) -> (whole: Int, start: Int) {
        let (m, n) = (query.count, name.count)
        let last: UInt64 = 1 << UInt64(m - 1)
        var (more, less, diagonal, before): (UInt64, UInt64, UInt64, UInt64) = (~0, 0, 0, 0)
        var errors = m
        var start = m
        return letters.withUnsafeBufferPointer { letters in
            // Beyond that nothing is near enough.
            for letter in name.prefix(m + self.errors) {
                let same = letters[Int(letter & 0x7F)]
                let swapped = ((~diagonal & same) << 1) & before
                diagonal = (((same & more) &+ more) ^ more) | same | less | swapped
                var up = less | ~(diagonal | more)
                var down = diagonal & more
                if up & last != 0 { errors += 1 } else if down & last != 0 { errors -= 1 }
                start = min(start, errors)
                up = (up << 1) | 1
                down <<= 1
                more = down | ~(diagonal | up)
                less = up & diagonal
                before = same
            }
            return (n <= m + self.errors ? errors : self.errors + 1, start)
        }
    }
}
