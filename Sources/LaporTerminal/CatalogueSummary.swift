package import CanonicalJSON
import LaporModel
package import LaporStore

/// How long the loaded lists are, and the deadlines that apply.
package struct CatalogueSummary {
    private let counts: [(key: String, name: Bilingual, count: Int)]
    private let deadlines: Deadlines

    /// What a store has loaded.
    package init(_ transaction: Transaction) throws {
        let lists = try transaction.catalogueCounts()
        counts = [
            ("regions", Bilingual(id: "Wilayah", en: "Regions"), lists.regions),
            ("categories", Bilingual(id: "Kategori", en: "Categories"), lists.categories),
            ("agencies", Bilingual(id: "Instansi", en: "Agencies"), lists.agencies),
            ("holidays", Bilingual(id: "Hari libur", en: "Holidays"), lists.holidays),
        ]
        deadlines = try transaction.deadlines()
    }

    /// As `--json` gives it.
    package var json: JSON {
        var object = JSONObject(counts.map { ($0.key, .integer($0.count)) })
        object.add(
            "deadlines",
            .array(
                Deadlines.Step.allCases.map { step in
                    .object([
                        ("basis", .string(orNull: deadlines[step].basis)),
                        ("days", .integer(deadlines[step].days)), ("step", .string(step.rawValue)),
                    ])
                }))
        return .object(object)
    }

    /// As a person reads it: the lists, then each deadline with what it rests on.
    package var text: String {
        let lists = Terminal.columns(rows: counts.map { [$0.name.text(), String($0.count)] })
        let steps = Terminal.columns(
            rows: Deadlines.Step.allCases.map { step in
                let days = deadlines[step].days
                return [
                    Self.name(of: step).text(),
                    Bilingual(
                        id: "\(days) hari kerja", en: days == 1 ? "1 working day" : "\(days) working days"
                    ).text(), deadlines[step].basis.map { Terminal.line($0) } ?? "",
                ]
            })
        return "\(lists)\n\n\(Bilingual(id: "Tenggat", en: "Deadlines").text())\n\(steps)"
    }

    private static func name(of step: Deadlines.Step) -> Bilingual {
        switch step {
        case .verify: Bilingual(id: "verifikasi dan penerusan", en: "verified and passed on")
        case .followUp: Bilingual(id: "tindak lanjut pertama", en: "first follow-up")
        case .close: Bilingual(id: "selesai bila pelapor diam", en: "closed if the reporter says nothing")
        case .request: Bilingual(id: "permintaan informasi dijawab", en: "request for information answered")
        case .settle: Bilingual(id: "pengaduan diselesaikan", en: "complaint settled")
        case .settleSupervised:
            Bilingual(id: "pengaduan berkadar pengawasan", en: "complaint about a misuse of power")
        }
    }
}
