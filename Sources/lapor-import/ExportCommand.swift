import ArgumentParser
import CanonicalJSON
import FileIO
import LaporOffice
import LaporStore
import LaporTerminal

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: text(id: "menulis semua laporan ke berkas CSV", en: "writes all complaints to a CSV file"),
        aliases: ["ekspor"])

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "bentuk: csv", en: "format: csv"), valueName: text(id: "bentuk", en: "format")))
    var format = "csv"

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "berkas baru", en: "a new file"), valueName: text(id: "berkas", en: "file")))
    var to: String

    @OptionGroup var opening: OpeningOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        guard format.lowercased() == "csv" else {
            throw ErrorReport(
                .badData,
                Bilingual(
                    id: "--format \"\(format)\" belum didukung",
                    en: "--format \"\(format)\" is not supported yet"),
                hint: Bilingual(id: "pakai --format csv", en: "use --format csv"))
        }
        let office = try common.office(for: opening.purpose)
        let progress = Progress(Bilingual(id: "laporan", en: "complaints"))
        let count = try office.exportCSV(
            to: to, opening: opening.passphrase, operatorName: opening.operatorName
        ) {
            progress.show($0)
        }
        progress.end()
        let path = Folder.absolute(to)
        common.give(.object([("path", .string(path)), ("rows", .integer(count))])) {
            Terminal.out(
                text(
                    id: "\(count) laporan ditulis ke \(Terminal.line(path))",
                    en: "\(count) complaints written to \(Terminal.line(path))"))
        }
    }
}
