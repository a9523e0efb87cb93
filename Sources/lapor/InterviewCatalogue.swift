import LaporBundle
import LaporField
import LaporModel
import LaporStore

/// What answers are looked up in, read once for all interviews of a run.
struct InterviewCatalogue {
    let categories: [(code: String, name: String)]
    let places: PlaceIndex
    let hoursEast: Int
    /// The village of the visit, or the one that the last complaint was about.
    var village: String?

    init(_ device: Device) throws {
        categories = try device.store.read { try $0.categories() }.map { ($0.code, $0.name) }
        places = try device.placeIndex()
        hoursEast = device.kit.office.hoursEast
        village = try device.openVisit()?.values[.region].flatMap {
            RegionCode($0)?.level == .village ? $0 : nil
        }
    }

    /// The name of a category.
    func name(ofCategory code: String) -> String? {
        categories.first { $0.code == code }?.name
    }
}
