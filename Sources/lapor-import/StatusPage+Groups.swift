import LaporModel
import LaporOffice
import LaporTerminal

extension StatusPage {
    /// Where complaints stand, and of what kind they are.
    var stages: Section {
        let stages = figures.stages.map { (name: words($0.key, Status.words), count: $0.count) }
        let kinds = figures.kinds.map { (name: words($0.key, kind), count: $0.count) }
        let title = text(id: "Tahap laporan", en: "Stages")
        guard !stages.isEmpty else { return Section(id: "tahap", title: title, content: noComplaints) }
        let first = Self.table(
            text(id: "Menurut tahap", en: "By stage"), of: text(id: "Tahap", en: "Stage"), stages,
            hidesCaption: false)
        let second = Self.table(
            text(id: "Menurut jenis", en: "By kind"), of: text(id: "Jenis", en: "Kind"), kinds,
            hidesCaption: false)
        return Section(
            id: "tahap", title: title, content: #"<div class="pair">\#(first.html)\#(second.html)</div>"#)
    }

    /// What complaints are about.
    var categories: Section {
        let groups = figures.categories.map { group in
            (
                name: name(
                    group.key, none: text(id: "tanpa kategori", en: "no category"),
                    rest: text(id: "kategori lain", en: "other categories")), count: group.count
            )
        }
        let title = text(id: "Kategori", en: "Categories")
        return Section(
            id: "kategori", title: title,
            content: groups.isEmpty
                ? noComplaints : Self.table(title, of: text(id: "Kategori", en: "Category"), groups).html)
    }

    private func name(_ key: FigureGroup.Key, none: String, rest: String) -> String {
        switch key {
        case .value(let value, let name): name ?? value
        case .several(let values): values.joined(separator: " / ")
        case .none: none
        case .rest: rest
        }
    }

    /// What those of one group have in common, in people's words.
    private func words(_ key: FigureGroup.Key, _ word: (String) -> String) -> String {
        guard case .several(let values) = key else { return "–" }
        return values.map(word).joined(separator: " / ")
    }

    private func kind(_ word: String) -> String {
        switch Classification(rawValue: word) {
        case .complaint: text(id: "pengaduan", en: "complaint")
        case .aspiration: text(id: "aspirasi", en: "aspiration")
        case .request: text(id: "permintaan informasi", en: "request for information")
        case nil: word
        }
    }

    /// Where complaints come from: regencies, districts in them, villages in those.
    var regions: Section {
        let title = text(id: "Wilayah", en: "Regions")
        guard !figures.regions.isEmpty else {
            return Section(id: "wilayah", title: title, content: noComplaints)
        }
        let largest = figures.regions.map(\.count).max() ?? 0
        let isShort = figures.regions.count <= 3
        let regencies = figures.regions.map { regency in
            let name = name(
                regency.key, none: text(id: "wilayah tidak dikenal", en: "unknown region"),
                rest: figures.regions.count == 1
                    ? text(id: "semua kabupaten/kota", en: "all regencies")
                    : text(id: "kabupaten/kota lain", en: "other regencies"))
            return region(regency, name, of: largest, isOpen: isShort) {
                districts(of: regency)
            }
        }
        let hint = text(
            id: "Buka satu kabupaten untuk melihat kecamatannya, dan satu kecamatan untuk melihat desanya.",
            en: "Open a regency to see its districts, and a district to see its villages.")
        return Section(
            id: "wilayah", title: title,
            content: #"<p class="quiet">\#(hint)</p><div class="tree">\#(regencies.joined())</div>"#)
    }

    private func districts(of regency: RegionFigures) -> String {
        let largest = regency.parts.map(\.count).max() ?? 0
        return regency.parts.map { district in
            let name = part(
                district, of: regency, none: text(id: "tanpa kecamatan", en: "no district given"),
                rest: text(id: "kecamatan lain", en: "other districts"))
            return region(district, name, of: largest, isOpen: false) {
                villages(of: district, name)
            }
        }.joined()
    }

    private func villages(of district: RegionFigures, _ name: String) -> String {
        StatusPageTable(
            caption: text(id: "Desa di \(name)", en: "Villages in \(name)"),
            columns: [
                text(id: "Desa/kelurahan", en: "Village"), text(id: "Laporan", en: "Complaints"),
            ],
            rows: district.parts.map { village in
                let name = part(
                    village, of: district, none: text(id: "tanpa desa", en: "no village given"),
                    rest: text(id: "desa lain", en: "other villages"))
                return [.head(name), .number(Self.number(village.count))]
            }, hidesCaption: true
        ).bare
    }

    /// The name of a part; one that has the code of the whole stands for what says no more than that.
    private func part(
        _ part: RegionFigures, of whole: RegionFigures, none: String, rest: String
    ) -> String {
        if case .value(let code, _) = part.key, case .value(code, _) = whole.key { return none }
        return name(part.key, none: none, rest: rest)
    }

    /// A line of a region, which opens where there is more to see.
    private func region(
        _ region: RegionFigures, _ name: String, of largest: Int, isOpen: Bool, _ inside: () -> String
    ) -> String {
        let line =
            #"<span class="name">\#(safe(name))</span><span class="number">\#(Self.number(region.count))</span>"#
            + Self.bar(region.count, of: largest)
        guard !region.parts.isEmpty else { return #"<div class="line">\#(line)</div>"# }
        let open = isOpen ? #" open="open""# : ""
        return "<details\(open)><summary>\(line)</summary>\(inside())</details>\n"
    }
}
