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

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "hanya recorded, packed, confirmed, answered, atau sebuah kata status",
                en: "only recorded, packed, confirmed, answered, or a status word"),
            valueName: text(id: "keadaan", en: "state")), completion: .list(ListCommand.states))
    var state: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "hanya wilayah ini dan di dalamnya", en: "only this region and what lies in it"),
            valueName: text(id: "kode", en: "code")))
    var region: String?

    @OptionGroup var common: CommonOptions

    fileprivate static let states = ["recorded", "packed", "confirmed", "answered"] + Status.all

    func run() throws {
        let code = try region.map { text in
            guard let code = RegionCode(text) else { throw FieldProblem(.region, text, .notARegionCode) }
            return code
        }
        if let state, !Self.states.contains(state) {
            throw ErrorReport(
                .badData,
                Bilingual(id: "--state \"\(state)\" tidak dikenal", en: "--state \"\(state)\" is not known"),
                hint: Bilingual(
                    id: "pilih salah satu: \(Self.states.joined(separator: ", "))",
                    en: "choose one of: \(Self.states.joined(separator: ", "))"))
        }
        let device = try common.device(for: .reading)
        if common.json {
            var output = JSONArrayOutput()
            try device.forEachComplaint(state: state, region: code) { complaint in
                output.add(.object(complaint.row.json(status: complaint.status)))
            }
            output.finish()
            return
        }
        var rows: [[String]] = []
        try device.forEachComplaint(state: state, region: code) { complaint in
            let row = complaint.row
            rows.append([
                row.number.description, complaint.status, row.region,
                row.shownTitle,
            ])
        }
        if rows.isEmpty {
            Terminal.note(text(id: "belum ada laporan", en: "no complaints yet"))
            return
        }
        let header = [
            text(id: "NOMOR", en: "NUMBER"), "STATUS", text(id: "WILAYAH", en: "REGION"),
            text(id: "JUDUL", en: "TITLE"),
        ]
        Terminal.out(Terminal.columns(rows: rows, header: header))
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
            attachments: complaint.capture.attachments)
        let path = try device.path(ofRegion: found.row.region)
        common.give(detail.json(found.row, status: found.status)) {
            Terminal.out(
                detail.page(
                    found.row, status: found.status, path: path, hoursEast: device.kit.office.hoursEast))
        }
    }
}
