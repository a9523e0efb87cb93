/// Text for roff, the language of manual pages (man(7)).
struct Roff {
    private static let width = 76

    private(set) var lines: [String] = []

    /// A request or macro with its arguments, each of which may have spaces.
    mutating func macro(_ name: String, _ arguments: String...) {
        lines.append(([".\(name)"] + arguments.map(Self.argument)).joined(separator: " "))
    }

    /// Running text, wrapped in the source as a person would.
    mutating func text(_ text: String) {
        text.split(separator: "\n", omittingEmptySubsequences: true).forEach { paragraph in
            raw(Terminal.wrapped(Self.escaped(String(paragraph)).split(separator: " "), width: Self.width))
        }
    }

    /// The title of a page; its date is the only argument that has no escapes.
    mutating func title(_ name: String, date: String, source: String, manual: String) {
        let rest = [source, manual].map(Self.argument).joined(separator: " ")
        lines.append(".TH \(Self.argument(name)) 1 \(date) \(rest)")
        // Words would be divided by the rules of another language.
        lines.append(".nh")
    }

    /// Lines as they stand, indented: what is typed.
    mutating func example(_ texts: [String]) {
        lines += [".PP", ".RS 4", ".nf"]
        raw(texts.map(Self.escaped))
        lines += [".fi", ".RE"]
    }

    /// A term, as `.TP` has it on the next line: names are bold, `<values>` in italics.
    mutating func term(_ text: String) {
        var result = ""
        for (index, piece) in text.split(separator: "<", omittingEmptySubsequences: false).enumerated() {
            guard index > 0, let end = piece.firstIndex(of: ">") else {
                result += piece.isEmpty ? "" : "\\fB\(Self.escaped(String(piece)))\\fR"
                continue
            }
            let rest = piece[piece.index(after: end)...]
            result += "\\fI\(Self.escaped(String(piece[..<end])))\\fR"
            result += rest.isEmpty ? "" : "\\fB\(Self.escaped(String(rest)))\\fR"
        }
        raw([result])
    }

    /// Lines that are text whatever they begin with.
    private mutating func raw(_ texts: [String]) {
        for text in texts { lines.append(text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text) }
    }

    private static func argument(_ text: String) -> String {
        let escaped = escaped(text).replacing("\"", with: "\\(dq")
        return escaped.isEmpty || escaped.contains(" ") ? "\"\(escaped)\"" : escaped
    }

    /// A text whose every character stands for itself, in ASCII.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "`": result += "\\(ga"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
            }
        }
        return result
    }
}
