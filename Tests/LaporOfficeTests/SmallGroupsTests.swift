import LaporSamples
import Testing

@testable import LaporOffice
@testable import LaporStore

// Whatever the counts, no group of one or two is shown, and none can be computed from the sum of all.
@Suite struct SmallGroupsTests {
    /// All lists of four counts from 0 to 5.
    private static let lists = (0..<1_296).map { number in
        [number % 6, number / 6 % 6, number / 36 % 6, number / 216]
    }

    @Test func `what is hidden is no small group either, unless it is all there is`() {
        for counts in Self.lists {
            let hidden = SmallGroups.hidden(counts)
            let shown = counts.indices.filter { !hidden.contains($0) }
            #expect(shown.allSatisfy { counts[$0] == 0 || counts[$0] >= 3 }, "\(counts)")
            let sum = hidden.reduce(0) { $0 + counts[$1] }
            #expect(sum == 0 || sum >= 3 || shown.allSatisfy { counts[$0] == 0 }, "\(counts)")
            if counts.allSatisfy({ $0 == 0 || $0 >= 3 }) { #expect(hidden.isEmpty, "\(counts)") }
        }
    }

    /// What somebody sees of a list, who knows the sum of all and how it is masked.
    private struct Sight: Hashable {
        let shown: [Int?]
        let sum: Int
    }

    @Test
    func `of nothing that is masked it can be told that it is small, by whoever knows the rule and the sum`()
    {
        var possible: [Sight: [[Int]]] = [:]
        for counts in Self.lists {
            let masked = SmallGroups.masked(counts)
            let shown = counts.indices.map { masked.contains($0) ? nil : counts[$0] }
            #expect(shown.allSatisfy { $0.map { $0 == 0 || $0 >= 3 } ?? true }, "\(counts)")
            if counts.allSatisfy({ $0 == 0 || $0 >= 3 }) { #expect(masked.isEmpty, "\(counts)") }
            possible[Sight(shown: shown, sum: counts.reduce(0, +)), default: []].append(counts)
        }
        let told = possible.filter { sight, lists in
            guard lists.contains(where: { $0.contains { $0 >= 3 } }) else { return false }
            return sight.shown.indices.contains { place in
                let values = Set(lists.map { $0[place] })
                let isOpen = values.contains { $0 >= 3 } && values.contains { $0 < 3 }
                return sight.shown[place] == nil && !isOpen
            }
        }
        #expect(told.isEmpty, "\(told.values.first ?? [])")
    }

    @Test func `neighbours are put together until none is small, in their order`() {
        for counts in Self.lists {
            let groups = SmallGroups.neighbours(counts)
            #expect(groups.count <= 1 || groups.allSatisfy { $0.count >= 3 }, "\(counts)")
            #expect(groups.flatMap(\.places) == counts.indices.filter { counts[$0] > 0 }, "\(counts)")
            for group in groups { #expect(group.count == group.places.reduce(0) { $0 + counts[$1] }) }
        }
        #expect(SmallGroups.neighbours([9, 1, 4, 0, 5]).map(\.places) == [[0], [1, 2], [4]])
    }

    @Test func `in a tree of regions every part is large enough, and the parts make the whole`() {
        var random = SeededGenerator(7)
        for _ in 0..<300 {
            let tallies = (0..<Int.random(in: 1...12, using: &random)).map { _ -> Tally in
                func draw() -> String { "0\(Int.random(in: 1...3, using: &random))" }
                let codes = ["33", "33.\(draw())", "33.\(draw()).\(draw())"]
                let code =
                    Int.random(in: 0..<4, using: &random) == 0
                    ? codes[Int.random(in: 0..<3, using: &random)] : codes[2] + ".20" + draw()
                return Tally(value: code, count: Int.random(in: 1...5, using: &random))
            }
            let sum = tallies.reduce(0) { $0 + $1.count }
            let tree = RegionFigures.tree(tallies) { $0 }
            #expect(tree.reduce(0) { $0 + $1.count } == sum)
            var waiting = tree
            while let region = waiting.popLast() {
                #expect(region.count >= min(3, sum), "\(tallies)")
                waiting += region.parts
                if !region.parts.isEmpty {
                    #expect(region.parts.reduce(0) { $0 + $1.count } == region.count, "\(tallies)")
                }
            }
        }
    }

    @Test func `percentiles are numbers that came, by nearest rank`() {
        var days = Histogram()
        #expect(days.percentile(50) == nil)
        for value in [9, 1, 2, 3, 4, 5, 6, 7, 8, 30] { days.add(value) }
        #expect(days.percentile(50) == 5 && days.percentile(90) == 9 && days.percentile(100) == 30)
        #expect(days.count(in: 0...5) == 5)
    }
}
