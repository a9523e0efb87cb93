import LaporModel
import LaporOffice
import LaporTerminal

extension StatusPage {
    /// Teams, their devices, and what came of them.
    var teams: Section {
        let teams = StatusPageTable(
            caption: text(id: "Tim", en: "Teams"),
            columns: [
                text(id: "Tim", en: "Team"), text(id: "Laptop yang sudah mengirim", en: "Devices heard from"),
                text(id: "Laptop menurut kit", en: "Devices by kits"),
                text(id: "Diharapkan", en: "Expected"), text(id: "Keadaan", en: "State"),
            ],
            rows: figures.status.teams.sorted { NaturalOrder($0.team) < NaturalOrder($1.team) }.map { team in
                [
                    .head(team.team), .number(Self.number(team.devicesSeen)),
                    .number(Self.number(team.devicesExpected)),
                    .words(team.expected?.description ?? "–"),
                    .words(
                        team.late
                            ? text(id: "terlambat", en: "late")
                            : team.devicesSeen > 0
                                ? text(id: "sudah mengirim", en: "heard from")
                                : text(id: "belum mengirim", en: "not heard from yet")),
                ]
            })
        let devices = StatusPageTable(
            caption: text(id: "Laptop", en: "Devices"),
            columns: [
                text(id: "Laptop", en: "Device"), text(id: "Laporan", en: "Complaints"),
                text(id: "Kelengkapan", en: "Completeness"), text(id: "Kiriman terakhir", en: "Last bundle"),
                text(id: "Celah", en: "Gaps"), text(id: "Disisihkan", en: "Set aside"),
                text(id: "Keadaan", en: "State"), text(id: "Tim", en: "Team"),
            ],
            rows: figures.devices.map { (NaturalOrder("\($0.device.team)\t\($0.device.name)"), $0) }
                // Those of one name stay in the order of their ids.
                .enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
                .map { row(of: $0.element.1) })
        let content = [teams, devices].filter { !$0.rows.isEmpty }.map { table in
            table.folded { text(id: "\(Self.number($0)) lagi", en: "\(Self.number($0)) more") }
        }.joined(separator: "\n")
        return Section(
            id: "tim", title: text(id: "Tim dan laptop", en: "Teams and devices"),
            content: content.isEmpty ? Self.nothing : whole + content)
    }

    /// That these are not only those of the complaints which the page is about.
    private var whole: String {
        guard figures.since != nil || figures.region != nil else { return "" }
        let words = text(
            id: "Tim, laptop, dan jumlah laporannya: seluruh kantor.",
            en: "Teams, devices and their complaints: those of the whole office.")
        return #"<p class="quiet">\#(words)</p>"#
    }

    private func row(of found: DeviceFigures) -> [StatusPageTable.Cell] {
        let device = found.device
        let last = device.lastBundleAt.map { $0.day(hoursEast: figures.hoursEast).description }
        return [
            .head("\(device.name) (\(device.id.code))"), .number(Self.number(orMasked: found.complaints)),
            .number(found.completeness.map { Self.number($0) } ?? "–"), .words(last ?? "–"),
            .number(Self.number(device.gaps.count)), .number(Self.number(device.waiting)),
            .words(device.stateText), .words(device.team),
        ]
    }

    /// Visits to villages, with who came and what was taken down.
    var visits: Section {
        let found = figures.visits
        let title = text(id: "Kegiatan di desa", en: "Visits to villages")
        guard !found.visits.isEmpty else {
            return Section(id: "kegiatan", title: title, content: Self.nothing)
        }
        let table = StatusPageTable(
            caption: title,
            columns: [
                text(id: "Tanggal", en: "Date"), text(id: "Desa", en: "Village"),
                text(id: "Hadirin", en: "Attendance"), text(id: "Laki-laki", en: "Men"),
                text(id: "Perempuan", en: "Women"), text(id: "Laporan", en: "Complaints"),
                text(id: "Foto", en: "Photos"), text(id: "Tim", en: "Team"),
            ],
            rows: found.visits.map { visit in
                func count(_ number: VisitFigures.Number) -> StatusPageTable.Cell {
                    switch number {
                    case .known(let value): .number(Self.number(value))
                    case .unknown: .number("–")
                    case .masked: .number(Self.masked)
                    }
                }
                let open = visit.isOpen ? text(id: " (belum selesai)", en: " (not ended)") : ""
                return [
                    .head(visit.day.description + open), .words(visit.region ?? "–"),
                    count(visit.attendance), count(visit.men), count(visit.women),
                    count(visit.complaints), .number(Self.number(visit.photos)),
                    .words(visit.team),
                ]
            }, hidesCaption: true)
        let number = Self.number(found.visits.count)
        var summary = text(
            id: "\(number) kegiatan, \(Self.number(found.attendance)) hadirin",
            en:
                "\(number) \(found.visits.count == 1 ? "visit" : "visits"), attendance \(Self.number(found.attendance))"
        )
        if let median = found.median {
            summary += text(
                id: "; median \(Self.number(median)) laporan per kegiatan",
                en: "; median of \(Self.number(median)) complaints per visit")
        }
        return Section(
            id: "kegiatan", title: title,
            content: "<p>\(summary).</p>\n"
                + table.folded {
                    text(
                        id: "\(Self.number($0)) kegiatan yang lebih lama",
                        en: "\(Self.number($0)) earlier visits")
                })
    }

    /// How complete complaints are.
    var completeness: Section {
        let found = figures.completeness
        let groups = found.bands.map { band in
            (name: "\(band.scores.lowerBound)–\(band.scores.upperBound)", count: band.count)
        }
        let title = text(id: "Kelengkapan laporan", en: "Completeness")
        guard !groups.isEmpty else {
            return Section(id: "kelengkapan", title: title, content: noComplaints)
        }
        let explained = text(
            id:
                "Nilai 0 sampai 100: seberapa mudah laporan diteruskan dan pelapornya dihubungi; 100 berarti lengkap.",
            en:
                "From 0 to 100: how well a complaint can be passed on and its reporter reached; 100 is complete."
        )
        var summary = ""
        if let median = found.median, let mean = found.mean {
            summary = text(
                id: " Median \(Self.number(median)), rata-rata \(Self.number(mean)).",
                en: " Median \(Self.number(median)), mean \(Self.number(mean)).")
        }
        let table = Self.table(title, of: text(id: "Nilai", en: "Score"), groups)
        return Section(
            id: "kelengkapan", title: title, content: "<p>\(explained)\(summary)</p>\n" + table.html)
    }
}
