package import ArgumentParser
package import LaporModel
package import LaporStore

/// Where complaints come from and what they are about, as flags.
package struct SubjectOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "hanya wilayah ini dan di dalamnya", en: "only this region and what lies in it"),
            valueName: text(id: "kode", en: "code")))
    package var region: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "hanya kategori ini dan yang di bawahnya", en: "only this category and those below it"),
            valueName: text(id: "kode", en: "code")))
    package var category: String?

    /// Options to be parsed.
    package init() {}

    /// Whether any of them is given.
    package var isGiven: Bool { region != nil || category != nil }

    /// Puts them into a query; throws what their values have wrong.
    package func put(into query: inout ComplaintQuery) throws {
        query.region = try region.map(FlagValue.region)
        query.category = category
    }
}

/// When complaints were taken down, as flags.
package struct RecordedOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "hanya yang dicatat sejak tanggal ini", en: "only what was taken on this day or later"),
            valueName: text(id: "tanggal", en: "date")))
    package var since: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "hanya yang dicatat sampai tanggal ini", en: "only what was taken on this day or earlier"),
            valueName: text(id: "tanggal", en: "date")))
    package var until: String?

    /// Options to be parsed.
    package init() {}

    /// Whether any of them is given.
    package var isGiven: Bool { since != nil || until != nil }

    /// Puts them into a query, as days of a calendar so many hours east of UTC; throws what their values have wrong.
    package func put(into query: inout ComplaintQuery, today: Day, hoursEast: Int) throws {
        if let since {
            query.since = try FlagValue.day("--since", since, today: today).start(hoursEast: hoursEast)
        }
        if let until {
            query.before = try (FlagValue.day("--until", until, today: today) + 1).start(hoursEast: hoursEast)
        }
    }
}

/// Which part of a list is given, and from which end, as flags.
package struct PagingOptions: ParsableArguments {
    @Option(
        name: .customLong("limit"), parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "paling banyak sekian", en: "at most so many"),
            valueName: text(id: "jumlah", en: "count")))
    private var limitOption: String?

    @Option(
        name: .customLong("offset"), parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "lewati sekian yang pertama", en: "pass over the first so many"),
            valueName: text(id: "jumlah", en: "count")))
    private var offsetOption = "0"

    @Flag(help: ArgumentHelp(text(id: "yang terbaru lebih dahulu", en: "the newest first")))
    package var newest = false

    /// Options to be parsed.
    package init() {}

    /// Whether something is passed over.
    package var isGiven: Bool { offsetOption != "0" }

    /// How many are wanted at most; `nil` for all.
    package var limit: Int? {
        get throws {
            try limitOption.map { try FlagValue.count("--limit", $0, atLeast: 1, example: 20) }
        }
    }

    /// How many are passed over.
    package var offset: Int {
        get throws { try FlagValue.count("--offset", offsetOption, atLeast: 0, example: 20) }
    }
}

/// What is looked for, and how much of it is shown.
package struct SearchOptions: ParsableArguments {
    /// How the words are understood.
    package static var discussion: String {
        text(
            id:
                "Yang terbaru lebih dahulu. Kata dari tiga huruf atau lebih berlaku juga untuk kata yang diawalinya: jembat menemukan jembatan. Yang dirahasiakan hanya ditemukan lewat nomor, tempat, dan kategorinya.",
            en:
                "The newest first. A word of three letters or more stands for all that begin with it: jembat finds jembatan. What is confidential is found by its number, place and category only."
        )
    }

    @Argument(
        help: ArgumentHelp(
            text(
                id: "kata-kata yang semuanya harus ada; boleh nomor atau sebagiannya, kode wilayah, kategori",
                en: "words that must all be there; also a number or a part of it, a region's code, a category"
            ),
            valueName: text(id: "teks", en: "text")))
    private var words: [String]

    @Option(
        name: .customLong("limit"), parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "paling banyak sekian; 0: semua (bawaan: 50, dengan --json semua)",
                en: "at most so many; 0: all (default: 50, all with --json)"),
            valueName: text(id: "jumlah", en: "count")))
    private var limitOption: String?

    /// Options to be parsed.
    package init() {}

    /// What is looked for; `nil` where no word is in it.
    package var searched: SearchWords? { SearchWords(words.joined(separator: " ")) }

    /// How many are wanted at most; `nil` for all.
    package func limit(json: Bool) throws -> Int? {
        let limit = try FlagValue.count(
            "--limit", limitOption ?? (json ? "0" : "50"), atLeast: 0, example: 20)
        return limit == 0 ? nil : limit
    }

    /// Makes a store ready to be searched, and shows how far that is.
    package func makeReady(_ store: Store) {
        let progress = Progress(
            Bilingual(id: "menyiapkan pencarian: laporan", en: "making ready to search: complaints"))
        var total: Int?
        store.bringWordsUpToDate { left in
            total = total ?? left
            progress.show((total ?? left) - left, of: total)
        }
        progress.end()
    }

    /// Says that there was more than was given.
    package static func tellMore() {
        Terminal.note(
            text(
                id: "masih ada yang lain; tambah kata, atau lihat semua dengan --limit 0",
                en: "there are more; add words, or see all with --limit 0"))
    }
}
