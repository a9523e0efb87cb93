import LaporModel
import LaporOffice
import LaporTerminal

/// Teams and their devices, the worst first, as wide as the terminal allows.
struct StatusTable {
    var status: OfficeStatus
    var hoursEast: Int
    /// Columns of the terminal; `nil` where nothing is cut short.
    var width: Int?

    /// A column of the table.
    private enum Column {
        case device, state, complaints, seen, seenDay, bundle, recorded, whole, gaps, silent, waiting, clock
    }

    /// From all that there is to what must be there.
    private static let layouts: [[Column]] = [
        [
            .device, .state, .complaints, .seen, .bundle, .recorded, .whole, .gaps, .silent, .waiting, .clock,
        ],
        [
            .device, .state, .complaints, .seenDay, .bundle, .recorded, .whole, .gaps, .silent, .waiting,
            .clock,
        ],
        [.device, .state, .complaints, .seenDay, .bundle, .whole, .gaps, .silent, .waiting, .clock],
        [.device, .state, .complaints, .seenDay, .whole, .gaps, .silent, .clock],
        [.device, .complaints, .seenDay, .whole, .gaps, .silent, .clock],
        [.device, .complaints, .seenDay, .gaps, .silent],
    ]

    /// A name is cut to no less than this.
    private static let shortestName = 8

    /// A team with its devices.
    private struct Group {
        var name: String
        /// `nil` where no kit of this office is known.
        var team: OfficeStatus.Team?
        var devices: [OfficeDevice]
    }

    /// The table, and what its columns mean; nothing where there is neither a team nor a device.
    var blocks: [String] {
        let groups = groups
        guard !groups.isEmpty else { return [] }
        let devices = groups.flatMap(\.devices)
        guard !devices.isEmpty else { return [groups.map(line).joined(separator: "\n")] }
        let (columns, rows) = fitted(devices)
        var left = rows.dropFirst()
        var lines = [rows[0]]
        for group in groups {
            lines.append(line(group))
            lines += left.prefix(group.devices.count)
            left = left.dropFirst(group.devices.count)
        }
        return [lines.joined(separator: "\n"), legend(columns)]
    }

    // MARK: Order

    private var groups: [Group] {
        var byTeam = Dictionary(grouping: status.devices) { status.teamOfDevice[$0.id] ?? $0.team }
        var groups = status.teams.map { team in
            Group(name: team.team, team: team, devices: byTeam.removeValue(forKey: team.team) ?? [])
        }
        groups += byTeam.map { Group(name: $0.key, team: nil, devices: $0.value) }
        for index in groups.indices {
            groups[index].devices.sort { (rank($0), $0.name, $0.id) < (rank($1), $1.name, $1.id) }
        }
        return groups.sorted { (rank($0), $0.name) < (rank($1), $1.name) }
    }

    /// How far down something may stand: in the order of ``Attention/notices``.
    private func rank(_ device: OfficeDevice) -> Int {
        if device.waiting > 0 || device.state == .quarantined { return 0 }
        if device.openForks > 0 { return 1 }
        if !device.gaps.isEmpty { return 2 }
        if device.missingBlobs > 0 { return 4 }
        if device.state == .released { return 5 }
        if device.isSilent { return 6 }
        if device.state == .revoked { return 9 }
        return device.clockDoubt == nil ? 8 : 7
    }

    private func rank(_ group: Group) -> Int {
        let worst = group.devices.map { rank($0) }.min() ?? 8
        return group.team?.late == true ? min(3, worst) : worst
    }

    // MARK: Lines

    /// The line of a team: how many of its devices were heard from, and when it is expected.
    private func line(_ group: Group) -> String {
        let name = group.name.isEmpty ? text(id: "(tanpa tim)", en: "(no team)") : Terminal.line(group.name)
        var parts: [String] = []
        if let team = group.team {
            parts.append(
                text(
                    id: "\(team.devicesSeen) dari \(team.devicesExpected) laptop",
                    en:
                        "\(team.devicesSeen) of \(team.devicesExpected) \(team.devicesExpected == 1 ? "device" : "devices")"
                ))
            if let day = team.expected { parts.append(expected(day, team)) }
            if team.expected == nil, team.devicesSeen == 0 {
                parts.append(text(id: "belum mengirim", en: "not heard from yet"))
            }
        } else {
            parts.append(origin(of: group))
        }
        let line = parts.isEmpty ? name : "\(name): \(parts.joined(separator: "; "))"
        return width.map { Terminal.truncated(line, to: $0) } ?? line
    }

    private func expected(_ day: Day, _ team: OfficeStatus.Team) -> String {
        guard team.devicesSeen == 0 else { return text(id: "diharapkan \(day)", en: "expected \(day)") }
        let days = status.today.number - day.number
        guard days > 0 else {
            return text(
                id: "diharapkan \(day), belum mengirim", en: "expected \(day), not heard from yet")
        }
        return text(
            id: "diharapkan \(day), TERLAMBAT \(days) hari",
            en: "expected \(day), \(days) \(days == 1 ? "DAY" : "DAYS") LATE")
    }

    /// That no kit of this office brought a team in.
    private func origin(of group: Group) -> String {
        group.devices.allSatisfy { $0.lastSequence == 0 }
            ? text(id: "tidak ada kit untuk tim ini", en: "there is no kit for this team")
            : text(id: "kit dari kantor lain", en: "a kit of another office")
    }

    /// The rows of all devices below their headings, by the richest layout that fits.
    private func fitted(_ devices: [OfficeDevice]) -> (columns: [Column], rows: [String]) {
        let longest = devices.reduce(0) { max($0, Terminal.displayWidth(Terminal.line($1.name))) }
        var layouts = Self.layouts
        if devices.allSatisfy({ $0.waiting == 0 }) {
            layouts = layouts.map { $0.filter { $0 != .waiting } }
        }
        var last: (columns: [Column], rows: [String]) = (layouts[0], [])
        for layout in layouts {
            last = (layout, rows(devices, layout, name: longest))
            guard let width else { return last }
            let over = (last.rows.map(Terminal.displayWidth).max() ?? 0) - width
            if over <= 0 { return last }
            let room = longest - over
            if room >= Self.shortestName { return (layout, rows(devices, layout, name: room)) }
        }
        let rows = rows(devices, last.columns, name: Self.shortestName)
        return (last.columns, rows.map { Terminal.truncated($0, to: max(8, width ?? .max)) })
    }

    private func rows(_ devices: [OfficeDevice], _ columns: [Column], name: Int) -> [String] {
        let cells = devices.map { device in columns.map { cell($0, device, name: name) } }
        return Terminal.columns(rows: cells, header: columns.map(heading))
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    // MARK: Cells

    private func heading(_ column: Column) -> String {
        switch column {
        case .device: text(id: "TIM DAN LAPTOP", en: "TEAM AND DEVICE")
        case .state: text(id: "KEADAAN", en: "STATE")
        case .complaints: text(id: "LAPORAN", en: "COMPL.")
        case .seen, .seenDay: text(id: "TERLIHAT", en: "SEEN")
        case .bundle: text(id: "KIRIMAN", en: "BUNDLE")
        case .recorded: text(id: "DICATAT", en: "WRITTEN")
        case .whole: text(id: "UTUH", en: "WHOLE")
        case .gaps: text(id: "CELAH", en: "GAPS")
        case .silent: text(id: "DIAM", en: "SILENT")
        case .waiting: text(id: "DISISIHKAN", en: "SET ASIDE")
        case .clock: text(id: "JAM", en: "CLOCK")
        }
    }

    private func cell(_ column: Column, _ device: OfficeDevice, name: Int) -> String {
        switch column {
        case .device:
            let shown = Terminal.truncated(Terminal.line(device.name), to: name)
            return "  \(device.id.code) \(shown)"
        case .state: return device.stateText
        case .complaints: return StatusPage.number(device.complaints)
        case .seen: return time(device.lastSeenAt)
        case .seenDay: return day(device.lastSeenAt)
        case .bundle: return day(device.lastBundleAt)
        case .recorded: return time(device.lastRecordedAt)
        case .whole:
            guard device.lastSequence > 0 else { return "–" }
            let whole = device.confirmedUpTo
            return whole == device.lastSequence ? "\(whole)" : "\(whole)/\(device.lastSequence)"
        case .gaps:
            guard device.missingBlobs > 0 else { return "\(device.gaps.count)" }
            return "\(device.gaps.count) +\(device.missingBlobs)"
        case .silent: return device.daysSilent.map { "\($0)" } ?? "–"
        case .waiting: return "\(device.waiting)"
        case .clock:
            switch device.clockDoubt {
            case .ahead: return text(id: "cepat?", en: "fast?")
            case .behind: return text(id: "lambat?", en: "slow?")
            case nil: return text(id: "baik", en: "good")
            }
        }
    }

    private func day(_ time: Timestamp?) -> String {
        time?.day(hoursEast: hoursEast).description ?? "–"
    }

    /// Date and time; the zone stands below the table.
    private func time(_ time: Timestamp?) -> String {
        time.map { String($0.shown(hoursEast: hoursEast).prefix(16)) } ?? "–"
    }

    // MARK: Legend

    /// What the columns mean, and by whose clock.
    private func legend(_ columns: [Column]) -> String {
        let zone = Timestamp(seconds: 0).shown(hoursEast: hoursEast).dropFirst(17)
        let bundle = columns.contains(.bundle)
        var lines = [
            text(
                id:
                    "TERLIHAT\(bundle ? ", KIRIMAN" : ""): jam kantor (\(zone)), kapan sesuatu darinya terakhir tiba; DIAM: hari sejak itu.",
                en:
                    "SEEN\(bundle ? ", BUNDLE" : ""): this office's clock (\(zone)), when anything of it came last; SILENT: days since."
            )
        ]
        if columns.contains(.recorded) {
            lines.append(
                text(
                    id: "DICATAT: jam laptop sendiri, pada catatannya yang terbaru.",
                    en: "WRITTEN: the device's own clock, at its newest event."))
        }
        if columns.contains(.whole) {
            lines.append(
                text(
                    id:
                        "UTUH: sampai catatan ini tidak ada yang kurang; itulah yang dikonfirmasi balasan berikutnya.",
                    en: "WHOLE: up to this event nothing is missing; the next reply confirms it."))
        }
        if columns.contains(.gaps), status.devices.contains(where: { $0.missingBlobs > 0 }) {
            lines.append(
                text(id: "CELAH +N: N lampiran belum tiba.", en: "GAPS +N: N attachments have not arrived."))
        }
        return lines.flatMap { line in
            Terminal.wrapped(line.split(separator: " "), width: width ?? .max)
        }.joined(separator: "\n")
    }
}
