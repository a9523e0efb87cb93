import FileIO
import Glibc
import LaporTerminal

/// Finds out which stick bundles are to be written to.
struct StickChoice {
    private let table: MountTable
    private let folders: [String]

    /// The sticks of this machine, or of one that was laid out alike below a root.
    init(root: String = "") {
        table = MountTable(root: root)
        let user = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "\(getuid())"
        folders = ["/media/\(user)", "/run/media/\(user)", "/media", "/mnt"]
    }

    /// What is mounted where a folder lies, and whether that is a stick.
    func volume(of folder: String) -> (volume: MountedVolume?, isStick: Bool) {
        let volume = table.holding(folder)
        return (volume, volume.map(table.media(in: folders).contains) ?? false)
    }

    /// Asks on the terminal for one of the sticks that are in; `nil` if there is none.
    func ask() throws -> String? {
        let sticks = table.media(in: folders)
        guard !sticks.isEmpty else { return nil }
        Terminal.note(text(id: "Stik yang terpasang:", en: "Sticks that are in:"))
        let rows = sticks.enumerated().map { index, stick in
            [
                "  \(index + 1)", stick.shownName, stick.path, stick.facts(Folder.space(of: stick.path)),
            ]
        }
        Terminal.note(
            Terminal.columns(
                rows: rows + [["  0", text(id: "folder ini", en: "this folder"), Folder.absolute("."), ""]]))
        let only = sticks.count == 1 ? " [1]" : ""
        while true {
            let prompt = text(
                id: "Kemas ke nomor\(only) (Ctrl-D batal): ", en: "Pack to number\(only) (Ctrl-D cancels): ")
            guard let answer = Terminal.readLine(prompt: prompt)?.filter({ !$0.isWhitespace }) else {
                Terminal.note(
                    text(id: "\nDibatalkan; tidak ada yang dikemas.", en: "\nCancelled; nothing was packed."))
                throw Program.Finish(.interrupted)
            }
            if answer == "0" { return "." }
            if answer.isEmpty, sticks.count == 1 { return sticks[0].path }
            if let number = Int(answer), sticks.indices.contains(number - 1) {
                return sticks[number - 1].path
            }
            Terminal.note(text(id: "  ketik nomornya", en: "  type the number"))
        }
    }
}
