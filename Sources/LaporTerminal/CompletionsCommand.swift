package import ArgumentParser
import CanonicalJSON

/// `completions`: the script that completes a program's words in a shell.
package struct CompletionsCommand<Root: ParsableCommand>: ParsableCommand {
    package static var configuration: CommandConfiguration {
        let program = Root._commandName
        return CommandConfiguration(
            commandName: "completions",
            abstract: text(
                id: "menulis skrip pelengkap untuk tombol Tab",
                en: "writes the script that makes Tab complete"),
            discussion: text(
                id: """
                    Arahkan (>) ke berkas yang dibaca shell, lalu buka terminal baru. Foldernya harus sudah ada:
                      untuk bash: ~/.local/share/bash-completion/completions/\(program)
                      untuk zsh:  ~/.zfunc/_\(program)
                      untuk fish: ~/.config/fish/completions/\(program).fish
                    Untuk zsh, tulis fpath+=~/.zfunc sebelum compinit di ~/.zshrc.
                    """,
                en: """
                    Direct it (>) to the file that the shell reads, then open a new terminal. Its folder must be there:
                      for bash: ~/.local/share/bash-completion/completions/\(program)
                      for zsh:  ~/.zfunc/_\(program)
                      for fish: ~/.config/fish/completions/\(program).fish
                    For zsh, write fpath+=~/.zfunc before compinit in ~/.zshrc.
                    """),
            aliases: ["pelengkap"])
    }

    @Argument(
        help: ArgumentHelp(
            text(id: "shell yang dipakai: bash, zsh, atau fish", en: "the shell: bash, zsh, or fish"),
            valueName: "shell"),
        completion: .list(CompletionScript.Shell.allCases.map(\.rawValue)))
    private var shell: String

    @OptionGroup private var common: CommonOptions

    /// A command to be parsed.
    package init() {}

    package func run() throws {
        guard let known = CompletionScript.Shell(rawValue: shell.lowercased()) else {
            throw ErrorReport(
                .badData,
                Bilingual(
                    id: "shell \"\(Terminal.line(shell))\" tidak dikenal",
                    en: "unknown shell \"\(Terminal.line(shell))\""),
                hint: Bilingual(id: "pilih bash, zsh, atau fish", en: "choose bash, zsh, or fish"))
        }
        guard let script = CompletionScript.script(for: known, root: Root.self) else {
            throw ErrorReport(
                .unforeseen,
                Bilingual(id: "skrip tidak dapat dibuat", en: "the script cannot be made"),
                hint: Bilingual(id: "laporkan pesan ini", en: "report this message"))
        }
        common.give(.object([("script", .string(script)), ("shell", .string(known.rawValue))])) {
            Terminal.out(script)
        }
    }
}
