package import ArgumentParser

/// The script that completes a program's words in a shell.
///
/// ArgumentParser writes it, but knows commands by their canonical names alone and speaks English of its own options:
/// both is mended here. Other names are offered once a letter stands there, so that the list stays as short as it is.
package struct CompletionScript {
    /// A shell that scripts are made for.
    package enum Shell: String, CaseIterable, Sendable {
        case bash
        case zsh
        case fish
    }

    private let shell: Shell
    private let tree: CommandInfo

    /// The script of a program for a shell, in this process's language.
    package static func script(for shell: Shell, root: any ParsableCommand.Type) -> String? {
        guard let tree = CommandInfo(root: root, language: .current),
            let known = CompletionShell(rawValue: shell.rawValue)
        else { return nil }
        let script = CompletionScript(shell: shell, tree: tree)
        return script.mended(script.translated(root.completionScript(for: known)))
    }

    /// The script with ArgumentParser's own descriptions in our words.
    private func translated(_ script: String) -> String {
        let words = [
            ("Show help information.", text(id: "menampilkan bantuan ini", en: "show this help")),
            (
                "Show subcommand help information.",
                text(
                    id: "menampilkan bantuan tentang sebuah perintah",
                    en: "show help on a command")
            ),
        ]
        return words.reduce(script) { $0.replacing($1.0, with: $1.1) }
    }

    private func mended(_ script: String) -> String {
        let lines = script.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let mended =
            switch shell {
            case .bash: mendedForBash(lines)
            case .zsh: mendedForZsh(lines)
            case .fish: mendedForFish(lines)
            }
        return mended.joined(separator: "\n")
    }

    // MARK: Commands

    /// A command and those below it in the order in which ArgumentParser writes them.
    private func all(_ command: CommandInfo) -> [CommandInfo] {
        [command] + visible(command).flatMap(all)
    }

    private func visible(_ command: CommandInfo) -> [CommandInfo] {
        (command.subcommands ?? []).filter { $0.shouldDisplay != false }
    }

    /// The groups by the names of their functions.
    private var groups: [String: CommandInfo] {
        let groups = all(tree).filter { $0.subcommands != nil }
        let named = groups.map {
            ("_" + (($0.superCommands ?? []) + [$0.commandName]).joined(separator: "_"), $0)
        }
        return Dictionary(named) { first, _ in first }
    }

    /// The lines of a `case` that put a command's canonical name in the place of another one.
    private func canonical(_ group: CommandInfo, _ variable: String, indent: String) -> [String] {
        let cases = visible(group).compactMap { command in
            command.aliases.map {
                "\(indent)\($0.joined(separator: "|"))) \(variable)=\(command.commandName) ;;"
            }
        }
        return cases.isEmpty ? [] : ["\(indent)case \"${\(variable)}\" in"] + cases + ["\(indent)esac"]
    }

    // MARK: Shells

    private func mendedForBash(_ lines: [String]) -> [String] {
        let groups = groups
        var group: CommandInfo?
        return lines.flatMap { line in
            if line.hasSuffix("() {") { group = groups[String(line.dropLast(4))] }
            guard let group else { return [line] }
            if line == #"    local -r subcommand="${unparsed_words[0]}""# {
                return [#"    local subcommand="${unparsed_words[0]}""#]
                    + canonical(group, "subcommand", indent: "    ")
            }
            if line.hasPrefix("        COMPREPLY+=($(compgen -W '") {
                let aliases = visible(group).flatMap { $0.aliases ?? [] }.joined(separator: " ")
                return [
                    line,
                    #"        [[ -n "${cur}" ]] && COMPREPLY+=($(compgen -W '\#(aliases)' -- "${cur}"))"#,
                ]
            }
            return [line]
        }
    }

    private func mendedForZsh(_ lines: [String]) -> [String] {
        let groups = groups
        var group: CommandInfo?
        return lines.flatMap { line in
            if line.hasSuffix("() {") { group = groups[String(line.dropLast(4))] }
            guard let group else { return [line] }
            let indent = String(line.prefix { $0 == " " })
            switch line.dropFirst(indent.count) {
            case #"case "${words[1]}" in"#:
                return canonical(group, "words[1]", indent: indent) + [line]
            case "_describe -V subcommand subcommands && ret=0":
                let names = visible(group).flatMap { command in
                    (command.aliases ?? []).map { "'\($0):\(Self.quoted(command.abstract ?? ""))'" }
                }
                return [
                    line, #"\#(indent)if [[ -n "${PREFIX}" ]]; then"#,
                    "\(indent)    local -ar other_names=(\(names.joined(separator: " ")))",
                    "\(indent)    _describe -V other_name other_names && ret=0", "\(indent)fi",
                ]
            default: return [line]
            }
        }
    }

    private func mendedForFish(_ lines: [String]) -> [String] {
        let commands = all(tree)
        var waiting = commands[...]
        return lines.flatMap { line -> [String] in
            let indent = line.prefix { $0 == " " }
            if let next = waiting.first, line.dropFirst(indent.count) == "case '\(next.commandName)'" {
                waiting.removeFirst()
                guard let aliases = next.aliases, next.superCommands != nil else { return [line] }
                let names = aliases.map { " '\($0)'" }.joined()
                return [line + names, "\(indent)    set unparsed_tokens[1] '\(next.commandName)'"]
            }
            guard let condition = line.firstRange(of: "' -fa '"),
                let command = commands.first(where: { isOffer(line, of: $0) })
            else { return [line] }
            let offered = line[..<condition.lowerBound] + "; and string length -q -- (commandline -ct)"
            let description = Self.quoted(command.abstract ?? "", escape: "\\'")
            return [line] + (command.aliases ?? []).map { "\(offered)' -fa '\($0)' -d '\(description)'" }
        }
    }

    /// Whether a line of fish offers a command by its name.
    private func isOffer(_ line: String, of command: CommandInfo) -> Bool {
        guard let parents = command.superCommands else { return false }
        return line.contains("_positional \"\(parents.joined(separator: " "))\" ")
            && line.contains("' -fa '\(command.commandName)' -d '")
    }

    /// A text as it stands between single quotation marks.
    private static func quoted(_ text: String, escape: String = "'\\''") -> String {
        text.replacing("'", with: escape)
    }
}
