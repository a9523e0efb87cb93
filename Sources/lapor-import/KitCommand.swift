import ArgumentParser
import CanonicalJSON
import FileIO
import LaporBundle
import LaporModel
package import LaporOffice
import LaporStore
package import LaporTerminal

struct KitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kit",
        abstract: text(id: "membuat kit untuk sebuah tim", en: "makes a team's kit"))

    @Argument(
        help: ArgumentHelp(
            text(id: "nama tim", en: "the team's name"), valueName: text(id: "tim", en: "team")))
    var team: String

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            text(id: "wilayah tim, satu atau lebih", en: "the team's regions, one or more"),
            valueName: text(id: "kode", en: "code")))
    var region: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "berkas kit yang dibuat", en: "the kit file to make"),
            valueName: text(id: "berkas", en: "file")), completion: .file())
    var to: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "jumlah laptop yang boleh memakainya (bawaan: 5)",
                en: "how many laptops may use it (default: 5)"),
            valueName: text(id: "jumlah", en: "count")))
    var devices: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "berlaku sampai tanggal ini (bawaan: 90 hari)",
                en: "valid through this date (default: 90 days)"),
            valueName: text(id: "tanggal", en: "date")))
    var expires: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "kapan kirimannya diharapkan", en: "when its bundles are expected"),
            valueName: text(id: "tanggal", en: "date")))
    var expected: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "berapa hari laptop menyimpan yang sudah dikonfirmasi (bawaan: 90)",
                en: "for how many days laptops keep what was confirmed (default: 90)"),
            valueName: text(id: "hari", en: "days")))
    var retentionDays: String?

    @Flag(
        help: ArgumentHelp(
            text(
                id: "yang disegel boleh dibuka juga oleh kantor di atas",
                en: "what is sealed may be opened by the offices upstream, too")))
    var openUpstream = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        let office = try common.office(for: .writing)
        let retention = retentionDays.map { Int($0) } ?? Kit.defaultRetentionDays
        guard let retention, (1...3_650).contains(retention) else {
            throw KitOrderError.badRetention(retentionDays ?? "")
        }
        let count = devices.map { Int($0) } ?? 5
        guard let count, (1...10_000).contains(count) else {
            throw KitOrderError.badDeviceCount(devices ?? "")
        }
        let expiresAt: Timestamp
        if let expires {
            guard let day = Day(expires) else { throw KitOrderError.badDate(flag: "--expires", expires) }
            // Through the end of that day in the office's zone.
            expiresAt = (day + 1).start(hoursEast: office.facts.hoursEast)
        } else {
            expiresAt = LaporImport.surroundings.now() + 90 * 86_400
        }
        let expectedDay = try expected.map { text in
            guard let day = Day(text) else { throw KitOrderError.badDate(flag: "--expected", text) }
            return day
        }
        let kit = try office.issueKit(
            KitOrder(
                team: team, regions: region, devices: count, expiresAt: expiresAt, expected: expectedDay,
                retentionDays: retention, isOpenUpstream: openUpstream, path: to))
        let hasRegions = try office.store.read { try $0.loadedLists() }.regions
        let path = Folder.absolute(to)
        let until = kit.expiresAt.shown(hoursEast: kit.office.hoursEast)
        let json = JSON.object([
            ("devices", .integer(kit.devices)), ("expected", .string(orNull: kit.expected?.description)),
            ("expires_at", .string(kit.expiresAt.description)),
            ("fingerprint", .string(kit.office.fingerprint)),
            ("id", .string(kit.id.hex)), ("path", .string(path)),
            ("regions", .array(kit.regions.map(JSON.string))), ("serial", .integer(kit.serial)),
            ("team", .string(kit.team)),
        ])
        common.give(json) {
            Terminal.out(
                text(
                    id: """
                        Kit untuk \(Terminal.line(kit.team)): \(Terminal.line(path))
                        \(kit.devices) laptop, berlaku sampai \(until). Sidik kata untuk dibandingkan:
                          \(kit.office.fingerprint)
                        Jaga seperti kunci: siapa pun yang memegangnya dapat menyiapkan laptop.
                        """,
                    en: """
                        Kit for \(Terminal.line(kit.team)): \(Terminal.line(path))
                        \(counted(kit.devices, "laptop")), valid until \(until). Fingerprint to compare:
                          \(kit.office.fingerprint)
                        Keep it like a key: whoever holds it can set a laptop up.
                        """))
            guard !hasRegions else { return }
            Terminal.out(
                text(
                    id:
                        "Kit ini tanpa daftar wilayah: laptop tidak dapat mencari desa. Muat dulu: lapor-import catalog regions",
                    en:
                        "This kit has no list of regions: laptops cannot look villages up. Load one first: lapor-import catalog regions"
                ))
        }
    }
}

extension KitOrderError: ReportableError {
    package var report: ErrorReport {
        func report(_ id: String, _ en: String, _ hintID: String, _ hintEN: String) -> ErrorReport {
            ErrorReport(.badData, Bilingual(id: id, en: en), hint: Bilingual(id: hintID, en: hintEN))
        }
        switch self {
        case .badRegion(let code):
            return report(
                "--region \"\(code)\" bukan kode wilayah", "--region \"\(code)\" is not a region code",
                "bentuknya 33, 33.09, 33.09.06 atau 33.09.06.2001",
                "it looks like 33, 33.09, 33.09.06 or 33.09.06.2001")
        case .unknownRegion(let code):
            return report(
                "--region \"\(code)\" tidak ada dalam daftar wilayah",
                "--region \"\(code)\" is not in the list of regions",
                "periksa kodenya, atau muat daftar yang baru: catalog regions",
                "check the code, or load a newer list: catalog regions")
        case .noRegions:
            return ErrorReport(
                .usage, Bilingual(id: "--region belum diisi", en: "--region is missing"),
                hint: Bilingual(
                    id: "sebutkan wilayah tim itu, misalnya --region 33.09",
                    en: "name the team's region, such as --region 33.09"))
        case .badDeviceCount(let text):
            return report(
                "--devices \"\(text)\" bukan jumlah laptop",
                "--devices \"\(text)\" is not a number of laptops",
                "tulis bilangan mulai dari 1", "write a number from 1")
        case .badRetention(let text):
            return report(
                "--retention-days \"\(text)\" bukan bilangan dari 1 sampai 3650",
                "--retention-days \"\(text)\" is no number from 1 to 3650",
                "tulis misalnya 90", "write for example 90")
        case .badDate(let flag, let text):
            return report(
                "\(flag) \"\(text)\" bukan tanggal", "\(flag) \"\(text)\" is not a date",
                "tulis TTTT-BB-HH, misalnya 2026-12-31", "write YYYY-MM-DD, such as 2026-12-31")
        case .alreadyExpired(let day):
            return report(
                "--expires \(day) sudah lewat", "--expires \(day) has passed",
                "pilih tanggal sesudah hari ini", "choose a date after today")
        case .emptyTeam:
            return report(
                "nama tim kosong", "the team's name is empty", "beri nama tim itu", "give the team a name")
        }
    }
}
