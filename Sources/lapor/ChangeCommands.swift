import ArgumentParser
import CanonicalJSON
import LaporBundle
package import LaporField
import LaporModel
import LaporStore
package import LaporTerminal

struct ComplaintArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            text(id: "nomor atau id laporan", en: "the complaint's number or id"), valueName: "id"))
    var id: String
}

struct EditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: text(id: "mengubah isian sebuah laporan", en: "changes fields of a complaint"),
        discussion: text(
            id: "Yang disebutkan saja yang berubah; nilai kosong menghapus isian yang tidak wajib.",
            en: "Only what is given changes; an empty value clears a field that is not required."),
        aliases: ["ubah"])

    @OptionGroup var complaint: ComplaintArgument
    @OptionGroup(title: text(id: "Isian laporan", en: "Fields")) var fields: FieldOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        var values = try fields.valuesWithStandardInput(CommandLine.arguments)
        guard !values.isEmpty else {
            throw ErrorReport(
                .usage, Bilingual(id: "tidak ada isian yang disebutkan", en: "no field is given"),
                hint: Bilingual(id: "lihat: lapor edit --help", en: "see: lapor edit --help"))
        }
        for field in [Field.externalID, .officer] where values[field] != nil {
            throw ErrorReport(
                .usage,
                Bilingual(id: "\(field.flag) tidak dapat diubah", en: "\(field.flag) cannot be changed"),
                hint: Bilingual(
                    id: "tarik laporan ini dan catat yang baru",
                    en: "withdraw this complaint and take a new one"))
        }
        let isToBeSealed = values.removeValue(forKey: .confidential) != nil
        common.tell(
            try common.device(for: .writing).edit(complaint.id, values, sealing: isToBeSealed))
    }
}

struct AttachCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach",
        abstract: text(id: "menambah lampiran pada laporan", en: "attaches files to a complaint"),
        aliases: ["lampirkan"])

    @OptionGroup var complaint: ComplaintArgument

    @Argument(
        help: ArgumentHelp(
            text(id: "foto, suara, dokumen", en: "photos, sound, documents"),
            valueName: text(id: "berkas", en: "file")), completion: .file())
    var files: [String]

    @OptionGroup var common: CommonOptions

    func run() throws {
        common.tell(try common.device(for: .writing).attach(complaint.id, files))
    }
}

struct WithdrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: text(
            id: "menarik laporan atas permintaan pelapor",
            en: "takes a complaint back, as its reporter wishes"),
        aliases: ["tarik"])

    @OptionGroup var complaint: ComplaintArgument

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(text(id: "alasan", en: "why"), valueName: text(id: "alasan", en: "reason")))
    var reason: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        common.tell(try common.device(for: .writing).withdraw(complaint.id, reason: reason))
    }
}

struct FeedbackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feedback",
        abstract: text(
            id: "mencatat tanggapan pelapor atas sebuah jawaban",
            en: "writes down what the reporter says to an answer"),
        aliases: ["tanggapi"])

    @OptionGroup var complaint: ComplaintArgument

    @Option(
        name: .customLong("text"), parsing: .unconditional,
        help: ArgumentHelp(text(id: "tanggapan", en: "what is said"), valueName: text(id: "teks", en: "text"))
    )
    var words: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        common.tell(try common.device(for: .writing).comment(complaint.id, words))
    }
}

struct EraseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: text(
            id: "menghapus laporan yang belum dibawa bundel",
            en: "erases a complaint that no bundle has carried"),
        aliases: ["hapus"])

    @OptionGroup var complaint: ComplaintArgument

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(text(id: "alasan", en: "why"), valueName: text(id: "alasan", en: "reason")))
    var reason: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        common.tell(try common.device(for: .writing).erase(complaint.id, reason: reason))
    }
}

struct TidyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tidy",
        abstract: text(
            id: "menghapus isi lama yang sudah diterima kantor", en: "drops old content that the office has"),
        aliases: ["rapikan"])

    @OptionGroup var common: CommonOptions

    func run() throws {
        let device = try common.device(for: .writing)
        let result = try device.tidy()
        let json = JSON.object([
            ("blobs", .integer(result.blobs)), ("bytes", .integer(result.bytes)),
            ("complaints", .integer(result.complaints)),
        ])
        common.give(json) {
            Terminal.out(
                result.complaints == 0
                    ? text(
                        id:
                            "Tidak ada yang lebih lama dari \(device.kit.retentionDays) hari dan sudah diterima kantor.",
                        en: "Nothing is older than \(device.kit.retentionDays) days and held by the office.")
                    : text(
                        id:
                            "Dirapikan: isi \(result.complaints) laporan, \(result.blobs) lampiran (\(result.bytes) byte). Nomor, status, dan jawabannya tetap ada.",
                        en:
                            "Tidied: what \(result.complaints) complaints say, \(result.blobs) attachments (\(result.bytes) bytes). Numbers, statuses and answers stay."
                    ))
        }
    }
}

extension CommonOptions {
    /// Tells of a complaint that was changed.
    fileprivate func tell(_ changed: ChangedComplaint) {
        for warning in changed.warnings { Terminal.warning(warning.message.text(), program: "lapor") }
        let json = JSON.object([
            ("events", .integer(changed.events)), ("id", .string(changed.id.hex)),
            ("number", .string(changed.number.description)),
        ])
        give(json) {
            Terminal.out(text(id: "Tersimpan: \(changed.number)", en: "Saved: \(changed.number)"))
        }
    }
}

extension ChangeError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .notOurs(let number, let device):
            ErrorReport(
                .badData,
                Bilingual(
                    id: "\(number) dicatat di laptop lain (\(device))",
                    en: "\(number) was taken on another laptop (\(device))"),
                hint: Bilingual(
                    id: "ubah di laptop itu, atau minta kantor",
                    en: "change it on that laptop, or ask the office"))
        case .noAnswer(let number):
            ErrorReport(
                .badData,
                Bilingual(id: "\(number) belum dijawab", en: "\(number) has no answer yet"),
                hint: Bilingual(
                    id: "terima balasan kantor dahulu: lapor receive",
                    en: "first take the office's reply: lapor receive"))
        case .carried(let number):
            ErrorReport(
                .badData,
                Bilingual(
                    id: "\(number) sudah dibawa sebuah bundel", en: "a bundle has carried \(number) already"),
                hint: Bilingual(
                    id: "tarik laporan itu (lapor withdraw), dan minta kantor menghapusnya",
                    en: "withdraw it (lapor withdraw), and ask the office to erase it"))
        case .erased(let number):
            ErrorReport(
                .badData, Bilingual(id: "\(number) sudah dihapus", en: "\(number) was erased"),
                hint: Bilingual(
                    id: "tidak ada lagi yang dapat diubah", en: "nothing of it can be changed any more"))
        case .emptyText(let flag):
            ErrorReport(
                .badData, Bilingual(id: "\(flag) kosong", en: "\(flag) is empty"),
                hint: Bilingual(id: "isi, lalu ulangi", en: "give it, then try again"))
        }
    }
}
