import Glibc
import LaporTerminal
import Testing

@Suite("Terminal")
struct TerminalTests {
    @Test("An error and its hint are two lines, whatever is in them")
    func complaint() {
        #expect(
            Terminal.complaint("x\ny", hint: "z\u{1B}", program: "lapor", language: .indonesian)
                == "lapor: kesalahan: x y\nlapor: petunjuk: z\u{FFFD}")
        #expect(
            Terminal.complaint("x", hint: nil, program: "lapor-import", language: .english)
                == "lapor-import: error: x")
        #expect(
            Terminal.caution("x", program: "lapor", language: .indonesian) == "lapor: peringatan: x")
    }

    @Test("Control characters and turned directions are replaced, all else stays")
    func safe() {
        #expect(Terminal.safe("a\tb\nc\r\nd\re") == "a\tb\nc\nd\u{FFFD}e")
        #expect(Terminal.line("a\tb\nc\r\nd\r") == "a b c d\u{FFFD}")
        #expect(
            Terminal.safe("\u{0}\u{7F}\u{9B}31m\u{202E}\u{2066}")
                == "\u{FFFD}\u{FFFD}\u{FFFD}31m\u{FFFD}\u{FFFD}")
        #expect(Terminal.safe("é 日本 👩‍👩‍👧 \u{200F}") == "é 日本 👩‍👩‍👧 \u{200F}")
    }

    @Test("A count stands before its word, its thousands apart as each language has it")
    func counted() {
        func counted(_ count: Int) -> [String] {
            let both = count.counted(id: "laporan", one: "complaint", many: "complaints")
            return [both.id, both.en]
        }
        #expect(counted(0) == ["0 laporan", "0 complaints"])
        #expect(counted(1) == ["1 laporan", "1 complaint"])
        #expect(counted(999) == ["999 laporan", "999 complaints"])
        #expect(counted(1_234) == ["1.234 laporan", "1,234 complaints"])
        #expect(counted(100_000) == ["100.000 laporan", "100,000 complaints"])
        #expect(counted(1_234_567) == ["1.234.567 laporan", "1,234,567 complaints"])
    }

    @Test(
        "Wide characters take two columns, marks none",
        arguments: [
            ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한국", 4),
            ("\u{1112}\u{1161}\u{11AB}", 2),
            ("😀", 2), ("👩‍👩‍👧", 2), ("🇮🇩", 2), ("👍🏽", 2), ("❤️", 2), ("ﾊ", 1), ("！", 2), ("ꦗꦮ", 2),
            ("a\u{200B}b", 2),
            ("…", 1), ("—", 1),
        ])
    func width(text: String, columns: Int) {
        #expect(Terminal.displayWidth(text) == columns)
    }

    @Test("A table is aligned, and only its last column is cut")
    func table() {
        let rows = [["K7Q", "日本", "Jalan rusak di depan sekolah"], ["K8", "x", "pendek\nsekali"]]
        #expect(
            Terminal.columns(rows: rows, header: ["NOMOR", "DESA", "JUDUL"], width: 26)
                == "NOMOR  DESA  JUDUL\nK7Q    日本  Jalan rusak…\nK8     x     pendek sekali")
        #expect(
            Terminal.columns(rows: rows)
                == "K7Q  日本  Jalan rusak di depan sekolah\nK8   x     pendek sekali")
        #expect(Terminal.columns(rows: [], header: ["A"]) == "")
        #expect(Terminal.columns(rows: [["a", ""], ["b"]]) == "a\nb")
    }

    @Test("Where nobody reads any more, the program ends quietly; where nothing fits, with an error")
    func brokenOutput() async {
        await #expect(processExitsWith: .exitCode(141)) {
            var ends: [Int32] = [-1, -1]
            pipe(&ends)
            close(ends[0])
            dup2(ends[1], STDOUT_FILENO)
            Terminal.prepare()
            Terminal.out("x")
        }
        await #expect(processExitsWith: .exitCode(74)) {
            dup2(open("/dev/full", O_WRONLY), STDOUT_FILENO)
            Terminal.out("x")
        }
    }

    @Test("A passphrase is read from a terminal without being shown, and typing is shown again afterwards")
    func passphrase() throws {
        let pair = try #require(PseudoTerminal())
        pair.afterPrompt { master in
            _ = "rahasia é\n".withCString { write(master, $0, strlen($0)) }
        }
        #expect(Terminal.readPassphrase(prompt: "kata sandi>", terminal: pair.terminal) == "rahasia é")
        pair.join()
        #expect(pair.showsTyping)
        var shown = [UInt8](repeating: 0, count: 64)
        let count = read(pair.master, &shown, 64)
        #expect(String(decoding: shown.prefix(max(0, count)), as: UTF8.self) == "\r\n")
    }

    @Test("Typing is shown again when the asking is interrupted, and the interruption takes its course")
    func interruption() async {
        await #expect(processExitsWith: .exitCode(130)) {
            guard let pair = PseudoTerminal() else { exit(1) }
            // What the program does about SIGINT otherwise, here: nothing.
            signal(SIGINT, SIG_IGN)
            pair.afterPrompt { _ in kill(getpid(), SIGINT) }
            let line = Terminal.readPassphrase(prompt: "kata sandi>", terminal: pair.terminal)
            exit(line == nil && pair.showsTyping ? 130 : 2)
        }
    }
}

/// A terminal and the end at which somebody types.
private final class PseudoTerminal {
    let master: Int32
    let terminal: Int32
    private var typist = pthread_t()

    init?() {
        var ends: (Int32, Int32) = (-1, -1)
        guard openpty(&ends.0, &ends.1, nil, nil, nil) == 0 else { return nil }
        (master, terminal) = ends
    }

    deinit {
        close(terminal)
        close(master)
    }

    var showsTyping: Bool {
        var state = termios()
        return tcgetattr(terminal, &state) == 0 && state.c_lflag & tcflag_t(ECHO) != 0
    }

    /// Does something once a prompt that ends in ">" is there: what is typed before it is thrown away.
    func afterPrompt(_ body: @escaping @Sendable (Int32) -> Void) {
        let task = Unmanaged.passRetained(Task(master: master, body: body))
        pthread_create(
            &typist, nil,
            { argument in
                guard let argument else { return nil }
                let task = Unmanaged<Task>.fromOpaque(argument).takeRetainedValue()
                var byte: UInt8 = 0
                while byte != UInt8(ascii: ">"), read(task.master, &byte, 1) == 1 {}
                task.body(task.master)
                return nil
            }, task.toOpaque())
    }

    func join() { pthread_join(typist, nil) }

    private final class Task: Sendable {
        let master: Int32
        let body: @Sendable (Int32) -> Void

        init(master: Int32, body: @escaping @Sendable (Int32) -> Void) {
            self.master = master
            self.body = body
        }
    }
}
