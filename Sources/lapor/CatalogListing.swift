import CanonicalJSON
import LaporModel
import LaporStore

/// A list of the kit with what each entry lies in.
struct CatalogListing {
    /// An entry, and its name with those above it.
    struct Item {
        var entry: CatalogueEntry
        var path: String
        var hasParent: Bool

        /// As `--json` gives it; only categories have a `parent`, which may be null.
        var json: JSON {
            var object = JSONObject([("code", .string(entry.code)), ("name", .string(entry.name))])
            if hasParent { object.add("parent", .string(orNull: entry.parent)) }
            object.add("path", .string(path))
            return .object(object)
        }
    }

    private var items: [Item]
    /// Whether misspelt words and short forms find something, too: regions have a search of their own.
    private var isSearched: Bool

    var isEmpty: Bool { items.isEmpty }

    /// Regions, as in `lapor places`: the village before its district.
    init(regions: [CatalogueEntry]) {
        self.init(regions, separator: ", ", hasParent: false, isSearched: false) {
            RegionCode($0.code)?.parent
        }
    }

    /// Categories: the wider before the narrower.
    init(categories: [CatalogueEntry]) {
        self.init(categories, separator: " > ", hasParent: true) { $0.parent }
    }

    /// Agencies, which lie in nothing.
    init(agencies: [CatalogueEntry]) {
        self.init(agencies, separator: "", hasParent: false) { _ in nil }
    }

    private init(
        _ entries: [CatalogueEntry], separator: String, hasParent: Bool, isSearched: Bool = true,
        parent: (CatalogueEntry) -> String?
    ) {
        self.isSearched = isSearched
        let byCode = Dictionary(entries.map { ($0.code, $0) }) { first, _ in first }
        items = entries.map { entry in
            var names = [entry.name]
            var next = parent(entry)
            // A list that goes in circles must not.
            while let above = next.flatMap({ byCode[$0] }), names.count < 16 {
                names.append(above.name)
                next = parent(above)
            }
            if hasParent { names.reverse() }
            return Item(entry: entry, path: names.joined(separator: separator), hasParent: hasParent)
        }
    }

    /// The entries whose path has all of the words, or whose code begins with one that is all there is; then those whose
    /// names are near to them, the nearest first.
    func entries(matching words: [String]) -> [Item] {
        let words = words.flatMap { $0.split(separator: " ") }.map { $0.lowercased() }
        if words.isEmpty { return items }
        let found = items.filter { item in
            if words.count == 1, item.entry.code.lowercased().hasPrefix(words[0]) { return true }
            let path = item.path.lowercased()
            return words.allSatisfy { path.contains($0) }
        }
        guard isSearched else { return found }
        let near = ListSearch.codes(
            matching: words.joined(separator: " "), among: items.map { ($0.entry.code, $0.path) }, limit: 20)
        let known = Set(found.map(\.entry.code))
        let byCode = Dictionary(items.map { ($0.entry.code, $0) }) { first, _ in first }
        return found + near.filter { !known.contains($0) }.compactMap { byCode[$0] }
    }
}
