package import ArgumentParser

/// What ArgumentParser finds wrong with a command line, in our words and in both languages.
package enum ParseErrorWording {
    /// The message for an error thrown by the parsing of `arguments`, and the hint that says what to do.
    ///
    /// The text of an error of ours (`ValidationError`, a reason given by a value) is kept. What would be a NIK
    /// or a phone number is masked. A request for help or for the version is no error: ask
    /// ``CommandLineHelp/requested(in:)`` and `root.exitCode(for:)` before.
    package static func translate(
        _ error: any Error, root: any ParsableCommand.Type, language: Language = .current,
        arguments: [String] = Array(CommandLine.arguments.dropFirst())
    ) -> (message: String, hint: String) {
        let english = root.message(for: error)
        let place = place(of: root.fullMessage(for: error), root: root)
        let words = Words(language: language, place: place)
        guard let template = ParseErrorTemplate(message: english) else {
            return (Terminal.line(english), words.seeHelp)
        }
        if case .unknownShell = template { return words.wording(of: template) }
        if let tree = CommandInfo(root: root, language: language),
            let (word, parent) = unknownWord(arguments, tree)
        {
            return unknownCommand(word, parent: parent, words)
        }
        return words.wording(of: template)
    }

    /// The message and hint for a help request whose path leads to no command.
    package static func unknownCommand(
        path: [String], root: any ParsableCommand.Type, language: Language = .current
    ) -> (message: String, hint: String)? {
        guard let tree = CommandInfo(root: root, language: language) else { return nil }
        var command = tree
        for word in path where command.subcommands != nil {
            guard let next = command.subcommand(word) else {
                return unknownCommand(
                    word, parent: command, Words(language: language, place: command.invocation))
            }
            command = next
        }
        return nil
    }

    /// The name or alias of a program's command that a mistyped word may mean.
    ///
    /// For a default command that takes the word for a file's name.
    package static func nearCommand(to word: String, root: any ParsableCommand.Type) -> String? {
        CommandInfo(root: root, language: .english).flatMap { nearCommand(to: word, in: $0) }
    }

    private static func nearCommand(to word: String, in parent: CommandInfo) -> String? {
        let names = (parent.subcommands ?? []).filter { $0.shouldDisplay != false }.flatMap(\.names)
        return names.map { (name: $0, distance: EditDistance.between(word.lowercased(), $0)) }
            .filter { $0.distance <= 2 && $0.distance < $0.name.count && $0.distance < word.count + 1 }
            .min { $0.distance < $1.distance }?.name
    }

    private static func unknownCommand(
        _ word: String, parent: CommandInfo, _ words: Words
    ) -> (message: String, hint: String) {
        let shown = words.shown(word)
        let message = words.text("perintah \(shown) tidak dikenal", "unknown command \(shown)")
        if let near = nearCommand(to: word, in: parent) {
            let whole = "\(parent.invocation) \(near)"
            return (message, words.text("mungkin maksud Anda: \(whole)", "did you mean: \(whole)"))
        }
        let call = "\(parent.invocation) --help"
        return (message, words.text("lihat daftar perintah: \(call)", "see the commands: \(call)"))
    }

    /// The first word that should be a subcommand and is none, and the command it should belong to.
    ///
    /// ArgumentParser names an unknown option that follows such a word instead.
    private static func unknownWord(_ arguments: [String], _ root: CommandInfo) -> (String, CommandInfo)? {
        var command = root
        var rest = arguments[...]
        while let argument = rest.popFirst(), argument != "--" {
            if argument.hasPrefix("-"), argument != "-" {
                let takesValue = command.arguments?.contains { option in
                    option.kind == .option && option.names?.contains { $0.text == argument } == true
                }
                if takesValue == true { _ = rest.popFirst() }
                continue
            }
            if command.subcommands == nil { return nil }
            if let next = command.subcommand(argument) {
                command = next
            } else {
                return command.defaultSubcommand == nil ? (argument, command) : nil
            }
        }
        return nil
    }

    /// What is typed to call the command that an error is about.
    ///
    /// ArgumentParser's message ends in "See 'lapor new --help' for more information".
    private static func place(of message: String, root: any ParsableCommand.Type) -> String {
        guard let last = message.split(separator: "\n").last, last.hasPrefix("  See '"),
            last.hasSuffix("' for more information.")
        else { return root._commandName }
        let call = last.dropFirst("  See '".count).dropLast("' for more information.".count)
        return call.split(separator: " ").dropLast().joined(separator: " ")
    }
}

extension ParseErrorWording {
    /// The wordings of one language about one command.
    private struct Words {
        let language: Language
        /// What is typed to call the command.
        let place: String

        func text(_ id: String, _ en: String) -> String {
            Bilingual(id: id, en: en).text(in: language)
        }

        var seeHelp: String { text("lihat bantuan: \(place) --help", "see: \(place) --help") }

        func wording(of template: ParseErrorTemplate) -> (message: String, hint: String) {
            switch template {
            case .unknownOption(let name, let near):
                let message = text("pilihan \(bare(name)) tidak dikenal", "unknown option \(bare(name))")
                guard let near, EditDistance.isNear(name, near) else { return (message, seeHelp) }
                return (message, text("mungkin maksud Anda \(near); ", "did you mean \(near); ") + seeHelp)
            case .unknownOrMissingValue(let composite, let option):
                let message = text(
                    "pilihan \(bare(composite)) tidak dikenal, atau \(bare(option)) belum ada isinya",
                    "unknown option \(bare(composite)), or \(bare(option)) needs a value")
                return (message, seeHelp)
            case .missingValue(let option):
                return (text("\(bare(option)) belum ada isinya", "\(bare(option)) needs a value"), seeHelp)
            case .takesNoValue(let option, let value):
                let message = text(
                    "\(bare(option)) ditulis tanpa isi, tetapi diberi \(shown(value))",
                    "\(bare(option)) takes no value, but was given \(shown(value))")
                return (message, seeHelp)
            case .unexpected(let values):
                let list = values.map(shown).joined(separator: ", ")
                let message = text("\(list) tidak dapat dipakai di sini", "\(list) cannot be used here")
                let quotes = text(
                    "isi yang memakai spasi ditulis di antara tanda kutip; ",
                    "put quotes around a value that has spaces; ")
                return (message, quotes + seeHelp)
            case .exclusive(let first, let second):
                let pair = (bare(first), bare(second))
                let message = text(
                    "\(pair.0) dan \(pair.1) tidak dapat dipakai bersama",
                    "\(pair.0) and \(pair.1) cannot be used together")
                return (message, text("pakai salah satu saja; ", "use only one of them; ") + seeHelp)
            default:
                return (other(template), seeHelp)
            }
        }

        private func other(_ template: ParseErrorTemplate) -> String {
            switch template {
            case .missingArgument(let argument):
                return text("\(bare(argument)) belum ditulis", "\(bare(argument)) is missing")
            case .missingOneOf(let arguments):
                let list = arguments.map(bare).joined(separator: ", ")
                return text("salah satu harus ditulis: \(list)", "one of these is needed: \(list)")
            case .invalidValue(let value, let argument, let choices, let reason):
                let place = argument.map { text(" untuk \(bare($0))", " for \(bare($0))") } ?? ""
                let message = text(
                    "\(shown(value)) bukan isi yang benar\(place)",
                    "\(shown(value)) is not a valid value\(place)")
                if let reason { return message + ": " + Terminal.line(reason) }
                if choices.isEmpty { return message }
                let list = choices.joined(separator: ", ")
                return message + text("; pilih salah satu: \(list)", "; choose one of: \(list)")
            case .malformedOption(let option):
                return text(
                    "pilihan \(bare(option)) salah tulis", "malformed option \(bare(option))")
            case .missingSubcommand:
                return text("perintah belum ditulis", "a command is missing")
            case .unknownShell(let name, let known):
                let list = known.joined(separator: ", ")
                let shell = name.map {
                    text("shell \(shown($0)) tidak dikenal", "unknown shell \(shown($0))")
                }
                let message = shell ?? text("shell yang dipakai tidak dikenal", "your shell is not known")
                return message + text("; pilih salah satu: \(list)", "; choose one of: \(list)")
            case .broken(let message):
                let message = Terminal.line(message)
                return text(
                    "ada kesalahan di dalam program: \(message)", "a mistake in the program: \(message)")
            default:
                return ""
            }
        }

        /// An option or argument, as it is typed.
        private func bare(_ name: String) -> String {
            let name = Terminal.truncated(Terminal.line(name), to: 60)
            return name.hasSuffix(" ...") ? name.dropLast(4) + "…" : name
        }

        /// A value in quotation marks, short, and masked where it may be a NIK or a phone number.
        func shown(_ value: String) -> String {
            let digits = value.filter { $0.isASCII && $0.isNumber }
            let isNumber = value.allSatisfy { ($0.isASCII && $0.isNumber) || "+-. ()".contains($0) }
            let isPhone = ["0", "62", "8"].contains(where: digits.hasPrefix) && digits.count > 10
            guard isNumber, digits.count >= 15 || isPhone || (value.hasPrefix("+") && digits.count > 8) else {
                return "\"\(Terminal.truncated(Terminal.line(value), to: 60))\""
            }
            return "\"…\(digits.suffix(3))\""
        }
    }
}
