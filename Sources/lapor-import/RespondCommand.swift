import ArgumentParser
import CanonicalJSON
import LaporModel
package import LaporOffice
import LaporStore
package import LaporTerminal

struct RespondCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "respond",
        abstract: text(
            id: "memberi laporan status, jawaban, atau nomor pelacakan",
            en: "gives a complaint a status, an answer, a tracking number"),
        aliases: ["tanggapi"])

    @Argument(
        help: ArgumentHelp(
            text(id: "nomor atau id laporan", en: "the complaint's number or id"), valueName: "id"))
    var id: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "status: \(Status.given.joined(separator: ", "))",
                en: "status: \(Status.given.joined(separator: ", "))"),
            valueName: text(id: "status", en: "status")), completion: .list(Status.given))
    var status: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "jawaban untuk pelapor", en: "the answer to the reporter"),
            valueName: text(id: "teks", en: "text")))
    var answer: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "instansi yang menjawab", en: "the agency that answers"),
            valueName: text(id: "nama", en: "name")))
    var agency: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "nomor pelacakan LAPOR!", en: "LAPOR!'s tracking number"),
            valueName: text(id: "nomor", en: "number")))
    var trackingId: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "tanggal jawaban", en: "date of the answer"), valueName: text(id: "tanggal", en: "date"))
    )
    var date: String?

    @Flag(
        help: ArgumentHelp(
            text(
                id: "hanya laporan ini, bukan yang terkait dengannya",
                en: "this complaint only, not those that are linked with it")))
    var only = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        let response = Response(
            status: try status.map(Office.status), text: answer, agency: agency,
            trackingID: try trackingId.map(Office.trackingID), date: try date.map(Office.date))
        let alone = try only || !LinkedAnswer.isShared(response, id, common)
        common.tell(
            try common.office(for: .writing).respond(id, response, alone: alone), withLinked: true)
    }
}

struct ResponsesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "responses",
        abstract: text(
            id: "menerima status dan jawaban dari berkas CSV",
            en: "takes statuses and answers from a CSV file"),
        discussion: text(
            id: "Kolom: Nomor atau Nomor Pelacakan, lalu Status, Instansi, Jawaban, Tanggal.",
            en: "Columns: number or tracking_id, then status, agency, answer, date."),
        aliases: ["tanggapan"])

    @Argument(
        help: ArgumentHelp(
            text(id: "berkas CSV", en: "a CSV file"), valueName: text(id: "berkas", en: "file")),
        completion: .file())
    var file: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        let result = try common.office(for: .writing).respond(file: file)
        for rejected in result.rejected {
            let message = rejected.message
            Terminal.note(
                text(
                    id: "lapor-import: baris \(rejected.line): \(message.id)",
                    en: "lapor-import: line \(rejected.line): \(message.en)"))
        }
        for line in result.closedUnanswered {
            let warning = AnsweredComplaint.closedUnanswered
            Terminal.warning(
                text(id: "baris \(line): \(warning.id)", en: "line \(line): \(warning.en)"),
                program: "lapor-import")
        }
        let rejected = result.rejected.map { rejected in
            JSON.object([
                ("field", .string(orNull: rejected.field)), ("line", .integer(rejected.line)),
                ("reason", .string(rejected.message.text())),
            ])
        }
        let json = JSON.object([
            ("known", .integer(result.known)), ("rejected", .array(rejected)),
            ("taken", .integer(result.taken)),
        ])
        common.give(json) {
            Terminal.out(
                text(
                    id:
                        "\(result.taken) baris diterima, \(result.known) tidak berubah, \(result.rejected.count) ditolak",
                    en:
                        "\(counted(result.taken, "row")) taken, \(result.known) unchanged, \(result.rejected.count) refused"
                ))
        }
        if !result.rejected.isEmpty { throw Program.Finish(.setAside) }
    }
}

extension CommonOptions {
    /// Tells of a complaint that was answered or corrected.
    ///
    /// `withLinked` says what became of those that are linked with it too.
    func tell(_ answered: AnsweredComplaint, withLinked: Bool = false) {
        for warning in answered.warnings { Terminal.warning(warning.message.text(), program: "lapor-import") }
        if answered.isClosedUnanswered {
            Terminal.warning(
                "\(answered.number): \(AnsweredComplaint.closedUnanswered.text())", program: "lapor-import")
        }
        give(.object(withLinked ? answered.jsonWithLinked : answered.json)) {
            Terminal.out(
                answered.allEvents > 0
                    ? text(id: "Tersimpan: \(answered.number)", en: "Saved: \(answered.number)")
                    : text(
                        id: "Tidak ada yang baru: \(answered.number)", en: "Nothing new: \(answered.number)"))
            let also = answered.linked.filter { $0.events > 0 }.map(\.number.description)
            guard !also.isEmpty else { return }
            let numbers = also.joined(separator: ", ")
            Terminal.out(
                text(
                    id: "Juga untuk yang terkait: \(numbers)", en: "For those linked with it too: \(numbers)")
            )
        }
    }
}

extension AnsweredComplaint {
    /// What is said where a complaint is closed without a word to its reporter.
    static let closedUnanswered = Bilingual(
        id:
            "selesai tanpa jawaban; pelapor tidak akan tahu hasilnya, tambahkan dengan --answer (kolom Jawaban)",
        en:
            "closed without an answer; the reporter will not learn what came of it, add one with --answer (column answer)"
    )

    /// The object of `respond`, `edit` and the like.
    var json: JSONObject {
        JSONObject([
            ("events", .integer(events)), ("id", .string(id.hex)),
            ("number", .string(number.description)),
        ])
    }

    /// The object of `respond`, `link` and `unlink`: the same with those that are linked with it, whose events count too.
    var jsonWithLinked: JSONObject {
        var object = json
        object["events"] = .integer(allEvents)
        object["linked"] = .array(linked.map { .object($0.json) })
        return object
    }
}

extension ResponsesFileError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .noHeader(let path):
            ErrorReport(
                .badData,
                Bilingual(
                    id: "baris pertama \(path) tidak memuat kolom Nomor atau Nomor Pelacakan",
                    en: "the first line of \(path) has no column number or tracking_id"),
                hint: Bilingual(
                    id: "tulis judul kolom: Nomor, Status, Instansi, Jawaban, Tanggal",
                    en: "name the columns: number, status, agency, answer, date"))
        case .notReadable:
            ErrorReport(
                .badData,
                Bilingual(id: "tidak terbaca sebagai CSV UTF-8", en: "cannot be read as CSV in UTF-8"),
                hint: Bilingual(
                    id: "di Excel: Simpan Sebagai, \"CSV UTF-8\"", en: "in Excel: Save As, \"CSV UTF-8\""))
        case .noComplaint:
            ErrorReport(
                .missing,
                Bilingual(
                    id: "tidak ada laporan dengan nomor pelacakan itu",
                    en: "no complaint has that tracking number"),
                hint: Bilingual(id: "pakai kolom Nomor", en: "use the column number"))
        }
    }
}
