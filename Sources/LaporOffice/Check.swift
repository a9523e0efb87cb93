import Age
import FileIO
import LaporBundle
import LaporModel
package import LaporStore

extension Office {
    /// Checks everything that an office's store holds, its keys and the bundles that it has set aside; writes nothing.
    package static func check(_ folder: StoreFolder, progress: @escaping CheckProgress) throws -> CheckReport
    {
        try Store.check(
            folder, role: "office", on: OfficeDatabase.maker(in: folder), progress: progress
        ) { transaction, report in
            let facts = try transaction.about(.office).flatMap { Facts($0) }
            if facts == nil {
                report.add(CheckFinding(.database, file: folder.database, fact: "about: office"))
            }
            try checkIdentity(folder, facts, &report)
            let path = KeyFiles.transportPath(in: folder)
            guard let keys = try report.read(path, { try KeyFiles.office(in: folder) }) else { return }
            guard try transaction.purpose(of: keys.id) == "registry" else {
                report.add(CheckFinding(.key, feed: keys.id, file: path, fact: "another"))
                return
            }
            for bundle in try transaction.quarantined() { check(bundle, folder, keys, &report) }
        }
    }

    /// Makes anew what follows from an office's events and files, and checks all once more; gives what was mended too.
    package static func repair(
        _ folder: StoreFolder, progress: @escaping CheckProgress, repairing: @escaping (Int, Int) -> Void,
        waiting: @escaping (String?) -> Void
    ) throws -> (report: CheckReport, mended: [CheckFinding]) {
        let before = try check(folder, progress: progress)
        guard !before.isSound else { return (before, []) }
        let store = try Store(
            folder, for: .writing, on: OfficeDatabase.maker(in: folder), waiting: waiting)
        try store.repair(progress: repairing)
        let after = try check(folder, progress: progress)
        return (after, before.faults.filter { !after.faults.contains($0) })
    }

    /// Under a passphrase the key cannot be seen, only that it is there.
    private static func checkIdentity(
        _ folder: StoreFolder, _ facts: Facts?, _ report: inout CheckReport
    ) throws {
        let path = KeyFiles.identityPath(in: folder)
        let identities = try report.read(path) { () -> [X25519Identity]? in
            do {
                return try KeyFiles.identities(in: folder) { nil }
            } catch KeyFiles.Fault.passphraseMissing {
                return nil
            }
        }
        guard let identities, let identities, let facts else { return }
        if !identities.contains(where: { $0.recipient == facts.identityRecipient }) {
            report.add(CheckFinding(.key, file: path, fact: "another"))
        }
    }

    /// Reads a bundle that waits; that its file is gone has been told.
    private static func check(
        _ bundle: QuarantinedBundle, _ folder: StoreFolder, _ keys: OfficeKeys, _ report: inout CheckReport
    ) {
        let path = folder.quarantined(bundle.bundle)
        guard Folder.exists(path) else { return }
        do {
            let reader = try BundleReader(try File.open(path), with: keys.transports)
            try reader.verifyRest()
            if reader.tagmanifest == bundle.tagmanifest { return }
        } catch {}
        report.add(
            CheckFinding(
                .fileDamaged, feed: bundle.device, id: bundle.bundle.hex, file: path, fact: "bundle"))
    }
}
