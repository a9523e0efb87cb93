import LaporBundle
import LaporModel
import LaporSamples
import Testing

@Suite struct ReceiptTests {
    private static func receipt(epoch: String = "a", serial: Int = 1, at seconds: Int = 0) throws -> Receipt {
        let random = Surroundings.seeded(1).random
        return Receipt(
            office: Identifier(random: random), epoch: epoch, serial: serial, at: .sample + seconds,
            feeds: [
                .init(
                    feed: Identifier(random: random),
                    ranges: [
                        Receipt.Range(first: 1, last: 3, id: Hash(of: "3")),
                        Receipt.Range(first: 7, last: 7, id: Hash(of: "7")),
                    ], missingBlobs: [Hash(of: "a")]),
                .init(feed: Identifier(random: random), ranges: [], missingBlobs: []),
            ])
    }

    @Test func `a receipt is read as it was written`() throws {
        let receipt = try Self.receipt()
        #expect(Receipt(receipt.bytes) == receipt)
        #expect(receipt[receipt.feeds[0].feed] == receipt.feeds[0])
        #expect(receipt[receipt.office].ranges.isEmpty)
    }

    @Test(arguments: [
        ("\"first\":1", "\"first\":9"), ("\"first\":1", "\"first\":0"), ("\"last\":3", "\"lost\":3"),
        ("\"serial\":1", "\"serial\":\"1\""),
        ("\"epoch\"", "\"epoca\""), ("{", "{ "),
    ]) func `what is no receipt is refused`(_ part: String, _ other: String) throws {
        let text = String(decoding: try Self.receipt().bytes, as: UTF8.self)
        let range = try #require(text.firstRange(of: part))
        #expect(Receipt(Array(text.replacingCharacters(range, with: other).utf8)) == nil)
    }

    @Test func `the newest counts, by serial in one life of the store and by time across two`() throws {
        let first = try Self.receipt()
        #expect(try Self.receipt(serial: 2, at: -99).isNewer(than: first))
        #expect(try !Self.receipt(serial: 1, at: 99).isNewer(than: first))
        #expect(try Self.receipt(epoch: "b", serial: 1, at: 99).isNewer(than: Self.receipt(serial: 5)))
        #expect(try !Self.receipt(epoch: "b", serial: 9, at: -1).isNewer(than: first))
    }
}

extension String {
    fileprivate func replacingCharacters(_ range: Range<String.Index>, with other: String) -> String {
        String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
    }
}
