import FileIO

/// Finds bundles on sticks and in folders.
package enum BundleFiles {
    /// The files that a path names: itself, or a folder's bundles by name, those of its folders included.
    ///
    /// A bundle ends in `.lapor`, in either case, or begins as a sealed file does.
    package static func at(_ path: String) throws -> [String] {
        guard Folder.isFolder(path) else { return [path] }
        var found: [String] = []
        for name in try Folder.names(in: path) where !name.hasPrefix(".") && !name.hasSuffix(".part") {
            let full = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
            if Folder.isFolder(full) {
                // A link to a folder above would never end.
                if !Folder.isLink(full) { found += try at(full) }
            } else if name.lowercased().hasSuffix(".lapor") || isSealed(full) {
                found.append(full)
            }
        }
        return found
    }

    private static func isSealed(_ path: String) -> Bool {
        var head = [UInt8](repeating: 0, count: 22)
        let count = head.withUnsafeMutableBytes { buffer in
            (try? File.openRegular(path)).flatMap { try? $0.read(into: buffer) } ?? 0
        }
        return count == 22 && head.elementsEqual("age-encryption.org/v1\n".utf8)
    }
}
