import LaporModel

/// Asks on the terminal, question by question: `?` explains, `<` goes back, the default stands in brackets.
package enum Prompt {
    /// What a person typed.
    package enum Reply: Equatable {
        case text(String)
        /// Enter alone: the default, or nothing.
        case empty
        case back
    }

    /// The person ended the input (Ctrl-D).
    package struct Ended: Error {}

    /// Asks until something other than `?` comes; `standard` is what Enter alone means.
    ///
    /// Where fewer than `room` columns are left to type in, the question gets lines of its own.
    package static func ask(
        _ question: Bilingual, standard: String? = nil, room: Int = 26, help: Bilingual
    ) throws -> Reply {
        while true {
            let shown = Terminal.line(question.text())
            let brackets = standard.map { " [\(Terminal.line($0))]" } ?? ""
            var prompt = shown + brackets + ": "
            if Terminal.displayWidth(prompt) + room > Terminal.promptWidth {
                say(shown + brackets, indent: 0)
                prompt = "> "
            }
            guard let line = LineReader.read(prompt: prompt) else { throw Ended() }
            switch line.trimmed {
            case "?": say(help.text())
            case "<": return .back
            case "": return .empty
            default: return .text(line)
            }
        }
    }

    /// Says something between two questions, set to the terminal's width; `hanging` is added to the indent of all lines
    /// but the first.
    package static func say(_ text: String, indent: Int = 2, hanging: Int = 0) {
        var isFirst = true
        for paragraph in Terminal.safe(text).split(separator: "\n", omittingEmptySubsequences: false) {
            let words = paragraph.split(separator: " ")
            let lines = Terminal.wrapped(words, width: max(16, Terminal.promptWidth - indent - hanging))
            for line in lines.isEmpty ? [""] : lines {
                Terminal.note(String(repeating: " ", count: indent + (isFirst ? 0 : hanging)) + line)
                isFirst = false
            }
        }
    }
}
