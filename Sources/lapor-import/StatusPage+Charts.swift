import LaporModel
import LaporOffice
import LaporTerminal

extension StatusPage {
    /// How many complaints arrived when.
    var arrivals: Section {
        let found = figures.arrivals
        let title = text(id: "Kedatangan laporan", en: "Arrivals")
        guard !found.periods.isEmpty else {
            return Section(id: "kedatangan", title: title, content: Self.nothing)
        }
        let largest = found.periods.reduce(0) { max($0, $1.count ?? 0) }
        let unit = self.unit
        var rows: [[StatusPageTable.Cell]] = found.periods.filter { $0.count != 0 }.map { period in
            [.head(name(of: period)), .number(Self.number(orMasked: period.count))]
        }
        if found.rest > 0 {
            rows.append([
                .head(text(id: "yang samar, bersama-sama", en: "those masked, together")),
                .number(Self.number(found.rest)),
            ])
        }
        let table = StatusPageTable(
            caption: text(id: "Laporan yang tiba per \(unit)", en: "Complaints that arrived, by \(unit)"),
            columns: [text(id: "Waktu", en: "Period"), text(id: "Laporan", en: "Complaints")], rows: rows)
        let summary = text(id: "Angka per \(unit)", en: "Numbers by \(unit)")
        return Section(
            id: "kedatangan", title: title,
            content: (largest > 0 ? chart(found, largest: largest) : "")
                + "\n<details><summary>\(safe(summary))</summary>\(table.html)</details>")
    }

    private var unit: String {
        switch figures.arrivals.unit {
        case .day: text(id: "hari", en: "day")
        case .week: text(id: "minggu", en: "week")
        case .month: text(id: "bulan", en: "month")
        case .year: text(id: "tahun", en: "year")
        }
    }

    private func name(of period: ArrivalFigures.Period) -> String {
        let day = period.start.description
        return switch figures.arrivals.unit {
        case .day: day
        case .week: text(id: "mulai \(day)", en: "from \(day)")
        case .month: String(day.prefix(7))
        case .year: String(day.prefix(4))
        }
    }

    /// Bars, with their numbers and periods in letters beside them, which do not shrink with the picture.
    private func chart(_ found: ArrivalFigures, largest: Int) -> String {
        let top = Self.top(of: largest)
        let bars = found.periods.enumerated().compactMap { place, period -> String? in
            guard let count = period.count, count > 0 else { return nil }
            let height = Double(count) * 100 / Double(top)
            return
                #"<rect x="\#(place * 10 + 1)" y="\#(Self.length(100 - height))" width="8" height="\#(Self.length(height))"/>"#
        }
        let width = found.periods.count * 10
        let lines = [0, 50, 100].map { height in
            #"<path d="M0 \#(height)H\#(width)"/>"#
        }
        let sum = found.periods.reduce(found.rest) { $0 + ($1.count ?? 0) }
        let label = text(
            id:
                "Grafik batang: \(Self.number(sum)) laporan tiba dalam \(found.periods.count) \(unit); terbanyak \(Self.number(largest)) per \(unit). Angkanya ada di tabel di bawah.",
            en:
                "Bar chart: \(Self.number(sum)) complaints arrived in \(found.periods.count) periods of a \(unit); at most \(Self.number(largest)) in one. The numbers are in the table below."
        )
        let last = found.periods.count - 1
        let names = Array(Set([0, last / 2, last])).sorted().map { place in
            "<span>\(safe(name(of: found.periods[place])))</span>"
        }
        return """
            <figure class="chart" style="max-width: \(max(16, found.periods.count * 5))rem">
            <div class="high" aria-hidden="true"><span>\(Self.number(top))</span>\
            <span>\(Self.number(top / 2))</span><span>0</span></div>
            <svg role="img" aria-label="\(safe(label))" viewBox="0 0 \(width) 100" preserveAspectRatio="none">\
            <g class="grid">\(lines.joined())</g><g class="bars">\(bars.joined())</g></svg>
            <div class="wide" aria-hidden="true">\(names.joined())</div>
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
