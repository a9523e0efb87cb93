import LaporModel

extension ArrivalFigures {
    /// Arrivals by day, from the first of them to today, in periods that are few enough to be drawn.
    init(_ arrivals: [(day: Day, count: Int)], today: Day) {
        guard let first = arrivals.first?.day, let last = arrivals.last?.day else {
            self.init(unit: .day, periods: [])
            return
        }
        let end = max(last, today)
        let days = end.number - first.number + 1
        let unit: Unit = days <= 31 ? .day : days <= 7 * 30 ? .week : days <= 366 * 3 ? .month : .year
        var counts: [Day: Int] = [:]
        for arrival in arrivals { counts[unit.start(of: arrival.day), default: 0] += arrival.count }
        var starts: [Day] = []
        var start = unit.start(of: first)
        while start <= end {
            starts.append(start)
            start = unit.next(start)
        }
        let groups = SmallGroups.neighbours(starts.map { counts[$0] ?? 0 })
        var periods: [Period] = []
        var place = 0
        for group in groups {
            let (first, last) = (group.places[0], group.places[group.places.count - 1])
            periods += starts[place..<first].map { Period(start: $0, last: $0, length: 1, count: 0) }
            periods.append(
                Period(
                    start: starts[first], last: starts[last], length: last - first + 1, count: group.count))
            place = last + 1
        }
        periods += starts[place...].map { Period(start: $0, last: $0, length: 1, count: 0) }
        self.init(unit: unit, periods: periods)
    }
}

extension ArrivalFigures.Unit {
    /// The first day of the period that a day is in; weeks begin on Monday.
    func start(of day: Day) -> Day {
        let (year, month, _) = day.parts
        return switch self {
        case .day: day
        case .week: day + (1 - day.weekday)
        case .month: Day(year: year, month: month, day: 1) ?? day
        case .year: Day(year: year, month: 1, day: 1) ?? day
        }
    }

    /// The first day of the period after the one that begins on a day.
    func next(_ start: Day) -> Day {
        switch self {
        case .day: start + 1
        case .week: start + 7
        case .month: self.start(of: start + 31)
        case .year: self.start(of: start + 366)
        }
    }
}
