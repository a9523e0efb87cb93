import LaporModel
import LaporStore

extension Device {
    /// The complaints that hold every word of a text: in title, story, spot, agency, category, the names of the place, number
    /// or LAPOR! number; by recorded time.
    ///
    /// What is sealed is not searched.
    package func complaints(matching text: String) throws -> [FieldComplaint] {
        let words = TextWords.split(text)
        guard !words.isEmpty else { return [] }
        let code = text.filter { !$0.isWhitespace && $0 != "-" }.uppercased()
        var paths: [String: String] = [:]
        var found: [FieldComplaint] = []
        try store.read { transaction in
            try forEachComplaint(state: nil, region: nil, transaction) { complaint in
                let row = complaint.row
                if code.count >= 4, row.number.text.contains(code) || row.trackingID == code {
                    found.append(complaint)
                    return
                }
                let place = try paths[row.region] ?? transaction.path(ofRegion: row.region) ?? row.region
                paths[row.region] = place
                let category = try row.category.flatMap { try transaction.name(ofCategory: $0) }
                let all = [row.title, row.description, row.location, row.agency, category, place]
                let held =
                    " " + TextWords.split(all.compactMap { $0 }.joined(separator: " ")).joined(separator: " ")
                if words.allSatisfy({ held.contains(" " + $0) }) { found.append(complaint) }
            }
        }
        return found
    }
}
