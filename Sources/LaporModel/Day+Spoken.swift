extension Day {
    /// A day as people say or type it, seen from another day; `nil` if it is none.
    ///
    /// `2026-11-24`, `24/11/2026`, `24-11`, `24 November`, `hari ini`, `kemarin`, `3 hari lalu`, `2 minggu lalu`, `Senin`
    /// (the last one), and the same in English. A day without a year is the last such day.
    package init?(spoken text: String, today: Day) {
        let text = text.lowercased().trimmed
        if let day = Day(text) {
            self = day
            return
        }
        let words = text.split { $0 == " " || $0 == "/" || $0 == "-" || $0 == "." || $0 == "," }.map(
            String.init)
        if let day = Self.relative(words, today) ?? Self.dated(words, today) {
            self = day
        } else {
            return nil
        }
    }

    private static func relative(_ words: [String], _ today: Day) -> Day? {
        switch words.joined(separator: " ") {
        case "hari ini", "today", "tadi", "tadi pagi", "sekarang": return today
        case "kemarin", "yesterday", "tadi malam", "semalam": return today + -1
        case "kemarin dulu", "kemarin lusa", "dua hari lalu": return today + -2
        case "minggu lalu", "seminggu lalu", "seminggu yang lalu", "last week": return today + -7
        default: break
        }
        let weekday = words.count <= 2 ? weekdays[words.first ?? ""] : nil
        if let weekday, words.count == 1 || ["lalu", "kemarin"].contains(words[1]) {
            return today + -((today.weekday - weekday + 6) % 7 + 1)
        }
        guard words.count >= 3, let count = Int(words[0]), (0...10_000).contains(count),
            ["lalu", "ago"].contains(words[words.count - 1])
        else { return nil }
        switch words[1] {
        case "hari", "day", "days": return today + -count
        case "minggu", "pekan", "week", "weeks": return today + -7 * count
        default: return nil
        }
    }

    private static func dated(_ words: [String], _ today: Day) -> Day? {
        guard (2...3).contains(words.count), let day = Int(words[0]),
            let month = Int(words[1]) ?? months[String(words[1].prefix(3))]
        else { return nil }
        if words.count == 3 {
            guard let year = Int(words[2]) else { return nil }
            return Day(year: year < 100 ? 2_000 + year : year, month: month, day: day)
        }
        guard let this = Day(year: today.parts.year, month: month, day: day) else { return nil }
        return this <= today ? this : Day(year: today.parts.year - 1, month: month, day: day)
    }

    private static let weekdays = [
        "senin": 1, "selasa": 2, "rabu": 3, "kamis": 4, "jumat": 5, "jum'at": 5, "sabtu": 6, "ahad": 7,
        "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
    ]
    private static let months = [
        "jan": 1, "feb": 2, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "agu": 8, "aug": 8,
        "agt": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "des": 12, "dec": 12,
    ]
}
