import Archive
import Foundation
import Testing

@Suite("Tag files of bags")
struct BagTests {
    static let digest = String(repeating: "0123456789abcdef", count: 4)

    @Test("A manifest is written and parsed, in order")
    func manifest() throws {
        let entries = ["data/b", "data/a.txt", "data/sub/c"].map {
            BagManifest.Entry(path: $0, sha256: Self.digest)
        }
        let manifest = try BagManifest(entries: entries)
        #expect(manifest.bytes.starts(with: "\(Self.digest)  data/b\n".utf8))
        #expect(try BagManifest(parsing: manifest.bytes) == manifest)
        #expect(try BagManifest(parsing: []).entries.isEmpty)
    }

    @Test("A manifest in any other form is refused")
    func badManifests() throws {
        let good = "\(Self.digest)  data/a\n"
        func refusal(_ text: String) -> BagError? {
            do {
                _ = try BagManifest(parsing: Array(text.utf8))
                return nil
            } catch { return error }
        }
        #expect(refusal(good) == nil)
        #expect(refusal(good + good) == .duplicatePath(line: 2, path: "data/a"))
        #expect(refusal(String(good.dropLast())) == .missingLineEnd(line: 1))
        #expect(refusal(good + "\(Self.digest)  data/b") == .missingLineEnd(line: 2))
        #expect(refusal(good + "\n") == .badDigest(line: 2))
        #expect(refusal("\u{FEFF}" + good) == .badDigest(line: 1))
        #expect(refusal(good.uppercased()) == .badDigest(line: 1))
        #expect(refusal("\(Self.digest) data/a\n") == .badLine(line: 1))
        #expect(refusal("\(Self.digest)\tdata/a\n") == .badLine(line: 1))
        #expect(refusal("\(Self.digest) *data/a\n") == .badLine(line: 1))
        #expect(refusal("\(Self.digest)0  data/a\n") == .badLine(line: 1))
        #expect(refusal("\(Self.digest)   data/a\n") == .badPath(line: 1, path: " data/a"))
        #expect(refusal("\(Self.digest)  data/a\r\n") == .badPath(line: 1, path: "data/a\r"))
        #expect(refusal("\(Self.digest)  ../a\n") == .badPath(line: 1, path: "../a"))
        #expect(refusal("\(Self.digest)  \n") == .badPath(line: 1, path: ""))
        #expect(throws: BagError.notUTF8) { try BagManifest(parsing: [0xFF, 0x0A]) }
        #expect(throws: BagError.badDigest(line: 1)) {
            try BagManifest(entries: [BagManifest.Entry(path: "data/a", sha256: "00")])
        }
    }

    @Test("The fields of bag-info are written, parsed and found")
    func info() throws {
        let info = try BagInfo(fields: [
            ("Source-Organization", "Someone"), ("Note", "a: b, \u{E9}\tc"), ("note", ""), ("Two words", "x"),
        ])
        let text = "Source-Organization: Someone\nNote: a: b, \u{E9}\tc\nnote: \nTwo words: x\n"
        #expect(info.bytes == Array(text.utf8))
        #expect(try BagInfo(parsing: info.bytes) == info)
        #expect(info["NOTE"] == "a: b, \u{E9}\tc")
        #expect(info.all("Note") == ["a: b, \u{E9}\tc", ""])
        #expect(info["Other"] == nil)
        #expect(info.all("Other").isEmpty)
        #expect(try BagInfo(parsing: []).fields.isEmpty)
    }

    static let badInfos: [(String, BagError)] = [
        ("a: b", .missingLineEnd(line: 1)), ("a: b\n\n", .badLine(line: 2)), ("a:b\n", .badLine(line: 1)),
        ("a:\n", .badLine(line: 1)), ("a\n", .badLine(line: 1)), ("a:\tb\n", .badLine(line: 1)),
        (": b\n", .badLabel(line: 1, label: "")), ("a : b\n", .badLabel(line: 1, label: "a ")),
        ("a: b\n c: d\n", .badLabel(line: 2, label: " c")), ("a: b\n  folded\n", .badLine(line: 2)),
        ("a:  b\n", .badValue(line: 1, label: "a")), ("a: b \n", .badValue(line: 1, label: "a")),
        ("a: b\r\n", .badValue(line: 1, label: "a")), ("a: b\u{0}\n", .badValue(line: 1, label: "a")),
        ("a: b\u{2028}c\n", .badValue(line: 1, label: "a")),
        ("a: b\u{85}c\n", .badValue(line: 1, label: "a")),
        ("\u{FEFF}a: b\n", .badLabel(line: 1, label: "\u{FEFF}a")),
    ]

    @Test("A bag-info in any other form is refused", arguments: badInfos)
    func badInfo(text: String, error: BagError) {
        #expect(throws: error) { try BagInfo(parsing: Array(text.utf8)) }
    }

    @Test("Fields that would make other lines are refused")
    func badFields() {
        #expect(throws: BagError.badValue(line: 2, label: "b")) {
            try BagInfo(fields: [("a", "1"), ("b", "x\ny")])
        }
        for label in ["a:b", "a\n", "", " a", "a\t"] {
            #expect(throws: BagError.badLabel(line: 1, label: label)) { try BagInfo(fields: [(label, "1")]) }
        }
    }

    @Test("A payload size is two plain counts")
    func oxum() throws {
        #expect(PayloadOxum(bytes: 1234, files: 5).string == "1234.5")
        #expect(try PayloadOxum(parsing: "1234.5") == PayloadOxum(bytes: 1234, files: 5))
        #expect(try PayloadOxum(parsing: "0.0").string == "0.0")
        let bad = [
            "", "1", "1.", ".1", "1.2.3", "+1.2", "-1.2", "01.2", "1.02", " 1.2", "1.2\n", "1,2",
            "99999999999999999999.1",
        ]
        for text in bad {
            #expect(throws: BagError.badOxum(text)) { try PayloadOxum(parsing: text) }
        }
    }
}
