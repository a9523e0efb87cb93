import FileIO
import Foundation

/// A folder of its own for a test; gone with the last reference.
package final class TemporaryFolder {
    package let path: String

    package init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("lapor-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    package func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file and gives its path.
    @discardableResult
    package func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = path(name)
        Folder.remove(path)
        // Not synced: thousands of files are written so.
        try File.create(path).write(bytes)
        return path
    }

    /// Writes a file of a text and gives its path.
    @discardableResult
    package func write(_ name: String, _ text: String) throws -> String {
        try write(name, Array(text.utf8))
    }
}

/// A file's whole content.
package func content(of path: String) throws -> [UInt8] {
    try File.open(path).readAll(limit: .max)
}
