package import LaporModel
import LaporStore

/// A step of handling complaints that should have been taken by now.
package struct OverdueStep: Sendable {
    package var step: Deadlines.Step
    /// Working days that it may take.
    package var days: Int
    package var count: Int
    /// The longest overdue, at most ``named`` of them.
    package var first: [ComplaintNumber]

    /// At most this many are named.
    package static let named = 3
}

extension Office {
    /// With one of these a complaint has come to its end.
    private static let ended = [
        "selesai", "bukan_wewenang", "diarsipkan", Status.withdrawn, Status.erased,
    ]

    /// The steps that can be told from events, each with the complaints that wait for it too long: being verified, the first
    /// follow-up of what was passed on, the answer to a request for information, the end of a *pengaduan*.
    ///
    /// One complaint may be late for several of them. Which complaints are about a misuse of power (*berkadar pengawasan*)
    /// no event tells: all count as those that are not. That a complaint may be closed is nobody's delay.
    func overdueSteps(
        verify: Int, _ dates: DueDates, region: RegionCode?, _ transaction: Transaction
    ) throws -> [OverdueStep] {
        let deadlines = dates.deadlines
        func step(_ step: Deadlines.Step, _ found: OpenComplaints) -> OverdueStep {
            OverdueStep(step: step, days: deadlines[step].days, count: found.count, first: found.first)
        }
        let open = try transaction.open(
            [
                LateStep(.request, before: dates.firstArrival(inTimeFor: .request), isUnanswered: true),
                LateStep(.complaint, before: dates.firstArrival(inTimeFor: .settle), isUnanswered: false),
            ], ended: Self.ended, region: region, naming: OverdueStep.named)
        var verified = OpenComplaints()
        verified.count = verify
        return [
            step(.verify, verified),
            step(.followUp, try overdueFollowUps(dates, region: region, transaction)),
            step(.request, open[0]), step(.settle, open[1]),
        ]
    }

    /// What was passed on to an agency so long ago that it should have done something.
    private func overdueFollowUps(
        _ dates: DueDates, region: RegionCode?, _ transaction: Transaction
    ) throws -> OpenComplaints {
        var passedOn: [ComplaintNumber: Day] = [:]
        let waiting = Forwarding.words + ["terverifikasi"]
        try transaction.forEachPassedOn(waiting, region: region) { said in
            guard said.hasTrackingID || Forwarding.words.contains(said.status ?? "") else { return }
            let arrived = dates.day(of: said.arrivedAt)
            let day = max(said.day ?? dates.day(of: said.storedAt), arrived)
            passedOn[said.number] = min(passedOn[said.number] ?? day, day)
        }
        let late = passedOn.filter { dates.deadlines.due(.followUp, from: $0.value) < dates.today }
        var found = OpenComplaints()
        found.count = late.count
        found.first = late.sorted { ($0.value, $0.key.text) < ($1.value, $1.key.text) }
            .prefix(OverdueStep.named).map(\.key)
        return found
    }
}
