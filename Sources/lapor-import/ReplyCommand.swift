import ArgumentParser
import CanonicalJSON
import LaporModel
import LaporOffice
import LaporStore
import LaporTerminal

struct ReplyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply",
        abstract: text(
            id: "menulis balasan untuk laptop tim dan kantor di bawah",
            en: "writes replies for the teams' devices and the offices downstream"),
        aliases: ["balas"])

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "hanya laptop atau kantor ini", en: "only this device or office"), valueName: "id"))
    var device: String?

    @OptionGroup var target: TargetFolder
    @OptionGroup var common: CommonOptions

    func run() throws {
        let office = try common.office(for: .writing)
        let bundles = try office.reply(to: target.to, device: device)
        common.tell(bundles)
        guard !common.json else { return }
        guard !bundles.isEmpty else {
            Terminal.note(text(id: "belum ada laptop yang mengirim", en: "no device has sent anything yet"))
            return
        }
        let forked = Set(try office.status().devices.filter { $0.openForks > 0 }.map(\.id))
        for bundle in bundles where forked.contains(bundle.addressee) {
            Terminal.warning(
                text(
                    id: "\(bundle.addressee.code) dipakai dua laptop: berikan balasan ini kepada keduanya",
                    en: "two laptops use \(bundle.addressee.code): give this reply to both"),
                program: "lapor-import")
        }
        Terminal.out(
            text(
                id: "Sudah ditulis dan diperiksa; stik boleh kembali ke desa.",
                en: "Written and verified; the stick may go back to the village."))
    }
}

struct RelayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relay",
        abstract: text(
            id: "meneruskan yang belum dikonfirmasi kantor di atas",
            en: "passes on what the office upstream has not confirmed"),
        aliases: ["teruskan"])

    @OptionGroup var target: TargetFolder

    @Flag(help: ArgumentHelp(text(id: "semuanya", en: "everything")))
    var all = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        let bundles = try common.office(for: .writing).relay(to: target.to, all: all)
        common.tell(bundles)
        guard !common.json else { return }
        Terminal.out(
            bundles.isEmpty
                ? text(id: "Tidak ada yang perlu diteruskan.", en: "There is nothing to pass on.")
                : text(id: "Sudah ditulis dan diperiksa.", en: "Written and verified."))
    }
}

/// Where bundles are written.
struct TargetFolder: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "folder tujuan, misalnya stik", en: "where to, such as a stick"),
            valueName: text(id: "folder", en: "folder")), completion: .directory)
    var to: String
}

extension CommonOptions {
    /// Tells of bundles that were written.
    fileprivate func tell(_ bundles: [PackedBundle]) {
        let items = bundles.map { bundle in
            JSON.object([
                ("blobs", .integer(bundle.blobs)), ("device", .string(bundle.addressee.hex)),
                ("events", .integer(bundle.events)), ("id", .string(bundle.id.hex)),
                ("path", .string(bundle.path)), ("size", .integer(bundle.size)),
            ])
        }
        give(.object([("bundles", .array(items))])) {
            for bundle in bundles {
                Terminal.out(
                    text(
                        id: "\(Terminal.line(bundle.path)) untuk \(bundle.addressee.code)",
                        en: "\(Terminal.line(bundle.path)) for \(bundle.addressee.code)"))
            }
        }
    }
}
