import LaporOffice
import LaporTerminal

/// A table of a page: its caption, its columns, its rows.
struct StatusPageTable {
    /// What stands in a cell.
    enum Cell {
        /// What the row is about.
        case head(String)
        case words(String)
        case number(String)
        /// A picture that repeats a number of its row: nothing for somebody who does not see.
        case picture(String)
    }

    var caption: String
    /// A picture's column has an empty heading.
    var columns: [String]
    var rows: [[Cell]] = []
    /// Whether the caption stands beside a heading that says the same.
    var hidesCaption = false

    /// The table, in a frame that scrolls by keyboard where it is wider than the screen.
    var html: String {
        // One that fits on a page of paper is not torn apart there.
        let kind = rows.count <= 20 ? "scroll short" : "scroll"
        return """
            <div class="\(kind)" role="region" aria-label="\(StatusPage.safe(caption))" tabindex="0">\(bare)</div>
            """
    }

    /// The table with its first rows only, where it is long, and all others folded under words that say how many.
    func folded(_ words: (Int) -> String) -> String {
        let (most, first) = (30, 20)
        guard rows.count > most else { return html }
        var (start, rest) = (self, self)
        start.rows = Array(rows.prefix(first))
        rest.rows = Array(rows.dropFirst(first))
        let summary = words(rest.rows.count)
        rest.caption = "\(caption): \(summary)"
        rest.hidesCaption = true
        return "\(start.html)\n<details><summary>\(StatusPage.safe(summary))</summary>\(rest.html)</details>"
    }

    /// The table without a frame.
    var bare: String {
        let kinds = rows.first ?? []
        let heads = columns.enumerated().map { place, column in
            switch place < kinds.count ? kinds[place] : .words("") {
            case .picture: #"<td class="picture"></td>"#
            case .number: #"<th scope="col" class="number">\#(StatusPage.unbroken(column))</th>"#
            default: #"<th scope="col">\#(StatusPage.unbroken(column))</th>"#
            }
        }
        let lines = rows.map { "<tr>\($0.map(Self.cell).joined())</tr>" }
        let title = "<caption\(hidesCaption ? #" class="unseen""# : "")>\(StatusPage.safe(caption))</caption>"
        return "<table>\(title)<thead><tr>\(heads.joined())</tr></thead>\n"
            + "<tbody>\(lines.joined(separator: "\n"))</tbody></table>"
    }

    private static func cell(_ cell: Cell) -> String {
        switch cell {
        case .head(let words): #"<th scope="row">\#(StatusPage.unbroken(words))</th>"#
        case .words(let words): "<td>\(StatusPage.unbroken(words))</td>"
        case .number(let words): #"<td class="number">\#(StatusPage.safe(words))</td>"#
        case .picture(let picture): #"<td class="picture">\#(picture)</td>"#
        }
    }
}

extension StatusPage {
    /// Groups with their numbers, shares and bars.
    static func table(
        _ caption: String, of column: String, _ groups: [(name: String, count: Int)],
        hidesCaption: Bool = true
    ) -> StatusPageTable {
        let largest = groups.map(\.count).max() ?? 0
        let sum = groups.reduce(0) { $0 + $1.count }
        return StatusPageTable(
            caption: caption,
            columns: [column, text(id: "Laporan", en: "Complaints"), text(id: "Bagian", en: "Share"), ""],
            rows: groups.map { group in
                [
                    .head(group.name), .number(number(group.count)), .number(share(group.count, of: sum)),
                    .picture(bar(group.count, of: largest)),
                ]
            }, hidesCaption: hidesCaption)
    }

    /// So many of so many in percent.
    static func share(_ part: Int, of all: Int) -> String {
        "\((part * 200 + all) / max(1, all * 2)) %"
    }

    /// What a section of complaints says that has nothing to show.
    var noComplaints: String {
        guard figures.complaints == nil else { return Self.nothing }
        let words = text(
            id: "Kurang dari 3 laporan: tidak ditampilkan.", en: "Fewer than 3 complaints: not shown.")
        return #"<p class="quiet">\#(words)</p>"#
    }

    /// What a section says that has nothing to show.
    static var nothing: String {
        #"<p class="quiet">\#(text(id: "Belum ada.", en: "None yet."))</p>"#
    }
}
