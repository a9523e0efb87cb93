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

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "hanya yang dicatat sejak tanggal ini", en: "only what was taken on this day or later"),
            valueName: text(id: "tanggal", en: "date")))
    var since: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "hanya yang dicatat sampai tanggal ini", en: "only what was taken on this day or earlier"),
            valueName: text(id: "tanggal", en: "date")))
    var until: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "paling banyak sekian", en: "at most so many"),
            valueName: text(id: "jumlah", en: "count")))
    var limit: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "lewati sekian yang pertama", en: "pass over the first so many"),
            valueName: text(id: "jumlah", en: "count")))
    var offset = "0"

    @Flag(help: ArgumentHelp(text(id: "yang terbaru lebih dahulu", en: "the newest first")))
    var newest = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        var query = try filter.query()
        query.limit = try limit.map { try FlagValue.count("--limit", $0, atLeast: 1, example: 20) }
        query.offset = try FlagValue.count("--offset", offset, atLeast: 0, example: 20)
        query.complaints.newest = newest
        let device = try common.device(for: .reading)
        let hoursEast = device.kit.office.hoursEast
        let today = device.surroundings.now().day(hoursEast: hoursEast)
        if let since {
            query.complaints.since =
                try ComplaintFilter.day("--since", since, today: today).start + -hoursEast * 3_600
        }
        if let until {
            query.complaints.before =
                try (ComplaintFilter.day("--until", until, today: today) + 1).start + -hoursEast * 3_600
        }
        var output = ComplaintOutput(json: common.json)
        try device.forEachComplaint(query) { output.add($0) }
        output.finish(
            none: isFiltered
                ? text(id: "tidak ada yang cocok", en: "nothing fits")
                : text(id: "belum ada laporan", en: "no complaints yet"))
    }

    private var isFiltered: Bool {
        [filter.state, filter.region, filter.category, since, until].contains { $0 != nil } || offset != "0"
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
        common.give(detail.json(found.row, status: found.status)) {
            Terminal.out(
                detail.page(
                    found.row, status: found.status, path: path, hoursEast: device.kit.office.hoursEast))
        }
    }
}
