import ArgumentParser
import CanonicalJSON
import LaporModel
import LaporOffice
import LaporTerminal

/// Moves the office's database to a server, where many may work with it.
struct MoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: text(
            id: "memindahkan basis data kantor ke server PostgreSQL",
            en: "moves the office's database to a PostgreSQL server"),
        discussion: text(
            id: """
                Basis data di server harus baru dan kosong. Kunci, lampiran, dan bundel yang disisihkan tetap di folder \
                kantor. Berkas basis data yang lama disimpan dengan nama lain.
                """,
            en: """
                The database on the server must be new and empty. Keys, attachments and bundles set aside stay in the \
                office's folder. The old database file is kept under another name.
                """),
        aliases: ["pindahkan"])

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "alamat basis data: postgres://PENGGUNA@SERVER/NAMA",
                en: "the database's address: postgres://USER@SERVER/NAME"),
            valueName: text(id: "alamat", en: "address")))
    var to: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        let progress = Progress(Bilingual(id: "tabel", en: "tables"))
        var tables = 0
        let moved = try OfficeDatabase.move(common.folder, to: to) { table in
            tables += 1
            progress.show(tables, of: 20, detail: table)
        } waiting: {
            CommonOptions.noteWaiting($0)
        }
        progress.end()
        let place = OfficeDatabase.shown(to)
        let json = JSON.object([
            ("complaints", .integer(moved.complaints)), ("database", .string(place)),
            ("events", .integer(moved.events)), ("old", .string(moved.old)),
        ])
        common.give(json) {
            Terminal.out(
                text(
                    id: """
                        Basis data sekarang di \(Terminal.line(place)): \(moved.complaints) laporan, \
                        \(moved.events) catatan, semuanya dihitung ulang.
                        """,
                    en: """
                        The database is now at \(Terminal.line(place)): \
                        \(moved.complaints.counted(id: "", one: "complaint", many: "complaints").en), \
                        \(moved.events.counted(id: "", one: "event", many: "events").en), all counted again.
                        """))
            Terminal.note(
                text(
                    id:
                        "periksa: lapor-import check; sesudah itu berkas lama boleh dihapus: \(moved.old)",
                    en: "check it: lapor-import check; after that the old file may be deleted: \(moved.old)"))
        }
    }
}
