import CanonicalJSON
import Crypto
import FileIO
import LaporModel
import LaporStore

/// Knows rows of files again that have no external id: by what they say.
struct TakenRows {
    /// A row that says what one did that was taken before.
    struct Repeated: Error {
        var complaint: Identifier
    }

    private let key: SymmetricKey
    /// Whether rows are taken that were taken before.
    private let again: Bool
    /// Those of this run: within one file two people may say the same.
    private var noted: Set<Hash> = []

    init(key: SymmetricKey, again: Bool) {
        self.key = key
        self.again = again
    }

    /// What a row is known again by; throws ``Repeated`` if it was taken before this run.
    func name(
        of complaint: CheckedComplaint, _ attachments: [String], _ transaction: Transaction
    ) throws -> Hash? {
        guard let name = name(complaint, attachments) else { return nil }
        if !again, !noted.contains(name), let earlier = try transaction.captured(row: name) {
            throw Repeated(complaint: earlier)
        }
        return name
    }

    /// Notes that a row of this name was taken.
    mutating func note(_ name: Hash, of complaint: Identifier, _ transaction: Transaction) throws {
        guard noted.insert(name).inserted else { return }
        try transaction.noteCaptured(row: name, complaint: complaint)
    }

    /// A keyed hash of what a row says.
    ///
    /// What is sealed enters it as 16 bits only: enough to tell two people apart who say the same, too few to find a NIK by
    /// trying them all, though the key lies on the same laptop.
    func name(_ complaint: CheckedComplaint, _ paths: [String]) -> Hash? {
        var secret = complaint.identity.json.canonical
        var clear = [
            complaint.classification.rawValue, complaint.region, complaint.category ?? "",
            String(complaint.anonymous), String(complaint.confidential), complaint.language ?? "",
        ]
        // A file may have been moved with its photos.
        let content =
            complaint.content.values.map { Self.folded($0 ?? "") } + paths.map { Folder.name(of: $0) }
        if complaint.confidential {
            secret += Self.joined(content)
        } else {
            clear += content
        }
        return Hash(bytes: hash(Array("row\0".utf8) + hash(secret).prefix(2) + Self.joined(clear)))
    }

    private func hash(_ bytes: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
    }

    /// Each text behind its length, so that no two lists look alike.
    private static func joined(_ texts: [String]) -> [UInt8] {
        texts.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) }
    }

    /// A text as it comes back from a spreadsheet that saved it again.
    private static func folded(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(separator: "\n")
            .trimmed
    }
}
