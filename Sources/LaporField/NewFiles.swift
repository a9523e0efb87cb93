import FileIO
import LaporBundle
import LaporModel
import LaporStore

/// What a folder, of a phone say, holds that has come since the visit began.
package struct NewFiles: Sendable {
    /// Why a file is not taken.
    package enum Reason: Sendable, Equatable {
        /// A complaint or a visit on this device has it already.
        case known
        /// It holds the same as another one that is taken.
        case sameAs(String)
        case tooLarge(limit: Int, size: Int)
        case empty
        /// No photo, sound, film or document, by its content.
        case otherType(String)
        case unreadable
    }

    /// Paths, in the order of their names.
    package var taken: [String] = []
    package var skipped: [(path: String, reason: Reason)] = []
    /// How many were there before the visit began.
    package var older = 0
}

extension Device {
    /// Looks for files to attach in a folder and those below it that came since the open visit began and that no complaint
    /// or visit on this device has yet.
    package func newFiles(in folder: String) throws -> NewFiles {
        try store.read { transaction in
            guard let visit = try openVisit(transaction) else { throw VisitError.noneOpen }
            let key = try sourceKey(transaction)
            var files = NewFiles()
            var found: [Hash: String] = [:]
            for path in try Self.files(in: folder, depth: 0, &files) {
                // FAT, which cards of phones have, counts in steps of two seconds.
                guard let modified = Folder.modified(path), modified + 2 >= visit.startedAt.seconds else {
                    files.older += 1
                    continue
                }
                do {
                    let (content, reason) = try look(at: path)
                    if let reason {
                        files.skipped.append((path, reason))
                    } else if let twin = found[content] {
                        files.skipped.append((path, .sameAs(twin)))
                    } else if let source = AttachmentStager.source(content, key),
                        try transaction.hasSource(source)
                    {
                        files.skipped.append((path, .known))
                    } else {
                        found[content] = path
                        files.taken.append(path)
                    }
                } catch is FileError {
                    files.skipped.append((path, .unreadable))
                }
            }
            return files
        }
    }

    /// The hash of what a file holds, or why it is of no use.
    private func look(at path: String) throws -> (Hash, NewFiles.Reason?) {
        let file = try File.openRegular(path)
        let nothing = Hash(ofPieces: { _ in })
        if file.size == 0 { return (nothing, .empty) }
        let type = MediaType.of(try AttachmentStager.head(of: file))
        guard MediaType.isSought(type, named: Folder.name(of: path)) else {
            return (nothing, .otherType(type))
        }
        if file.size > kit.attachmentLimit {
            return (nothing, .tooLarge(limit: kit.attachmentLimit, size: file.size))
        }
        return (
            try Hash(ofPieces: { take in try ByteCopy.run(from: { try file.read(into: $0) }) { take($0) } }),
            nil
        )
    }

    /// The ordinary files of a folder and those below it; links, hidden ones and previews are passed over.
    private static func files(in folder: String, depth: Int, _ files: inout NewFiles) throws -> [String] {
        var found: [String] = []
        for name in try Folder.names(in: folder) where !name.hasPrefix(".") {
            let path = Folder.path(of: name, in: folder)
            if Folder.isLink(path) { continue }
            if Folder.isRegularFile(path) {
                found.append(path)
            } else if Folder.isFolder(path), depth < 16,
                !["thumbnails", "thumbs"].contains(name.lowercased())
            {
                do {
                    found += try self.files(in: path, depth: depth + 1, &files)
                } catch is FileError {
                    files.skipped.append((path, .unreadable))
                }
            }
        }
        return found
    }
}
