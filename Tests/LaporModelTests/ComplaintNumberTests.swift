import LaporModel
import LaporSamples
import Testing

@Suite struct ComplaintNumberTests {
    private static let crockford = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    private static func numbers(_ count: Int, seed: UInt64 = 1) -> [ComplaintNumber] {
        let random = Surroundings.seeded(seed).random
        return (0..<count).map { _ in ComplaintNumber(random: random) }
    }

    /// Whether a whole text satisfies ISO/IEC 7064 MOD 37,36: the standard's own recursion over all characters.
    private static func satisfies(_ text: String) -> Bool {
        var product = 36
        var sum = 0
        for character in text {
            guard let value = Int(String(character), radix: 36) else { return false }
            sum = product % 37 + value
            let rest = sum % 36
            product = (rest == 0 ? 36 : rest) * 2
        }
        return sum % 36 == 1
    }

    @Test func `the tests' own reckoning agrees with a published number`() {
        // The example of the Global Release Identifier, which uses the same system.
        #expect(Self.satisfies("A12425GABC1234002M"))
        #expect(!Self.satisfies("A12425GABC1234003M"))
    }

    @Test func `a drawn number has nine characters of the alphabet and satisfies the standard`() {
        for number in Self.numbers(2_000) {
            #expect(number.text.count == 9 && number.text.allSatisfy(Self.crockford.contains))
            #expect(Self.satisfies(number.text), "\(number)")
            #expect(ComplaintNumber(stored: number.text) == number)
        }
    }

    @Test func `of all check characters only the right one is taken`() {
        for number in Self.numbers(100, seed: 2) {
            for last in Self.crockford {
                let text = number.text.dropLast() + [last]
                #expect((ComplaintNumber(stored: String(text)) != nil) == Self.satisfies(String(text)))
            }
        }
    }

    @Test func `every single wrong character is found`() {
        for number in Self.numbers(40, seed: 3) {
            let right = Array(number.text)
            for place in right.indices {
                for other in Self.crockford where other != right[place] {
                    var wrong = right
                    wrong[place] = other
                    #expect(ComplaintNumber(stored: String(wrong)) == nil, "\(String(wrong))")
                }
            }
        }
    }

    @Test func `all but one in 600 swaps of two neighbours are found`() {
        var swaps = 0
        var missed = 0
        for number in Self.numbers(3_000, seed: 4) {
            let right = Array(number.text)
            for place in 0..<8 where right[place] != right[place + 1] {
                var wrong = right
                wrong.swapAt(place, place + 1)
                swaps += 1
                if ComplaintNumber(stored: String(wrong)) != nil { missed += 1 }
                #expect((ComplaintNumber(stored: String(wrong)) != nil) == Self.satisfies(String(wrong)))
            }
        }
        // The system leaves 28 of 17,856 pairs of state and swap undetected.
        #expect(swaps > 20_000 && missed * 400 < swaps)
    }

    @Test(arguments: ["-", " ", ""]) func `a number is known however it is typed`(_ between: String) {
        for number in Self.numbers(200, seed: 5) {
            let groups = number.description.split(separator: "-")
            #expect(groups.map(\.count) == [4, 4, 1])
            var typed = groups.joined(separator: between)
            #expect(ComplaintNumber(typed: typed) == number)
            #expect(ComplaintNumber(typed: typed.lowercased()) == number)
            typed = String(typed.map { $0 == "0" ? "O" : $0 == "1" ? "I" : $0 })
            #expect(ComplaintNumber(typed: typed) == number)
            typed = String(typed.lowercased().map { $0 == "i" ? "l" : $0 })
            #expect(ComplaintNumber(typed: typed) == number)
        }
    }

    @Test func `what is no number is refused in its stored form`() throws {
        let number = try #require(Self.numbers(1).first)
        let text = number.text
        let wrong = [
            "", String(text.dropLast()), text + "0", number.description, text.lowercased() + " ",
            String(text.dropLast()) + "é", "OOOOOOOOO", "UUUUUUUUU", "0000-0000-0",
        ]
        for text in wrong { #expect(ComplaintNumber(stored: text) == nil, "\(text)") }
    }

    @Test func `a number whose check character could be misread is drawn again`() throws {
        // One payload whose check character would be I, L, O or U, then one that is good.
        let bad = try #require(
            Self.crockford.indices.flatMap { first in
                Self.crockford.indices.map { [0, 0, 0, 0, 0, 0, first, $0].map(UInt8.init) }
            }.first { payload in
                let text = String(payload.map { Self.crockford[Int($0)] })
                return "ILOU".contains { Self.satisfies(text + String($0)) }
            })
        let draws = Draws([bad, [1, 2, 3, 4, 5, 6, 7, 8]])
        #expect(ComplaintNumber(random: { _ in draws.next() }).text.hasPrefix("12345678"))
    }
}
