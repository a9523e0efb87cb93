/// What somebody typed to find a place, taken apart: the start of a code, words, and how else the words may be meant.
struct PlaceQuery {
    /// The start of a code, with its dots; what is found lies there.
    var code: String?
    /// The folded words, in the ways they may be meant, the plainest first, with what each counts.
    var readings: [(words: [[UInt8]], weight: Double)]
    /// The first word of the names that were asked for by their kind: `Kota` or `Kabupaten`.
    var kind: String?

    /// Takes a text apart; `withCodes: false` takes its numbers for words of a name.
    init(_ text: String, withCodes: Bool = true) {
        let all = text.lowercased().split {
            !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "'" && $0 != "\u{2019}"
        }
        let codes = all.filter {
            $0.contains(where: \.isNumber) && $0.allSatisfy { $0.isNumber || $0 == "." }
        }
        code = withCodes && codes.count == 1 ? Self.code(codes[0], isAlone: all.count == 1) : nil
        let isCode = code != nil
        let rest = all.filter { !isCode || $0 != codes[0] }.joined(separator: " ")
        let words = TextWords.split(rest)
        // A name may begin with its kind: `Kampung Baru`.
        let isOfKind = words.count > 1 && NameFolding.villageKinds.contains(words[0])
        let plain = NameFolding.words(rest)
        var readings = plain.isEmpty ? [] : [(words: plain, weight: isOfKind ? 0.97 : 1)]
        func add(_ words: [String]) {
            let folded = NameFolding.words(words.joined(separator: " "))
            guard !folded.isEmpty, !readings.contains(where: { $0.words == folded }) else { return }
            readings.append((folded, 1))
        }
        let kinds = words.dropLast().filter { Self.kinds[$0] != nil }
        kind = kinds.first.flatMap { Self.kinds[$0] }
        // `kota semarang` may be a village of that name, or Semarang; the latter is known by its kind.
        add(words.dropLast().filter { Self.kinds[$0] == nil } + words.suffix(1))
        let short = words.flatMap { Self.abbreviations[$0]?.split(separator: " ").map(String.init) ?? [$0] }
        if short != words { add(short) }
        if isOfKind {
            let name = NameFolding.words(words.dropFirst().joined(separator: " "))
            readings.append(([NameFolding.fold("kampung")] + name, 1))
        }
        self.readings = readings.map { (Array($0.words.prefix(6)), $0.weight) }
    }

    /// Digits and dots as the start of a code, dots put in where there are none; `nil` where they can be none.
    private static func code(_ text: Substring, isAlone: Bool) -> String? {
        let digits = text.filter { $0 != "." }
        guard ((isAlone ? 1 : 2)...10).contains(digits.count), digits.allSatisfy({ $0.isASCII }) else {
            return nil
        }
        if text.contains(".") { return String(text.last == "." ? text.dropLast() : text) }
        var code = ""
        for (place, digit) in digits.enumerated() {
            if place == 2 || place == 4 || place == 6 { code.append(".") }
            code.append(digit)
        }
        return code
    }

    private static let kinds = [
        "kota": "Kota ", "kotamadya": "Kota ", "kodya": "Kota ", "kab": "Kabupaten ",
        "kabupaten": "Kabupaten ",
    ]

    /// How people shorten the names of provinces and regencies.
    private static let abbreviations = [
        "jabar": "jawa barat", "jateng": "jawa tengah", "jatim": "jawa timur", "diy": "yogyakarta",
        "jogja": "yogyakarta", "yogya": "yogyakarta", "jogjakarta": "yogyakarta", "dki": "jakarta",
        "jakbar": "jakarta barat", "jakpus": "jakarta pusat", "jaksel": "jakarta selatan",
        "jaktim": "jakarta timur", "jakut": "jakarta utara", "tangsel": "tangerang selatan",
        "sumbar": "sumatera barat", "sumsel": "sumatera selatan", "sumut": "sumatera utara",
        "kepri": "kepulauan riau", "babel": "bangka belitung", "kalbar": "kalimantan barat",
        "kalsel": "kalimantan selatan", "kalteng": "kalimantan tengah", "kaltim": "kalimantan timur",
        "kaltara": "kalimantan utara", "sulbar": "sulawesi barat", "sulsel": "sulawesi selatan",
        "sulteng": "sulawesi tengah", "sultra": "sulawesi tenggara", "sulut": "sulawesi utara",
        "ntb": "nusa tenggara barat", "ntt": "nusa tenggara timur", "malut": "maluku utara",
        "gunkid": "gunungkidul", "lamteng": "lampung tengah", "lamsel": "lampung selatan",
        "lamtim": "lampung timur", "tapsel": "tapanuli selatan", "tapteng": "tapanuli tengah",
        "taput": "tapanuli utara", "madina": "mandailing natal", "sergai": "serdang bedagai",
        "humbahas": "humbang hasundutan", "paluta": "padang lawas utara", "palas": "padang lawas",
        "inhil": "indragiri hilir", "inhu": "indragiri hulu", "rohil": "rokan hilir",
        "rohul": "rokan hulu", "kuansing": "kuantan singingi", "muba": "musi banyuasin",
        "mura": "musi rawas", "oki": "ogan komering ilir", "oku": "ogan komering ulu",
        "kobar": "kotawaringin barat", "kotim": "kotawaringin timur", "kukar": "kutai kartanegara",
        "kutim": "kutai timur", "kubar": "kutai barat", "bolmong": "bolaang mongondow",
        "halsel": "halmahera selatan", "halut": "halmahera utara", "halteng": "halmahera tengah",
    ]
}
