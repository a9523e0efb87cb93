import LaporModel

/// What a program's manual tells besides its commands.
package struct ManualFacts: Sendable {
    /// A name and what it means.
    package struct Entry: Sendable {
        package var name: String
        package var meaning: Bilingual

        /// An entry of these parts.
        package init(_ name: String, id: String, en: String) {
            self.name = name
            meaning = Bilingual(id: id, en: en)
        }
    }

    /// What the program is for, a paragraph each.
    package var description: [Bilingual]
    /// Variables of the environment that this program alone knows.
    package var environment: [Entry]
    package var files: [Entry]
    /// A command line each, with what it does.
    package var examples: [Entry]
    /// Other manual pages: `lapor-import(1)`.
    package var seeAlso: [String]

    /// Facts of these parts.
    package init(
        description: [Bilingual], environment: [Entry], files: [Entry], examples: [Entry], seeAlso: [String]
    ) {
        self.description = description
        self.environment = environment
        self.files = files
        self.examples = examples
        self.seeAlso = seeAlso
    }
}

/// A program's manual page in roff, in one language: what the help pages say, on one page.
struct ManualPage {
    let tree: CommandInfo
    let facts: ManualFacts
    let language: Language

    private func word(_ id: String, _ en: String) -> String {
        Bilingual(id: id, en: en).text(in: language)
    }

    var text: String {
        var page = Roff()
        let name = tree.commandName
        page.title(
            name.uppercased(), date: Surroundings.versionDate, source: "\(name) \(Surroundings.version)",
            manual: word("Panduan \(name)", "\(name) manual"))
        page.macro("SH", word("NAMA", "NAME"))
        page.text("\(name) - \(tree.abstract ?? "")")
        page.macro("SH", word("PEMAKAIAN", "SYNOPSIS"))
        page.term("\(name) \(word("<perintah>", "<command>")) \(word("<pilihan>", "<options>"))")
        page.macro("SH", word("KETERANGAN", "DESCRIPTION"))
        for (index, paragraph) in facts.description.enumerated() {
            if index > 0 { page.macro("PP") }
            page.text(paragraph.text(in: language))
        }
        page.macro("SH", word("PERINTAH", "COMMANDS"))
        let common = commonOptions
        for command in commands(tree) { add(command, without: common, to: &page) }
        page.macro("SH", word("PILIHAN SEMUA PERINTAH", "OPTIONS OF ALL COMMANDS"))
        // A program may take none of them itself: they stand with any command.
        if let leaf = leaves.first {
            let help = HelpPage(command: leaf, isRoot: false, language: language)
            let shared = help.options.filter { common.contains($0.preferredName?.text ?? "") }
            add(shared.map { help.entry($0) } + help.builtIns, to: &page)
        }
        page.macro("SH", word("KODE KELUAR", "EXIT STATUS"))
        add(HelpPage.exitCodes.map { (String($0), $1.text(in: language)) }, to: &page)
        page.macro("SH", word("LINGKUNGAN", "ENVIRONMENT"))
        add((facts.environment + Self.environment).map(shown), to: &page)
        page.macro("SH", word("BERKAS", "FILES"))
        add(facts.files.map(shown), to: &page)
        page.macro("SH", word("CONTOH", "EXAMPLES"))
        for (index, example) in facts.examples.enumerated() {
            if index > 0 { page.macro("PP") }
            page.text(example.meaning.text(in: language) + ":")
            page.example(example.name.split(separator: "\n").map(String.init))
        }
        page.macro("SH", word("LIHAT JUGA", "SEE ALSO"))
        page.text(facts.seeAlso.joined(separator: ", "))
        return page.lines.joined(separator: "\n")
    }

    private func shown(_ entry: ManualFacts.Entry) -> (name: String, description: String) {
        (entry.name, entry.meaning.text(in: language))
    }

    /// The commands below one, each before its own.
    private func commands(_ command: CommandInfo) -> [CommandInfo] {
        (command.subcommands ?? []).filter { $0.shouldDisplay != false }.flatMap { [$0] + commands($0) }
    }

    /// The commands that do something, ArgumentParser's own left out.
    private var leaves: [CommandInfo] {
        commands(tree).filter { $0.subcommands == nil && $0.commandName != "help" }
    }

    /// The options that every command takes, by name: told of once.
    private var commonOptions: Set<String> {
        let names = leaves.map { Set(($0.arguments ?? []).compactMap { $0.preferredName?.text }) }
        return names.dropFirst().reduce(names.first ?? []) { $0.intersection($1) }
    }

    private func add(_ command: CommandInfo, without common: Set<String>, to page: inout Roff) {
        let help = HelpPage(command: command, isRoot: false, language: language, hidden: common)
        let aliases = command.aliases.map { " (\($0.joined(separator: ", ")))" } ?? ""
        page.macro("SS", command.invocation + aliases)
        page.text(command.abstract ?? "")
        page.macro("PP")
        page.term(([command.invocation] + help.usagePieces).joined(separator: " "))
        // Indented lines are examples, as in the help.
        var example: [String] = []
        for line in (command.discussion ?? "").split(separator: "\n") {
            if line.hasPrefix(" ") {
                example.append(line.drop { $0 == " " }.description)
                continue
            }
            if !example.isEmpty { page.example(example) }
            example = []
            page.macro("PP")
            page.text(String(line))
        }
        if !example.isEmpty { page.example(example) }
        add(help.arguments.map { help.entry($0) }, to: &page)
    }

    private func add(_ entries: [(name: String, description: String)], to page: inout Roff) {
        for entry in entries {
            page.macro("TP")
            page.term(entry.name)
            page.text(entry.description)
        }
    }

    /// What both programs read from the environment.
    private static let environment = [
        ManualFacts.Entry(
            "LAPOR_LANG", id: "bahasa semua pesan: id atau en; didahulukan dari locale",
            en: "the language of all messages: id or en; goes before the locale"),
        ManualFacts.Entry(
            "LC_ALL, LC_MESSAGES, LANG", id: "locale: yang berawalan en memilih bahasa Inggris",
            en: "the locale: one that begins with en chooses English, any other Indonesian"),
        ManualFacts.Entry(
            "NO_COLOR", id: "bila berisi, tidak ada warna yang dipakai", en: "if not empty, no colour is used"
        ),
        ManualFacts.Entry(
            "XDG_DATA_HOME",
            id: "folder tempat penyimpanan dibuat bila tidak disebut (bawaan: ~/.local/share)",
            en: "where the store is made if it is not named (default: ~/.local/share)"),
    ]
}
