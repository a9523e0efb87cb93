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
        abstract: text(id: "menampilkan laporan", en: "lists the complaints"), aliases: ["daftar"])

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "hanya wilayah ini dan di dalamnya", en: "only this region and what lies in it"),
            valueName: text(id: "kode", en: "code")))
    var region: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let code = try region.map(FlagValue.region)
        let office = try common.office(for: .reading)
        try office.store.read { transaction in
            if common.json {
                var output = JSONArrayOutput()
                try transaction.forEachComplaint(region: code) { row in
                    output.add(.object(row.json(status: row.status ?? Status.received)))
                }
                output.finish()
            } else {
                try table(transaction, code)
            }
        }
    }

    private func table(_ transaction: Transaction, _ code: RegionCode?) throws {
        var rows: [[String]] = []
        try transaction.forEachComplaint(region: code) { row in
            rows.append([
                row.number.description, row.status ?? Status.received, row.region, row.deviceName,
                row.listedTitle,
            ])
        }
        guard !rows.isEmpty else {
            Terminal.note(text(id: "belum ada laporan", en: "no complaints yet"))
            return
        }
        let header = [
            text(id: "NOMOR", en: "NUMBER"), "STATUS", text(id: "WILAYAH", en: "REGION"),
            text(id: "LAPTOP", en: "DEVICE"), text(id: "JUDUL", en: "TITLE"),
        ]
        Terminal.out(Terminal.columns(rows: rows, header: header))
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
        let detail = ComplaintDetail(
            complaint: opened.complaint, content: opened.content, identity: opened.identity,
            attachments: opened.attachments,
            linked: try office.store.read { try $0.linked(with: opened.row.id) })
        let path = try office.store.read { try $0.path(ofRegion: opened.row.region) ?? "" }
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
            id: "menulis lampiran sebuah laporan ke folder",
            en: "writes a complaint's attachments to a folder"),
        aliases: ["lampiran"])

    @Argument(
        help: ArgumentHelp(
            text(id: "nomor atau id laporan", en: "the complaint's number or id"), valueName: "id"))
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
