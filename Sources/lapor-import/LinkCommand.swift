import ArgumentParser
import CanonicalJSON
import LaporModel
package import LaporOffice
import LaporStore
package import LaporTerminal

struct LinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: text(
            id: "mengaitkan laporan tentang hal yang sama", en: "links complaints about the same matter"),
        discussion: text(
            id: """
                Yang terkait berbagi jawaban: respond untuk satu berlaku bagi semua. Jawaban yang sudah ada diteruskan \
                kepada yang belum dijawab.
                """,
            en: """
                Linked complaints share an answer: respond to one answers them all. An answer that is there already is \
                handed on to those that have none.
                """),
        aliases: ["kaitkan"])

    @Argument(
        help: ArgumentHelp(
            text(id: "nomor atau id laporan", en: "the complaint's number or id"), valueName: "id"))
    var id: String

    @Argument(
        help: ArgumentHelp(
            text(id: "laporan lain tentang hal yang sama", en: "other complaints about the same matter"),
            valueName: text(id: "id-lain", en: "other-id")))
    var others: [String]

    @OptionGroup var common: CommonOptions

    func run() throws {
        let result = try common.office(for: .writing).link(id, others)
        common.give(.object(result.jsonWithLinked)) {
            let numbers = ([result.number] + result.linked.map(\.number)).map(\.description)
                .joined(separator: ", ")
            Terminal.out(
                result.allEvents > 0
                    ? text(id: "Terkait: \(numbers)", en: "Linked: \(numbers)")
                    : text(id: "Sudah terkait: \(numbers)", en: "Linked already: \(numbers)"))
        }
    }
}

struct UnlinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlink",
        abstract: text(id: "melepas kaitan antarlaporan", en: "takes links between complaints away"),
        discussion: text(
            id: "Dengan satu nomor, laporan itu dilepas dari semua kaitannya.",
            en: "With one number, that complaint is taken out of all its links."),
        aliases: ["pisahkan"])

    @Argument(
        help: ArgumentHelp(
            text(id: "nomor atau id laporan", en: "the complaint's number or id"), valueName: "id"))
    var id: String

    @Argument(
        help: ArgumentHelp(
            text(id: "laporan yang tidak lagi terkait", en: "the one that it is linked with no more"),
            valueName: text(id: "id-lain", en: "other-id")))
    var other: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let result = try common.office(for: .writing).unlink(id, from: other)
        common.give(.object(result.jsonWithLinked)) {
            let numbers = result.linked.map(\.number.description).joined(separator: ", ")
            Terminal.out(
                result.allEvents > 0
                    ? text(
                        id: "\(result.number) tidak lagi terkait dengan: \(numbers)",
                        en: "\(result.number) is no longer linked with: \(numbers)")
                    : text(
                        id: "Tidak ada kaitan: \(result.number)", en: "There is no link: \(result.number)"))
        }
    }
}

/// Whether an answer goes to linked complaints too: asked on a terminal, told elsewhere.
enum LinkedAnswer {
    static func isShared(_ response: Response, _ id: String, _ common: CommonOptions) throws -> Bool {
        guard !common.json, response.status != nil || response.text != nil, Terminal.isTerminal(0),
            Terminal.isTerminal(2)
        else { return true }
        // Read only: who thinks it over keeps nobody from writing.
        let office = try common.office(for: .reading)
        let linked = try office.linked(with: id).filter(\.isOpen)
        guard !linked.isEmpty else { return true }
        Terminal.note(text(id: "Terkait dengan laporan ini:", en: "Linked with this complaint:"))
        for other in linked {
            Terminal.note("  \(other.number?.description ?? "")  \(Terminal.line(other.title ?? ""))")
        }
        while true {
            let prompt = text(
                id: "Jawab semuanya? y, atau t = hanya yang ini [y]: ",
                en: "Answer them all? y, or n = this one only [y]: ")
            guard let answer = Terminal.readLine(prompt: prompt) else {
                Terminal.note(
                    text(id: "\nDibatalkan; belum dijawab.", en: "\nCancelled; nothing was answered."))
                throw Program.Finish(.interrupted)
            }
            switch answer.lowercased().first(where: { !$0.isWhitespace }) {
            case nil, "y": return true
            case "t", "n": return false
            default: Terminal.note(text(id: "  ketik y atau t", en: "  type y or n"))
            }
        }
    }
}

extension LinkError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .itself(let number):
            ErrorReport(
                .badData,
                Bilingual(
                    id: "\(number) tidak dapat dikaitkan dengan dirinya sendiri",
                    en: "\(number) cannot be linked with itself"),
                hint: Bilingual(
                    id: "sebutkan dua nomor yang berbeda", en: "name two different numbers"))
        case .confidential(let number):
            ErrorReport(
                .badData,
                Bilingual(
                    id: "\(number) rahasia dan tidak dikaitkan: kaitan membuka tentang apa isinya",
                    en: "\(number) is confidential and is not linked: a link would tell what it is about"),
                hint: Bilingual(
                    id: "jawab sendiri dengan: lapor-import respond \(number)",
                    en: "answer it by itself: lapor-import respond \(number)"))
        case .indirect(let number, let other):
            ErrorReport(
                .badData,
                Bilingual(
                    id: "\(number) dan \(other) hanya terkait lewat laporan lain",
                    en: "\(number) and \(other) are linked over other complaints only"),
                hint: Bilingual(
                    id: "lepaskan dari semuanya dengan: lapor-import unlink \(number)",
                    en: "take it out of all of them: lapor-import unlink \(number)"))
        }
    }
}
