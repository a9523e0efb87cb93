import CanonicalJSON
import LaporBundle
import LaporModel
package import LaporStore

extension Device {
    /// Checks everything that a laptop's store holds, its keys and its kit; writes nothing.
    package static func check(_ folder: StoreFolder, progress: @escaping CheckProgress) throws -> CheckReport
    {
        try Store.check(folder, role: "field", progress: progress) { transaction, report in
            let path = KeyFiles.devicePath(in: folder)
            let id = try transaction.about(.device)
            if let keys = try report.read(path, { try KeyFiles.device(in: folder) }) {
                let own = keys.first { $0.id.hex == id }
                let isOurs = try own.map { try transaction.purpose(of: $0.id) == "device" } ?? false
                if !isOurs { report.add(CheckFinding(.key, feed: keys[0].id, file: path, fact: "another")) }
            }
            let kit = try transaction.about(.kit).flatMap { text in
                (try? JSON(Array(text.utf8), form: .canonical)).flatMap { Kit($0, lists: [:]) }
            }
            if kit == nil { report.add(CheckFinding(.database, file: folder.database, fact: "about: kit")) }
        }
    }
}
