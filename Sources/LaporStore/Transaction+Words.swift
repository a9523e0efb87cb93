package import LaporModel

extension Transaction {
    /// Above so many outdated entries the index is made anew: nothing can be taken out of it.
    private static let outdatedLimit = 1_000

    /// How far the index of words goes, and the complaints up to there that say something else now.
    private func wordsReach() throws -> (through: Int, outdated: [Int]) {
        // On a server whatever is new is outdated: keys do not come there in the order of the transactions.
        let through =
            db.dialect == .postgres
            ? .max : try Int.fetchOne(db, sql: "SELECT through FROM words_reach") ?? 0
        return (through, try Int.fetchAll(db, sql: "SELECT complaint_key FROM words_outdated"))
    }

    /// How many complaints the index of words lacks.
    package func countWithoutWords() throws -> Int {
        let (through, outdated) = try wordsReach()
        return max(0, try lastComplaintKey() - through) + outdated.count
    }

    private func lastComplaintKey() throws -> Int {
        try Int.fetchOne(db, sql: "SELECT max(complaint_key) FROM complaints") ?? 0
    }

    /// Brings the index of words up to date by at most so many complaints; gives how many it still lacks.
    ///
    /// Outdated entries stay until they are many.
    @discardableResult
    package func indexWords(atMost count: Int) throws -> Int {
        if let server = db as? any BulkDatabase { return try indexWords(atMost: count, server) }
        var (through, outdated) = try wordsReach()
        if outdated.count > Self.outdatedLimit {
            try emptyWords()
            (through, outdated) = (0, [])
        }
        let insert = try statement("INSERT INTO words (rowid, tokens) VALUES (?, ?)")
        let from = through
        try forEachTokens("complaint_key > \(from) ORDER BY complaint_key LIMIT \(count)") {
            key, tokens, _, _ in
            insert.bind(1, key)
            insert.bind(2, text: tokens[...])
            try insert.run()
            through = key
        }
        try db.execute(sql: "UPDATE words_reach SET through = ?", arguments: [through])
        return max(0, try lastComplaintKey() - through)
    }

    /// Forgets every word: the index would keep those of what was erased.
    func emptyWords() throws {
        // A server's index can be taken out of, and is where a complaint changes.
        guard db.dialect == .sqlite else { return }
        // An old store is folded anew before it has an index.
        guard try db.tableExists("words_reach"), try wordsReach().through > 0 else { return }
        try db.execute(
            sql: """
                INSERT INTO words (words) VALUES ('delete-all');
                UPDATE words_reach SET through = 0;
                DELETE FROM words_outdated;
                """)
    }

    /// The complaints that may be meant: with all the words, in the region, of the category.
    ///
    /// Of region and category more may be given than lie in them.
    package func keys(matching words: SearchWords?, region: RegionCode?, category: String?) throws -> KeySet {
        var (through, outdated) = try wordsReach()
        var found = KeySet()
        do {
            let statement =
                db.dialect == .postgres
                ? try statement(
                    "SELECT complaint_key FROM words WHERE tokens @@ CAST(? AS tsquery)", streaming: true)
                : try statement("SELECT rowid FROM words WHERE words MATCH ?")
            defer { statement.reset() }
            let expression = Self.expression(words, region, category, db.dialect)
            statement.bind(1, expression)
            while through > 0, !expression.isEmpty, try statement.step() {
                found.insert(statement.integer(0))
            }
        } catch StoreError.engine(let code, _) where code & 0xFF == 11 {
            // Only the index is damaged: everything is read instead.
            (found, through, outdated) = (KeySet(), 0, [])
        }
        for key in outdated { found.remove(key) }
        if let words {
            for key in try keys(byNumber: words) {
                try forEachTokens("complaint_key = \(key)") {
                    if words.match(tokens: $1, number: $2, trackingID: $3) { found.insert($0) }
                }
            }
        }
        func look(_ condition: String) throws {
            try forEachTokens(condition) { key, tokens, number, trackingID in
                if words?.match(tokens: tokens, number: number, trackingID: trackingID) ?? true {
                    found.insert(key)
                }
            }
        }
        if !outdated.isEmpty { try look("complaint_key IN (SELECT complaint_key FROM words_outdated)") }
        if through < .max { try look("complaint_key > \(through)") }
        return found
    }

    /// The complaints whose number, or number at LAPOR!, one of the words may be.
    private func keys(byNumber words: SearchWords) throws -> Set<Int> {
        var keys: Set<Int> = []
        func add(_ sql: String, _ arguments: StatementArguments) throws {
            keys.formUnion(
                try Int.fetchAll(db, sql: "SELECT complaint_key FROM complaints \(sql)", arguments: arguments)
            )
        }
        if let number = words.number { try add("WHERE number = ?", [number.text]) }
        for word in words.words {
            try add("WHERE tracking_id IN (?, ?)", [word.typed, word.typed.uppercased()])
            guard let part = word.number else { continue }
            if word.isAnywhere {
                try add(
                    "INDEXED BY complaints_by_number WHERE \(db.dialect.place(of: "?", in: "number")) > 0",
                    [part])
            } else {
                try add("INDEXED BY complaints_by_number WHERE number BETWEEN ?1 AND ?1 || '~'", [part])
            }
        }
        return keys
    }

    /// What the index is asked.
    private static func expression(
        _ words: SearchWords?, _ region: RegionCode?, _ category: String?, _ dialect: Dialect
    ) -> String {
        let (quote, beginning, and, or) =
            dialect == .postgres ? ("'", ":*", " & ", " | ") : ("\"", "*", " AND ", " OR ")
        func quoted(_ bytes: [UInt8]) -> String { quote + String(decoding: bytes, as: UTF8.self) + quote }
        func quoted(_ term: SearchWords.Term) -> String {
            quoted(term.bytes) + (term.isBeginning ? beginning : "")
        }
        var parts = (words?.words ?? []).map { word in
            let all = "(" + word.terms.map(quoted).joined(separator: and) + ")"
            return word.code.map { "(\(quoted($0))\(or)\(all))" } ?? all
        }
        if let region { parts.append(quoted(Array(region.text.utf8))) }
        if let category { parts.append(quoted(ComplaintTokens.token(ofCategory: category))) }
        return parts.joined(separator: and)
    }

    /// Gives the tokens of complaints, with number and number at LAPOR!.
    func forEachTokens(
        _ condition: String, _ body: (Int, [UInt8], ComplaintNumber, String?) throws -> Void
    ) throws {
        let statement = try db.prepare(
            """
            SELECT complaint_key, number, tracking_id, region, category, title, description, location, agency
            FROM complaints WHERE \(condition)
            """, streaming: true)
        defer { statement.reset() }
        var tokens = ComplaintTokens(self)
        while try statement.step() {
            guard let number = statement.text(1).flatMap({ ComplaintNumber(stored: $0) }) else { continue }
            let bytes = try tokens.make(
                region: statement.text(3) ?? "", category: statement.text(4),
                texts: (5...8).compactMap { statement.text($0) })
            try body(statement.integer(0), bytes, number, statement.text(2))
        }
    }
}

/// Makes the tokens under which complaints are found: of their texts, place and category.
struct ComplaintTokens {
    private let transaction: Transaction
    private var places: [String: [UInt8]] = [:]
    private var categories: [String: [UInt8]] = [:]

    init(_ transaction: Transaction) {
        self.transaction = transaction
    }

    /// A category's code as one token, which no word of a text is.
    static func token(ofCategory code: String) -> [UInt8] {
        Array("c.".utf8)
            + code.utf8.map { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
                case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
                default: UInt8(ascii: ".")
                }
            }
    }

    /// The tokens, after a space and each with a space behind it.
    mutating func make(region: String, category: String?, texts: [String]) throws -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: " ")]
        bytes.reserveCapacity(texts.reduce(128) { $0 + $1.utf8.count })
        for text in texts { SearchTokens.append(text, to: &bytes) }
        bytes += try tokens(ofRegion: region)
        if let category { bytes += try tokens(ofCategory: category) }
        return bytes
    }

    private mutating func tokens(ofRegion code: String) throws -> [UInt8] {
        if let known = places[code] { return known }
        var bytes: [UInt8] = []
        var next = RegionCode(code)
        while let level = next {
            bytes += Array(level.text.utf8) + [UInt8(ascii: " ")]
            next = level.parent.flatMap { RegionCode($0) }
        }
        SearchTokens.append(try transaction.path(ofRegion: code) ?? code, to: &bytes)
        places[code] = bytes
        return bytes
    }

    /// A category's code and name, and those of what it belongs to.
    private mutating func tokens(ofCategory code: String) throws -> [UInt8] {
        if let known = categories[code] { return known }
        var bytes: [UInt8] = []
        for entry in try transaction.line(ofCategory: code) {
            bytes += Self.token(ofCategory: entry.code) + [UInt8(ascii: " ")]
            SearchTokens.append("\(entry.code) \(entry.name)", to: &bytes)
        }
        categories[code] = bytes
        return bytes
    }
}

extension Transaction {
    /// A category with those that it belongs to, itself first, whether or not it is in the list.
    func line(ofCategory code: String) throws -> [CatalogueEntry] {
        var line: [CatalogueEntry] = []
        var next: String? = code
        while let code = next, !line.contains(where: { $0.code == code }) {
            let row = try Row.fetchOne(
                db, sql: "SELECT name, parent FROM categories WHERE code = ?", arguments: [code])
            line.append(CatalogueEntry(code: code, name: row?[0] ?? "", parent: row?[1]))
            next = row?[1]
        }
        return line
    }
}
