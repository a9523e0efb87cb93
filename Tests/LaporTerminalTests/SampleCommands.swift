import ArgumentParser

/// A small program with one of everything, for the tests of help and of error messages.
struct Sample: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lapor", abstract: "mencatat pengaduan warga",
        version: "1.0",
        subcommands: [New.self, Visit.self, Pack.self, Setup.self, Secret.self])
}

struct New: ParsableCommand {
    enum Kind: String, CaseIterable, ExpressibleByArgument { case pengaduan, aspirasi, permintaan }

    enum Size: String, CaseIterable, ExpressibleByArgument { case besar, kecil }

    enum Day: Int, CaseIterable, ExpressibleByArgument { case one = 1, two, three, four, five, six, seven }

    static let configuration = CommandConfiguration(
        abstract:
            "mencatat satu pengaduan, langkah demi langkah di terminal atau dari sebuah berkas berisi banyak",
        discussion: "Contoh:\n  lapor new --title \"Jalan rusak\"", aliases: ["catat"])

    @Option(name: [.short, .long], help: "judul pengaduan") var title: String?
    @Option(help: "jenis") var kind: Kind?
    @Option(help: "ukuran") var size: Size?
    @Option(help: "hari") var day: Day?
    @Option(help: "jumlah terbanyak") var limit = 5
    @Option(help: "umur", transform: readAge) var age: Int?
    @Option(help: "berkas lampiran") var attach: [String] = []
    @Flag(name: [.short, .long], help: "tanpa nama") var anonymous = false
    @Flag(help: .hidden) var trace = false
}

struct Visit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outreach", abstract: "kegiatan", subcommands: [Start.self, List.self],
        defaultSubcommand: List.self, aliases: ["kegiatan"])
}

struct Start: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "memulai kegiatan", aliases: ["mulai"])
    @Argument(help: "nama kegiatan") var name: String
}

struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "daftar kegiatan", aliases: ["daftar", "ls"])
}

struct Pack: ParsableCommand {
    enum Which: String, EnumerableFlag { case new, all }

    struct Place: ParsableArguments {
        @Option(name: [.customShort("d"), .long], help: "folder tujuan") var to: String?
        @Option(help: "folder simpanan") var home: String?
    }

    static let configuration = CommandConfiguration(abstract: "mengemas pengaduan", aliases: ["kemas"])
    @Flag(help: "mana yang dikemas") var which: Which?
    @OptionGroup(title: "Tempat") var place: Place

    func validate() throws {
        if place.home == "" { throw ValidationError("--home kosong") }
    }
}

struct Setup: ParsableCommand {
    enum Mode: String, EnumerableFlag { case quick, full }

    static let configuration = CommandConfiguration(abstract: "menyiapkan perangkat", aliases: ["siapkan"])
    @Argument(help: "berkas kit") var kit: String
    @Option(help: "nama perangkat") var device: String
    @Flag(help: "caranya") var mode: Mode
    @Argument(help: "berkas tambahan") var more: [String] = []
}

struct Secret: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "tersembunyi", shouldDisplay: false)
}

struct NotAnAge: Error, CustomStringConvertible {
    let description = "umur ditulis dengan angka"
}

@Sendable private func readAge(_ text: String) throws -> Int {
    guard let age = Int(text) else { throw NotAnAge() }
    return age
}
