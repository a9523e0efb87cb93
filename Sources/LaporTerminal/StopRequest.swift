import Glibc

/// Where the signal handler writes to, and whether it has done so.
nonisolated(unsafe) private var stopPipe: Int32 = -1
nonisolated(unsafe) private var isStopAsked: sig_atomic_t = 0

/// Notices that somebody wants the program to end (SIGINT, SIGTERM, SIGHUP), and lets it finish what it is doing.
///
/// A second signal ends it at once, as a power cut would.
package struct StopRequest {
    /// Becomes readable when it is asked; for poll(2).
    package let descriptor: Int32

    /// Listens from now on, until the program ends.
    package init() {
        var ends: [Int32] = [-1, -1]
        _ = pipe(&ends)
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        descriptor = ends[0]
        stopPipe = ends[1]
        var action = sigaction()
        action.sa_flags = SA_RESTART
        action.__sigaction_handler.sa_handler = { _ in
            if isStopAsked != 0 { _exit(130) }
            isStopAsked = 1
            let saved = errno
            var byte: UInt8 = 0
            _ = Glibc.write(stopPipe, &byte, 1)
            errno = saved
        }
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            sigaction(signal, &action, nil)
            Terminal.unblock(signal)
        }
    }

    /// Whether somebody has asked.
    package var isAsked: Bool { isStopAsked != 0 }
}
