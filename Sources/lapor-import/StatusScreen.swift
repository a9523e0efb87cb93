import LaporModel
import LaporOffice
import LaporTerminal

/// What a coordinator reads on a terminal: the numbers, what needs attention, and who has brought what.
struct StatusScreen {
    var status: OfficeStatus
    var hoursEast: Int
    /// What the complaints were narrowed to, in words; `nil` for all.
    var scope: String?
    /// Columns of the terminal; `nil` where there is none, and nothing is cut short.
    var width: Int?

    /// The whole screen, without a line end at its end.
    var rendered: String {
        let table = StatusTable(status: status, hoursEast: hoursEast, width: width)
        return ([numbers.joined(separator: "\n"), attention.joined(separator: "\n")] + table.blocks)
            .filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    // MARK: Numbers

    private var numbers: [String] {
        var lines = wrapped(
            text(
                id:
                    "Laporan \(number(status.complaints)); lewat tenggat \(number(status.overdue)), segera jatuh tempo \(number(status.dueSoon))",
                en:
                    "Complaints \(number(status.complaints)); overdue \(number(status.overdue)), due soon \(number(status.dueSoon))"
            ), "  ")
        if let scope { lines += wrapped(Terminal.line(scope), "  ") }
        lines += list(
            text(id: "Tahap:", en: "Stages:"),
            stages.map { "\(Status.words($0.status)) \(number($0.count))" })
        // Verifying alone is told in the first line already.
        if status.overdueSteps.contains(where: { $0.count > 0 && $0.step != .verify }) {
            lines += list(
                text(id: "Lewat tenggat menurut langkah:", en: "Overdue by step:"),
                status.overdueSteps.map { "\($0.step.words) \(number($0.count))" })
        }
        return lines
    }

    /// In the order of a complaint's way.
    private var stages: [(status: String, count: Int)] {
        let places = Dictionary(uniqueKeysWithValues: Status.all.enumerated().map { ($1, $0) })
        return status.byStatus.filter { $0.count > 0 }.sorted {
            (places[$0.status] ?? .max, $0.status) < (places[$1.status] ?? .max, $1.status)
        }
    }

    /// Pieces behind a label, in lines that fit; none without a piece.
    private func list(_ label: String, _ pieces: [String]) -> [String] {
        guard !pieces.isEmpty else { return [] }
        let words = pieces.enumerated().map { place, piece in piece + (place < pieces.count - 1 ? ";" : "") }
        return Terminal.wrapped([label] + words, width: width.map { $0 - 2 } ?? .max).enumerated().map {
            $0 == 0 ? $1 : "  " + $1
        }
    }

    // MARK: Attention

    private var attention: [String] {
        let notices = Attention(status, hoursEast: hoursEast).notices
        guard !notices.isEmpty else {
            // Where nothing has come yet, nothing is well either.
            guard status.complaints > 0 || !status.devices.isEmpty else { return [] }
            return [
                text(id: "Tidak ada yang perlu perhatian.", en: "Nothing needs attention.")
            ]
        }
        return [
            text(
                id: "Perlu perhatian, yang terpenting dahulu:", en: "Needs attention, the worst first:")
        ] + notices.flatMap(lines)
    }

    /// A notice and what to do, in one line where they fit into one.
    private func lines(_ notice: Attention.Notice) -> [String] {
        let title = "! " + Terminal.line(notice.title)
        let most = min(OverdueStep.named, notice.codes.count)
        let what = "\(title)\(named(notice, most)):"
        let line = "\(what) \(notice.todo)"
        guard let width, Terminal.displayWidth(line) > width else { return [line] }
        return wrapped(what, "  ") + wrapped("    \(notice.todo)", "    ")
    }

    /// A text in lines that fit, with an indent before all but the first.
    private func wrapped(_ text: String, _ indent: String) -> [String] {
        guard let width, Terminal.displayWidth(text) > width else { return [text] }
        let words = text.split(separator: " ")
        let room = max(8, width - indent.count)
        return Terminal.wrapped(words, width: room).enumerated().map { place, line in
            place == 0 && !text.hasPrefix(" ") ? line : indent + line
        }
    }

    /// A few of those that a notice is about, so that a command can be typed at once.
    private func named(_ notice: Attention.Notice, _ most: Int) -> String {
        guard most > 0 else { return "" }
        let shown = notice.codes.prefix(most).map(Terminal.line).joined(separator: ", ")
        let more = (notice.count ?? notice.codes.count) - most
        return " (" + shown + (more > 0 ? ", +\(number(more))" : "") + ")"
    }

    private func number(_ value: Int) -> String { StatusPage.number(value) }
}

extension Deadlines.Step {
    /// The step in people's words.
    var words: String {
        switch self {
        case .verify: text(id: "verifikasi", en: "verifying")
        case .followUp: text(id: "tindak lanjut", en: "follow-up")
        case .close: text(id: "penutupan", en: "closing")
        case .request: text(id: "jawaban permintaan informasi", en: "answering requests")
        case .settle: text(id: "penyelesaian pengaduan", en: "settling pengaduan")
        case .settleSupervised:
            text(id: "penyelesaian pengaduan berkadar pengawasan", en: "settling those under supervision")
        }
    }
}
