import Foundation

/// An office: `lapor-import` with one store.
struct Office {
    let workspace: Workspace
    let home: String
    let founded: Answer.Founded

    /// Runs a command.
    func run(
        _ arguments: [String], language: Workspace.Language = .indonesian, environment: [String: String] = [:]
    ) throws -> Output {
        try workspace.run(
            "lapor-import", ["--home", home] + arguments, language: language, environment: environment)
    }

    /// Runs a command that must succeed.
    @discardableResult
    func must(_ arguments: String...) throws -> Output { try succeed(run(arguments)) }

    /// Issues a kit and gives its path.
    func kit(_ name: String = "tim.kit", _ more: String...) throws -> String {
        let path = workspace.path(name)
        try succeed(run(["kit", "Tim Desa", "--region", "33.09", "--to", path] + more))
        return path
    }

    /// Sets a laptop up.
    func laptop(_ name: String, kit: String) throws -> Laptop {
        let home = workspace.path(name)
        let output = try workspace.run(
            "lapor", ["--home", home, "setup", kit, "--device", name, "--officer", "Rina", "--json"])
        return Laptop(workspace: workspace, home: home, identity: try succeed(output).json())
    }

    /// Adds bundles; whatever the exit code, what is told of each.
    func add(_ paths: String...) throws -> (status: Int32, results: [Answer.Added]) {
        let output = try run(["add", "--json"] + paths)
        return (output.status, try output.json())
    }

    /// Opens a bundle with ordinary tools and gives the folder of its files, the events inflated.
    func unpack(_ bundle: String) throws -> String {
        let folder = try workspace.makeFolder("terbuka-\(UUID().uuidString)")
        try workspace.shell(
            """
            printf '%s\\n' '\(founded.recoveryKey)' > ../recovery.txt
            age -d -i ../recovery.txt '\(bundle)' | tar -xf -
            find . -name '*.gz' -exec gunzip {} +
            """, in: folder)
        return folder
    }

    /// The exact bytes of `list --json`.
    func listing() throws -> Data { try must("list", "--json").data }

    func complaints() throws -> [Answer.Complaint] { try must("list", "--json").json() }

    func devices() throws -> [Answer.Device] { try must("device", "list", "--json").json() }

    func quarantined() throws -> [Answer.Quarantined] { try must("quarantine", "list", "--json").json() }

    /// What a refused command must leave as it was: complaints, devices, what is set aside.
    func state() throws -> [Data] {
        try [["list"], ["device", "list"], ["quarantine", "list"], ["catalog", "show"]].map {
            try succeed(run($0 + ["--json"])).data
        }
    }
}

/// A volunteer's laptop: `lapor` with one store.
struct Laptop {
    let workspace: Workspace
    let home: String
    let identity: Answer.SetUp

    /// Runs a command.
    func run(
        _ arguments: [String], language: Workspace.Language = .indonesian,
        environment: [String: String] = [:], input: Data? = nil
    ) throws -> Output {
        try workspace.run(
            "lapor", ["--home", home] + arguments, language: language, environment: environment, input: input)
    }

    /// Runs a command with the laptop's clock at a time: a village laptop's stands wherever its battery left it.
    func run(at time: String, _ arguments: [String], language: Workspace.Language = .indonesian) throws
        -> Output
    {
        guard let faketime = Tool.path("faketime") else { throw CannotRun(description: "no faketime") }
        return try ProcessRun(
            faketime, ["-f", "@\(time)", "\(workspace.programs)/lapor", "--home", home] + arguments,
            environment: workspace.environment(language), directory: workspace.folder
        ).wait()
    }

    /// Runs a command that must succeed.
    @discardableResult
    func must(_ arguments: String...) throws -> Output { try succeed(run(arguments)) }

    /// Flags of a complaint that is good as it is.
    static let good = [
        "--classification", "pengaduan", "--title", "Jembatan putus", "--description", "Sejak hujan kemarin",
        "--incident-date", "2026-01-05", "--region", "33.09.06.2001",
    ]

    /// Takes a good complaint, with more flags if given: a later flag wins.
    @discardableResult
    func capture(_ more: String...) throws -> Answer.Saved {
        try succeed(run(["new", "--json"] + Self.good + more)).json()
    }

    /// Takes a file down; the exit code must be as expected.
    func capture(file: String, _ more: String..., status: Int32 = 0) throws -> Answer.FileTaken {
        try succeed(run(["new", "--from", file, "--json"] + more), status).json()
    }

    /// Packs into a folder of the workspace and gives the bundles' paths.
    func pack(into name: String = "stik", _ more: String...) throws -> [String] {
        let folder = try workspace.makeFolder(name)
        let packed: Answer.Packed = try succeed(run(["pack", "--to", folder, "--json"] + more)).json()
        return packed.bundles.map(\.path)
    }

    /// Packs all into the one bundle that it must be.
    func bundle(into name: String = "stik", _ more: String...) throws -> String {
        let folder = try workspace.makeFolder(name)
        let packed: Answer.Packed = try succeed(run(["pack", "--to", folder, "--json"] + more)).json()
        guard packed.bundles.count == 1, let bundle = packed.bundles.first else {
            throw CannotRun(description: "\(packed.bundles.count) bundles, not one")
        }
        return bundle.path
    }

    func complaints() throws -> [Answer.Complaint] { try must("list", "--json").json() }

    /// What a refused command must leave as it was.
    func state() throws -> [Data] {
        try [["list"], ["status"]].map { try succeed(run($0 + ["--json"])).data }
    }
}
