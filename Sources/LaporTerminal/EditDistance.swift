/// How far apart two words are.
enum EditDistance {
    /// The number of letters to insert, delete, replace or swap with their neighbour (optimal string alignment).
    static func between(_ first: String, _ second: String) -> Int {
        let first = Array(first)
        let second = Array(second)
        var beforeLast: [Int] = []
        var last = Array(0...second.count)
        for row in first.indices {
            var current = [row + 1]
            for column in second.indices {
                let replaced = last[column] + (first[row] == second[column] ? 0 : 1)
                var best = min(replaced, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last[second.count]
    }

    /// Whether a long option may be meant by another: one letter in three may be wrong.
    static func isNear(_ first: String, _ second: String) -> Bool {
        let letters = max(first.count, second.count) - 2
        return between(first, second) <= max(1, letters / 3)
    }
}
