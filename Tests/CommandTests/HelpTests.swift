import Foundation
import Testing

/// Help, walked by the programs' own description of their commands rather than by what a page says.
struct HelpTests {
    let workspace: Workspace

    init() throws {
        workspace = try Workspace()
    }

    static let programs = ["lapor", "lapor-import"]

    /// Words that only English has, in lines that people read.
    private static let english: Set<String> = [
        "the", "of", "and", "is", "are", "with", "this", "that", "from", "for", "by", "an", "which", "what",
        "show", "shows", "help", "usage", "options", "arguments", "commands", "default", "required", "values",
        "subcommand", "subcommands", "overview", "information", "version", "one", "all", "only", "without",
    ]

    /// Words that only Indonesian has.
    private static let indonesian: Set<String> = [
        "yang", "dan", "dari", "untuk", "ini", "itu", "atau", "tidak", "dengan", "bawaan", "wajib",
        "pemakaian",
        "pilihan", "perintah", "berkas", "menampilkan", "sebuah", "semua", "hanya", "tanpa", "belum", "sudah",
    ]

    /// The words of a line that are in a set; what is typed (`--all`, `<file>`, a command's name) is none.
    private func words(of line: Substring, in set: Set<String>, but names: Set<String>) -> [String] {
        line.split(whereSeparator: { " .,:;…\"".contains($0) }).map(String.init).filter { word in
            !word.hasPrefix("-") && !word.contains("<") && !word.contains("[")
                && !names.contains(word) && set.contains(word.lowercased().filter { $0.isLetter })
        }
    }

    @Test(arguments: programs)
    func `every command's help is in one language, within 80 columns, and differs from the other's`(
        program: String
    ) throws {
        let tree = try Described.tree(of: program, workspace)
        let commands = tree.all
        #expect(commands.count > 25)
        let names = Set(commands.flatMap { [$0.commandName] + ($0.aliases ?? []) })
        for command in commands {
            var texts: [Workspace.Language: String] = [:]
            for language in Workspace.Language.allCases {
                let output = try HelpPages.page(program, command.path, language, in: workspace)
                #expect(output.status == 0 && output.error.isEmpty, "\(command.path): \(output.error)")
                texts[language] = output.text
                let foreign = language == .indonesian ? Self.english : Self.indonesian
                for line in output.text.split(separator: "\n") {
                    #expect(line.count <= 80, "\(command.path) \(language): \(line)")
                    // The names of subcommands, and examples, stand indented; their descriptions do too.
                    let found = words(of: line, in: foreign, but: names)
                    #expect(found.isEmpty, "\(command.path) \(language): \(found) in: \(line)")
                }
                for alias in command.aliases ?? [] {
                    #expect(output.text.contains(alias), "\(command.path): \(alias)")
                }
            }
            #expect(texts[.indonesian] != texts[.english], "\(command.path)")
        }
    }

    @Test(arguments: programs)
    func `everything that may be given is explained, in two sentences that differ`(program: String) throws {
        let indonesian = try Described.tree(of: program, workspace).all
        let english = try Described.tree(of: program, workspace, .english).all
        #expect(indonesian.map(\.path) == english.map(\.path))
        for (one, other) in zip(indonesian, english) where one.commandName != "help" {
            let place = one.path.joined(separator: " ")
            #expect(one.abstract?.isEmpty == false && one.abstract != other.abstract, "\(place)")
            #expect(one.discussion == nil || one.discussion != other.discussion, "\(place)")
            #expect(
                one.path.isEmpty || one.aliases?.isEmpty == false || one.isAlike, "\(place) has no other name"
            )
            for (mine, its) in zip(one.arguments ?? [], other.arguments ?? []) where !mine.isHelp {
                let name = "\(place) \(mine.name)"
                #expect(mine.abstract?.isEmpty == false, "\(name) has no help")
                // Words that are the same in both: status, format.
                let isName = mine.abstract?.split(separator: ":").first.map { $0 == "status" } == true
                #expect(mine.abstract != its.abstract || isName, "\(name): \(mine.abstract ?? "")")
            }
        }
    }

    @Test(arguments: programs)
    func `whatever takes a file or folder completes to one, and fixed values to theirs`(program: String)
        throws
    {
        for command in try Described.tree(of: program, workspace, .english).all {
            for argument in command.arguments ?? [] {
                let name = "\(command.path.joined(separator: " ")) \(argument.name)"
                switch argument.valueName {
                case "file", "path", "card", "kit": #expect(argument.completionKind?.file != nil, "\(name)")
                case "folder": #expect(argument.completionKind?.directory != nil, "\(name)")
                case "format", "zone", "state", "status", "shell":
                    #expect(argument.completionKind?.list?.values.isEmpty == false, "\(name)")
                default: break
                }
            }
        }
    }

    @Test(arguments: programs)
    func `what the parser finds wrong is said in the language that was asked for`(program: String) throws {
        let group = program == "lapor" ? "outreach" : "device"
        let names = Set(try Described.tree(of: program, workspace).all.map(\.commandName))
        for arguments in [
            ["list", "--terbang"], ["list", "-z"], ["list", "--home"], ["list", "--json=ya"],
            ["status", "lebih"],
            ["status", "lebih", "lagi"], ["show"], [group, "terbang"], ["list", "---home"],
            ["--generate-completion-script=csh"], ["help", "terbang"],
        ] {
            var said: [String] = []
            for language in Workspace.Language.allCases {
                let output = try workspace.run(program, arguments, language: language)
                #expect(output.status == 64, "\(arguments): \(output.error)")
                said.append(output.error)
                let foreign = language == .indonesian ? Self.english : Self.indonesian
                for line in output.error.split(separator: "\n") {
                    let found = words(of: line, in: foreign, but: names)
                    #expect(found.isEmpty, "\(arguments) \(language): \(line)")
                }
            }
            for (one, other) in zip(said[0].split(separator: "\n"), said[1].split(separator: "\n")) {
                #expect(one != other, "\(arguments): \(one)")
            }
        }
    }
}

/// A command as a program describes it to tools.
struct Described: Decodable {
    struct Argument: Decodable {
        struct Name: Decodable { var name: String }
        struct Completion: Decodable {
            struct File: Decodable {}
            struct List: Decodable { var values: [String] }
            var file: File?
            var directory: File?
            var list: List?
        }
        var abstract: String?
        var valueName: String?
        var preferredName: Name?
        var names: [Name]?
        var completionKind: Completion?

        var name: String { preferredName.map { "--" + $0.name } ?? "<\(valueName ?? "")>" }
        /// ArgumentParser's own, of which our pages show no more than that it is there.
        var isHelp: Bool { names?.contains { $0.name == "help" || $0.name == "version" } == true }
    }

    var commandName: String
    var aliases: [String]?
    var abstract: String?
    var discussion: String?
    var subcommands: [Described]?
    var arguments: [Argument]?
    /// The words that lead to it behind the program's name.
    private(set) var path: [String] = []

    private enum CodingKeys: String, CodingKey {
        case commandName, aliases, abstract, discussion, subcommands, arguments
    }

    /// Whether it is called the same in both languages.
    var isAlike: Bool { ["kit", "status"].contains(commandName) }

    /// It and all below it.
    var all: [Described] {
        [self]
            + (subcommands ?? []).flatMap { subcommand in
                var subcommand = subcommand
                subcommand.path = path + [subcommand.commandName]
                return subcommand.all
            }
    }

    /// A program as it describes itself.
    static func tree(
        of program: String, _ workspace: Workspace, _ language: Workspace.Language = .indonesian
    ) throws -> Described {
        struct Tool: Decodable { var command: Described }
        let output = try succeed(workspace.run(program, ["--experimental-dump-help"], language: language))
        return try JSONDecoder().decode(Tool.self, from: output.data).command
    }
}
