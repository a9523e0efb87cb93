/// One page of help, set in 80 columns.
struct HelpPage {
    private static let width = 80
    /// Names longer than this have their description on the next line.
    private static let longestName = 26

    let command: CommandInfo
    let isRoot: Bool
    let language: Language
    /// Options that are told of elsewhere.
    var hidden: Set<String> = []

    typealias Entry = (name: String, description: String)

    private func word(_ id: String, _ en: String) -> String {
        Bilingual(id: id, en: en).text(in: language)
    }

    /// What may be given but for ArgumentParser's own flags.
    var arguments: [ArgumentInfo] {
        (command.arguments ?? []).filter {
            $0.shouldDisplay && !$0.isBuiltIn("help") && !$0.isBuiltIn("version")
                && !hidden.contains($0.preferredName?.text ?? "")
        }
    }

    var options: [ArgumentInfo] { arguments.filter { $0.kind != .positional } }

    var text: String {
        var blocks: [String] = []
        if let abstract = command.abstract { blocks.append(paragraph(abstract)) }
        blocks.append(usage)
        if let discussion = command.discussion {
            blocks.append(
                discussion.split(separator: "\n", omittingEmptySubsequences: false)
                    .map { $0.hasPrefix(" ") ? String($0) : paragraph(String($0)) }.joined(separator: "\n"))
        }
        blocks += sections
        if isRoot { blocks += ending }
        return blocks.joined(separator: "\n\n")
    }

    private func paragraph(_ text: String) -> String {
        Terminal.wrapped(text.split(separator: " "), width: Self.width).joined(separator: "\n")
    }

    // MARK: Usage

    /// What stands behind the command's name in the line that shows its use.
    var usagePieces: [String] {
        var pieces: [String] = []
        let optional = options.filter(\.isOptional)
        let required = options.filter { !$0.isOptional }
        pieces += required.filter { $0.kind == .option }.map(synopsis)
        // A flag alone cannot be required: these are the choices of one value.
        let flags = required.filter { $0.kind == .flag }.map(synopsis)
        if !flags.isEmpty { pieces.append("(\(flags.joined(separator: " | ")))") }
        if optional.count > 3 {
            pieces.append(word("[pilihan]", "[options]"))
        } else {
            pieces += optional.map { "[\(synopsis($0))]" }
        }
        for argument in arguments where argument.kind == .positional {
            pieces.append(argument.isOptional ? "[\(synopsis(argument))]" : synopsis(argument))
        }
        if command.subcommands != nil {
            let name = word("<perintah>", "<command>")
            pieces.append(command.defaultSubcommand == nil ? name : "[\(name)]")
        }
        return pieces
    }

    private var usage: String {
        let label = word("Pemakaian:", "Usage:")
        let indent = label.count + 1 + command.invocation.count + 1
        let hanging = indent <= Self.width / 2 ? indent : 4
        var lines = Terminal.wrapped(usagePieces, width: Self.width - indent)
        let first = lines.isEmpty ? "" : " " + lines.removeFirst()
        var text = "\(label) \(command.invocation)\(first)"
        for line in lines { text += "\n" + String(repeating: " ", count: hanging) + line }
        if !isRoot, let aliases = command.aliases {
            text += "\n" + word("Nama lain: ", "Also: ") + aliases.joined(separator: ", ")
        }
        return text
    }

    private func synopsis(_ argument: ArgumentInfo) -> String {
        let value = "<\(argument.valueName ?? word("nilai", "value"))>" + (argument.isRepeating ? "…" : "")
        let name = (argument.preferredName ?? argument.names?.first)?.text ?? ""
        switch argument.kind {
        case .positional: return value
        case .flag: return name
        case .option: return "\(name) \(value)"
        }
    }

    // MARK: Lists

    private var sections: [String] {
        var sections: [String] = []
        let positional = arguments.filter { $0.kind == .positional }.map(entry)
        sections += section(word("Argumen:", "Arguments:"), positional)
        var titles: [String?] = [nil]
        for option in options where !titles.contains(option.sectionTitle) {
            titles.append(option.sectionTitle)
        }
        let grouped = titles.map { title in options.filter { $0.sectionTitle == title } }
        for (title, group) in zip(titles, grouped) where title != nil {
            sections += section((title ?? "") + ":", group.map(entry))
        }
        sections += section(word("Pilihan:", "Options:"), (grouped.first ?? []).map(entry) + builtIns)
        let subcommands = (command.subcommands ?? []).filter { $0.shouldDisplay != false }.map { subcommand in
            let aliases = subcommand.aliases.map { " (\($0.joined(separator: ", ")))" } ?? ""
            var description = subcommand.abstract ?? ""
            if subcommand.commandName == command.defaultSubcommand {
                description += word(
                    " (dijalankan bila perintah tidak disebut)", " (run if no command is named)")
            }
            return (name: subcommand.commandName + aliases, description: description)
        }
        sections += section(word("Perintah:", "Commands:"), subcommands)
        return sections
    }

    /// How an option or argument is written, and what it does.
    func entry(_ option: ArgumentInfo) -> Entry {
        if option.kind == .positional { return (synopsis(option), description(of: option)) }
        var names = option.names ?? []
        names = names.filter { $0.kind == "short" } + names.filter { $0.kind != "short" }
        var name = names.map(\.text).joined(separator: ", ")
        if option.kind == .option {
            name += " <\(option.valueName ?? word("nilai", "value"))>" + (option.isRepeating ? "…" : "")
        }
        return (name, description(of: option))
    }

    private func description(of argument: ArgumentInfo) -> String {
        var parts = [argument.abstract, argument.discussion].compactMap(\.self)
        if argument.kind != .flag, let values = argument.allValues {
            parts.append("(" + word("salah satu: ", "one of: ") + values.joined(separator: ", ") + ")")
        }
        if !argument.isOptional, argument.kind != .positional { parts.append(word("(wajib)", "(required)")) }
        if let value = argument.defaultValue, value != "[]" {
            parts.append("(" + word("bawaan: ", "default: ") + value + ")")
        }
        return parts.joined(separator: " ")
    }

    /// ArgumentParser's own flags, in our words.
    var builtIns: [Entry] {
        var entries: [Entry] = []
        for argument in command.arguments ?? [] {
            let names = entry(argument).name
            if argument.isBuiltIn("help") {
                entries.append((names, word("menampilkan bantuan ini", "show this help")))
            } else if argument.isBuiltIn("version") {
                entries.append((names, word("menampilkan versi program", "show the program's version")))
            }
        }
        return entries
    }

    private func section(_ title: String, _ entries: [Entry]) -> [String] {
        if entries.isEmpty { return [] }
        let widths = entries.map { Terminal.displayWidth($0.name) }
        let column = widths.filter { $0 <= Self.longestName }.max() ?? Self.longestName
        let indent = column + 4
        let lines = entries.map { entry in
            var lines = Terminal.wrapped(
                entry.description.split { $0 == " " || $0 == "\n" }, width: Self.width - indent)
            var text = "  " + entry.name
            if Terminal.displayWidth(entry.name) <= column, !lines.isEmpty {
                text = "  " + Terminal.padded(entry.name, to: column) + "  " + lines.removeFirst()
            }
            return ([text] + lines.map { String(repeating: " ", count: indent) + $0 }).joined(separator: "\n")
        }
        return [([title] + lines).joined(separator: "\n")]
    }

    // MARK: The end of a program's page

    private var ending: [String] {
        let codes = Self.exitCodes.map { code, meaning in
            (
                name: Terminal.padded("", to: 3 - String(code).count) + String(code),
                description: meaning.text(in: language)
            )
        }
        var blocks = section(word("Kode keluar:", "Exit codes:"), codes)
        if command.subcommands != nil {
            let name = command.commandName
            blocks.append(
                word(
                    "Bantuan tentang satu perintah: \(name) help <perintah>",
                    "Help on a command: \(name) help <command>"))
        }
        return blocks
    }

    static let exitCodes: [(Int, Bilingual)] = [
        (0, Bilingual(id: "selesai", en: "done")),
        (1, Bilingual(id: "kesalahan yang tidak terduga", en: "not foreseen")),
        (10, Bilingual(id: "selesai, tetapi ada yang disisihkan", en: "done, but something was set aside")),
        (
            64,
            Bilingual(
                id: "perintah salah tulis atau kurang lengkap",
                en: "unknown command or flag, missing argument")
        ),
        (65, Bilingual(id: "isi tidak benar, atau berkas rusak", en: "bad data, or a damaged file")),
        (
            66,
            Bilingual(
                id: "berkas, folder atau nomor tidak ditemukan", en: "no such file, folder, id or number")
        ),
        (69, Bilingual(id: "basis data tidak dapat dihubungi", en: "database unreachable")),
        (
            73,
            Bilingual(
                id: "berkas hasil tidak dapat dibuat, atau sudah ada",
                en: "an output cannot be created, or exists")
        ),
        (
            74,
            Bilingual(
                id: "gagal membaca atau menulis, atau disk penuh", en: "read or write failed, or disk full")
        ),
        (75, Bilingual(id: "sedang dipakai, coba lagi nanti", en: "busy, try again")),
        (
            77,
            Bilingual(
                id: "disegel untuk pihak lain, sidik jari berbeda, atau kata sandi salah",
                en: "sealed to somebody else, fingerprint differs, or wrong passphrase")
        ),
        (78, Bilingual(id: "belum disiapkan", en: "not set up")),
        (130, Bilingual(id: "dihentikan dari papan ketik", en: "interrupted")),
    ]
}
