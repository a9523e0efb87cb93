import Glibc

/// The signal that broke off the asking, 0 if none: what a signal handler can write to.
nonisolated(unsafe) private var caughtSignal: sig_atomic_t = 0

extension Terminal {
    /// Asks on standard error and reads a line from standard input, without its line end; nil at its end.
    package static func readLine(prompt: String) -> String? {
        _ = write(Array(safe(prompt).utf8), to: STDERR_FILENO)
        return Swift.readLine(strippingNewline: true)
    }

    /// Asks on the terminal, even where standard input is not it, and reads a line that is not shown.
    ///
    /// Nil if there is no terminal, or it was closed. Typing is shown again afterwards, also when the asking is
    /// broken off by SIGINT, SIGTERM, SIGHUP or SIGTSTP, which then takes its course.
    package static func readPassphrase(prompt: String) -> String? {
        let terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard terminal >= 0 else { return nil }
        defer { close(terminal) }
        return readPassphrase(prompt: prompt, terminal: terminal)
    }

    /// Asks on a terminal that is open already, and reads a line that is not shown.
    package static func readPassphrase(prompt: String, terminal: Int32) -> String? {
        var shown = termios()
        guard tcgetattr(terminal, &shown) == 0 else { return nil }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        hidden.c_lflag |= tcflag_t(ICANON | ECHONL)

        let signals = [SIGINT, SIGTERM, SIGHUP, SIGTSTP]
        caughtSignal = 0
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { caughtSignal = $0 }
        let actions = signals.map { signal in
            var old = sigaction()
            sigaction(signal, &action, &old)
            return old
        }
        tcsetattr(terminal, TCSAFLUSH, &hidden)
        _ = write(Array(safe(prompt).utf8), to: terminal)
        let line = readTypedLine(terminal)
        tcsetattr(terminal, TCSAFLUSH, &shown)
        for (signal, old) in zip(signals, actions) {
            var old = old
            sigaction(signal, &old, nil)
        }
        let caught = caughtSignal
        if caught == 0 { return line }
        _ = write([UInt8(ascii: "\n")], to: terminal)
        raise(caught)
        // Stopped and brought back: the question is asked again.
        return caught == SIGTSTP ? readPassphrase(prompt: prompt, terminal: terminal) : nil
    }

    private static func readTypedLine(_ terminal: Int32) -> String? {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while caughtSignal == 0 {
            // Looks up now and then: a signal may come just before the wait, or to another thread.
            var wait = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
            if poll(&wait, 1, 200) <= 0 { continue }
            let count = read(terminal, &byte, 1)
            if count < 0, errno == EINTR { continue }
            if count < 0 || (count == 0 && line.isEmpty) { return nil }
            if count == 0 || byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
        return nil
    }
}
