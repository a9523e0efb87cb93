import ArgumentParser
import CanonicalJSON
import FileIO
import LaporModel
package import LaporOffice
import LaporStore
package import LaporTerminal
package import Spreadsheet

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: text(
            id: "menulis semua laporan ke satu berkas: CSV, Excel, GeoJSON, atau NDJSON",
            en: "writes all complaints to one file: CSV, Excel, GeoJSON or NDJSON"),
        aliases: ["ekspor"])

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "bentuk: csv, xlsx, geojson, atau ndjson (bawaan: menurut nama berkas, atau csv)",
                en: "format: csv, xlsx, geojson or ndjson (default: by the file's name, or csv)"),
            valueName: text(id: "bentuk", en: "format")),
        completion: .list(ExportFormat.allCases.map(\.rawValue)))
    var format: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "berkas baru", en: "a new file"), valueName: text(id: "berkas", en: "file")),
        completion: .file())
    var to: String

    @OptionGroup var opening: OpeningOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let format = try chosen()
        guard format != .xlsx || SpreadsheetWriter.isAvailable else {
            throw ErrorReport(
                .badData,
                Bilingual(
                    id: "program ini dibuat tanpa trait Spreadsheet: --format xlsx tidak ada",
                    en: "this program was built without the trait Spreadsheet: there is no --format xlsx"),
                hint: Bilingual(
                    id: "pakai --format csv, yang dibaca Excel juga",
                    en: "use --format csv, which Excel reads too"))
        }
        let office = try common.office(for: opening.purpose)
        let progress = Progress(Bilingual(id: "laporan", en: "complaints"))
        let report = try office.export(
            format, to: to, opening: opening.passphrase, operatorName: opening.operatorName
        ) {
            progress.show($0)
        }
        progress.end()
        if report.cut > 0 {
            Terminal.warning(
                text(
                    id:
                        "\(report.cut) teks lebih panjang daripada isi satu sel Excel (\(SpreadsheetWriter.longestText) karakter) dan dipotong; di bentuk lain teks itu utuh",
                    en:
                        "\(report.cut) texts are longer than an Excel cell may be (\(SpreadsheetWriter.longestText) characters) and were cut; the other formats have them whole"
                ),
                program: "lapor-import")
        }
        let path = Folder.absolute(to)
        common.give(.object([("path", .string(path)), ("rows", .integer(report.rows))])) {
            Terminal.out(
                text(
                    id: "\(report.rows) laporan ditulis ke \(Terminal.line(path))",
                    en: "\(counted(report.rows, "complaint")) written to \(Terminal.line(path))"))
        }
    }

    /// The format asked for, or that of the file's name.
    private func chosen() throws -> ExportFormat {
        guard let format else {
            let name = Folder.name(of: to).split(separator: ".")
            let ending = name.count > 1 ? name[name.count - 1].lowercased() : "csv"
            // What is there already is told first.
            if ending == "txt" || Folder.exists(to) { return .csv }
            guard let known = ExportFormat(rawValue: ending) else {
                throw ErrorReport(
                    .badData,
                    Bilingual(
                        id: "--to \(to): tidak ada bentuk .\(ending)",
                        en: "--to \(to): there is no format .\(ending)"),
                    hint: Bilingual(
                        id: "akhiri dengan .csv, .xlsx, .geojson, atau .ndjson, atau sebut --format",
                        en: "end it in .csv, .xlsx, .geojson or .ndjson, or say --format"))
            }
            return known
        }
        guard let known = ExportFormat(rawValue: format.lowercased()) else {
            throw ErrorReport(
                .badData,
                Bilingual(
                    id: "--format \"\(format)\" tidak dikenal", en: "--format \"\(format)\" is not known"),
                hint: Bilingual(
                    id: "pilih csv, xlsx, geojson, atau ndjson",
                    en: "choose csv, xlsx, geojson or ndjson"))
        }
        return known
    }
}

extension SpreadsheetError: ReportableError {
    package var report: ErrorReport {
        ErrorReport(
            .inputOutput,
            Bilingual(
                id: "\(path): buku kerja tidak dapat ditulis (\(reason))",
                en: "\(path): the workbook cannot be written (\(reason))"),
            hint: Bilingual(
                id: "periksa ruang di disk; tidak ada berkas yang ditinggalkan",
                en: "check the space on the disk; no file was left"))
    }
}

extension ExportIncomplete: ReportableError {
    package var report: ErrorReport {
        ErrorReport(
            .unforeseen,
            Bilingual(
                id: "hanya \(written) dari \(stored) laporan ditulis; berkas tidak jadi dibuat",
                en:
                    "only \(written) of \(counted(stored, "complaint")) \(written == 1 ? "was" : "were") written; the file was not made"
            ),
            hint: Bilingual(id: "jalankan: lapor-import check", en: "run: lapor-import check"))
    }
}
