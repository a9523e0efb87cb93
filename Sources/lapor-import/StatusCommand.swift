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
            en: "teams and devices: what has arrived, what has not"))

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
                id: "halaman: hanya laporan yang tiba, dan kegiatan yang mulai, sejak tanggal ini",
                en: "the page: only complaints that arrived, and visits that began, since this day"),
            valueName: text(id: "tanggal", en: "date")))
    var since: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "halaman: hanya wilayah ini dan di dalamnya",
                en: "the page: only this region and what lies in it"),
            valueName: text(id: "kode", en: "code")))
    var region: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let (since, region) = try scope()
        let office = try common.office(for: .reading)
        let status: OfficeStatus
        var page: (path: String, isNew: Bool)?
        if let html {
            let figures = try office.statusPageFigures(since: since, region: region)
            status = figures.status
            let wasThere = try StatusPageFile.write(StatusPage(figures: figures).html, to: html)
            page = (Folder.absolute(html), !wasThere)
        } else {
            status = try office.status()
        }
        common.give(json(status, page: page?.path)) {
            Terminal.out(summary(status))
            if !status.devices.isEmpty {
                Terminal.out("\n" + status.devices.table(hoursEast: office.facts.hoursEast))
            }
            if !status.teams.isEmpty { Terminal.out("\n" + teams(status.teams)) }
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

    /// Of which complaints the page is to be made.
    private func scope() throws -> (since: Day?, region: RegionCode?) {
        if html == nil, since != nil || region != nil {
            throw ErrorReport(
                .usage,
                Bilingual(
                    id: "--since dan --region hanya berlaku dengan --html",
                    en: "--since and --region go with --html only"),
                hint: Bilingual(
                    id:
                        "tambahkan --html BERKAS; daftar laporan satu wilayah: lapor-import list --region KODE",
                    en: "add --html FILE; for the complaints of a region: lapor-import list --region CODE"))
        }
        let day = try since.map { text in
            guard let day = Day(text) else {
                throw ErrorReport(
                    .badData,
                    Bilingual(
                        id: "--since \"\(text)\" bukan tanggal; tulis TTTT-BB-HH, misalnya 2026-11-24",
                        en: "--since \"\(text)\" is not a date; write YYYY-MM-DD, such as 2026-11-24"),
                    hint: Bilingual(
                        id: "perbaiki tanggalnya, lalu ulangi", en: "correct the date, then try again"))
            }
            return day
        }
        let code = try region.map(FlagValue.region)
        return (day, code)
    }

    private func json(_ status: OfficeStatus, page: String?) -> JSON {
        var members: [(String, JSON)] = [
            ("by_status", .object(status.byStatus.map { ($0.status, .integer($0.count)) })),
            ("complaints", .integer(status.complaints)), ("devices", .array(status.devices.map(\.json))),
            ("due_soon", .integer(status.dueSoon)), ("overdue", .integer(status.overdue)),
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
        ]
        if let page { members.insert(("page", .string(page)), at: 5) }
        return .object(members)
    }

    private func summary(_ status: OfficeStatus) -> String {
        var lines = [
            text(
                id:
                    "Laporan \(status.complaints); lewat tenggat \(status.overdue), segera jatuh tempo \(status.dueSoon)",
                en: "Complaints \(status.complaints); overdue \(status.overdue), due soon \(status.dueSoon)")
        ]
        if status.quarantined > 0 {
            lines.append(
                text(
                    id: "Disisihkan \(status.quarantined) bundel: lapor-import quarantine list",
                    en: "Set aside \(status.quarantined) bundles: lapor-import quarantine list"))
        }
        for device in status.devices where !device.gaps.isEmpty {
            let ranges = device.gaps.map { "\($0.lowerBound)–\($0.upperBound)" }.joined(separator: ", ")
            lines.append(
                text(
                    id: "\(device.id.code): catatan \(ranges) belum tiba; minta tim mengemas ulang",
                    en: "\(device.id.code): events \(ranges) have not arrived; ask the team to pack again"))
        }
        for device in status.devices where device.missingBlobs > 0 {
            lines.append(
                text(
                    id:
                        "\(device.id.code): \(device.missingBlobs) lampiran belum tiba; minta tim mengemas ulang",
                    en:
                        "\(device.id.code): \(device.missingBlobs) attachments have not arrived; ask the team to pack again"
                ))
        }
        for device in status.devices where device.openForks > 0 {
            lines.append(
                text(
                    id:
                        "\(device.id.code): dua laptop memakai identitas ini; berikan balasan berikutnya kepada keduanya",
                    en: "\(device.id.code): two laptops use this identity; give the next reply to both"))
        }
        return lines.joined(separator: "\n")
    }

    private func teams(_ teams: [OfficeStatus.Team]) -> String {
        let rows = teams.map { team in
            [
                team.team, "\(team.devicesSeen)/\(team.devicesExpected)", team.expected?.description ?? "–",
                team.late ? text(id: "terlambat", en: "late") : "",
            ]
        }
        let header = [
            text(id: "TIM", en: "TEAM"), text(id: "LAPTOP", en: "DEVICES"),
            text(id: "DIHARAPKAN", en: "EXPECTED"), "",
        ]
        return Terminal.columns(rows: rows, header: header)
    }
}
