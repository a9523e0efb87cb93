import Foundation

/// What is wrong with a page for somebody who does not see it, sees few colours, or has no mouse.
///
/// The rules are those of WCAG 2.2, level AA, that a program can judge. Colours are computed for every element: the
/// page's style is applied as a browser does, for light, dark and paper.
enum StatusPageAudit {
    /// The faults of a page, each once, with the name of the rule before it.
    static func faults(_ path: String, _ workspace: Workspace) throws -> [String] {
        guard let python = Tool.python else { throw CannotRun(description: "no python3") }
        let output = try ProcessRun(
            python, ["-c", structure + colours, path],
            environment: ["PATH": Tool.searchPath, "PYTHONUTF8": "1"], directory: workspace.folder
        ).wait()
        return try succeed(output).json()
    }

    /// Language, headings, landmarks, links, tables, pictures, keyboard.
    private static let structure = #"""
        import json, re, sys
        from xml.etree import ElementTree

        root = ElementTree.parse(sys.argv[1]).getroot()
        every = list(root.iter())
        above = {child: parent for parent in every for child in parent}
        faults = []

        def fault(rule, element=None, detail=""):
            name = "" if element is None else f" <{element.tag} {element.get('class') or element.get('id') or ''}>"
            text = f"{rule}:{name} {detail}".strip()
            if text not in faults: faults.append(text)

        def words(element): return " ".join("".join(element.itertext()).split())
        def kinds(element): return (element.get("class") or "").split()
        def lineage(element):
            while element is not None:
                yield element
                element = above.get(element)
        def hidden(element): return any(one.get("aria-hidden") == "true" for one in lineage(element))
        def label(element):
            named = element.get("aria-labelledby")
            if named: return " ".join(words(by[one]) if one in by else "" for one in named.split()).strip()
            return (element.get("aria-label") or "").strip()

        ids = [one.get("id") for one in every if one.get("id")]
        by = {one.get("id"): one for one in every if one.get("id")}
        if len(ids) != len(by): fault("id", detail="one stands twice")
        for one in every:
            for name in ("aria-labelledby", "aria-describedby"):
                for word in (one.get(name) or "").split():
                    if word not in by: fault("id", one, f"{name} names nothing")

        if root.get("lang") not in ("id", "en"): fault("language")
        title = root.find("head/title")
        if title is None or not words(title): fault("title")
        view = next((one.get("content") for one in every if one.get("name") == "viewport"), "")
        if "width=device-width" not in view or "scalable" in view or "maximum" in view: fault("zoom")

        headings = [one for one in every if re.fullmatch("h[1-6]", one.tag)]
        levels = [int(one.tag[1]) for one in headings]
        if levels.count(1) != 1 or levels[:1] != [1]: fault("headings", detail="one h1 comes first")
        for one, before, level in zip(headings[1:], levels, levels[1:]):
            if level > before + 1: fault("headings", one, "a level is left out")
        for one in headings:
            if not words(one): fault("headings", one, "empty")

        body = root.find("body")
        for name in ("header", "nav", "main", "footer"):
            if len(body.findall(name)) != 1: fault("landmarks", detail=name)
        if any(one.tag not in ("a", "header", "nav", "main", "footer") for one in body): fault("landmarks", detail="text outside")
        for one in every:
            if (one.tag in ("nav", "section") or one.get("role") == "region") and not label(one):
                fault("landmarks", one, "without a name")
        for one in root.findall(".//main/section"):
            if one.find("h2") is None or label(one) != words(one.find("h2")): fault("landmarks", one, "not named by its heading")

        links = [one for one in every if one.tag == "a"]
        for one in links:
            if not words(one) and not label(one): fault("links", one, "without words")
            if (one.get("href") or "")[1:] not in by: fault("links", one, "leads nowhere")
        main = body.find("main")
        if main is not None:
            if not links or links[0] is not body[0] or links[0].get("href") != "#" + main.get("id", "?"): fault("skip link")
            if main.get("tabindex") != "-1": fault("skip link", main, "cannot take the focus")

        for one in every:
            index = one.get("tabindex")
            if index not in (None, "0", "-1"): fault("tabindex", one)
            if index == "0" and not (one.get("role") and label(one)): fault("tabindex", one, "says not what it is")
            if index == "0" and hidden(one): fault("tabindex", one, "is hidden")
            if any(name.startswith("on") for name in one.keys()): fault("keyboard", one, "needs a program")
            if one.tag in ("button", "input", "select"): fault("keyboard", one, "not expected here")
            if one.get("style") and "max-width" not in one.get("style"): fault("style", one)
            if one.tag == "details":
                first = one[0] if len(one) else None
                if first is None or first.tag != "summary" or not words(first): fault("details", one, "without a summary")
                elif any(inner.tag in ("a", "details") for inner in first.iter()): fault("details", one, "a link in its summary")
            if one.tag in ("ul", "ol") and any(child.tag != "li" for child in one): fault("lists", one)
            if one.tag == "li" and above[one].tag not in ("ul", "ol"): fault("lists", one)
            if one.tag == "dl" and any([part.tag for part in child] != ["dt", "dd"] for child in one): fault("lists", one)

        for table in (one for one in every if one.tag == "table"):
            caption = table.find("caption")
            if caption is None or table[0] is not caption or not words(caption): fault("tables", table, "without a caption")
            heads, lines = table.findall("thead/tr/*"), table.findall("tbody/tr")
            if not lines: fault("tables", table, "without rows")
            for place, one in enumerate(heads):
                cells = [line[place] for line in lines if len(line) > place]
                if one.tag == "th" and one.get("scope") == "col" and words(one): continue
                if one.tag == "td" and all(hidden(inner) for cell in cells for inner in cell) and not any(
                    words(cell) for cell in cells): continue
                fault("tables", table, "a column without a heading")
            for line in lines:
                if len(line) != len(heads): fault("tables", table, "rows of unlike length")
                if line[0].tag != "th" or line[0].get("scope") != "row" or not words(line[0]):
                    fault("tables", table, "a row without a heading")

        for picture in (one for one in every if one.tag == "svg"):
            if picture.get("aria-hidden") == "true":
                beside = next(one for one in lineage(picture) if one.tag in ("tr", "summary", "div", "section"))
                if picture.get("focusable") != "false": fault("pictures", picture, "takes the focus")
                if not re.search(r"\d|–|samar|masked", words(beside)): fault("pictures", picture, "no number beside it")
            elif picture.get("role") != "img" or not label(picture): fault("pictures", picture, "says not what it shows")
            elif not any(one.tag == "section" and one.find(".//table") is not None for one in lineage(picture)):
                fault("pictures", picture, "no table with its numbers")

        """#

    /// The style as it falls on every element: letters, pictures, and what stands beside each other in other colours.
    private static let colours = #"""
        source = re.sub(r"/\*.*?\*/", "", root.find("head/style").text, flags=re.S)

        def rules(text):
            "Selector and declarations of each rule, those in a block of @media with what it asks."
            place, found = 0, []
            while (match := re.compile(r"\s*([^{}]+)\{").match(text, place)):
                start, depth, place = match.end(), 1, match.end()
                while depth:
                    depth += {"{": 1, "}": -1}.get(text[place], 0)
                    place += 1
                inside = text[start:place - 1]
                if match[1].strip().startswith("@media"):
                    found += [(match[1].strip()[6:].strip(), *rule[1:]) for rule in rules(inside)]
                elif not match[1].startswith("@"):
                    pairs = [pair.split(":", 1) for pair in inside.split(";") if ":" in pair]
                    for selector in match[1].split(","):
                        found.append(("", selector.strip(), {key.strip(): value.strip() for key, value in pairs}))
            return found

        every_rule = rules(source)
        for media, selector, declared in every_rule:
            for name, value in declared.items():
                if re.search(r"#[0-9a-f]{3}|\b(rgb|hsl)a?\(", value) and not name.startswith("--"):
                    fault("colours", detail=f"{selector} has one of its own")
            size = re.fullmatch(r"([\d.]+)(rem|em)", declared.get("font-size", ""))
            if size and float(size[1]) < 0.75: fault("letters", detail=f"{selector} are too small")
        focus = [rule for rule in every_rule if ":focus-visible" in rule[1] and "outline" in rule[2]]
        for wanted in ("a", "summary", ".scroll"):
            if not any(rule[1] == wanted + ":focus-visible" for rule in focus): fault("focus", detail=f"{wanted} does not show it")

        def simple(element, selector):
            parts = re.findall(r"[.:\[]?[\w-]+\]?|\*", selector)
            for part in parts:
                if part == "*" or part == element.tag: continue
                if part.startswith(".") and part[1:] in kinds(element): continue
                if part.startswith("[") and element.get(part[1:-1]): continue
                if part == ":root" and element is root: continue
                return False
            return True

        def fits(element, parts):
            if not simple(element, parts[-1]): return False
            if len(parts) == 1: return True
            if parts[-2] == ">": return element in above and fits(above[element], parts[:-2])
            return any(fits(one, parts[:-1]) for one in list(lineage(element))[1:])

        def weight(selector):
            return (len(re.findall(r"[.:\[][\w-]+", selector.replace("::", ""))), len(re.findall(r"(?:^|[ >])[a-z]", selector)))

        def luminance(colour):
            parts = [int(colour[n:n + 2], 16) / 255 for n in (1, 3, 5)]
            parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

        def contrast(one, other):
            one, other = luminance(one), luminance(other)
            return (max(one, other) + 0.05) / (min(one, other) + 0.05)

        def over(colour, ground, share):
            return "#" + "".join(f"{round(int(colour[n:n + 2], 16) * share + int(ground[n:n + 2], 16) * (1 - share)):02x}"
                for n in (1, 3, 5))

        INHERITED = {"color", "fill", "stroke", "fill-opacity", "stroke-width"}
        schemes = {"light": {""}, "dark": {"", "(prefers-color-scheme: dark)"}, "paper": {"", "print"}}
        plain = [rule for rule in every_rule if not re.search(r":(focus|hover|:-webkit|:details)", rule[1])]
        for scheme, media in schemes.items():
            ours = [(weight(one[1]), place, one[1].replace(">", " > ").split(), one[2])
                for place, one in enumerate(plain) if one[0] in media]
            variables = {}
            for _, _, parts, declared in sorted(ours, key=lambda one: one[:2]):
                if parts == [":root"]: variables.update({key: value for key, value in declared.items() if key.startswith("--")})

            def value(text, own):
                match = re.match(r"var\((--\w+)\)", text)
                if match and match[1] not in variables: fault("colours", detail=f"{match[1]} is not there")
                return variables.get(match[1], "#000000") if match else text

            def styled(element, ending=""):
                "What is declared for an element, the weakest first; ending names a part such as ::before."
                found = {}
                for rule in sorted(ours, key=lambda one: one[:2]):
                    last = rule[2][-1]
                    if last.endswith("::before") != bool(ending): continue
                    parts = rule[2][:-1] + [last.removesuffix("::before")]
                    if fits(element, parts): found.update(rule[3])
                return found

            def walk(element, inherited, ground):
                own = styled(element)
                if own.get("display") == "none": return
                style = dict(inherited)
                style.update({key: value(text, own) for key, text in own.items() if key in INHERITED})
                if "background" in own: ground = value(own["background"], own)
                text = (element.text or "") + "".join(child.tail or "" for child in element)
                if text.strip() and element.tag not in ("style", "title", "script"):
                    ink = style["fill"] if element.tag == "text" else style["color"]
                    if contrast(ink, ground) < 4.5: fault("contrast", element, f"{scheme}: {contrast(ink, ground):.1f}")
                before = styled(element, "::before")
                if "content" in before and contrast(value(before.get("color", style["color"]), before), ground) < 4.5:
                    fault("contrast", element, f"{scheme}, before it")
                if element.tag in ("rect", "circle", "path") and "grid" not in kinds(above[element]):
                    marks = []
                    if style.get("fill", "none") != "none":
                        marks.append(over(style["fill"], ground, float(style.get("fill-opacity", 1))))
                    if style.get("stroke", "none") != "none": marks.append(style["stroke"])
                    best = max((contrast(mark, ground) for mark in marks), default=0)
                    if best < 3: fault("contrast", element, f"{scheme}: {best:.1f}")
                    svg = next(one for one in lineage(element) if one.tag == "svg")
                    ink = style["stroke"] if style.get("stroke", "none") != "none" else style.get("fill")
                    shape = (element.tag, style.get("stroke-width") if element.tag == "path" else None)
                    shapes.setdefault(svg, {}).setdefault(shape, set()).add(ink)
                for child in element: walk(child, style, ground)

            shapes = {}
            walk(root, {"color": "#000000", "fill": "#000000"}, variables.get("--ground", "#ffffff"))
            for svg, found in shapes.items():
                if any(len(inks) > 1 for inks in found.values()): fault("hue alone", svg, scheme)
            for ground in ("--ground", "--panel"):
                for rule in focus:
                    ink = value(rule[2]["outline"].split()[-1], {})
                    if contrast(ink, variables[ground]) < 3: fault("focus", detail=f"{scheme}: too faint")
        print(json.dumps(sorted(faults)))
        """#
}
