import ArgumentParser
import CanonicalJSON
import LaporModel
import LaporOffice
import LaporTerminal

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: text(
            id: "menyiapkan kantor: kunci, penyimpanan, dan teks pemulihan",
            en: "sets the office up: keys, store, and a recovery text"),
        aliases: ["siapkan"])

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "nama kantor", en: "the office's name"), valueName: text(id: "nama", en: "name")))
    var name: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "zona waktu kantor: WIB, WITA, atau WIT", en: "the office's zone: WIB, WITA, or WIT"),
            valueName: text(id: "zona", en: "zone")))
    var zone = "WIB"

    @Flag(
        help: ArgumentHelp(
            text(
                id: "kunci identitas disimpan tanpa frasa sandi",
                en: "the identity key is kept without a passphrase")))
    var noPassphrase = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard !name.allSatisfy(\.isWhitespace), name.count <= 200 else {
            throw ErrorReport(
                .badData, Bilingual(id: "--name belum diisi", en: "--name is empty"),
                hint: Bilingual(id: "isi nama kantor", en: "give the office's name"))
        }
        guard let hoursEast = ["WIB": 7, "WITA": 8, "WIT": 9][zone.uppercased()] else {
            throw ErrorReport(
                .badData,
                Bilingual(id: "--zone \"\(zone)\" tidak dikenal", en: "--zone \"\(zone)\" is not known"),
                hint: Bilingual(id: "pilih WIB, WITA, atau WIT", en: "choose WIB, WITA, or WIT"))
        }
        let passphrase = noPassphrase ? nil : try Passphrase.choose()
        let office = try Office.found(
            name: name, hoursEast: hoursEast, passphrase: passphrase, folder: common.folder,
            surroundings: LaporImport.surroundings)
        let json = JSON.object([
            ("fingerprint", .string(office.fingerprint)), ("id", .string(office.id.hex)),
            ("identity_recipient", .string(office.identityRecipient)), ("name", .string(office.name)),
            ("recipient", .string(office.recipient)), ("recovery_key", .string(office.recoveryKey)),
            ("signing_key", .string(office.signingKey)),
        ])
        common.give(json) {
            Terminal.out(
                text(
                    id: """
                        Kantor siap: \(Terminal.line(office.name)) (\(office.id.code))
                        Sidik kata: \(office.fingerprint)

                        Teks pemulihan. Cetak atau tulis di kertas sekarang, simpan di tempat terkunci, dan jangan \
                        simpan di komputer: siapa pun yang memegangnya dapat membuka semua laporan. Tanpa teks ini, \
                        komputer yang rusak berarti identitas pelapor hilang selamanya.

                        \(office.recoveryKey)
                        """,
                    en: """
                        The office is ready: \(Terminal.line(office.name)) (\(office.id.code))
                        Fingerprint: \(office.fingerprint)

                        Recovery text. Print it or write it on paper now, lock it away, and keep it on no computer: \
                        whoever holds it can open every complaint. Without it, a broken computer means that the \
                        reporters' identities are lost for good.

                        \(office.recoveryKey)
                        """))
        }
    }
}
