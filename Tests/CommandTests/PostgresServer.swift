import Foundation
import Glibc

/// What holds an office's database in a test.
enum DatabaseKind: String, CaseIterable {
    case file
    case server

    /// What tests use that do not say: files, or a server where `LAPOR_TEST_DATABASE` says `server`.
    static let standard =
        ProcessInfo.processInfo.environment["LAPOR_TEST_DATABASE"].flatMap { Self(rawValue: $0) } ?? .file
}

/// A PostgreSQL server of the tests' own on a local socket, which ends with them.
final class PostgresServer: @unchecked Sendable {
    /// The one that tests share; each office has a database of its own there.
    static let shared = Result { try PostgresServer() }

    private static let tools = "/usr/lib/postgresql/15/bin"

    let folder: URL
    /// Our programs, but for `lapor-import init`, which takes a database of its own on this server.
    var programs: String { folder.appendingPathComponent("programs").path }

    /// Makes and starts a server.
    init() throws {
        // A socket's path must be short.
        folder = URL(fileURLWithPath: "/tmp/lapor-pg-\(getpid())-\(UInt16.random(in: 0...9_999))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // The server refuses to run as root.
        if getuid() == 0 { try Self.shell("chown postgres '\(folder.path)'") }
        try asOwner(
            """
            '\(Self.tools)/initdb' -D '\(folder.path)/data' -A trust -U postgres --no-sync -E UTF8 \
            --locale=C.UTF-8
            """)
        try start()
        try writePrograms()
        Self.running.append(self)
        if Self.running.count == 1 { atexit { PostgresServer.running.forEach { $0.end() } } }
    }

    nonisolated(unsafe) private static var running: [PostgresServer] = []

    /// Starts the server, as after it was killed.
    func start() throws {
        let options = "-k \(folder.path) -c listen_addresses= -c fsync=off -c max_connections=50"
        // What the server inherits open would keep whoever started it waiting.
        let closing = "for n in $(ls /proc/self/fd); do [ $n -lt 3 ] || eval exec \"$n>&-\"; done"
        try asOwner(
            "\(closing); '\(Self.tools)/pg_ctl' -D '\(folder.path)/data' -o \"\(options)\" -l '\(folder.path)/log' -w start"
        )
    }

    /// Ends the server as a power cut would.
    func kill() throws { try asOwner("'\(Self.tools)/pg_ctl' -D '\(folder.path)/data' -m immediate stop") }

    private func end() {
        try? kill()
        try? FileManager.default.removeItem(at: folder)
    }

    /// The address of a database.
    func address(_ name: String) -> String { "postgres://postgres@/\(name)?host=\(folder.path)" }

    /// Makes an empty database and gives its address.
    func makeDatabase() throws -> String {
        let name = "d\(UUID().uuidString.prefix(8).lowercased())"
        try Self.shell("createdb -h '\(folder.path)' -U postgres \(name)")
        return address(name)
    }

    /// Runs SQL in a database and gives the rows, columns divided by bars.
    func query(_ address: String, _ sql: String) throws -> [String] {
        try Self.shell("psql -X -A -t -q -v ON_ERROR_STOP=1 '\(address)' -c \"\(sql)\"").text
            .split(separator: "\n").map(String.init)
    }

    private func writePrograms() throws {
        let script = """
            #!/usr/bin/env bash
            set -euo pipefail
            for word in "$@"; do
                if [[ $word == init || $word == siapkan ]]; then
                    name=d$(od -An -N8 -tx1 /dev/urandom | tr -d ' \\n')
                    createdb -h '\(folder.path)' -U postgres "$name"
                    exec '\(Workspace.built)/lapor-import' "$@" --database "postgres://postgres@/$name?host=\(folder.path)"
                fi
            done
            exec '\(Workspace.built)/lapor-import' "$@"

            """
        try Self.shell(
            """
            mkdir '\(folder.path)/programs'; ln -s '\(Workspace.built)/lapor' '\(folder.path)/programs/lapor'
            chmod 755 '\(folder.path)'
            """)
        let path = programs + "/lapor-import"
        try Data(script.utf8).write(to: URL(fileURLWithPath: path))
        try Self.shell("chmod 755 '\(path)'")
    }

    private func asOwner(_ command: String) throws {
        if getuid() == 0 {
            try Self.shell(
                "cd / && su postgres -s /bin/bash -c \"$COMMAND\" >/dev/null", ["COMMAND": command])
        } else {
            try Self.shell("cd / && \(command) >/dev/null")
        }
    }

    @discardableResult
    private static func shell(_ script: String, _ environment: [String: String] = [:]) throws -> Output {
        guard let bash = Tool.path("bash") else { throw CannotRun(description: "no bash") }
        let output = try ProcessRun(
            bash, ["-euo", "pipefail", "-c", script],
            environment: ["PATH": Tool.searchPath, "LC_ALL": "C.UTF-8"].merging(environment) { $1 },
            directory: URL(fileURLWithPath: "/tmp")
        ).wait()
        guard output.status == 0 else {
            throw CannotRun(description: "exit \(output.status): \(output.error)\n\(script)")
        }
        return output
    }
}
