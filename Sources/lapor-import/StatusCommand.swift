import ArgumentParser
import CanonicalJSON
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

    @OptionGroup var common: CommonOptions

    func run() throws {
        let office = try common.office(for: .reading)
        let status = try office.status()
        common.give(json(status)) {
            Terminal.out(summary(status))
            if !status.devices.isEmpty {
                Terminal.out("\n" + status.devices.table(hoursEast: office.facts.hoursEast))
            }
            if !status.teams.isEmpty { Terminal.out("\n" + teams(status.teams)) }
        }
    }

    private func json(_ status: OfficeStatus) -> JSON {
        .object([
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
        ])
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
