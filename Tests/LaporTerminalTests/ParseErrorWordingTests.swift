import ArgumentParser
import LaporTerminal
import Testing

/// A command line, and what is said about it.
struct WordingCase: CustomTestStringConvertible, Sendable {
    let line: [String]
    let id: (String, String)
    let en: (String, String)

    init(_ line: String, id: (String, String), en: (String, String)) {
        self.line = line.split(separator: " ").map(String.init)
        self.id = id
        self.en = en
    }

    var testDescription: String { "lapor " + line.joined(separator: " ") }
}

private let newHelp = (id: "lihat bantuan: lapor new --help", en: "see: lapor new --help")
private let packHelp = (id: "lihat bantuan: lapor pack --help", en: "see: lapor pack --help")
private let setupHelp = (id: "lihat bantuan: lapor setup --help", en: "see: lapor setup --help")
private let quotes = (
    id: "isi yang memakai spasi ditulis di antara tanda kutip; ",
    en: "put quotes around a value that has spaces; "
)

@Suite("Wording of parse errors")
struct ParseErrorWordingTests {
    private func thrown(by arguments: [String]) -> (any Error)? {
        do {
            _ = try Sample.parseAsRoot(arguments)
            return nil
        } catch {
            return error
        }
    }

    static let cases: [WordingCase] = [
        .init(
            "new --titel x",
            id: ("pilihan --titel tidak dikenal", "mungkin maksud Anda --title; \(newHelp.id)"),
            en: ("unknown option --titel", "did you mean --title; \(newHelp.en)")),
        .init(
            "catat --bukan-main", id: ("pilihan --bukan-main tidak dikenal", newHelp.id),
            en: ("unknown option --bukan-main", newHelp.en)),
        .init("new -z", id: ("pilihan -z tidak dikenal", newHelp.id), en: ("unknown option -z", newHelp.en)),
        .init(
            "new --title", id: ("--title <title> belum ada isinya", newHelp.id),
            en: ("--title <title> needs a value", newHelp.en)),
        .init(
            "new -at", id: ("pilihan -at tidak dikenal, atau -t <title> belum ada isinya", newHelp.id),
            en: ("unknown option -at, or -t <title> needs a value", newHelp.en)),
        .init(
            "new --anonymous=ya", id: ("--anonymous ditulis tanpa isi, tetapi diberi \"ya\"", newHelp.id),
            en: ("--anonymous takes no value, but was given \"ya\"", newHelp.en)),
        .init(
            "new --title Jalan rusak", id: ("\"rusak\" tidak dapat dipakai di sini", quotes.id + newHelp.id),
            en: ("\"rusak\" cannot be used here", quotes.en + newHelp.en)),
        .init(
            "new --title Jalan rusak parah",
            id: ("\"rusak\", \"parah\" tidak dapat dipakai di sini", quotes.id + newHelp.id),
            en: ("\"rusak\", \"parah\" cannot be used here", quotes.en + newHelp.en)),
        .init(
            "pack --new --all",
            id: ("--new dan --all tidak dapat dipakai bersama", "pakai salah satu saja; \(packHelp.id)"),
            en: ("--new and --all cannot be used together", "use only one of them; \(packHelp.en)")),
        .init(
            "setup kit.lapor --quick", id: ("--device <device> belum ditulis", setupHelp.id),
            en: ("--device <device> is missing", setupHelp.en)),
        .init(
            "setup --device A --quick", id: ("<kit> belum ditulis", setupHelp.id),
            en: ("<kit> is missing", setupHelp.en)),
        .init(
            "setup kit.lapor --device A", id: ("salah satu harus ditulis: --quick, --full", setupHelp.id),
            en: ("one of these is needed: --quick, --full", setupHelp.en)),
        .init(
            "new --limit lima", id: ("\"lima\" bukan isi yang benar untuk --limit <limit>", newHelp.id),
            en: ("\"lima\" is not a valid value for --limit <limit>", newHelp.en)),
        .init(
            "new --size x",
            id: (
                "\"x\" bukan isi yang benar untuk --size <size>; pilih salah satu: besar, kecil", newHelp.id
            ),
            en: ("\"x\" is not a valid value for --size <size>; choose one of: besar, kecil", newHelp.en)),
        .init(
            "new --kind x",
            id: (
                "\"x\" bukan isi yang benar untuk --kind <kind>; pilih salah satu: pengaduan, aspirasi, permintaan",
                newHelp.id
            ),
            en: (
                "\"x\" is not a valid value for --kind <kind>; choose one of: pengaduan, aspirasi, permintaan",
                newHelp.en
            )),
        .init(
            "new --day 8",
            id: (
                "\"8\" bukan isi yang benar untuk --day <day>; pilih salah satu: 1, 2, 3, 4, 5, 6, 7",
                newHelp.id
            ),
            en: ("\"8\" is not a valid value for --day <day>; choose one of: 1, 2, 3, 4, 5, 6, 7", newHelp.en)
        ),
        .init(
            "new --age tua",
            id: ("\"tua\" bukan isi yang benar untuk --age <age>: umur ditulis dengan angka", newHelp.id),
            en: ("\"tua\" is not a valid value for --age <age>: umur ditulis dengan angka", newHelp.en)),
        .init(
            "new ---title", id: ("pilihan ---title salah tulis", "lihat bantuan: lapor --help"),
            en: ("malformed option ---title", "see: lapor --help")),
        .init(
            "new -=x", id: ("pilihan -=x salah tulis", "lihat bantuan: lapor --help"),
            en: ("malformed option -=x", "see: lapor --help")),
        .init(
            "--generate-completion-script=csh",
            id: (
                "shell \"csh\" tidak dikenal; pilih salah satu: zsh, bash, fish",
                "lihat bantuan: lapor --help"
            ),
            en: ("unknown shell \"csh\"; choose one of: zsh, bash, fish", "see: lapor --help")),
        .init(
            "nwe --title x", id: ("perintah \"nwe\" tidak dikenal", "mungkin maksud Anda: lapor new"),
            en: ("unknown command \"nwe\"", "did you mean: lapor new")),
        .init(
            "katat", id: ("perintah \"katat\" tidak dikenal", "mungkin maksud Anda: lapor catat"),
            en: ("unknown command \"katat\"", "did you mean: lapor catat")),
        .init(
            "berangkat", id: ("perintah \"berangkat\" tidak dikenal", "lihat daftar perintah: lapor --help"),
            en: ("unknown command \"berangkat\"", "see the commands: lapor --help")),
    ]

    @Test("Every template is recognised and worded anew in both languages", arguments: cases)
    func templates(wording: WordingCase) throws {
        let error = try #require(thrown(by: wording.line))
        #expect(
            ParseErrorTemplate(message: Sample.message(for: error)) != nil, "\(Sample.message(for: error))")
        for (language, expected) in [(Language.indonesian, wording.id), (.english, wording.en)] {
            let found = ParseErrorWording.translate(
                error, root: Sample.self, language: language, arguments: wording.line)
            #expect(found.message == expected.0)
            #expect(found.hint == expected.1)
        }
    }

    @Test("A value with the delimiters of a template in it stays whole")
    func delimiters() throws {
        let arguments = ["new", "--limit", "a' is invalid for 'b", "--title", "x"]
        let found = ParseErrorWording.translate(
            try #require(thrown(by: arguments)), root: Sample.self, language: .english, arguments: arguments)
        #expect(found.message == "\"a' is invalid for 'b\" is not a valid value for --limit <limit>")
        #expect(ParseErrorTemplate(message: "Unexpected argument 'it's'") == .unexpected(["it's"]))
    }

    @Test(
        "What cannot be provoked is recognised too",
        arguments: [
            "Missing required subcommand.", "Invalid option: -?",
            "Internal error. Invalid state while parsing command-line arguments.",
            "No value set for non-argument var a. Replace with a static variable, or let constant.",
            "Command 'A' is not a parent of the current command.", "The value 'x' is invalid.",
            "Can't autodetect a supported shell.\nPlease use --generate-completion-script=<shell> with one of:\n    zsh",
        ])
    func unprovoked(message: String) {
        #expect(ParseErrorTemplate(message: message) != nil)
    }

    @Test("An error of ours keeps its text")
    func ours() throws {
        let arguments = ["pack", "--home", ""]
        let found = ParseErrorWording.translate(
            try #require(thrown(by: arguments)), root: Sample.self, language: .indonesian,
            arguments: arguments)
        #expect(found == ("--home kosong", packHelp.id))
    }

    @Test("A NIK and a phone number are masked, a region code is not, and nothing drives the terminal")
    func masked() throws {
        for (value, shown) in [
            ("3204110101900001", "\"…001\""), ("+62 812-3456-7890", "\"…890\""), ("081234567890", "\"…890\""),
            ("32.04.11.2001", "\"32.04.11.2001\""), ("a\u{1B}[2J", "\"a\u{FFFD}[2J\""),
        ] {
            let arguments = ["new", value]
            let found = ParseErrorWording.translate(
                try #require(thrown(by: arguments)), root: Sample.self, language: .english,
                arguments: arguments)
            #expect(found.message == "\(shown) cannot be used here")
        }
    }

    @Test("A word taken for a file's name may have been meant as a command")
    func near() {
        #expect(ParseErrorWording.nearCommand(to: "packk", root: Sample.self) == "pack")
        #expect(ParseErrorWording.nearCommand(to: "Kemsa", root: Sample.self) == "kemas")
        #expect(ParseErrorWording.nearCommand(to: "stik.lapor", root: Sample.self) == nil)
        #expect(ParseErrorWording.nearCommand(to: "secrt", root: Sample.self) == nil)
    }

    @Test("Help on an unknown command names it")
    func unknownHelp() throws {
        let found = try #require(
            ParseErrorWording.unknownCommand(
                path: ["kegiatan", "mulia"], root: Sample.self, language: .indonesian))
        #expect(
            found == ("perintah \"mulia\" tidak dikenal", "mungkin maksud Anda: lapor outreach mulai"))
        #expect(ParseErrorWording.unknownCommand(path: ["new", "x"], root: Sample.self) == nil)
    }
}
