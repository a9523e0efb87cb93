import ArgumentParser
import CanonicalJSON
import LaporBundle
import LaporField
import LaporModel
import LaporTerminal

struct SetupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: text(
            id: "menyiapkan laptop ini dari kit kantor", en: "sets this laptop up from the office's kit"),
        aliases: ["siapkan"])

    @Argument(
        help: ArgumentHelp(text(id: "berkas kit dari kantor", en: "the office's kit"), valueName: "kit"),
        completion: .file())
    var kit: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "nama laptop ini, misalnya \"Laptop 1\"", en: "this laptop's name, such as \"Laptop 1\""),
            valueName: text(id: "nama", en: "name")))
    var device: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "nama petugas penerima laporan", en: "who takes the complaints"),
            valueName: text(id: "nama", en: "name")))
    var officer: String?

    @OptionGroup var fingerprint: FingerprintOption
    @OptionGroup var common: CommonOptions

    func run() throws {
        guard !device.allSatisfy(\.isWhitespace), device.count <= 100 else {
            throw ErrorReport(
                .badData,
                Bilingual(
                    id: "--device belum diisi atau terlalu panjang", en: "--device is empty or too long"),
                hint: Bilingual(
                    id: "beri nama pendek, misalnya \"Laptop 1\"",
                    en: "give a short name, such as \"Laptop 1\""))
        }
        let kit = try readKit()
        // A false kit would have everything sealed to a stranger.
        try fingerprint.compare(
            kit.office.fingerprint, isJSON: common.json,
            advice: Bilingual(
                id: "jangan pakai kit ini; mintalah kit langsung dari kantor",
                en: "do not use this kit; get one from the office itself"))
        let result = try Setup.run(
            kit, name: device, officer: officer, folder: common.folder, surroundings: Lapor.surroundings)
        if result.expired {
            let until = kit.expiresAt.shown(hoursEast: kit.office.hoursEast)
            Terminal.warning(
                text(
                    id:
                        "menurut jam laptop ini, kit berlaku sampai \(until); kantor mungkin menahan kirimannya",
                    en:
                        "by this laptop's clock the kit expired at \(until); the office may set its bundles aside"
                ),
                program: "lapor")
        }
        let json = JSON.object([
            ("fingerprint", .string(kit.office.fingerprint)), ("id", .string(result.id.hex)),
            ("name", .string(result.name)), ("office", .string(kit.office.name)),
            ("recipient", .string(result.recipient)), ("signing_key", .string(result.signingKey)),
            ("team", .string(kit.team)),
        ])
        common.give(json) {
            Terminal.out(
                text(
                    id: """
                        Laptop siap dipakai.
                          Nama       \(Terminal.line(result.name)) (\(result.id.code))
                          Tim        \(Terminal.line(kit.team))
                          Kantor     \(Terminal.line(kit.office.name))
                          Sidik kata \(kit.office.fingerprint)
                        Catat laporan pertama dengan: lapor new
                        """,
                    en: """
                        This laptop is ready.
                          Name        \(Terminal.line(result.name)) (\(result.id.code))
                          Team        \(Terminal.line(kit.team))
                          Office      \(Terminal.line(kit.office.name))
                          Fingerprint \(kit.office.fingerprint)
                        Take the first complaint with: lapor new
                        """))
        }
    }

    private func readKit() throws -> Kit {
        do {
            return try Kit.read(kit)
        } catch let error as BundleError {
            // The kit comes from the office: its hints are others than a bundle's.
            let report = ErrorReport(error)
            throw ErrorReport(
                report.code,
                Bilingual(id: "\(kit): \(report.message.id)", en: "\(kit): \(report.message.en)"),
                hint: Bilingual(
                    id: "jangan dipakai; mintalah kit yang baru langsung dari kantor",
                    en: "do not use it; get a new kit from the office itself"))
        }
    }
}
