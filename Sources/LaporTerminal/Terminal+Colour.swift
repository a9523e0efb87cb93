import LaporModel

extension Terminal {
    /// How a word stands out on a terminal: what it says is never said by its colour alone.
    package enum Colour: Int, Sendable {
        case faint = 2
        case green = 32
        case yellow = 33
        case blue = 34
        case cyan = 36

        /// The colour of a complaint's status word: what still lies here, what is on its way, what has come to an end.
        package static func of(status: String) -> Colour? {
            switch status {
            case Status.recorded: .yellow
            case Status.packed: .cyan
            case Status.received: .blue
            case Status.withdrawn, Status.erased: .faint
            default: .green
            }
        }
    }

    /// A text in a colour, where standard output shows colours.
    static func painted(_ text: String, _ colour: Colour?) -> String {
        colour == nil ? text : painted(text, colour, isShown: hasColours)
    }

    static func painted(_ text: String, _ colour: Colour?, isShown: Bool) -> String {
        guard isShown, let colour, !text.isEmpty else { return text }
        return "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m"
    }
}
