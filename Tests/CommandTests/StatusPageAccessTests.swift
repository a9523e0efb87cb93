import Foundation
import Testing

// The page for somebody who hears it read out, sees few colours, or has only a keyboard; and that the judge of it sees.
@Suite(.enabled(if: Tool.python != nil, "python3 is missing: no page is judged"))
struct StatusPageAccessTests {
    let made: StatusPageOffice

    init() throws {
        made = try StatusPageOffice()
        // Something of everything: waiting complaints, a day of its own for a few.
        if Tool.path("sqlite3") != nil {
            try made.sql(
                """
                UPDATE complaints SET stored_at = unixepoch() - 14 * 86400 WHERE status IS NULL;
                UPDATE complaints SET stored_at = unixepoch() - 86400 WHERE status = 'selesai';
                """)
        }
    }

    private func write(_ language: Workspace.Language, _ more: String...) throws -> String {
        let path = made.workspace.path("\(language.rawValue).html")
        try succeed(made.office.run(["status", "--html", path] + more, language: language))
        return path
    }

    @Test(arguments: Workspace.Language.allCases)
    func `nothing is wrong with it in either language, whole or of one village`(
        language: Workspace.Language
    ) throws {
        #expect(try StatusPageAudit.faults(try write(language), made.workspace) == [])
        let village = try write(language, "--region", "33.09.06.2005")
        #expect(try StatusPageAudit.faults(village, made.workspace) == [])
    }

    /// Something done to a page, and the rule that has to notice.
    private static let damages: [(old: String, new: String, rule: String)] = [
        (#"<html lang="id">"#, "<html>", "language"),
        (", initial-scale=1", ", maximum-scale=1", "zoom"),
        ("<h1>", "<h1>Lagi</h1><h1>", "headings"),
        ("<h3>", "<h4/><h3>", "headings"),
        (##"<a class="skip" href="#isi">"##, ##"<a class="skip" href="#tim">"##, "skip link"),
        (#"<main id="isi" tabindex="-1">"#, #"<main id="isi">"#, "skip link"),
        (#"<nav aria-label="Isi halaman">"#, "<nav>", "landmarks"),
        (#"aria-labelledby="tim-judul""#, #"aria-labelledby="tim""#, "landmarks"),
        (##"<li><a href="#tim">Tim dan laptop</a></li>"##, ##"<li><a href="#tim"></a></li>"##, "links"),
        (##"<li><a href="#tim">"##, ##"<li><a href="#tidak-ada">"##, "links"),
        (#"tabindex="0""#, #"tabindex="2""#, "tabindex"),
        (#"role="region" aria-label="Tim" "#, "", "tabindex"),
        ("<caption>Tim</caption>", "", "tables"),
        (#"<th scope="col">Tim</th>"#, "<th>Tim</th>", "tables"),
        (#"<th scope="row">"#, #"<td>"#, "tables"),
        (#"<svg role="img""#, "<svg", "pictures"),
        (#"aria-hidden="true" focusable="false""#, #"aria-hidden="true""#, "pictures"),
        (#"<details class="narrow"><summary>Angka peta</summary>"#, "<details>", "details"),
        (#"<ul class="notices">"#, #"<ul class="notices"><p/>"#, "lists"),
        ("--quiet: #4a5560", "--quiet: #9aa5b0", "contrast"),
        ("--quiet: #b0bbc6", "--quiet: #505a64", "contrast"),
        ("--bar: #1f6fb8", "--bar: #a9cdf0", "contrast"),
        ("--point: #5aa5ee", "--point: #203040", "contrast"),
        (".number {", ".number { color: var(--line);", "contrast"),
        ("fill: var(--text); font-size", "fill: var(--line); font-size", "contrast"),
        (
            ".span .deadline { stroke: var(--alert); stroke-width: 3px; }",
            ".span .deadline { stroke: var(--alert); }", "hue alone"
        ),
        (".bar { height", ".bar { color: #ff0000; height", "colours"),
        ("font-size: 0.85rem", "font-size: 0.6rem", "letters"),
        ("summary:focus-visible, ", "", "focus"),
        ("outline: 3px solid var(--link)", "outline: 3px solid var(--panel)", "focus"),
    ]

    @Test func `whatever is broken on it is noticed`() throws {
        let page = String(decoding: try made.workspace.read(try write(.indonesian)), as: UTF8.self)
        for (old, new, rule) in Self.damages {
            guard let range = page.range(of: old) else {
                Issue.record("\(old) is not on the page")
                continue
            }
            var broken = page
            if old == #"<th scope="row">"#,
                let end = broken.range(of: "</th>", range: range.upperBound..<broken.endIndex)
            {
                broken.replaceSubrange(end, with: "</td>")
            }
            broken.replaceSubrange(range, with: new)
            let faults = try StatusPageAudit.faults(
                try made.workspace.write("rusak.html", broken), made.workspace)
            #expect(faults.contains { $0.hasPrefix(rule + ":") || $0 == rule }, "\(old): \(faults)")
        }
    }
}
