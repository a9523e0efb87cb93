import Archive
import Crypto
import FileIO
import LaporModel
import SSHSignature

/// Collects a bag's payload and writes the signed bag as one tar stream, tag files first.
///
/// Small files are spooled to a nameless temporary file, for the manifest that stands before them must know their
/// hashes; blobs stay where they are. Memory does not grow with the payload.
final class BagWriter {
    private enum Source {
        case spool(offset: Int)
        case file(path: String)
    }

    private struct Item {
        var path: String
        var sha256: String
        var size: Int
        var source: Source
    }

    private let spool: File
    private var spooled = 0
    private var items: [Item] = []

    /// A bag whose small files are spooled in a folder.
    init(spoolFolder: String) throws {
        spool = try File.temporary(in: spoolFolder)
    }

    /// Payload bytes so far.
    private(set) var payloadSize = 0

    var count: Int { items.count }

    func add(_ path: String, bytes: [UInt8], first: Bool = false) throws {
        try spool.write(bytes)
        let item = Item(
            path: path, sha256: Hash(of: bytes).hex, size: bytes.count, source: .spool(offset: spooled))
        items.insert(item, at: first ? 0 : items.count)
        spooled += bytes.count
        payloadSize += bytes.count
    }

    func add(_ path: String, file: String, sha256: Hash, size: Int) {
        items.append(Item(path: path, sha256: sha256.hex, size: size, source: .file(path: file)))
        payloadSize += size
    }

    /// Puts the files in the order of a key; those of one key stay as they were added.
    func arrange(by key: (String) -> Substring) {
        let keyed = items.enumerated().map { (key: key($0.element.path), place: $0.offset, item: $0.element) }
        items = keyed.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map(\.item)
    }

    var payload: PayloadOxum { PayloadOxum(bytes: payloadSize, files: items.count) }

    /// Writes the bag; gives the SHA-256 of its tagmanifest.
    func write(_ info: BundleInfo, signing key: SSHSigningKey, to write: @escaping WriteBytes) throws -> Hash
    {
        let folder = info.id.hex
        let manifest = try BagManifest(entries: items.map { .init(path: $0.path, sha256: $0.sha256) }).bytes
        let tags = [
            ("bagit.txt", BagDeclaration.bytes), ("bag-info.txt", try info.bytes),
            ("manifest-sha256.txt", manifest),
        ]
        let tagmanifest = try BagManifest(
            entries: tags.map { .init(path: $0.0, sha256: Hash(of: $0.1).hex) }
        ).bytes
        let signature = try key.sign(tagmanifest, namespace: info.kind.namespace)

        let tar = TarWriter(modified: info.date.start.seconds, write: write)
        try tar.directory(folder)
        for (name, bytes) in tags { try tar.file("\(folder)/\(name)", bytes: bytes) }
        try tar.file("\(folder)/tagmanifest-sha256.txt", bytes: tagmanifest)
        try tar.file("\(folder)/tagmanifest-sha256.txt.sig", bytes: Array(signature.utf8))
        var chunk = [UInt8](repeating: 0, count: 65_536)
        for item in items {
            try tar.file("\(folder)/\(item.path)", size: item.size)
            let source: File
            switch item.source {
            case .spool(let offset):
                source = spool
                try spool.seek(to: offset)
            case .file(let path):
                source = try File.open(path)
            }
            try copy(item.size, from: source, through: &chunk, to: tar)
            try tar.endFile()
        }
        try tar.finish()
        return Hash(of: tagmanifest)
    }

    private func copy(_ size: Int, from file: File, through chunk: inout [UInt8], to tar: TarWriter) throws {
        try chunk.withUnsafeMutableBytes { buffer in
            var left = size
            while left > 0 {
                let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(left, buffer.count)])
                let count = try file.read(into: part)
                // A blob that shrank since it was stored: the tar writer names the mismatch.
                if count == 0 { break }
                try tar.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                left -= count
            }
        }
    }
}
