/// A manifest or tag manifest of a bag with SHA-256 digests (RFC 8493, sections 2.1.3 and 2.2.1).
///
/// One line for each file: the digest, two spaces, the path, a line feed. Only what `bytes` would
/// give is parsed, so that parsing and writing again changes nothing.
package struct BagManifest: Equatable, Sendable {
    /// A file and its digest.
    package struct Entry: Equatable, Sendable {
        /// The path from the bag's base folder, safe in the sense of ``SafePath``.
        package var path: String
        /// The SHA-256 digest in 64 lowercase hexadecimal digits.
        package var sha256: String

        /// Names a file and its digest; the manifest checks both.
        package init(path: String, sha256: String) {
            self.path = path
            self.sha256 = sha256
        }
    }

    /// The files in their order in the manifest, each named once.
    package let entries: [Entry]

    /// Checks and takes the entries in their order.
    ///
    /// Throws ``BagError`` `badDigest`, `badPath` or `duplicatePath`, the line being the entry's
    /// place counted from 1.
    package init(entries: [Entry]) throws(BagError) {
        var seen = Set<String>(minimumCapacity: entries.count)
        for (index, entry) in entries.enumerated() {
            let line = index + 1
            guard Self.isDigest(entry.sha256.utf8) else { throw .badDigest(line: line) }
            guard SafePath.isSafe(entry.path) else { throw .badPath(line: line, path: entry.path) }
            guard seen.insert(entry.path).inserted else {
                throw .duplicatePath(line: line, path: entry.path)
            }
        }
        self.entries = entries
    }

    /// Parses a manifest in the one form that `bytes` gives.
    ///
    /// No bytes are a manifest of no files. Throws ``BagError``.
    package init(parsing bytes: [UInt8]) throws(BagError) {
        var entries: [Entry] = []
        for (index, line) in try TagLines.split(bytes).enumerated() {
            let digest = line.utf8.prefix(64)
            guard Self.isDigest(digest) else { throw .badDigest(line: index + 1) }
            guard line.utf8.dropFirst(64).starts(with: "  ".utf8) else { throw .badLine(line: index + 1) }
            entries.append(
                Entry(path: String(Substring(line.utf8.dropFirst(66))), sha256: String(Substring(digest))))
        }
        try self.init(entries: entries)
    }

    /// The manifest file.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for entry in entries {
            bytes += entry.sha256.utf8
            bytes += "  ".utf8
            bytes += entry.path.utf8
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    private static func isDigest(_ text: some Collection<UInt8>) -> Bool {
        text.count == 64
            && text.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }
}
