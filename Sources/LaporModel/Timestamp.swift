/// A point in time in whole seconds since 1970 in UTC; written as RFC 3339, `2026-11-24T08:15:00Z`.
package struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var seconds: Int

    /// So many seconds after the start of 1970 in UTC.
    package init(seconds: Int) {
        self.seconds = seconds
    }

    /// The time written as RFC 3339 with whole seconds and `Z`; `nil` for any other form.
    package init?(_ text: String) {
        let utf8 = Array(text.utf8)
        guard utf8.count == 20, utf8[10] == UInt8(ascii: "T"), utf8[13] == UInt8(ascii: ":"),
            utf8[16] == UInt8(ascii: ":"), utf8[19] == UInt8(ascii: "Z"),
            let day = Day(String(decoding: utf8[0..<10], as: UTF8.self)),
            let hour = Day.number(utf8[11..<13]), let minute = Day.number(utf8[14..<16]),
            let second = Day.number(utf8[17..<19]), hour < 24, minute < 60, second < 60
        else { return nil }
        seconds = day.number * 86_400 + hour * 3_600 + minute * 60 + second
    }

    package var description: String {
        let day = Day(number: Self.floor(seconds, by: 86_400))
        let second = seconds - day.number * 86_400
        return "\(day)T\(Day.digits(second / 3_600, 2)):\(Day.digits(second / 60 % 60, 2)):"
            + "\(Day.digits(second % 60, 2))Z"
    }

    /// RFC 3339 with the offset of a zone so many hours east of UTC: `2026-11-25T07:15:00+07:00`.
    package func local(hoursEast: Int) -> String {
        "\((self + hoursEast * 3_600).description.dropLast())+\(Day.digits(hoursEast, 2)):00"
    }

    /// The day on a calendar that stands so many hours east of UTC.
    package func day(hoursEast: Int) -> Day {
        Day(number: Self.floor(seconds + hoursEast * 3_600, by: 86_400))
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.seconds < right.seconds
    }

    /// The time so many seconds later.
    package static func + (time: Timestamp, seconds: Int) -> Timestamp {
        Timestamp(seconds: time.seconds + seconds)
    }

    private static func floor(_ value: Int, by unit: Int) -> Int {
        value >= 0 ? value / unit : -((-value + unit - 1) / unit)
    }
}

/// A calendar day (proleptic Gregorian); written `YYYY-MM-DD`.
package struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1 January 1970.
    package var number: Int

    /// The day so many days after 1 January 1970.
    package init(number: Int) {
        self.number = number
    }

    /// The day of this year, month and day of the month; `nil` if there is none.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, year: year)
        else { return nil }
        // Counting years from March makes the leap day the last of its year.
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        number = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }

    /// The day written `YYYY-MM-DD`; `nil` for any other form or no such day.
    package init?(_ text: String) {
        let utf8 = Array(text.utf8)
        guard utf8.count == 10, utf8[4] == UInt8(ascii: "-"), utf8[7] == UInt8(ascii: "-"),
            let year = Self.number(utf8[0..<4]), let month = Self.number(utf8[5..<7]),
            let day = Self.number(utf8[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Year, month and day of the month.
    package var parts: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let year = yearOfEra + era * 400 + (month < 10 ? 0 : 1)
        return (year, month < 10 ? month + 3 : month - 9, dayOfYear - (153 * month + 2) / 5 + 1)
    }

    package var description: String {
        let (year, month, day) = parts
        return "\(Self.digits(year, 4))-\(Self.digits(month, 2))-\(Self.digits(day, 2))"
    }

    /// Monday is 1, Sunday 7 (ISO 8601).
    package var weekday: Int {
        ((number + 3) % 7 + 7) % 7 + 1
    }

    /// The start of the day in UTC.
    package var start: Timestamp {
        Timestamp(seconds: number * 86_400)
    }

    /// The start of the day on a calendar that stands so many hours east of UTC.
    package func start(hoursEast: Int) -> Timestamp { start + -hoursEast * 3_600 }

    package static func < (left: Day, right: Day) -> Bool {
        left.number < right.number
    }

    /// The day so many days later.
    package static func + (day: Day, days: Int) -> Day {
        Day(number: day.number + days)
    }

    static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }

    static func digits(_ value: Int, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
