import QRSymbol

extension Slip {
    /// Columns of a 58 mm thermal printer.
    package static let columns = 32

    /// The slip as text of at most 32 columns; `isInverse` draws the QR code black on white with a terminal's colours.
    package func text(isInverse: Bool = false) -> String {
        let width = Self.columns
        var out: [String] = []
        func centre(_ text: String) {
            for line in Terminal.folded(text, width: width) {
                let space = max(0, width - Terminal.displayWidth(line)) / 2
                out.append(String(repeating: " ", count: space) + line)
            }
        }
        let rule = String(repeating: "-", count: width)
        for line in heading { centre(Terminal.line(line)) }
        out.append(rule)
        centre(number)
        for line in qr?.halfBlocks ?? [] {
            let space = String(repeating: " ", count: (width - line.count) / 2)
            out.append(space + (isInverse ? "\u{1B}[30;107m\(line)\u{1B}[0m" : line))
        }
        out.append(rule)
        for line in lines {
            let folded = Terminal.folded("\(line.label): \(line.value)", width: width, hanging: 2)
            out += folded
        }
        out.append(rule)
        for paragraph in next { out += Terminal.folded(paragraph, width: width) }
        out.append(rule)
        out += Terminal.folded(
            word("Petugas penerima: ", "Received by: ") + officer, width: width, hanging: 2)
        out += ["", "(............................)"]
        if hasNameLine {
            out += [
                "", word("Pelapor:", "Reporter:"),
                word("Nama: ...................", "Name: ..................."),
            ]
            out += ["", "(............................)"]
        }
        return out.joined(separator: "\n")
    }

    func word(_ id: String, _ en: String) -> String { Bilingual(id: id, en: en).text(in: language) }
}

extension Terminal {
    /// A text in lines of at most so many columns, words whole where they fit; further lines are indented.
    static func folded(_ text: String, width: Int, hanging: Int = 0) -> [String] {
        var lines: [String] = []
        var current = ""
        var used = 0
        func indent() -> Int { lines.isEmpty ? 0 : hanging }
        func close() {
            lines.append(String(repeating: " ", count: indent()) + current)
            current = ""
            used = 0
        }
        for word in text.split(separator: " ") {
            let size = displayWidth(String(word))
            if !current.isEmpty, used + 1 + size <= width - indent() {
                current += " " + word
                used += 1 + size
                continue
            }
            if !current.isEmpty { close() }
            for character in word {
                let size = displayWidth(of: character)
                if used + size > width - indent() { close() }
                current.append(character)
                used += size
            }
        }
        if !current.isEmpty || lines.isEmpty { close() }
        return lines
    }
}
