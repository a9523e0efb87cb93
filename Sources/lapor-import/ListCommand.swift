import ArgumentParser
import CanonicalJSON
import LaporBundle
import LaporModel
import LaporOffice
import LaporStore
import LaporTerminal

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: text(id: "menampilkan laporan", en: "lists the complaints"),
        discussion: text(
            id:
                "Tenggat: hari terakhir untuk memeriksa dan meneruskan laporan yang tiba. Instansi yang dirahasiakan tidak dapat disaring. Lamanya: lapor-import catalog show",
            en:
                "Deadline: the last day to verify what has arrived and pass it on. The agency of a confidential complaint cannot be filtered by. How long that is: lapor-import catalog show"
        ),
        aliases: ["daftar"])

    @OptionGroup var filter: ComplaintFilter
    @OptionGroup var recorded: RecordedOptions
    @OptionGroup var arrived: ArrivalOptions
    @OptionGroup var paging: PagingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        var query = try filter.query()
        let limit = try paging.limit
        query.offset = try paging.offset
        query.newest = paging.newest
        let deadline = try filter.deadline
        let office = try common.office(for: .reading)
        let dates = try office.dueDates()
        try filter.put(into: &query, dates, office)
        try recorded.put(into: &query, today: dates.today, hoursEast: office.facts.hoursEast)
        try arrived.put(into: &query, today: dates.today, hoursEast: office.facts.hoursEast)
        var output = ComplaintOutput(
            json: common.json,
            columns: [.device] + .times(hoursEast: office.facts.hoursEast, width: Terminal.width)
                + (deadline.isGiven ? [.deadline(dates)] : []))
        let isMore = try office.forEachComplaint(query, limit: limit) {
            output.add($0, status: $0.status ?? Status.received)
        }
        output.finish(
            none: filter.isGiven || recorded.isGiven || arrived.isGiven || paging.isGiven
                ? text(id: "tidak ada yang cocok", en: "nothing fits")
                : text(id: "belum ada laporan", en: "no complaints yet"))
        if isMore, !common.json, let limit {
            let next = query.offset + limit
            Terminal.note(
                text(id: "masih ada; lanjutnya: --offset \(next)", en: "there are more: --offset \(next)"))
        }
    }
}

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: text(id: "menampilkan satu laporan", en: "shows one complaint"), aliases: ["lihat"])

    @Argument(
        help: ArgumentHelp(
            text(id: "nomor atau id laporan", en: "the complaint's number or id"), valueName: "id"))
    var id: String

    @OptionGroup var opening: OpeningOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let office = try common.office(for: opening.purpose)
        let opened: OpenedComplaint
        if let passphrase = opening.passphrase {
            opened = try office.open(id, passphrase: passphrase, operatorName: opening.operatorName)
        } else {
            opened = try office.complaint(named: id)
        }
        for part in opened.unopened {
            Terminal.warning(
                text(
                    id: "bagian tersegel (\(part.rawValue)) tidak dapat dibuka dengan kunci kantor ini",
                    en: "a sealed part (\(part.rawValue)) cannot be opened with this office's key"),
                program: "lapor-import")
        }
        var detail = ComplaintDetail(
            complaint: opened.complaint, content: opened.content, identity: opened.identity,
            attachments: opened.attachments,
            linked: try office.store.read { try $0.linked(with: opened.row.id) })
        detail.clocks = try office.clocks(of: opened.row)
        let path = try office.store.read { transaction in
            detail.categoryName = try opened.row.category.flatMap { try transaction.name(ofCategory: $0) }
            detail.agencyName = try opened.content?.agency.flatMap { try transaction.name(ofAgency: $0) }
            return try transaction.path(ofRegion: opened.row.region) ?? ""
        }
        let status = opened.row.status ?? Status.received
        common.give(detail.json(opened.row, status: status)) {
            Terminal.out(
                detail.page(
                    opened.row, status: status, path: path, hoursEast: office.facts.hoursEast))
        }
    }
}

struct AttachmentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attachments",
        abstract: text(
            id: "menulis lampiran sebuah laporan, atau foto sebuah kegiatan, ke folder",
            en: "writes a complaint's attachments, or a visit's photos, to a folder"),
        aliases: ["lampiran"])

    @Argument(
        help: ArgumentHelp(
            text(
                id: "nomor atau id laporan, atau id kegiatan",
                en: "the complaint's number or id, or the visit's id"), valueName: "id"))
    var id: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "folder tujuan", en: "where to"), valueName: text(id: "folder", en: "folder")),
        completion: .directory)
    var to: String

    @OptionGroup var opening: OpeningOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let office = try common.office(for: opening.purpose)
        let written = try office.writeAttachments(
            of: id, to: to, opening: opening.passphrase, operatorName: opening.operatorName)
        let items = written.map { item in
            JSON.object([
                ("name", .string(orNull: item.attachment.name)), ("path", .string(orNull: item.path)),
                ("sealed", .bool(item.sealed)), ("sha256", .string(item.attachment.sha256.hex)),
                ("size", .integer(item.attachment.size)), ("type", .string(orNull: item.attachment.type)),
            ])
        }
        common.give(.array(items)) {
            for item in written {
                let name = Terminal.line(item.attachment.name ?? item.attachment.sha256.hex)
                let place =
                    item.path
                    ?? text(
                        id: item.arrived ? "\(name): tidak dapat dibuka" : "\(name): belum tiba",
                        en: item.arrived ? "\(name): cannot be opened" : "\(name): has not arrived")
                let note =
                    item.sealed
                    ? text(id: " (masih disegel; pakai --open)", en: " (still sealed; use --open)") : ""
                Terminal.out(Terminal.line(place) + note)
            }
            if written.isEmpty { Terminal.note(text(id: "tanpa lampiran", en: "no attachments")) }
        }
    }
}
