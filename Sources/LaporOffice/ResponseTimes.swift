import LaporModel
import LaporStore

/// How long complaints wait, counted while what was said to them passes by, complaint by complaint.
struct ResponseTimes {
    /// What is known of the complaint that passes by.
    private struct Current {
        var complaint: Identifier
        var isRequest: Bool
        var arrived: Day
        var heard: Day?
        var passedOn: Day?
        var followedUp: Day?
        var answered: Day?
    }

    private static let followingUp = ["ditindaklanjuti", "selesai"]

    private let deadlines: Deadlines
    private let hoursEast: Int
    private var current: Current?
    private var verified = Histogram()
    private var followedUp = Histogram()
    private var requestAnswered = Histogram()

    init(_ deadlines: Deadlines, hoursEast: Int) {
        self.deadlines = deadlines
        self.hoursEast = hoursEast
    }

    mutating func add(_ response: ResponseDetail) {
        if current?.complaint != response.complaint {
            end()
            current = Current(
                complaint: response.complaint,
                isRequest: response.classification == Classification.request.rawValue,
                arrived: response.arrivedAt.day(hoursEast: hoursEast))
        }
        guard var known = current else { return }
        // A day before the arrival is that of the arrival: it takes no time.
        let day = max(response.day ?? response.storedAt.day(hoursEast: hoursEast), known.arrived)
        func earlier(_ other: Day?) -> Day { min(other ?? day, day) }
        let status = response.status ?? ""
        known.heard = earlier(known.heard)
        if response.hasTrackingID || Forwarding.words.contains(status) {
            known.passedOn = earlier(known.passedOn)
        }
        if response.hasText || Self.followingUp.contains(status) {
            known.followedUp = earlier(known.followedUp)
        }
        if response.hasText { known.answered = earlier(known.answered) }
        current = known
    }

    /// Counts the complaint that passed by last.
    private mutating func end() {
        guard let known = current else { return }
        current = nil
        if let heard = known.heard {
            verified.add(deadlines.workingDays(from: known.arrived, to: heard))
        }
        if known.isRequest {
            if let answered = known.answered {
                requestAnswered.add(deadlines.workingDays(from: known.arrived, to: answered))
            }
        } else if let passedOn = known.passedOn, let done = known.followedUp {
            followedUp.add(deadlines.workingDays(from: passedOn, to: done))
        }
    }

    /// The figures of all that passed by.
    var figures: [AnswerFigures] {
        var all = self
        all.end()
        return [
            Self.figures(.verified, deadlines[.verify].days, all.verified),
            Self.figures(.followedUp, deadlines[.followUp].days, all.followedUp),
            Self.figures(.requestAnswered, deadlines[.request].days, all.requestAnswered),
        ]
    }

    private static func figures(
        _ step: AnswerFigures.Step, _ deadline: Int, _ days: Histogram
    ) -> AnswerFigures {
        let inTime = days.count(in: 0...deadline)
        let isSmall = (1..<SmallGroups.smallest).contains(days.count)
        let isTelling = SmallGroups.hidden([inTime, days.count - inTime]).isEmpty
        return AnswerFigures(
            step: step, deadline: deadline, count: isSmall ? nil : days.count, median: days.percentile(50),
            ninetieth: days.percentile(90), inTime: isTelling && days.count > 0 ? inTime : nil)
    }
}
