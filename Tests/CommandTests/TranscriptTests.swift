import Foundation
import Testing

/// A session of both programs as a person sees it, kept as a text beside the tests.
///
/// A line that begins with `$ ` is a command for bash; the lines below it are all that it must print, standard error
/// after standard output, and `[exit N]` where it must end with another status than 0. `<name>` in an expected line
/// stands for any text; the same name twice for the same text, and in a later command for what was read.
struct Transcript {
    private struct Step {
        var command: String
        var expected: [String] = []
        var status: Int32 = 0
    }

    private var steps: [Step] = []

    /// Reads a transcript; lines that begin with `#` are for people.
    init(_ text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("#") { continue }
            if line.hasPrefix("$ ") {
                steps.append(Step(command: String(line.dropFirst(2))))
            } else if line.hasPrefix("[exit "), let status = Int32(line.dropFirst(6).dropLast()),
                !steps.isEmpty
            {
                steps[steps.count - 1].status = status
            } else if !line.isEmpty, !steps.isEmpty {
                steps[steps.count - 1].expected.append(line)
            }
        }
    }

    /// How many commands there are.
    var count: Int { steps.count }

    /// Plays all commands in a folder and records an issue where one prints or does anything else.
    func play(in workspace: Workspace, _ language: Workspace.Language) throws {
        guard let bash = Tool.path("bash") else { throw CannotRun(description: "no bash") }
        var known: [String: String] = [:]
        let environment = workspace.environment(
            language,
            [
                "PATH": "\(workspace.programs):\(Tool.searchPath)", "LAPOR_HOME": workspace.path("laptop"),
                "LAPOR_IMPORT_HOME": workspace.path("kantor"),
            ])
        for step in steps {
            var command = step.command
            for (name, value) in known {
                command = command.replacingOccurrences(of: "<\(name)>", with: value)
            }
            let output = try ProcessRun(
                bash, ["-c", command], environment: environment, directory: workspace.folder
            ).wait()
            #expect(output.status == step.status, "$ \(command)\n\(output.text)\(output.error)")
            let lines = (output.text + output.error).split(separator: "\n").map(String.init)
            let same =
                lines.count == step.expected.count
                && zip(step.expected, lines).allSatisfy { Self.matches($0, $1, &known) }
            #expect(same, "$ \(command)\n\(lines.joined(separator: "\n"))")
        }
    }

    /// Whether a printed line is the expected one, and what its placeholders stand for.
    private static func matches(_ expected: String, _ line: String, _ known: inout [String: String]) -> Bool {
        var pattern = ""
        var names: [String] = []
        var rest = expected[...]
        while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
            let name = String(rest[rest.index(after: start)..<end])
            pattern += NSRegularExpression.escapedPattern(for: String(rest[..<start]))
            if let value = known[name] {
                pattern += NSRegularExpression.escapedPattern(for: value)
            } else {
                pattern += "(.+?)"
                names.append(name)
            }
            rest = rest[rest.index(after: end)...]
        }
        pattern += NSRegularExpression.escapedPattern(for: String(rest))
        let range = NSRange(line.startIndex..., in: line)
        guard let expression = try? NSRegularExpression(pattern: "^\(pattern)$"),
            let match = expression.firstMatch(in: line, range: range)
        else { return false }
        for (index, name) in names.enumerated() {
            if let found = Range(match.range(at: index + 1), in: line) { known[name] = String(line[found]) }
        }
        return true
    }
}

struct TranscriptTests {
    @Test(
        arguments: [
            ("dari-desa-ke-kantor", Workspace.Language.indonesian), ("set-aside", .english),
            ("there-and-back", .english), ("one-cloned-one-lost", .english),
        ], DatabaseKind.allCases)
    func `a session goes word for word as it is written down, whatever holds the database`(
        session: (name: String, language: Workspace.Language), kind: DatabaseKind
    ) throws {
        let (name, language) = session
        // It looks for words in the office's folder.
        guard kind == .file || name != "one-cloned-one-lost" else { return }
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Transcripts/\(name).txt")
        let transcript = Transcript(try String(contentsOf: file, encoding: .utf8))
        #expect(transcript.count > 8)
        let workspace = try Workspace(kind)
        try workspace.write("wilayah.csv", Workspace.regions)
        try transcript.play(in: workspace, language)
        #expect(workspace.exists(workspace.folder.path))
    }
}
