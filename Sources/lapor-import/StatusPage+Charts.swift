import LaporModel
import LaporOffice
import LaporTerminal

extension StatusPage {
    /// How many complaints arrived when.
    var arrivals: Section {
        let found = figures.arrivals
        let title = text(id: "Kedatangan laporan", en: "Arrivals")
        guard !found.periods.isEmpty else {
            return Section(id: "kedatangan", title: title, content: noComplaints)
        }
        let unit = self.unit
        let table = StatusPageTable(
            caption: text(id: "Laporan yang tiba per \(unit)", en: "Complaints that arrived, by \(unit)"),
            columns: [text(id: "Waktu", en: "Period"), text(id: "Laporan", en: "Complaints")],
            rows: found.periods.filter { $0.count > 0 }.map { period in
                [.head(name(of: period)), .number(Self.number(period.count))]
            })
        let summary = text(id: "Angka per \(unit)", en: "Numbers by \(unit)")
        return Section(
            id: "kedatangan", title: title,
            content: chart(found) + merged
                + "\n<details class=\"narrow\"><summary>\(safe(summary))</summary>\(table.html)</details>")
    }

    /// How wide bars came about, where there are any.
    private var merged: String {
        guard figures.arrivals.periods.contains(where: { $0.length > 1 }) else { return "" }
        let words = text(
            id:
                "Batang yang lebar dan bergaris tepi: beberapa \(unit) digabung karena ada yang kurang dari 3 laporan; tingginya rata-rata per \(unit).",
            en:
                "A wide bar with an outline: several periods of a \(unit), together because one had fewer than 3 complaints; as high as the mean of a \(unit)."
        )
        return #"<p class="quiet">\#(words)</p>"#
    }

    private var unit: String {
        switch figures.arrivals.unit {
        case .day: text(id: "hari", en: "day")
        case .week: text(id: "minggu", en: "week")
        case .month: text(id: "bulan", en: "month")
        case .year: text(id: "tahun", en: "year")
        }
    }

    /// A period, or the first and the last of several.
    private func name(of period: ArrivalFigures.Period) -> String {
        if period.length > 1 { return "\(name(of: period.start)) – \(name(of: period.last))" }
        let name = name(of: period.start)
        return figures.arrivals.unit == .week ? text(id: "mulai \(name)", en: "from \(name)") : name
    }

    private func name(of start: Day) -> String {
        let day = start.description
        return switch figures.arrivals.unit {
        case .day, .week: day
        case .month: String(day.prefix(7))
        case .year: String(day.prefix(4))
        }
    }

    /// Bars, with their numbers and periods in letters beside them, which do not shrink with the picture.
    private func chart(_ found: ArrivalFigures) -> String {
        let largest = found.periods.reduce(1) { max($0, ($1.count + $1.length - 1) / $1.length) }
        let top = Self.top(of: largest)
        var bars = ""
        var place = 0
        for period in found.periods {
            if period.count > 0 {
                let height = Double(period.count) * 100 / Double(top * period.length)
                let kind = period.length > 1 ? #" class="several""# : ""
                bars +=
                    #"<rect\#(kind) x="\#(place * 10 + 1)" y="\#(Self.length(100 - height))" width="\#(period.length * 10 - 2)" height="\#(Self.length(height))"/>"#
            }
            place += period.length
        }
        let lines = [0, 50, 100].map { height in
            #"<path d="M0 \#(height)H\#(place * 10)"/>"#
        }
        let sum = found.periods.reduce(0) { $0 + $1.count }
        let label = text(
            id:
                "Grafik batang: \(Self.number(sum)) laporan tiba dalam \(place) \(unit). Angkanya ada di tabel di bawah.",
            en:
                "Bar chart: \(Self.number(sum)) complaints arrived in \(place) periods of a \(unit). The numbers are in the table below."
        )
        let starts = found.periods.map(\.start)
        let ends = [
            starts.first, starts.count > 2 ? starts[starts.count / 2] : nil, found.periods.last?.last,
        ]
        var names: [String] = []
        for end in ends.compactMap({ $0 }).map({ name(of: $0) }) where !names.contains(end) {
            names.append(end)
        }
        return """
            <figure class="chart" style="max-width: \(max(16, place * 5))rem">
            <div class="high" aria-hidden="true"><span>\(Self.number(top))</span>\
            <span>\(Self.number(top / 2))</span><span>0</span></div>
            <svg role="img" aria-label="\(safe(label))" viewBox="0 0 \(place * 10) 100" preserveAspectRatio="none">\
            <g class="grid">\(lines.joined())</g><g class="bars">\(bars)</g></svg>
            <div class="wide" aria-hidden="true">\(names.map { "<span>\(safe($0))</span>" }.joined())</div>
            </figure>
            """
    }

    /// A round even number that is no smaller than another one.
    private static func top(of largest: Int) -> Int {
        if largest <= 8 { return max(2, largest + largest % 2) }
        var unit = 1
        while true {
            for step in [10, 12, 14, 16, 20, 30, 40, 50, 60, 80] where step * unit >= largest {
                return step * unit
            }
            unit *= 10
        }
    }

    /// How long answers take, beside how long they may take.
    var answers: Section {
        let title = text(id: "Waktu sampai dijawab", en: "Time to answer")
        guard !figures.answers.isEmpty else {
            return Section(id: "jawaban", title: title, content: noComplaints)
        }
        let days = figures.answers.flatMap { [$0.deadline, $0.ninetieth ?? 0] }
        let largest = max(1, days.max() ?? 1)
        let table = StatusPageTable(
            caption: text(id: "Hari kerja sampai dijawab", en: "Working days until answered"),
            columns: [
                text(id: "Langkah", en: "Step"), text(id: "Tenggat", en: "Deadline"),
                text(id: "Laporan", en: "Complaints"), text(id: "Median", en: "Median"),
                text(id: "Persentil ke-90", en: "90th percentile"),
                text(id: "Dalam tenggat", en: "In time"), "",
            ],
            rows: figures.answers.map { step in
                let inTime = step.inTime.map { part in
                    Self.number(part) + " (" + Self.share(part, of: step.count ?? 0) + ")"
                }
                return [
                    .head(Self.name(of: step.step)), .number(Self.number(step.deadline)),
                    .number(Self.number(orMasked: step.count)),
                    .number(step.median.map { Self.number($0) } ?? "–"),
                    .number(step.ninetieth.map { Self.number($0) } ?? "–"),
                    .number(inTime ?? (step.count == 0 ? "–" : Self.masked)),
                    .picture(Self.picture(of: step, largest: largest)),
                ]
            })
        let legend = text(
            id:
                "Batang tebal: median; garis: sampai persentil ke-90; garis tegak: tenggat. Semua dalam hari kerja.",
            en:
                "Thick bar: median; line: up to the 90th percentile; upright line: deadline. All in working days."
        )
        return Section(
            id: "jawaban", title: title, content: table.html + #"<p class="quiet">\#(legend)</p>"#)
    }

    private static func name(of step: AnswerFigures.Step) -> String {
        switch step {
        case .verified: text(id: "dari tiba sampai diverifikasi", en: "from arrival to verification")
        case .followedUp:
            text(id: "dari diteruskan sampai ditindaklanjuti", en: "from passing on to being dealt with")
        case .requestAnswered:
            text(id: "permintaan informasi: dari tiba sampai dijawab", en: "requests: from arrival to answer")
        }
    }

    private static func picture(of step: AnswerFigures, largest: Int) -> String {
        func place(_ days: Int) -> String { length(Double(days) * 98 / Double(largest) + 1) }
        let start = place(0)
        var parts = ""
        if let ninetieth = step.ninetieth {
            parts += #"<path class="range" d="M\#(start) 6H\#(place(ninetieth))"/>"#
        }
        if let median = step.median {
            parts += #"<path class="median" d="M\#(start) 6H\#(place(median))"/>"#
        }
        return #"""
            <svg class="span" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">\#
            \#(parts)<path class="deadline" d="M\#(place(step.deadline)) 0V12"/></svg>
            """#
    }
}
