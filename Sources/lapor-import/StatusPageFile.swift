import FileIO
import LaporTerminal

/// The file of a page, which is made again and again: it takes the place of the page before, and of nothing else.
enum StatusPageFile {
    /// Writes the page so that at any time it is there wholly, the old or the new one; whether there was an old one.
    static func write(_ page: String, to path: String) throws -> Bool {
        let isThere = Folder.exists(path)
        if isThere, try !isPage(path) { throw NoStatusPage(path: path) }
        let part = path + ".part"
        Folder.remove(part)
        do {
            let file = try File.create(part, mode: 0o600)
            try file.write(Array(page.utf8))
            try file.sync()
            try Folder.move(part, to: path)
        } catch {
            Folder.remove(part)
            throw error
        }
        try Folder.sync(Folder.parent(of: path) ?? "/")
        return isThere
    }

    /// Whether a file says of itself that it is such a page.
    private static func isPage(_ path: String) throws -> Bool {
        guard !Folder.isFolder(path) else { return false }
        let file = try File.open(path)
        var beginning = [UInt8](repeating: 0, count: 512)
        let count = try beginning.withUnsafeMutableBytes { try file.read(into: $0) }
        return String(decoding: beginning.prefix(count), as: UTF8.self).contains(StatusPage.mark)
    }
}

/// What has the name of the page to be is something else.
struct NoStatusPage: ReportableError {
    var path: String

    var report: ErrorReport {
        ErrorReport(
            .cannotCreate,
            Bilingual(
                id: "\(path) sudah ada, dan bukan halaman dari status --html",
                en: "\(path) exists already, and is no page of status --html"),
            hint: Bilingual(
                id: "pilih nama lain; hanya halaman yang lama yang diganti",
                en: "choose another name; only an older page is replaced"))
    }
}
