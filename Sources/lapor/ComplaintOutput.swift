import ArgumentParser
import CanonicalJSON
import LaporField
import LaporModel
import LaporStore
import LaporTerminal

/// Gives complaints one by one: the objects of `list --json`, or a table for people.
struct ComplaintOutput {
    private var array: JSONArrayOutput?
    private var rows: [[String]] = []
    private var statuses: [String] = []

    init(json: Bool) {
        if json { array = JSONArrayOutput() }
    }

    mutating func add(_ complaint: FieldComplaint) {
        let row = complaint.row
        guard array == nil else {
            array?.add(.object(row.json(status: complaint.status)))
            return
        }
        rows.append([row.number.description, complaint.status, row.region, row.listedTitle])
        statuses.append(complaint.status)
    }

    /// Ends it; `none` is what is said where there was nothing.
    mutating func finish(none: String) {
        guard array == nil else {
            array?.finish()
            return
        }
        guard !rows.isEmpty else {
            Terminal.note(none)
            return
        }
        let header = [
            text(id: "NOMOR", en: "NUMBER"), "STATUS", text(id: "WILAYAH", en: "REGION"),
            text(id: "JUDUL", en: "TITLE"),
        ]
        Terminal.out(
            Terminal.columns(rows: rows, header: header, width: Terminal.width) { row, column in
                column == 1 ? .of(status: statuses[row]) : nil
            })
    }
}

/// Which complaints are shown, as flags that `list` and `search` share.
struct ComplaintFilter: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "hanya recorded, packed, confirmed, answered, atau sebuah kata status",
                en: "only recorded, packed, confirmed, answered, or a status word"),
            valueName: text(id: "keadaan", en: "state")), completion: .list(Self.states))
    var state: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "hanya wilayah ini dan di dalamnya", en: "only this region and what lies in it"),
            valueName: text(id: "kode", en: "code")))
    var region: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "hanya kategori ini dan yang di bawahnya", en: "only this category and those below it"),
            valueName: text(id: "kode", en: "code")))
    var category: String?

    private static let states = ["recorded", "packed", "confirmed", "answered"] + Status.all

    /// What is asked for; throws what the flags' values have wrong.
    func query() throws -> FieldQuery {
        var query = FieldQuery()
        query.complaints.region = try region.map(FlagValue.region)
        if let state, !Self.states.contains(state) {
            throw ErrorReport(
                .badData,
                Bilingual(id: "--state \"\(state)\" tidak dikenal", en: "--state \"\(state)\" is not known"),
                hint: Bilingual(
                    id: "pilih salah satu: \(Self.states.joined(separator: ", "))",
                    en: "choose one of: \(Self.states.joined(separator: ", "))"))
        }
        query.state = state
        query.complaints.category = category
        return query
    }

    /// A day that a flag gives.
    static func day(_ flag: String, _ text: String, today: Day) throws -> Day {
        guard let day = Day(spoken: text, today: today) else {
            throw ErrorReport(
                .badData,
                Bilingual(id: "\(flag) \"\(text)\" bukan tanggal", en: "\(flag) \"\(text)\" is no date"),
                hint: Bilingual(
                    id: "tulis seperti 2026-11-24, atau: kemarin, 3 hari lalu",
                    en: "write it like 2026-11-24, or: yesterday, 3 days ago"))
        }
        return day
    }
}
