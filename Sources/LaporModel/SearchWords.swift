/// What somebody looks for: words that must all be found in a complaint.
///
/// A word of three letters or more stands for all words that begin with it. A word may also be a region's code or its
/// beginning, a complaint's number or a part of it, or a LAPOR! number.
package struct SearchWords: Sendable, Equatable {
    /// A word as texts are searched for it.
    package struct Term: Sendable, Equatable {
        /// As ``SearchTokens`` writes it.
        package var bytes: [UInt8]
        /// Whether longer words count that begin with it.
        package var isBeginning: Bool
    }

    /// One word as it was typed.
    package struct Word: Sendable, Equatable {
        package var typed: String
        /// What it is made of, at least one and all of which must be there: `anak-anak` is two.
        package var terms: [Term]
        /// The region code that it may be.
        package var code: Term?
        /// The part of a complaint's number that it may be, in the stored form.
        package var number: String?
        /// Whether that part may stand anywhere in the number, not only at its start.
        package var isAnywhere: Bool
    }

    package var words: [Word]
    /// The number that the whole text is.
    package var number: ComplaintNumber?

    /// The words of a typed text; `nil` if there is none in it.
    package init?(_ text: String) {
        words = text.split(whereSeparator: \.isWhitespace).map { Word(String($0)) }.filter {
            !$0.terms.isEmpty
        }
        guard !words.isEmpty else { return nil }
        number = ComplaintNumber(typed: text)
    }

    /// Whether a complaint has all of them, whose tokens (as ``SearchTokens`` writes them) follow a space.
    package func match(tokens: [UInt8], number: ComplaintNumber, trackingID: String?) -> Bool {
        if number == self.number { return true }
        return words.allSatisfy { word in
            if let part = word.number, Self.holds(number.text, part, anywhere: word.isAnywhere) {
                return true
            }
            if let trackingID, trackingID == word.typed || trackingID == word.typed.uppercased() {
                return true
            }
            if let code = word.code, code.stands(in: tokens) { return true }
            return word.terms.allSatisfy { $0.stands(in: tokens) }
        }
    }

    private static func holds(_ number: String, _ part: String, anywhere: Bool) -> Bool {
        anywhere ? number.contains(part) : number.hasPrefix(part)
    }
}

extension SearchWords.Word {
    init(_ typed: String) {
        self.typed = typed
        terms = SearchTokens.words(typed).map { .init(bytes: $0, isBeginning: $0.count >= 3) }
        code = Self.code(typed)
        (number, isAnywhere) = Self.number(typed)
    }

    /// `33.09` and the like; its last part may have been typed in part, or be just the dot.
    private static func code(_ typed: String) -> SearchWords.Term? {
        let parts = typed.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (2...4).contains(parts.count) else { return nil }
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            let full = index == 3 ? 4 : 2
            guard isLast ? part.count <= full : part.count == full,
                part.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
            else { return nil }
        }
        return .init(bytes: Array(typed.utf8), isBeginning: RegionCode(typed) == nil)
    }

    /// The part of a number that a word may be: four characters or more with a digit, or five.
    ///
    /// Other words would find numbers by accident.
    private static func number(_ typed: String) -> (String?, Bool) {
        var part: [UInt8] = []
        var isHyphened = false
        var hasDigit = false
        for byte in typed.utf8 {
            switch byte {
            case UInt8(ascii: "-"): isHyphened = true
            case UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "l"), UInt8(ascii: "L"):
                part.append(UInt8(ascii: "1"))
            case UInt8(ascii: "o"), UInt8(ascii: "O"): part.append(UInt8(ascii: "0"))
            case UInt8(ascii: "u"), UInt8(ascii: "U"): return (nil, false)
            case UInt8(ascii: "a")...UInt8(ascii: "z"): part.append(byte - 32)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): part.append(byte)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                part.append(byte)
                hasDigit = true
            default: return (nil, false)
            }
        }
        guard (hasDigit ? 4...9 : 5...9).contains(part.count) else { return (nil, false) }
        return (String(decoding: part, as: UTF8.self), hasDigit || isHyphened)
    }
}

extension SearchWords.Term {
    /// Whether it is one of some tokens, the first of which follows a space.
    func stands(in tokens: [UInt8]) -> Bool {
        let length = bytes.count
        return tokens.withUnsafeBufferPointer { tokens in
            bytes.withUnsafeBufferPointer { bytes in
                var at = 0
                while at + length < tokens.count {
                    // Only where a word begins.
                    if tokens[at] == UInt8(ascii: " ") {
                        var same = 0
                        while same < length, tokens[at + 1 + same] == bytes[same] { same += 1 }
                        if same == length {
                            let after = at + 1 + length
                            if isBeginning || after == tokens.count || tokens[after] == UInt8(ascii: " ") {
                                return true
                            }
                        }
                    }
                    at += 1
                }
                return false
            }
        }
    }
}
