package import ArgumentParser
import CanonicalJSON

/// A program whose manual tells more than its commands.
package protocol DocumentedProgram: ParsableCommand {
    /// What the manual tells besides the commands.
    static var manual: ManualFacts { get }
}

/// `manual`: the manual page of the whole program.
package struct ManualCommand<Root: DocumentedProgram>: ParsableCommand {
    package static var configuration: CommandConfiguration {
        let program = Root._commandName
        return CommandConfiguration(
            commandName: "manual",
            abstract: text(
                id: "menulis halaman panduan dari semua perintah",
                en: "writes the manual page of all commands"),
            discussion: text(
                id: """
                    Membacanya, atau memasangnya:
                      \(program) manual | man -l -
                      \(program) manual > ~/.local/share/man/man1/\(program).1
                    """,
                en: """
                    To read it, or to install it:
                      \(program) manual | man -l -
                      \(program) manual > ~/.local/share/man/man1/\(program).1
                    """),
            aliases: ["panduan"])
    }

    @OptionGroup private var common: CommonOptions

    /// A command to be parsed.
    package init() {}

    package func run() throws {
        guard let tree = CommandInfo(root: Root.self, language: .current) else {
            throw ErrorReport(
                .unforeseen,
                Bilingual(id: "panduan tidak dapat dibuat", en: "the manual cannot be made"),
                hint: Bilingual(id: "laporkan pesan ini", en: "report this message"))
        }
        let page = ManualPage(tree: tree, facts: Root.manual, language: .current)
        common.give(.object([("page", .string(page.text))])) { Terminal.out(page.text) }
    }
}
