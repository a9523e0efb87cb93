import Foundation
import Testing

// A part of the complaints on the laptop, in order, and how they look.
struct ListTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        laptop = ready.devices[0]
    }

    private func listed(_ arguments: String...) throws -> [String] {
        let complaints: [Answer.Complaint] = try succeed(laptop.run(["list", "--json"] + arguments)).json()
        return complaints.map { $0.title ?? "-" }
    }

    /// Five complaints, each taken at a day of its own.
    private func captureFive() throws {
        for (day, title) in zip(20...24, ["satu", "dua", "tiga", "empat", "lima"]) {
            let arguments = [
                "new", "--classification", "aspirasi", "--title", title, "--description", "Isi",
                "--region", day % 2 == 0 ? "33.09.06.2001" : "33.09.06.2002",
            ]
            let category = day < 22 ? ["--category", "kesehatan"] : []
            try succeed(laptop.run(at: "2026-01-\(day) 12:00:00", arguments + category))
        }
    }

    @Test(.enabled(if: Tool.all("faketime"), "faketime is missing"))
    func `pages, days, places and categories`() throws {
        try captureFive()
        #expect(try listed() == ["satu", "dua", "tiga", "empat", "lima"])
        #expect(try listed("--newest") == ["lima", "empat", "tiga", "dua", "satu"])
        #expect(try listed("--limit", "2") == ["satu", "dua"])
        #expect(try listed("--limit", "2", "--offset", "3") == ["empat", "lima"])
        #expect(try listed("--newest", "--limit", "2", "--offset", "1") == ["empat", "tiga"])
        #expect(try listed("--offset", "5") == [])
        #expect(try listed("--since", "2026-01-22") == ["tiga", "empat", "lima"])
        #expect(try listed("--until", "2026-01-22") == ["satu", "dua", "tiga"])
        #expect(try listed("--since", "2026-01-21", "--until", "2026-01-22", "--newest") == ["tiga", "dua"])
        #expect(try listed("--region", "33.09.06.2002") == ["dua", "empat"])
        #expect(try listed("--region", "33.09.06.2002", "--limit", "1") == ["dua"])
        #expect(try listed("--category", "kesehatan") == ["satu", "dua"])
        #expect(try listed("--category", "kesehatan", "--limit", "9", "--newest") == ["dua", "satu"])
        #expect(try listed("--category", "tidak-ada") == [])
        #expect(try listed("--region", "33.09.06.2001", "--since", "2026-01-21", "--limit", "1") == ["tiga"])
        let empty = try laptop.run(["list", "--category", "tidak-ada"])
        #expect(empty.status == 0 && empty.text.isEmpty && empty.error.contains("tidak ada yang cocok"))
        for wrong in [
            ["--limit", "0"], ["--limit", "x"], ["--offset", "-1"], ["--since", "besok"],
            ["--until", "2026-02-30"],
        ] {
            let output = try laptop.run(["list"] + wrong)
            #expect(output.status == 65 && output.error.contains("petunjuk"), "\(wrong)")
            #expect(output.error.contains(wrong[0]))
        }
    }

    @Test(.enabled(if: Tool.all("faketime"), "faketime is missing"))
    func `each state is found at each step of the way, and counted as status counts it`() throws {
        func states() throws -> [[String]] {
            try ["recorded", "packed", "confirmed", "answered"].map { state in
                let all = try listed("--state", state)
                #expect(try listed("--state", state, "--limit", "100") == all)
                return all
            }
        }
        struct Counts: Decodable { var unsent, packed, confirmed, answered, unread: Int }
        func counts() throws -> [Int] {
            let counts: Counts = try laptop.must("status", "--json").json()
            return [counts.unsent, counts.packed, counts.confirmed, counts.answered, counts.unread]
        }
        try captureFive()
        #expect(try states().map(\.count) == [5, 0, 0, 0] && counts() == [5, 0, 0, 0, 0])
        let bundle = try laptop.bundle()
        try laptop.capture("--title", "enam")
        #expect(try states().map(\.count) == [1, 5, 0, 0] && counts() == [1, 5, 0, 0, 0])
        #expect(try listed("--state", "tercatat") == ["enam"])
        #expect(try listed("--state", "terkemas", "--newest", "--limit", "1") == ["lima"])
        try office.merge(bundle)
        let first = try #require(try laptop.complaints().first)
        try office.must("respond", first.number, "--status", "selesai", "--answer", "Sudah")
        try laptop.receive(try office.reply())
        #expect(try states() == [["enam"], [], ["dua", "tiga", "empat", "lima"], ["satu"]])
        #expect(try counts() == [1, 0, 4, 1, 1])
        #expect(try listed("--state", "selesai") == ["satu"] && listed("--state", "diterima").count == 4)
        try laptop.must("feedback", first.number, "--text", "Terima kasih")
        #expect(try counts() == [1, 0, 4, 1, 0])
        try laptop.must("withdraw", "\(try laptop.complaints()[1].id)", "--reason", "Sudah baik")
        #expect(try counts() == [1, 0, 4, 1, 0] && listed("--state", "ditarik") == ["dua"])
    }

    @Test(.enabled(if: Tool.python != nil, "python3 is missing"))
    func `a status is coloured on a terminal only, and not where nobody wants it`() throws {
        try laptop.capture()
        let plain = try laptop.must("list").text
        #expect(plain.contains("tercatat") && !plain.contains("\u{1B}"))
        func shown(_ environment: [String: String]) throws -> String {
            let script = """
                import os, pty, sys
                pid, terminal = pty.fork()
                if pid == 0:
                    os.execv(sys.argv[1], sys.argv[1:])
                shown = b""
                while True:
                    try:
                        data = os.read(terminal, 65536)
                    except OSError:
                        break
                    if not data:
                        break
                    shown += data
                os.waitpid(pid, 0)
                sys.stdout.buffer.write(shown)
                """
            let run = try ProcessRun(
                try #require(Tool.python),
                ["-c", script, "\(laptop.workspace.programs)/lapor", "--home", laptop.home, "list"],
                environment: workspace.environment(.indonesian, environment), directory: workspace.folder)
            return try succeed(run.wait()).text.replacingOccurrences(of: "\r", with: "")
        }
        #expect(try shown(["TERM": "xterm"]).contains("\u{1B}[33mtercatat\u{1B}[0m  33.09.06.2001"))
        for environment in [["TERM": "xterm", "NO_COLOR": "1"], ["TERM": "dumb"], [:]] {
            #expect(try shown(environment) == plain, "\(environment)")
        }
    }
}
