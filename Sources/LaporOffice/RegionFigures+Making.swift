import LaporModel
import LaporStore

extension RegionFigures {
    /// Regencies, districts in them, villages in those; what is too small is merged with its neighbours.
    static func tree(_ tallies: [Tally], name: (String) throws -> String?) rethrows -> [RegionFigures] {
        // What is no code, a laptop wrote by itself: it is not shown.
        let known = tallies.map { tally -> (code: String, count: Int) in
            (tally.value.flatMap { RegionCode($0)?.text } ?? "", tally.count)
        }
        return try level(known, lengths: [5, 8, 13][...], name: name)
    }

    private static func level(
        _ tallies: [(code: String, count: Int)], lengths: ArraySlice<Int>, name: (String) throws -> String?
    ) rethrows -> [RegionFigures] {
        guard let length = lengths.first else { return [] }
        let groups = Dictionary(grouping: tallies) { String($0.code.prefix(length)) }
        let counts = groups.mapValues { $0.reduce(0) { $0 + $1.count } }
        let codes = groups.keys.sorted()
        let merged = SmallGroups.merged(
            try codes.map { code in
                let key: FigureGroup.Key = code.isEmpty ? .none : .value(code, name: try name(code))
                return (key, counts[code] ?? 0)
            })
        let pool = Self.pool(merged, tallies, length: length)
        return try merged.map { group in
            let inside: [(code: String, count: Int)]
            switch group.key {
            case .value(let code, _): inside = groups[code] ?? []
            case .rest: inside = pool
            case .none, .several: inside = []
            }
            // Nothing is told where all lies in no smaller region, or all of those are too small.
            var parts: [RegionFigures] = []
            if inside.contains(where: { $0.code.utf8.count > length }) {
                parts = try level(inside, lengths: lengths.dropFirst(), name: name)
                if parts.allSatisfy({ $0.key == .rest }) { parts = [] }
            }
            return RegionFigures(key: group.key, count: group.count, parts: parts)
        }
    }

    /// What is in none of the groups that are shown: what it is made of may be large enough again, where a large group
    /// was put together with a small one.
    private static func pool(
        _ groups: [FigureGroup], _ tallies: [(code: String, count: Int)], length: Int
    ) -> [(code: String, count: Int)] {
        let shown = groups.compactMap { group -> String? in
            switch group.key {
            case .value(let code, _): code
            case .none: ""
            case .several, .rest: nil
            }
        }
        return tallies.filter { !shown.contains(String($0.code.prefix(length))) }
    }
}
