/// How long a step may take, in working days.
package struct Deadlines: Equatable, Sendable {
    /// To verify a complaint that has arrived, and to forward it.
    package var verify: Int
    /// Until an agency first does something about one that was forwarded.
    package var followUp = 5
    /// Until a request for information is answered.
    package var request = 5
    /// Days that are not worked on, besides Saturdays and Sundays.
    package var holidays: Set<Day>

    /// The figures of PermenPANRB 62/2018; those of its successor, 5/2025, an office loads itself.
    package static let standard = Deadlines(verify: 3, holidays: [])

    /// The last day for something that begins on a day and may take so many working days.
    package func due(from start: Day, workingDays: Int) -> Day {
        var day = start
        var left = workingDays
        while left > 0 {
            day = day + 1
            if day.weekday < 6, !holidays.contains(day) { left -= 1 }
        }
        return day
    }
}
