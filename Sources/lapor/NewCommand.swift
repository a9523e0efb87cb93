import ArgumentParser
import CanonicalJSON
package import LaporField
import LaporModel
import LaporStore
package import LaporTerminal

struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: text(
            id: "mencatat laporan: lewat tanya jawab, lewat pilihan, atau dari berkas",
            en: "takes a complaint: by questions, by flags, or many from a file"),
        aliases: ["catat"])

    @OptionGroup(title: text(id: "Isian laporan", en: "Fields")) var fields: FieldOptions

    @Option(
        name: .customLong("attach"), parsing: .upToNextOption,
        help: ArgumentHelp(
            text(id: "lampiran: foto, suara, dokumen", en: "attachments: photos, sound, documents"),
            valueName: text(id: "berkas", en: "file")), completion: .file())
    var attach: [String] = []

    @Option(
        name: .customLong("attach-new-from"), parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "lampirkan yang baru sejak kegiatan dimulai dari sebuah folder, misalnya dari ponsel",
                en: "attach what a folder, of a phone say, holds that is new since the visit began"),
            valueName: text(id: "folder", en: "folder")), completion: .directory)
    var attachNewFrom: String?

    @Option(
        name: .customLong("from"), parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "banyak laporan dari berkas CSV atau NDJSON",
                en: "many complaints from a CSV or NDJSON file"),
            valueName: text(id: "berkas", en: "file")), completion: .file())
    var from: String?

    @Option(
        name: .customLong("template"), parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "menulis berkas CSV kosong untuk --from, dengan satu baris contoh (-: ke layar)",
                en: "writes an empty CSV file for --from, with one example row (-: to the screen)"),
            valueName: text(id: "berkas", en: "file")), completion: .file())
    var template: String?

    @Flag(
        help: ArgumentHelp(
            text(id: "dengan --from: semua baris atau tidak satu pun", en: "with --from: all rows or none")))
    var strict = false

    @Flag(
        help: ArgumentHelp(
            text(
                id: "dengan --from: catat juga baris yang sama persis dengan yang sudah dicatat",
                en: "with --from: take rows too that say the same as rows taken before")))
    var again = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        if let template {
            guard fields.values.isEmpty, attach.isEmpty, from == nil, !strict, !again else {
                throw TemplateFile.goesAlone
            }
            return try TemplateFile(common).write(to: template)
        }
        if let from { return try takeFile(from) }
        let values = try fields.valuesWithStandardInput(CommandLine.arguments)
        if values.isEmpty, attach.isEmpty, Terminal.isTerminal(0), Terminal.isTerminal(2) {
            let device = try common.readyDevice()
            return try InterviewSession.run(device, attaching: try device.tellNewFiles(in: attachNewFrom))
        }
        let device = try common.readyDevice()
        let attachments = try attach + device.tellNewFiles(in: attachNewFrom)
        let (outcome, warnings) = try device.capture(
            GivenComplaint(values: values, attachments: attachments))
        CommonOptions.tell(warnings)
        switch outcome {
        case .saved(let id, let number, let completeness):
            tell(id, number, completeness)
            device.tellFacts(ofPhotos: attachments, of: number, given: values)
        case .known(let complaint, let changed):
            if changed { warnChanged(text(id: "laporan ini", en: "this complaint")) }
            let (found, detail) = try device.complaint(named: complaint.hex)
            tell(complaint, found.row.number, detail.capture.completeness, isKnown: true)
        }
    }

    private func tell(_ id: Identifier, _ number: ComplaintNumber, _ completeness: Int, isKnown: Bool = false)
    {
        let json = JSON.object([
            ("completeness", .integer(completeness)), ("id", .string(id.hex)), ("known", .bool(isKnown)),
            ("number", .string(number.description)),
        ])
        common.give(json) {
            Terminal.out(
                isKnown
                    ? text(id: "Sudah tercatat sebelumnya: \(number)", en: "Taken before: \(number)")
                    : text(
                        id: "Tersimpan: \(number) (kelengkapan \(completeness) dari 100)",
                        en: "Saved: \(number) (completeness \(completeness) of 100)"))
        }
    }

    private func warnChanged(_ what: String) {
        Terminal.warning(
            text(
                id: "\(what) sudah tercatat dengan isi yang berbeda; yang lama tetap berlaku",
                en: "\(what) was taken before and said something else; what was saved stays"),
            program: "lapor")
    }

    private func takeFile(_ path: String) throws {
        guard fields.values.isEmpty, attach.isEmpty, attachNewFrom == nil else {
            throw ErrorReport(
                .usage,
                Bilingual(
                    id: "--from tidak dipakai bersama isian lain", en: "--from goes with no other field"),
                hint: Bilingual(
                    id: "tulis isian sebagai kolom di berkas itu",
                    en: "write the fields as columns of the file"))
        }
        let device = try common.readyDevice()
        let progress = Progress(Bilingual(id: "baris tercatat", en: "rows taken"))
        let result = try device.capture(file: path, strict: strict, again: again) { progress.show($0) }
        progress.end()
        for name in result.unknownColumns {
            Terminal.warning(
                text(
                    id: "kolom \"\(Terminal.line(name))\" tidak dikenal dan dilewati",
                    en: "the column \"\(Terminal.line(name))\" is not known and was passed over"),
                program: "lapor")
        }
        // Of the clock it was spoken at the start, where there is a terminal.
        for (line, warning) in result.warnings where !(warning.isOfClock && Terminal.isTerminal(2)) {
            let place = warning.isOfEveryRow ? "" : text(id: "baris \(line): ", en: "line \(line): ")
            Terminal.warning(place + warning.message.text(), program: "lapor")
        }
        for line in result.changed { warnChanged(text(id: "baris \(line)", en: "line \(line)")) }
        for rejected in result.rejected where !rejected.isRepeated {
            for problem in rejected.problems {
                Terminal.note(
                    text(
                        id: "lapor: baris \(rejected.line): \(problem.message.id)",
                        en: "lapor: line \(rejected.line): \(problem.message.en)"))
            }
        }
        tellRepeated(result)
        tell(result)
        if !result.rejected.isEmpty { throw Program.Finish(.badData) }
    }

    /// Says once which rows were taken before: a file that is taken a second time may have hundreds.
    private func tellRepeated(_ result: CaptureFileResult) {
        let lines = result.rejected.filter(\.isRepeated).map(\.line)
        guard let first = lines.first, let last = lines.last else { return }
        let place = Bilingual(
            id: lines.count == 1 ? "baris \(first)" : "\(lines.count) baris (\(first)–\(last))",
            en: lines.count == 1 ? "line \(first)" : "\(lines.count) rows (lines \(first)–\(last))")
        Terminal.error(
            text(
                id: "\(place.id): sudah pernah dicatat dari berkas, isinya sama persis; tidak dicatat lagi",
                en: "\(place.en): taken from a file before, saying the same; not taken again"),
            hint: text(
                id: "bila memang laporan lain, ulangi dengan --again; kolom external_id mencegah hal ini",
                en: "if they are other complaints, try again with --again; a column external_id prevents this"
            ),
            program: "lapor")
    }

    private func tell(_ result: CaptureFileResult) {
        let rejected = result.rejected.map { rejected in
            JSON.object([
                ("field", .string(orNull: rejected.problems.lazy.compactMap(\.field).first)),
                ("line", .integer(rejected.line)),
                ("reason", .string(rejected.problems.map { $0.message.text() }.joined(separator: "; "))),
            ])
        }
        let json = JSON.object([
            ("known", .integer(result.known)), ("rejected", .array(rejected)),
            ("saved", .integer(result.saved)),
        ])
        common.give(json) {
            Terminal.out(
                text(
                    id:
                        "\(result.saved) laporan tersimpan, \(result.known) sudah tercatat sebelumnya, \(result.rejected.count) baris ditolak",
                    en:
                        "\(result.saved) complaints saved, \(result.known) taken before, \(result.rejected.count) rows refused"
                ))
            if result.undone {
                Terminal.out(
                    text(
                        id: "Tidak ada yang disimpan (--strict). Perbaiki baris di atas, lalu ulangi.",
                        en: "Nothing was saved (--strict). Correct the rows above, then try again."))
            }
        }
    }
}

extension CaptureFileResult.Rejected {
    /// Whether nothing is wrong with it but that it was taken before.
    fileprivate var isRepeated: Bool {
        if case .takenBefore? = problems.first { true } else { false }
    }
}

extension RowProblem {
    /// The column that is wrong; `nil` where the row as a whole is.
    var field: String? {
        if case .field(let problem) = self { problem.field.rawValue } else { nil }
    }

    /// What is wrong with the row.
    var message: Bilingual {
        switch self {
        case .field(let problem): problem.message(naming: problem.field.rawValue)
        case .notUTF8:
            Bilingual(
                id: "bukan teks UTF-8; simpan berkas sebagai \"CSV UTF-8\"",
                en: "is not UTF-8; save the file as \"CSV UTF-8\"")
        case .badQuote:
            Bilingual(id: "ada teks sesudah tanda kutip penutup", en: "has text after a closing quote")
        case .unterminatedQuote:
            Bilingual(id: "tanda kutipnya tidak ditutup", en: "has a quote that is not closed")
        case .tooLong: Bilingual(id: "terlalu panjang", en: "is too long")
        case .tooManyFields(let expected, let found):
            Bilingual(
                id: "punya \(found) kolom, padahal baris judul punya \(expected)",
                en: "has \(found) columns while the header has \(expected)")
        case .notJSON: Bilingual(id: "bukan objek JSON yang sah", en: "is no valid JSON object")
        case .takenBefore(let number):
            Bilingual(
                id:
                    "sama persis dengan laporan \(number), yang sudah dicatat dari berkas (--again mencatatnya lagi)",
                en: "says the same as \(number), taken from a file before (--again takes it once more)")
        case .example:
            Bilingual(
                id: "baris contoh, bukan laporan: hapus, atau ganti isinya (juga title dan external_id)",
                en: "is the example row, no complaint: delete it, or replace it (title and external_id, too)")
        }
    }
}

extension CaptureFileError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .utf16(let path):
            ErrorReport(
                .badData,
                Bilingual(id: "\(path) memakai UTF-16, bukan UTF-8", en: "\(path) is in UTF-16, not UTF-8"),
                hint: Bilingual(
                    id: "di Excel: Simpan Sebagai, \"CSV UTF-8\"", en: "in Excel: Save As, \"CSV UTF-8\""))
        case .noHeader(let path, let line):
            ErrorReport(
                .badData,
                Bilingual(
                    id: "baris pertama \(path) tidak memuat nama kolom yang dikenal: \(line)",
                    en: "the first line of \(path) names no known column: \(line)"),
                hint: Bilingual(
                    id: "baris pertama harus berisi nama kolom, misalnya title,description,region",
                    en: "the first line must name the columns, such as title,description,region"))
        case .badHeader(let path):
            ErrorReport(
                .badData,
                Bilingual(
                    id: "baris pertama \(path) tidak terbaca sebagai CSV UTF-8",
                    en: "the first line of \(path) cannot be read as CSV in UTF-8"),
                hint: Bilingual(
                    id: "di Excel: Simpan Sebagai, \"CSV UTF-8\"", en: "in Excel: Save As, \"CSV UTF-8\""))
        case .empty(let path):
            ErrorReport(
                .badData, Bilingual(id: "\(path) kosong", en: "\(path) is empty"),
                hint: Bilingual(id: "periksa apakah berkasnya benar", en: "check that it is the right file"))
        }
    }
}
