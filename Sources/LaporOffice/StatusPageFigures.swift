package import LaporModel
import LaporStore

/// What a page about an office's work shows: numbers, and names of regions, categories, teams and devices; no person,
/// and nothing that a complaint says.
package struct StatusPageFigures: Sendable {
    package var office: String
    package var hoursEast: Int
    package var madeAt: Timestamp
    /// Only complaints that arrived on this day or later, and visits that began then.
    package var since: Day?
    /// Only this region, with what it lies in.
    package var region: String?
    package var status: OfficeStatus
    /// `nil` where they are so few that nothing is told of them.
    package var complaints: Int?
    package var attention: AttentionFigures
    package var devices: [DeviceFigures] = []
    package var arrivals = ArrivalFigures(unit: .day, periods: [])
    package var stages: [FigureGroup] = []
    package var kinds: [FigureGroup] = []
    package var categories: [FigureGroup] = []
    /// Regencies.
    package var regions: [RegionFigures] = []
    package var map = MapFigures()
    package var answers: [AnswerFigures] = []
    package var visits: VisitFigures
    package var completeness = CompletenessFigures(bands: [], median: nil, mean: nil)
}

/// Complaints that have something in common.
package struct FigureGroup: Equatable, Sendable {
    /// What they have in common.
    package enum Key: Equatable, Sendable {
        /// A value, with its name where it has one.
        case value(String, name: String?)
        /// Having no value.
        case none
        /// One of several values that stand side by side.
        case several([String])
        /// Being of groups that are too small to be shown.
        case rest
    }

    package var key: Key
    package var count: Int
}

/// What somebody should do something about.
package struct AttentionFigures: Sendable {
    /// A complaint that should have been verified by now.
    package struct Overdue: Sendable {
        package var number: ComplaintNumber
        /// Working days since its last day.
        package var workingDays: Int
    }

    /// At most this many are named.
    package static let limit = 20

    /// The longest overdue first.
    package var overdue: [Overdue] = []
    package var overdueCount = 0
    /// How long verifying may take, in working days.
    package var verifyDays: Int
    package var dueSoon = 0
    package var conflicts = 0
}

/// A device, and what it brought.
package struct DeviceFigures: Sendable {
    package var device: OfficeDevice
    /// `nil` where it is not shown, so that nobody is singled out.
    package var complaints: Int?
    /// Of the complaints that are looked at; `nil` where those are too few.
    package var completeness: Int?
}

/// When complaints arrived.
package struct ArrivalFigures: Sendable {
    /// How long a period is.
    package enum Unit: Sendable, CaseIterable {
        case day, week, month, year
    }

    /// A period, or several that stand together because one of them is too small to be shown.
    package struct Period: Sendable {
        /// The first day of the first of them.
        package var start: Day
        /// The first day of the last of them.
        package var last: Day
        /// How many periods they are, empty ones between them included.
        package var length: Int
        package var count: Int
    }

    package var unit: Unit
    /// One after the other, those without a complaint included.
    package var periods: [Period]
}

/// A region, and how many complaints come from it.
package struct RegionFigures: Sendable {
    package var key: FigureGroup.Key
    package var count: Int
    /// What lies in it; empty where that would say no more.
    package var parts: [RegionFigures]
}

/// Where complaints come from, by cells of a grid.
package struct MapFigures: Sendable {
    /// A cell by its middle, in degrees.
    package struct Cell: Sendable {
        package var latitude: Double
        package var longitude: Double
        package var count: Int
    }

    /// A name at the middle of its points.
    package struct Label: Sendable {
        package var name: String
        package var latitude: Double
        package var longitude: Double
    }

    /// A village that was visited, at the middle of its points: a visit itself tells its village only.
    package struct Visited: Sendable {
        package var name: String
        package var latitude: Double
        package var longitude: Double
        /// How many visits.
        package var count: Int
    }

    /// Width and height of a cell in hundredths of a degree, which are about 1.1 km.
    package var size = 1
    package var cells: [Cell] = []
    package var labels: [Label] = []
    package var visits: [Visited] = []
}

/// How long a step takes, in working days.
package struct AnswerFigures: Sendable {
    /// A step of a complaint's way.
    package enum Step: Sendable, CaseIterable {
        /// From arrival to the first response, whatever it says.
        case verified
        /// From being passed on to what was done about it; not of requests for information.
        case followedUp
        /// From a request's arrival to an answer in words.
        case requestAnswered
    }

    package var step: Step
    package var deadline: Int
    /// How many have taken it; `nil` where those are too few to be told.
    package var count: Int?
    package var median: Int?
    /// Nine of ten took no longer.
    package var ninetieth: Int?
    /// How many took it within the deadline; `nil` where too few did or did not.
    package var inTime: Int?
}

/// Visits to villages.
package struct VisitFigures: Sendable {
    /// One visit.
    package struct Visit: Sendable {
        package var day: Day
        package var region: String?
        package var team: String
        package var isOpen: Bool
        package var attendance: Number
        package var men: Number
        package var women: Number
        package var complaints: Number
        package var photos: Int
    }

    /// A number of people.
    package enum Number: Equatable, Sendable {
        case known(Int)
        /// Nobody wrote it down.
        case unknown
        /// It is not shown, so that nobody is singled out.
        case masked
    }

    /// The newest first.
    package var visits: [Visit]
    /// Of those that say one.
    package var attendance: Int
    /// Complaints per visit, in the middle.
    package var median: Int?
    /// How often each region was visited, by code.
    package var perRegion: [String: Int] = [:]
}

/// How complete complaints are, 0 to 100.
package struct CompletenessFigures: Sendable {
    /// Complaints whose scores are in a band.
    package struct Band: Sendable {
        package var scores: ClosedRange<Int>
        package var count: Int
    }

    /// The lowest first; those without a complaint are left out, small ones are put together with their neighbours.
    package var bands: [Band]
    package var median: Int?
    /// Rounded.
    package var mean: Int?
}
