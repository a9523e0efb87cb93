import FileIO
import LaporModel
import SSHSignature

/// What a check is at.
package enum CheckStage: Sendable {
    case events
    case blobs
}

/// Told how far a check is within a stage.
package typealias CheckProgress = (CheckStage, _ done: Int, _ total: Int) -> Void

extension Store {
    /// Checks everything that the store in a folder holds, and writes nothing; `own` adds what the program of this role
    /// keeps beside it.
    ///
    /// One state is looked at, whoever writes meanwhile. A database that is damaged is a fault, not an error; nothing
    /// else is looked at then, since it might only look like a store that is empty.
    package static func check(
        _ folder: StoreFolder, role: String, on maker: EngineMaker? = nil, progress: @escaping CheckProgress,
        own: (Transaction, inout CheckReport) throws -> Void
    ) throws -> CheckReport {
        var report = CheckReport()
        do {
            guard maker != nil || Folder.exists(folder.database) else {
                throw StoreError.notSetUp(folder: folder.path)
            }
            let store = try Store(folder, purpose: .reading, on: maker)
            try store.read { transaction in
                let check = StoreCheck(transaction, progress)
                defer { report = check.report }
                guard try check.checkEngine() else { return }
                guard try transaction.about(.role) == role else {
                    throw StoreError.notSetUp(folder: folder.path)
                }
                try check.run()
                try own(transaction, &check.report)
            }
        } catch let error as StoreError {
            guard let damage = error.damage else { throw error }
            report.add(CheckFinding(.database, file: folder.database, fact: damage))
            report.add(CheckFinding(.unchecked, file: folder.database, fact: "damaged"))
        }
        return report
    }
}

/// Looks at a store's tables and files within one transaction.
///
/// Only feeds and findings are remembered: events, complaints and files pass by one at a time.
final class StoreCheck {
    let transaction: Transaction
    let progress: CheckProgress
    var report = CheckReport()
    var feeds: [Int: CheckedFeed] = [:]

    init(_ transaction: Transaction, _ progress: @escaping CheckProgress) {
        self.transaction = transaction
        self.progress = progress
    }

    /// Looks at everything in a database that the engine finds sound.
    func run() throws {
        try checkFeeds()
        try checkHeads()
        try checkEvents()
        try checkRows()
        try checkBlobs()
        try checkStrays()
    }

    func add(
        _ kind: CheckFinding.Kind, feed: Identifier? = nil, sequence: Int? = nil, id: String? = nil,
        number: String? = nil, file: String? = nil, fact: String
    ) {
        report.add(
            CheckFinding(
                kind, feed: feed, sequence: sequence, id: id, number: number, file: file, fact: fact))
    }

    /// What SQLite finds wrong with its file; `false` if it should not be read on.
    func checkEngine() throws -> Bool {
        guard transaction.db.dialect == .sqlite else {
            try checkReferences()
            return true
        }
        let database = transaction.folder.database
        let integrity = try transaction.statement("PRAGMA integrity_check")
        while try integrity.step() {
            if let fact = integrity.text(0), fact != "ok" { add(.database, file: database, fact: fact) }
        }
        guard report.isSound else {
            add(.unchecked, file: database, fact: "damaged")
            return false
        }
        let references = try transaction.statement("PRAGMA foreign_key_check")
        while try references.step() {
            let row = references.isNull(1) ? "" : " \(references.integer(1))"
            let fact = "\(references.text(0) ?? "")\(row) → \(references.text(2) ?? "")"
            add(.reference, file: database, fact: fact)
        }
        return true
    }

    /// What a file's foreign keys see to.
    private func checkReferences() throws {
        for table in ["events", "heads", "blob_uses"] {
            let rows = try Row.fetchAll(
                transaction.db,
                sql: """
                    SELECT DISTINCT feed_key FROM \(table)
                    WHERE NOT EXISTS (SELECT 1 FROM feeds WHERE feeds.feed_key = \(table).feed_key)
                    """)
            for row in rows { add(.reference, fact: "\(table) \(row[0] as Int) → feeds") }
        }
    }

    private func checkFeeds() throws {
        let statement = try transaction.statement(
            """
            SELECT feed_key, id, purpose, device, office, name, team, recipient, signing_key,
                is_forked, whole_first, whole_last
            FROM feeds ORDER BY feed_key
            """)
        while try statement.step() {
            report.feeds += 1
            guard let id = Identifier(bytes: statement.bytes(1)) else { continue }
            let feed = CheckedFeed(
                id: id, key: try? SSHPublicKey(line: statement.text(8) ?? ""),
                facts: [Identifier(bytes: statement.bytes(4))?.hex] + (5...8).map { statement.text($0) },
                isForked: statement.integer(9) == 1,
                whole: statement.isNull(10) ? nil : statement.integer(10)...statement.integer(11))
            feeds[statement.integer(0)] = feed
            let device = Identifier(bytes: statement.bytes(3))
            let purpose: Identifier.FeedPurpose? =
                switch statement.text(2) {
                case "device": device == id ? .device : nil
                case "answers": device.map { .answers(device: $0) }
                default: .registry
                }
            let isOwn =
                if let key = feed.key, let purpose {
                    Identifier(feedOf: key.raw, purpose: purpose) == id
                } else {
                    false
                }
            if !isOwn { add(.feed, feed: id, fact: "id") }
        }
    }

    private func checkHeads() throws {
        let statement = try transaction.statement(
            """
            SELECT feed_key, sequence, id, signature, EXISTS (
                SELECT 1 FROM events WHERE events.feed_key = heads.feed_key
                    AND events.sequence = heads.sequence AND events.id = heads.id)
            FROM heads ORDER BY feed_key, sequence, id
            """)
        while try statement.step() {
            report.heads += 1
            guard let feed = feeds[statement.integer(0)], let key = feed.key,
                let id = Hash(bytes: statement.bytes(2))
            else { continue }
            let sequence = statement.integer(1)
            do {
                try SSHSignature.verify(
                    statement.text(3) ?? "",
                    message: Event.headText(feed: feed.id, sequence: sequence, id: id),
                    namespace: "lapor-head", key: key)
            } catch {
                add(.head, feed: feed.id, sequence: sequence, id: id.hex, fact: "signature")
            }
            if statement.integer(4) == 0 {
                add(.headWithoutEvent, feed: feed.id, sequence: sequence, id: id.hex, fact: "event")
            }
        }
    }
}

/// A feed, as its row has it.
struct CheckedFeed {
    var id: Identifier
    var key: SSHPublicKey?
    /// The columns that repeat what the first event says, in the order of `factKeys`.
    var facts: [String?]
    var isForked: Bool
    /// Between which sequences nothing is missing, as the row says.
    var whole: ClosedRange<Int>?

    static let factKeys = ["office", "name", "team", "recipient", "signing_key"]
}
