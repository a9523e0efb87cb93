import FileIO
import LaporBundle
import LaporOffice
import LaporStore
import LaporTerminal

/// Many files that are added one after the other, and what became of them.
struct AddRun {
    /// What became of each file, in the order in which they came; of one that came again, what became of it at last.
    private(set) var results: [AddResult] = []
    private var places: [String: Int] = [:]
    private var waiting: [String] = []
    private let json: Bool
    private let salvaging: Bool
    private let progress = Progress(Bilingual(id: "bundel", en: "bundles"))

    init(json: Bool, salvaging: Bool) {
        self.json = json
        self.salvaging = salvaging
    }

    /// Takes in what paths name; a folder that cannot be read is refused by itself.
    mutating func add(_ paths: [String]) {
        for path in paths {
            var unreadable: [FileError] = []
            waiting += BundleFiles.at(path) { unreadable.append($0) }
            for error in unreadable { note(.refused(error.path, error)) }
        }
    }

    /// Adds the next file that waits; `false` if there is none.
    mutating func addNext(to office: Office) throws -> Bool {
        guard let path = waiting.first else { return false }
        let result = try office.add(path, salvaging: salvaging)
        waiting.removeFirst()
        note(result)
        return true
    }

    private mutating func note(_ result: AddResult) {
        if let place = places[result.path] {
            results[place] = result
        } else {
            places[result.path] = results.count
            results.append(result)
        }
        progress.end()
        AddReport(result).tell(isJSON: json)
        progress.show(results.count, of: results.count + waiting.count, detail: sum)
    }

    /// Takes the progress away.
    func end() { progress.end() }

    /// Says what became of all of them: to people, or where `always` is asked for.
    func tellSum(always: Bool) {
        guard always || results.count > 1 && Terminal.isTerminal(2) else { return }
        Terminal.note(
            text(id: "\(results.count) bundel: \(sum)", en: "\(counted(results.count, "bundle")): \(sum)"))
    }

    /// What became of the files: new, known, set aside, refused.
    private var sum: String {
        func count(_ outcomes: AddResult.Outcome...) -> Int {
            results.count { outcomes.contains($0.outcome) }
        }
        let events = results.reduce(0) { $0 + $1.eventsNew }
        var parts = [
            text(
                id: "\(count(.merged)) baru (\(events) catatan)",
                en: "\(count(.merged)) new (\(counted(events, "event")))"),
            text(
                id: "\(count(.nothingNew, .skipped)) sudah ada",
                en: "\(count(.nothingNew, .skipped)) known"),
        ]
        let (setAside, refused) = (count(.quarantined), count(.refused))
        if setAside > 0 { parts.append(text(id: "\(setAside) disisihkan", en: "\(setAside) set aside")) }
        let salvaged = count(.salvaged)
        if salvaged > 0 {
            parts.append(text(id: "\(salvaged) diselamatkan sebagian", en: "\(salvaged) salvaged in part"))
        }
        if refused > 0 { parts.append(text(id: "\(refused) ditolak", en: "\(refused) refused")) }
        return parts.joined(separator: ", ")
    }
}

extension AddRun {
    /// So many milliseconds pass before a store that is busy is tried again.
    private static let pause: Int32 = 5_000

    /// Adds what folders hold and whatever comes into them, until somebody asks for an end or the folders are gone.
    ///
    /// The store is open, and its lock held, only while there is something to add. The file that is being added at the end
    /// is still added.
    mutating func watch(_ paths: [String], opening office: () throws -> Office) throws {
        for path in paths where !Folder.isFolder(path) {
            throw ErrorReport(FileError(.list, path, code: Folder.exists(path) ? 20 : 2))
        }
        let stop = StopRequest()
        let folders = try FolderWatch(paths, isPassedOver: BundleFiles.isPassedOver)
        // Watching began before: what comes meanwhile is at most met twice.
        add(paths)
        // A folder that is no office's is found out at once, not when the first bundle comes.
        _ = try office()
        Terminal.note(
            text(
                id: "mengawasi \(paths.joined(separator: ", ")); Ctrl-C untuk selesai",
                en: "watching \(paths.joined(separator: ", ")); Ctrl-C ends it"))
        while !stop.isAsked {
            try addWaiting(stop, office)
            guard !stop.isAsked else { break }
            switch try folders.wait(milliseconds: waiting.isEmpty ? -1 : Self.pause, stop: stop.descriptor) {
            case .files(let files):
                for file in files where BundleFiles.isBundle(file) && !waiting.contains(file) {
                    waiting.append(file)
                }
            case .lost: add(paths)
            case .late, .stopped: break
            case .gone:
                progress.end()
                Terminal.warning(
                    text(
                        id: "folder yang diawasi sudah tidak ada: pengawasan selesai",
                        en: "what was watched is not there any more: watching ends"), program: "lapor-import")
                return
            }
        }
    }

    private mutating func addWaiting(_ stop: StopRequest, _ open: () throws -> Office) throws {
        // What was copied here and taken away again is no error.
        waiting.removeAll { !Folder.exists($0) }
        guard !waiting.isEmpty else { return }
        do {
            let office = try open()
            while !stop.isAsked, try addNext(to: office) {}
        } catch StoreError.busy(let holder) {
            let who = holder.map { " (\(Terminal.line($0)))" } ?? ""
            Terminal.warning(
                text(
                    id: "program lain\(who) masih memakai penyimpanan; dicoba lagi",
                    en: "another program\(who) still uses the store; trying again"), program: "lapor-import")
        }
        progress.end()
    }
}
