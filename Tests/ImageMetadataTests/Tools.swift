import Foundation
import ImageMetadata

/// A folder of its own in which ordinary tools make and judge images; gone with the last reference.
final class ToolFolder {
    struct Failed: Error {
        var command: String
        var output: String
    }

    /// Whether the tools are here.
    static let hasTools = ["exiftool", "cjpeg", "djpeg", "pnmtopng", "pngtopnm"].allSatisfy { name in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }

    let url = FileManager.default.temporaryDirectory.appending(path: "images-\(UUID().uuidString)")

    /// A folder with a picture of 64 × 48 coloured points in it.
    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        var picture = Data("P6\n64 48\n255\n".utf8)
        for y in 0..<48 {
            for x in 0..<64 { picture.append(contentsOf: [UInt8(x * 4), UInt8(y * 5), UInt8(x * y % 251)]) }
        }
        try picture.write(to: url.appending(path: "picture.ppm"))
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: url.appending(path: name))) }

    func write(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: url.appending(path: name))
    }

    /// Runs a script in the folder; what it writes, or an error if it fails.
    @discardableResult
    func shell(_ script: String) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-euo", "pipefail", "-c", script]
        process.currentDirectoryURL = url
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(command: script, output: output) }
        return output
    }

    /// The names of all that exiftool finds in a file beside what its bytes as a whole and its picture are, with their
    /// groups; the words of groups that are asked for.
    func told(by name: String) throws -> [String] {
        let tags = try JSONSerialization.jsonObject(
            with: Data(try shell("exiftool -j -G1 -a -u -U \(name)").utf8))
        let object = (tags as? [[String: Any]])?.first ?? [:]
        let plain = [
            "SourceFile", "ExifTool:", "System:", "File:", "Composite:", "PNG:", "PNG-pHYs:", "JFIF:",
        ]
        return object.keys.filter { key in
            !plain.contains { key.hasPrefix($0) } || key == "File:Comment"
                || key.contains("Time")
                    && (key.hasPrefix("PNG:") || key.hasPrefix("Composite:"))
                || key.contains("GPS")
        }.sorted()
    }
}

/// Cleans bytes that are given so many at a time.
func cleaned(_ bytes: [UInt8], atMost step: Int = .max) throws -> (
    bytes: [UInt8], result: ImageCleaner.Result
) {
    guard let format = ImageFormat(head: bytes) else { throw ImageError.notAnImage }
    var position = 0
    var output: [UInt8] = []
    let result = try ImageCleaner.clean(
        format,
        read: { buffer in
            let count = min(buffer.count, bytes.count - position, step)
            buffer.copyBytes(from: bytes[position..<position + count])
            position += count
            return count
        }, write: { output.append(contentsOf: $0) })
    return (output, result)
}

/// What an image tells.
func facts(_ bytes: [UInt8]) throws -> ImageFacts? {
    guard let format = ImageFormat(head: bytes) else { return nil }
    var position = 0
    return try ImageCleaner.facts(of: format) { buffer in
        let count = min(buffer.count, bytes.count - position)
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }
}

/// Whether bytes hold a text.
func holds(_ bytes: [UInt8], _ text: String) -> Bool {
    Data(bytes).range(of: Data(text.utf8)) != nil
}
