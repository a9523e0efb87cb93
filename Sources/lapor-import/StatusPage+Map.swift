import LaporModel
import LaporOffice
import LaporTerminal

extension StatusPage {
    /// Where complaints come from, as points without a ground: nothing is fetched.
    var map: Section {
        let found = figures.map
        let title = text(id: "Peta", en: "Map")
        let tenths = Int((Double(found.size) * 11.13).rounded())
        let size =
            "\(tenths / 10)" + (tenths % 10 == 0 ? "" : text(id: ",", en: ".") + "\(tenths % 10)") + " km"
        let explained = text(
            id:
                "Tiap lingkaran berarti 3 laporan atau lebih yang koordinatnya ada dalam satu kotak selebar kira-kira \(size). Laporan anonim, rahasia, dan yang ditarik tidak digambar. Tiap belah ketupat adalah desa yang dikunjungi, di tengah titik laporannya. Utara di atas.",
            en:
                "Each circle stands for 3 complaints or more with coordinates inside one square about \(size) wide. Anonymous, confidential and withdrawn complaints are not drawn. Each diamond is a village that was visited, at the middle of its complaints. North is up."
        )
        guard figures.complaints != nil else {
            return Section(id: "peta", title: title, content: noComplaints)
        }
        guard let frame = MapFrame(found) else {
            let nothing = text(
                id: "Belum ada tempat dengan 3 laporan atau lebih yang koordinatnya dicatat.",
                en: "There is no place yet with 3 complaints or more whose coordinates were taken.")
            return Section(id: "peta", title: title, content: #"<p class="quiet">\#(nothing)</p>"#)
        }
        let complaints = StatusPageTable(
            caption: text(id: "Laporan menurut tempat", en: "Complaints by place"),
            columns: [
                text(id: "Lintang", en: "Latitude"), text(id: "Bujur", en: "Longitude"),
                text(id: "Laporan", en: "Complaints"),
            ],
            rows: found.cells.map { cell in
                [
                    .head(Self.degrees(cell.latitude)), .head(Self.degrees(cell.longitude)),
                    .number(Self.number(cell.count)),
                ]
            })
        let visits = StatusPageTable(
            caption: text(id: "Kegiatan menurut tempat", en: "Visits by place"),
            columns: [
                text(id: "Desa", en: "Village"), text(id: "Lintang", en: "Latitude"),
                text(id: "Bujur", en: "Longitude"), text(id: "Kegiatan", en: "Visits"),
            ],
            rows: found.visits.map { visit in
                [
                    .head(visit.name), .number(Self.degrees(visit.latitude)),
                    .number(Self.degrees(visit.longitude)), .number(Self.number(visit.count)),
                ]
            })
        let tables = [complaints, visits].filter { !$0.rows.isEmpty }.map(\.html).joined(separator: "\n")
        let summary = text(id: "Angka peta", en: "Numbers of the map")
        return Section(
            id: "peta", title: title,
            content: """
                <p class="quiet">\(explained)</p>
                \(picture(found, frame))
                <details class="narrow"><summary>\(summary)</summary>\(tables)</details>
                """)
    }

    /// Degrees to a hundredth, with a point as coordinates are typed.
    private static func degrees(_ value: Double) -> String {
        let hundredths = Int((abs(value) * 100).rounded())
        let rest = hundredths % 100
        return "\(value < 0 && hundredths > 0 ? "-" : "")\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    private func picture(_ found: MapFigures, _ frame: MapFrame) -> String {
        let largest = Double(found.cells.map(\.count).max() ?? 1)
        // Neighbours may touch, and not cover one another.
        let widest = min(16, max(6, frame.length(ofDegrees: Double(found.size) / 100) * 0.75))
        let points = found.cells.map { cell in
            let radius = 2.5 + (widest - 2.5) * (Double(cell.count) / largest).squareRoot()
            let (x, y) = frame.place(cell.latitude, cell.longitude)
            return #"<circle cx="\#(Self.length(x))" cy="\#(Self.length(y))" r="\#(Self.length(radius))"/>"#
        }
        let visits = found.visits.map { visit in
            let (x, y) = frame.place(visit.latitude, visit.longitude)
            return "M\(Self.length(x)) \(Self.length(y - 6))l5 6-5 6-5-6z"
        }
        let names = found.labels.map { label in
            let (x, y) = frame.place(label.latitude, label.longitude)
            let middle = min(MapFrame.width - 90, max(90, x))
            return #"<text x="\#(Self.length(middle))" y="\#(Self.length(y))">\#(safe(label.name))</text>"#
        }
        let (kilometres, length) = frame.scaleBar
        let bottom = Self.length(frame.height - 14)
        let sum = found.cells.reduce(0) { $0 + $1.count }
        let spoken = text(
            id:
                "Peta titik: \(Self.number(sum)) laporan di \(found.cells.count) tempat, \(found.visits.count) desa yang dikunjungi. Angkanya ada di tabel di bawah.",
            en:
                "Map of points: \(Self.number(sum)) complaints in \(found.cells.count) places, \(found.visits.count) villages visited. The numbers are in the tables below."
        )
        return #"""
            <svg class="map" role="img" aria-label="\#(safe(spoken))" viewBox="0 0 \#(Self.length(MapFrame.width)) \#(Self.length(frame.height))">
            <g class="points">\#(points.joined(separator: "\n"))</g>
            <path class="visited" d="\#(visits.joined())"/>
            <g class="names">\#(names.joined())</g>
            <path class="scale" d="M16 \#(bottom)h\#(Self.length(length))m0 -5v10m-\#(Self.length(length)) 0v-10"/>
            <text class="unit" x="16" y="\#(Self.length(frame.height - 24))">\#(kilometres) km</text>
            </svg>
            """#
    }
}

/// How degrees become places of a picture: equirectangular, true to scale in its middle.
private struct MapFrame {
    static let width = 640.0

    let height: Double
    private let middle: (latitude: Double, longitude: Double)
    /// Units of the picture per degree of latitude.
    private let scale: Double
    /// How much shorter a degree of longitude is there.
    private let shrink: Double

    /// A frame around the cells of a map; `nil` where it has none.
    init?(_ map: MapFigures) {
        let latitudes = map.cells.map(\.latitude)
        let longitudes = map.cells.map(\.longitude)
        guard let south = latitudes.min(), let north = latitudes.max(), let west = longitudes.min(),
            let east = longitudes.max()
        else { return nil }
        middle = ((south + north) / 2, (west + east) / 2)
        shrink = Self.cosine(degrees: middle.latitude)
        // A single place gets a few kilometres around it.
        let high = max(north - south, 0.05)
        let wide = max((east - west) * shrink, 0.05)
        height = min(800, max(320, (Self.width - 80) * high / wide + 100))
        scale = min((Self.width - 80) / wide, (height - 100) / high)
    }

    /// The cosine by its series: Indonesia lies within 12 degrees of the equator.
    private static func cosine(degrees: Double) -> Double {
        let angle = degrees * Double.pi / 180
        let square = angle * angle
        return 1 - square / 2 + square * square / 24
    }

    func place(_ latitude: Double, _ longitude: Double) -> (x: Double, y: Double) {
        (
            Self.width / 2 + (longitude - middle.longitude) * shrink * scale,
            (height - 20) / 2 - (latitude - middle.latitude) * scale
        )
    }

    /// How long so many degrees of latitude are in the picture.
    func length(ofDegrees degrees: Double) -> Double { degrees * scale }

    /// A round distance, and its length in the picture.
    var scaleBar: (kilometres: Int, length: Double) {
        let unit = scale / 111.32
        let fitting = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000].last { Double($0) * unit <= 160 } ?? 1
        return (fitting, Double(fitting) * unit)
    }
}
