import ArgumentParser
import CanonicalJSON
import LaporBundle
import LaporField
import LaporModel
import LaporStore
import LaporTerminal

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: text(id: "menampilkan laporan di laptop ini", en: "lists the complaints on this laptop"),
        aliases: ["daftar"])

    @OptionGroup var filter: ComplaintFilter
    @OptionGroup var recorded: RecordedOptions
    @OptionGroup var paging: PagingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        var query = try filter.query()
        query.limit = try paging.limit
        query.offset = try paging.offset
        query.complaints.newest = paging.newest
        let device = try common.device(for: .reading)
        let hoursEast = device.kit.office.hoursEast
        try recorded.put(
            into: &query.complaints, today: device.surroundings.now().day(hoursEast: hoursEast),
            hoursEast: hoursEast)
        var output = ComplaintOutput(json: common.json)
        try device.forEachComplaint(query) { output.add($0) }
        output.finish(
            none: filter.isGiven || recorded.isGiven || paging.isGiven
                ? text(id: "tidak ada yang cocok", en: "nothing fits")
                : text(id: "belum ada laporan", en: "no complaints yet"))
    }
}

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: text(id: "menampilkan satu laporan", en: "shows one complaint"),
        aliases: ["lihat"])

    @Argument(
        help: ArgumentHelp(
            text(id: "nomor atau id laporan", en: "the complaint's number or id"), valueName: "id"))
    var id: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        let device = try common.device(for: .reading)
        let (found, complaint) = try device.complaint(named: id)
        let detail = ComplaintDetail(
            complaint: complaint, content: complaint.capture.content, identity: nil,
            attachments: complaint.capture.attachments, linked: try device.linked(with: complaint.id))
        let path = try device.path(ofRegion: found.row.region)
        common.give(detail.json(found.row, status: found.status).adding(found.members)) {
            Terminal.out(
                detail.page(
                    found.row, status: found.status, path: path, hoursEast: device.kit.office.hoursEast,
                    notes: found.notes(complaint)))
        }
    }
}
