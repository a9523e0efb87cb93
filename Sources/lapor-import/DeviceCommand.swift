import ArgumentParser
import CanonicalJSON
import LaporModel
import LaporOffice
import LaporStore
import LaporTerminal

struct DeviceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device",
        abstract: text(
            id: "laptop tim: melihat, menerima, mencabut", en: "the teams' devices: list, admit, revoke"),
        subcommands: [List.self, Admit.self, Revoke.self], aliases: ["perangkat"])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: text(id: "menampilkan laptop", en: "lists the devices"),
            aliases: ["daftar"])
        @OptionGroup var common: CommonOptions

        func run() throws {
            let office = try common.office(for: .reading)
            let devices = try office.store.read { try office.devices($0) }
            common.give(.array(devices.map(\.json))) {
                guard !devices.isEmpty else {
                    Terminal.note(text(id: "belum ada laptop", en: "no devices yet"))
                    return
                }
                Terminal.out(devices.table(hoursEast: office.facts.hoursEast))
            }
        }
    }

    struct Admit: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "admit",
            abstract: text(
                id: "menerima laptop, dan menggabungkan kirimannya yang disisihkan",
                en: "admits a device, and merges what waits for it"), aliases: ["terima"])
        @OptionGroup var device: DeviceArgument
        @OptionGroup var operatorOption: OperatorOption
        @OptionGroup var common: CommonOptions

        func run() throws {
            let office = try common.office(for: .writing)
            let (device, merged) = try office.admit(self.device.id, operatorName: operatorOption.name)
            var object = device.object
            object.add("bundles", .array(merged.map { AddReport($0).json }))
            common.give(.object(object)) {
                Terminal.out(text(id: "\(device.id.code) diterima", en: "\(device.id.code) is admitted"))
                for result in merged { AddReport(result).tell(isJSON: false) }
            }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke",
            abstract: text(
                id: "mencabut laptop: kiriman berikutnya disisihkan",
                en: "revokes a device: what comes later is set aside"),
            aliases: ["cabut"])
        @OptionGroup var device: DeviceArgument
        @OptionGroup var operatorOption: OperatorOption
        @OptionGroup var common: CommonOptions

        func run() throws {
            let device = try common.office(for: .writing).revoke(
                self.device.id, operatorName: operatorOption.name)
            common.give(device.json) {
                Terminal.out(
                    text(
                        id:
                            "\(device.id.code) dicabut pada catatan ke-\(device.lastSequence); yang sudah ada tetap ada",
                        en: "\(device.id.code) is revoked at event \(device.lastSequence); what is here stays"
                    ))
            }
        }
    }
}

struct DeviceArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            text(id: "id laptop, atau 8 angka pertamanya", en: "the device's id, or its first 8 digits"),
            valueName: "id"))
    var id: String
}

extension OfficeDevice {
    var object: JSONObject {
        JSONObject([
            ("clock_doubt", .string(orNull: clockDoubt?.rawValue)),
            ("complaints", .integer(complaints)), ("confirmed_up_to", .integer(confirmedUpTo)),
            ("days_silent", daysSilent.map(JSON.integer) ?? .null), ("forks", .integer(forks)),
            (
                "gaps",
                .array(
                    gaps.map {
                        .object([("first", .integer($0.lowerBound)), ("last", .integer($0.upperBound))])
                    })
            ),
            ("id", .string(id.hex)), ("last_bundle_at", .string(orNull: lastBundleAt?.description)),
            ("last_recorded_at", .string(orNull: lastRecordedAt?.description)),
            ("last_seen_at", .string(orNull: lastSeenAt?.description)),
            ("last_sequence", .integer(lastSequence)), ("missing_blobs", .integer(missingBlobs)),
            ("name", .string(name)), ("state", .string(state.rawValue)), ("team", .string(team)),
            ("waiting", .integer(waiting)),
        ])
    }

    var json: JSON { .object(object) }

    /// The state in words.
    var stateText: String {
        switch state {
        case .admitted: text(id: "diterima", en: "admitted")
        case .revoked: text(id: "dicabut", en: "revoked")
        case .released: text(id: "dilepas", en: "released")
        case .quarantined: text(id: "menunggu", en: "waiting")
        }
    }
}

extension [OfficeDevice] {
    /// A line for each device.
    func table(hoursEast: Int) -> String {
        let rows = map { device in
            [
                device.id.code, device.team, device.name, device.stateText, String(device.complaints),
                device.lastBundleAt?.shown(hoursEast: hoursEast) ?? "–", String(device.gaps.count),
                String(device.waiting),
            ]
        }
        let header = [
            "ID", text(id: "TIM", en: "TEAM"), text(id: "NAMA", en: "NAME"), text(id: "KEADAAN", en: "STATE"),
            text(id: "LAPORAN", en: "COMPLAINTS"), text(id: "KIRIMAN TERAKHIR", en: "LAST BUNDLE"),
            text(id: "CELAH", en: "GAPS"), text(id: "DISISIHKAN", en: "SET ASIDE"),
        ]
        return Terminal.columns(rows: rows, header: header)
    }
}
