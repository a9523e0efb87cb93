import ArgumentParser
import CanonicalJSON
import LaporModel
import LaporOffice
import LaporStore
import LaporTerminal

struct EditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: text(id: "memperbaiki isian sebuah laporan", en: "corrects fields of a complaint"),
        aliases: ["ubah"])

    @Argument(
        help: ArgumentHelp(
            text(id: "nomor atau id laporan", en: "the complaint's number or id"), valueName: "id"))
    var id: String

    @Option(
        parsing: .unconditional, help: help("jenis laporan", "kind of complaint"),
        completion: .list(Classification.allCases.map(\.rawValue)))
    var classification: String?
    @Option(parsing: .unconditional, help: help("judul", "title"))
    var title: String?
    @Option(parsing: .unconditional, help: help("isi", "story"))
    var description: String?
    @Option(parsing: .unconditional, help: help("tanggal kejadian", "date of the incident"))
    var incidentDate: String?
    @Option(parsing: .unconditional, help: help("kode wilayah", "region code"))
    var region: String?
    @Option(parsing: .unconditional, help: help("lokasi", "where exactly"))
    var location: String?
    @Option(parsing: .unconditional, help: help("lintang", "latitude"))
    var latitude: String?
    @Option(parsing: .unconditional, help: help("bujur", "longitude"))
    var longitude: String?
    @Option(parsing: .unconditional, help: help("kode kategori", "category code"))
    var category: String?
    @Option(parsing: .unconditional, help: help("instansi tujuan", "responsible agency"))
    var agency: String?

    @OptionGroup var common: CommonOptions

    private static func help(_ indonesian: String, _ english: String) -> ArgumentHelp {
        ArgumentHelp(text(id: indonesian, en: english), valueName: text(id: "nilai", en: "value"))
    }

    func run() throws {
        let given: [(Field, String?)] = [
            (.classification, classification), (.title, title), (.description, description),
            (.incidentDate, incidentDate), (.region, region), (.location, location), (.latitude, latitude),
            (.longitude, longitude), (.category, category), (.agency, agency),
        ]
        var values: [Field: String] = [:]
        for (field, value) in given { values[field] = value }
        common.tell(try common.office(for: .writing).edit(id, values))
    }
}

struct ConflictsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflicts",
        abstract: text(
            id: "isian yang diubah berbeda-beda", en: "fields that were changed in different ways"),
        subcommands: [List.self, Resolve.self], defaultSubcommand: List.self, aliases: ["konflik"])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: text(id: "menampilkan konflik", en: "lists the conflicts"),
            aliases: ["daftar"])
        @OptionGroup var common: CommonOptions

        func run() throws {
            let complaints = try common.office(for: .reading).conflicts()
            let items = complaints.flatMap { complaint in
                complaint.conflicts.map { conflict -> JSON in
                    var object = conflict.json.object ?? JSONObject()
                    object.add("id", complaint.id.hex)
                    object.add("number", complaint.capture.number.description)
                    return .object(object)
                }
            }
            common.give(.array(items)) {
                for complaint in complaints {
                    for conflict in complaint.conflicts {
                        let values = conflict.values.map { Terminal.line($0.value ?? "–") }.joined(
                            separator: " | ")
                        Terminal.out("\(complaint.capture.number)  \(conflict.field): \(values)")
                    }
                }
                if complaints.isEmpty { Terminal.note(text(id: "tidak ada konflik", en: "no conflicts")) }
            }
        }
    }

    struct Resolve: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resolve",
            abstract: text(id: "memilih nilai yang berlaku", en: "chooses the value that holds"),
            aliases: ["selesaikan"])

        @Argument(
            help: ArgumentHelp(
                text(id: "nomor atau id laporan", en: "the complaint's number or id"), valueName: "id"))
        var id: String

        @Option(
            parsing: .unconditional,
            help: ArgumentHelp(text(id: "isian", en: "field"), valueName: text(id: "isian", en: "field")),
            completion: .list(Field.allCases.filter { !$0.isIdentity }.map(\.rawValue)))
        var field: String

        @Option(
            parsing: .unconditional,
            help: ArgumentHelp(
                text(id: "nilai yang berlaku", en: "the value that holds"),
                valueName: text(id: "nilai", en: "value")))
        var value: String

        @OptionGroup var common: CommonOptions

        func run() throws {
            common.tell(try common.office(for: .writing).resolve(id, field: field, value: value))
        }
    }
}
