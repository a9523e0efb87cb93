import LaporModel
import Testing

@Suite struct SearchWordsTests {
    private static func tokens(_ text: String) -> String {
        var bytes: [UInt8] = []
        SearchTokens.append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("Jembatan PUTUS", "jembatan putus "), ("Modjo Soegih", "mojo sugih "), ("kafé “Désa”", "kafe desa "),
        ("Jum’at, Ma'ruf", "jumat maruf "), ("Rp500.000,-", "rp500 000 "), ("cafe\u{301}", "cafe "),
        ("ꦱꦸꦒꦼꦁ السلام", "ꦱꦸꦒꦼꦁ السلام "), ("СЕЛО", "село "), ("1122", "1122 "), ("— 😢 —", ""), ("", ""),
    ])
    func `words are folded`(_ text: String, _ tokens: String) {
        #expect(Self.tokens(text) == tokens)
    }

    private static func match(_ words: String, _ text: String) -> Bool {
        var bytes: [UInt8] = [0x20]
        SearchTokens.append(text, to: &bytes)
        bytes += Array("33 33.09 33.09.05 ".utf8)
        let number =
            ComplaintNumber(stored: "00000000" + "1")
            ?? ComplaintNumber(random: { [UInt8](repeating: 7, count: $0) })
        return SearchWords(words)?.match(tokens: bytes, number: number, trackingID: "ABC-1") ?? false
    }

    @Test func `all words must be there, three letters or more are a beginning`() {
        #expect(Self.match("jemb put", "Jembatan putus"))
        #expect(!Self.match("jembatan roboh", "Jembatan putus"))
        #expect(!Self.match("je", "Jembatan putus") && Self.match("rt", "RT 03"))
        #expect(!Self.match("batan", "Jembatan putus"))
        #expect(Self.match("33.09", "x") && Self.match("33.", "x") && Self.match("33.0", "x"))
        #expect(!Self.match("33.1", "x") && !Self.match("33.09.06", "x"))
        #expect(Self.match("10.30", "jam 10.30") && !Self.match("10.30", "jam 10"))
        #expect(Self.match("abc-1", "x") && !Self.match("abc-2", "x"))
        #expect(SearchWords(" \"'* ") == nil && SearchWords("") == nil)
    }

    @Test func `a part of a number is told from a word`() {
        func part(_ text: String) -> String? { SearchWords(text)?.words.first?.number }
        #expect(part("7k3m") == "7K3M" && part("q9ta-z") == "Q9TAZ" && part("7K3M-Q9TA-Z") == "7K3MQ9TAZ")
        #expect(part("desa") == nil && part("jalan") == "JA1AN" && part("umum1") == nil && part("a1") == nil)
        #expect(SearchWords("33.09")?.words.first?.number == nil)
    }
}
