import Foundation
import Testing

/// The faults that `Scripts/simulate --planted` plants fit the sources of today.
@Suite(.enabled(if: Git.path != nil, "git is missing: nobody knows whether the planted faults fit"))
struct FaultTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    private static let root = folder.deletingLastPathComponent().deletingLastPathComponent()

    private static func patches() throws -> [URL] {
        try ["fold", "stores"].flatMap { kind in
            try FileManager.default.contentsOfDirectory(
                at: folder.appendingPathComponent("Faults/\(kind)"), includingPropertiesForKeys: nil)
        }.sorted { $0.path < $1.path }
    }

    @Test func `every fault can be planted`() throws {
        let patches = try Self.patches()
        #expect(patches.count >= 50)
        for patch in patches {
            let process = Process()
            process.executableURL = Git.path
            process.arguments = ["apply", "--check", patch.path]
            process.currentDirectoryURL = Self.root
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0, "\(patch.lastPathComponent) does not fit the sources")
        }
    }

    @Test func `every fault says in a sentence what is broken`() throws {
        for patch in try Self.patches() {
            let lines = try String(contentsOf: patch, encoding: .utf8).split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(patch.pathExtension == "patch")
            #expect(lines[0].hasSuffix(".") && lines[1].isEmpty, "\(patch.lastPathComponent)")
        }
    }
}

/// The tool that plants.
private enum Git {
    static let path: URL? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { URL(fileURLWithPath: "\($0)/git") }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }
}
