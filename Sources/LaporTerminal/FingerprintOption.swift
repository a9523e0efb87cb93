import ArgumentParser
import LaporModel

/// The words that show that a kit or a card is the one that an office gave.
package struct FingerprintOption: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "kata-kata sidik kunci yang diberikan kantor; harus sama",
                en: "the fingerprint words that the office gave; they must agree"),
            valueName: text(id: "kata", en: "words")))
    private var fingerprint: String?

    package init() {}

    /// Compares the words: with those given, or by asking on a terminal; a false kit or card would have everything sealed
    /// to a stranger.
    package func compare(_ words: String, isJSON: Bool, advice: Bilingual) throws {
        let differs = ErrorReport(
            .denied,
            Bilingual(id: "sidik katanya berbeda: \(words)", en: "its fingerprint differs: \(words)"),
            hint: advice)
        if let fingerprint {
            guard Words.normalised(fingerprint) == words else { throw differs }
            return
        }
        guard Terminal.isTerminal(0), !isJSON else { return }
        Terminal.note(
            text(
                id: "Bandingkan kata-kata ini dengan yang dibacakan kantor:\n\n    \(words)\n",
                en: "Compare these words with those that the office reads out:\n\n    \(words)\n"))
        let answer = Terminal.readLine(
            prompt: text(id: "Apakah sama? (ya/tidak) ", en: "Do they agree? (yes/no) "))
        guard let answer, ["y", "ya", "yes"].contains(answer.lowercased()) else { throw differs }
    }
}
