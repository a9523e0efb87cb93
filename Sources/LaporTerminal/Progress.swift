import Glibc

/// A count that moves on standard error while something takes longer than a second; silent where that is no terminal.
package final class Progress {
    private let label: Bilingual
    private let isShown = Terminal.isTerminal(STDERR_FILENO)
    private let started = time(nil)
    private var last = 0
    private var drawn = false

    /// Progress of something that a label names.
    package init(_ label: Bilingual) {
        self.label = label
    }

    /// Shows how far it is, and what came of it so far: at most once a second.
    package func show(_ count: Int, of total: Int? = nil, detail: String = "") {
        guard isShown else { return }
        let now = time(nil)
        guard now > started, now > last else { return }
        last = now
        drawn = true
        let goal = total.map { " / \($0)" } ?? ""
        let more = detail.isEmpty ? "" : ": \(detail)"
        _ = Terminal.write(
            Array("\r\(label.text()) \(count)\(goal)\(more)\u{1B}[K".utf8), to: STDERR_FILENO)
    }

    /// Clears the line.
    package func end() {
        if drawn { _ = Terminal.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }
    }
}
