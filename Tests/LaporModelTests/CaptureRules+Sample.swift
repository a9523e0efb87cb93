import LaporModel
import LaporSamples
import Testing

extension CaptureRules {
    /// The rules of a kit of Boyolali, by a clock that is right.
    static func sample(_ change: (inout CaptureRules) -> Void = { _ in }) -> CaptureRules {
        var rules = CaptureRules(
            regionExists: { ["33.09.05.2003", "33.09.05", "33.09.06.2001"].contains($0) },
            categoryExists: { $0 == "12" }, agencyExists: { $0 == "Dinas Pasar" },
            teamRegions: ["33.09.05"], now: .sample, latestKnown: .sample + -86_400,
            believedUntil: .sample + 30 * 86_400, hoursEast: 7, officer: "Sri", consentScript: "1")
        change(&rules)
        return rules
    }

    /// Checks a good complaint in which some values were put in the place of others; `nil` takes one away.
    func check(with changes: [Field: String?]) -> Result<CheckedComplaint, FieldProblems> {
        var values: [Field: String] = [
            .classification: "pengaduan", .title: "Pasar becek", .description: "Becek setiap hujan.",
            .incidentDate: "2026-11-20", .region: "33.09.05.2003",
        ]
        for (field, value) in changes { values[field] = value }
        return check(values)
    }

    /// What is wrong with such a complaint.
    func problems(with changes: [Field: String?]) -> [FieldProblem] {
        switch check(with: changes) {
        case .success: []
        case .failure(let problems): problems.all
        }
    }
}
