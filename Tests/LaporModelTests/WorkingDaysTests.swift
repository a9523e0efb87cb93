@testable import LaporModel
import Testing

@Suite struct WorkingDaysTests {
    private let deadlines = Deadlines(
        holidays: Set(["2026-12-25", "2026-12-26"].compactMap { Day($0) }))

    @Test func `working days are counted as they are granted`() throws {
        let start = try #require(Day("2026-12-01"))
        for first in 0..<14 {
            let begin = start + first
            for days in 0..<30 {
                let due = deadlines.due(from: begin, workingDays: days)
                #expect(deadlines.workingDays(from: begin, to: due) == days)
                if days > 0 { #expect(deadlines.workingDays(from: begin, to: due + -1) == days - 1) }
            }
            #expect(deadlines.workingDays(from: begin, to: begin + -3) == 0)
        }
    }

    @Test func `the first day that leaves time until a day is the first of all`() throws {
        for last in 0..<30 {
            let day = try #require(Day("2026-12-10")) + last
            let start = deadlines.firstStart(dueFrom: day, workingDays: 3)
            #expect(deadlines.due(from: start, workingDays: 3) >= day)
            #expect(deadlines.due(from: start + -1, workingDays: 3) < day)
        }
    }
}
