import Foundation
import Testing

// What a coordinator sees at a glance: what needs attention, and which team has brought what, the worst first.
@Suite(.enabled(if: Tool.all("faketime"), "faketime is missing: nothing is late"))
struct StatusScreenTests {
    let workspace: Workspace
    let office: Office

    init() throws {
        workspace = try Workspace()
        office = try workspace.office()
    }

    /// The environment and arguments of the office's program with its clock at a time, WIB.
    private func command(at time: String, _ arguments: [String]) -> [String] {
        ["-f", "@\(time)", "\(office.workspace.programs)/lapor-import", "--home", office.home] + arguments
    }

    @discardableResult
    private func run(
        at time: String, _ arguments: String..., language: Workspace.Language = .indonesian
    ) throws -> Output {
        let faketime = try #require(Tool.path("faketime"))
        return try ProcessRun(
            faketime, command(at: time, arguments),
            environment: workspace.environment(language, ["TZ": "Asia/Jakarta"]), directory: workspace.folder
        ).wait()
    }

    /// The lines of `status` on a terminal so many columns wide; of another, on none.
    private func screen(
        at time: String, columns: Int? = nil, _ more: String..., language: Workspace.Language = .indonesian
    ) throws -> [String] {
        let faketime = try #require(Tool.path("faketime"))
        var program = faketime
        var arguments = command(at: time, ["status"] + more)
        if let columns {
            let python = try #require(Tool.python)
            let pty = """
                import fcntl, os, pty, signal, struct, sys, termios
                pid, terminal = pty.fork()
                if pid == 0:
                    signal.pthread_sigmask(signal.SIG_SETMASK, [])
                    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, \(columns), 0, 0))
                    os.execv(sys.argv[1], sys.argv[1:])
                out = b""
                while True:
                    try: data = os.read(terminal, 65536)
                    except OSError: break
                    if not data: break
                    out += data
                os.waitpid(pid, 0)
                sys.stdout.buffer.write(out.replace(b"\\r", b""))
                """
            arguments = ["-c", pty, program] + arguments
            program = python
        }
        let environment = workspace.environment(language, ["TZ": "Asia/Jakarta", "TERM": "dumb"])
        let output = try succeed(
            ProcessRun(program, arguments, environment: environment, directory: workspace.folder).wait())
        return output.text.split(separator: "\n").map(String.init)
    }

    struct Status: Decodable {
        struct Device: Decodable {
            let id: String
            let team: String
            let complaints: Int
            let lastSequence: Int
            let lastSeenAt: String?
            let lastRecordedAt: String?
            let confirmedUpTo: Int
            let daysSilent: Int?
            let clockDoubt: String?
        }
        struct Team: Decodable {
            let team: String
            let late: Bool
        }
        struct Steps: Decodable, Equatable {
            let verify, followUp, request, settle: Int
        }
        let complaints, overdue, dueSoon, quarantined, conflicts: Int
        let byStatus: [String: Int]
        let overdueByStep: Steps
        let devices: [Device]
        let teams: [Team]
        let since: String?
        let region: String?
    }

    private func status(at time: String, _ more: String...) throws -> Status {
        let faketime = try #require(Tool.path("faketime"))
        let output = try ProcessRun(
            faketime, command(at: time, ["status", "--json"] + more),
            environment: workspace.environment(.indonesian, ["TZ": "Asia/Jakarta"]),
            directory: workspace.folder
        ).wait()
        return try succeed(output).json()
    }

    private static func good(_ title: String, _ more: String...) -> [String] {
        [
            "new", "--classification", "aspirasi", "--title", title, "--description", "Isi \(title)",
            "--region", "33.09.06.2001",
        ] + more
    }

    /// Takes a complaint on Monday 19 January 2026 and brings it that day.
    private func bring(_ laptop: Laptop, _ title: String = "Lampu jalan", _ more: String...) throws {
        try succeed(laptop.run(at: "2026-01-19 02:00:00", Self.good(title) + more))
        try succeed(run(at: "2026-01-19 15:00:00", "add", laptop.bundle(into: "stik-\(UUID().uuidString)")))
    }

    // MARK: Tests

    @Test func `what needs attention comes first, the worst on top, each in one line with what to do`() throws
    {
        let narrow = try office.kit("satu.kit", "--devices", "1")
        let first = try office.laptop("Laptop A", kit: narrow)
        let second = try office.laptop("Laptop B", kit: narrow)
        try office.must(
            "kit", "Tim Telat", "--region", "33.09", "--to", workspace.path("telat.kit"), "--expected",
            "2026-01-16")
        try office.must(
            "kit", "Tim Nanti", "--region", "33.09", "--to", workspace.path("nanti.kit"), "--expected",
            "2026-12-31")
        try bring(first)
        // What this bundle holds stays on its stick, and the next one goes on after it.
        try succeed(first.run(at: "2026-01-19 03:00:00", Self.good("Sumur")))
        _ = try first.pack(into: "hilang")
        try succeed(first.run(at: "2026-01-19 04:00:00", Self.good("Posyandu")))
        let later = try first.bundle(into: "kemudian", "--new")
        try succeed(run(at: "2026-01-20 09:00:00", "add", later))
        try succeed(second.run(at: "2026-01-20 02:00:00", Self.good("Pasar")))
        #expect(try run(at: "2026-01-20 09:00:00", "add", second.bundle(into: "lebih")).status == 10)

        let friday = "2026-01-23 16:00:00"
        let lines = try screen(at: friday)
        #expect(lines[0] == "Laporan 2; lewat tenggat 1, segera jatuh tempo 1")
        #expect(lines[1] == "Tahap: diterima, belum diverifikasi 2")
        #expect(lines[2] == "Perlu perhatian, yang terpenting dahulu:")
        let notices = lines.filter { $0.hasPrefix("! ") }
        let code = first.identity.id.prefix(8)
        #expect(
            notices.map { $0.prefix(22) } == [
                "! 1 bundel disisihkan ", "! Catatan dari 1 lapto", "! 1 tim terlambat: bel",
                "! 1 laporan lewat teng", "! 1 laporan jatuh temp", "! Jam 1 laptop diraguk",
            ])
        #expect(notices[0].hasSuffix("lapor-import quarantine list"))
        #expect(notices[1].contains("(\(code))") && notices[1].hasSuffix("lapor-import gaps"))
        #expect(notices[2].contains("(Tim Telat)") && notices[3].hasSuffix("lapor-import list --overdue"))

        // The device that waits, then the one with a gap; then the team that is late, and at last the one that is not.
        let table = lines.drop { !$0.hasPrefix("TIM DAN LAPTOP") }
        let places = ["Laptop B", "Laptop A", "Tim Telat:", "Tim Nanti:"].map { name in
            table.firstIndex { $0.contains(name) } ?? -1
        }
        #expect(places == places.sorted() && !places.contains(-1), "\(lines)")
        #expect(lines.contains("Tim Telat: 0 dari 5 laptop; diharapkan 2026-01-16, TERLAMBAT 7 hari"))
        #expect(lines.contains("Tim Nanti: 0 dari 5 laptop; diharapkan 2026-12-31, belum mengirim"))

        let found = try status(at: friday)
        let device = try #require(found.devices.first { $0.id == first.identity.id })
        #expect(found.quarantined == 1 && found.overdueByStep.verify == 1)
        #expect(device.lastSeenAt == "2026-01-20T02:00:00Z" && device.daysSilent == 3)
        #expect(device.lastRecordedAt == "2026-01-19T04:00:00Z")
        #expect(device.confirmedUpTo == 2 && device.lastSequence == 4)
        let row = try #require(table.first { $0.contains("Laptop A") })
        #expect(
            row.contains("  2/4  ") && row.contains("2026-01-20 09:00") && row.contains("2026-01-19 11:00"))
        let waiting = try #require(found.devices.first { $0.id == second.identity.id })
        #expect(waiting.lastSeenAt == "2026-01-20T02:00:00Z" && waiting.confirmedUpTo == 0)
    }

    @Test func `many devices of one kind are one line, with a few of them and how many more`() throws {
        let kit = try office.kit("lima.kit", "--devices", "5")
        for place in 1...5 { try bring(try office.laptop("laptop-\(place)", kit: kit), "Laporan \(place)") }
        let lines = try screen(at: "2026-01-29 16:00:00", language: .english)
        let silent = lines.filter { $0.contains("brought nothing") }
        #expect(
            silent.count == 1
                && silent[0].hasPrefix("! 5 devices have brought nothing for more than 7 days ("))
        #expect(silent[0].contains(", +2): ask whether"))
        // After seven days and a moment nobody is silent for more than seven.
        #expect(try !screen(at: "2026-01-26 16:00:00").contains { $0.contains("hari tidak mengirim") })
        #expect(try status(at: "2026-01-26 16:00:00").devices.allSatisfy { $0.daysSilent == 7 })
        try office.must("device", "revoke", "laptop-1")
        #expect(
            try screen(at: "2026-01-29 16:00:00").contains { $0.hasPrefix("! 4 laptop lebih dari 7 hari") })
    }

    @Test(.enabled(if: Tool.python != nil, "python3 is missing: there is no terminal"))
    func `at 80 columns nothing is wrapped by the terminal, and at 120 there is more of it`() throws {
        let kit = try office.kit("lebar.kit")
        let names = ["Laptop dengan nama yang panjang sekali di Kecamatan Mojosongo", "Laptop 2"]
        for name in names { try bring(try office.laptop(name, kit: kit)) }
        let time = "2026-02-20 16:00:00"
        for columns in [40, 60, 80, 100, 120, 200] {
            let lines = try screen(at: time, columns: columns)
            #expect(lines.allSatisfy { $0.count <= columns }, "\(columns): \(lines)")
            #expect(lines.contains { $0.contains("lapor-import list --overdue") }, "\(columns)")
            #expect(lines.filter { $0.hasPrefix("  ") && $0.contains(" Laptop") }.count == 2, "\(lines)")
        }
        let heading = { (columns: Int) in
            try #require(try screen(at: time, columns: columns).first { $0.hasPrefix("TIM DAN LAPTOP") })
        }
        let (narrow, wide) = (try heading(80), try heading(120))
        for word in ["KEADAAN", "LAPORAN", "TERLIHAT", "UTUH", "CELAH", "DIAM", "JAM"] {
            #expect(narrow.contains(word) && wide.contains(word), "\(word)")
        }
        for word in ["KIRIMAN", "DICATAT"] { #expect(!narrow.contains(word) && wide.contains(word)) }
        // Nothing is cut where nobody reads it on a screen.
        #expect(try screen(at: time).contains { $0.contains(names[0]) })
    }

    @Test func `a day and a region narrow the screen and the JSON alike`() throws {
        let south = workspace.path("selatan.kit")
        try office.must(
            "kit", "Tim Selatan", "--region", "33.09.06.2002", "--to", south, "--expected", "2026-01-10")
        let first = try office.laptop("laptop-1", kit: try office.kit("umum.kit"))
        let second = try office.laptop("laptop-2", kit: south)
        try bring(first)
        try bring(second, "Sumur kering", "--region", "33.09.06.2002")
        try succeed(second.run(at: "2026-01-22 02:00:00", Self.good("Jalan", "--region", "33.09.06.2002")))
        try succeed(run(at: "2026-01-22 15:00:00", "add", second.bundle(into: "kedua")))
        let friday = "2026-01-23 16:00:00"

        let all = try status(at: friday)
        #expect(all.complaints == 3 && all.devices.count == 2 && all.since == nil && all.region == nil)
        let later = try status(at: friday, "--since", "2026-01-22")
        #expect(later.complaints == 1 && later.byStatus == ["diterima": 1] && later.since == "2026-01-22")
        #expect(later.devices.map(\.complaints).sorted() == [0, 1] && later.teams.count == 2)
        // What is late is late whenever it came.
        #expect(later.overdue == 2 && all.overdue == 2)
        let part = try status(at: friday, "--region", "33.09.06.2001")
        #expect(part.complaints == 1 && part.overdue == 1 && part.region == "33.09.06.2001")
        #expect(part.teams.map(\.team) == ["Tim Desa"] && part.devices.map(\.id) == [first.identity.id])
        let both = try status(at: friday, "--region", "33.09", "--since", "kemarin")
        #expect(both.complaints == 1 && both.teams.count == 2)
        #expect(try status(at: friday, "--region", "33.10").complaints == 0)

        let lines = try screen(at: friday, "--region", "33.09.06.2002", "--since", "2026-01-20")
        #expect(lines[0] == "Laporan 1; lewat tenggat 1, segera jatuh tempo 0")
        #expect(lines[1].contains("33.09.06.2002 Singosari") && lines[1].contains("2026-01-20"))
        // The kit of laptop-1 is for a region around this one.
        #expect(lines.contains { $0.contains("laptop-2") } && lines.contains { $0.contains("laptop-1") })
        let north = try screen(at: friday, "--region", "33.09.06.2001")
        #expect(north.contains { $0.contains("laptop-1") } && !north.contains { $0.contains("laptop-2") })
        let bad = try run(at: friday, "status", "--since", "besok lusa")
        #expect(bad.status == 65 && bad.error.contains("--since \"besok lusa\""))
    }

    @Test func `each step has its own deadline, and what is overdue stays what was not verified`() throws {
        let laptop = try office.laptop("laptop-1", kit: try office.kit())
        try bring(laptop, "Kartu keluarga", "--classification", "permintaan-informasi")
        try bring(laptop, "Jalan rusak", "--classification", "pengaduan", "--incident-date", "2026-01-10")
        try bring(laptop, "Taman")
        let titles = ["Kartu keluarga", "Jalan rusak", "Taman"]
        let complaints: [Answer.Complaint] = try office.must("list", "--json").json()
        let numbers = titles.map { title in complaints.first { $0.title == title }?.number ?? "" }
        func steps(at time: String) throws -> [Int] {
            let found = try status(at: time)
            #expect(found.overdue == found.overdueByStep.verify)
            let steps = found.overdueByStep
            return [steps.verify, steps.followUp, steps.request, steps.settle]
        }
        // Three working days after Monday the 19th end on Thursday, five on Monday the 26th.
        #expect(try steps(at: "2026-01-22 12:00:00") == [0, 0, 0, 0])
        #expect(try steps(at: "2026-01-23 12:00:00") == [3, 0, 0, 0])
        #expect(try steps(at: "2026-01-26 12:00:00") == [3, 0, 0, 0])
        #expect(try steps(at: "2026-01-27 12:00:00") == [3, 0, 1, 0])
        for number in numbers {
            try run(at: "2026-01-27 13:00:00", "respond", number, "--status", "terdisposisi")
        }
        #expect(try steps(at: "2026-01-27 14:00:00") == [0, 0, 1, 0])
        // Two were passed on that need a follow-up by Tuesday the 3rd; fourteen days after arrival are the 6th.
        #expect(try steps(at: "2026-02-03 12:00:00") == [0, 0, 1, 0])
        #expect(try steps(at: "2026-02-04 12:00:00") == [0, 2, 1, 0])
        #expect(try steps(at: "2026-02-09 12:00:00") == [0, 2, 1, 1])
        let lines = try screen(at: "2026-02-09 12:00:00")
        #expect(
            lines.contains(
                "Lewat tenggat menurut langkah: verifikasi 0; tindak lanjut 2; jawaban permintaan informasi 1; penyelesaian pengaduan 1"
            ), "\(lines)")
        #expect(lines.contains { $0.hasPrefix("! 1 permintaan informasi") && $0.contains(numbers[0]) })
        try run(at: "2026-02-09 13:00:00", "respond", numbers[0], "--answer", "Di kecamatan")
        try run(at: "2026-02-09 13:00:00", "respond", numbers[1], "--status", "selesai", "--answer", "Sudah")
        try run(at: "2026-02-09 13:00:00", "respond", numbers[2], "--status", "ditindaklanjuti")
        #expect(try steps(at: "2026-02-09 14:00:00") == [0, 0, 0, 0])
    }

    @Test func `captured, arrived and forwarded are three clocks, shown apart`() throws {
        let kit = try office.kit()
        let (fast, slow) = (try office.laptop("cepat", kit: kit), try office.laptop("lambat", kit: kit))
        try succeed(fast.run(at: "2026-01-20 02:00:00", Self.good("Besok")))
        try succeed(run(at: "2026-01-19 15:00:00", "add", fast.bundle(into: "cepat-1")))
        try succeed(slow.run(at: "2011-01-01 00:00:00", Self.good("Dahulu")))
        try succeed(run(at: "2026-01-19 16:00:00", "add", slow.bundle(into: "lambat-1")))
        let doubts = try status(at: "2026-01-19 17:00:00").devices.map { [$0.id, $0.clockDoubt] }
        #expect(Set(doubts) == [[fast.identity.id, "ahead"], [slow.identity.id, "behind"]])
        let lines = try screen(at: "2026-01-19 17:00:00")
        #expect(lines.contains { $0.hasPrefix("! Jam 2 laptop diragukan (") })
        #expect(lines.contains { $0.contains("cepat") && $0.hasSuffix("cepat?") })
        #expect(lines.contains { $0.contains("lambat") && $0.hasSuffix("lambat?") })

        struct Clocks: Decodable { let recordedAt, arrivedAt: String, forwardedAt, forwardedOn: String? }
        let number = try #require(try office.complaints().first { $0.title == "Besok" }?.number)
        func clocks() throws -> Clocks { try office.must("show", number, "--json").json() }
        #expect(try clocks().forwardedAt == nil)
        #expect(try office.must("show", number).text.contains(/Diteruskan +belum\n/))
        try run(at: "2026-01-21 09:00:00", "respond", number, "--status", "ditunda")
        #expect(try clocks().forwardedAt == nil)
        try run(
            at: "2026-01-22 09:00:00", "respond", number, "--tracking-id", "77", "--date", "2026-01-21")
        try run(at: "2026-01-23 09:00:00", "respond", number, "--status", "terdisposisi")
        let found = try clocks()
        #expect(found.recordedAt == "2026-01-20T02:00:00Z" && found.arrivedAt == "2026-01-19T08:00:00Z")
        #expect(found.forwardedAt == "2026-01-22T02:00:00Z" && found.forwardedOn == "2026-01-21")
        let page = try office.must("show", number).text
        #expect(page.contains(/Dicatat +2026-01-20 09:00 WIB, jam laptop/))
        #expect(page.contains(/Tiba di kantor +2026-01-19 15:00 WIB, jam kantor ini\n/))
        #expect(page.contains(/Diteruskan +2026-01-21, dicatat 2026-01-22 09:00 WIB, jam kantor/))
        // A laptop does not know when the office got what it has.
        #expect(try !fast.must("show", number, "--json").text.contains("arrived_at"))
    }
}
