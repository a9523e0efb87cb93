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
        aliases: ["cari"])

    @Argument(
        help: ArgumentHelp(
            text(id: "kata-kata yang semuanya harus ada", en: "words that must all be there"),
            valueName: text(id: "teks", en: "text")))
    var words: [String]

    @OptionGroup var common: CommonOptions

    func run() throws {
        let device = try common.device(for: .reading)
        let found = try device.complaints(matching: words.joined(separator: " "))
        common.give(.array(found.map { .object($0.row.json(status: $0.status)) })) {
            guard !found.isEmpty else {
                Terminal.note(text(id: "tidak ada yang cocok", en: "nothing fits"))
                return
            }
            let rows = found.map {
                [$0.row.number.description, $0.status, $0.row.region, $0.row.shownTitle]
            }
            let header = [
                text(id: "NOMOR", en: "NUMBER"), "STATUS", text(id: "WILAYAH", en: "REGION"),
                text(id: "JUDUL", en: "TITLE"),
            ]
            Terminal.out(Terminal.columns(rows: rows, header: header))
        }
    }
}
