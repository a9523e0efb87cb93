import CSV
import LaporBundle
package import LaporModel
import LaporStore

/// The row that shows how a file of complaints is filled.
package enum CaptureTemplate {
    /// Words that mark it, in capitals: as its external id, and with a colon in front of its title.
    ///
    /// Two marks, so that a row of which only one was replaced is not taken for a complaint.
    package static let markers = ["CONTOH", "EXAMPLE"]

    /// A CSV file in UTF-8 with a BOM, of all columns and the one row.
    package static func bytes(example: [Field: String], separator: UInt8) -> [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        CSVWriter.append(Field.allCases.map(\.rawValue), separator: separator, to: &bytes)
        CSVWriter.append(Field.allCases.map { example[$0] ?? "" }, separator: separator, to: &bytes)
        return bytes
    }
}

extension GivenComplaint {
    /// Whether it is the example row still, in whole or in part.
    var isExample: Bool {
        let id = values[.externalID]?.trimmed.uppercased()
        let title = values[.title]?.trimmed ?? ""
        return CaptureTemplate.markers.contains { id == $0 || title.hasPrefix($0 + ":") }
    }
}

extension Device {
    /// A village of the team's and a category of the kit's, as codes: an example that this device would take.
    package func exampleCodes() throws -> (region: String?, category: String?) {
        let team = kit.regions.compactMap { RegionCode($0) }
        return try store.read { transaction in
            let village = try transaction.regions().first { entry in
                RegionCode(entry.code)?.level == .village
                    && (team.isEmpty || team.contains { $0.contains(entry.code) })
            }
            return (village?.code ?? team.first?.text, try transaction.categories().first?.code)
        }
    }
}
