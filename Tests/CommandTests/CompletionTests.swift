import Foundation
import Testing

/// Completion scripts, read and run by the shells that they are for.
struct CompletionTests {
    let workspace: Workspace

    init() throws {
        workspace = try Workspace()
    }

    private func script(_ program: String, _ shell: String, _ language: Workspace.Language = .indonesian)
        throws
        -> String
    {
        let output = try succeed(workspace.run(program, ["completions", shell], language: language))
        return try workspace.write("\(program)-\(language.rawValue).\(shell)", output.data)
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `a script is read by its shell without complaint, in both languages`(shell: String) throws {
        guard let path = Tool.path(shell) else { return }
        for program in HelpTests.programs {
            for language in Workspace.Language.allCases {
                let script = try script(program, shell, language)
                let output = try ProcessRun(
                    path, shell == "fish" ? ["--no-execute", script] : ["-n", script],
                    environment: workspace.environment(language), directory: workspace.folder
                ).wait()
                #expect(output.status == 0 && output.error.isEmpty && output.text.isEmpty, "\(output.error)")
                let text = String(decoding: try workspace.read(script), as: UTF8.self)
                #expect(!text.contains("Show help") && !text.contains("Show subcommand"))
            }
        }
    }

    /// What bash offers for a line's last word.
    private func offered(_ program: String, _ words: [String]) throws -> Set<String> {
        let script = try script(program, "bash")
        let line = ([program] + words).map { "'\($0)'" }.joined(separator: " ")
        let output = try workspace.shell(
            """
            set +eu
            source '\(script)'
            COMP_WORDS=(\(line)); COMP_CWORD=\(words.count); COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
            _\(program) '\(program)' '\(words[words.count - 1])' '\(words.dropLast().last ?? program)'
            printf '%s\\n' "${COMPREPLY[@]}"
            """)
        return Set(output.text.split(separator: "\n").map(String.init))
    }

    @Test func `bash completes commands, their other names, options, values and files`() throws {
        #expect(try offered("lapor", [""]).isSuperset(of: ["new", "pack", "completions"]))
        #expect(try !offered("lapor", [""]).contains("catat"))
        #expect(try offered("lapor", ["ca"]).isSuperset(of: ["catalog", "catat", "cari"]))
        #expect(try offered("lapor", ["new", "--ti"]) == ["--title"])
        #expect(try offered("lapor", ["catat", "--ti"]) == ["--title"])
        #expect(try offered("lapor", ["kegiatan", "mulai", "--ven"]) == ["--venue"])
        #expect(try offered("lapor", ["catat", "--consent", "w"]) == ["written"])
        #expect(try offered("lapor-import", ["katalog", "w"]) == ["wilayah"])
        #expect(try offered("lapor-import", ["tanggapi", "K7", "--status", "sel"]) == ["selesai"])
        try workspace.write("bundel.lapor", "x")
        #expect(try offered("lapor-import", ["gabung", "bund"]) == ["bundel.lapor"])
        #expect(try offered("lapor", ["pelengkap", "f"]) == ["fish"])
    }

    @Test func `fish completes the same`() throws {
        guard let fish = Tool.path("fish") else { return }
        func offered(_ program: String, _ line: String) throws -> [String] {
            let script = try script(program, "fish")
            let output = try ProcessRun(
                fish, ["--no-config", "-c", "source '\(script)'; complete -C '\(program) \(line)'"],
                environment: workspace.environment(.indonesian), directory: workspace.folder
            ).wait()
            return output.text.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
        }
        #expect(try Set(offered("lapor", "")).isSuperset(of: ["new", "pack"]))
        #expect(try !offered("lapor", "").contains("catat"))
        #expect(try Set(offered("lapor", "cat")) == ["catalog", "catat"])
        #expect(try offered("lapor", "catat --ti") == ["--title"])
        #expect(try offered("lapor", "kegiatan mulai --ven") == ["--venue"])
        #expect(try offered("lapor", "catat --consent w") == ["written"])
        #expect(try offered("lapor-import", "katalog w") == ["wilayah"])
    }

    @Test func `an unknown shell is told which ones there are`() throws {
        let output = try workspace.run("lapor", ["completions", "csh"])
        #expect(output.status == 65)
        #expect(output.error.contains("csh") && output.error.contains("bash, zsh, atau fish"))
        struct Script: Decodable { var shell: String, script: String }
        let json = try succeed(workspace.run("lapor", ["completions", "bash", "--json"])).json(Script.self)
        #expect(json.shell == "bash" && json.script.hasPrefix("#!/bin/bash"))
    }
}
