import Age
import Crypto
import FileIO
import ImageMetadata
import LaporBundle
import LaporModel
import LaporStore

/// Copies attachments into a store's staging folder: as they are, without what photos tell, or that and sealed.
struct AttachmentStager {
    /// What is done so that an attachment does not tell who reports.
    enum Protection {
        case none
        /// Of an anonymous complaint: it lies in clear, and goes to whoever deals with it.
        case cleaned
        /// Of a confidential one.
        case sealed

        init(of complaint: Complaint) {
            self.init(anonymous: complaint.capture.anonymous, confidential: complaint.isSealed)
        }

        init(anonymous: Bool, confidential: Bool) {
            self = confidential ? .sealed : anonymous ? .cleaned : .none
        }
    }

    /// A file that was copied.
    struct Staged {
        var attachment: Attachment
        /// What the same file is known again by, whatever its name.
        var source: Hash?
        var remarks: [FieldWarning]
    }

    let folder: StoreFolder
    let limit: Int
    let recipients: [X25519Recipient]
    let surroundings: Surroundings
    /// Of this device alone: without it nobody can tell which files were attached.
    let sourceKey: SymmetricKey?
    /// Copies that wait for the transaction that names them.
    private(set) var staged: [(sha256: Hash, path: String)] = []

    init(
        folder: StoreFolder, limit: Int, recipients: [X25519Recipient], surroundings: Surroundings,
        sourceKey: SymmetricKey? = nil
    ) {
        self.folder = folder
        self.limit = limit
        self.recipients = recipients
        self.surroundings = surroundings
        self.sourceKey = sourceKey
    }

    /// Checks that a file can be attached, before anything is written.
    func check(_ path: String, as protection: Protection = .none) throws(FieldProblem) {
        let file: File
        do {
            file = try File.openRegular(path)
        } catch {
            let isThere = [.isFolder, .isNoFile].contains(error.cause)
            throw FieldProblem(.attachments, path, isThere ? .notAFile : .noSuchFile)
        }
        if file.size > limit {
            throw FieldProblem(.attachments, path, .fileTooLarge(limit: limit, size: file.size))
        }
        guard protection == .cleaned else { return }
        do {
            guard let format = ImageFormat(head: try Self.head(of: file)) else { return }
            _ = try ImageCleaner.clean(format, read: { try file.read(into: $0) }, write: { _ in })
        } catch is ImageError {
            if (try? Self.mayTell(file)) != false {
                throw FieldProblem(.attachments, path, .imageDamaged)
            }
        } catch {
            throw FieldProblem(.attachments, path, .noSuchFile)
        }
    }

    /// Whether a file holds, anywhere, the beginning of what tells where, when or with what a picture was taken.
    private static func mayTell(_ file: File) throws -> Bool {
        let beginnings = ["Exif\0", "ns.adobe.com", "Photoshop 3.0", "eXIf", "tEXt", "iTXt", "zTXt"].map {
            Array($0.utf8)
        }
        try file.seek(to: 0)
        var window: [UInt8] = []
        var found = false
        try ByteCopy.run(from: { try file.read(into: $0) }) { bytes in
            guard !found else { return }
            window += bytes
            found = beginnings.contains { window.firstRange(of: $0) != nil }
            window = Array(window.suffix(16))
        }
        try file.seek(to: 0)
        return found
    }

    /// Copies one file; what was copied is on the medium when this returns.
    ///
    /// `name` is what the person calls it, and stays. An image that cannot be cleaned is a ``FieldProblem`` where it would
    /// lie in clear and may tell something, and is kept as it is where it is sealed or holds nothing of the kind.
    mutating func stage(
        _ path: String, as protection: Protection, named name: String? = nil
    ) throws -> Staged {
        let source = try File.openRegular(path)
        let head = try Self.head(of: source)
        let format = protection == .none ? nil : ImageFormat(head: head)
        let name = name ?? Folder.name(of: path)
        let type = MediaType.of(head)
        var remarks: [AttachmentRemark.Kind] = []
        if source.size == 0 {
            remarks.append(.empty)
        } else if MediaType.contradicts(type, named: name) {
            remarks.append(.otherType(type))
        }
        let isSealed = protection == .sealed
        var copy: Copy
        do {
            copy = try self.copy(source, cleaning: format, sealed: isSealed)
        } catch is ImageError {
            guard try isSealed || !Self.mayTell(source) else {
                throw FieldProblem(.attachments, name, .imageDamaged)
            }
            try source.seek(to: 0)
            copy = try self.copy(source, cleaning: nil, sealed: isSealed)
            remarks.append(.notCleaned(sealed: isSealed))
        }
        if let removed = copy.removed, !removed.isEmpty {
            remarks.append(.cleaned(place: removed.contains(.place), time: removed.contains(.time)))
        }
        if protection != .none, format == nil, source.size > 0, type != "text/plain" {
            remarks.append(.mayTell(type: type))
        }
        // A sealed name is for the office alone.
        if protection == .cleaned, !MediaType.saysNothing(name) { remarks.append(.nameStays) }
        staged.append((copy.sha256, copy.path))
        return Staged(
            attachment: Attachment(sha256: copy.sha256, size: copy.size, name: name, type: type),
            source: sourceKey.flatMap { Self.source(copy.source, $0) },
            remarks: remarks.map { .attachment(AttachmentRemark(name, $0)) })
    }

    /// Lets go what was staged after so many files.
    mutating func drop(after count: Int) {
        for (_, path) in staged[count...] { Folder.remove(path) }
        staged.removeSubrange(count...)
    }

    /// What a file of this content is known again by.
    static func source(_ content: Hash, _ key: SymmetricKey) -> Hash? {
        Hash(bytes: Array(HMAC<SHA256>.authenticationCode(for: content.bytes, using: key)))
    }

    /// The first bytes of a file, which is then at its start again.
    static func head(of file: File) throws -> [UInt8] {
        var head = [UInt8](repeating: 0, count: MediaType.headLength)
        let count = try head.withUnsafeMutableBytes { try file.read(into: $0) }
        try file.seek(to: 0)
        return Array(head.prefix(count))
    }

    private struct Copy {
        var path: String
        /// Of the stored bytes.
        var sha256: Hash
        var size: Int
        /// Of the bytes that were read.
        var source: Hash
        /// What was taken out; `nil` where nothing was to be.
        var removed: Set<ImageCleaner.Removal>?
    }

    private func copy(_ source: File, cleaning format: ImageFormat?, sealed: Bool) throws -> Copy {
        let path = "\(folder.staging)/\(Identifier(random: surroundings.random).hex)"
        let target = try File.create(path, mode: 0o600)
        do {
            return try copy(source, cleaning: format, sealed: sealed, to: target)
        } catch {
            Folder.remove(path)
            throw error
        }
    }

    private func copy(_ source: File, cleaning format: ImageFormat?, sealed: Bool, to target: File) throws
        -> Copy
    {
        var read = SHA256()
        var written = SHA256()
        var size = 0
        let put = { (bytes: UnsafeRawBufferPointer) throws in
            written.update(bufferPointer: bytes)
            size += bytes.count
            try target.write(bytes)
        }
        let age =
            try sealed
            ? AgeWriter(to: recipients.map { .x25519($0) }, random: surroundings.random, write: put) : nil
        let take = { (buffer: UnsafeMutableRawBufferPointer) throws -> Int in
            let count = try source.read(into: buffer)
            read.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            return count
        }
        let give = { (bytes: UnsafeRawBufferPointer) throws in
            if let age { try age.write(bytes) } else { try put(bytes) }
        }
        let removed = try format.map { try ImageCleaner.clean($0, read: take, write: give).removed }
        // Of a cleaned image what was behind the picture: it is read, so that the file is known again.
        try ByteCopy.run(from: take) { if format == nil { try give($0) } }
        try age?.finish()
        try target.sync()
        return Copy(
            path: target.path, sha256: Hash(written.finalize()), size: size, source: Hash(read.finalize()),
            removed: removed)
    }
}
