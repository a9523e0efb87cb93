import LaporBundle
package import LaporField
import LaporModel
package import LaporTerminal

extension VisitError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .stillOpen(let visit):
            ErrorReport(
                .badData,
                Bilingual(
                    id: "kegiatan \(visit.id.hex.prefix(8)) belum diakhiri",
                    en: "the visit \(visit.id.hex.prefix(8)) has not been ended"),
                hint: Bilingual(
                    id: "akhiri dulu: lapor outreach end --attendance JUMLAH",
                    en: "end it first: lapor outreach end --attendance NUMBER"))
        case .noneOpen:
            ErrorReport(
                .missing,
                Bilingual(id: "tidak ada kegiatan yang sedang berjalan", en: "no visit is open"),
                hint: Bilingual(
                    id: "mulai dengan: lapor outreach start --region KODE-DESA",
                    en: "begin one with: lapor outreach start --region CODE"))
        case .unknown(let id):
            ErrorReport(
                .missing,
                Bilingual(id: "tidak ada kegiatan \"\(id)\"", en: "there is no visit \"\(id)\""),
                hint: Bilingual(
                    id: "lihat id-nya dengan: lapor outreach list",
                    en: "look its id up with: lapor outreach list"))
        case .nothingGiven:
            ErrorReport(
                .usage,
                Bilingual(id: "tidak ada yang diubah", en: "there is nothing to change"),
                hint: Bilingual(
                    id: "sebut isiannya, misalnya --attendance 35",
                    en: "name a field, such as --attendance 35"))
        }
    }
}

extension Device {
    /// Where a visit is held and since when.
    func placeAndTime(of visit: Outreach) throws -> Bilingual {
        let village = try visit.values[.region].flatMap { try path(ofRegion: $0) }?
            .split(separator: ",").first.map(String.init)
        let place = [visit.values[.venue], village].compactMap { $0 }.map { Terminal.line($0) }
            .joined(separator: ", ")
        let since = visit.startedAt.shown(hoursEast: kit.office.hoursEast)
        return Bilingual(
            id: place.isEmpty ? "sejak \(since)" : "\(place), sejak \(since)",
            en: place.isEmpty ? "since \(since)" : "\(place), since \(since)")
    }
}
