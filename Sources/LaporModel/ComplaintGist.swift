/// What a complaint is about, as it is compared with others: the roots of its words, and the places that it names.
///
/// Built on ``TextWords``. A root has neither prefix nor ending, one word stands for those that mean the same in complaints,
/// and vowels within a word do not count, so that a slip of the pen changes little.
package struct ComplaintGist: Sendable {
    /// Of the title, in rising order.
    package let title: [UInt32]
    /// Of title, story and place, in rising order.
    package let all: [UInt32]
    /// The names in it: words with a capital within a sentence, and what follows `dusun` and the like.
    let names: [UInt32]
    /// The neighbourhoods (RT) that are named.
    let neighbourhoods: Set<UInt32>

    /// The gist of these texts.
    package init(title: String, story: String, location: String, roots: WordRoots) {
        var inTitle: Set<UInt32> = []
        var inAll: Set<UInt32> = []
        var names: Set<UInt32> = []
        var neighbourhoods: Set<UInt32> = []
        for (place, var text) in [title, story, location].enumerated() {
            var marker = ""
            WordRoots.forEachWord(of: &text) { word, isName in
                let found = roots.roots(of: word)
                if place == 0 { inTitle.formUnion(found) }
                inAll.formUnion(found)
                if isName && !Self.timeWords.contains(word)
                    || Self.hamletMarkers.contains(marker) && !Self.hamletMarkers.contains(word)
                {
                    names.formUnion(found)
                } else if marker == "rt", let number = Int(word) {
                    neighbourhoods.insert(UInt32(truncatingIfNeeded: number))
                }
                marker = word
            }
        }
        self.title = inTitle.sorted()
        all = inAll.sorted()
        self.names = names.sorted()
        self.neighbourhoods = neighbourhoods
    }

    /// Whether it has a word.
    func has(_ word: UInt32) -> Bool {
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle] < word { low = middle + 1 } else { high = middle }
        }
        return low < all.count && all[low] == word
    }

    /// The words that two texts have in common, as the first has them, the weightiest first.
    package static func common(
        _ left: String, _ right: String, roots: WordRoots = WordRoots(), weight: (UInt32) -> Double
    ) -> [String] {
        var (left, right) = (left, right)
        var theirs: Set<UInt32> = []
        WordRoots.forEachWord(of: &right) { word, _ in theirs.formUnion(roots.roots(of: word)) }
        var seen: Set<UInt32> = []
        var words: [(word: String, weight: Double)] = []
        WordRoots.forEachWord(of: &left) { word, _ in
            for root in roots.roots(of: word) where theirs.contains(root) && seen.insert(root).inserted {
                words.append((word, weight(root)))
            }
        }
        return words.sorted { ($1.weight, $0.word) < ($0.weight, $1.word) }.map(\.word)
    }

    /// Names of days and months, which are nobody's.
    private static let timeWords: Set<String> = [
        "senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu", "ahad", "januari", "februari",
        "maret",
        "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november", "desember", "ramadan",
        "lebaran", "idul", "natal", "nyepi",
    ]

    /// FNV-1a.
    static func hash(_ text: String) -> UInt32 {
        text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }

    /// The root of a word of ``TextWords``, in the form in which roots are compared.
    static func root(_ word: String) -> String {
        if let meaning = meanings[word] { return meaning }
        let bare = withoutAffixes(word)
        if let meaning = meanings[bare] { return meaning }
        let skeleton = skeleton(bare)
        return meaningsBySkeleton[skeleton] ?? skeleton
    }

    /// Takes a prefix and an ending off, where four letters stay.
    static func withoutAffixes(_ word: String) -> String {
        var bytes = Array(word.utf8)[...]
        let first = prefixes.first { bytes.count - $0.count >= 4 && bytes.starts(with: $0) }
        if let first { bytes = bytes.dropFirst(first.count) }
        if bytes.count >= 7, let ending = endings.first(where: { bytes.suffix($0.count).elementsEqual($0) }) {
            bytes = bytes.dropLast(ending.count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The first letter and the consonants after it, none twice running; a word of fewer than three stays as it is.
    static func skeleton(_ word: String) -> String {
        var letters: [UInt8] = []
        for byte in word.utf8 {
            if letters.isEmpty || !vowels.contains(byte), letters.last != byte { letters.append(byte) }
        }
        return letters.count < 3 ? word : String(decoding: letters, as: UTF8.self)
    }

    private static let vowels = Set("aeiou".utf8)
    private static let prefixes = [
        "memper", "diper", "keter", "meng", "meny", "mem", "men", "ber", "ter", "per", "di", "me", "ke", "se",
    ].map { Array($0.utf8) }
    private static let endings = ["an", "i"].map { Array($0.utf8) }
    private static let hamletMarkers: Set<String> = [
        "dusun", "dukuh", "dsn", "dk", "kampung", "kp", "lingkungan", "blok", "kadus", "gang", "gg",
    ]

    /// The same for words with a slip in them.
    private static let meaningsBySkeleton: [String: String] = {
        var found: [String: String] = [:]
        for (word, meaning) in meanings {
            let key = skeleton(withoutAffixes(word))
            // Of two that only vowels tell apart, the lesser: any will do, if it is always the same.
            if key.utf8.count >= 3 { found[key] = min(found[key] ?? meaning, meaning) }
        }
        return found
    }()

    /// What people write for the same thing; the key is a word without its affixes, or as it stands.
    private static let meanings: [String: String] = {
        let groups: [[String]] = [
            [
                "rusak", "hancur", "jebol", "ambrol", "roboh", "runtuh", "putus", "ambruk", "amblas",
                "lubang",
                "berlubang", "bolong", "retak", "parah", "jeblok", "patah", "lapuk", "longsor", "kelupas",
            ],
            ["banjir", "genang", "rendam", "luap", "meluap", "kebanjiran", "terendam", "genangan"],
            ["lampu", "penerangan", "terang", "pju", "gelap"],
            ["mati", "padam", "pemadaman"],
            ["sampah", "sampahan", "tumpukan", "rosok"],
            ["bau", "busuk", "sengit"],
            ["sungai", "kali", "sungainya"],
            ["jembatan", "jbt", "kreteg", "titian"],
            ["sekolah", "murid", "siswa", "sdn", "pelajar"],
            ["listrik", "pln", "setrum"],
            ["sinyal", "internet", "jaringan", "wifi", "provider"],
            ["bantuan", "bansos", "blt", "pkh", "sembako", "bpnt"],
            ["kades", "lurah", "kepala"],
            ["puskesmas", "pustu", "polindes", "bidan"],
            ["irigasi", "saluran", "selokan", "parit", "got", "drainase"],
            ["mampet", "sumbat", "tersumbat", "mandek", "dangkal"],
            ["pungli", "pungut", "pungutan", "bayar", "dipungut", "tarik", "tarif"],
            ["pdam", "pamsimas", "ledeng", "kran", "keran"],
            ["sumur", "sumber"],
            ["asap", "bakar"],
            ["pupuk", "urea", "ponska"],
            ["kosong", "habis", "langka", "stok"],
            ["hama", "tikus", "wereng"],
            ["truk", "truck", "tronton", "dump"],
            ["ktp", "ektp", "kependudukan"],
            ["bising", "ribut", "keras", "berisik"],
            ["kambing", "ternak", "sapi", "hewan"],
            ["curi", "maling", "hilang"],
            ["dokter", "mantri", "perawat"],
            ["atap", "genteng", "plafon"],
            ["bocor", "tetes", "rembes"],
        ]
        var meanings: [String: String] = [:]
        for group in groups { for word in group { meanings[word] = "=" + group[0] } }
        return meanings
    }()
}
