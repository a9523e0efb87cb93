import LaporModel
import LaporSamples
import Testing

@Suite struct CaptureRulesTests {
    private typealias Reason = FieldProblem.Reason

    private static let classifications = ["pengaduan", "aspirasi", "permintaan-informasi"]

    private static let good: [(Field, String)] = [
        (.classification, "Pengaduan"), (.classification, " aspirasi "),
        (.classification, "PERMINTAAN INFORMASI"), (.classification, "permintaan_informasi"),
        (.title, "a"), (.title, String(repeating: "𝄞", count: 150)),
        (.description, String(repeating: "a", count: 10_000)), (.region, " 33.09.05.2003\n"),
        (.region, "33.09.05"), (.category, " 12 "), (.anonymous, "ya"), (.anonymous, "TIDAK"),
        (.anonymous, "1"), (.confidential, "no"), (.confidential, "True"),
        (.location, "sebelah masjid,\nlos \"barat\""), (.incidentDate, " 2026-11-24 "), (.language, "jv"),
        (.externalID, "A-1"),
    ]

    @Test(arguments: good.indices) func `a good value is taken`(_ index: Int) {
        let (field, value) = Self.good[index]
        #expect(CaptureRules.sample().problems(with: [field: value]) == [])
    }

    private static let bad: [(Field, String?, FieldProblem.Reason)] = [
        (.classification, nil, .missing), (.classification, "  \n", .missing),
        (.classification, "keluhan", .oneOf(classifications)), (.title, nil, .missing),
        (.title, " ", .missing),
        (.title, String(repeating: "e\u{301}", count: 76), .tooLong(limit: 150, length: 152)),
        (.title, "a\u{0}b", .holdsNUL), (.description, nil, .missing),
        (.description, String(repeating: "a", count: 10_001), .tooLong(limit: 10_000, length: 10_001)),
        (.incidentDate, nil, .missing), (.incidentDate, "20-11-2026", .notADate),
        (.incidentDate, "2026-02-29", .notADate), (.region, nil, .missing),
        (.region, "3309052003", .notARegionCode), (.region, "33.09.05.2999", .unknownRegion),
        (.region, "Boyolali", .notARegionCode), (.category, "13", .unknownCategory),
        (.anonymous, "mungkin", .notYesOrNo), (.confidential, "2", .notYesOrNo),
        (.location, String(repeating: "a", count: 501), .tooLong(limit: 500, length: 501)),
        (.agency, String(repeating: "a", count: 201), .tooLong(limit: 200, length: 201)),
        (.officer, String(repeating: "a", count: 201), .tooLong(limit: 200, length: 201)),
        (.language, String(repeating: "a", count: 51), .tooLong(limit: 50, length: 51)),
        (.externalID, "a\u{0}", .holdsNUL),
    ]

    @Test(arguments: bad.indices) func `a bad value is named with its reason`(_ index: Int) {
        let (field, value, reason) = Self.bad[index]
        let problems = CaptureRules.sample().problems(with: [field: value])
        #expect(problems.map(\.field) == [field] && problems.map(\.reason) == [reason])
        if reason == .holdsNUL { #expect(problems[0].value == nil) }
    }

    @Test(arguments: [
        ("-7.55", "110.60"), ("0", "0"), ("90", "180"), ("-90", "-180"), (" -7.5 ", "110"),
        ("-7.123456789012345678", "1"),
    ]) func `coordinates are taken as they are written, without the space around`(
        _ latitude: String, longitude: String
    ) throws {
        let result = CaptureRules.sample().check(with: [.latitude: latitude, .longitude: longitude])
        let content = try result.get().content
        #expect(content.latitude == latitude.filter { $0 != " " } && content.longitude == longitude)
    }

    @Test(arguments: [
        "91", "-90.0001", "1e1", "7,55", "+7", "7.", ".5", "-", "--7", "7.5.5", "0x7", "NaN", "inf", "７",
        "-7.5 S", "7 5", "1.12345678901234567890",
    ]) func `what is no decimal within the globe is no latitude`(_ text: String) {
        let problems = CaptureRules.sample().problems(with: [.latitude: text, .longitude: "110"])
        #expect(problems == [FieldProblem(.latitude, text, .notADecimal(90))])
    }

    @Test func `a longitude goes to 180 degrees`() {
        let problems = CaptureRules.sample().problems(with: [.latitude: "7", .longitude: "180.1"])
        #expect(problems == [FieldProblem(.longitude, "180.1", .notADecimal(180))])
    }

    @Test func `one coordinate needs the other`() {
        let rules = CaptureRules.sample()
        #expect(rules.problems(with: [.latitude: "-7"]).map(\.reason) == [.needsPartner(.latitude)])
        #expect(rules.problems(with: [.longitude: "110"]).map(\.field) == [.latitude])
    }

    @Test func `values stay exactly as they were given`() throws {
        let title = "  Pasar\tbecek e\u{301} \u{200F}"
        let checked = try CaptureRules.sample().check(with: [.title: title, .agency: " Dinas "]).get()
        #expect(Array((checked.content.title ?? "").unicodeScalars) == Array(title.unicodeScalars))
        #expect(checked.content.agency == " Dinas " && checked.officer == "Sri")
        #expect(try CaptureRules.sample().check(with: [.officer: "Budi"]).get().officer == "Budi")
    }

    @Test func `every problem is found, in the order of the fields`() {
        let problems = CaptureRules.sample().problems(with: [
            .classification: "x", .title: nil, .description: nil, .incidentDate: "x", .region: "x",
            .location: String(repeating: "a", count: 501), .latitude: "x", .longitude: "x", .category: "x",
            .anonymous: "x", .confidential: "x", .reporterNIK: "x", .reporterPhone: "x", .reporterEmail: "x",
            .reporterAgeGroup: "anak", .language: String(repeating: "a", count: 51),
        ])
        let order = problems.compactMap { Field.allCases.firstIndex(of: $0.field) }
        #expect(order == order.sorted())
        #expect(
            problems.map(\.field) == [
                .classification, .title, .description, .incidentDate, .region, .location, .latitude,
                .longitude, .category, .anonymous, .confidential, .reporterNIK, .reporterPhone,
                .reporterEmail, .consent, .guardian, .language,
            ])
    }

    @Test func `what may be right is taken with a warning`() throws {
        let rules = CaptureRules.sample()
        #expect(try rules.check(with: [:]).get().warnings == [])
        #expect(
            try rules.check(with: [.region: "33.09.06.2001"]).get().warnings
                == [.regionOutsideTeam("33.09.06.2001")])
        #expect(try rules.check(with: [.agency: "Dinas X"]).get().warnings == [.unknownAgency("Dinas X")])
        #expect(try rules.check(with: [.agency: "Dinas Pasar"]).get().warnings == [])
    }

    @Test func `without lists only the form is checked`() throws {
        let rules = CaptureRules.sample {
            $0.regionExists = nil
            $0.categoryExists = nil
            $0.agencyExists = nil
            $0.teamRegions = []
        }
        let checked = try rules.check(with: [.region: "91.01.01.2001", .category: "zz", .agency: "x"]).get()
        #expect(checked.warnings == [.regionsNotLoaded("91.01.01.2001")])
        #expect(rules.problems(with: [.region: "91.01.01.4001"]).map(\.reason) == [.notARegionCode])
    }

    @Test func `flags are independent of each other`() throws {
        for (anonymous, confidential) in [(false, false), (false, true), (true, false), (true, true)] {
            let checked = try CaptureRules.sample().check(with: [
                .anonymous: anonymous ? "ya" : "tidak", .confidential: confidential ? "ya" : nil,
                .reporterName: "Siti", .consent: "written",
            ]).get()
            #expect(checked.anonymous == anonymous && checked.confidential == confidential)
            // Anonymous keeps the identity: it will be sealed.
            #expect(checked.identity.values == ["name": "Siti"])
        }
    }
}
