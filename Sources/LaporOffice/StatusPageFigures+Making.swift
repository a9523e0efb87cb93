package import LaporModel
import LaporStore

extension Office {
    /// The numbers of a page about this office's work, of one state of its store; of all complaints, or of those that
    /// arrived on a day or later, or come from a region.
    ///
    /// Teams and devices are those of the whole office, and what needs attention does not depend on the day.
    package func statusPageFigures(since: Day? = nil, region: RegionCode? = nil) throws -> StatusPageFigures {
        let zone = facts.hoursEast
        return try store.read { transaction in
            let scope = FigureScope(since: since.map { $0.start(hoursEast: zone) }, region: region)
            let status = try status(transaction)
            let stages = try transaction.tallies(by: .status, scope)
            let count = stages.reduce(0) { $0 + $1.count }
            let ofRegion = try transaction.tallies(by: .classification, FigureScope(region: region))
            // Of one or two complaints, nothing at all is told.
            let isSmall = SmallGroups.isSmall(count)
            let isRegionSmall = SmallGroups.isSmall(ofRegion.reduce(0) { $0 + $1.count })
            let now = surroundings.now()
            let dates = try dueDates(transaction)
            var figures = StatusPageFigures(
                office: facts.name, hoursEast: zone, madeAt: now, since: since,
                region: try region.map { try transaction.path(ofRegion: $0.text) ?? $0.text },
                status: status, complaints: isSmall ? nil : count,
                attention: try attention(
                    transaction, isRegionSmall ? nil : FigureScope(region: region), dates),
                visits: try visitFigures(
                    transaction, status.devices, since: since, region: region, complaints: count))
            var details = DetailFigures()
            if !isSmall {
                try transaction.forEachDetail(scope) { details.add($0) }
                try add(to: &figures, transaction, scope, stages, details, dates)
            }
            figures.devices = details.devices(status.devices)
            return figures
        }
    }

    /// Adds what is told of complaints.
    private func add(
        to figures: inout StatusPageFigures, _ transaction: Transaction, _ scope: FigureScope,
        _ stages: [Tally], _ details: DetailFigures, _ dates: DueDates
    ) throws {
        figures.arrivals = ArrivalFigures(
            try transaction.arrivals(hoursEast: facts.hoursEast, scope), today: dates.today)
        figures.stages = Self.inOrder(Self.stages(stages))
        figures.kinds = Self.inOrder(
            try transaction.tallies(by: .classification, scope).map { ($0.value ?? "", $0.count) })
        let categories = try transaction.tallies(by: .category, scope)
        figures.categories = SmallGroups.merged(
            try categories.map { tally in
                try FigureGroup.named(tally) { try transaction.name(ofCategory: $0) }
            })
        figures.regions = try RegionFigures.tree(try transaction.tallies(by: .region, scope)) {
            try transaction.name(ofRegion: $0)
        }
        figures.map = try details.map(visits: figures.visits.perRegion) {
            try transaction.name(ofRegion: $0)
        }
        var times = ResponseTimes(dates.deadlines, hoursEast: facts.hoursEast)
        try transaction.forEachResponse(scope) { times.add($0) }
        figures.answers = times.figures
        figures.completeness = details.completeness
    }

    /// In the order of a complaint's way; what nobody has said anything to has been received.
    private static func stages(_ tallies: [Tally]) -> [(word: String, count: Int)] {
        var counts: [String: Int] = [:]
        for tally in tallies { counts[tally.value ?? Status.received, default: 0] += tally.count }
        let words = Status.all + counts.keys.filter { !Status.all.contains($0) }.sorted()
        return words.compactMap { word in counts[word].map { (word, $0) } }
    }

    /// Values that have an order, small groups of them put together with their neighbours.
    private static func inOrder(_ tallies: [(word: String, count: Int)]) -> [FigureGroup] {
        SmallGroups.neighbours(tallies.map(\.count)).map { group in
            FigureGroup(key: .several(group.places.map { tallies[$0].word }), count: group.count)
        }
    }

    /// What somebody should look at; of no scope nothing is told of single complaints.
    private func attention(
        _ transaction: Transaction, _ scope: FigureScope?, _ dates: DueDates
    ) throws -> AttentionFigures {
        var figures = AttentionFigures(verifyDays: dates.deadlines[.verify].days)
        guard let scope else { return figures }
        let overdue = try transaction.waiting(
            before: dates.overdueArrivals.before, limit: AttentionFigures.limit, scope)
        let soon = try transaction.waiting(before: dates.arrivals(dueWithin: 1).before, limit: 0, scope)
        figures.overdue = overdue.first.map { complaint in
            AttentionFigures.Overdue(
                number: complaint.number,
                workingDays: dates.deadlines.workingDays(
                    from: dates.due(arrivedAt: complaint.arrivedAt), to: dates.today))
        }
        figures.overdueCount = overdue.count
        figures.dueSoon = soon.count - overdue.count
        figures.conflicts = try transaction.countConflicts(scope)
        return figures
    }
}

extension FigureGroup {
    /// A group before it is known whether it is large enough.
    typealias Candidate = (key: Key, count: Int)

    /// A tally with the name of its value.
    static func named(_ tally: Tally, _ name: (String) throws -> String? = { _ in nil }) rethrows -> Candidate
    {
        guard let value = tally.value, !value.isEmpty else { return (.none, tally.count) }
        return (.value(value, name: try name(value)), tally.count)
    }
}
