/// What a complaint is checked against: the kit's lists and the times that the device can know of.
package struct CaptureRules {
    /// Whether a code is in the kit's list; `nil` where the kit carries no list.
    package var regionExists: ((String) -> Bool)?
    package var categoryExists: ((String) -> Bool)?
    package var agencyExists: ((String) -> Bool)?
    /// The names of agencies that a text may mean which is none, the nearest first.
    package var agenciesNear: (String) -> [String] = { _ in [] }
    package var teamRegions: [String]
    /// By the device's clock.
    package var now: Timestamp
    /// The latest time that somebody with a right clock told this device.
    package var latestKnown: Timestamp
    /// Up to when dates are believed while the device's clock stands before `latestKnown`.
    package var believedUntil: Timestamp
    /// Hours that the office's zone lies east of UTC.
    package var hoursEast: Int
    /// Who takes complaints, if nobody else is named.
    package var officer: String
    package var consentScript: String

    /// Rules of these parts.
    package init(
        regionExists: ((String) -> Bool)?, categoryExists: ((String) -> Bool)?,
        agencyExists: ((String) -> Bool)?, teamRegions: [String], now: Timestamp,
        latestKnown: Timestamp, believedUntil: Timestamp, hoursEast: Int, officer: String,
        consentScript: String
    ) {
        self.regionExists = regionExists
        self.categoryExists = categoryExists
        self.agencyExists = agencyExists
        self.teamRegions = teamRegions
        self.now = now
        self.latestKnown = latestKnown
        self.believedUntil = believedUntil
        self.hoursEast = hoursEast
        self.officer = officer
        self.consentScript = consentScript
    }

    /// Whether the device's clock must be wrong: it stands before a time that it was told.
    ///
    /// Two clocks never agree to the minute: a laptop that runs a little behind the office's is not marked.
    package var clockBehind: Bool { now + Self.tolerance < latestKnown }

    /// Seconds by which a right clock may stand behind another right one.
    private static let tolerance = 3_600

    /// The last day that is not in the future, as far as the device can know.
    package var latestDay: Day {
        (clockBehind ? max(believedUntil, latestKnown) : max(now, latestKnown)).day(hoursEast: hoursEast)
    }
}

/// A complaint whose values have been checked; not yet numbered, sealed or stored.
package struct CheckedComplaint: Sendable {
    package var classification: Classification
    package var region: String
    package var category: String?
    package var anonymous: Bool
    package var confidential: Bool
    package var content: Content
    package var identity: Identity
    package var consent: Consent?
    package var officer: String
    package var language: String?
    package var warnings: [FieldWarning]
}

extension CaptureRules {
    /// Checks values as given, by field; every problem is found, not only the first.
    ///
    /// A value that is empty but for white space counts as not given; any other stays exactly as it came, but
    /// that a phone becomes E.164 and a coordinate, code or choice loses the space around it.
    ///
    /// `sealed` fields were given and checked when an interview that was broken off sealed them.
    package func check(
        _ values: [Field: String], sealed: Set<Field> = []
    ) -> Result<CheckedComplaint, FieldProblems> {
        var checker = FieldChecker(rules: self, values: values, sealed: sealed)
        let complaint = checker.complaint()
        if let complaint, checker.problems.isEmpty { return .success(complaint) }
        return .failure(FieldProblems(all: checker.problems))
    }
}

extension CaptureRules {
    /// Who reports, of values that have been checked one by one.
    package func identity(of values: [Field: String]) -> Identity {
        var checker = FieldChecker(rules: self, values: values)
        return checker.identity()
    }
}

extension CaptureRules {
    /// Whether an age group is below 18: by its word, or by the greatest number in it.
    package static func isChild(_ group: String) -> Bool {
        let folded = group.lowercased()
        let words = ["anak", "child", "balita", "bayi", "minor", "kanak", "bawah umur", "underage"]
        if words.contains(where: { folded.contains($0) }) { return true }
        let numbers = folded.split { !$0.isNumber }.compactMap { Int($0) }
        if folded.contains("+") || folded.contains("atas") || folded.contains(">") { return false }
        guard let greatest = numbers.max() else { return false }
        let below = ["<", "bawah", "kurang", "under", "below"].contains { folded.contains($0) }
        return below ? greatest <= 18 : greatest < 18
    }
}

/// What is wrong with a complaint's values: at least one problem, in the order of the fields.
package struct FieldProblems: Error, Equatable, Sendable {
    package var all: [FieldProblem]

    /// These problems, put in the order of the fields.
    package init(all: [FieldProblem]) {
        self.all = Field.allCases.flatMap { field in all.filter { $0.field == field } }
    }
}
