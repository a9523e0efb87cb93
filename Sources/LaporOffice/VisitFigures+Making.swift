import LaporModel
import LaporStore

extension Office {
    /// Visits that began on a day or later, in a region; `complaints` is how many the page says there are.
    func visitFigures(
        _ transaction: Transaction, _ devices: [OfficeDevice], since: Day?, region: RegionCode?,
        complaints: Int
    ) throws -> VisitFigures {
        let visits = Outreach.all(try transaction.visitEvents(of: devices.map(\.id))).filter { visit in
            let place = visit.values[.region]
            return since.map { visit.startedAt.day(hoursEast: facts.hoursEast) >= $0 } != false
                && region.map { region in place.map { region.contains($0) } ?? false } != false
        }
        let taken = try transaction.countsByVisit()
        let counts = visits.map { taken[$0.id] ?? 0 }
        let masked = Self.masked(counts, of: complaints)
        let attendance = visits.map { $0.count(.attendance) }
        let maskedAttendance = SmallGroups.masked(attendance.map { $0 ?? 0 })
        let teams = Dictionary(devices.map { ($0.id, $0.team) }) { first, _ in first }
        var perVisit = Histogram()
        for count in counts { perVisit.add(count) }
        let figures = try visits.enumerated().map { place, visit in
            let path = try visit.values[.region].map { try transaction.path(ofRegion: $0) ?? $0 }
            let isMasked = maskedAttendance.contains(place)
            let (men, women) = VisitFigures.Number.parts(
                of: attendance[place], men: visit.count(.attendanceMale),
                women: visit.count(.attendanceFemale), isMasked: isMasked)
            return VisitFigures.Visit(
                day: visit.startedAt.day(hoursEast: facts.hoursEast),
                // The village and the district that it lies in.
                region: path.map { $0.split(separator: ", ").prefix(2).joined(separator: ", ") },
                team: teams[visit.device] ?? "", isOpen: visit.isOpen,
                attendance: .init(attendance[place], isMasked: isMasked), men: men, women: women,
                complaints: .init(counts[place], isMasked: masked.contains(place)),
                photos: visit.attachments.count)
        }
        return VisitFigures(
            visits: figures.reversed(), attendance: attendance.reduce(0) { $0 + ($1 ?? 0) },
            median: perVisit.percentile(50),
            perRegion: visits.reduce(into: [:]) { counts, visit in
                if let region = visit.values[.region] { counts[region, default: 0] += 1 }
            })
    }

    /// The places of those visits whose complaints are not shown: what is left of all complaints, taken at no visit, is a
    /// group as well.
    private static func masked(_ counts: [Int], of complaints: Int) -> Set<Int> {
        let masked = SmallGroups.masked(counts)
        let outside = complaints - counts.reduce(0, +)
        guard masked.isEmpty, SmallGroups.isSmall(abs(outside)) else { return masked }
        return Set(
            counts.indices.filter { counts[$0] > 0 }.min { counts[$0] < counts[$1] }.map { [$0] } ?? [])
    }
}

extension VisitFigures.Number {
    /// A number, if there is one and it may be shown.
    init(_ value: Int?, isMasked: Bool) {
        guard let value else {
            self = .unknown
            return
        }
        self = isMasked ? .masked : .known(value)
    }

    /// Men and women of so many; where one or two are told apart by any of these numbers, neither is shown.
    static func parts(
        of all: Int?, men: Int?, women: Int?, isMasked: Bool
    ) -> (men: Self, women: Self) {
        let others = all.map { all in [men, women].compactMap { $0 }.map { all - $0 } } ?? []
        let isTelling = ([men, women].compactMap { $0 } + others).contains { SmallGroups.isSmall($0) }
        return (.init(men, isMasked: isMasked || isTelling), .init(women, isMasked: isMasked || isTelling))
    }
}
