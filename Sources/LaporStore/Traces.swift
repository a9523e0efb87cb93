import CanonicalJSON
import FileIO
import Glibc

/// Looks for what was erased in files: it must not be there.
struct Traces {
    private let patterns: [[UInt8]]
    private let longest: Int

    init(_ patterns: [[UInt8]]) {
        self.patterns = patterns.filter { $0.count >= 8 }
        longest = patterns.map(\.count).max() ?? 0
    }

    /// What tells that a body is still there: its salt, which no other has, and its texts as a table's row holds them.
    static func of(_ body: JSONObject) -> [[UInt8]] {
        let salt = body["salt"]?.string ?? ""
        let row = (body["title"]?.string ?? "") + (body["description"]?.string ?? "")
        // A long text continues on other pages: its beginning stays with the row.
        return [Array(salt.utf8), Array(row.utf8.prefix(200))]
    }

    /// Whether one of the files, as far as they are there, holds any of it.
    func isAny(in paths: [String]) throws -> Bool {
        try paths.filter { Folder.exists($0) }.contains { try isAny(in: $0) }
    }

    private func isAny(in path: String) throws -> Bool {
        let file = try File.open(path)
        var buffer = [UInt8](repeating: 0, count: 4 << 20)
        var kept = 0
        while true {
            let count = try buffer.withUnsafeMutableBytes { bytes in
                try file.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[kept...]))
            }
            if count == 0 { return false }
            let filled = kept + count
            if buffer.withUnsafeBytes({ isAny(in: UnsafeRawBufferPointer(rebasing: $0[..<filled])) }) {
                return true
            }
            // What lies across two pieces.
            kept = min(longest, filled)
            buffer.replaceSubrange(0..<kept, with: buffer[(filled - kept)..<filled])
        }
    }

    private func isAny(in bytes: UnsafeRawBufferPointer) -> Bool {
        patterns.contains { pattern in
            var from = 0
            while from + pattern.count <= bytes.count, let base = bytes.baseAddress,
                let hit = memchr(base + from, Int32(pattern[0]), bytes.count - from - pattern.count + 1)
            {
                if memcmp(hit, pattern, pattern.count) == 0 { return true }
                from = base.distance(to: UnsafeRawPointer(hit)) + 1
            }
            return false
        }
    }
}
