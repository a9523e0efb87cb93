import ArgumentParser
import LaporModel
import LaporOffice
import LaporStore
import LaporTerminal

/// Which complaints are shown, as flags that `list` and `search` share.
struct ComplaintFilter: ParsableArguments {
    @Option(
        name: [.customLong("status"), .customLong("state")], parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            text(
                id: "hanya yang berstatus ini; boleh berkali-kali", en: "only of this status; may be repeated"
            ),
            valueName: "status"), completion: .list(Self.statuses))
    var statuses: [String] = []

    @OptionGroup var subject: SubjectOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "hanya untuk instansi ini: kode, nama, atau sebagian namanya",
                en: "only to this agency: its code, its name or a part of it"),
            valueName: text(id: "instansi", en: "agency")))
    var agency: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "hanya dari laptop ini: id, 8 angka pertamanya, atau nama",
                en: "only of this device: its id, the first 8 digits of it, or its name"),
            valueName: text(id: "laptop", en: "device")))
    var device: String?

    @Flag(
        help: ArgumentHelp(
            text(
                id: "yang belum ditangani dan sudah lewat tenggat",
                en: "those that nobody has dealt with and that are past their deadline")))
    var overdue = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id:
                    "yang belum ditangani dan jatuh tempo dalam sekian hari kerja; 0: hari ini; dengan --overdue: juga yang lewat",
                en:
                    "those that nobody has dealt with and that are due within so many working days; 0: today; with --overdue: also those past it"
            ),
            valueName: text(id: "hari", en: "days")))
    var dueWithin: String?

    private static let statuses = [Status.received] + Status.given + [Status.withdrawn, Status.erased]

    /// Whether any of them is given.
    var isGiven: Bool {
        !statuses.isEmpty || subject.isGiven || agency != nil || device != nil || overdue || dueWithin != nil
    }

    /// What is asked of the deadline.
    struct Deadline {
        var overdue: Bool
        /// Working days.
        var dueWithin: Int?

        var isGiven: Bool { overdue || dueWithin != nil }
    }

    /// What the flags ask of the deadline; throws what they have wrong.
    var deadline: Deadline {
        get throws {
            Deadline(
                overdue: overdue,
                dueWithin: try dueWithin.map {
                    min(try FlagValue.count("--due-within", $0, atLeast: 0, example: 2), 1_000)
                })
        }
    }

    /// What is asked for so far as no store is needed to know it; throws what the flags' values have wrong.
    func query() throws -> ComplaintQuery {
        var query = ComplaintQuery()
        try subject.put(into: &query)
        query.statuses = try statuses.map { try FlagValue.word("--status", $0, of: Self.statuses) }
        return query
    }

    /// Puts in what depends on the office: names that it knows, and its deadlines.
    func put(into query: inout ComplaintQuery, _ dates: DueDates, _ office: Office) throws {
        try office.store.read { transaction in
            query.agency = try agency.map { try transaction.agency(called: $0) }
            query.device = try device.map { try transaction.device(called: $0) }
        }
        let deadline = try deadline
        if deadline.overdue { query.waiting.append(dates.overdueArrivals) }
        if let days = deadline.dueWithin { query.waiting.append(dates.arrivals(dueWithin: days)) }
    }
}

/// When complaints arrived at the office, as flags.
struct ArrivalOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "hanya yang tiba di kantor sejak tanggal ini",
                en: "only what arrived here on this day or later"),
            valueName: text(id: "tanggal", en: "date")))
    var arrivedSince: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "hanya yang tiba di kantor sampai tanggal ini",
                en: "only what arrived here on this day or earlier"),
            valueName: text(id: "tanggal", en: "date")))
    var arrivedUntil: String?

    /// Whether any of them is given.
    var isGiven: Bool { arrivedSince != nil || arrivedUntil != nil }

    /// Puts them into a query; throws what their values have wrong.
    func put(into query: inout ComplaintQuery, today: Day, hoursEast: Int) throws {
        if let arrivedSince {
            query.storedSince =
                try FlagValue.day("--arrived-since", arrivedSince, today: today).start(hoursEast: hoursEast)
        }
        if let arrivedUntil {
            query.storedBefore =
                try (FlagValue.day("--arrived-until", arrivedUntil, today: today) + 1).start(
                    hoursEast: hoursEast)
        }
    }
}

extension ComplaintOutput.Column {
    /// The device that a complaint was taken down on.
    static var device: Self {
        Self(Bilingual(id: "LAPTOP", en: "DEVICE")) { $0.deviceName }
    }

    /// The day by which a complaint has to be verified at an office, and how far that is past.
    static func deadline(_ dates: DueDates) -> Self {
        Self(Bilingual(id: "TENGGAT", en: "DEADLINE")) { row in
            let due = dates.due(arrivedAt: row.storedAt)
            let over = dates.deadlines.workingDays(from: due, to: dates.today)
            guard over > 0 else { return due.description }
            return text(
                id: "\(due) (lewat \(over) hari kerja)", en: "\(due) (\(counted(over, "working day")) over)")
        }
    }
}

extension [ComplaintOutput.Column] {
    /// The days on which complaints came, and were taken down by their laptops' clocks, as far as a terminal has room.
    static func times(hoursEast: Int, width: Int?) -> Self {
        let arrived = ComplaintOutput.Column(Bilingual(id: "TIBA", en: "ARRIVED")) {
            $0.storedAt.day(hoursEast: hoursEast).description
        }
        let recorded = ComplaintOutput.Column(Bilingual(id: "DICATAT", en: "RECORDED")) {
            $0.recordedAt.day(hoursEast: hoursEast).description
        }
        guard let width else { return [recorded, arrived] }
        return width >= 120 ? [recorded, arrived] : width >= 80 ? [arrived] : []
    }
}
