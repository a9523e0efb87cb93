import Foundation
import Glibc

/// What a program left behind when it ended.
struct Output {
    /// The exit code; that of a killed process is 128 and the signal's number, as a shell has it.
    let status: Int32
    let data: Data
    let errorData: Data

    var text: String { String(decoding: data, as: UTF8.self) }
    var error: String { String(decoding: errorData, as: UTF8.self) }

    /// The one JSON value on standard output.
    func json<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        try Answer.decoder.decode(type, from: data)
    }
}

/// A program of the machine that could not be started, or is not there.
struct CannotRun: Error, CustomStringConvertible {
    let description: String
}

/// A started program; its output goes to files, so that no pipe can fill up.
final class ProcessRun {
    private let process = Process()
    private let folder: URL

    /// What the program has written on standard output so far.
    var outputSoFar: Data { (try? Data(contentsOf: outputFile)) ?? Data() }

    private var outputFile: URL { folder.appendingPathComponent("out") }
    private var errorFile: URL { folder.appendingPathComponent("err") }

    /// Starts a program, with nothing in its environment but what is given.
    init(
        _ path: String, _ arguments: [String], environment: [String: String], directory: URL,
        input: Data? = nil
    ) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "lapor-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data().write(to: outputFile)
        try Data().write(to: errorFile)
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = directory
        process.standardInput = FileHandle.nullDevice
        if let input {
            let inputFile = folder.appendingPathComponent("in")
            try input.write(to: inputFile)
            process.standardInput = try FileHandle(forReadingFrom: inputFile)
        }
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try process.run()
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Ends the program at once, as a power cut would.
    func kill() { end(by: SIGKILL) }

    /// Sends the program a signal: SIGINT is Ctrl-C.
    func end(by signal: Int32) {
        Glibc.kill(process.processIdentifier, signal)
    }

    /// Waits for the program's end.
    func wait() throws -> Output {
        process.waitUntilExit()
        let killed = process.terminationReason == .uncaughtSignal
        return Output(
            status: killed ? 128 + process.terminationStatus : process.terminationStatus,
            data: try Data(contentsOf: outputFile), errorData: try Data(contentsOf: errorFile))
    }
}

/// Programs that are found on the search path.
enum Tool {
    static let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"

    /// Where a program lies; nil where there is none.
    static func path(_ name: String) -> String? {
        searchPath.split(separator: ":").map { "\($0)/\(name)" }
            .first(where: FileManager.default.isExecutableFile(atPath:))
    }

    /// Python: the system's own first, a version switcher would look into the home folder.
    static let python =
        ["/usr/bin/python3"].first(where: FileManager.default.isExecutableFile(atPath:)) ?? path("python3")

    /// Whether all of these are there.
    static func all(_ names: String...) -> Bool { names.allSatisfy { path($0) != nil } }
}
