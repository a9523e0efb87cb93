import ArgumentParser
import CanonicalJSON
import FileIO
import LaporBundle
package import LaporField
import LaporModel
import LaporStore
package import LaporTerminal

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
                id: "folder tujuan; di terminal stik yang terpasang ditawarkan (bawaan: folder ini)",
                en: "where to; on a terminal the sticks that are in are offered (default: this folder)"),
            valueName: "folder"),
        completion: .directory)
    var to: String?

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
        let limit = try maxSize.map(Self.size)
        let device = try common.readyDevice()
        let sticks = StickChoice()
        let folder = try to ?? chosen(sticks)
        let (volume, isStick) = sticks.volume(of: folder)
        let target = PackTarget(folder, on: volume, isRemovable: isStick)
        if let limit, let most = target.maximum(limit), most < limit {
            Terminal.warning(
                text(
                    id:
                        "stik berformat FAT32 tidak menerima berkas 4 GB atau lebih: bundel dibagi lebih kecil",
                    en: "a FAT32 stick takes no file of 4 GB or more: bundles are made smaller"),
                program: "lapor")
        }
        let progress = Progress(Bilingual(id: "dikemas", en: "packed"))
        defer { progress.end() }
        let bundles = try device.pack(
            to: target, scope: new ? .new : all ? .all : .unconfirmed, maximum: limit,
            progress: { progress.show($0, of: $1) })
        progress.end()
        if let limit, let large = bundles.first(where: { $0.size > limit }) {
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
        common.give(.object([("bundles", .array(items))])) {
            tell(bundles)
            if isStick, !bundles.isEmpty { tellToPullOut(volume?.path ?? folder) }
        }
        try tellVisit(device)
    }

    /// The stick that a person chooses; without a terminal, or with JSON for a script, this folder.
    private func chosen(_ sticks: StickChoice) throws -> String {
        guard !common.json, Terminal.isTerminal(0), Terminal.isTerminal(2) else { return "." }
        let choice = try sticks.ask(
            Bilingual(id: "Kemas ke", en: "Pack to"),
            zero: (Bilingual(id: "folder ini", en: "this folder"), Folder.absolute(".")),
            cancelled: Bilingual(
                id: "Dibatalkan; tidak ada yang dikemas.", en: "Cancelled; nothing was packed."))
        switch choice {
        case .stick(let path): return path
        case .zero: return "."
        case nil: break
        }
        Terminal.note(
            text(
                id: "tidak ada stik yang terpasang; bundel ditulis ke folder ini",
                en: "no stick is in; bundles are written to this folder"))
        return "."
    }

    /// Says that a visit goes on: what is said at its end is in no bundle yet.
    private func tellVisit(_ device: Device) throws {
        guard let visit = try device.openVisit() else { return }
        let place = try device.placeAndTime(of: visit)
        Terminal.warning(
            text(
                id:
                    "kegiatan masih berjalan (\(place.id)); bila sudah selesai: lapor outreach end --attendance JUMLAH, lalu kemas lagi",
                en:
                    "the visit goes on (\(place.en)); when it is over: lapor outreach end --attendance NUMBER, then pack again"
            ),
            program: "lapor")
    }

    private func tellToPullOut(_ path: String) {
        let path = Terminal.line(path)
        Terminal.out(
            text(
                id: """
                    Stik boleh dicabut sekarang: semuanya sudah ada di dalamnya.
                    Lebih baik lagi: klik dahulu ikon keluarkan (eject) di pengelola berkas, atau ketik: umount '\(path)'
                    """,
                en: """
                    The stick may be pulled out now: everything is on it.
                    Better still: first click the eject icon in the file manager, or type: umount '\(path)'
                    """))
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

extension PackError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .noRoom(let need):
            let (needed, free) = (ByteSize.needed(need.needed), ByteSize.shown(need.free))
            return ErrorReport(
                .inputOutput,
                need.isRemovable
                    ? Bilingual(
                        id: "stik ini tidak muat: perlu kira-kira \(needed), bebas \(free): \(need.folder)",
                        en: "the stick is too small: about \(needed) needed, \(free) free: \(need.folder)")
                    : Bilingual(
                        id: "ruangnya tidak cukup: perlu kira-kira \(needed), bebas \(free): \(need.folder)",
                        en: "there is no room: about \(needed) needed, \(free) free: \(need.folder)"),
                hint: Bilingual(
                    id:
                        "kosongkan stik atau pakai stik lain; atau kemas ke laptop (--to FOLDER --max-size 1M) lalu salin bundelnya ke beberapa stik",
                    en:
                        "empty the stick or use another one; or pack on the laptop (--to FOLDER --max-size 1M) and copy the bundles to several sticks"
                ))
        }
    }
}
