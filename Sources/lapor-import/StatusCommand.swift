import ArgumentParser
import CanonicalJSON
import FileIO
import LaporModel
import LaporOffice
import LaporStore
import LaporTerminal

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: text(
            id: "tim dan laptop: apa yang sudah tiba, apa yang belum",
            en: "teams and devices: what has arrived, what has not"),
        discussion: text(
            id:
                "Yang perlu perhatian dahulu, lalu tim dan laptopnya, yang terpenting di atas. --since mempersempit jumlah laporan, --region juga tim, tenggat, dan yang perlu perhatian; celah dan jam laptop selalu seluruhnya. Di halaman (--html) tim dan laptop selalu seluruh kantor, dan --since mempersempit kegiatan juga. Waktu tiba menurut jam kantor, waktu catatan menurut jam laptop. Lewat tenggat (overdue): belum diverifikasi; langkah yang lain dihitung terpisah, dan semua pengaduan dianggap tidak berkadar pengawasan.",
            en:
                "What needs attention first, then the teams and their devices, the worst on top. --since narrows the numbers of complaints, --region also teams, deadlines and what needs attention; a device's gaps and clock are always the whole. On the page (--html) teams and devices are those of the whole office, and --since narrows visits, too. Arrivals are by this office's clock, a device's events by its own. Overdue: not verified in time; the other steps are counted apart, and no complaint is taken for one about a misuse of power, which has more time."
        ))

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "tulis satu halaman untuk peramban ke berkas ini; halaman yang lama diganti",
                en: "write one page for a browser to this file; an older page is replaced"),
            valueName: text(id: "berkas", en: "file")), completion: .file())
    var html: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "hanya laporan yang tiba di kantor sejak tanggal ini",
                en: "only complaints that arrived here on this day or later"),
            valueName: text(id: "tanggal", en: "date")))
    var since: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "hanya laporan dari wilayah ini dan di dalamnya, dan tim yang bertugas di sana",
                en: "only complaints of this region and what lies in it, and the teams that work there"),
            valueName: text(id: "kode", en: "code")))
    var region: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let region = try region.map(FlagValue.region)
        let office = try common.office(for: .reading)
        let hoursEast = office.facts.hoursEast
        let today = LaporImport.surroundings.now().day(hoursEast: hoursEast)
        let since = try since.map { try FlagValue.day("--since", $0, today: today) }
        let status = try office.status(since: since, region: region)
        var page: (path: String, isNew: Bool)?
        if let html {
            let figures = try office.statusPageFigures(since: since, region: region)
            let wasThere = try StatusPageFile.write(StatusPage(figures: figures).html, to: html)
            page = (Folder.absolute(html), !wasThere)
        }
        let path = try region.map { region in
            [region.text, try office.store.read { try $0.path(ofRegion: region.text) }]
                .compactMap { $0 }.joined(separator: " ")
        }
        common.give(json(status, page: page?.path, since: since, region: region)) {
            let screen = StatusScreen(
                status: status, hoursEast: hoursEast, scope: Self.scope(since: since, region: path),
                width: Terminal.width)
            Terminal.out(screen.rendered)
            if let page {
                let path = Terminal.line(page.path)
                Terminal.out(
                    page.isNew
                        ? text(id: "\nHalaman ditulis: \(path)", en: "\nPage written: \(path)")
                        : text(
                            id: "\nHalaman ditulis, yang lama diganti: \(path)",
                            en: "\nPage written, the older one replaced: \(path)"))
            }
        }
    }

    /// What the complaints are narrowed to; `nil` for all.
    private static func scope(since: Day?, region: String?) -> String? {
        let words = [
            region.map { text(id: "Hanya \($0)", en: "Only \($0)") },
            since.map { text(id: "Hanya yang tiba sejak \($0)", en: "Only what arrived since \($0)") },
        ].compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: "; ")
    }

    private func json(_ status: OfficeStatus, page: String?, since: Day?, region: RegionCode?) -> JSON {
        var object = JSONObject([
            ("by_status", .object(status.byStatus.map { ($0.status, .integer($0.count)) })),
            ("complaints", .integer(status.complaints)), ("conflicts", .integer(status.conflicts)),
            ("devices", .array(status.devices.map(\.json))),
            ("due_soon", .integer(status.dueSoon)), ("overdue", .integer(status.overdue)),
            (
                "overdue_by_step",
                .object(status.overdueSteps.map { ($0.step.rawValue, .integer($0.count)) })
            ),
            ("quarantined", .integer(status.quarantined)),
            (
                "teams",
                .array(
                    status.teams.map { team in
                        .object([
                            ("devices_expected", .integer(team.devicesExpected)),
                            ("devices_seen", .integer(team.devicesSeen)),
                            ("expected", .string(orNull: team.expected?.description)),
                            ("late", .bool(team.late)),
                            ("team", .string(team.team)),
                        ])
                    })
            ),
        ])
        object.add("page", page)
        object.add("region", region?.text)
        object.add("since", since?.description)
        return .object(object)
    }
}
