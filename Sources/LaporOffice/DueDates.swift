package import LaporModel
package import LaporStore

/// When complaints are due to be verified, by the deadlines and the day that count at an office.
package struct DueDates: Sendable {
    package let deadlines: Deadlines
    /// The day on which it is there now.
    package let today: Day
    private let hoursEast: Int

    /// Due dates seen from a day, in a zone so many hours east of UTC.
    init(_ deadlines: Deadlines, today: Day, hoursEast: Int) {
        self.deadlines = deadlines
        self.today = today
        self.hoursEast = hoursEast
    }

    /// The first time of arrival from which a complaint is due on a day or later.
    private func arrival(dueFrom day: Day) -> Timestamp {
        deadlines.firstStart(dueFrom: day, workingDays: deadlines[.verify].days)
            .start(hoursEast: hoursEast)
    }

    /// What arrived before this is too late for a step that is counted from the arrival.
    func firstArrival(inTimeFor step: Deadlines.Step) -> Timestamp {
        deadlines.firstStart(dueFrom: today, workingDays: deadlines[step].days).start(hoursEast: hoursEast)
    }

    /// The day of a time at this office.
    func day(of time: Timestamp) -> Day { time.day(hoursEast: hoursEast) }

    /// The day by which a complaint that arrived at a time has to be verified.
    package func due(arrivedAt time: Timestamp) -> Day {
        deadlines.due(.verify, from: time.day(hoursEast: hoursEast))
    }

    /// When complaints arrived that should have been verified by now, as far as they were not.
    package var overdueArrivals: StoredTime { StoredTime(since: nil, before: arrival(dueFrom: today)) }

    /// When complaints arrived that have to be verified from today on, within so many working days; 0 is today.
    package func arrivals(dueWithin workingDays: Int) -> StoredTime {
        let last = deadlines.due(from: today, workingDays: workingDays)
        return StoredTime(since: arrival(dueFrom: today), before: arrival(dueFrom: last + 1))
    }
}

extension Office {
    /// When complaints are due, seen from now.
    package func dueDates() throws -> DueDates { try store.read { try dueDates($0) } }

    /// When complaints are due by one state of the store, seen from now.
    func dueDates(_ transaction: Transaction) throws -> DueDates {
        DueDates(
            try transaction.deadlines(), today: surroundings.now().day(hoursEast: facts.hoursEast),
            hoursEast: facts.hoursEast)
    }
}

extension Office {
    /// Gives the complaints that are asked for, at most so many; `true` if there are more.
    @discardableResult
    package func forEachComplaint(
        _ query: ComplaintQuery, limit: Int?, _ body: (ComplaintRow) throws -> Void
    ) throws -> Bool {
        var query = query
        query.isPart = limit != nil
        var given = 0
        var isMore = false
        try store.read { transaction in
            try transaction.forEachComplaint(query) { row in
                guard limit.map({ given < $0 }) ?? true else {
                    isMore = true
                    return false
                }
                given += 1
                try body(row)
                return true
            }
        }
        return isMore
    }
}
