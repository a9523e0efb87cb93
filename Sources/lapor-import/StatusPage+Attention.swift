import LaporOffice
import LaporTerminal

extension StatusPage {
    /// What needs attention now.
    var attention: Section {
        let found = Attention(figures)
        let notices = [
            found.overdue, found.dueSoon, found.late, found.quarantined, found.gaps, found.attachments,
            found.forks, found.conflicts, found.silent,
        ].compactMap { $0 }
        let content =
            notices.isEmpty
            ? #"<p class="good">\#(text(id: "Tidak ada yang perlu perhatian.", en: "Nothing needs attention."))</p>"#
            : #"<ul class="notices">\#(notices.map(Self.item).joined(separator: "\n"))</ul>"#
        return Section(
            id: "perhatian", title: text(id: "Perlu perhatian sekarang", en: "Needs attention now"),
            content: content)
    }

    private static func item(_ notice: Attention.Notice) -> String {
        let shown = notice.entries.prefix(AttentionFigures.limit)
        let more = (notice.count ?? notice.entries.count) - shown.count
        var items = shown.map { "<li>\(unbroken($0))</li>" }
        if more > 0, !shown.isEmpty {
            items.append(
                "<li>" + text(id: "dan \(number(more)) lagi", en: "and \(number(more)) more") + "</li>")
        }
        let list = items.isEmpty ? "" : #"<ul class="entries">\#(items.joined())</ul>"#
        let advice = notice.advice.map { part in
            switch part {
            case .words(let words): safe(words)
            case .command(let words): command(words)
            }
        }.joined()
        return "<li><h3>\(safe(notice.title))</h3><p>\(advice)</p>\(list)</li>"
    }
}
