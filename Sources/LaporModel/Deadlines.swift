/// How long each step of handling a complaint may take, and the days that are not worked on.
package struct Deadlines: Equatable, Sendable {
    /// What has a deadline.
    package enum Step: String, CaseIterable, Sendable {
        /// Verifying a complaint that has arrived, and forwarding it.
        case verify
        /// The first thing that an agency does about one that was forwarded.
        case followUp = "follow_up"
        /// Closing one after a follow-up to which the reporter says nothing.
        case close
        /// Answering a request for information.
        case request
        /// Settling a complaint.
        case settle
        /// Settling one that is about a misuse of power (berkadar pengawasan).
        case settleSupervised = "settle_supervised"

        /// As a list has it, in Indonesian.
        package var indonesian: String {
            switch self {
            case .verify: "verifikasi"
            case .followUp: "tindak_lanjut"
            case .close: "penutupan"
            case .request: "permintaan_informasi"
            case .settle: "pengaduan"
            case .settleSupervised: "pengaduan_berkadar_pengawasan"
            }
        }

        /// The step of a word in either language; `nil` if it is none.
        package init?(word: String) {
            let word = String(word.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
            guard let step = Self.allCases.first(where: { word == $0.rawValue || word == $0.indonesian })
            else { return nil }
            self = step
        }
    }

    /// How long a step may take.
    package struct Limit: Equatable, Sendable {
        /// Working days, from 1.
        package var days: Int
        /// The rule that says so.
        package var basis: String?

        /// A limit of so many working days.
        package init(days: Int, basis: String? = nil) {
            self.days = days
            self.basis = basis
        }
    }

    private var limits: [Step: Limit]
    /// Days that are not worked on, besides Saturdays and Sundays.
    package var holidays: Set<Day>

    /// The standard limits but for those given.
    package init(_ limits: [Step: Limit] = [:], holidays: Set<Day> = []) {
        self.limits = Self.standardDays.mapValues { Limit(days: $0, basis: Self.standardBasis) }
            .merging(limits) { _, given in given }
        self.holidays = holidays
    }

    private static let standardBasis = "PermenPANRB 62/2018"
    private static let standardDays: [Step: Int] = [
        .verify: 3, .followUp: 5, .close: 10, .request: 5, .settle: 14, .settleSupervised: 60,
    ]

    /// The figures of PermenPANRB 62/2018; those of its successor, 5/2025, an office loads itself.
    package static let standard = Deadlines()

    /// The limit of a step.
    package subscript(_ step: Step) -> Limit { limits[step] ?? Limit(days: 1) }

    /// The last day for something that begins on a day and may take so many working days.
    package func due(from start: Day, workingDays: Int) -> Day {
        var day = start
        var left = workingDays
        while left > 0 {
            day = day + 1
            if day.weekday < 6, !holidays.contains(day) { left -= 1 }
        }
        return day
    }

    /// The last day for a step that begins on a day.
    package func due(_ step: Step, from start: Day) -> Day { due(from: start, workingDays: self[step].days) }
}
