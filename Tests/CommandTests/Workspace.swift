import Foundation

/// A folder of one test, in which an office and its laptops live; it goes when the test ends.
///
/// Nothing of the machine's own environment reaches the programs: not its language, not its home.
final class Workspace {
    enum Language: String, CaseIterable {
        case indonesian = "id"
        case english = "en"
    }

    let folder: URL

    /// The folder of the programs.
    let programs: String

    /// An empty folder; offices in it have their databases there.
    init(_ kind: DatabaseKind = .standard) throws {
        programs = kind == .server ? try PostgresServer.shared.get().programs : Self.built
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("lapor-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    // MARK: Files

    /// The path of a file or folder in this one.
    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// Writes a file and gives its path.
    @discardableResult
    func write(_ name: String, _ data: Data) throws -> String {
        try data.write(to: folder.appendingPathComponent(name))
        return path(name)
    }

    /// Writes a text file and gives its path.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String { try write(name, Data(text.utf8)) }

    /// The bytes of a file.
    func read(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    /// Makes an empty folder and gives its path.
    func makeFolder(_ name: String) throws -> String {
        try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
        return path(name)
    }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    // MARK: Programs

    /// The folder of the programs as they were built: named by `LAPOR_BIN`, else the one that the tests were built into.
    static let built: String = {
        if let named = ProcessInfo.processInfo.environment["LAPOR_BIN"], !named.isEmpty { return named }
        var folder = URL(fileURLWithPath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
        while folder.path != "/" {
            if FileManager.default.isExecutableFile(atPath: folder.path + "/lapor-import") { break }
            folder.deleteLastPathComponent()
        }
        return folder.path
    }()

    /// The root of the sources that the tests were built from.
    static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The environment that a program gets.
    func environment(_ language: Language, _ more: [String: String] = [:]) -> [String: String] {
        [
            "PATH": Tool.searchPath, "HOME": path("nobody"), "LAPOR_LANG": language.rawValue,
            "TMPDIR": folder.path, "SWIFT_BACKTRACE": "enable=no", "TZ": "UTC",
        ].merging(more) { $1 }
    }

    /// Starts one of our programs.
    func start(
        _ program: String, _ arguments: [String], language: Language = .indonesian,
        environment: [String: String] = [:], input: Data? = nil
    ) throws -> ProcessRun {
        try ProcessRun(
            "\(programs)/\(program)", arguments, environment: self.environment(language, environment),
            directory: folder, input: input)
    }

    /// Runs one of our programs to its end.
    func run(
        _ program: String, _ arguments: [String], language: Language = .indonesian,
        environment: [String: String] = [:], input: Data? = nil
    ) throws -> Output {
        try start(program, arguments, language: language, environment: environment, input: input).wait()
    }

    /// Runs a script with `bash -euo pipefail`; a failure is an error that tells what it said.
    @discardableResult
    func shell(_ script: String, in directory: String? = nil, environment: [String: String] = [:]) throws
        -> Output
    {
        guard let bash = Tool.path("bash") else { throw CannotRun(description: "no bash") }
        let output = try ProcessRun(
            bash, ["-euo", "pipefail", "-c", script],
            environment: self.environment(.indonesian, environment),
            directory: directory.map { URL(fileURLWithPath: $0) } ?? folder
        ).wait()
        guard output.status == 0 else {
            throw CannotRun(description: "exit \(output.status): \(output.error)\n\(script)")
        }
        return output
    }

    // MARK: Parts

    /// Codes and names as `catalog regions` takes them; only those that tests name.
    static let regions = """
        kode,nama
        33,Jawa Tengah
        33.09,Kabupaten Boyolali
        33.09.06,Mojosongo
        33.09.06.2001,Madu
        33.09.06.2002,Singosari

        """

    /// Founds an office that knows a few regions and categories.
    func office(_ name: String = "kantor", regions: String? = nil) throws -> Office {
        let home = path(name)
        let founded = try succeed(
            run(
                "lapor-import",
                ["--home", home, "init", "--name", "Kantor \(name)", "--no-passphrase", "--json"]))
        let office = Office(workspace: self, home: home, founded: try founded.json())
        let file = try regions ?? write("wilayah-\(name).csv", Self.regions)
        try office.must("catalog", "regions", file)
        let categories = try write("kategori-\(name).csv", "code,name,parent\nkesehatan,Kesehatan,\n")
        try office.must("catalog", "categories", categories)
        return office
    }

    /// An office, a kit of it and laptops set up from that.
    func ready(devices: Int = 1) throws -> (office: Office, devices: [Laptop]) {
        let office = try office()
        let kit = try office.kit()
        return (office, try (1...devices).map { try office.laptop("laptop-\($0)", kit: kit) })
    }
}

/// Gives an output on if its exit code is 0.
@discardableResult
func succeed(_ output: Output, _ expected: Int32 = 0) throws -> Output {
    guard output.status == expected else {
        throw CannotRun(description: "exit \(output.status), not \(expected): \(output.error)\(output.text)")
    }
    return output
}
