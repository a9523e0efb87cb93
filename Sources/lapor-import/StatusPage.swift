import LaporModel
import LaporOffice
import LaporTerminal

/// What an office has, as one page for a browser: nothing is fetched and nothing runs in it, and it prints on A4.
///
/// It is XML as well as HTML. Numbers stand in tables or lists; a picture only repeats them.
struct StatusPage {
    let figures: StatusPageFigures

    /// Names the program in the page: only a page that says so is ever written over.
    static let mark = #"<meta name="generator" content="lapor-import status"/>"#

    /// A part of the page with its heading.
    struct Section {
        var id: String
        var title: String
        var content: String
    }

    /// The whole page in this process's language.
    var html: String {
        let sections = [
            attention, teams, arrivals, stages, categories, regions, map, answers, visits, completeness,
        ]
        let title = text(id: "Keadaan laporan · ", en: "Complaints · ") + figures.office
        let links = sections.map { ##"<li><a href="#\##($0.id)">\##(safe($0.title))</a></li>"## }
        return """
            <!DOCTYPE html>
            <html lang="\(text(id: "id", en: "en"))">
            <head>
            <meta charset="utf-8"/>
            \(Self.mark)
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <title>\(safe(title))</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <a class="skip" href="#isi">\(text(id: "Langsung ke isi", en: "Skip to the content"))</a>
            <header>
            <h1>\(safe(title))</h1>
            <p>\(safe(scope))</p>
            \(tiles)
            </header>
            <nav aria-label="\(text(id: "Isi halaman", en: "On this page"))"><ul>\(links.joined())</ul></nav>
            <main id="isi" tabindex="-1">
            \(sections.map(Self.section).joined(separator: "\n"))
            </main>
            <footer>
            <p>\(protection)</p>
            <p>\(safe(origin))</p>
            </footer>
            </body>
            </html>

            """
    }

    private static func section(_ section: Section) -> String {
        """
        <section id="\(section.id)" aria-labelledby="\(section.id)-judul">
        <h2 id="\(section.id)-judul">\(safe(section.title))</h2>
        \(section.content)
        </section>
        """
    }

    /// When the page was made, and of which complaints.
    private var scope: String {
        let time = figures.madeAt.shown(hoursEast: figures.hoursEast)
        var words = [text(id: "Dibuat \(time)", en: "Made \(time)")]
        if let region = figures.region {
            words.append(text(id: "hanya dari \(region)", en: "only from \(region)"))
        }
        if let since = figures.since {
            words.append(text(id: "hanya yang tiba sejak \(since)", en: "only what arrived since \(since)"))
        }
        return words.joined(separator: "; ")
    }

    /// The numbers that are asked for first.
    private var tiles: String {
        let numbers: [(String, Int?)] = [
            (text(id: "Laporan", en: "Complaints"), figures.complaints),
            (text(id: "Lewat tenggat", en: "Overdue"), figures.attention.overdueCount),
            (text(id: "Segera jatuh tempo", en: "Due soon"), figures.attention.dueSoon),
            (
                text(id: "Laptop yang sudah mengirim", en: "Devices heard from"),
                figures.devices.count { $0.device.lastSequence > 0 }
            ),
            (text(id: "Kegiatan", en: "Visits"), figures.visits.visits.count),
            (text(id: "Hadirin", en: "Attendance"), figures.visits.attendance),
        ]
        let items = numbers.map { name, number in
            "<div><dt>\(safe(name))</dt><dd>\(Self.number(orMasked: number))</dd></div>"
        }
        return #"<dl class="tiles">\#(items.joined())</dl>"#
    }

    private var protection: String {
        text(
            id:
                "Halaman ini tidak memuat nama, isi, atau tempat satu laporan pun. Kelompok dengan kurang dari 3 laporan digabung dengan yang lain atau disamarkan, agar tidak seorang pun dapat dikenali.",
            en:
                "This page holds no complaint's names, content or place. Groups of fewer than 3 complaints are merged with others or masked, so that nobody can be singled out."
        )
    }

    private var origin: String {
        text(
            id:
                "Dibuat oleh lapor-import status --html dari yang sudah digabung di kantor ini; yang masih di laptop tidak terhitung.",
            en:
                "Made by lapor-import status --html of what has been merged at this office; what is still on laptops is not counted."
        )
    }
}

/// Words and numbers that go into a page.
extension StatusPage {
    /// A text that somebody else may have written, as it may stand in the page.
    static func safe(_ text: String) -> String { HTML.escaped(Terminal.line(text)) }

    func safe(_ text: String) -> String { Self.safe(text) }

    /// A number with its thousands apart, as the language writes them.
    static func number(_ value: Int) -> String {
        var digits = String(abs(value))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(digits, at: 0)
        return (value < 0 ? "-" : "") + groups.joined(separator: text(id: ".", en: ","))
    }

    /// A number, or a word that it is not shown.
    static func number(orMasked value: Int?) -> String {
        value.map { number($0) } ?? masked
    }

    static var masked: String { text(id: "samar", en: "masked") }

    /// A number of pixels or user units, to a tenth.
    static func length(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : String(Double(tenths) / 10)
    }

    /// A command that somebody types.
    static func command(_ words: String) -> String { "<code>\(unbroken(words))</code>" }

    /// A text whose days, numbers and flags are not torn apart at their hyphens where a line ends.
    static func unbroken(_ text: String) -> String {
        safe(text).split(separator: " ", omittingEmptySubsequences: false).map { word in
            word.contains("-") ? "<span>\(word)</span>" : String(word)
        }.joined(separator: " ")
    }

    /// A bar that repeats a number which stands beside it.
    static func bar(_ value: Int, of largest: Int) -> String {
        let width = length(Double(value) * 100 / Double(max(1, largest)))
        return #"""
            <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">\#
            <rect width="\#(width)" height="8"/></svg>
            """#
    }
}
