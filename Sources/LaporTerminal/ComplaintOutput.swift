package import CanonicalJSON
import LaporModel
package import LaporStore

/// Gives complaints one by one: the objects of `list --json`, or a table for people.
package struct ComplaintOutput {
    /// A column that only one of the programs shows, before the title.
    package struct Column {
        package var title: Bilingual
        package var cell: (ComplaintRow) -> String

        /// A column of cells below a title.
        package init(_ title: Bilingual, _ cell: @escaping (ComplaintRow) -> String) {
            self.title = title
            self.cell = cell
        }
    }

    private let columns: [Column]
    private var array: JSONArrayOutput?
    private var rows: [[String]] = []
    private var statuses: [String] = []
    private var notes: [String] = []

    /// An output without complaints yet.
    package init(json: Bool, columns: [Column] = []) {
        self.columns = columns
        if json { array = JSONArrayOutput() }
    }

    /// Adds a complaint with its status word, a note that has a column where any complaint has one, and members of the JSON
    /// that only one of the programs gives.
    package mutating func add(
        _ row: ComplaintRow, status: String, note: String = "", members: [(String, JSON)] = []
    ) {
        guard array == nil else {
            var object = row.json(status: status)
            for (key, value) in members { object[key] = value }
            array?.add(.object(object))
            return
        }
        let cells = columns.map { $0.cell(row) }
        rows.append([row.number.description, status, row.region] + cells + [row.listedTitle])
        statuses.append(status)
        notes.append(note)
    }

    /// Ends it; `none` is what is said where there was nothing.
    package mutating func finish(none: String) {
        guard array == nil else {
            array?.finish()
            return
        }
        guard !rows.isEmpty else {
            Terminal.note(none)
            return
        }
        var header =
            [text(id: "NOMOR", en: "NUMBER"), "STATUS", text(id: "WILAYAH", en: "REGION")]
            + columns.map { $0.title.text() } + [text(id: "JUDUL", en: "TITLE")]
        if notes.contains(where: { !$0.isEmpty }) {
            header.insert(text(id: "KETERANGAN", en: "NOTE"), at: header.count - 1)
            for index in rows.indices { rows[index].insert(notes[index], at: rows[index].count - 1) }
        }
        Terminal.out(
            Terminal.columns(rows: rows, header: header, width: Terminal.width) { row, column in
                column == 1 ? .of(status: statuses[row]) : nil
            })
    }
}
