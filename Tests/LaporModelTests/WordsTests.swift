import FileIO
import LaporModel
import LaporSamples
import Testing

@Suite struct WordsTests {
    @Test func `the words are those of the published list, in its order`() throws {
        let file = #filePath.replacing("Tests/LaporModelTests/WordsTests.swift", with: "Bundles/words.txt")
        let text = String(decoding: try content(of: file), as: UTF8.self)
        #expect(Words.list == text.split(separator: "\n").map(String.init))
    }

    @Test func `256 words differ from each other in their first four letters`() {
        #expect(Words.list.count == 256)
        #expect(Set(Words.list.map { $0.prefix(4) }).count == 256)
        #expect(Words.list.allSatisfy { $0.allSatisfy { ("a"..."z").contains($0) } })
        #expect(Words.list == Words.list.sorted())
    }

    @Test func `bytes become words from left to right`() {
        #expect(Words.text([0, 255, 1]) == "abadi ziarah acar")
        #expect(Words.text([UInt8]()) == "")
    }

    @Test func `words are compared whatever stands between them`() {
        #expect(Words.normalised("  Abadi,ZIARAH\n1. acar ") == "abadi ziarah acar")
    }

    @Test func `fingerprint and confirmation are hashes of what they name`() {
        let key = [UInt8](repeating: 7, count: 32)
        let hash = Hash(of: Array("lapor fingerprint 1\n".utf8) + key)
        #expect(Words.fingerprint(ofSigningKey: key) == Words.text(hash.bytes.prefix(8)))
        let manifest = Hash(of: "a")
        let confirmation = Hash(of: "lapor confirm 1\n\(manifest.hex)")
        #expect(Words.confirmation(ofTagmanifest: manifest) == Words.text(confirmation.bytes.prefix(4)))
    }
}
