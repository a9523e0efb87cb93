import ArgumentParser
import CanonicalJSON
import LaporField
import LaporModel
import LaporStore
import LaporTerminal

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: text(
            id: "memeriksa keutuhan bundel atau kit, seluruhnya",
            en: "verifies that a bundle or kit is sound, all of it"),
        aliases: ["periksa"])

    @Argument(
        help: ArgumentHelp(
            text(id: "bundel atau kit", en: "bundles or kits"), valueName: text(id: "berkas", en: "file")),
        completion: .file())
    var paths: [String]

    @OptionGroup var common: CommonOptions

    func run() throws {
        let device = try common.device(for: .reading)
        var items: [JSON] = []
        var damaged: ExitStatus?
        var unchecked = false
        for path in paths {
            do {
                let result = try device.verify(path)
                if case .notChecked = result { unchecked = true }
                items.append(json(path, result))
                if !common.json { Terminal.out("\(Terminal.line(path)): \(line(result))") }
            } catch {
                let report = ErrorReport(error)
                guard report.code != .unforeseen else { throw error }
                damaged = damaged ?? report.code
                items.append(
                    .object([
                        ("hint", .string(report.hint.text())), ("outcome", .string("refused")),
                        ("path", .string(path)), ("reason", .string(report.message.text())),
                    ]))
                Terminal.error(
                    "\(path): \(report.message.text())", hint: report.hint.text(), program: "lapor")
            }
        }
        if common.json { Terminal.write(JSON.array(items).canonical + [0x0A]) }
        // What is damaged must not hide behind what could not be checked.
        if let damaged { throw Program.Finish(damaged) }
        if unchecked { throw Program.Finish(.denied) }
    }

    private func json(_ path: String, _ result: SoundnessResult) -> JSON {
        var object = JSONObject([("path", .string(path))])
        switch result {
        case .bundle(let id, let sender, let events, let blobs):
            object.add("outcome", "sound")
            object.add("bundle", id.hex)
            object.add("device", sender.hex)
            object.add("events", .integer(events))
            object.add("blobs", .integer(blobs))
        case .kit(let id, let office, let fingerprint):
            object.add("outcome", "sound")
            object.add("kit", id.hex)
            object.add("office", office)
            object.add("fingerprint", fingerprint)
        case .notChecked:
            object.add("outcome", "not_checked")
        }
        return .object(object)
    }

    private func line(_ result: SoundnessResult) -> String {
        switch result {
        case .bundle(_, _, let events, let blobs):
            text(
                id: "utuh, \(events) catatan, \(blobs) lampiran",
                en: "sound, \(events) events, \(blobs) attachments")
        case .kit(_, let office, let fingerprint):
            text(
                id: "kit yang utuh dari \(Terminal.line(office)); sidik kata: \(fingerprint)",
                en: "a sound kit of \(Terminal.line(office)); fingerprint: \(fingerprint)")
        case .notChecked:
            text(
                id: "tidak diperiksa: laptop ini tidak memegang kuncinya",
                en: "not checked: this laptop does not hold its key")
        }
    }
}
