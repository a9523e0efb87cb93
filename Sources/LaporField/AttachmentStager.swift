import Age
import Crypto
import FileIO
import LaporBundle
import LaporModel
import LaporStore

/// Copies attachments into a store's staging folder: plainly, or sealed as whole files.
struct AttachmentStager {
    let folder: StoreFolder
    let limit: Int
    let recipients: [X25519Recipient]
    let surroundings: Surroundings
    /// Copies that wait for the transaction that names them.
    private(set) var staged: [(sha256: Hash, path: String)] = []

    init(
        folder: StoreFolder, limit: Int, recipients: [X25519Recipient], surroundings: Surroundings
    ) {
        self.folder = folder
        self.limit = limit
        self.recipients = recipients
        self.surroundings = surroundings
    }

    /// Checks that a file can be attached, before anything is written.
    func check(_ path: String) throws(FieldProblem) {
        let file: File
        do {
            file = try File.open(path)
        } catch {
            throw FieldProblem(.attachments, path, .noSuchFile)
        }
        if file.size > limit {
            throw FieldProblem(.attachments, path, .fileTooLarge(limit: limit, size: file.size))
        }
    }

    /// Copies one file; what was copied is on the medium when this returns.
    mutating func stage(_ path: String, sealed: Bool) throws -> Attachment {
        let source = try File.open(path)
        let temporary = "\(folder.staging)/\(Identifier(random: surroundings.random).hex)"
        let target = try File.create(temporary, mode: 0o600)
        var hasher = SHA256()
        var size = 0
        func write(_ bytes: UnsafeRawBufferPointer) throws {
            hasher.update(bufferPointer: bytes)
            size += bytes.count
            try target.write(bytes)
        }
        let head = try withoutActuallyEscaping(write) { write in
            let age =
                try sealed
                ? AgeWriter(
                    to: recipients.map { .x25519($0) }, random: surroundings.random, write: write) : nil
            let head = try Self.copy(source) { bytes in
                if let age { try age.write(bytes) } else { try write(bytes) }
            }
            try age?.finish()
            return head
        }
        try target.sync()
        let sha256 = Hash(hasher.finalize())
        staged.append((sha256, temporary))
        return Attachment(
            sha256: sha256, size: size, name: Folder.name(of: path), type: MediaType.of(head))
    }

    /// Copies a file and gives its first bytes.
    private static func copy(_ source: File, to write: (UnsafeRawBufferPointer) throws -> Void) throws
        -> [UInt8]
    {
        var head: [UInt8] = []
        try ByteCopy.run(from: { try source.read(into: $0) }) { bytes in
            if head.isEmpty { head = Array(bytes.prefix(64)) }
            try write(bytes)
        }
        return head
    }
}

/// A file's media type by its first bytes: a name can lie.
enum MediaType {
    private static let signatures: [(offset: Int, bytes: [UInt8], type: String)] = [
        (0, [0xFF, 0xD8, 0xFF], "image/jpeg"),
        (0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        (0, Array("GIF8".utf8), "image/gif"),
        (8, Array("WEBP".utf8), "image/webp"),
        (8, Array("WAVE".utf8), "audio/wav"),
        (8, Array("AVI ".utf8), "video/x-msvideo"),
        (4, Array("ftypheic".utf8), "image/heic"),
        (4, Array("ftypmif1".utf8), "image/heif"),
        (4, Array("ftypM4A".utf8), "audio/mp4"),
        (4, Array("ftypqt".utf8), "video/quicktime"),
        (4, Array("ftyp3g".utf8), "video/3gpp"),
        (4, Array("ftyp".utf8), "video/mp4"),
        (0, Array("%PDF-".utf8), "application/pdf"),
        (0, Array("OggS".utf8), "audio/ogg"),
        (0, Array("fLaC".utf8), "audio/flac"),
        (0, Array("#!AMR".utf8), "audio/amr"),
        (0, Array("ID3".utf8), "audio/mpeg"),
        (0, [0xFF, 0xFB], "audio/mpeg"),
        (0, [0xFF, 0xF3], "audio/mpeg"),
        (0, [0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
        (0, [0x50, 0x4B, 0x03, 0x04], "application/zip"),
        (0, [0xD0, 0xCF, 0x11, 0xE0], "application/msword"),
    ]

    static func of(_ head: [UInt8]) -> String {
        for signature in signatures where head.dropFirst(signature.offset).starts(with: signature.bytes) {
            return signature.type
        }
        let isText = !head.isEmpty && !head.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        return isText && String(validating: head.prefix(60), as: UTF8.self) != nil
            ? "text/plain" : "application/octet-stream"
    }
}
