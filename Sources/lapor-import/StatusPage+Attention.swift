import LaporModel
import LaporOffice
import LaporStore
import LaporTerminal

extension StatusPage {
    /// Something that somebody should look at.
    private struct Notice {
        var title: String
        /// What to do about it; may hold tags.
        var advice: String
        var entries: [String] = []
        /// How many there are, if not all are named.
        var count: Int?
    }

    /// What needs attention now.
    var attention: Section {
        let notices = [
            overdue, dueSoon, late, quarantined, gaps, attachments, forks, conflicts, silent,
        ].compactMap { $0 }
        let content =
            notices.isEmpty
            ? #"<p class="good">\#(text(id: "Tidak ada yang perlu perhatian.", en: "Nothing needs attention."))</p>"#
            : #"<ul class="notices">\#(notices.map(Self.item).joined(separator: "\n"))</ul>"#
        return Section(
            id: "perhatian", title: text(id: "Perlu perhatian sekarang", en: "Needs attention now"),
            content: content)
    }

    private static func item(_ notice: Notice) -> String {
        let shown = notice.entries.prefix(AttentionFigures.limit)
        let more = (notice.count ?? notice.entries.count) - shown.count
        var items = shown.map { "<li>\(unbroken($0))</li>" }
        if more > 0, !shown.isEmpty {
            items.append(
                "<li>" + text(id: "dan \(number(more)) lagi", en: "and \(number(more)) more") + "</li>")
        }
        let list = items.isEmpty ? "" : #"<ul class="entries">\#(items.joined())</ul>"#
        return "<li><h3>\(safe(notice.title))</h3><p>\(notice.advice)</p>\(list)</li>"
    }

    private var overdue: Notice? {
        let found = figures.attention
        guard found.overdueCount > 0 else { return nil }
        let days = found.verifyDays
        let count = Self.number(found.overdueCount)
        return Notice(
            title: text(
                id: "\(count) laporan lewat tenggat verifikasi (\(days) hari kerja)",
                en: count == "1"
                    ? "1 complaint is past the deadline of verification (\(days) working days)"
                    : "\(count) complaints are past the deadline of verification (\(days) working days)"),
            advice: text(
                id: "Periksa dan teruskan, yang terlama dahulu. Daftarnya: ",
                en: "Check them and pass them on, the oldest first. The list: ")
                + Self.command("lapor-import list --overdue")
                + text(id: "; setelah diperiksa: ", en: "; once checked: ")
                + Self.command(
                    text(
                        id: "lapor-import respond NOMOR --status terverifikasi",
                        en: "lapor-import respond NUMBER --status terverifikasi")),
            entries: found.overdue.map { complaint in
                text(
                    id: "\(complaint.number): lewat \(complaint.workingDays) hari kerja",
                    en: complaint.workingDays == 1
                        ? "\(complaint.number): 1 working day over"
                        : "\(complaint.number): \(complaint.workingDays) working days over")
            }, count: found.overdueCount)
    }

    private var dueSoon: Notice? {
        let count = figures.attention.dueSoon
        guard count > 0 else { return nil }
        return Notice(
            title: text(
                id: "\(Self.number(count)) laporan jatuh tempo paling lambat hari kerja berikutnya",
                en: count == 1
                    ? "1 complaint is due by the next working day"
                    : "\(Self.number(count)) complaints are due by the next working day"),
            advice: text(id: "Periksa hari ini: ", en: "Check them today: ")
                + Self.command("lapor-import list --due-within 1"))
    }

    private var late: Notice? {
        let teams = figures.status.teams.filter(\.late)
        guard !teams.isEmpty else { return nil }
        return Notice(
            title: text(
                id: "\(teams.count) tim terlambat: belum ada kirimannya",
                en: teams.count == 1
                    ? "1 team is late: nothing of it has arrived"
                    : "\(teams.count) teams are late: nothing of them has arrived"),
            advice: text(
                id: "Hubungi timnya, dan minta stiknya diantar.",
                en: "Call the team, and ask for its stick to be brought."),
            entries: teams.map { team in
                let day = team.expected?.description ?? "–"
                return text(id: "\(team.team): diharapkan \(day)", en: "\(team.team): expected on \(day)")
            })
    }

    private var quarantined: Notice? {
        let bundles = figures.attention.quarantined
        guard !bundles.isEmpty else { return nil }
        return Notice(
            title: text(
                id: "\(bundles.count) bundel disisihkan",
                en: bundles.count == 1
                    ? "1 bundle is set aside" : "\(bundles.count) bundles are set aside"),
            advice: text(
                id: "Tanyakan kepada timnya, lalu terima laptopnya atau lepaskan bundelnya: ",
                en: "Ask the team, then admit the device or release the bundle: ")
                + Self.command("lapor-import quarantine list"),
            entries: bundles.map { bundle in
                let reason = Registry.Hold(rawValue: bundle.reason)?.reason.text() ?? bundle.reason
                let who = [bundle.team, bundle.deviceName].compactMap { $0 }.filter { !$0.isEmpty }
                let since = bundle.at.day(hoursEast: figures.hoursEast)
                return "\(bundle.bundle.code) (\((who + [bundle.device.code]).joined(separator: ", "))), "
                    + text(id: "sejak \(since): ", en: "since \(since): ") + reason
            })
    }

    private var gaps: Notice? {
        let devices = figures.status.devices.filter { !$0.gaps.isEmpty }
        guard !devices.isEmpty else { return nil }
        return Notice(
            title: text(
                id: "Catatan dari \(devices.count) laptop belum tiba",
                en: "Events of \(devices.count) \(devices.count == 1 ? "device" : "devices") have not arrived"
            ),
            advice: text(id: "Minta timnya mengemas ulang: ", en: "Ask the team to pack again: ")
                + Self.command("lapor pack --all"),
            entries: devices.map { device in
                let ranges = device.gaps.map { "\($0.lowerBound)–\($0.upperBound)" }
                return named(device) + ": " + ranges.joined(separator: ", ")
            })
    }

    private var attachments: Notice? {
        let devices = figures.status.devices.filter { $0.missingBlobs > 0 }
        guard !devices.isEmpty else { return nil }
        return Notice(
            title: text(
                id: "Lampiran dari \(devices.count) laptop belum tiba",
                en:
                    "Attachments of \(devices.count) \(devices.count == 1 ? "device" : "devices") have not arrived"
            ),
            advice: text(id: "Minta timnya mengemas ulang: ", en: "Ask the team to pack again: ")
                + Self.command("lapor pack --all"),
            entries: devices.map { "\(named($0)): \($0.missingBlobs)" })
    }

    private var forks: Notice? {
        let devices = figures.status.devices.filter { $0.openForks > 0 }
        guard !devices.isEmpty else { return nil }
        return Notice(
            title: text(
                id: "Dua laptop memakai satu identitas", en: "Two laptops use one identity"),
            advice: text(
                id: "Berikan balasan berikutnya kepada keduanya: ", en: "Give the next reply to both: ")
                + Self.command("lapor-import reply --to FOLDER"),
            entries: devices.map { named($0) })
    }

    private var conflicts: Notice? {
        let count = figures.attention.conflicts
        guard count > 0 else { return nil }
        return Notice(
            title: text(
                id: "\(Self.number(count)) laporan diubah oleh dua pihak sekaligus",
                en: count == 1
                    ? "1 complaint was changed by two sides at once"
                    : "\(Self.number(count)) complaints were changed by two sides at once"),
            advice: text(id: "Pilih nilai yang benar: ", en: "Choose the right value: ")
                + Self.command("lapor-import conflicts"))
    }

    private var silent: Notice? {
        let devices = figures.attention.silent
        guard !devices.isEmpty else { return nil }
        return Notice(
            title: text(
                id: "\(devices.count) laptop lebih dari 7 hari tidak mengirim",
                en: devices.count == 1
                    ? "1 device has brought nothing for more than 7 days"
                    : "\(devices.count) devices have brought nothing for more than 7 days"),
            advice: text(
                id: "Tanyakan kepada timnya apakah masih ada laporan di laptop itu.",
                en: "Ask the team whether there are still complaints on them."),
            entries: devices.map { device, days in
                text(id: "\(named(device)): \(days) hari", en: "\(named(device)): \(days) days")
            })
    }

    /// A device by its team and name, and by the digits that commands take.
    private func named(_ device: OfficeDevice) -> String {
        let names = [device.team, device.name].filter { !$0.isEmpty }
        return "\(names.joined(separator: ", ")) (\(device.id.code))"
    }
}
