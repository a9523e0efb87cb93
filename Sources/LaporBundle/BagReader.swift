import Archive
import CanonicalJSON
import Crypto
import LaporModel
import SSHSignature

/// Reads a signed bag from a tar stream: what is signed is verified before the first payload byte.
final class BagReader {
    let info: BundleInfo
    let tagmanifest: Hash
    /// The payload, in the order of the stream.
    let entries: [BagManifest.Entry]

    private let tar: TarReader
    let folder: String
    /// The place among the entries of the file that comes next.
    private(set) var next = 0
    private var payloadRead = 0

    init(read: @escaping ReadBytes) throws {
        tar = TarReader(read: read)
        let tar = tar
        guard let top = try BundleError.mapping(nil, { try tar.next() }), top.kind == .directory else {
            throw BundleError.notABundle
        }
        folder = top.path.hasSuffix("/") ? String(top.path.dropLast()) : top.path
        let folder = folder
        func tag(_ name: String, limit: Int) throws -> [UInt8] {
            try BundleError.mapping(name) {
                guard let entry = try tar.next(), entry.kind == .file, entry.path == "\(folder)/\(name)"
                else {
                    throw BundleError.damaged(file: name, fact: "missing")
                }
                return try tar.readAll(limit: limit)
            }
        }
        let declaration = try tag("bagit.txt", limit: BundleLimits.tagFile)
        guard declaration == BagDeclaration.bytes else {
            throw BundleError.damaged(file: "bagit.txt", fact: "content")
        }
        let infoBytes = try tag("bag-info.txt", limit: BundleLimits.tagFile)
        info = try BundleInfo(parsing: infoBytes)
        let manifest = try tag("manifest-sha256.txt", limit: BundleLimits.manifest)
        let tags = try tag("tagmanifest-sha256.txt", limit: BundleLimits.tagFile)
        let signature: [UInt8]
        do {
            signature = try tag("tagmanifest-sha256.txt.sig", limit: BundleLimits.tagFile)
        } catch BundleError.damaged {
            throw BundleError.forged(fact: "no signature")
        }
        tagmanifest = Hash(of: tags)
        try Self.verify(tags, signature: signature, info: info)
        let expected = try BagManifest(entries: [
            .init(path: "bagit.txt", sha256: Hash(of: declaration).hex),
            .init(path: "bag-info.txt", sha256: Hash(of: infoBytes).hex),
            .init(path: "manifest-sha256.txt", sha256: Hash(of: manifest).hex),
        ])
        guard expected.bytes == tags else {
            throw BundleError.damaged(file: "tagmanifest-sha256.txt", fact: "hash")
        }
        entries = try BundleError.mapping("manifest-sha256.txt") {
            try BagManifest(parsing: manifest).entries
        }
        guard entries.count <= BundleLimits.files else {
            throw BundleError.overLimit(file: "manifest-sha256.txt", limit: BundleLimits.files)
        }
        guard folder == info.id.hex, info.payload.files == entries.count else {
            throw BundleError.damaged(file: "bag-info.txt", fact: "Payload-Oxum")
        }
    }

    /// How the sender's key follows from that which its id is of: an office may have replaced its key.
    func succession(_ json: JSON?) throws -> Succession? {
        let isFirst =
            Identifier(feedOf: info.senderKey.raw, purpose: info.kind.senderPurpose) == info.sender
        if info.kind == .field, isFirst { return nil }
        guard info.kind != .field,
            let found = Succession(isFirst ? nil : json, of: info.sender, to: info.senderKey)
        else { throw BundleError.forged(fact: "Sender is not of Sender-Key") }
        return found
    }

    /// The bytes of the tagmanifest must be signed by the key that the bag names.
    private static func verify(_ tags: [UInt8], signature: [UInt8], info: BundleInfo) throws {
        guard let text = String(validating: signature, as: UTF8.self) else {
            throw BundleError.forged(fact: "signature")
        }
        try BundleError.mapping {
            try SSHSignature.verify(
                text, message: tags, namespace: info.kind.namespace, key: info.senderKey)
        }
    }

    /// The next payload file's path without going to it; `nil` after the last.
    var nextPath: String? { next < entries.count ? entries[next].path : nil }

    /// The next payload file, whole; its hash is right.
    func readFile(limit: Int) throws -> [UInt8] {
        let entry = try enter()
        let bytes = try BundleError.mapping(entry.path) { try tar.readAll(limit: limit) }
        payloadRead += bytes.count
        guard Hash(of: bytes).hex == entry.sha256 else {
            throw BundleError.damaged(file: entry.path, fact: "hash")
        }
        return bytes
    }

    /// The next payload file, as it comes; what `body` read is good only once this returns.
    func streamFile(limit: Int, _ body: (BagManifest.Entry, Int, @escaping ReadBytes) throws -> Void) throws {
        let (entry, size) = try enterSized()
        guard size <= limit else { throw BundleError.overLimit(file: entry.path, limit: limit) }
        var hasher = SHA256()
        let tar = tar
        try BundleError.mapping(entry.path) {
            try body(entry, size) { buffer in
                let count = try tar.read(into: buffer)
                hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                return count
            }
        }
        payloadRead += size
        guard Hash(hasher.finalize()).hex == entry.sha256 else {
            throw BundleError.damaged(file: entry.path, fact: "hash")
        }
    }

    /// Checks that the payload was wholly read, that nothing follows it, and that it is as long as was signed.
    func finish() throws {
        guard next == entries.count else { throw BundleError.damaged(file: nextPath, fact: "not read") }
        guard try BundleError.mapping(nil, { try tar.next() }) == nil else {
            throw BundleError.damaged(file: nil, fact: "a file that the manifest does not list")
        }
        guard payloadRead == info.payload.bytes else {
            throw BundleError.damaged(file: "bag-info.txt", fact: "Payload-Oxum")
        }
    }

    private func enter() throws -> BagManifest.Entry { try enterSized().0 }

    private func enterSized() throws -> (BagManifest.Entry, Int) {
        guard next < entries.count else { throw BundleError.damaged(file: nil, fact: "no file left") }
        let entry = entries[next]
        let found = try BundleError.mapping(entry.path) { try tar.next() }
        guard let found, found.kind == .file, found.path == "\(folder)/\(entry.path)" else {
            throw BundleError.damaged(file: entry.path, fact: "missing")
        }
        next += 1
        return (entry, found.size)
    }
}
