import Foundation
import LaporModel
import LaporSamples
import Testing

/// Who reports: numbers, consent, guardians.
@Suite struct ReporterRulesTests {
    private static func identity(_ field: Field, _ value: String) throws -> [String: String] {
        try CaptureRules.sample().check(with: [field: value, .consent: "read-aloud"]).get().identity.values
    }

    private static func reasons(_ changes: [Field: String?]) -> [FieldProblem.Reason] {
        CaptureRules.sample().problems(with: changes.merging([.consent: "written"]) { own, _ in own })
            .map(\.reason)
    }

    @Test(arguments: [
        "081234567890", "+6281234567890", "6281234567890", "81234567890", "0812-3456-7890",
        "+62 812 3456 7890",
        "(0812) 3456.7890", " 0812/34567890 ", "+62 0812 3456 7890",
    ]) func `one phone number in many spellings becomes one`(_ text: String) throws {
        #expect(try Self.identity(.reporterPhone, text) == ["phone": "+6281234567890"])
    }

    @Test func `phones are those of the national rule`() throws {
        let rule = try NSRegularExpression(pattern: "^8[1-35-9][0-9]{7,10}$")
        var generator = SeededGenerator(1)
        for _ in 0..<3_000 {
            let length = Int.random(in: 7...14, using: &generator)
            var digits = (0..<length).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
            if Bool.random(using: &generator) { digits = "8" + digits.dropFirst() }
            for prefix in ["+62", "62", "0"] {
                // One zero that stands for the trunk is dropped, also behind the country's code.
                let number = prefix != "0" && digits.hasPrefix("0") ? String(digits.dropFirst()) : digits
                let range = NSRange(number.startIndex..., in: number)
                let isGood = rule.firstMatch(in: number, range: range) != nil
                #expect((Self.reasons([.reporterPhone: prefix + digits]) == []) == isGood, "\(digits)")
            }
        }
    }

    @Test(arguments: [
        "tidak ada", "0274-123456", "021 5551234", "0800123456", "08412345678", "+6581234567", "08123456",
        "0812345678901234", "０８１２３４５６７８９０", "0812345678a", "+", "112", "08-1e9",
    ]) func `what is no Indonesian mobile number is refused`(_ text: String) {
        #expect(Self.reasons([.reporterPhone: text]) == [.notAPhone])
    }

    /// The rule for a NIK as the domain gives it, with ASCII digits.
    private static let nik =
        "^[1-9][0-9]{5}(0[1-9]|[12][0-9]|3[01]|4[1-9]|[56][0-9]|7[01])(0[1-9]|1[0-2])[0-9]{2}(?!0000)[0-9]{4}$"

    @Test func `a NIK is taken exactly where the rule of its form holds`() throws {
        let rule = try NSRegularExpression(pattern: Self.nik)
        var generator = SeededGenerator(2)
        var goods = 0
        for round in 0..<3_000 {
            var digits = Array("3309055508900001".utf8)
            // Change a few places of a good one; every day of the month is tried in turn.
            let day = round % 100
            digits[6] = UInt8(48 + day / 10)
            digits[7] = UInt8(48 + day % 10)
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                digits[Int.random(in: 0..<16, using: &generator)] =
                    UInt8.random(in: 48...57, using: &generator)
            }
            let text = String(decoding: digits, as: UTF8.self)
            let isGood = rule.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
            if isGood { goods += 1 }
            #expect(Self.reasons([.reporterNIK: text]) == (isGood ? [] : [.notANIK]), "\(text)")
        }
        #expect(goods > 500 && goods < 2_500)
    }

    @Test(arguments: [
        "", "330905550890000", "33090555089000011", "3309055508900000", "0309055508900001",
        "3309 0555 0890 0001",
        "330905550890000O", "３３０９０５５５０８９０００１１", "3309050008900001", "3309053208900001",
        "3309054008900001", "3309057208900001", "3309055500900001", "3309055513900001",
    ]) func `what has not the form of a NIK is refused`(_ text: String) {
        #expect(Self.reasons([.reporterNIK: text]) == (text.isEmpty ? [] : [.notANIK]))
    }

    @Test(arguments: [
        ("siti@example.id", true), ("a.b+c@d.e.f", true), ("siti", false), ("siti@", false),
        ("@example.id", false), ("siti@example", false), ("siti@@example.id", false),
        ("siti@example..id", false),
        ("siti @example.id", false), ("siti@.id", false), ("siti@example.", false),
    ]) func `an e-mail address has its parts`(_ text: String, isGood: Bool) {
        #expect(Self.reasons([.reporterEmail: text]) == (isGood ? [] : [.notAnEmail]))
    }

    @Test(arguments: Field.allCases.filter(\.isIdentity))
    func `whoever is named must have consented`(_ field: Field) {
        let values: [Field: String] = [
            .reporterNIK: "3309055508900001", .reporterPhone: "081234567890", .reporterEmail: "a@b.id",
        ]
        let problems = CaptureRules.sample().problems(with: [field: values[field] ?? "x"])
        #expect(problems == [FieldProblem(.consent, nil, .consentMissing)])
        #expect(Self.reasons([field: values[field] ?? "x"]) == [])
    }

    @Test func `consent says how, when, by whom and to what`() throws {
        for (text, method) in [
            ("read-aloud", Consent.Method.readAloud), ("Read Aloud", .readAloud), ("written", .written),
            ("recorded", .recorded),
        ] {
            let checked = try CaptureRules.sample().check(with: [
                .reporterName: "Siti", .consent: text, .officer: "Budi",
            ]).get()
            let expected = Consent(method: method, script: "1", at: .sample, officer: "Budi")
            #expect(checked.consent == expected)
        }
        let wrong = CaptureRules.sample().problems(with: [.reporterName: "Siti", .consent: "ya"])
        #expect(
            wrong == [FieldProblem(.consent, "ya", .oneOf(["read-aloud", "written", "recorded"]))])
        #expect(try CaptureRules.sample().check(with: [:]).get().consent == nil)
    }

    @Test(arguments: [
        ("anak", true), ("Anak-anak", true), ("0-17", true), ("12–17 tahun", true), ("17", true),
        ("<18", true),
        ("< 18", true), ("di bawah 18", true), ("under 18", true), ("balita", true), ("di bawah umur", true),
        ("kurang dari 18 tahun", true), ("below 18", true),
        ("18", false), ("18-25", false), ("17-25", false), ("18+", false), (">60", false), ("dewasa", false),
        ("60 tahun ke atas", false), ("lansia", false), ("di bawah 30", false), ("-", false),
    ]) func `a child needs a guardian`(_ group: String, isChild: Bool) {
        #expect(Self.reasons([.reporterAgeGroup: group]) == (isChild ? [.guardianMissing] : []))
        #expect(Self.reasons([.reporterAgeGroup: group, .guardian: "Ibu Siti"]) == [])
    }
}
