package import LaporModel

/// Values of flags that several commands take, read and refused in one way.
package enum FlagValue {
    /// The code that `--region` gives.
    package static func region(_ text: String) throws -> RegionCode {
        guard let code = RegionCode(text) else { throw FieldProblem(.region, text, .notARegionCode) }
        return code
    }

    /// A whole number; `example` is told to who gave none.
    package static func count(
        _ flag: String, _ text: String, atLeast least: Int, example: Int
    ) throws -> Int {
        guard let number = Int(text), number >= least else {
            let text = Terminal.line(text)
            throw ErrorReport(
                .badData,
                Bilingual(id: "\(flag) \"\(text)\" bukan jumlah", en: "\(flag) \"\(text)\" is no number"),
                hint: Bilingual(
                    id: "tulis \(least) atau lebih, misalnya \(example)",
                    en: "write \(least) or more, such as \(example)"))
        }
        return number
    }

    /// A day that a flag gives, as people say it; seen from today.
    package static func day(_ flag: String, _ text: String, today: Day) throws -> Day {
        guard let day = Day(spoken: text, today: today) else {
            let text = Terminal.line(text)
            throw ErrorReport(
                .badData,
                Bilingual(id: "\(flag) \"\(text)\" bukan tanggal", en: "\(flag) \"\(text)\" is no date"),
                hint: Bilingual(
                    id: "tulis seperti 2026-11-24, atau: kemarin, 3 hari lalu",
                    en: "write it like 2026-11-24, or: yesterday, 3 days ago"))
        }
        return day
    }

    /// One of some words that a flag may give.
    package static func word(_ flag: String, _ text: String, of words: [String]) throws -> String {
        guard words.contains(text) else {
            let text = Terminal.line(text)
            throw ErrorReport(
                .badData,
                Bilingual(id: "\(flag) \"\(text)\" tidak dikenal", en: "\(flag) \"\(text)\" is not known"),
                hint: Bilingual(
                    id: "pilih salah satu: \(words.joined(separator: ", "))",
                    en: "choose one of: \(words.joined(separator: ", "))"))
        }
        return text
    }
}
