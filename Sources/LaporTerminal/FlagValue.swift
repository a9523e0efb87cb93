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
}
