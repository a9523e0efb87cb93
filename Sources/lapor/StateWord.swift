import LaporModel
import LaporTerminal

/// The words of `--state`: those of the contract, and what they are called in Indonesian.
enum StateWord: String, CaseIterable {
    case recorded
    case packed
    case confirmed
    case answered
    case unread

    /// What it is called in Indonesian; `tercatat` and `terkemas` are status words, which mean something narrower.
    private var indonesian: String {
        switch self {
        case .recorded: "belum-dikemas"
        case .packed: "dikemas"
        case .confirmed: "dikonfirmasi"
        case .answered: "dijawab"
        case .unread: "belum-dibacakan"
        }
    }

    /// The word in the language of the screen.
    func text() -> String { LaporTerminal.text(id: indonesian, en: rawValue) }

    /// The words in the language of the screen, in the order of a complaint's way.
    static var shown: [String] { allCases.map { $0.text() } }

    /// All words that are understood, those of the language of the screen first.
    static var all: [String] {
        var words: [String] = []
        for word in shown + allCases.map(\.rawValue) + Status.all where !words.contains(word) {
            words.append(word)
        }
        return words
    }

    /// The state or status word that somebody means, with spaces or hyphens; what is none of them stays as it is.
    static func meant(by typed: String) -> String {
        let folded = typed.trimmed.lowercased().split { $0 == " " || $0 == "-" }.joined(separator: "-")
        if let state = allCases.first(where: { [$0.rawValue, $0.indonesian].contains(folded) }) {
            return state.rawValue
        }
        let status = folded.split(separator: "-").joined(separator: "_")
        return Status.all.contains(status) ? status : typed
    }
}
