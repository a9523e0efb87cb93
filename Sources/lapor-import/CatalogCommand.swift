import ArgumentParser
import CanonicalJSON
import LaporBundle
import LaporModel
package import LaporOffice
import LaporStore
package import LaporTerminal

struct CatalogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog",
        abstract: text(id: "memuat daftar yang dibawa kit", en: "loads the lists that kits carry"),
        subcommands: [
            Regions.self, Categories.self, Agencies.self, Holidays.self, DeadlineList.self, Show.self,
        ],
        aliases: ["katalog"])

    struct Regions: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "regions",
            abstract: text(id: "memuat wilayah (kode,nama)", en: "loads regions (kode,nama)"),
            aliases: ["wilayah"])
        @OptionGroup var file: CatalogueFileArgument
        @OptionGroup var common: CommonOptions
        func run() throws { try file.load(.regions, common) }
    }

    struct Categories: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "categories",
            abstract: text(
                id: "memuat kategori (code,name,parent)", en: "loads categories (code,name,parent)"),
            aliases: ["kategori"])
        @OptionGroup var file: CatalogueFileArgument
        @OptionGroup var common: CommonOptions
        func run() throws { try file.load(.categories, common) }
    }

    struct Agencies: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "agencies",
            abstract: text(id: "memuat instansi (code,name)", en: "loads agencies (code,name)"),
            aliases: ["instansi"])
        @OptionGroup var file: CatalogueFileArgument
        @OptionGroup var common: CommonOptions
        func run() throws { try file.load(.agencies, common) }
    }

    struct Holidays: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "holidays",
            abstract: text(id: "memuat hari libur (date,name)", en: "loads holidays (date,name)"),
            discussion: text(
                id: "Tenggat dihitung dalam hari kerja: Senin sampai Jumat kecuali hari dalam daftar ini.",
                en: "Deadlines are counted in working days: Monday to Friday but for the days of this list."),
            aliases: ["libur"])
        @OptionGroup var file: CatalogueFileArgument
        @OptionGroup var common: CommonOptions
        func run() throws { try file.load(.holidays, common) }
    }

    struct DeadlineList: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "deadlines",
            abstract: text(
                id: "memuat tenggat (step,days,basis)", en: "loads deadlines (step,days,basis)"),
            discussion: text(
                id: """
                    Langkah: \(Deadlines.Step.allCases.map(\.indonesian).joined(separator: ", ")). Yang tidak ada \
                    dalam berkas tetap menurut PermenPANRB 62/2018.
                    """,
                en: """
                    Steps: \(Deadlines.Step.allCases.map(\.rawValue).joined(separator: ", ")). What the file leaves \
                    out stays as PermenPANRB 62/2018 has it.
                    """),
            aliases: ["tenggat"])
        @OptionGroup var file: CatalogueFileArgument
        @OptionGroup var common: CommonOptions
        func run() throws { try file.load(.deadlines, common) }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: text(id: "menampilkan isi katalog", en: "shows what is loaded"),
            aliases: ["lihat"])
        @OptionGroup var common: CommonOptions

        func run() throws {
            let summary = try common.office(for: .reading).store.read { try CatalogueSummary($0) }
            common.give(summary.json) { Terminal.out(summary.text) }
        }
    }
}

struct CatalogueFileArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            text(id: "berkas CSV", en: "a CSV file"), valueName: text(id: "berkas", en: "file")),
        completion: .file())
    var file: String

    func load(_ list: Kit.List, _ common: CommonOptions) throws {
        let count = try common.office(for: .writing).load(list, from: file)
        common.give(.object([("list", .string(list.rawValue)), ("loaded", .integer(count))])) {
            Terminal.out(
                text(id: "\(count) baris dimuat", en: "\(counted(count, "entry", "entries")) loaded"))
        }
    }
}

extension CatalogueError: ReportableError {
    package var report: ErrorReport {
        let shown = problems.prefix(5)
        let more = problems.count - shown.count
        let id = shown.map { "baris \($0.line): \($0.message.id)" }.joined(separator: "; ")
        let en = shown.map { "line \($0.line): \($0.message.en)" }.joined(separator: "; ")
        return ErrorReport(
            .badData,
            Bilingual(
                id: "\(path): \(id)" + (more > 0 ? "; dan \(more) lagi" : ""),
                en: "\(path): \(en)" + (more > 0 ? "; and \(more) more" : "")),
            hint: Bilingual(
                id: "perbaiki berkas itu, lalu ulangi; daftar yang lama tetap dipakai",
                en: "correct the file, then try again; the list before stays in use"))
    }
}

extension CatalogueProblem {
    var message: Bilingual {
        switch reason {
        case .badCode:
            Bilingual(id: "kode \"\(code)\" salah bentuk", en: "the code \"\(code)\" is malformed")
        case .duplicate(let line):
            Bilingual(
                id: "kode \(code) sudah ada di baris \(line)",
                en: "the code \(code) stands in line \(line) already")
        case .orphan(let parent):
            Bilingual(
                id: "induk \(parent) dari \(code) tidak ada",
                en: "\(parent), which \(code) belongs to, is missing")
        case .missingName: Bilingual(id: "\(code) tanpa nama", en: "\(code) has no name")
        case .missingColumns(let found):
            Bilingual(
                id: "hanya \(found) kolom; perlu kode dan nama",
                en: "only \(found) columns; code and name are needed")
        case .badDate:
            Bilingual(
                id: "\"\(code)\" bukan tanggal seperti 2026-12-25",
                en: "\"\(code)\" is no date such as 2026-12-25")
        case .unknownStep:
            Bilingual(
                id: """
                    langkah "\(code)" tidak dikenal; pilih \
                    \(Deadlines.Step.allCases.map(\.indonesian).joined(separator: ", "))
                    """,
                en: """
                    the step "\(code)" is not known; choose \
                    \(Deadlines.Step.allCases.map(\.rawValue).joined(separator: ", "))
                    """)
        case .badDays(let found):
            Bilingual(
                id: "\"\(found)\" bukan jumlah hari kerja dari 1 sampai 1000",
                en: "\"\(found)\" is no number of working days from 1 to 1000")
        case .notReadable:
            Bilingual(id: "tidak terbaca sebagai CSV UTF-8", en: "cannot be read as CSV in UTF-8")
        }
    }
}
