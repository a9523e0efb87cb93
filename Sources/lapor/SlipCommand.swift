import ArgumentParser
import CanonicalJSON
import FileIO
import LaporBundle
import LaporField
import LaporModel
import LaporStore
import LaporTerminal
import QRSymbol

struct SlipCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "slip",
        abstract: text(
            id: "tanda terima untuk pelapor, dengan nomor dan kode QR-nya",
            en: "the citizen's receipt, with its number and QR code"),
        aliases: ["tanda-terima"])

    @Argument(
        help: ArgumentHelp(
            text(id: "nomor atau id laporan", en: "the complaint's number or id"), valueName: "id"))
    var id: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "text (kertas 58 mm, 32 kolom) atau html (untuk dicetak)",
                en: "text (58 mm paper, 32 columns) or html (to be printed)"),
            valueName: text(id: "bentuk", en: "format")), completion: .list(["text", "html"]))
    var format = "text"

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "tulis ke berkas ini (bawaan: layar)", en: "write to this file (default: the screen)"),
            valueName: text(id: "berkas", en: "file")), completion: .file())
    var to: String?

    @OptionGroup var common: CommonOptions

    /// Where the visit was at which a complaint was taken down.
    private static func placeOfVisit(_ complaint: Complaint, _ device: Device) throws -> String? {
        guard let id = complaint.capture.outreach,
            let visit = try device.visits().first(where: { $0.id == id })
        else { return nil }
        let path = try visit.values[.region].flatMap { try device.path(ofRegion: $0) ?? $0 }
        return [visit.values[.venue], path].compactMap { $0 }.joined(separator: ", ")
    }

    func run() throws {
        guard ["text", "html"].contains(format) else {
            throw ErrorReport(
                .badData,
                Bilingual(
                    id: "--format \"\(format)\" tidak dikenal", en: "--format \"\(format)\" is not known"),
                hint: Bilingual(id: "pilih text atau html", en: "choose text or html"))
        }
        let device = try common.device(for: .reading)
        let (found, complaint) = try device.complaint(named: id)
        guard found.status != Status.erased else {
            throw ErrorReport(
                .missing,
                Bilingual(
                    id: "laporan \(found.row.number) sudah dihapus",
                    en: "the complaint \(found.row.number) was erased"),
                hint: Bilingual(id: "tidak ada tanda terima untuknya", en: "there is no receipt for it"))
        }
        let slip = Slip(
            found.row, complaint, status: found.status, path: try device.path(ofRegion: found.row.region),
            receivedAt: try Self.placeOfVisit(complaint, device),
            office: device.kit.office.name, team: device.kit.team, hoursEast: device.kit.office.hoursEast,
            deadlines: try device.store.read { try $0.deadlines() })
        if !QRSymbol.isAvailable {
            Terminal.warning(
                text(
                    id: "program ini dibuat tanpa trait QRCode: tanda terima tanpa kode QR",
                    en: "this program was built without the trait QRCode: the receipt has no QR code"),
                program: "lapor")
        }
        let isShown = to == nil && Terminal.hasColours
        let content = format == "html" ? slip.html : slip.text(isInverse: isShown) + "\n"
        if let to { try Folder.write(Array(content.utf8), to: to, mode: 0o600) }
        let json = JSON.object([
            ("format", .string(format)), ("id", .string(found.row.id.hex)),
            ("number", .string(found.row.number.description)),
            ("path", .string(orNull: to.map { Folder.absolute($0) })),
            ("slip", .string(format == "html" ? slip.html : slip.text())),
        ])
        common.give(json) {
            if let to {
                Terminal.out(text(id: "Ditulis: \(Terminal.line(to))", en: "Written: \(Terminal.line(to))"))
            } else {
                Terminal.write(Array(content.utf8))
            }
        }
    }
}
