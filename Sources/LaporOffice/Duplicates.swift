package import LaporModel
package import LaporStore

/// Complaints that are likely about the same matter.
package struct TwinGroup: Sendable {
    /// One of them, with what it is taken for a twin by.
    package struct Member: Sendable {
        package var row: ComplaintRow
        /// `nil` of the one that was there first.
        package var twin: Likeness?
    }

    /// Why a complaint is taken for another one's twin.
    package struct Likeness: Sendable {
        package var id: Identifier
        package var number: ComplaintNumber
        /// 0 to 1.
        package var score: Double
        /// Those that both have, the most telling first.
        package var words: [String]
        /// Between the two.
        package var days: Int
        package var isSameVillage: Bool
    }

    /// That of the likest two, 0 to 1.
    package var score: Double
    /// By the day on which they were taken down.
    package var members: [Member]
}

extension Office {
    /// Gives the groups of likely twins, the likest first, at most so many; tells how many there are.
    ///
    /// Confidential complaints have no clear text here, and those that are linked already are no news: both are left out.
    /// Complaints are read one after the other, district by district: what is kept of all of them is where they belong.
    @discardableResult
    package func duplicates(
        region: RegionCode?, limit: Int?, _ body: (TwinGroup) throws -> Void
    ) throws -> Int {
        try store.read { transaction in
            let search = try TwinSearch(region, transaction)
            for group in search.groups.prefix(limit ?? .max) {
                try body(try search.group(group, transaction))
            }
            return search.groups.count
        }
    }
}

/// One way through an office's complaints in search of twins.
private struct TwinSearch {
    private let roots = WordRoots()
    private var counts = WordCounts()
    private var days: [Int: Int] = [:]
    private var best: [Int: TwinPair] = [:]
    /// The keys of each group, by day.
    private(set) var groups: [(score: Double, keys: [Int])] = []

    init(_ region: RegionCode?, _ transaction: Transaction) throws {
        var links = Groups<Identifier>()
        try transaction.forEachLink { links.join($0, $1) }
        var places: [TwinPlace] = []
        try transaction.forEachTwinPlace(region: region, roots: roots) { place, gist in
            counts.add(gist)
            places.append(place)
        }
        counts.weigh()
        places.sort { ($0.district, $0.day, $0.id) < ($1.district, $1.day, $1.id) }
        var finder = TwinFinder(counts)
        var district: Substring?
        var order: [Int: Int] = [:]
        var joined = Groups<Int>()
        var ids: [Int: Identifier] = [:]
        for (index, place) in places.enumerated() {
            if place.district != district { finder = TwinFinder(counts) }
            district = place.district
            guard let candidate = try transaction.twinCandidate(place, roots: roots) else { continue }
            ids[place.key] = place.id
            for pair in finder.add(candidate) {
                guard let first = ids[pair.first], links.root(first) != links.root(place.id) else { continue }
                joined.join(pair.first, pair.second)
                if best[pair.second] == nil { best[pair.second] = pair }
                for key in [pair.first, pair.second] where order[key] == nil { order[key] = index }
            }
        }
        collect(&joined, places, order)
    }

    private mutating func collect(
        _ joined: inout Groups<Int>, _ places: [TwinPlace], _ order: [Int: Int]
    ) {
        var members: [Int: [Int]] = [:]
        for place in places where order[place.key] != nil {
            members[joined.root(place.key), default: []].append(place.key)
            days[place.key] = place.day
        }
        groups = members.values.map { keys in
            (keys.reduce(0) { max($0, best[$1]?.score ?? 0) }, keys)
        }
        groups.sort { ($1.score, order[$0.keys[0]] ?? 0) < ($0.score, order[$1.keys[0]] ?? 0) }
    }

    /// A group with its rows, and why they belong together.
    func group(_ group: (score: Double, keys: [Int]), _ transaction: Transaction) throws -> TwinGroup {
        let members = try group.keys.compactMap { key -> TwinGroup.Member? in
            guard let row = try transaction.complaint(key: key) else { return nil }
            guard let pair = best[key], let other = try transaction.complaint(key: pair.first) else {
                return TwinGroup.Member(row: row, twin: nil)
            }
            let words = ComplaintGist.common(
                row.twinText, other.twinText, roots: roots, weight: counts.weight)
            let days = abs((days[key] ?? 0) - (days[pair.first] ?? 0))
            return TwinGroup.Member(
                row: row,
                twin: TwinGroup.Likeness(
                    id: other.id, number: other.number, score: pair.score, words: Array(words.prefix(6)),
                    days: days, isSameVillage: row.region == other.region))
        }
        return TwinGroup(score: group.score, members: members)
    }
}

extension TwinPlace {
    /// The district of its region, or what is known of that.
    fileprivate var district: Substring { region.prefix(8) }
}

extension ComplaintRow {
    fileprivate var twinText: String {
        [title, description, location].compactMap { $0 }.joined(separator: " ")
    }
}
