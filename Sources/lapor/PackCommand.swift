import ArgumentParser
import CanonicalJSON
import LaporBundle
import LaporField
import LaporModel
import LaporStore
import LaporTerminal

struct PackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack",
        abstract: text(
            id: "mengemas laporan menjadi bundel tersegel untuk kantor",
            en: "packs complaints as sealed bundles for the office"),
        discussion: text(
            id: "Tanpa --new atau --all: semua yang belum dikonfirmasi kantor.",
            en: "Without --new or --all: all that the office has not confirmed."),
        aliases: ["kemas"])

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "folder tujuan, misalnya stik (bawaan: folder ini)",
                en: "where to, such as a stick (default: this folder)"),
            valueName: text(id: "folder", en: "folder")))
    var to = "."

    @Flag(
        help: ArgumentHelp(text(id: "hanya yang belum pernah dikemas", en: "only what no bundle has carried"))
    )
    var new = false

    @Flag(help: ArgumentHelp(text(id: "semuanya", en: "everything")))
    var all = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "ukuran terbesar satu bundel, misalnya 500MB",
                en: "largest size of one bundle, such as 500MB"),
            valueName: text(id: "ukuran", en: "size")))
    var maxSize: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard !(new && all) else {
            throw ErrorReport(
                .usage,
                Bilingual(
                    id: "pilih --new atau --all, bukan keduanya", en: "choose --new or --all, not both"),
                hint: Bilingual(id: "hapus salah satunya", en: "leave one of them out"))
        }
        let device = try common.device(for: .writing)
        let progress = Progress(Bilingual(id: "dikemas", en: "packed"))
        let bundles = try device.pack(
            to: to, scope: new ? .new : all ? .all : .unconfirmed, maximum: try maxSize.map(Self.size),
            progress: { progress.show($0, of: $1) })
        progress.end()
        if let limit = try maxSize.map(Self.size), let large = bundles.first(where: { $0.size > limit }) {
            Terminal.warning(
                text(
                    id:
                        "\(Terminal.line(large.path)) lebih besar daripada --max-size: satu laporan dengan lampirannya tidak dapat dibagi",
                    en:
                        "\(Terminal.line(large.path)) is larger than --max-size: one complaint and its attachments cannot be divided"
                ),
                program: "lapor")
        }
        let items = bundles.map { bundle in
            JSON.object([
                ("blobs", .integer(bundle.blobs)), ("events", .integer(bundle.events)),
                ("id", .string(bundle.id.hex)), ("path", .string(bundle.path)),
                ("size", .integer(bundle.size)),
            ])
        }
        common.give(.object([("bundles", .array(items))])) { tell(bundles) }
    }

    private func tell(_ bundles: [PackedBundle]) {
        guard !bundles.isEmpty else {
            Terminal.out(text(id: "Tidak ada yang perlu dikemas.", en: "There is nothing to pack."))
            return
        }
        for bundle in bundles {
            Terminal.out(
                text(
                    id:
                        "\(Terminal.line(bundle.path)) (\(bundle.size) byte, \(bundle.events) catatan, \(bundle.blobs) lampiran)",
                    en:
                        "\(Terminal.line(bundle.path)) (\(bundle.size) bytes, \(bundle.events) events, \(bundle.blobs) attachments)"
                ))
        }
        Terminal.out(
            text(
                id:
                    "Sudah ditulis, dibaca ulang, dan diperiksa. Bawa ke kantor; semuanya tetap tersimpan di laptop ini.",
                en:
                    "Written, read back and verified. Take it to the office; everything stays on this laptop too."
            ))
    }

    /// A size in bytes with K, M or G (powers of 1,024), such as `500MB` or `1.5G`.
    private static func size(_ text: String) throws -> Int {
        let folded = text.lowercased().filter { !$0.isWhitespace }
        let number = folded.prefix { $0.isNumber || $0 == "." }
        let units = [
            "": 0, "b": 0, "k": 10, "kb": 10, "kib": 10, "m": 20, "mb": 20, "mib": 20, "g": 30, "gb": 30,
            "gib": 30,
        ]
        guard let value = Double(number), let shift = units[String(folded.dropFirst(number.count))],
            case let size = value * Double(1 << shift), size >= 65_536, size < 1e15
        else {
            throw ErrorReport(
                .badData,
                Bilingual(
                    id: "--max-size \"\(text)\" bukan ukuran, atau kurang dari 64K",
                    en: "--max-size \"\(text)\" is not a size, or below 64K"),
                hint: Bilingual(id: "tulis misalnya 500M atau 2G", en: "write for example 500M or 2G"))
        }
        return Int(size)
    }
}

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: text(
            id: "apa yang belum terkirim, terkemas, dikonfirmasi, dan dijawab",
            en: "what is unsent, packed, confirmed and answered"))

    @OptionGroup var common: CommonOptions

    func run() throws {
        let device = try common.device(for: .reading)
        let status = try device.status()
        let json = JSON.object([
            ("answered", .integer(status.answered)), ("confirmed", .integer(status.confirmed)),
            ("drafts", .integer(status.drafts)), ("gaps", .integer(status.gaps)),
            ("packed", .integer(status.packed)), ("unsent", .integer(status.unsent)),
        ])
        common.give(json) {
            Terminal.out(
                text(
                    id: """
                        \(Terminal.line(device.kit.team)), laptop \(device.id.code)
                          Belum dikemas    \(status.unsent)
                          Sudah dikemas    \(status.packed)
                          Dikonfirmasi     \(status.confirmed)
                          Dijawab          \(status.answered)
                        """,
                    en: """
                        \(Terminal.line(device.kit.team)), laptop \(device.id.code)
                          Not packed yet   \(status.unsent)
                          Packed           \(status.packed)
                          Confirmed        \(status.confirmed)
                          Answered         \(status.answered)
                        """))
            for gap in status.lost {
                let bundles = gap.bundles.map { Terminal.line($0) }.joined(separator: ", ")
                Terminal.out(
                    text(
                        id:
                            "Kantor belum menerima catatan \(gap.range.lowerBound)–\(gap.range.upperBound), yang ada di: \(bundles). Kemas lagi.",
                        en:
                            "The office misses events \(gap.range.lowerBound)–\(gap.range.upperBound), which were in: \(bundles). Pack again."
                    ))
            }
            if status.unsent > 0 {
                Terminal.out(
                    text(id: "Kemas dengan: lapor pack --to FOLDER", en: "Pack with: lapor pack --to FOLDER"))
            }
        }
    }
}
