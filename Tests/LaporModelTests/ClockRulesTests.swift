import LaporModel
import LaporSamples
import Testing

/// Dates against a clock that may be wrong.
@Suite struct ClockRulesTests {
    private static func reasons(_ date: String, _ rules: CaptureRules) -> [FieldProblem.Reason] {
        rules.problems(with: [.incidentDate: date]).map(\.reason)
    }

    @Test(arguments: [
        // The office's day begins at 17:00 in UTC where it lies seven hours east.
        ("2026-11-24T16:59:59Z", 7, "2026-11-24"), ("2026-11-24T17:00:00Z", 7, "2026-11-25"),
        ("2026-11-24T15:59:59Z", 8, "2026-11-24"), ("2026-11-24T16:00:00Z", 8, "2026-11-25"),
        ("2026-11-24T14:59:59Z", 9, "2026-11-24"), ("2026-11-24T15:00:00Z", 9, "2026-11-25"),
        ("2026-12-31T23:00:00Z", 9, "2027-01-01"),
    ]) func `today by the office's zone is taken, tomorrow is not`(
        _ now: String, hours: Int, today: String
    ) throws {
        let time = try #require(Timestamp(now))
        let day = try #require(Day(today))
        let rules = CaptureRules.sample {
            $0.now = time
            $0.latestKnown = time
            $0.hoursEast = hours
        }
        #expect(Self.reasons(today, rules) == [])
        #expect(Self.reasons((day + 1).description, rules) == [.inTheFuture(latest: day)])
    }

    @Test func `a clock that stands before the kit's date is no judge of dates`() throws {
        let rules = CaptureRules.sample {
            $0.now = Timestamp(seconds: 0)
            $0.latestKnown = .sample
            $0.believedUntil = .sample + 30 * 86_400
        }
        let last = try #require(Day("2026-12-24"))
        #expect(rules.clockBehind && rules.latestDay == last)
        #expect(Self.reasons("2026-12-24", rules) == [])
        #expect(Self.reasons("2026-12-25", rules) == [.inTheFuture(latest: last)])
        let warnings = try rules.check(with: [:]).get().warnings
        #expect(
            warnings == [
                .clockBehind(clock: Timestamp(seconds: 0), known: .sample, hoursEast: rules.hoursEast)
            ])
    }

    @Test func `a clock is behind only by more than two right clocks differ`() throws {
        let rules = CaptureRules.sample { $0.latestKnown = $0.now }
        #expect(!rules.clockBehind)
        #expect(try rules.check(with: [:]).get().warnings == [])
        #expect(!CaptureRules.sample { $0.latestKnown = $0.now + 3_600 }.clockBehind)
        #expect(CaptureRules.sample { $0.latestKnown = $0.now + 3_601 }.clockBehind)
    }

    @Test func `a kit that ends before what is known does not bring the date back`() {
        let rules = CaptureRules.sample {
            $0.latestKnown = $0.now + 86_400
            $0.believedUntil = $0.now
        }
        #expect(rules.latestDay.description == "2026-11-25")
    }

    @Test func `an aspiration and a request need no date`() {
        for classification in ["aspirasi", "permintaan-informasi"] {
            let problems = CaptureRules.sample().problems(with: [
                .classification: classification, .incidentDate: nil,
            ])
            #expect(problems == [])
        }
        // What cannot be told is not asked for.
        let unknown = CaptureRules.sample().problems(with: [.classification: nil, .incidentDate: nil])
        #expect(unknown.map(\.field) == [.classification])
    }

    @Test func `a date of an aspiration is checked all the same`() {
        let problems = CaptureRules.sample().problems(with: [
            .classification: "aspirasi", .incidentDate: "kemarin",
        ])
        #expect(problems.map(\.reason) == [.notADate])
    }
}
