import Archive
import Foundation

/// A folder that is removed with the last reference to it.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "archive-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    @discardableResult
    func write(_ bytes: [UInt8], to path: String) throws -> URL {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file
    }

    func read(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: url.appending(path: path)))
    }

    /// Runs a shell command in the folder and returns its status and standard output.
    func shell(_ command: String) throws -> (status: Int32, output: [UInt8]) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = url
        process.standardOutput = pipe
        try process.run()
        let output = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }
}

/// A source that gives at most so many bytes at a time.
func source(of bytes: [UInt8], atMost step: Int = .max) -> ReadBytes {
    var position = 0
    return { buffer in
        let count = min(buffer.count, bytes.count - position, step)
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }
}

/// An entry with its content, as a test names it.
struct Member: Equatable {
    var path: String
    var kind = TarEntry.Kind.directory
    var content: [UInt8] = []

    static func file(_ path: String, _ content: String) -> Member {
        Member(path: path, kind: .file, content: Array(content.utf8))
    }
}

func archive(_ members: [Member], modified: Int = 1_700_000_000) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let writer = TarWriter(modified: modified) { bytes += $0 }
    for member in members {
        switch member.kind {
        case .directory: try writer.directory(member.path)
        case .file: try writer.file(member.path, bytes: member.content)
        }
    }
    try writer.finish()
    return bytes
}

/// Reads an archive to its end, or as far as it goes, and returns what stopped it.
func members(of bytes: [UInt8], atMost step: Int = .max) -> (members: [Member], error: (any Error)?) {
    var members: [Member] = []
    let reader = TarReader(read: source(of: bytes, atMost: step))
    do {
        while let entry = try reader.next() {
            let content = try reader.readAll(limit: 1 << 20)
            members.append(Member(path: entry.path, kind: entry.kind, content: content))
        }
        return (members, nil)
    } catch {
        return (members, error)
    }
}

/// Sets the checksum of the header at that offset right again.
func reseal(_ bytes: inout [UInt8], at offset: Int = 0) {
    for index in 148..<156 { bytes[offset + index] = 0x20 }
    let sum = bytes[offset..<offset + 512].reduce(0) { $0 + Int($1) }
    let digits = String(sum, radix: 8)
    let field = Array((String(repeating: "0", count: 6 - digits.count) + digits).utf8) + [0]
    bytes.replaceSubrange(offset + 148..<offset + 155, with: field)
}

/// Numbers that look random and are the same in every run.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }
}
