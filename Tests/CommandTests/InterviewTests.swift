import Foundation
import Testing

// The interview asks on a terminal; python3 plays the person at it.
@Suite(.enabled(if: Tool.python != nil, "python3 is missing: nobody answers the interview"))
struct InterviewTests {
    let workspace: Workspace
    let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        laptop = try workspace.ready().devices[0]
    }

    /// Waits for each question and types the answer to it; then gives what the screen showed and the exit code.
    private static let person = #"""
        import json, os, pty, select, sys, time
        program, home = sys.argv[1], sys.argv[2]
        script = json.loads(sys.argv[3])
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(program, [program, "--home", home, "new"])
        screen, asked = "", 0
        def read(until):
            global screen, asked
            end = time.time() + 20
            while until is None or until not in screen[asked:]:
                if time.time() > end:
                    sys.exit("never asked: %r\n%s" % (until, screen))
                if not select.select([terminal], [], [], 0.1)[0]:
                    continue
                try:
                    data = os.read(terminal, 65536)
                except OSError:
                    data = b""
                if not data:
                    if until is None:
                        return
                    sys.exit("ended before: %r\n%s" % (until, screen))
                screen += data.decode("utf-8", "replace")
            asked = screen.index(until, asked) + len(until)
        for question, answer in script:
            read(question)
            os.write(terminal, b"\x04" if answer == "^D" else answer.encode() + b"\n")
        read(None)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        print(json.dumps({"screen": screen, "status": status}))
        """#

    private struct Screen: Decodable {
        let screen: String
        let status: Int32
    }

    /// Holds an interview by these questions (a part of each) and answers.
    private func interview(_ script: [[String]], language: Workspace.Language = .indonesian) throws -> Screen
    {
        let python = try #require(Tool.python)
        let words = String(decoding: try JSONEncoder().encode(script), as: UTF8.self)
        let run = try ProcessRun(
            python, ["-c", Self.person, "\(Workspace.programs)/lapor", laptop.home, words],
            environment: workspace.environment(language, ["TERM": "xterm"]), directory: workspace.folder)
        return try succeed(run.wait()).json()
    }

    @Test func `answers are checked as they are given, read back, saved and listed`() throws {
        let shown = try interview([
            ["Jenis laporan", "1"], ["Judul singkat", ""], ["wajib diisi", ""],
            ["Judul singkat", "Jembatan Madu putus"],
            ["Ceritanya", "Sejak banjir, anak sekolah memutar"],
            ["Tanggal kejadian", "2099-01-01"], ["masa depan", ""], ["Tanggal kejadian", "2026-01-05"],
            ["Desa", "madu"], ["Nomor pilihan", "1"], ["Lokasi", "RT 02"], ["Kode kategori", ""],
            ["Rahasiakan", "tidak"], ["identitas?", "ya"], ["setuju?", "ya"], ["Sembunyikan", "tidak"],
            ["Nama", "Sumarni"], ["NIK", "123"], ["NIK", ""], ["Nomor ponsel", "0812-3456-7890"],
            ["Alamat", ""],
            ["Jenis kelamin", "P"], ["Usia", "dewasa"], ["Wali", ""], ["Disabilitas", ""], ["Lampiran", ""],
            ["Simpan?", "ya"],
        ])
        #expect(shown.status == 0, "\(shown.screen)")
        #expect(shown.screen.contains("Tersimpan: "), "\(shown.screen)")
        let complaints = try laptop.complaints()
        #expect(complaints.map(\.title) == ["Jembatan Madu putus"])
        #expect(complaints.map(\.description) == ["Sejak banjir, anak sekolah memutar"])
        #expect(complaints.map(\.region) == ["33.09.06.2001"])
        #expect(complaints.map(\.location) == ["RT 02"])
        let number = try #require(complaints.first?.number)
        #expect(shown.screen.contains(number))

        let office = Office(
            workspace: workspace, home: workspace.path("kantor"), founded: try founded())
        #expect(try office.add(try laptop.bundle()).status == 0)
        let detail: Answer.Detail = try office.must("show", number, "--open", "--json").json()
        #expect(detail.reporter?.name == "Sumarni")
        #expect(detail.reporter?.nik == nil)
        #expect(detail.reporter?.phone == "+6281234567890")
        #expect(detail.consent?.method == "read-aloud")
    }

    private func founded() throws -> Answer.Founded {
        // The recovery text is of no use here.
        let text =
            #"{"id":"","recipient":"","identity_recipient":"","recovery_key":"","signing_key":"","fingerprint":""}"#
        return try Answer.decoder.decode(Answer.Founded.self, from: Data(text.utf8))
    }

    @Test(arguments: Workspace.Language.allCases)
    func `Ctrl-D saves nothing and exits 130`(language: Workspace.Language) throws {
        let isEnglish = language == .english
        let shown = try interview(
            [
                [isEnglish ? "Kind of complaint" : "Jenis laporan", "2"],
                [isEnglish ? "Short title" : "Judul singkat", "Lampu jalan"],
                [isEnglish ? "The story" : "Ceritanya", "^D"],
            ], language: language)
        #expect(shown.status == 130, "\(shown.screen)")
        #expect(shown.screen.contains(isEnglish ? "nothing was saved" : "tidak ada yang disimpan"))
        #expect(try laptop.complaints().isEmpty)
    }

    @Test func `without a terminal nothing is asked: what is missing is named`() throws {
        let output = try laptop.run(["new"])
        #expect(output.status == 65)
        #expect(output.error.contains("--classification"))
        #expect(try laptop.complaints().isEmpty)
    }
}
