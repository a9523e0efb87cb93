import ArgumentParser
import LaporOffice
import LaporTerminal

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: text(
            id: "memeriksa keutuhan semua yang tersimpan di kantor ini",
            en: "checks that everything this office has saved is sound"),
        aliases: ["cek"])

    @Flag(
        help: ArgumentHelp(
            text(
                id: "membuat ulang semua yang dihitung dari catatan dan berkas, lalu memeriksa lagi",
                en: "makes all anew that follows from events and files, then checks again")))
    var repair = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        let remedy = Bilingual(
            id:
                "simpan salinan folder ini apa adanya, pulihkan dari cadangan, lalu gabungkan semua bundel sekali lagi: lapor-import add",
            en:
                "keep a copy of this folder as it is, restore it from a backup, then add all bundles once more: lapor-import add"
        )
        guard repair else {
            return try common.check(program: "lapor-import", remedy: remedy) { progress in
                try Office.check(common.folder, progress: progress)
            }
        }
        let shown = Progress(Bilingual(id: "laporan dibuat ulang", en: "complaints made anew"))
        try common.checkOrRepair(program: "lapor-import", remedy: remedy) { progress in
            let (report, mended) = try Office.repair(common.folder, progress: progress) {
                shown.show($0, of: $1)
            } waiting: {
                CommonOptions.noteWaiting($0)
            }
            shown.end()
            return (report, mended)
        }
    }
}
