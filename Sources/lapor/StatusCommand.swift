import ArgumentParser
import CanonicalJSON
import LaporBundle
import LaporField
import LaporModel
import LaporStore
import LaporTerminal

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: text(
            id: "apa yang belum terkirim, terkemas, dikonfirmasi, dan dijawab",
            en: "what is unsent, packed, confirmed and answered"))

    @OptionGroup var common: CommonOptions

    func run() throws {
        let page = try StatusPage(common)
        let lines =
            try page.heading(withOffice: false) + page.counts + page.visit + page.lost + page.warnings
        common.give(page.json) {
            Terminal.out(lines.joined(separator: "\n"))
            if page.status.unsent > 0 || page.status.unsentChanges.ready > 0 {
                Terminal.out(
                    text(id: "Kemas dengan: lapor pack --to FOLDER", en: "Pack with: lapor pack --to FOLDER"))
            }
        }
    }
}

/// How things stand on this laptop, as `status` and the first screen tell it.
struct StatusPage {
    let status: FieldStatus
    private let device: Device
    private let conditions: [Condition]

    /// Looks at this laptop.
    init(_ common: CommonOptions) throws {
        device = try common.device(for: .reading)
        status = try device.status()
        conditions = try device.conditions(Machine(store: common.folder.path))
    }

    var json: JSON {
        .object([
            ("answered", .integer(status.answered)), ("confirmed", .integer(status.confirmed)),
            ("drafts", .integer(status.drafts)), ("gaps", .integer(status.gaps)),
            ("open_visit", .string(orNull: status.openVisit?.id.hex)),
            ("packed", .integer(status.packed)), ("packed_changes", .integer(status.packedChanges)),
            ("unread", .integer(status.unread)), ("unsent", .integer(status.unsent)),
            ("unsent_changes", .integer(status.unsentChanges.total)),
            (
                "warnings",
                .array(
                    conditions.map {
                        .object([("kind", .string($0.kind)), ("message", .string(message($0)))])
                    })
            ),
        ])
    }

    private func message(_ condition: Condition) -> String {
        condition.message(hoursEast: device.kit.office.hoursEast).text()
    }

    /// Who this is.
    func heading(withOffice: Bool) throws -> [String] {
        let team = Terminal.line(device.kit.team)
        guard withOffice else { return ["\(team), laptop \(device.id.code)"] }
        let (name, officer) = try device.introduction()
        let who = officer.isEmpty || officer == name ? "" : ", \(Terminal.line(officer))"
        return [
            "\(Terminal.line(name)) (\(device.id.code))\(who)",
            text(
                id: "\(team), kantor \(Terminal.line(device.kit.office.name))",
                en: "\(team), office \(Terminal.line(device.kit.office.name))"), "",
        ]
    }

    /// How many complaints have come how far.
    var counts: [String] {
        var rows = [
            (Bilingual(id: "Draf", en: "Drafts"), status.drafts, 0),
            (Bilingual(id: "Belum dikemas", en: "Not packed yet"), status.unsent, status.unsentChanges.ready),
            (Bilingual(id: "Sudah dikemas", en: "Packed"), status.packed, status.packedChanges),
            (Bilingual(id: "Dikonfirmasi", en: "Confirmed"), status.confirmed, 0),
            (Bilingual(id: "Dijawab", en: "Answered"), status.answered, 0),
        ]
        if status.unread > 0 {
            rows.append((Bilingual(id: "Belum dibacakan", en: "Not read out"), status.unread, 0))
        }
        let width = 17
        return rows.map { label, count, changes in
            let text = label.text()
            let more = changes == 0 ? "" : ChangeCounts.more(changes).text()
            return "  \(text)\(String(repeating: " ", count: max(1, width - text.count)))\(count)\(more)"
        }
    }

    /// The visit that goes on, and how it is ended.
    var visit: [String] {
        guard let visit = status.openVisit, let place = try? device.placeAndTime(of: visit) else { return [] }
        return [
            text(id: "Kegiatan berjalan: \(place.id)", en: "Visit going on: \(place.en)"),
            text(
                id: "  bila selesai: lapor outreach end --attendance JUMLAH",
                en: "  when it is over: lapor outreach end --attendance NUMBER"),
        ]
    }

    /// What the office misses.
    var lost: [String] {
        status.lost.map { gap in
            let bundles = gap.bundles.map { Terminal.line($0) }.joined(separator: ", ")
            return text(
                id:
                    "Kantor belum menerima catatan \(gap.range.lowerBound)–\(gap.range.upperBound), yang ada di: \(bundles). Kemas lagi.",
                en:
                    "The office misses events \(gap.range.lowerBound)–\(gap.range.upperBound), which were in: \(bundles). Pack again."
            )
        }
    }

    /// What may soon hurt.
    var warnings: [String] {
        conditions.map { condition in
            let message = message(condition)
            return text(id: "Perhatian: \(message)", en: "Careful: \(message)")
        }
    }
}
