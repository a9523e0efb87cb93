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

    @OptionGroup var common: CommonOptions

    func run() throws {
        let remedy = Bilingual(
            id:
                "simpan salinan folder ini apa adanya, pulihkan dari cadangan, lalu gabungkan semua bundel sekali lagi: lapor-import add",
            en:
                "keep a copy of this folder as it is, restore it from a backup, then add all bundles once more: lapor-import add"
        )
        try common.check(program: "lapor-import", remedy: remedy) { progress in
            try Office.check(common.folder, progress: progress)
        }
    }
}
