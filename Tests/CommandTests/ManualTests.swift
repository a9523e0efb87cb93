import Foundation
import Testing

/// The manual pages, read by the programs that set them.
struct ManualTests {
    let workspace: Workspace

    init() throws {
        workspace = try Workspace()
    }

    @Test(arguments: HelpTests.programs, Workspace.Language.allCases)
    func `the manual is set without a warning, and has every command, option and exit code`(
        program: String, language: Workspace.Language
    ) throws {
        let output = try succeed(workspace.run(program, ["manual"], language: language))
        let page = try workspace.write("\(program).1", output.data)
        #expect(output.data.allSatisfy { $0 < 0x80 })
        for (tool, arguments) in [
            ("mandoc", ["-T", "lint", "-W", "style", page]),
            ("groff", ["-man", "-ww", "-z", "-Tutf8", page]),
        ] {
            guard let path = Tool.path(tool) else { continue }
            let checked = try ProcessRun(
                path, arguments, environment: workspace.environment(language), directory: workspace.folder
            ).wait()
            #expect(
                checked.status == 0 && (checked.text + checked.error).isEmpty,
                "\(checked.text)\(checked.error)")
        }
        let text = output.text.replacingOccurrences(of: "\\-", with: "-")
            .replacingOccurrences(of: "\\fB", with: "").replacingOccurrences(of: "\\fR", with: "")
        for command in try Described.tree(of: program, workspace, language).all.dropFirst() {
            let heading = ([program] + command.path).joined(separator: " ")
            #expect(text.contains("\n.SS \"\(heading)"), "\(heading)")
            for alias in command.aliases ?? [] { #expect(text.contains(alias), "\(heading): \(alias)") }
            for argument in command.arguments ?? [] {
                guard let name = argument.preferredName?.name else { continue }
                #expect(text.contains("--\(name)"), "\(heading) \(name)")
            }
        }
        for word in ["LAPOR_LANG", "NO_COLOR", "XDG_DATA_HOME", "130", "/.local/share/\(program)"] {
            #expect(text.contains(word), "\(word)")
        }
        #expect(text.contains(program == "lapor" ? "LAPOR_HOME" : "LAPOR_PASSPHRASE_FILE"))
        #expect(text.contains(language == .indonesian ? ".SH KETERANGAN" : ".SH DESCRIPTION"))
    }
}
