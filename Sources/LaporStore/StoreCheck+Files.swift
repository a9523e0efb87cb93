import FileIO
import LaporModel

extension StoreCheck {
    /// Reads every attachment that is said to be here, from the medium.
    func checkBlobs() throws {
        let total = try count("SELECT count(*) FROM blobs WHERE is_here = 1")
        let statement = try transaction.statement(
            "SELECT sha256, size FROM blobs WHERE is_here = 1 ORDER BY sha256")
        while try statement.step() {
            guard let sha256 = Hash(bytes: statement.bytes(0)) else { continue }
            report.blobs += 1
            checkBlob(sha256, size: statement.integer(1))
            progress(.blobs, report.blobs, total)
        }
    }

    private func checkBlob(_ sha256: Hash, size: Int) {
        let path = transaction.folder.blob(sha256)
        func fault(_ kind: CheckFinding.Kind, _ fact: String) {
            add(kind, id: sha256.hex, file: path, fact: fact)
        }
        do {
            let file = try File.open(path)
            guard file.size == size else { return fault(.fileDamaged, "size") }
            file.dropCache()
            let found = try Hash { take in try ByteCopy.run(from: { try file.read(into: $0) }, to: take) }
            if found != sha256 { fault(.fileDamaged, "sha256") }
        } catch {
            let isMissing = (error as? FileError)?.cause == .missing
            fault(isMissing ? .fileMissing : .fileDamaged, isMissing ? "missing" : "unreadable")
        }
    }

    /// Looks for files that nothing names, and for bundles set aside whose file is gone.
    func checkStrays() throws {
        let folder = transaction.folder
        for name in (try? Folder.names(in: folder.blobs)) ?? [] {
            let path = "\(folder.blobs)/\(name)"
            guard let names = try? Folder.names(in: path) else {
                add(.strayFile, file: path, fact: "no folder")
                continue
            }
            for name in names { try checkName(name, at: "\(path)/\(name)") }
        }
        let waiting = try transaction.quarantined()
        for bundle in waiting where !Folder.exists(folder.quarantined(bundle.bundle)) {
            add(
                .fileMissing, feed: bundle.device, id: bundle.bundle.hex,
                file: folder.quarantined(bundle.bundle), fact: "missing")
        }
        let named = Set(waiting.map { folder.quarantined($0.bundle) })
        for name in (try? Folder.names(in: folder.quarantine)) ?? [] {
            let path = "\(folder.quarantine)/\(name)"
            if !named.contains(path) { add(.strayFile, file: path, fact: "not named") }
        }
    }

    private func checkName(_ name: String, at path: String) throws {
        guard let sha256 = Hash(hex: name), transaction.folder.blob(sha256) == path else {
            return add(.strayFile, file: path, fact: "no blob")
        }
        let statement = try transaction.statement("SELECT is_here FROM blobs WHERE sha256 = ?")
        sha256.withBytes { statement.bind(1, blob: $0) }
        defer { statement.reset() }
        guard try statement.step() else {
            return add(.strayFile, id: sha256.hex, file: path, fact: "not named")
        }
        if statement.integer(0) == 0 { add(.strayFile, id: sha256.hex, file: path, fact: "not marked") }
    }
}
