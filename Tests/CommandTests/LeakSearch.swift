import Foundation

/// Looks for words in every file of a folder, in each form that a careless program might leave them in.
struct LeakSearch {
    /// A form of a word, and the bytes to look for.
    private struct Needle {
        let word: String
        let form: String
        let bytes: Data
    }

    private let needles: [Needle]

    /// Words to look for: as text, as UTF-16, as hex in either case, and as base64 in its three alignments.
    init(_ words: [String]) {
        needles = words.flatMap { word -> [Needle] in
            let bytes = Data(word.utf8)
            let hex = bytes.map { String(format: "%02x", $0) }.joined()
            var needles = [
                Needle(word: word, form: "text", bytes: bytes),
                Needle(word: word, form: "UTF-16", bytes: word.data(using: .utf16LittleEndian) ?? bytes),
                Needle(word: word, form: "hex", bytes: Data(hex.utf8)),
                Needle(word: word, form: "HEX", bytes: Data(hex.uppercased().utf8)),
            ]
            for before in 0..<3 {
                let encoded = (Data(count: before) + bytes).base64EncodedString()
                // Only the digits that the word alone decides.
                let start = (before * 8 + 5) / 6
                let end = (before + bytes.count) * 8 / 6
                let digits = encoded.dropFirst(start).prefix(end - start)
                needles.append(Needle(word: word, form: "base64 +\(before)", bytes: Data(digits.utf8)))
            }
            return needles
        }
    }

    /// The findings in all files under a folder, each as "file: word (form)"; file names are searched too.
    func findings(in folder: String) throws -> [String] {
        var findings: [String] = []
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        for name in names {
            let url = URL(fileURLWithPath: folder).appendingPathComponent(name)
            let isFile = try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
            let bytes = Data(name.utf8) + (isFile ? try Data(contentsOf: url) : Data())
            findings += Self.hits(needles, bytes).map { "\(name): \($0.word) (\($0.form))" }
        }
        return findings
    }

    private static func hits(_ needles: [Needle], _ bytes: Data) -> [Needle] {
        needles.filter { bytes.range(of: $0.bytes) != nil }
    }
}
