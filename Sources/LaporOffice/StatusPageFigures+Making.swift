package import LaporModel
import LaporStore

extension Office {
    /// The numbers of a page about this office's work, of one state of its store; of all complaints, or of those that
    /// arrived on a day or later, or come from a region.
    ///
    /// Teams and devices are those of the whole office, and what needs attention does not depend on the day.
    package func statusPageFigures(since: Day? = nil, region: RegionCode? = nil) throws -> StatusPageFigures {
        let zone = facts.hoursEast
        let scope = FigureScope(since: since.map { $0.start(hoursEast: zone) }, region: region)
        return try store.read { transaction in
            let status = try status(transaction)
            var details = DetailFigures()
            try transaction.forEachDetail(scope) { details.add($0) }
            var times = ResponseTimes(try transaction.deadlines(), hoursEast: zone)
            try transaction.forEachResponse(scope) { times.add($0) }
            let stages = try transaction.tallies(by: .status, scope)
            let categories = try transaction.tallies(by: .category, scope).map { tally in
                try FigureGroup.named(tally) { try transaction.name(ofCategory: $0) }
            }
            let arrivals = try transaction.arrivals(hoursEast: zone, scope)
            let now = surroundings.now()
            return StatusPageFigures(
                office: facts.name, hoursEast: zone, madeAt: now, since: since,
                region: try region.map { try transaction.path(ofRegion: $0.text) ?? $0.text },
                status: status, complaints: stages.reduce(0) { $0 + $1.count },
                attention: try attention(
                    transaction, status, FigureScope(region: region), at: now),
                devices: details.devices(status.devices),
                arrivals: ArrivalFigures(arrivals, today: now.day(hoursEast: zone)),
                stages: Self.inOrder(Self.stages(stages)),
                kinds: Self.inOrder(
                    try transaction.tallies(by: .classification, scope).map { ($0.value ?? "", $0.count) }),
                categories: SmallGroups.merged(categories),
                regions: try RegionFigures.tree(try transaction.tallies(by: .region, scope)) {
                    try transaction.name(ofRegion: $0)
                },
                map: try details.map { try transaction.name(ofRegion: $0) },
                answers: times.figures,
                visits: try visits(transaction, status.devices, since: since, region: region),
                completeness: details.completeness)
        }
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

    private func attention(
        _ transaction: Transaction, _ status: OfficeStatus, _ scope: FigureScope, at now: Timestamp
    ) throws -> AttentionFigures {
        let dates = try dueDates(transaction)
        let overdue = try transaction.waiting(
            before: dates.overdueArrivals.before, limit: AttentionFigures.limit, scope)
        let soon = try transaction.waiting(before: dates.arrivals(dueWithin: 1).before, limit: 0, scope)
        let silent = status.devices.compactMap { device -> (device: OfficeDevice, days: Int)? in
            guard device.state == .admitted, let last = device.lastBundleAt else { return nil }
            let days = (now.seconds - last.seconds) / 86_400
            return days > 7 ? (device, days) : nil
        }
        return AttentionFigures(
            overdue: overdue.first.map { complaint in
                AttentionFigures.Overdue(
                    number: complaint.number,
                    workingDays: dates.deadlines.workingDays(
                        from: dates.due(arrivedAt: complaint.arrivedAt), to: dates.today))
            },
            overdueCount: overdue.count, verifyDays: dates.deadlines[.verify].days,
            dueSoon: soon.count - overdue.count,
            conflicts: try transaction.countConflicts(scope),
            quarantined: try transaction.quarantined(),
            silent: silent.sorted { ($1.days, $0.device.id) < ($0.days, $1.device.id) })
    }

    private func visits(
        _ transaction: Transaction, _ devices: [OfficeDevice], since: Day?, region: RegionCode?
    ) throws -> VisitFigures {
        let visits = Outreach.all(try transaction.visitEvents(of: devices.map(\.id))).filter { visit in
            let place = visit.values[.region]
            return since.map { visit.startedAt.day(hoursEast: facts.hoursEast) >= $0 } != false
                && region.map { region in place.map { region.contains($0) } ?? false } != false
        }
        let taken = try transaction.countsByVisit()
        let counts = visits.map { taken[$0.id] ?? 0 }
        let hidden = SmallGroups.hidden(counts)
        let teams = Dictionary(devices.map { ($0.id, $0.team) }) { first, _ in first }
        var perVisit = Histogram()
        for count in counts { perVisit.add(count) }
        let figures = try visits.enumerated().map { place, visit in
            let path = try visit.values[.region].map { try transaction.path(ofRegion: $0) ?? $0 }
            return VisitFigures.Visit(
                day: visit.startedAt.day(hoursEast: facts.hoursEast),
                // The village and the district that it lies in.
                region: path.map { $0.split(separator: ", ").prefix(2).joined(separator: ", ") },
                team: teams[visit.device] ?? "", isOpen: visit.isOpen, attendance: visit.count(.attendance),
                men: visit.count(.attendanceMale), women: visit.count(.attendanceFemale),
                complaints: hidden.contains(place) ? nil : counts[place])
        }
        return VisitFigures(
            visits: figures.reversed(), attendance: figures.reduce(0) { $0 + ($1.attendance ?? 0) },
            median: perVisit.percentile(50))
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
