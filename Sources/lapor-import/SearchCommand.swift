import ArgumentParser
import LaporModel
import LaporOffice
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
    @OptionGroup var recorded: RecordedOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        var query = try filter.query()
        let limit = try search.limit(json: common.json)
        query.newest = true
        query.words = search.searched
        let deadline = try filter.deadline
        let office = try common.office(for: .reading)
        let dates = try office.dueDates()
        try filter.put(into: &query, dates, office)
        try recorded.put(into: &query, today: dates.today, hoursEast: office.facts.hoursEast)
        var output = ComplaintOutput(
            json: common.json, columns: [.device] + (deadline.isGiven ? [.deadline(dates)] : []))
        var isMore = false
        if query.words != nil {
            search.makeReady(office.store)
            isMore = try office.forEachComplaint(query, limit: limit) {
                output.add($0, status: $0.status ?? Status.received)
            }
        }
        output.finish(none: text(id: "tidak ada yang cocok", en: "nothing fits"))
        if isMore { SearchOptions.tellMore() }
    }
}
