import ArgumentParser
import CanonicalJSON
import LaporBundle
package import LaporField
import LaporModel
import LaporStore
package import LaporTerminal

struct ReceiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive",
        abstract: text(
            id: "menerima balasan dan kit baru dari kantor",
            en: "takes replies and newer kits from the office"),
        aliases: ["terima"])

    @Argument(
        help: ArgumentHelp(
            text(id: "balasan, kit, atau folder", en: "replies, kits, or folders"),
            valueName: text(id: "berkas", en: "path")), completion: .file())
    var paths: [String]

    @OptionGroup var common: CommonOptions

    func run() throws {
        var device = try common.readyDevice()
        var results: [ReceiveResult] = []
        for path in paths {
            for file in try BundleFiles.at(path) {
                let result = try device.receive(file)
                results.append(result)
                if !common.json { tell(result) }
            }
        }
        if common.json {
            Terminal.write(JSON.array(results.map { json($0, device) }).canonical + [0x0A])
        } else if results.isEmpty {
            Terminal.note(text(id: "tidak ada balasan di sana", en: "there are no replies there"))
        }
        if let error = results.first(where: { $0.outcome == .refused })?.error {
            throw Program.Finish(ErrorReport(error).code)
        }
    }

    private func json(_ result: ReceiveResult, _ device: Device) -> JSON {
        let report = result.error.map(ErrorReport.init)
        return .object([
            ("blobs_new", .integer(0)), ("bundle", .string(orNull: result.bundle?.hex)), ("code", .null),
            ("device", .string(device.id.hex)), ("events_known", .integer(result.eventsKnown)),
            ("events_new", .integer(result.eventsNew)),
            ("events_regained", .integer(result.eventsRegained)),
            ("hint", .string(orNull: report?.hint.text())),
            ("moved_to", .string(orNull: result.movedTo?.hex)),
            ("outcome", .string(result.outcome.rawValue)), ("path", .string(result.path)),
            ("reason", .string(orNull: report?.message.text())),
        ])
    }

    private func tell(_ result: ReceiveResult) {
        let path = Terminal.line(result.path)
        switch result.outcome {
        case .merged:
            Terminal.out(
                text(
                    id: result.isKit
                        ? "\(path): kit baru dipakai"
                        : "\(path): balasan diterima, \(result.eventsNew) catatan baru",
                    en: result.isKit
                        ? "\(path): the newer kit is in use"
                        : "\(path): reply taken, \(result.eventsNew) new events"))
            tellOfCopies(result)
        case .nothingNew: Terminal.out(text(id: "\(path): tidak ada yang baru", en: "\(path): nothing new"))
        case .skipped:
            Terminal.out(
                text(
                    id: "\(path): bukan balasan untuk laptop ini, dilewati",
                    en: "\(path): no reply for this laptop, passed over"
                ))
        case .refused:
            guard let report = result.error.map(ErrorReport.init) else { return }
            Terminal.error("\(path): \(report.message.text())", hint: report.hint.text(), program: "lapor")
        }
    }
}

extension ReceiveCommand {
    /// What it means that this laptop's own events came from the office.
    private func tellOfCopies(_ result: ReceiveResult) {
        if let id = result.movedTo {
            Terminal.warning(
                text(
                    id: """
                        laptop lain memakai identitas yang sama (disalin, atau dipulihkan dari cadangan). Laptop ini sekarang \
                        memakai identitas baru: \(id.code). Tidak ada laporan yang hilang; kemas seperti biasa.
                        """,
                    en: """
                        another laptop uses the same identity (copied, or brought back from a backup). This laptop now has a \
                        new one: \(id.code). No complaint is lost; pack as always.
                        """),
                program: "lapor")
        } else if result.eventsRegained > 0 {
            Terminal.warning(
                text(
                    id:
                        "\(result.eventsRegained) catatan laptop ini kembali dari kantor: laptop ini pernah dipulihkan atau disalin",
                    en:
                        "\(result.eventsRegained) events of this laptop came back from the office: it was set back or copied"
                ),
                program: "lapor")
        }
    }
}

struct ConfirmCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: text(
            id: "mencatat kode konfirmasi yang dibacakan kantor",
            en: "takes the confirmation code that the office reads out"),
        aliases: ["konfirmasi"])

    @Argument(
        help: ArgumentHelp(
            text(id: "kata-kata kode", en: "the code's words"), valueName: text(id: "kata", en: "words")))
    var words: [String]

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard let bundle = try common.device(for: .writing).confirm(words.joined(separator: " ")) else {
            throw ErrorReport(
                .missing,
                Bilingual(
                    id: "kode itu bukan kode bundel dari laptop ini",
                    en: "that is no code of a bundle of this laptop"),
                hint: Bilingual(
                    id: "minta kantor membacakannya sekali lagi",
                    en: "ask the office to read it out once more"))
        }
        common.give(.object([("bundle", .string(bundle.hex))])) {
            Terminal.out(
                text(id: "Dikonfirmasi: bundel \(bundle.code)", en: "Confirmed: bundle \(bundle.code)"))
        }
    }
}

extension ReceiveError: ReportableError {
    package var report: ErrorReport {
        ErrorReport(
            .denied,
            Bilingual(id: "ini dari kantor lain", en: "this is of another office"),
            hint: Bilingual(
                id: "laptop ini hanya menerima dari kantor yang memberi kitnya",
                en: "this laptop takes replies only of the office that gave its kit"))
    }
}
