package import LaporModel

extension Timestamp {
    /// The time as people read it in an office's zone: `2026-11-25 07:15 WIB`.
    package func shown(hoursEast: Int) -> String {
        let zone = [7: "WIB", 8: "WITA", 9: "WIT"][hoursEast] ?? "UTC+\(hoursEast)"
        let local = (self + hoursEast * 3_600).description
        return "\(local.prefix(10)) \(local.dropFirst(11).prefix(5)) \(zone)"
    }
}
