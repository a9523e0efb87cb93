/// The roots of words, remembered: a few thousand words make most of all texts.
package final class WordRoots {
    private var known: [String: [UInt32]] = [:]
    /// Beyond so many words what is remembered is forgotten.
    private static let most = 100_000

    /// No words yet.
    package init() {}

    /// The roots of a word as it stands in a text, in small letters; none of a word that says nothing.
    func roots(of word: String) -> [UInt32] {
        if let roots = known[word] { return roots }
        let roots = TextWords(word).words.map { ComplaintGist.hash(ComplaintGist.root($0)) }
        if known.count >= Self.most { known.removeAll(keepingCapacity: true) }
        known[word] = roots
        return roots
    }

    /// Gives the words of a text with ASCII letters made small, and whether each is written as a name: with a capital within
    /// a sentence, but not all in capitals, which is shouted or an abbreviation.
    static func forEachWord(of text: inout String, _ body: (_ word: String, _ isName: Bool) -> Void) {
        text.withUTF8 { bytes in
            var word: [UInt8] = []
            var (isCapital, hasSmall, isStart) = (false, false, true)
            func end() {
                guard !word.isEmpty else { return }
                body(String(decoding: word, as: UTF8.self), isCapital && hasSmall && !isStart)
                word.removeAll(keepingCapacity: true)
                isStart = false
            }
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                    if word.isEmpty { (isCapital, hasSmall) = (true, false) }
                    word.append(byte + 32)
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    0x80...0xFF:
                    if word.isEmpty { (isCapital, hasSmall) = (false, false) }
                    if byte >= UInt8(ascii: "a") { hasSmall = true }
                    word.append(byte)
                case UInt8(ascii: "'"): break
                case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ":"),
                    UInt8(ascii: ";"),
                    UInt8(ascii: "|"):
                    end()
                    isStart = true
                default: end()
                }
            }
            end()
        }
    }
}
