import Foundation

/// A volunteer at a terminal, played by python3: waits for each question, then types the answer to it.
struct Interviewer {
    let laptop: Laptop
    var language = Workspace.Language.indonesian
    var columns = 80
    /// The terminal's name; a dumb one has no editing keys.
    var terminal = "xterm"

    /// What the screen showed, and how the program ended.
    struct Screen: Decodable {
        let screen: String
        let status: Int32
    }

    /// `^D`, `^C` and `KILL` are done instead of typed, nothing is at `…`; an answer is typed as a person would, and Enter pressed.
    private static let person = #"""
        import fcntl, json, os, pty, re, select, signal, struct, sys, termios, time
        program, home, columns = sys.argv[1], sys.argv[2], int(sys.argv[3])
        script = json.loads(sys.argv[4])
        pid, terminal = pty.fork()
        if pid == 0:
            # A test runner may have blocked signals, which is inherited.
            signal.pthread_sigmask(signal.SIG_SETMASK, [])
            os.execv(program, [program, "--home", home, "new"])
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        screen, asked = "", 0
        def plain(text):
            return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]", "", text)
        def read(until):
            global screen, asked
            end = time.time() + 20
            while until is None or until not in plain(screen)[asked:]:
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
            asked = plain(screen).index(until, asked) + len(until)
        for question, answer in script:
            read(question)
            if answer == "…":
                pass
            elif answer == "KILL":
                os.kill(pid, signal.SIGKILL)
            elif answer in ("^D", "^C"):
                # Line editing takes the terminal over a moment after the question stands there.
                time.sleep(0.05)
                os.write(terminal, b"\x04" if answer == "^D" else b"\x03")
            else:
                os.write(terminal, answer.encode() + b"\n")
        read(None)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        print(json.dumps({"screen": plain(screen).replace("\r", ""), "status": status}))
        """#

    /// Holds an interview by these questions (a part of each) and answers.
    func hold(_ script: [(String, String)]) throws -> Screen {
        guard let python = Tool.python else { throw CannotRun(description: "no python3") }
        let words = String(
            decoding: try JSONEncoder().encode(script.map { [$0.0, $0.1] }), as: UTF8.self)
        let workspace = laptop.workspace
        let run = try ProcessRun(
            python,
            ["-c", Self.person, "\(laptop.workspace.programs)/lapor", laptop.home, String(columns), words],
            environment: workspace.environment(language, ["TERM": terminal, "LC_ALL": "C.UTF-8"]),
            directory: workspace.folder)
        return try succeed(run.wait()).json()
    }
}
