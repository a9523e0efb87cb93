package import FileIO

/// Finds bundles on sticks and in folders.
package enum BundleFiles {
    /// The files that a path names: itself, or a folder's bundles by name, those of its folders included.
    ///
    /// A bundle ends in `.lapor`, in either case, or begins as a sealed file does.
    package static func at(_ path: String) throws -> [String] {
        var failure: FileError?
        let found = at(path) { failure = failure ?? $0 }
        if let failure { throw failure }
        return found
    }

    /// The files that a path names; a folder that cannot be read is told, and does not keep the others from being found.
    package static func at(_ path: String, unreadable: (FileError) -> Void) -> [String] {
        guard Folder.isFolder(path) else { return [path] }
        var found: [String] = []
        do throws(FileError) {
            for name in try Folder.names(in: path) {
                let full = Folder.path(of: name, in: path)
                guard !Folder.isFolder(full) else {
                    // A link to a folder above would never end.
                    let isPassed = isPassedOver(name) || Folder.isLink(full)
                    if !isPassed { found += at(full, unreadable: unreadable) }
                    continue
                }
                if isBundle(full) { found.append(full) }
            }
        } catch {
            unreadable(error)
        }
        return found
    }

    /// Whether a file in a folder is taken for a bundle: by its name, or as it begins.
    package static func isBundle(_ path: String) -> Bool {
        let name = Folder.name(of: path)
        return !isPassedOver(name) && (name.lowercased().hasSuffix(".lapor") || isSealed(path))
    }

    /// Whether a name says that nobody should look there: hidden, or still being written.
    package static func isPassedOver(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasSuffix(".part")
    }

    private static func isSealed(_ path: String) -> Bool {
        var head = [UInt8](repeating: 0, count: 22)
        let count = head.withUnsafeMutableBytes { buffer in
            (try? File.openRegular(path)).flatMap { try? $0.read(into: buffer) } ?? 0
        }
        return count == 22 && head.elementsEqual("age-encryption.org/v1\n".utf8)
    }
}
