import ArgumentParser
import CanonicalJSON
import LaporModel
import LaporOffice
import LaporStore
import LaporTerminal

struct QuarantineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: text(id: "bundel yang disisihkan", en: "bundles that were set aside"),
        subcommands: [List.self, Release.self], aliases: ["karantina"])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: text(id: "menampilkan yang disisihkan", en: "lists what was set aside"),
            aliases: ["daftar"])
        @OptionGroup var common: CommonOptions

        func run() throws {
            let office = try common.office(for: .reading)
            let bundles = try office.store.read { try $0.quarantined() }
            let items = bundles.map { bundle in
                JSON.object([
                    ("at", .string(bundle.at.description)), ("bundle", .string(bundle.bundle.hex)),
                    ("device", .string(bundle.device.hex)),
                    ("device_name", .string(orNull: bundle.deviceName)),
                    ("reason", .string(Self.reason(bundle))), ("reason_code", .string(bundle.reason)),
                    ("team", .string(orNull: bundle.team)),
                ])
            }
            common.give(.array(items)) {
                guard !bundles.isEmpty else {
                    Terminal.note(text(id: "tidak ada yang disisihkan", en: "nothing is set aside"))
                    return
                }
                let rows = bundles.map { bundle in
                    [
                        bundle.bundle.code, bundle.device.code, bundle.deviceName ?? "",
                        bundle.at.shown(hoursEast: office.facts.hoursEast),
                        Self.reason(bundle),
                    ]
                }
                let header = [
                    text(id: "BUNDEL", en: "BUNDLE"), text(id: "LAPTOP", en: "DEVICE"),
                    text(id: "NAMA", en: "NAME"),
                    text(id: "SEJAK", en: "SINCE"), text(id: "SEBAB", en: "REASON"),
                ]
                Terminal.out(Terminal.columns(rows: rows, header: header))
            }
        }

        private static func reason(_ bundle: QuarantinedBundle) -> String {
            Registry.Hold(rawValue: bundle.reason)?.reason.text() ?? bundle.reason
        }
    }

    struct Release: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "release",
            abstract: text(
                id: "menggabungkan satu bundel yang disisihkan, tanpa menerima laptopnya",
                en: "merges one bundle that was set aside, without admitting its device"), aliases: ["lepas"])

        @Argument(
            help: ArgumentHelp(
                text(
                    id: "id bundel dari add atau quarantine list",
                    en: "the bundle's id from add or quarantine list"),
                valueName: text(id: "bundel", en: "bundle")))
        var bundle: String

        @OptionGroup var operatorOption: OperatorOption
        @OptionGroup var common: CommonOptions

        func run() throws {
            let result = try common.office(for: .writing).release(bundle, operatorName: operatorOption.name)
            common.give(AddReport(result).json) { AddReport(result).tell(isJSON: false) }
        }
    }
}
