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
                id: "hanya recorded, packed, confirmed, answered, atau sebuah kata status",
                en: "only recorded, packed, confirmed, answered, or a status word"),
            valueName: text(id: "keadaan", en: "state")), completion: .list(Self.states))
    var state: String?

    @OptionGroup var subject: SubjectOptions

    private static let states = ["recorded", "packed", "confirmed", "answered"] + Status.all

    /// Whether any of them is given.
    var isGiven: Bool { state != nil || subject.isGiven }

    /// What is asked for; throws what the flags' values have wrong.
    func query() throws -> FieldQuery {
        var query = FieldQuery()
        try subject.put(into: &query.complaints)
        query.state = try state.map { try FlagValue.word("--state", $0, of: Self.states) }
        return query
    }
}
