import Foundation

/// A page of `status --html` as a strict XML parser reads it.
struct StatusPage: Decodable {
    struct Table: Decodable {
        let caption: String
        let columns: [String]
        let rows: [[String]]
        /// Whether every heading says what it is the heading of.
        let hasScopes: Bool
        /// How wide the bar of each row is, in hundredths of the widest one's place; none where there are no bars.
        let bars: [Double]
    }

    /// A bar of the chart of arrivals, in units of its picture.
    struct Bar: Decodable {
        let width: Double
        let height: Double
    }

    struct Region: Decodable, Equatable {
        let name: String
        let count: String
        let parts: [Region]

        init(_ name: String, _ count: Int, _ parts: [Region] = []) {
            self.name = name
            self.count = String(count)
            self.parts = parts
        }
    }

    struct Picture: Decodable {
        let role: String?
        let label: String?
        let isHidden: Bool
    }

    let language: String
    let title: String
    let headings: [String]
    let tiles: [String: String]
    let notices: [String: [String]]
    let tables: [Table]
    let regions: [Region]
    let pictures: [Picture]
    /// What is fetched or run: nothing may be.
    let foreign: [String]
    /// Links inside of the page that lead nowhere.
    let dangling: [String]
    /// How many circles the map has, and how many diamonds.
    let circles: Int
    let diamonds: Int
    /// Sentences and spoken labels that hold a digit; those of notices and of the head are left out.
    let sentences: [String]
    /// The numbers beside the chart of arrivals, from top to bottom, and its bars.
    let scale: [String]
    let bars: [Bar]
    let style: String

    /// Reads a page.
    init(_ path: String, _ workspace: Workspace) throws {
        guard let python = Tool.python else { throw CannotRun(description: "no python3") }
        let output = try ProcessRun(
            python, ["-c", Self.program, path],
            environment: ["PATH": Tool.searchPath, "PYTHONUTF8": "1"], directory: workspace.folder
        ).wait()
        self = try succeed(output).json()
    }

    /// A table by the beginning of its caption.
    func table(_ caption: String) throws -> Table {
        guard let table = tables.first(where: { $0.caption.hasPrefix(caption) }) else {
            throw CannotRun(description: "no table \(caption) among \(tables.map(\.caption))")
        }
        return table
    }

    /// The first two cells of each row of a table.
    func numbers(_ caption: String) throws -> [String] {
        try table(caption).rows.map { "\($0[0])|\($0[1])" }
    }

    private static let program = #"""
        import json, sys
        from xml.etree import ElementTree
        from html.parser import HTMLParser

        source = open(sys.argv[1], encoding="utf-8").read()
        root = ElementTree.fromstring(source)
        HTMLParser().feed(source)

        def words(element):
            return " ".join("".join(element.itertext()).split())

        def kind(element):
            return element.get("class", "")

        def table(element):
            rows = element.findall("tbody/tr")
            heads = element.findall("thead/tr/th")
            return {
                "caption": words(element.find("caption")), "columns": [words(one) for one in heads],
                "bars": [float(one.get("width")) for one in element.iter("rect")],
                "rows": [[words(cell) for cell in row if kind(cell) != "picture"] for row in rows],
                "has_scopes": all(one.get("scope") == "col" for one in heads)
                    and all(row[0].tag == "th" and row[0].get("scope") == "row" for row in rows)}

        def line(element):
            spans = {kind(one): words(one) for one in element.findall("span")}
            return spans["name"], spans["number"]

        def region(element):
            if element.tag == "details":
                name, count = line(element.find("summary"))
                parts = [region(one) for one in element if one.tag in ("details", "div")]
                for one in element.findall("table"):
                    parts += [{"name": row[0], "count": row[1], "parts": []} for row in table(one)["rows"]]
            else:
                name, count = line(element)
                parts = []
            return {"name": name, "count": count, "parts": parts}

        every = list(root.iter())
        tree = [one for one in every if kind(one) == "tree"]
        notices = [one for one in every if kind(one) == "notices"]
        ids = [one.get("id") for one in every if one.get("id")]
        assert len(ids) == len(set(ids)), "an id stands twice"
        links = [one.get("href") for one in every if one.get("href")]
        label = lambda one: words(one.find("dt"))
        print(json.dumps({
            "language": root.get("lang"), "title": words(root.find("head/title")),
            "headings": [one.tag + " " + words(one) for one in every if one.tag in ("h1", "h2", "h3")],
            "tiles": {label(one): words(one.find("dd")) for one in every
                if one.tag == "div" and one.find("dt") is not None},
            "notices": {words(one.find("h3")): [words(item) for item in one.findall("ul/li")]
                for notice in notices for one in notice},
            "tables": [table(one) for one in every if one.tag == "table"],
            "regions": [region(one) for top in tree for one in top],
            "pictures": [{"role": one.get("role"), "label": one.get("aria-label"),
                "is_hidden": one.get("aria-hidden") == "true"} for one in every if one.tag == "svg"],
            "foreign": [one.tag for one in every if one.tag in ("script", "link", "img", "iframe", "object")
                or one.get("src") or (one.get("href") or "#")[0] != "#"
                or any(name.startswith("on") for name in one.keys())]
                + [word for word in ("http:", "https:", "//", "url(", "@import") if word in source],
            "dangling": [one for one in links if one[1:] not in ids],
            "circles": sum(one.tag == "circle" for one in every),
            "diamonds": sum(one.get("d").count("M") for one in every if kind(one) == "visited"),
            "sentences": [text for text in [words(one) for one in root.findall("body/main/section/p") +
                root.findall("body/footer/p")] + [one.get("aria-label") for one in every if one.tag == "svg"]
                if any(letter.isdigit() for letter in text or "")],
            "scale": [words(one) for parent in every if kind(parent) == "high" for one in parent],
            "bars": [{"width": float(one.get("width")), "height": float(one.get("height"))}
                for parent in every if kind(parent) == "bars" for one in parent],
            "style": root.find("head/style").text,
        }))
        """#
}
