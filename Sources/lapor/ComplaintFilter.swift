import ArgumentParser
import LaporField
import LaporModel
import LaporTerminal

/// Which complaints are shown, as flags that `list` and `search` share.
struct ComplaintFilter: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "hanya \(StateWord.shown.joined(separator: ", ")), atau sebuah kata status",
                en: "only \(StateWord.shown.joined(separator: ", ")), or a status word"),
            valueName: text(id: "keadaan", en: "state")), completion: .list(StateWord.all))
    var state: String?

    @OptionGroup var subject: SubjectOptions

    /// Whether any of them is given.
    var isGiven: Bool { state != nil || subject.isGiven }

    /// What is asked for; throws what the flags' values have wrong.
    func query() throws -> FieldQuery {
        var query = FieldQuery()
        try subject.put(into: &query.complaints)
        if let state {
            let meant = StateWord.meant(by: state)
            let isKnown = StateWord(rawValue: meant) != nil || Status.all.contains(meant)
            // Refused with the words of the screen's language.
            query.state =
                isKnown ? meant : try FlagValue.word("--state", state, of: StateWord.shown + Status.all)
        }
        return query
    }
}
