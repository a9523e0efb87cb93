package import FileIO
import Glibc

/// Finds out which stick is meant.
package struct StickChoice {
    /// What a person chose.
    package enum Choice: Equatable {
        /// The stick that is mounted at a path.
        case stick(String)
        /// What stands at 0.
        case zero
    }

    private let table: MountTable
    private let folders: [String]

    /// The sticks of this machine, or of one that was laid out alike below a root.
    package init(root: String = "") {
        table = MountTable(root: root)
        let user = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "\(getuid())"
        folders = ["/media/\(user)", "/run/media/\(user)", "/media", "/mnt"]
    }

    /// The sticks that are in, by path.
    package var sticks: [MountedVolume] { table.media(in: folders) }

    /// What is mounted where a folder lies, and whether that is a stick.
    package func volume(of folder: String) -> (volume: MountedVolume?, isStick: Bool) {
        let volume = table.holding(folder)
        return (volume, volume.map(sticks.contains) ?? false)
    }

    /// Asks on the terminal for one of the sticks that are in, or for what stands at 0; `nil` if there is no stick.
    ///
    /// `question` stands before the word for number; `cancelled` is said where nothing is chosen.
    package func ask(
        _ question: Bilingual, zero: (name: Bilingual, path: String)?, cancelled: Bilingual
    ) throws -> Choice? {
        let sticks = sticks
        guard !sticks.isEmpty else { return nil }
        Terminal.note(text(id: "Stik yang terpasang:", en: "Sticks that are in:"))
        var rows = sticks.enumerated().map { index, stick in
            [
                "  \(index + 1)", stick.shownName, stick.path, stick.facts(Folder.space(of: stick.path)),
            ]
        }
        if let zero { rows.append(["  0", zero.name.text(), zero.path, ""]) }
        Terminal.note(Terminal.columns(rows: rows))
        let only = sticks.count == 1 ? " [1]" : ""
        while true {
            let prompt = text(
                id: "\(question.id) nomor\(only) (Ctrl-D batal): ",
                en: "\(question.en) number\(only) (Ctrl-D cancels): ")
            guard let answer = Terminal.readLine(prompt: prompt)?.filter({ !$0.isWhitespace }) else {
                Terminal.note("\n" + cancelled.text())
                throw Program.Finish(.interrupted)
            }
            if answer == "0", zero != nil { return .zero }
            if answer.isEmpty, sticks.count == 1 { return .stick(sticks[0].path) }
            if let number = Int(answer), sticks.indices.contains(number - 1) {
                return .stick(sticks[number - 1].path)
            }
            Terminal.note(text(id: "  ketik nomornya", en: "  type the number"))
        }
    }
}
