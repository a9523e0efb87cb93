import Foundation
import LaporModel
import LaporSamples
import Testing

@Suite struct TimestampTests {
    private static func gregorian() throws -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        return calendar
    }

    @Test func `days over four centuries agree with Foundation's calendar`() throws {
        let calendar = try Self.gregorian()
        for number in stride(from: -25_567, to: 120_000, by: 37) {
            let day = Day(number: number)
            let date = Date(timeIntervalSince1970: Double(number) * 86_400)
            let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
            #expect(day.parts.year == parts.year && day.parts.month == parts.month)
            #expect(day.parts.day == parts.day, "\(day)")
            // Foundation counts from Sunday, ISO 8601 from Monday.
            #expect(day.weekday == ((parts.weekday ?? 0) + 5) % 7 + 1, "\(day)")
        }
    }

    @Test func `every day of the years from 1 to 9999 is written and read back`() throws {
        let first = try #require(Day("0001-01-01"))
        let last = try #require(Day("9999-12-31"))
        #expect(first.number == -719_162 && last.number == 2_932_896)
        for number in stride(from: first.number, through: last.number, by: 19) {
            let day = Day(number: number)
            let (year, month, dayOfMonth) = day.parts
            #expect(Day(year: year, month: month, day: dayOfMonth) == day)
            #expect(Day(day.description) == day, "\(day)")
        }
    }

    @Test(arguments: [
        ("2024-02-29", true), ("2023-02-29", false), ("2000-02-29", true), ("1900-02-29", false),
        ("2400-02-29", true), ("2100-02-29", false), ("2026-02-28", true), ("2026-02-30", false),
    ]) func `leap days are those of the Gregorian calendar`(_ text: String, exists: Bool) {
        #expect((Day(text) != nil) == exists)
    }

    @Test(arguments: [
        "", "2026-11-2", "2026-11-244", "26-11-24", "2026/11/24", "2026-00-10", "2026-13-10", "2026-04-31",
        "2026-11-00", "0000-01-01", "+026-11-24", "2026-11-2a", "2026-11-24 ", " 2026-11-24", "２０２６-11-24",
        "24-11-2026", "2026-1-24", "٢٠٢٦-11-24",
    ]) func `what is not YYYY-MM-DD is no day`(_ text: String) {
        #expect(Day(text) == nil)
    }

    @Test func `times are written and read back`() {
        var generator = SeededGenerator(1)
        for _ in 0..<5_000 {
            let time = Timestamp(seconds: .random(in: -62_135_596_800...253_402_300_799, using: &generator))
            #expect(Timestamp(time.description) == time, "\(time)")
        }
        #expect(Timestamp(seconds: 0).description == "1970-01-01T00:00:00Z")
        #expect(Timestamp(seconds: -1).description == "1969-12-31T23:59:59Z")
        #expect(Timestamp.sample.description == "2026-11-24T08:15:00Z")
    }

    @Test(arguments: [
        "2026-11-24T08:15:00", "2026-11-24T08:15:00z", "2026-11-24t08:15:00Z", "2026-11-24 08:15:00Z",
        "2026-11-24T24:00:00Z", "2026-11-24T08:60:00Z", "2026-11-24T08:15:60Z", "2026-11-24T08:15:00.0Z",
        "2026-11-24T08:15:00+00:00", "2026-11-24T8:15:00Z", "2026-02-30T08:15:00Z", "",
        "2026-11-24T-1:15:00Z",
        "2026-11-24T08:15:00Zé",
    ]) func `what is not RFC 3339 in whole seconds of UTC is no time`(_ text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func `the day is that of the zone`() throws {
        let evening = try #require(Timestamp("2026-11-24T16:59:59Z"))
        for (hours, first, second) in [
            (7, "2026-11-24", "2026-11-25"), (8, "2026-11-25", "2026-11-25"),
            (0, "2026-11-24", "2026-11-24"),
        ] {
            #expect(evening.day(hoursEast: hours).description == first)
            #expect((evening + 1).day(hoursEast: hours).description == second)
        }
        #expect(Timestamp(seconds: -1).day(hoursEast: 0).description == "1969-12-31")
        #expect(Timestamp(seconds: 0).day(hoursEast: -1).description == "1969-12-31")
    }

    @Test func `a day starts at midnight in UTC`() throws {
        let day = try #require(Day("2026-11-24"))
        #expect(day.start.description == "2026-11-24T00:00:00Z")
        #expect((day + 7).description == "2026-12-01" && day < day + 1)
    }
}
