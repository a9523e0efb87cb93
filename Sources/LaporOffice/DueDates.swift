package import LaporModel
package import LaporStore

extension Office {
    /// The deadlines that count here.
    package var deadlines: Deadlines { .standard }

    /// The day on which it is here now.
    package var today: Day { surroundings.now().day(hoursEast: facts.hoursEast) }

    /// The first time of arrival from which a complaint is due to be verified on a day or later.
    package func arrival(dueFrom day: Day) -> Timestamp {
        deadlines.firstStart(dueFrom: day, workingDays: deadlines.verify).start + -facts.hoursEast * 3_600
    }

    /// The day by which a complaint that arrived at a time has to be verified.
    package func due(arrivedAt time: Timestamp) -> Day {
        deadlines.due(from: time.day(hoursEast: facts.hoursEast), workingDays: deadlines.verify)
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
