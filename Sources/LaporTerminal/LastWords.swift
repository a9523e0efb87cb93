import Glibc

/// What Ctrl-C says before it ends the program: bytes that the signal handler writes, and how many.
nonisolated(unsafe) private var lastWords: UnsafeMutablePointer<UInt8>?
nonisolated(unsafe) private var lastWordsCount = 0

extension Terminal {
    /// Says what Ctrl-C is to say from now on, set to the terminal's width; `nil` for nothing.
    ///
    /// The handler may only write what lies ready: earlier words are not given back, since it may be writing them.
    package static func setLastWords(_ text: String?) {
        lastWordsCount = 0
        guard let text else { return }
        let lines = wrapped(line(text).split(separator: " "), width: promptWidth)
        let bytes = Array(("\n" + lines.joined(separator: "\n") + "\n").utf8)
        let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
        buffer.initialize(from: bytes, count: bytes.count)
        lastWords = buffer
        lastWordsCount = bytes.count
    }

    /// Ends the program at SIGINT: what was under way counts as not begun, as after a power cut.
    static func endAtInterrupt() {
        signal(SIGINT) { _ in
            if lastWordsCount > 0, let lastWords {
                _ = Glibc.write(STDERR_FILENO, lastWords, lastWordsCount)
            }
            _exit(130)
        }
        unblock(SIGINT)
    }
}
