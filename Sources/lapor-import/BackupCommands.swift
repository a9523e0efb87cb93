import ArgumentParser
import CanonicalJSON
import FileIO
import LaporModel
import LaporOffice
package import LaporStore
package import LaporTerminal

/// Copies the office's store to another medium while others work with it.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: text(
            id: "menyalin seluruh penyimpanan kantor, juga saat sedang dipakai",
            en: "copies all of the office's store, also while it is in use"),
        discussion: text(
            id: """
                Folder yang sudah berisi cadangan kantor ini diperbarui: lampiran yang sudah ada tidak disalin lagi, \
                yang sudah dihapus ikut hilang. Periksa cadangan dengan: lapor-import check --home FOLDER
                """,
            en: """
                A folder that holds a backup of this office already is brought up to date: attachments that are there are \
                not copied again, what was erased goes. Check a backup with: lapor-import check --home FOLDER
                """),
        aliases: ["cadangkan"])

    @Argument(
        help: ArgumentHelp(
            text(
                id: "folder cadangan, sebaiknya di media lain",
                en: "the backup's folder, best on another medium"),
            valueName: text(id: "folder", en: "folder")),
        completion: .directory)
    var to: String
    @OptionGroup var common: CommonOptions

    func run() throws {
        try OfficeDatabase.refuseServer(in: common.folder)
        let target = StoreFolder(to)
        let result = try StoreCopy.run(from: common.folder, to: target, replacing: true)
        common.give(result.json(target)) {
            Terminal.out(
                text(
                    id: """
                        Cadangan lengkap di \(target.path): \(result.complaints) laporan, \(result.blobs) lampiran \
                        (\(result.blobsNew) baru disalin).
                        """,
                    en: """
                        The backup in \(target.path) is complete: \
                        \(result.complaints.counted(id: "", one: "complaint", many: "complaints").en), \
                        \(result.blobs.counted(id: "", one: "attachment", many: "attachments").en) \
                        (\(result.blobsNew) newly copied).
                        """))
            Terminal.note(
                text(
                    id: "simpan seperti kunci: kunci kantor ada di dalamnya",
                    en: "keep it like a key: the office's keys are in it"))
        }
    }
}

/// Makes a backup the office's store again.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: text(
            id: "memulihkan penyimpanan kantor dari cadangan",
            en: "brings the office's store back from a backup"),
        discussion: text(
            id: """
                Penyimpanan yang masih ada tidak ditimpa: pindahkan dulu foldernya. Balasan berikutnya memberi tahu \
                laptop apa yang benar-benar ada di sini, dan laptop mengemas sisanya sekali lagi.
                """,
            en: """
                A store that is there is not overwritten: move its folder away first. The next reply tells the laptops what \
                is really here, and they pack the rest once more.
                """),
        aliases: ["pulihkan"])

    @Argument(
        help: ArgumentHelp(
            text(id: "folder cadangan", en: "the backup's folder"),
            valueName: text(id: "folder", en: "folder")),
        completion: .directory)
    var from: String
    @OptionGroup var common: CommonOptions

    func run() throws {
        // The keys of an office whose database is elsewhere must not be overwritten either.
        try OfficeDatabase.refuseServer(in: common.folder)
        let source = StoreFolder(from)
        let result = try StoreCopy.run(from: source, to: common.folder, replacing: false)
        common.give(result.json(common.folder)) {
            Terminal.out(
                text(
                    id: """
                        Dipulihkan ke \(common.folder.path): \(result.complaints) laporan, \(result.blobs) lampiran.
                        """,
                    en: """
                        Restored to \(common.folder.path): \
                        \(result.complaints.counted(id: "", one: "complaint", many: "complaints").en), \
                        \(result.blobs.counted(id: "", one: "attachment", many: "attachments").en).
                        """))
            Terminal.note(
                text(
                    id:
                        "periksa: lapor-import check; lalu buat balasan untuk semua laptop: lapor-import reply --to FOLDER",
                    en:
                        "check it: lapor-import check; then make replies for all laptops: lapor-import reply --to FOLDER"
                ))
        }
    }
}

extension StoreCopy {
    /// Copies an office's store, with a new epoch, showing how far it is.
    fileprivate static func run(
        from source: StoreFolder, to target: StoreFolder, replacing: Bool
    ) throws -> Result {
        let progress = Progress(Bilingual(id: "menyalin lampiran", en: "copying attachments"))
        defer { progress.end() }
        return try run(
            from: source, to: target, role: "office", replacing: replacing,
            epoch: Identifier(random: LaporImport.surroundings.random).hex
        ) { progress.show($0, of: $1) }
    }
}

extension StoreCopy.Result {
    fileprivate func json(_ folder: StoreFolder) -> JSON {
        .object([
            ("attachments", .integer(blobs)), ("attachments_new", .integer(blobsNew)),
            ("complaints", .integer(complaints)), ("path", .string(folder.path)),
        ])
    }
}

extension StoreCopy.Fault: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .sameFolder(let path):
            ErrorReport(
                .badData,
                Bilingual(
                    id: "\(path) adalah penyimpanan itu sendiri", en: "\(path) is the store itself"),
                hint: Bilingual(id: "pilih folder lain", en: "choose another folder"))
        case .noStore(let path):
            ErrorReport(
                .missing,
                Bilingual(
                    id: "tidak ada penyimpanan kantor di \(path)", en: "there is no office's store in \(path)"
                ),
                hint: Bilingual(
                    id: "sebut folder yang dibuat oleh: lapor-import backup",
                    en: "name a folder that was made by: lapor-import backup"))
        case .otherStore(let path):
            ErrorReport(
                .badData,
                Bilingual(
                    id: "\(path) tidak kosong dan bukan cadangan kantor ini, atau sedang dipakai",
                    en: "\(path) is not empty and no backup of this office, or is in use"),
                hint: Bilingual(
                    id: "pilih folder yang baru atau kosong", en: "choose a folder that is new or empty"))
        case .occupied(let path):
            ErrorReport(
                .badData,
                Bilingual(id: "sudah ada penyimpanan di \(path)", en: "there is a store in \(path) already"),
                hint: Bilingual(
                    id: "pindahkan folder itu dulu (jangan dihapus sebelum semuanya dicek), lalu ulangi",
                    en: "move that folder away first (don't delete it before all is checked), then try again")
            )
        case .unsteady(let path):
            ErrorReport(
                .busy,
                Bilingual(
                    id: "cadangan di \(path) belum lengkap: lampiran hilang atau dihapus selagi disalin",
                    en:
                        "the backup in \(path) is not complete: attachments are missing or went away meanwhile"
                ),
                hint: Bilingual(
                    id: "periksa dengan: lapor-import check; lalu ulangi",
                    en: "look with: lapor-import check; then try again"))
        }
    }
}
