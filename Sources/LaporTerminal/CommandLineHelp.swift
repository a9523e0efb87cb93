package import ArgumentParser

/// The help of a program and of its commands, in both languages.
///
/// It comes from the one definition of the commands; ArgumentParser's own help is English only.
package enum CommandLineHelp {
    /// The help page of a program (an empty path) or of a command, without a line end at its end.
    ///
    /// The path may hold names and aliases; nil if it leads to no command. What stands behind a command that
    /// has no subcommands is left aside: `lapor show K7Q2 --help` is about `lapor show`.
    package static func text(
        for root: any ParsableCommand.Type, path: [String], language: Language = .current
    ) -> String? {
        guard let tree = CommandInfo(root: root, language: language) else { return nil }
        guard let command = tree.descendant(path) else { return nil }
        return HelpPage(command: command, isRoot: command.superCommands == nil, language: language).text
    }

    /// The command path that help is asked for, nil if none is asked.
    ///
    /// Asked for are `lapor help …`, `lapor bantuan …`, `lapor --help …`, and `--help` or `-h` anywhere behind a
    /// command (but not behind `--`).
    package static func requested(in arguments: [String]) -> [String]? {
        let isOption = { (argument: String) in argument.hasPrefix("-") && argument != "-" }
        let isHelp = { (argument: String) in argument == "--help" || argument == "-h" }
        guard let first = arguments.first else { return nil }
        if first == "help" || first == "bantuan" || isHelp(first) {
            return Array(arguments.dropFirst().prefix { !isOption($0) })
        }
        guard arguments.prefix(while: { $0 != "--" }).contains(where: isHelp) else { return nil }
        return Array(arguments.prefix { !isOption($0) })
    }

    /// The path of a command type's names from its program down; nil if it is no command of this program.
    ///
    /// For the page of a command that has subcommands and was called without one.
    package static func path(
        of command: any ParsableCommand.Type, in root: any ParsableCommand.Type
    ) -> [String]? {
        if command == root { return [] }
        for subcommand in root.configuration.subcommands {
            if let rest = path(of: command, in: subcommand) { return [subcommand._commandName] + rest }
        }
        return nil
    }
}
