import ArgumentParser
import CanonicalJSON
import LaporField
import LaporModel
import LaporStore
import LaporTerminal

struct PlacesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "places",
        abstract: text(
            id: "mencari desa menurut nama, juga bila salah eja",
            en: "finds a village by its name, misspelt too"),
        discussion: text(
            id: "Misalnya: lapor places suko mulyo klaten", en: "For example: lapor places suko mulyo klaten"),
        aliases: ["wilayah"])

    @Argument(
        help: ArgumentHelp(
            text(
                id: "nama desa, boleh dengan kecamatan atau kabupatennya; atau awal kodenya",
                en: "the village's name, with its district if you like; or the start of its code"),
            valueName: text(id: "teks", en: "text")))
    var words: [String]

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "paling banyak sekian", en: "at most so many"),
            valueName: text(id: "jumlah", en: "count")))
    var limit = "10"

    @OptionGroup var common: CommonOptions

    func run() throws {
        let limit = try FlagValue.count("--limit", limit, atLeast: 1, example: 10)
        let device = try common.device(for: .reading)
        let near = try device.openVisit()?.values[.region]
        let found = device.places(
            matching: words.joined(separator: " "), in: try device.placeIndex(), near: near, limit: limit)
        let items = found.map { place in
            JSON.object([
                ("code", .string(place.code)), ("name", .string(place.name)), ("path", .string(place.path)),
            ])
        }
        common.give(.array(items)) {
            guard !found.isEmpty else {
                Terminal.note(
                    text(
                        id: "tidak ditemukan; coba sebagian namanya, atau nama kecamatannya",
                        en: "not found; try a part of the name, or the name of its district"))
                return
            }
            Terminal.out(Terminal.columns(rows: found.map { [$0.code, $0.path] }, width: Terminal.width))
        }
    }
}
