import Foundation
import Testing

/// An office whose database is on a real PostgreSQL server.
struct ServerTests {
    private let workspace: Workspace
    private let server: PostgresServer

    init() throws {
        workspace = try Workspace(.file)
        server = try PostgresServer.shared.get()
    }

    /// A copy of an office with its database on the server.
    private func moved(_ office: Office, as name: String) throws -> (office: Office, address: String) {
        let home = workspace.path(name)
        try workspace.shell("cp -a '\(office.home)' '\(home)'")
        let address = try server.makeDatabase()
        let copy = Office(workspace: workspace, home: home, founded: office.founded)
        try copy.must("move", "--to", address)
        return (copy, address)
    }

    /// Laptops with complaints, confidential ones and photos among them; all their bundles, of which later ones repeat
    /// what earlier ones bring.
    private func bundles(_ laptops: [Laptop], rounds: Int = 2) throws -> [String] {
        for round in 0..<rounds {
            for (number, laptop) in laptops.enumerated() {
                let table = try workspace.write(
                    "laporan-\(number)-\(round).csv",
                    (0..<8).map { row in
                        """
                        pengaduan,Jalan rusak \(number) \(round) \(row),"Berlubang, ""dalam"" \(row) m",\
                        2026-10-0\(row % 9 + 1),33.09.06.200\(row % 2 + 1),\(row == 3 ? "ya" : "")
                        """
                    }.reduce("classification,title,description,incident_date,region,confidential\n") {
                        $0 + $1 + "\n"
                    })
                try laptop.must("new", "--from", table)
                let folder = try workspace.makeFolder("bundel-\(round)")
                try laptop.must("pack", "--to", folder)
                if round > 0 { try laptop.must("pack", "--all", "--to", folder) }
            }
        }
        return try workspace.shell("ls -d '\(workspace.folder.path)'/bundel-*/*.lapor").text
            .split(separator: "\n").map(String.init)
    }

    /// What nobody may be able to tell an office's database by.
    private func shown(_ office: Office) throws -> [Data] {
        var shown = [
            try office.listing(), try office.must("status", "--json").data,
            try office.must("device", "list", "--json").data,
            try office.must("search", "rusak", "--json").data,
            try office.must("list", "--region", "33.09.06.2001", "--json").data,
            try office.must("duplicates", "--json").data, try office.must("conflicts", "--json").data,
            try office.must("gaps", "--json").data,
        ]
        for format in ["csv", "ndjson", "geojson"] {
            let path = workspace.path("ekspor-\(UUID().uuidString).\(format)")
            try office.must("export", "--format", format, "--to", path)
            shown.append(try workspace.read(path))
        }
        return shown
    }

    @Test func `one office with a file and on a server shows and exports the same, byte for byte`() throws {
        let (file, laptops) = try workspace.ready(devices: 2)
        let bundles = try bundles(laptops)
        let (onServer, _) = try moved(file, as: "server")
        for office in [file, onServer] {
            // Both at the same time by their clocks, which exports tell.
            try workspace.shell(
                """
                faketime -f '@2026-11-20 09:00:00' '\(Workspace.built)/lapor-import' --home '\(office.home)' add \
                '\(workspace.folder.path)'/bundel-*
                """)
            for complaint in try office.complaints().prefix(5) {
                try workspace.shell(
                    """
                    faketime -f '@2026-11-21 09:00:00' '\(Workspace.built)/lapor-import' --home '\(office.home)' \
                    respond \(complaint.id) --status ditindaklanjuti --answer 'Ditambal' --date 2026-11-20
                    """)
            }
        }
        #expect(bundles.count == 6)
        #expect(try file.complaints().count == 32)
        for (one, other) in zip(try shown(file), try shown(onServer)) { #expect(one == other) }
        try onServer.must("check")
    }

    @Test func `many importers at once do what one does after the other`() throws {
        let (office, laptops) = try workspace.ready(devices: 4)
        let bundles = try bundles(laptops)
        let (onServer, _) = try moved(office, as: "server")
        try office.must("add", workspace.path("bundel-0"), workspace.path("bundel-1"))
        let importers = try (0..<4).map { number in
            // Each has them in another order, and every bundle lies on two desks.
            let share = bundles.indices.filter { ($0 + number) % 4 < 2 }.map { bundles[$0] }
            return try workspace.start(
                "lapor-import",
                ["--home", onServer.home, "add"] + (number.isMultiple(of: 2) ? share : share.reversed()))
        }
        for importer in importers {
            let output = try importer.wait()
            #expect(output.status == 0, "\(output.error)")
        }
        #expect(try office.listing() == onServer.listing())
        try onServer.must("check")
    }

    @Test func `a server that is killed in the middle loses nothing, and says what to do`() throws {
        let own = try PostgresServer()
        let (office, laptops) = try workspace.ready(devices: 3)
        _ = try bundles(laptops, rounds: 3)
        let onServer = Office(workspace: workspace, home: workspace.path("server"), founded: office.founded)
        try workspace.shell("cp -a '\(office.home)' '\(onServer.home)'")
        try onServer.must("move", "--to", try own.makeDatabase())
        let folders = (0..<3).map { workspace.path("bundel-\($0)") }
        try succeed(office.run(["add"] + folders))

        let importer = try workspace.start(
            "lapor-import", ["--home", onServer.home, "add", "--json"] + folders, language: .english)
        while try own.query(try address(onServer), "SELECT count(*) FROM complaints") == ["0"] {
            usleep(2_000)
        }
        try own.kill()
        let output = try importer.wait()
        #expect([69, 0].contains(output.status), "\(output.error)")
        if output.status == 69 { #expect(output.error.contains("nothing is lost")) }
        let refused = try onServer.run(["list"], language: .english)
        #expect(refused.status == 69 && refused.error.contains("cannot be reached"))

        try own.start()
        try succeed(onServer.run(["add"] + folders))
        #expect(try office.listing() == onServer.listing())
        try onServer.must("check")
    }

    private func address(_ office: Office) throws -> String {
        String(decoding: try workspace.read(office.home + "/database"), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test func `tables divided by feed and by province serve as well`() throws {
        let (office, laptops) = try workspace.ready(devices: 2)
        _ = try bundles(laptops)
        let (onServer, address) = try moved(office, as: "server")
        let guide = try String(
            contentsOf: Workspace.sources.appendingPathComponent("Scripts/divide-tables.sql"), encoding: .utf8
        )
        let path = try workspace.write("divide.sql", guide)
        try workspace.shell("psql -X -q -v ON_ERROR_STOP=1 '\(address)' -f '\(path)'")
        for one in [office, onServer] {
            try one.must("add", workspace.path("bundel-0"), workspace.path("bundel-1"))
        }
        let moving = try #require(try onServer.complaints().first { !$0.confidential })
        for one in [office, onServer] { try one.must("edit", moving.id, "--region", "33.09.06") }
        #expect(try office.listing() == onServer.listing())
        #expect(
            try office.must("search", "rusak", "--json").data
                == onServer.must("search", "rusak", "--json").data)
        try onServer.must("check")
        let parts = try server.query(
            address, "SELECT count(DISTINCT tableoid) FROM events")
        #expect(try #require(parts.first.flatMap { Int($0) }) > 1)
    }

    @Test func `moving keeps everything, and the file under another name`() throws {
        let (office, laptops) = try workspace.ready(devices: 1)
        _ = try bundles(laptops)
        try office.must("add", workspace.path("bundel-0"))
        let before = try shown(office)
        let address = try server.makeDatabase()
        try office.must("move", "--to", address)
        #expect(try shown(office) == before)
        #expect(workspace.exists(office.home + "/store.sqlite.moved"))
        #expect(!workspace.exists(office.home + "/store.sqlite"))
        try office.must("check")
        let again = try office.run(["move", "--to", try server.makeDatabase()], language: .english)
        #expect(again.status == 64 && again.error.contains("on a server"))
        let backup = try office.run(["backup", workspace.path("cadangan")], language: .english)
        #expect(backup.status == 64 && backup.error.contains("pg_dump"))
        let other = try workspace.office("lain")
        try other.must("backup", workspace.path("cadangan-lain"))
        let keys = try workspace.read(office.home + "/keys/transport.key")
        let restored = try office.run(["restore", workspace.path("cadangan-lain")], language: .english)
        #expect(restored.status == 64)
        #expect(try workspace.read(office.home + "/keys/transport.key") == keys)

        let none = try other.run(["move", "--to", "mysql://kantor"], language: .english)
        #expect(none.status == 65 && none.error.contains("--to \"mysql://kantor\""))
        let taken = try other.run(["move", "--to", address], language: .english)
        #expect(taken.status == 73, "\(taken.error)")
        #expect(try other.complaints().isEmpty)
    }

    @Test func `an address that is none, and a server that is not there, are told apart`() throws {
        let home = workspace.path("kantor")
        func founded(_ address: String) throws -> Output {
            try workspace.run(
                "lapor-import",
                ["--home", home, "init", "--name", "Kantor", "--no-passphrase", "--database", address],
                language: .english)
        }
        let none = try founded("mysql://kantor")
        #expect(none.status == 65 && none.error.contains("--database"))
        let absent = try founded("postgres://ani:rahasia@/kantor?host=\(workspace.folder.path)")
        #expect(absent.status == 69 && !absent.error.contains("rahasia"), "\(absent.error)")
        try succeed(founded(try server.makeDatabase()))
    }

    @Test func `whoever writes waits for another one, and says for whom`() throws {
        let (office, _) = try workspace.ready()
        let (onServer, address) = try moved(office, as: "server")
        let sleep = "BEGIN; SELECT 1 FROM gate FOR UPDATE; SELECT pg_sleep(3)"
        let holder = try ProcessRun(
            try #require(Tool.path("psql")), ["-X", "-q", address, "-c", sleep],
            environment: ["PATH": Tool.searchPath, "PGAPPNAME": "lapor-import uji"],
            directory: workspace.folder)
        let isAsleep =
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
        while try server.query(address, isAsleep).isEmpty { usleep(20_000) }
        let output = try onServer.run(
            ["kit", "Tim Lain", "--region", "33.09", "--to", workspace.path("lain.kit")], language: .english)
        #expect(output.status == 0)
        #expect(output.error.contains("waiting for another program (lapor-import uji)"), "\(output.error)")
        #expect(try holder.wait().status == 0)
    }
}
