import LaporModel
import LaporStore

/// What is counted while complaints pass by.
struct DetailFigures {
    private struct Place: Hashable {
        /// In hundredths of a degree.
        var latitude: Int
        var longitude: Int
    }

    /// Where Indonesia lies, generously: a receiver without a fix says 0, 0.
    private static let latitudes = -12.0...7.0
    private static let longitudes = 94.0...142.0
    private static let bands = [0...19, 20...39, 40...59, 60...79, 80...100]
    /// At most so many cells are drawn.
    private static let mostCells = 600

    private var scores = Histogram()
    private var sum = 0
    private var byDevice: [Identifier: (count: Int, sum: Int)] = [:]
    /// By place, then by region.
    private var places: [Place: [String: Int]] = [:]

    mutating func add(_ detail: FigureDetail) {
        let score = min(100, max(0, detail.completeness))
        scores.add(score)
        sum += score
        byDevice[detail.device, default: (0, 0)].count += 1
        byDevice[detail.device, default: (0, 0)].sum += score
        guard let latitude = detail.latitude.flatMap({ Double($0) }), Self.latitudes.contains(latitude),
            let longitude = detail.longitude.flatMap({ Double($0) }), Self.longitudes.contains(longitude)
        else { return }
        let place = Place(
            latitude: Int((latitude * 100).rounded()), longitude: Int((longitude * 100).rounded()))
        places[place, default: [:]][detail.region, default: 0] += 1
    }

    func devices(_ devices: [OfficeDevice]) -> [DeviceFigures] {
        let masked = SmallGroups.masked(devices.map(\.complaints))
        // These are of the complaints that the page is about: others may be too few.
        let few = SmallGroups.masked(devices.map { byDevice[$0.id]?.count ?? 0 })
        return devices.enumerated().map { place, device in
            let scores = few.contains(place) ? nil : byDevice[device.id]
            return DeviceFigures(
                device: device, complaints: masked.contains(place) ? nil : device.complaints,
                completeness: scores.map { Self.rounded($0.sum, by: $0.count) })
        }
    }

    var completeness: CompletenessFigures {
        let counts = Self.bands.map { scores.count(in: $0) }
        return CompletenessFigures(
            bands: SmallGroups.neighbours(counts).map { group in
                let places = group.places
                let last = Self.bands[places[places.count - 1]]
                return CompletenessFigures.Band(
                    scores: Self.bands[places[0]].lowerBound...last.upperBound, count: group.count)
            },
            median: scores.percentile(50),
            mean: scores.count >= SmallGroups.smallest ? Self.rounded(sum, by: scores.count) : nil)
    }

    private static func rounded(_ sum: Int, by count: Int) -> Int { (sum * 2 + count) / (count * 2) }

    /// Cells that hold enough complaints, as small as their number allows; `name` gives a region's, `visits` how often
    /// each village was visited.
    func map(visits: [String: Int], name: (String) throws -> String?) rethrows -> MapFigures {
        for size in [1, 2, 5, 10, 25, 50] {
            let cells = self.cells(size).filter { $0.value.values.reduce(0, +) >= SmallGroups.smallest }
            guard cells.count <= Self.mostCells || size == 50 else { continue }
            return MapFigures(
                size: size,
                cells: cells.map { place, counts in
                    MapFigures.Cell(
                        latitude: Double(place.latitude) / 100, longitude: Double(place.longitude) / 100,
                        count: counts.values.reduce(0, +))
                }.sorted { ($1.count, $0.latitude, $0.longitude) < ($0.count, $1.latitude, $1.longitude) },
                labels: try Self.middles(cells, length: 5).compactMap { code, latitude, longitude in
                    try name(code).map {
                        MapFigures.Label(name: $0, latitude: latitude, longitude: longitude)
                    }
                },
                visits: try Self.middles(cells, length: 13).compactMap { code, latitude, longitude in
                    guard let count = visits[code] else { return nil }
                    return MapFigures.Visited(
                        name: try name(code) ?? code, latitude: latitude, longitude: longitude, count: count)
                })
        }
        return MapFigures()
    }

    /// The places put together in cells of a size in hundredths of a degree, by their middles.
    private func cells(_ size: Int) -> [Place: [String: Int]] {
        guard size > 1 else { return places }
        func middle(_ value: Int) -> Int { Int((Double(value) / Double(size)).rounded()) * size }
        var cells: [Place: [String: Int]] = [:]
        for (place, counts) in places {
            let cell = Place(latitude: middle(place.latitude), longitude: middle(place.longitude))
            cells[cell, default: [:]].merge(counts, uniquingKeysWith: +)
        }
        return cells
    }

    /// Regions with codes of a length by the middle of their complaints in cells; those with too few are left out.
    private static func middles(
        _ cells: [Place: [String: Int]], length: Int
    ) -> [(code: String, latitude: Double, longitude: Double)] {
        var sums: [String: (count: Int, latitude: Int, longitude: Int)] = [:]
        for (place, counts) in cells {
            for (region, count) in counts where region.utf8.count >= length {
                let code = String(region.prefix(length))
                sums[code, default: (0, 0, 0)].count += count
                sums[code, default: (0, 0, 0)].latitude += count * place.latitude
                sums[code, default: (0, 0, 0)].longitude += count * place.longitude
            }
        }
        return sums.sorted { $0.key < $1.key }.filter { $0.value.count >= SmallGroups.smallest }.map {
            code, sum in
            let weight = Double(sum.count * 100)
            return (code, Double(sum.latitude) / weight, Double(sum.longitude) / weight)
        }
    }
}
