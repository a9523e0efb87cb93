import LaporModel
import LaporOffice
import LaporStore
import LaporTerminal

/// What somebody should look at: the same rules and words for the page and for the terminal.
struct Attention {
    /// One kind of thing that is wrong, however many there are of it.
    struct Notice {
        /// A part of an advice.
        enum Part {
            case words(String)
            /// What somebody types.
            case command(String)
        }

        var title: String
        /// What to do about it.
        var advice: [Part]
        /// The same in few words, for a line; the command to see all of them where there is one.
        var todo: String
        var entries: [String] = []
        /// The few letters by which commands know them.
        var codes: [String] = []
        /// How many there are, if not all are named.
        var count: Int?
    }

    var status: OfficeStatus
    var hoursEast: Int
    var overdueCount: Int
    /// The longest overdue, where they were looked up.
    var overdueFirst: [AttentionFigures.Overdue] = []
    /// How long verifying may take, in working days.
    var verifyDays: Int
    var dueSoonCount: Int
    var conflictCount: Int

    /// What the page tells of.
    init(_ figures: StatusPageFigures) {
        status = figures.status
        hoursEast = figures.hoursEast
        overdueCount = figures.attention.overdueCount
        overdueFirst = figures.attention.overdue
        verifyDays = figures.attention.verifyDays
        dueSoonCount = figures.attention.dueSoon
        conflictCount = figures.attention.conflicts
    }

    /// What the terminal tells of.
    init(_ status: OfficeStatus, hoursEast: Int) {
        self.status = status
        self.hoursEast = hoursEast
        overdueCount = status.overdue
        verifyDays = status.overdueSteps.first { $0.step == .verify }?.days ?? 0
        dueSoonCount = status.dueSoon
        conflictCount = status.conflicts
    }

    /// All that is wrong, the worst first: what keeps complaints from being safe here, then what is late, then what may be.
    var notices: [Notice] {
        let first = [quarantined, forks, gaps, late, overdue].compactMap { $0 }
        let last = [attachments, dueSoon, conflicts, notAdmitted, silent, clocks].compactMap { $0 }
        return first + status.overdueSteps.compactMap(lateStep) + last
    }
}

/// Complaints.
extension Attention {
    var overdue: Notice? {
        guard overdueCount > 0 else { return nil }
        let days = verifyDays
        let count = StatusPage.number(overdueCount)
        return Notice(
            title: text(
                id: "\(count) laporan lewat tenggat verifikasi (\(days) hari kerja)",
                en: count == "1"
                    ? "1 complaint is past the deadline of verification (\(days) working days)"
                    : "\(count) complaints are past the deadline of verification (\(days) working days)"),
            advice: [
                .words(
                    text(
                        id: "Periksa dan teruskan, yang terlama dahulu. Daftarnya: ",
                        en: "Check them and pass them on, the oldest first. The list: ")),
                .command("lapor-import list --overdue"),
                .words(text(id: "; setelah diperiksa: ", en: "; once checked: ")),
                .command(
                    text(
                        id: "lapor-import respond NOMOR --status terverifikasi",
                        en: "lapor-import respond NUMBER --status terverifikasi")),
            ],
            todo: "lapor-import list --overdue",
            entries: overdueFirst.map { complaint in
                text(
                    id: "\(complaint.number): lewat \(complaint.workingDays) hari kerja",
                    en: complaint.workingDays == 1
                        ? "\(complaint.number): 1 working day over"
                        : "\(complaint.number): \(complaint.workingDays) working days over")
            }, count: overdueCount)
    }

    var dueSoon: Notice? {
        let count = dueSoonCount
        guard count > 0 else { return nil }
        return Notice(
            title: text(
                id: "\(StatusPage.number(count)) laporan jatuh tempo paling lambat hari kerja berikutnya",
                en: count == 1
                    ? "1 complaint is due by the next working day"
                    : "\(StatusPage.number(count)) complaints are due by the next working day"),
            advice: [
                .words(text(id: "Periksa hari ini: ", en: "Check them today: ")),
                .command("lapor-import list --due-within 1"),
            ],
            todo: "lapor-import list --due-within 1")
    }

    /// A step after verifying that is late; verifying itself is ``overdue``.
    private func lateStep(_ found: OverdueStep) -> Notice? {
        guard found.count > 0 else { return nil }
        let (count, days) = (StatusPage.number(found.count), found.days)
        let isOne = found.count == 1
        let title: String
        let todo: String
        switch found.step {
        case .followUp:
            title = text(
                id: "\(count) laporan yang sudah diteruskan belum ditindaklanjuti dalam \(days) hari kerja",
                en:
                    "\(count) \(isOne ? "complaint that was" : "complaints that were") passed on, and no follow-up in \(days) working days"
            )
            todo = text(
                id: "tanyakan instansinya: lapor-import list --status terdisposisi",
                en: "ask the agency: lapor-import list --status terdisposisi")
        case .request:
            title = text(
                id: "\(count) permintaan informasi belum dijawab dalam \(days) hari kerja",
                en:
                    "\(count) \(isOne ? "request" : "requests") for information not answered in \(days) working days"
            )
            todo = text(
                id: "lapor-import respond NOMOR --status selesai --answer TEKS",
                en: "lapor-import respond NUMBER --status selesai --answer TEXT")
        case .settle:
            title = text(
                id: "\(count) pengaduan belum selesai dalam \(days) hari kerja",
                en: "\(count) \(isOne ? "pengaduan" : "pengaduans") not settled in \(days) working days")
            todo = text(
                id: "tanyakan instansinya: lapor-import show NOMOR",
                en: "ask the agency: lapor-import show NUMBER")
        case .verify, .close, .settleSupervised: return nil
        }
        return Notice(
            title: title, advice: [], todo: todo, codes: found.first.map(\.description), count: found.count)
    }

    var conflicts: Notice? {
        let count = conflictCount
        guard count > 0 else { return nil }
        return Notice(
            title: text(
                id: "\(StatusPage.number(count)) laporan diubah oleh dua pihak sekaligus",
                en: count == 1
                    ? "1 complaint was changed by two sides at once"
                    : "\(StatusPage.number(count)) complaints were changed by two sides at once"),
            advice: [
                .words(text(id: "Pilih nilai yang benar: ", en: "Choose the right value: ")),
                .command("lapor-import conflicts"),
            ], todo: "lapor-import conflicts")
    }
}

/// Teams and what they bring.
extension Attention {
    var late: Notice? {
        let teams = status.teams.filter(\.late)
        guard !teams.isEmpty else { return nil }
        return Notice(
            title: text(
                id: "\(teams.count) tim terlambat: belum ada kirimannya",
                en: teams.count == 1
                    ? "1 team is late: nothing of it has arrived"
                    : "\(teams.count) teams are late: nothing of them has arrived"),
            advice: [
                .words(
                    text(
                        id: "Hubungi timnya, dan minta stiknya diantar.",
                        en: "Call the team, and ask for its stick to be brought."))
            ],
            todo: text(id: "hubungi timnya, minta stiknya diantar", en: "call them, and ask for the stick"),
            entries: teams.map { team in
                let day = team.expected?.description ?? "–"
                return text(id: "\(team.team): diharapkan \(day)", en: "\(team.team): expected on \(day)")
            }, codes: teams.map(\.team))
    }

    var quarantined: Notice? {
        let bundles = status.waiting
        guard !bundles.isEmpty else { return nil }
        return Notice(
            title: text(
                id: "\(bundles.count) bundel disisihkan",
                en: bundles.count == 1
                    ? "1 bundle is set aside" : "\(bundles.count) bundles are set aside"),
            advice: [
                .words(
                    text(
                        id: "Tanyakan kepada timnya, lalu terima laptopnya atau lepaskan bundelnya: ",
                        en: "Ask the team, then admit the device or release the bundle: ")),
                .command("lapor-import quarantine list"),
            ],
            todo: text(
                id: "tanyakan timnya: lapor-import quarantine list",
                en: "ask the team: lapor-import quarantine list"),
            entries: bundles.map { bundle in
                let reason = Registry.Hold(rawValue: bundle.reason)?.reason.text() ?? bundle.reason
                let who = [bundle.team, bundle.deviceName].compactMap { $0 }.filter { !$0.isEmpty }
                let since = bundle.at.day(hoursEast: hoursEast)
                return "\(bundle.bundle.code) (\((who + [bundle.device.code]).joined(separator: ", "))), "
                    + text(id: "sejak \(since): ", en: "since \(since): ") + reason
            }, codes: bundles.map(\.bundle.code))
    }

    var gaps: Notice? {
        let devices = status.devices.filter { !$0.gaps.isEmpty }
        guard !devices.isEmpty else { return nil }
        return Notice(
            title: text(
                id: "Catatan dari \(devices.count) laptop belum tiba",
                en: "Events of \(devices.count) \(devices.count == 1 ? "device" : "devices") have not arrived"
            ),
            advice: Self.packAgain, todo: Self.seeGaps,
            entries: devices.map { device in
                let ranges = device.gaps.map { "\($0.lowerBound)–\($0.upperBound)" }
                return named(device) + ": " + ranges.joined(separator: ", ")
            }, codes: devices.map(\.id.code))
    }

    var attachments: Notice? {
        let devices = status.devices.filter { $0.missingBlobs > 0 }
        guard !devices.isEmpty else { return nil }
        return Notice(
            title: text(
                id: "Lampiran dari \(devices.count) laptop belum tiba",
                en:
                    "Attachments of \(devices.count) \(devices.count == 1 ? "device" : "devices") have not arrived"
            ),
            advice: Self.packAgain, todo: Self.seeGaps,
            entries: devices.map { "\(named($0)): \($0.missingBlobs)" }, codes: devices.map(\.id.code))
    }

    private static var packAgain: [Notice.Part] {
        [
            .words(text(id: "Minta timnya mengemas ulang: ", en: "Ask the team to pack again: ")),
            .command("lapor pack --all"),
        ]
    }

    private static var seeGaps: String {
        text(
            id: "minta timnya mengemas ulang (lapor pack --all); lihat: lapor-import gaps",
            en: "ask the team to pack again (lapor pack --all); see: lapor-import gaps")
    }

    var forks: Notice? {
        let devices = status.devices.filter { $0.openForks > 0 }
        guard !devices.isEmpty else { return nil }
        return Notice(
            title: text(id: "Dua laptop memakai satu identitas", en: "Two laptops use one identity"),
            advice: [
                .words(
                    text(
                        id: "Berikan balasan berikutnya kepada keduanya: ",
                        en: "Give the next reply to both: ")), .command("lapor-import reply --to FOLDER"),
            ],
            todo: text(
                id: "beri keduanya balasan: lapor-import reply --to FOLDER",
                en: "give both a reply: lapor-import reply --to FOLDER"),
            entries: devices.map { named($0) }, codes: devices.map(\.id.code))
    }

    /// Devices of which something was taken, and that still nobody has admitted.
    var notAdmitted: Notice? {
        let devices = status.devices.filter { $0.state == .released }
        guard !devices.isEmpty else { return nil }
        let isOne = devices.count == 1
        return Notice(
            title: text(
                id: "\(devices.count) laptop belum diterima",
                en: isOne ? "1 device is not admitted yet" : "\(devices.count) devices are not admitted yet"),
            advice: [],
            todo: text(
                id: "tanyakan timnya: lapor-import device admit KODE",
                en: "ask the team: lapor-import device admit CODE"),
            entries: devices.map { named($0) }, codes: devices.map(\.id.code))
    }

    var silent: Notice? {
        let devices = status.silent
        guard !devices.isEmpty else { return nil }
        let most = OfficeDevice.longestSilence
        return Notice(
            title: text(
                id: "\(devices.count) laptop lebih dari \(most) hari tidak mengirim",
                en: devices.count == 1
                    ? "1 device has brought nothing for more than \(most) days"
                    : "\(devices.count) devices have brought nothing for more than \(most) days"),
            advice: [
                .words(
                    text(
                        id: "Tanyakan kepada timnya apakah masih ada laporan di laptop itu.",
                        en: "Ask the team whether there are still complaints on them."))
            ],
            todo: text(
                id: "tanyakan apakah masih ada laporan di sana",
                en: "ask whether there are still complaints on them"),
            entries: devices.map { device, days in
                text(id: "\(named(device)): \(days) hari", en: "\(named(device)): \(days) days")
            }, codes: devices.map(\.device.id.code))
    }

    /// Devices whose clock cannot be right.
    var clocks: Notice? {
        let devices = status.devices.filter { $0.clockDoubt != nil && $0.state != .revoked }
        guard !devices.isEmpty else { return nil }
        return Notice(
            title: text(
                id: "Jam \(devices.count) laptop diragukan",
                en: devices.count == 1
                    ? "The clock of 1 device is in doubt"
                    : "The clocks of \(devices.count) devices are in doubt"),
            advice: [],
            todo: text(
                id: "minta jamnya dibetulkan; waktu catatannya jangan dipercaya",
                en: "have it set right; do not trust the times that it wrote"),
            entries: devices.map { named($0) }, codes: devices.map(\.id.code))
    }

    /// A device by its team and name, and by the digits that commands take.
    private func named(_ device: OfficeDevice) -> String {
        let names = [device.team, device.name].filter { !$0.isEmpty }
        return "\(names.joined(separator: ", ")) (\(device.id.code))"
    }
}
