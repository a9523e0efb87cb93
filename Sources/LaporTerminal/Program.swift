package import ArgumentParser
import CMalloc
package import CanonicalJSON
import Glibc
import LaporModel

/// What both programs do around their commands: languages, help, errors, exit codes.
package enum Program {
    /// Ends a command that has said all it has to say with a status other than 0.
    package struct Finish: Error {
        package var status: ExitStatus

        /// Ends with a status.
        package init(_ status: ExitStatus) {
            self.status = status
        }
    }

    /// Runs the command that the arguments name, and ends the process.
    package static func main(_ root: any ParsableCommand.Type, name: String) -> Never {
        Terminal.prepare()
        // One heap: events that are read on one thread and stored on another would leave two of them full of holes.
        mallopt(M_ARENA_MAX, 1)
        // A buffer of a megabyte goes back to the system when it is let go.
        mallopt(M_MMAP_THRESHOLD, 262_144)
        let arguments = hoisted(Array(CommandLine.arguments.dropFirst()), root)
        refuseRepairedArguments(arguments, name)
        if let path = CommandLineHelp.requested(in: arguments) { showHelp(path, root, name) }
        if arguments == ["--version"] {
            Terminal.out("\(name) \(Surroundings.version)")
            exit(ExitStatus.done.rawValue)
        }
        let command: any ParsableCommand
        do {
            command = try parse(arguments, root)
        } catch {
            // Completion scripts and the like come as errors that mean success.
            if root.exitCode(for: error).rawValue == 0 { root.exit(withError: error) }
            let told = ParseErrorWording.translate(
                error, root: root, language: .current, arguments: arguments)
            fail(
                ErrorReport(
                    .usage, Bilingual(id: told.message, en: told.message),
                    hint: Bilingual(id: told.hint, en: told.hint)), arguments, name)
        }
        // A group called without one of its commands.
        let kind = type(of: command)
        if kind != root, !kind.configuration.subcommands.isEmpty {
            showHelp(CommandLineHelp.path(of: kind, in: root) ?? [], root, name)
        }
        do {
            var command = command
            try command.run()
        } catch let finish as Finish {
            exit(finish.status.rawValue)
        } catch {
            fail(ErrorReport(error), arguments, name)
        }
        exit(ExitStatus.done.rawValue)
    }

    /// Parses the arguments by the command that they name: building the whole tree first takes a millisecond.
    ///
    /// What that command does not take goes through the tree, whose errors know where they stand.
    private static func parse(_ arguments: [String], _ root: any ParsableCommand.Type) throws
        -> any ParsableCommand
    {
        let named = root.configuration.subcommands.first { command in
            let configuration = command.configuration
            return configuration.subcommands.isEmpty
                && ([configuration.commandName ?? ""] + configuration.aliases).contains(arguments.first ?? "")
        }
        if let named, let command = try? named.parseAsRoot(Array(arguments.dropFirst())) { return command }
        return try root.parseAsRoot(arguments)
    }

    /// Ends where an argument is not UTF-8: Swift has put U+FFFD in its place, and that would be saved.
    private static func refuseRepairedArguments(_ arguments: [String], _ name: String) {
        for index in 1..<max(1, Int(CommandLine.argc)) {
            guard let start = CommandLine.unsafeArgv[index] else { continue }
            let bytes = UnsafeRawBufferPointer(start: start, count: strlen(start))
            guard String(validating: bytes, as: UTF8.self) == nil else { continue }
            let shown = String(decoding: bytes, as: UTF8.self)
            fail(
                ErrorReport(
                    .badData,
                    Bilingual(id: "\"\(shown)\" bukan teks UTF-8", en: "\"\(shown)\" is not UTF-8"),
                    hint: Bilingual(
                        id: "ketik ulang, atau atur terminal ke UTF-8",
                        en: "type it again, or set the terminal to UTF-8")),
                arguments, name)
        }
    }

    private static func showHelp(_ path: [String], _ root: any ParsableCommand.Type, _ name: String) -> Never
    {
        if let page = CommandLineHelp.text(for: root, path: path, language: .current) {
            Terminal.out(page)
            exit(ExitStatus.done.rawValue)
        }
        if let told = ParseErrorWording.unknownCommand(path: path, root: root, language: .current) {
            Terminal.error(told.message, hint: told.hint, program: name)
        }
        exit(ExitStatus.usage.rawValue)
    }

    private static func fail(_ report: ErrorReport, _ arguments: [String], _ name: String) -> Never {
        if arguments.contains("--json") {
            Terminal.note(String(decoding: report.json.canonical, as: UTF8.self))
        } else {
            Terminal.error(report.message.text(), hint: report.hint.text(), program: name)
        }
        exit(report.code.rawValue)
    }

    /// Whether words name a group of commands that has none of its own to run, and nothing else.
    private static func isGroup(_ words: ArraySlice<String>, _ root: any ParsableCommand.Type) -> Bool {
        var command = root
        for word in words {
            let next = command.configuration.subcommands.first { command in
                let configuration = command.configuration
                return ([configuration.commandName ?? ""] + configuration.aliases).contains(word)
            }
            guard let next else { return false }
            command = next
        }
        let configuration = command.configuration
        return !words.isEmpty && !configuration.subcommands.isEmpty && configuration.defaultSubcommand == nil
    }

    /// Options that every command takes may stand before its name too: they are moved behind it.
    private static func hoisted(_ arguments: [String], _ root: any ParsableCommand.Type) -> [String] {
        var rest = arguments[...]
        var moved: [String] = []
        while let first = rest.first {
            if first == "--home", rest.count > 1 {
                moved += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else if first == "--json" || first.hasPrefix("--home=") {
                moved.append(first)
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        // A group by itself only tells of its commands, and knows no options.
        if isGroup(rest, root) { return Array(rest) }
        guard let end = rest.firstIndex(of: "--") else { return rest + moved }
        return rest[..<end] + moved + rest[end...]
    }
}

/// The options of every command.
package struct CommonOptions: ParsableArguments {
    @Option(
        name: .customLong("home"), parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "folder penyimpanan", en: "the store's folder"),
            valueName: text(id: "folder", en: "folder")), completion: .directory)
    private var homeOption: String?

    @Flag(
        name: .customLong("json"),
        help: ArgumentHelp(text(id: "hasil sebagai JSON", en: "results as JSON")))
    package var json = false

    /// Options to be parsed.
    package init() {}

    /// The store's folder: by flag, by environment, or below the user's data (XDG base directories).
    package func home(variable: String, program: String) -> String {
        func environment(_ name: String) -> String? {
            getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
        }
        if let homeOption, !homeOption.isEmpty { return homeOption }
        if let home = environment(variable) { return home }
        if let data = environment("XDG_DATA_HOME") { return "\(data)/\(program)" }
        return "\(environment("HOME") ?? ".")/.local/share/\(program)"
    }

    /// Gives one JSON value on standard output, or the lines for people.
    package func give(_ value: @autoclosure () -> JSON, else lines: () -> Void) {
        if json {
            Terminal.write(value().canonical + [0x0A])
        } else {
            lines()
        }
    }
}

/// Writes a JSON array element by element: it may be long.
package struct JSONArrayOutput {
    private var bytes: [UInt8] = [UInt8(ascii: "[")]
    private var isEmpty = true

    /// An array without elements yet.
    package init() {}

    /// Writes the next element.
    package mutating func add(_ value: JSON) {
        if !isEmpty { bytes.append(UInt8(ascii: ",")) }
        isEmpty = false
        value.append(to: &bytes)
        if bytes.count > 1 << 16 {
            Terminal.write(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
    }

    /// Ends the array.
    package mutating func finish() {
        Terminal.write(bytes + [UInt8(ascii: "]"), 0x0A])
    }
}
