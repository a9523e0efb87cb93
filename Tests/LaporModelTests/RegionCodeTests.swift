import LaporModel
import Testing

@Suite struct RegionCodeTests {
    @Test(
        arguments: [
            ("33", RegionCode.Level.province, nil), ("33.09", .regency, "33"), ("33.71", .regency, "33"),
            ("33.09.05", .district, "33.09"), ("33.09.05.1001", .village, "33.09.05"),
            ("33.09.05.2003", .village, "33.09.05"), ("92.01.01.3999", .village, "92.01.01"),
        ] as [(String, RegionCode.Level, String?)])
    func `a code has its level and its parent`(_ text: String, level: RegionCode.Level, parent: String?) {
        #expect(RegionCode(text)?.level == level)
        #expect(RegionCode(text)?.parent == parent)
        #expect(RegionCode(text)?.text == text)
    }

    @Test(arguments: [
        "", "3", "333", "33.", "33.0", "33.9", "33-09", "33.09.", "33.09.5", "33.09.05.", "33.09.05.200",
        "33.09.05.0003", "33.09.05.4003", "33.09.05.20033", "33.09.05.2003.1", "3309052003", " 33", "33 ",
        "3a.09", "٣٣", "33,09", "33.09.05.2O03",
    ]) func `what is no code is refused`(_ text: String) {
        #expect(RegionCode(text) == nil)
    }

    @Test func `a code holds itself and what lies in it`() throws {
        let regency = try #require(RegionCode("33.09"))
        #expect(regency.contains("33.09") && regency.contains("33.09.05.2003"))
        #expect(!regency.contains("33") && !regency.contains("33.1") && !regency.contains("33.091"))
        #expect(!regency.contains("34.09.05"))
    }
}
