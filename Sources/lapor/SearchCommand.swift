import ArgumentParser
import LaporField
import LaporStore
import LaporTerminal

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: text(
            id: "mencari laporan menurut isi, tempat, kategori, atau nomor",
            en: "searches the complaints by text, place, category or number"),
        discussion: SearchOptions.discussion, aliases: ["cari"])

    @OptionGroup var search: SearchOptions
    @OptionGroup var filter: ComplaintFilter
    @OptionGroup var common: CommonOptions

    func run() throws {
        var query = try filter.query()
        query.limit = try search.limit(json: common.json)
        query.complaints.newest = true
        query.complaints.words = search.searched
        let device = try common.device(for: .reading)
        var output = ComplaintOutput(json: common.json)
        var isMore = false
        if query.complaints.words != nil {
            search.makeReady(device.store)
            isMore = try device.forEachComplaint(query) { output.add($0) }
        }
        output.finish(none: text(id: "tidak ada yang cocok", en: "nothing fits"))
        if isMore { SearchOptions.tellMore() }
    }
}
