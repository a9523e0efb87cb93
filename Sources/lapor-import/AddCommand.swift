import ArgumentParser
import CanonicalJSON
import FileIO
import LaporBundle
import LaporOffice
import LaporModel
import LaporStore
import LaporTerminal

struct AddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: text(
            id: "menggabungkan bundel: berkas, atau folder berisi bundel",
            en: "merges bundles: files, or folders of them"),
        discussion: text(
            id:
                "Tanpa berkas, di terminal: stik yang terpasang ditawarkan. Satu berkas yang rusak tidak menahan yang lain. Dengan --watch folder diawasi sampai Ctrl-C: bundel yang selesai disalin ke sana langsung digabungkan.",
            en:
                "Without a path, on a terminal: the sticks that are in are offered. A bad file does not keep the others back. With --watch the folders are watched until Ctrl-C: a bundle is merged as soon as it has been copied there wholly."
        ),
        aliases: ["gabung"])

    @Argument(
        help: ArgumentHelp(
            text(id: "bundel atau folder", en: "bundles or folders"),
            valueName: text(id: "berkas", en: "path")), completion: .file())
    var paths: [String] = []

    @Flag(
        help: ArgumentHelp(
            text(
                id: "awasi folder-folder ini sampai Ctrl-C", en: "watch these folders until Ctrl-C")))
    var watch = false

    @Flag(
        help: ArgumentHelp(
            text(
                id: "ambil yang masih utuh dari bundel yang rusak",
                en: "take what is whole in a damaged bundle"))
    )
    var salvage = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        try Self.refuseMistypedCommand(paths)
        // Whoever has no office yet is told how to set it up, rather than asked for a stick.
        if paths.isEmpty { _ = try common.office(for: .reading) }
        let paths = try paths.isEmpty ? chosen() : paths
        var run = AddRun(json: common.json, salvaging: salvage)
        if watch {
            try run.watch(paths) { try common.office(for: .adding) }
        } else {
            let office = try common.office(for: .adding)
            run.add(paths)
            while try run.addNext(to: office) {}
        }
        run.end()
        if common.json {
            Terminal.write(JSON.array(run.results.map { AddReport($0).json }).canonical + [0x0A])
        } else if run.results.isEmpty {
            Terminal.note(text(id: "tidak ada bundel di sana", en: "there are no bundles there"))
        } else {
            run.tellSum(always: watch)
            if !watch { Self.tellOfStick(run.results) }
        }
        try AddReport.finish(run.results)
    }

    /// The sticks that a person chooses on a terminal.
    private func chosen() throws -> [String] {
        guard !common.json, !watch, Terminal.isTerminal(0), Terminal.isTerminal(2) else {
            throw ErrorReport(
                .usage,
                Bilingual(id: "bundel atau folder tidak disebutkan", en: "no bundle or folder is named"),
                hint: Bilingual(
                    id: "sebutkan berkas atau folder, misalnya: lapor-import add /media/stik",
                    en: "name files or folders, such as: lapor-import add /media/stick"))
        }
        let choice = StickChoice()
        let sticks = choice.sticks.map(\.path)
        let all = (name: Bilingual(id: "semuanya", en: "all of them"), path: "")
        let chosen = try choice.ask(
            Bilingual(id: "Gabungkan isi", en: "Merge what is on"), zero: sticks.count > 1 ? all : nil,
            cancelled: Bilingual(
                id: "Dibatalkan; tidak ada yang digabungkan.", en: "Cancelled; nothing was merged."))
        switch chosen {
        case .stick(let path): return [path]
        case .zero: return sticks
        case nil:
            throw ErrorReport(
                .usage, Bilingual(id: "tidak ada stik yang terpasang", en: "no stick is in"),
                hint: Bilingual(
                    id: "pasang stiknya lalu ulangi, atau sebutkan folder: lapor-import add FOLDER",
                    en: "put it in and try again, or name a folder: lapor-import add FOLDER"))
        }
    }

    /// Whether what the files came on may go back.
    private static func tellOfStick(_ results: [AddResult]) {
        let refused = results.count { $0.outcome == .refused }
        guard refused == 0 else {
            Terminal.note(
                text(
                    id: "\(refused) berkas tidak tersimpan: jangan kosongkan stiknya.",
                    en:
                        "\(refused == 1 ? "1 file is" : "\(refused) files are") not stored: do not empty the stick."
                ))
            return
        }
        let incomplete = results.count { $0.missing?.isEmpty == false }
        guard incomplete == 0 else {
            Terminal.note(
                text(
                    id: "\(incomplete) bundel hanya tersimpan sebagian: jangan kosongkan stiknya.",
                    en:
                        "\(counted(incomplete, "bundle")) \(incomplete == 1 ? "is" : "are") stored in part only: do not empty the stick."
                ))
            return
        }
        Terminal.out(
            text(
                id:
                    "Semua sudah tersimpan di kantor; stik boleh kembali, lebih baik dengan balasan (lapor-import reply).",
                en:
                    "All of it is stored here; the stick may go back, better with a reply (lapor-import reply)."
            ))
    }

    /// A word that is no file and nearly a command: this command is the default, and would look for a file.
    private static func refuseMistypedCommand(_ paths: [String]) throws {
        guard let word = paths.first, !word.contains("/"), !Folder.exists(word),
            let near = ParseErrorWording.nearCommand(to: word, root: LaporImport.self)
        else { return }
        throw ErrorReport(
            .usage,
            Bilingual(
                id: "tidak ada perintah atau berkas \"\(word)\"",
                en: "there is no command or file \"\(word)\""),
            hint: Bilingual(id: "maksudnya: lapor-import \(near)", en: "perhaps: lapor-import \(near)"))
    }
}

/// How the outcome of one file is told, to people and to scripts.
struct AddReport {
    let result: AddResult

    init(_ result: AddResult) {
        self.result = result
    }

    private var failure: ErrorReport? { result.error.map(ErrorReport.init) }

    private var reason: Bilingual? {
        failure?.message ?? result.hold?.reason ?? salvage?.reason
    }

    private var salvage: SalvageReport? { SalvageReport(result) }

    private var hint: Bilingual? {
        if result.isSalvageable, let failure { return SalvageReport.offer(besides: failure.hint) }
        return failure?.hint ?? salvage?.hint
            ?? result.hold.map { hold in
                let id = result.device?.code ?? ""
                let bundle = result.bundle?.code ?? ""
                if hold == .unknownOffice {
                    return Bilingual(
                        id: "minta kartunya, lalu: lapor-import peers add KARTU --downstream",
                        en: "ask for its card, then: lapor-import peers add CARD --downstream")
                }
                if hold == .revoked {
                    return Bilingual(
                        id:
                            "bila laptop itu hilang, biarkan; bila isinya sudah dipastikan tim: lapor-import quarantine release \(bundle)",
                        en:
                            "if the device is lost, leave it; if the team has vouched for it: lapor-import quarantine release \(bundle)"
                    )
                }
                return Bilingual(
                    id:
                        "periksa dengan tim itu, lalu: lapor-import device admit \(id), atau: lapor-import quarantine release \(bundle)",
                    en:
                        "check with the team, then: lapor-import device admit \(id), or: lapor-import quarantine release \(bundle)"
                )
            }
    }

    var json: JSON {
        .object([
            ("blobs_new", .integer(result.blobsNew)), ("bundle", .string(orNull: result.bundle?.hex)),
            ("code", .string(orNull: result.code)), ("device", .string(orNull: result.device?.hex)),
            ("forks", .integer(result.forks)), ("gaps", .integer(result.gaps.count)),
            ("missing_blobs", .integer(result.missingBlobs)),
            ("missing", result.missing?.json ?? .null), ("unreadable", .integer(result.unreadable)),
            ("events_known", .integer(result.eventsKnown)),
            ("events_new", .integer(result.eventsNew)),
            ("hint", .string(orNull: hint?.text())), ("outcome", .string(result.outcome.rawValue)),
            ("path", .string(result.path)), ("reason", .string(orNull: reason?.text())),
            ("reason_code", .string(orNull: result.hold?.rawValue)),
        ])
    }

    /// A line on standard output for what was merged, an error or warning for what was not.
    func tell(isJSON: Bool) {
        let path = Terminal.line(result.path)
        switch result.outcome {
        case .merged, .nothingNew:
            guard !isJSON else { return }
            let name = Terminal.line(result.deviceName ?? "")
            let code = result.code ?? ""
            let new = result.outcome == .merged
            Terminal.out(
                text(
                    id: new
                        ? "\(path): \(name), \(result.eventsNew) catatan baru, \(result.blobsNew) lampiran baru, \(result.eventsKnown) sudah ada; kode konfirmasi: \(code)"
                        : "\(path): \(name), tidak ada yang baru; kode konfirmasi: \(code)",
                    en: new
                        ? "\(path): \(name), \(counted(result.eventsNew, "new event")), \(counted(result.blobsNew, "new attachment")), \(result.eventsKnown) known; confirmation code: \(code)"
                        : "\(path): \(name), nothing new; confirmation code: \(code)"))
            tellMissing(path)
        case .skipped:
            guard !isJSON else { return }
            Terminal.out(
                text(
                    id: "\(path): balasan kantor ini sendiri, dilewati",
                    en: "\(path): this office's own reply, passed over"))
        case .quarantined, .salvaged:
            guard !isJSON, let reason else { return }
            Terminal.warning("\(path): \(reason.text())", program: "lapor-import")
            if let hint {
                Terminal.note(
                    text(id: "lapor-import: petunjuk: \(hint.id)", en: "lapor-import: hint: \(hint.en)"))
            }
        case .refused:
            guard !isJSON, let reason else { return }
            Terminal.error("\(path): \(reason.text())", hint: hint?.text(), program: "lapor-import")
        }
    }

    /// What has not arrived of the device, although this bundle is sound.
    private func tellMissing(_ path: String) {
        var missing: [Bilingual] = []
        if !result.gaps.isEmpty {
            let ranges = result.gaps.map { "\($0.lowerBound)–\($0.upperBound)" }.joined(separator: ", ")
            missing.append(
                Bilingual(id: "catatan \(ranges) belum tiba", en: "events \(ranges) have not arrived"))
        }
        if result.missingBlobs > 0 {
            missing.append(
                Bilingual(
                    id: "\(result.missingBlobs) lampiran belum tiba",
                    en:
                        "\(counted(result.missingBlobs, "attachment")) \(result.missingBlobs == 1 ? "has" : "have") not arrived"
                ))
        }
        if result.openForks > 0 {
            missing.append(
                Bilingual(
                    id:
                        "dua laptop memakai satu identitas (disalin, atau dipulihkan dari cadangan): keduanya tersimpan; berikan balasan berikutnya kepada keduanya, maka yang satu memakai identitas baru",
                    en:
                        "two laptops use one identity (copied, or brought back from a backup): both are kept; give the next reply to both, and one of them takes a new identity"
                ))
        }
        if result.unreadable > 0 {
            missing.append(
                Bilingual(
                    id: "\(result.unreadable) laporan tidak terbaca oleh versi ini; tetap disimpan",
                    en: result.unreadable == 1
                        ? "1 complaint cannot be read by this version; it is kept"
                        : "\(result.unreadable) complaints cannot be read by this version; they are kept"))
        }
        for line in missing {
            Terminal.warning(
                text(id: "\(path): \(line.id)", en: "\(path): \(line.en)"), program: "lapor-import")
        }
    }

    /// Ends with the status that the results ask for: the first refused file's, else 10 if one was set aside.
    static func finish(_ results: [AddResult]) throws {
        if let refused = results.first(where: { $0.outcome == .refused }), let error = refused.error {
            throw Program.Finish(ErrorReport(error).code)
        }
        if results.contains(where: { $0.outcome == .quarantined || $0.outcome == .salvaged }) {
            throw Program.Finish(.setAside)
        }
    }
}

extension Registry.Hold {
    /// Why a bundle waits for a person.
    var reason: Bilingual {
        switch self {
        case .unknownOffice:
            Bilingual(
                id: "disisihkan: kantor pengirimnya belum dikenal", en: "set aside: the office is not known")
        case .unknownDevice:
            Bilingual(
                id: "disisihkan: laptop ini tidak dikenal (tanpa kit dari kantor ini)",
                en: "set aside: the device is unknown (it has no kit of this office)")
        case .revoked:
            Bilingual(id: "disisihkan: laptop ini sudah dicabut", en: "set aside: the device was revoked")
        case .surplus:
            Bilingual(
                id: "disisihkan: kitnya sudah dipakai sebanyak laptop yang diizinkan",
                en: "set aside: its kit has brought in as many devices as it may")
        case .invitationExpired:
            Bilingual(id: "disisihkan: kitnya sudah tidak berlaku", en: "set aside: its kit has expired")
        }
    }
}
