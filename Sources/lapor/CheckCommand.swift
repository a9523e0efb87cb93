import ArgumentParser
import LaporField
import LaporTerminal

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: text(
            id: "memeriksa keutuhan semua yang tersimpan di laptop ini",
            en: "checks that everything this laptop has saved is sound"),
        aliases: ["cek"])

    @OptionGroup var common: CommonOptions

    func run() throws {
        let remedy = Bilingual(
            id:
                "simpan salinan folder ini apa adanya, pulihkan dari cadangan, lalu ambil balasan kantor sekali lagi: lapor receive",
            en:
                "keep a copy of this folder as it is, restore it from a backup, then take the office's replies once more: lapor receive"
        )
        try common.check(program: "lapor", remedy: remedy) { progress in
            try Device.check(common.folder, progress: progress)
        }
    }
}
