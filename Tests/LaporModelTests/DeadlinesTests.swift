@testable import LaporModel
import Testing

@Suite struct DeadlinesTests {
    private static func due(_ start: String, _ days: Int, holidays: [String] = []) throws -> String {
        let deadlines = Deadlines(holidays: Set(holidays.compactMap { Day($0) }))
        return deadlines.due(from: try #require(Day(start)), workingDays: days).description
    }

    @Test(arguments: [
        // 23 November 2026 is a Monday.
        ("2026-11-23", 0, "2026-11-23"), ("2026-11-23", 1, "2026-11-24"), ("2026-11-23", 3, "2026-11-26"),
        ("2026-11-23", 5, "2026-11-30"), ("2026-11-26", 3, "2026-12-01"), ("2026-11-27", 1, "2026-11-30"),
        ("2026-11-28", 1, "2026-11-30"), ("2026-11-29", 1, "2026-11-30"), ("2026-11-23", 10, "2026-12-07"),
        ("2026-11-23", 60, "2027-02-15"),
    ]) func `weekends are not counted`(_ start: String, days: Int, due: String) throws {
        #expect(try Self.due(start, days) == due)
    }

    @Test func `holidays are not counted`() throws {
        #expect(try Self.due("2026-11-23", 3, holidays: ["2026-11-25"]) == "2026-11-27")
        #expect(
            try Self.due("2026-11-23", 3, holidays: ["2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"])
                == "2026-12-02")
        // One on a Saturday costs nothing.
        #expect(try Self.due("2026-11-26", 3, holidays: ["2026-11-28"]) == "2026-12-01")
    }

    @Test func `the standard gives three days to verify`() {
        let standard = Deadlines.standard
        #expect(Deadlines.Step.allCases.map { standard[$0].days } == [3, 5, 10, 5, 14, 60])
        #expect(standard[.verify].basis == "PermenPANRB 62/2018" && standard.holidays.isEmpty)
    }

    @Test func `a limit that is given takes the place of the standard one, and of no other`() throws {
        let deadlines = Deadlines(
            [.request: .init(days: 7)], holidays: Set([try #require(Day("2026-11-25"))]))
        #expect(
            deadlines[.request].days == 7 && deadlines[.request].basis == nil && deadlines[.verify].days == 3)
        let monday = try #require(Day("2026-11-23"))
        #expect(deadlines.due(.verify, from: monday).description == "2026-11-27")
    }

    @Test(arguments: Deadlines.Step.allCases) func `a step is known by its word in either language`(
        _ step: Deadlines.Step
    ) {
        #expect(Deadlines.Step(word: step.rawValue) == step && Deadlines.Step(word: step.indonesian) == step)
        let spaced = step.indonesian.split(separator: "_").joined(separator: " ")
        #expect(Deadlines.Step(word: spaced.uppercased()) == step)
        #expect(Deadlines.Step(word: "x" + step.rawValue) == nil)
    }
}
