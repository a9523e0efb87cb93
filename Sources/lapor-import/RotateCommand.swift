import ArgumentParser
import LaporOffice
import LaporStore
import LaporTerminal

struct RotateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: text(
            id: "mengganti kunci kantor; yang lama tetap membuka yang lama",
            en: "replaces the office's keys; the old ones still open what is old"),
        discussion: text(
            id: "Tanpa --transport atau --identity: keduanya. Sesudahnya buat kit baru untuk tiap tim.",
            en: "Without --transport or --identity: both. Issue a new kit for each team afterwards."),
        aliases: ["ganti-kunci"])

    @Flag(
        help: ArgumentHelp(
            text(
                id: "kunci yang membuka bundel, dan kunci tanda tangan",
                en: "the key that opens bundles, and the signing key")))
    var transport = false

    @Flag(
        help: ArgumentHelp(
            text(id: "kunci yang membuka bagian tersegel", en: "the key that opens sealed parts")))
    var identity = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        var which: RotatedKeys = []
        if transport || !identity { which.insert(.transport) }
        if identity || !transport { which.insert(.identity) }
        let office = try common.office(for: .writing).rotate(
            which, passphrase: Passphrase.ask)
        common.give(office.json) {
            Terminal.out(
                text(
                    id: """
                        Kunci diganti. Sidik kata sekarang: \(office.fingerprint)

                        Teks pemulihan yang baru menggantikan yang di kertas; simpan di tempat terkunci, lalu musnahkan \
                        yang lama:

                        \(office.recoveryKey)

                        Berikutnya:
                        1. Buat kit baru untuk tiap tim (lapor-import kit); laptop menerimanya dengan lapor receive.
                        2. Beri kantor di atas dan di bawah kartu yang baru (lapor-import card).
                        """,
                    en: """
                        The keys are replaced. Fingerprint from now on: \(office.fingerprint)

                        The new recovery text takes the place of the one on paper; lock it away, then destroy the old \
                        one:

                        \(office.recoveryKey)

                        Next:
                        1. Issue a new kit for each team (lapor-import kit); laptops take it with lapor receive.
                        2. Give the offices upstream and downstream the new card (lapor-import card).
                        """))
        }
    }
}
