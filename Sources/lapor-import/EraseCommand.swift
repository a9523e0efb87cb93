import ArgumentParser
import LaporModel
import LaporOffice
import LaporStore
import LaporTerminal

struct EraseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: text(
            id: "menghapus isi sebuah laporan untuk selamanya", en: "erases what a complaint says, for good"),
        discussion: text(
            id: "Isi, identitas, dan lampiran hilang di sini dan di tiap tempat yang menggabungkannya.",
            en: "Texts, identity and attachments vanish here and wherever this is merged."),
        aliases: ["hapus"])

    @Argument(
        help: ArgumentHelp(
            text(id: "nomor atau id laporan", en: "the complaint's number or id"), valueName: "id"))
    var id: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(text(id: "alasan", en: "why"), valueName: text(id: "alasan", en: "reason")))
    var reason: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        let isOnServer = try OfficeDatabase.address(in: common.folder) != nil
        let (erased, isClean) = try common.office(for: .writing).erase(id, reason: reason)
        common.tell(erased)
        if isOnServer {
            Terminal.note(
                text(
                    id:
                        "server menimpa ruang yang dikosongkan belakangan; segera: VACUUM FULL events, complaints di server",
                    en:
                        "the server overwrites the space later; at once: VACUUM FULL events, complaints on the server"
                ))
        } else if !isClean {
            Terminal.warning(
                text(
                    id:
                        "basis data masih memuat sisanya: disk penuh, atau sedang dibaca; ulangi perintah ini",
                    en:
                        "the database still holds traces of it: the disk is full, or somebody reads; run this again"
                ),
                program: "lapor-import")
        }
        guard !common.json, erased.events > 0 else { return }
        Terminal.note(
            text(
                id: """
                    Nomor dan hitungannya tetap ada. Yang masih ada di tempat lain: bundel di stik dan kiriman lama \
                    (tersegel), cadangan, dan blok disk yang dipakai ulang oleh perangkat. Kirim balasan dan teruskan \
                    supaya laptop dan kantor di atas ikut menghapus.
                    """,
                en: """
                    Its number and counts stay. What is left elsewhere: bundles on sticks and old deliveries (sealed), \
                    backups, and disk blocks that a device has put aside. Reply and relay, so that laptops and the \
                    office upstream erase it too.
                    """))
    }
}
