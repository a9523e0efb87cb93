import Glibc

/// What the programs print, and how; nothing else writes to the terminal.
///
/// Results go to standard output, everything else to standard error. Nothing is buffered, so that the two stay
/// in order. Messages have no capital at the start and no period at the end. An error and its hint are two
/// lines, `lapor: kesalahan: …` and `lapor: petunjuk: …`.
package enum Terminal {
    /// Makes a closed pipe an error of the write, which ends the program quietly with exit code 141.
    ///
    /// To be called once at the start. It also keeps a connection that breaks from ending the program.
    package static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        endAtInterrupt()
    }

    /// Lets a signal come through: a program inherits what the one that started it had blocked.
    static func unblock(_ signal: Int32) {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, signal)
        sigprocmask(SIG_UNBLOCK, &set, nil)
    }

    /// Whether a file descriptor is a terminal.
    package static func isTerminal(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1
    }

    /// How many columns standard output has; nil where it is no terminal, and nothing should be cut short.
    package static var width: Int? { width(of: STDOUT_FILENO) }

    /// Whether standard output shows colours: a terminal that is not dumb, and nobody asked for none (no-color.org).
    package static var hasColours: Bool {
        guard isTerminal(STDOUT_FILENO) else { return false }
        func value(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
        return value("NO_COLOR").isEmpty && !["", "dumb"].contains(value("TERM"))
    }

    /// How many columns questions are set in: those of standard error, at most 80.
    package static var promptWidth: Int { min(80, max(20, width(of: STDERR_FILENO) ?? 80)) }

    private static func width(of descriptor: Int32) -> Int? {
        var size = winsize()
        let asked = withUnsafeMutablePointer(to: &size) {
            ioctl(descriptor, UInt(TIOCGWINSZ), UnsafeMutableRawPointer($0))
        }
        return asked == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
    }

    /// Says what went wrong, and what to do about it, on standard error.
    package static func error(_ message: String, hint: String?, program: String) {
        note(complaint(message, hint: hint, program: program, language: .current))
    }

    /// Says what may be wrong, on standard error.
    package static func warning(_ message: String, program: String) {
        note(caution(message, program: program, language: .current))
    }

    /// Writes a line to standard error.
    ///
    /// Control characters are made harmless; if standard error cannot be written to, nobody is there to be told.
    package static func note(_ text: String) {
        _ = write(Array((safe(text) + "\n").utf8), to: STDERR_FILENO)
    }

    /// Writes a line to standard output, exactly as it is: what is not ours goes through ``safe(_:)`` before.
    ///
    /// Ends the program if that fails, as ``write(_:)`` does.
    package static func out(_ text: String) {
        var bytes = Array(text.utf8)
        bytes.append(UInt8(ascii: "\n"))
        write(bytes)
    }

    /// Writes bytes to standard output.
    ///
    /// Ends the program if that fails: quietly with 141 where nobody reads any more, else with an error and 74.
    package static func write(_ bytes: [UInt8]) {
        guard let failure = write(bytes, to: STDOUT_FILENO) else { return }
        if failure == EPIPE { _exit(141) }
        let reason = String(cString: strerror(failure))
        let message = Bilingual(
            id: "hasil tidak dapat ditulis: \(reason)", en: "cannot write the result: \(reason)")
        let program = CommandLine.arguments.first?.split(separator: "/").last.map(String.init)
        error(message.text(), hint: nil, program: program ?? "lapor")
        _exit(74)
    }

    /// The two lines of an error.
    package static func complaint(
        _ message: String, hint: String?, program: String, language: Language
    ) -> String {
        let error = Bilingual(id: "kesalahan", en: "error").text(in: language)
        let first = "\(program): \(error): \(line(message))"
        guard let hint, !hint.isEmpty else { return first }
        let label = Bilingual(id: "petunjuk", en: "hint").text(in: language)
        return "\(first)\n\(program): \(label): \(line(hint))"
    }

    /// The line of a warning.
    package static func caution(_ message: String, program: String, language: Language) -> String {
        let label = Bilingual(id: "peringatan", en: "warning").text(in: language)
        return "\(program): \(label): \(line(message))"
    }

    /// Writes all bytes; the error number if that fails.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Glibc.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count >= 0 {
                    rest = rest.dropFirst(count)
                } else if errno == EAGAIN {
                    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&wait, 1, -1)
                } else if errno != EINTR {
                    return errno
                }
            }
            return nil
        }
    }
}
