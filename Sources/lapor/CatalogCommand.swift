import ArgumentParser
import CanonicalJSON
import LaporField
import LaporStore
import LaporTerminal

/// The codes of the kit's lists, for whoever fills a file.
struct CatalogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog",
        abstract: text(
            id: "menampilkan kode wilayah, kategori, dan instansi dari kit",
            en: "shows the kit's codes of regions, categories, and agencies"),
        subcommands: [Regions.self, Categories.self, Agencies.self, Show.self],
        aliases: ["katalog"])

    struct Regions: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "regions",
            abstract: text(id: "menampilkan kode wilayah", en: "shows the codes of regions"),
            discussion: text(
                id: "Nama yang salah eja ditemukan oleh: lapor places",
                en: "Misspelt names are found by: lapor places"),
            aliases: ["wilayah"])
        @OptionGroup var filter: CatalogFilter
        @OptionGroup var common: CommonOptions
        func run() throws {
            let entries = try common.device(for: .reading).store.read { try $0.regions() }
            try filter.show(CatalogListing(regions: entries), common)
        }
    }

    struct Categories: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "categories",
            abstract: text(id: "menampilkan kode kategori", en: "shows the codes of categories"),
            discussion: text(
                id: "Nama yang salah eja dan singkatan ditemukan juga, sesudah yang tepat.",
                en: "Misspelt names and short forms are found too, after those that fit."),
            aliases: ["kategori"])
        @OptionGroup var filter: CatalogFilter
        @OptionGroup var common: CommonOptions
        func run() throws {
            let entries = try common.device(for: .reading).store.read { try $0.categories() }
            try filter.show(CatalogListing(categories: entries), common)
        }
    }

    struct Agencies: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "agencies",
            abstract: text(id: "menampilkan kode instansi", en: "shows the codes of agencies"),
            discussion: text(
                id: "Nama yang salah eja dan singkatan ditemukan juga, sesudah yang tepat.",
                en: "Misspelt names and short forms are found too, after those that fit."),
            aliases: ["instansi"])
        @OptionGroup var filter: CatalogFilter
        @OptionGroup var common: CommonOptions
        func run() throws {
            let entries = try common.device(for: .reading).store.read { try $0.agencies() }
            try filter.show(CatalogListing(agencies: entries), common)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: text(id: "menampilkan panjang tiap daftar", en: "shows how long each list is"),
            aliases: ["lihat"])
        @OptionGroup var common: CommonOptions

        func run() throws {
            let summary = try common.device(for: .reading).store.read { try CatalogueSummary($0) }
            common.give(summary.json) { Terminal.out(summary.text) }
        }
    }
}

/// Which entries of a list are shown.
struct CatalogFilter: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            text(
                id: "hanya yang memuat semua kata ini, atau yang kodenya berawal begitu",
                en: "only what has all of these words, or a code that begins so"),
            valueName: text(id: "teks", en: "text")))
    var words: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "paling banyak sekian (bawaan: semua)", en: "at most so many (default: all)"),
            valueName: text(id: "jumlah", en: "count")))
    var limit: String?

    /// Shows the entries of a list that fit.
    func show(_ listing: CatalogListing, _ common: CommonOptions) throws {
        let count = try limit.map { try FlagValue.count("--limit", $0, atLeast: 1, example: 10) } ?? .max
        let found = listing.entries(matching: words)
        let shown = found.prefix(count)
        common.give(.array(shown.map(\.json))) {
            if listing.isEmpty {
                Terminal.note(
                    text(id: "kit ini tidak membawa daftar itu", en: "this kit carries no such list"))
            } else if found.isEmpty {
                Terminal.note(
                    text(
                        id: "tidak ditemukan; coba sebagian namanya", en: "not found; try a part of the name")
                )
            } else {
                Terminal.out(
                    Terminal.columns(rows: shown.map { [$0.entry.code, $0.path] }, width: Terminal.width))
                if found.count > shown.count {
                    Terminal.note(
                        text(
                            id: "dan \(found.count - shown.count) lagi",
                            en: "and \(found.count - shown.count) more"))
                }
            }
        }
    }
}
