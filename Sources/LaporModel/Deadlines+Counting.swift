extension Deadlines {
    /// How many working days come after a day, up to another one and with it; 0 where that is no later day.
    package func workingDays(from start: Day, to end: Day) -> Int {
        guard end > start else { return 0 }
        let weeks = (end.number - start.number) / 7
        var count = weeks * 5
        var day = start + weeks * 7
        while day < end {
            day = day + 1
            if day.weekday < 6 { count += 1 }
        }
        return count - holidays.count { $0 > start && $0 <= end && $0.weekday < 6 }
    }

    /// The first day on which something can begin that is due on a day or later.
    package func firstStart(dueFrom day: Day, workingDays: Int) -> Day {
        var start = day
        while due(from: start + -1, workingDays: workingDays) >= day { start = start + -1 }
        return start
    }
}
