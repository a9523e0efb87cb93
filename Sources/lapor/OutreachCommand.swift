import ArgumentParser
import CanonicalJSON
import LaporBundle
import LaporField
import LaporModel
import LaporStore
import LaporTerminal

struct OutreachCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outreach",
        abstract: text(
            id: "kegiatan: kunjungan ke desa, tempat laporan baru tercatat",
            en: "the visit to a village that new complaints belong to"),
        subcommands: [Start.self, End.self, Change.self, List.self, Show.self], aliases: ["kegiatan"])

    struct Start: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "start",
            abstract: text(
                id: "memulai kegiatan; laporan baru termasuk di dalamnya",
                en: "begins a visit; new complaints belong to it"),
            aliases: ["mulai"])

        @OptionGroup(title: text(id: "Isian kegiatan", en: "Fields")) var fields: OutreachOptions
        @OptionGroup var common: CommonOptions

        func run() throws {
            let device = try common.device(for: .writing)
            let written = try device.startVisit(fields.values, attaching: fields.attach)
            let visit = written.visit
            CommonOptions.tell(written.warnings)
            try OutreachPage(device, visit).give(
                common, Bilingual(id: "Kegiatan dimulai.", en: "The visit has begun."))
            if visit.values[.region].flatMap({ RegionCode($0) })?.level != .village {
                Terminal.warning(
                    text(
                        id: "desanya belum disebut; lengkapi dengan: lapor outreach change --region KODE",
                        en: "no village was named; add it with: lapor outreach change --region CODE"),
                    program: "lapor")
            }
        }
    }

    struct End: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "end",
            abstract: text(
                id: "mengakhiri kegiatan, dengan jumlah yang hadir",
                en: "ends the visit, with how many came"),
            aliases: ["selesai"])

        @OptionGroup(title: text(id: "Isian kegiatan", en: "Fields")) var fields: OutreachOptions
        @OptionGroup var common: CommonOptions

        func run() throws {
            let device = try common.device(for: .writing)
            guard let open = try device.openVisit() else { throw VisitError.noneOpen }
            let written = try device.endVisit(open, fields.values, attaching: fields.attach)
            CommonOptions.tell(written.warnings)
            try OutreachPage(device, written.visit).give(
                common, Bilingual(id: "Kegiatan selesai.", en: "The visit has ended."))
        }
    }

    struct Change: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "change",
            abstract: text(
                id: "membetulkan kegiatan, misalnya jumlah yang hadir, atau menambah foto",
                en: "corrects a visit, such as how many came, or adds photos"),
            discussion: text(
                id: "Tanpa id: kegiatan yang sedang berjalan, atau yang terakhir.",
                en: "Without an id: the open visit, or the last one."),
            aliases: ["ubah"])

        @Argument(help: OutreachCommand.idHelp) var id: String?
        @OptionGroup(title: text(id: "Isian kegiatan", en: "Fields")) var fields: OutreachOptions
        @OptionGroup var common: CommonOptions

        func run() throws {
            let device = try common.device(for: .writing)
            let written = try device.change(
                try device.visit(named: id), fields.values, attaching: fields.attach)
            CommonOptions.tell(written.warnings)
            try OutreachPage(device, written.visit).give(common, nil)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: text(id: "menampilkan satu kegiatan", en: "shows one visit"), aliases: ["lihat"])

        @Argument(help: OutreachCommand.idHelp) var id: String?
        @OptionGroup var common: CommonOptions

        func run() throws {
            let device = try common.device(for: .reading)
            try OutreachPage(device, try device.visit(named: id)).give(common, nil)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: text(id: "menampilkan semua kegiatan", en: "lists the visits"), aliases: ["daftar"])

        @OptionGroup var common: CommonOptions

        func run() throws {
            let device = try common.device(for: .reading)
            let counts = try device.complaintsByVisit()
            let pages = try device.visits().map { try OutreachPage(device, $0, counts: counts) }
            common.give(.array(pages.map(\.json))) {
                guard !pages.isEmpty else {
                    Terminal.note(
                        text(
                            id: "belum ada kegiatan; mulai dengan: lapor outreach start",
                            en: "no visits yet; begin one with: lapor outreach start"))
                    return
                }
                let header = [
                    "ID", text(id: "MULAI", en: "BEGAN"), text(id: "HADIR", en: "CAME"),
                    text(id: "LAPORAN", en: "COMPLAINTS"), text(id: "TEMPAT", en: "PLACE"),
                ]
                Terminal.out(Terminal.columns(rows: pages.map(\.row), header: header, width: Terminal.width))
            }
        }
    }

    fileprivate static var idHelp: ArgumentHelp {
        ArgumentHelp(
            text(id: "id kegiatan, atau awalnya", en: "the visit's id, or the start of it"), valueName: "id")
    }
}

/// What is written down about a visit, as flags; checked by the model.
struct OutreachOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: help(
            "kode desa (bawaan: wilayah tim)", "the village's code (default: the team's region)"))
    var region: String?
    @Option(
        parsing: .unconditional,
        help: help(
            "tempatnya: balai desa, pasar, sekolah, posyandu …", "where: village hall, market, school …"))
    var venue: String?
    @Option(parsing: .unconditional, help: help("penyelenggara", "who organises it"))
    var organiser: String?
    @Option(parsing: .unconditional, help: help("koordinator", "the coordinator"))
    var coordinator: String?
    @Option(parsing: .unconditional, help: help("relawan, dipisah titik koma", "volunteers, separated by ;"))
    var volunteers: String?
    @Option(
        parsing: .unconditional,
        help: help(
            "bentuknya: sosialisasi, stan, diskusi publik …; dipisah titik koma",
            "what is done: talk, stand, public discussion …; separated by ;"))
    var activities: String?
    @Option(
        parsing: .unconditional,
        help: help("mulai: 09:30, atau 2026-11-25 09:30", "began: 09:30, or 2026-11-25 09:30"))
    var startedAt: String?
    @Option(
        parsing: .unconditional,
        help: help("selesai: 12:00, atau 2026-11-25 12:00", "ended: 12:00, or 2026-11-25 12:00"))
    var endedAt: String?
    @Option(parsing: .unconditional, help: help("jumlah yang hadir", "how many people came"))
    var attendance: String?
    @Option(parsing: .unconditional, help: help("di antaranya laki-laki", "men among them"))
    var attendanceMale: String?
    @Option(parsing: .unconditional, help: help("di antaranya perempuan", "women among them"))
    var attendanceFemale: String?
    @Option(
        parsing: .unconditional, help: help("di antaranya penyandang disabilitas", "people with a disability")
    )
    var disabled: String?
    @Option(parsing: .unconditional, help: help("di antaranya lansia", "elderly people among them"))
    var elderly: String?
    @Option(parsing: .unconditional, help: help("bahan yang dibagikan", "what was handed out"))
    var materials: String?
    @Option(
        parsing: .unconditional,
        help: help("sinyal: tidak-ada, lemah, cukup, baik", "signal: tidak-ada (none), lemah, cukup, baik"),
        completion: .list(Outreach.signals))
    var signal: String?
    @Option(parsing: .unconditional, help: help("kendala", "what stood in the way"))
    var obstacles: String?
    @Option(
        name: .customLong("attach"), parsing: .upToNextOption,
        help: ArgumentHelp(
            text(
                id: "foto kegiatan; disimpan apa adanya, dengan tempat dan waktunya",
                en: "photos of the visit; kept as they are, with their place and time"),
            valueName: text(id: "berkas", en: "file")), completion: .file())
    var attach: [String] = []

    private static func help(_ indonesian: String, _ english: String) -> ArgumentHelp {
        ArgumentHelp(text(id: indonesian, en: english), valueName: text(id: "nilai", en: "value"))
    }

    /// The values that were given.
    var values: [Outreach.Field: String] {
        let given: [(Outreach.Field, String?)] = [
            (.region, region), (.venue, venue), (.organiser, organiser), (.coordinator, coordinator),
            (.volunteers, volunteers), (.activities, activities), (.startedAt, startedAt),
            (.endedAt, endedAt), (.attendance, attendance), (.attendanceMale, attendanceMale),
            (.attendanceFemale, attendanceFemale), (.disabled, disabled), (.elderly, elderly),
            (.materials, materials), (.signal, signal), (.obstacles, obstacles),
        ]
        var values: [Outreach.Field: String] = [:]
        for (field, value) in given { values[field] = value }
        return values
    }
}

/// A visit as it is shown.
struct OutreachPage {
    private let visit: Outreach
    private let complaints: Int
    private let path: String?
    private let hoursEast: Int

    init(_ device: Device, _ visit: Outreach, counts: [Identifier: Int]? = nil) throws {
        self.visit = visit
        complaints = try (counts ?? device.complaintsByVisit())[visit.id] ?? 0
        path = try visit.values[.region].flatMap { try device.path(ofRegion: $0) }
        hoursEast = device.kit.office.hoursEast
    }

    var json: JSON {
        var members: [(String, JSON)] = [
            ("attachments", .array(visit.attachments.map(\.shownJSON))), ("complaints", .integer(complaints)),
            ("device", .string(visit.device.hex)),
            ("id", .string(visit.id.hex)), ("open", .bool(visit.isOpen)),
            ("path", .string(orNull: path.flatMap { $0.isEmpty ? nil : $0 })),
        ]
        for field in Outreach.Field.allCases {
            let value: JSON =
                switch field.form {
                case .count: visit.count(field).map(JSON.integer) ?? .null
                case .list: .array(visit.list(field).map(JSON.string))
                default: .string(orNull: visit.values[field])
                }
            members.append((field.rawValue, value))
        }
        return .object(members.sorted { $0.0 < $1.0 })
    }

    /// A line of the list.
    var row: [String] {
        let place = [visit.values[.venue], path ?? visit.values[.region]].compactMap { $0 }
        return [
            String(visit.id.hex.prefix(8)), visit.startedAt.shown(hoursEast: hoursEast),
            visit.values[.attendance] ?? "–", String(complaints),
            (visit.isOpen ? text(id: "(berjalan) ", en: "(open) ") : "") + place.joined(separator: ", "),
        ]
    }

    func give(_ common: CommonOptions, _ sentence: Bilingual?) throws {
        common.give(json) {
            if let sentence { Terminal.out(sentence.text()) }
            let rows = lines.map { [$0.0.text(), $0.1] }
            Terminal.out(Terminal.columns(rows: rows))
        }
    }

    private var lines: [(Bilingual, String)] {
        var lines: [(Bilingual, String)] = [(Bilingual(id: "Id", en: "Id"), visit.id.hex)]
        for field in Outreach.Field.allCases {
            guard let value = visit.values[field] else { continue }
            let shown =
                switch field.form {
                case .time: visit.time(field)?.shown(hoursEast: hoursEast) ?? value
                case .region: [value, path ?? ""].joined(separator: " ")
                default: value
                }
            lines.append((field.label, shown))
        }
        lines += visit.attachments.map { (Bilingual(id: "Foto", en: "Photo"), $0.shownLine(unnamed: "–")) }
        lines.append((Bilingual(id: "Laporan", en: "Complaints"), String(complaints)))
        return lines
    }
}
