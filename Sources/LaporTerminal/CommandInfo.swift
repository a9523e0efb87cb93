import ArgumentParser
import Foundation

/// A command as ArgumentParser describes it to tools.
struct CommandInfo: Decodable {
    var superCommands: [String]?
    var commandName: String
    var aliases: [String]?
    var abstract: String?
    var discussion: String?
    var defaultSubcommand: String?
    var subcommands: [CommandInfo]?
    var arguments: [ArgumentInfo]?
    var shouldDisplay: Bool?

    /// All the names that it answers to, the canonical one first.
    var names: [String] { [commandName] + (aliases ?? []) }

    /// What is typed to call it.
    var invocation: String { ((superCommands ?? []) + [commandName]).joined(separator: " ") }

    /// The subcommand of a name or alias.
    func subcommand(_ name: String) -> CommandInfo? {
        subcommands?.first { $0.names.contains(name) }
    }

    /// The command that a path of names and aliases leads to; what follows a command without subcommands is
    /// no path any more.
    func descendant(_ path: [String]) -> CommandInfo? {
        var command = self
        for name in path where command.subcommands != nil {
            guard let next = command.subcommand(name) else { return nil }
            command = next
        }
        return command
    }
}

/// An argument, option or flag as ArgumentParser describes it to tools.
struct ArgumentInfo: Decodable {
    enum Kind: String, Decodable {
        case positional
        case option
        case flag
    }

    struct Name: Decodable {
        var kind: String
        var name: String

        var text: String { (kind == "long" ? "--" : "-") + name }
    }

    var kind: Kind
    var shouldDisplay: Bool
    var sectionTitle: String?
    var isOptional: Bool
    var isRepeating: Bool
    var names: [Name]?
    var preferredName: Name?
    var valueName: String?
    var defaultValue: String?
    var allValues: [String]?
    var abstract: String?
    var discussion: String?

    /// Whether it is ArgumentParser's own flag of this name.
    func isBuiltIn(_ name: String) -> Bool {
        let abstract = ["help": "Show help information.", "version": "Show the version."][name]
        return self.abstract == abstract && names?.contains { $0.name == name } == true
    }
}

extension CommandInfo {
    private struct Tool: Decodable {
        var command: CommandInfo
    }

    /// The tree of a program's commands, ArgumentParser's own `help` among them, worded by us.
    init?(root: any ParsableCommand.Type, language: Language) {
        let description = Data(root._dumpHelp().utf8)
        guard var command = try? JSONDecoder().decode(Tool.self, from: description).command else {
            return nil
        }
        let last = (command.subcommands?.count ?? 0) - 1
        if last == 0 {
            // A program without subcommands has no `help` either; the description has it all the same.
            command.subcommands = nil
        } else if last > 0, command.subcommands?[last].commandName == "help" {
            command.subcommands?[last].aliases = ["bantuan"]
            command.subcommands?[last].abstract = Bilingual(
                id: "menampilkan bantuan tentang sebuah perintah", en: "show help on a command"
            ).text(in: language)
            command.subcommands?[last].arguments?[0].abstract = Bilingual(
                id: "perintah yang ingin diketahui", en: "the command to be told about"
            ).text(in: language)
            command.subcommands?[last].arguments?[0].valueName =
                Bilingual(id: "perintah", en: "command").text(in: language)
        }
        self = command
    }
}
