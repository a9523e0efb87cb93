import ArgumentParser
import CanonicalJSON
import LaporField
import LaporModel
import LaporStore
import LaporTerminal

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: text(
            id: "mencari laporan menurut isi, tempat, kategori, atau nomor",
            en: "searches the complaints by text, place, category or number"),
        discussion: text(
            id:
                "Yang terbaru lebih dahulu. Kata dari tiga huruf atau lebih berlaku juga untuk kata yang diawalinya: jembat menemukan jembatan. Yang dirahasiakan hanya ditemukan lewat nomor, tempat, dan kategorinya.",
            en:
                "The newest first. A word of three letters or more stands for all that begin with it: jembat finds jembatan. What is confidential is found by its number, place and category only."
        ),
        aliases: ["cari"])

    @Argument(
        help: ArgumentHelp(
            text(
                id: "kata-kata yang semuanya harus ada; boleh nomor atau sebagiannya, kode wilayah, kategori",
                en: "words that must all be there; also a number or a part of it, a region's code, a category"
            ),
            valueName: text(id: "teks", en: "text")))
    var words: [String]

    @OptionGroup var filter: ComplaintFilter

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "paling banyak sekian; 0: semua (bawaan: 50, dengan --json semua)",
                en: "at most so many; 0: all (default: 50, all with --json)"),
            valueName: text(id: "jumlah", en: "count")))
    var limit: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        var query = try filter.query()
        let limit = try FlagValue.count(
            "--limit", limit ?? (common.json ? "0" : "50"), atLeast: 0, example: 20)
        query.limit = limit == 0 ? nil : limit
        query.complaints.newest = true
        query.complaints.words = SearchWords(words.joined(separator: " "))
        let device = try common.device(for: .reading)
        var output = ComplaintOutput(json: common.json)
        var isMore = false
        if query.complaints.words != nil {
            let progress = Progress(
                Bilingual(id: "menyiapkan pencarian: laporan", en: "making ready to search: complaints"))
            var total: Int?
            device.bringWordsUpToDate { left in
                total = total ?? left
                progress.show((total ?? left) - left, of: total)
            }
            progress.end()
            isMore = try device.forEachComplaint(query) { output.add($0) }
        }
        output.finish(none: text(id: "tidak ada yang cocok", en: "nothing fits"))
        if isMore {
            Terminal.note(
                text(
                    id: "masih ada yang lain; tambah kata, atau lihat semua dengan --limit 0",
                    en: "there are more; add words, or see all with --limit 0"))
        }
    }
}
