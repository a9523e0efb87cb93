import ArgumentParser
import CanonicalJSON
import LaporBundle
package import LaporField
import LaporModel
import LaporStore
package import LaporTerminal

struct DraftsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drafts",
        abstract: text(
            id: "draf: wawancara yang belum selesai; dilanjutkan dengan: lapor new",
            en: "interviews that are not finished; gone on with by: lapor new"),
        subcommands: [List.self, Discard.self], defaultSubcommand: List.self, aliases: ["draf"])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: text(id: "menampilkan draf", en: "lists the drafts"), aliases: ["daftar"])

        @OptionGroup var common: CommonOptions

        func run() throws {
            let device = try common.device(for: .reading)
            let drafts = try device.drafts()
            let items = drafts.map { draft in
                JSON.object([
                    ("answered", .array(Self.fields(draft.values.keys))), ("id", .string(draft.id.hex)),
                    ("region", .string(orNull: draft.values[.region])),
                    ("sealed", .array(Self.fields(draft.sealed.keys))),
                    ("started_at", .string(draft.startedAt.description)),
                    ("title", .string(orNull: draft.values[.title])),
                    ("updated_at", .string(draft.updatedAt.description)),
                ])
            }
            common.give(.array(items)) {
                guard !drafts.isEmpty else {
                    Terminal.note(text(id: "tidak ada draf", en: "no drafts"))
                    return
                }
                let rows = drafts.map { draft in
                    [
                        String(draft.id.hex.prefix(8)),
                        draft.updatedAt.shown(hoursEast: device.kit.office.hoursEast),
                        draft.values[.title]
                            ?? text(id: "(judul disegel atau belum ada)", en: "(title sealed, or none yet)"),
                    ]
                }
                let header = ["ID", text(id: "TERAKHIR", en: "LAST"), text(id: "JUDUL", en: "TITLE")]
                Terminal.out(Terminal.columns(rows: rows, header: header, width: Terminal.width))
                Terminal.note(text(id: "lanjutkan dengan: lapor new", en: "go on with: lapor new"))
            }
        }

        private static func fields(_ given: some Collection<Field>) -> [JSON] {
            Field.allCases.filter { given.contains($0) }.map { .string($0.rawValue) }
        }
    }

    struct Discard: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "discard",
            abstract: text(id: "membuang draf", en: "discards drafts"), aliases: ["buang"])

        @Argument(
            help: ArgumentHelp(
                text(id: "id draf, atau awalnya", en: "the draft's id, or the start of it"), valueName: "id"))
        var ids: [String] = []

        @Flag(help: ArgumentHelp(text(id: "semua draf", en: "all drafts"))) var all = false

        @OptionGroup var common: CommonOptions

        func run() throws {
            guard all != !ids.isEmpty else {
                throw ErrorReport(
                    .usage,
                    Bilingual(id: "sebut id draf, atau --all", en: "name the drafts' ids, or --all"),
                    hint: Bilingual(id: "lihat dengan: lapor drafts", en: "see them with: lapor drafts"))
            }
            let device = try common.device(for: .writing)
            let drafts = try all ? device.drafts() : ids.map { try device.draft(named: $0) }
            let count = try device.discard(drafts)
            common.give(.object([("discarded", .integer(count))])) {
                Terminal.out(text(id: "\(count) draf dibuang", en: "\(count) drafts discarded"))
            }
        }
    }
}

extension DraftError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .unknown(let id):
            ErrorReport(
                .missing, Bilingual(id: "tidak ada draf \"\(id)\"", en: "there is no draft \"\(id)\""),
                hint: Bilingual(id: "lihat dengan: lapor drafts", en: "see them with: lapor drafts"))
        case .several(let id):
            ErrorReport(
                .missing,
                Bilingual(
                    id: "beberapa draf mulai dengan \"\(id)\"", en: "several drafts begin with \"\(id)\""),
                hint: Bilingual(id: "tulis lebih banyak dari id-nya", en: "write more of the id"))
        }
    }
}
