extension Terminal {
    /// A text that cannot drive the terminal: control characters but newline and tab, and those that turn the
    /// direction of writing around, become U+FFFD.
    package static func safe(_ text: String) -> String {
        replacing(text) { isControl($0) && $0 != "\n" && $0 != "\t" ? "\u{FFFD}" : $0 }
    }

    /// A text as one line that cannot drive the terminal: as ``safe(_:)``, newlines and tabs as spaces.
    package static func line(_ text: String) -> String {
        replacing(text) { scalar in
            switch scalar {
            case "\n", "\t", "\u{2028}", "\u{2029}": " "
            default: isControl(scalar) ? "\u{FFFD}" : scalar
            }
        }
    }

    private static func replacing(
        _ text: String, _ change: (Unicode.Scalar) -> Unicode.Scalar
    ) -> String {
        var result = String.UnicodeScalarView()
        // A line end of two characters is one line end.
        var afterReturn = false
        for scalar in text.unicodeScalars {
            if afterReturn, scalar != "\n" { result.append(change("\r")) }
            afterReturn = scalar == "\r"
            if !afterReturn { result.append(change(scalar)) }
        }
        if afterReturn { result.append(change("\r")) }
        return String(result)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// How many columns of a terminal a text takes up.
    package static func displayWidth(_ text: String) -> Int {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
        return text.reduce(0) { $0 + displayWidth(of: $1) }
    }

    /// How many columns of a terminal a character takes up.
    static func displayWidth(of character: Character) -> Int {
        let scalars = character.unicodeScalars
        if scalars.count > 1, scalars.first?.properties.isEmoji == true, scalars.contains(where: joinsEmoji) {
            return 2
        }
        return scalars.reduce(0) { $0 + displayWidth(of: $1) }
    }

    /// What makes one picture of several characters: joiner, emoji presentation, skin tones, flags.
    private static func joinsEmoji(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200D, 0xFE0F, 0x1F3FB...0x1F3FF, 0x1F1E6...0x1F1FF: true
        default: false
        }
    }

    private static func displayWidth(of scalar: Unicode.Scalar) -> Int {
        if scalar.value == 0xAD { return 1 }
        // The vowels and final consonants of a Korean syllable stand inside its first letter.
        if (0x1160...0x11FF).contains(scalar.value) { return 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
        default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
        }
    }

    /// What Unicode's EastAsianWidth.txt calls W or F, in coarse ranges.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0, 0x23F3...0x23F3,
        0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F...0x267F, 0x2693...0x2693, 0x26A1...0x26A1,
        0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5, 0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA,
        0x26F2...0x26F3, 0x26F5...0x26F5, 0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705, 0x270A...0x270B,
        0x2728...0x2728, 0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
        0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55, 0x2E80...0x303E,
        0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF,
        0x1AFF0...0x1B2FB, 0x1F004...0x1F004, 0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E, 0x1F191...0x1F19A,
        0x1F200...0x1F320, 0x1F32D...0x1F335, 0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA,
        0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0, 0x1F3F4...0x1F3F4, 0x1F3F8...0x1F43E, 0x1F440...0x1F440,
        0x1F442...0x1F4FC, 0x1F4FF...0x1F53D, 0x1F54B...0x1F54E, 0x1F550...0x1F567, 0x1F57A...0x1F57A,
        0x1F595...0x1F596, 0x1F5A4...0x1F5A4, 0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F6CC...0x1F6CC,
        0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6D7, 0x1F6DC...0x1F6DF, 0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC,
        0x1F7E0...0x1F7F0, 0x1F90C...0x1F93A, 0x1F93C...0x1F945, 0x1F947...0x1F9FF, 0x1FA70...0x1FAFF,
        0x20000...0x3FFFD,
    ]

    /// A text cut to a number of columns, the last of them an ellipsis where something was cut.
    package static func truncated(_ text: String, to width: Int) -> String {
        if displayWidth(text) <= width { return text }
        var result = ""
        var used = 1
        for character in text {
            used += displayWidth(of: character)
            if used > width { break }
            result.append(character)
        }
        while result.last == " " { result.removeLast() }
        return result + "…"
    }

    /// A text filled up with spaces to a number of columns.
    static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - displayWidth(text)))
    }

    /// Words set in lines of at most `width` columns; a longer word has a line of its own.
    package static func wrapped(_ words: [some StringProtocol], width: Int) -> [String] {
        var lines: [String] = []
        var current = ""
        for word in words {
            let word = String(word)
            if current.isEmpty {
                current = word
            } else if displayWidth(current) + 1 + displayWidth(word) <= width {
                current += " " + word
            } else {
                lines.append(current)
                current = word
            }
        }
        if !current.isEmpty { lines.append(current) }
        return lines
    }

    /// A table of aligned columns, two spaces apart, its last column cut to fit into `width` columns.
    ///
    /// No width, nothing is cut. No line end at the end; nothing at all without a row. Cells are made safe with
    /// ``line(_:)``. An empty header is left out. `colour` gives the colour of a row's cell.
    package static func columns(
        rows: [[String]], header: [String] = [], width: Int? = nil,
        colour: (_ row: Int, _ column: Int) -> Colour? = { _, _ in nil }
    ) -> String {
        guard !rows.isEmpty else { return "" }
        let table = ((header.isEmpty ? [] : [header]) + rows).map { $0.map(line) }
        let count = table.reduce(0) { max($0, $1.count) }
        let widths = (0..<count).map { column in
            table.reduce(0) { max($0, column < $1.count ? displayWidth($1[column]) : 0) }
        }
        let left = widths.dropLast().reduce(0) { $0 + $1 + 2 }
        let first = header.isEmpty ? 0 : 1
        return table.enumerated().map { index, row in
            var text = ""
            for (column, cell) in row.enumerated() {
                let colour = index < first ? nil : colour(index - first, column)
                if column == count - 1 {
                    text += painted(width.map { truncated(cell, to: max(8, $0 - left)) } ?? cell, colour)
                } else {
                    let space = padded(cell, to: widths[column]).dropFirst(cell.count)
                    text += painted(cell, colour) + space + "  "
                }
            }
            while text.last == " " { text.removeLast() }
            return text
        }.joined(separator: "\n")
    }
}
