/// Names as they are compared: small ASCII letters and digits, one spelling for those that people mix up.
///
/// Old spellings (`oe`, `dj`, `tj`, `nj`, `sj`) become today's, doubled letters single ones, `y` an `i`, `v` an `f`, `q` a
/// `k`; marks, apostrophes and spaces go. `Modjo Soegih` and `Mojosugih` are one.
package enum NameFolding {
    /// Longest folded name in bytes; what is longer is cut.
    static let longest = 48

    /// Appends the folded form of a text's UTF-8.
    static func fold(_ text: some Collection<UInt8>, into result: inout [UInt8]) {
        let start = result.count
        func add(_ letter: UInt8) {
            guard result.count - start < longest else { return }
            if result.count > start, result[result.count - 1] == letter, letter > UInt8(ascii: "9") { return }
            result.append(letter)
        }
        for byte in text {
            var letter = byte
            if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter) { letter += 32 }
            let last = result.count > start ? result[result.count - 1] : 0
            switch (last, letter) {
            case (UInt8(ascii: "o"), UInt8(ascii: "e")):
                result[result.count - 1] = UInt8(ascii: "u")
            case (UInt8(ascii: "d"), UInt8(ascii: "j")), (UInt8(ascii: "t"), UInt8(ascii: "j")):
                result[result.count - 1] = last == UInt8(ascii: "d") ? UInt8(ascii: "j") : UInt8(ascii: "c")
            case (UInt8(ascii: "n"), UInt8(ascii: "j")), (UInt8(ascii: "s"), UInt8(ascii: "j")):
                // nj and sj of old are ny and sy; but Banjar has an n and a j.
                add(letter)
            case (_, UInt8(ascii: "y")): add(UInt8(ascii: "i"))
            case (_, UInt8(ascii: "v")): add(UInt8(ascii: "f"))
            case (_, UInt8(ascii: "q")): add(UInt8(ascii: "k"))
            case (_, UInt8(ascii: "a")...UInt8(ascii: "z")), (_, UInt8(ascii: "0")...UInt8(ascii: "9")):
                add(letter)
            default: break
            }
        }
    }

    /// The folded form of a text.
    static func fold(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        fold(text.utf8, into: &result)
        return result
    }

    /// Words for a village or a part of one, which a name of the list may begin with, too.
    static let villageKinds: Set<String> = ["kp", "kmp", "kampung", "kampoeng"]

    /// Other words that say what kind of place a name is of, as people write them before it.
    private static let kinds: Set<String> = [
        "ds", "desa", "kel", "kelurahan", "kec", "kecamatan", "kab", "kabupaten", "dk", "dukuh", "dusun",
        "dsn",
        "gg", "prov", "provinsi", "propinsi", "adm", "administrasi", "distrik",
    ]

    /// What names often begin with, as it is shortened: one form for the list and for what is typed.
    private static let shortened = [
        "sei": "sungai", "tj": "tanjung", "tg": "tanjung", "tjg": "tanjung", "gn": "gunung", "gng": "gunung",
        "kp": "kampung", "kmp": "kampung", "tlk": "teluk", "lb": "lubuk", "sp": "simpang", "ps": "pasar",
        "pl": "pulau", "bt": "batu", "kr": "krueng",
    ]

    /// A text as folded words, kinds of places left out unless nothing else is there.
    static func words(_ text: String) -> [[UInt8]] {
        let words = TextWords.split(text)
        let named = words.filter { !kinds.contains($0) && !villageKinds.contains($0) }
        return (named.isEmpty ? words : named).map { fold(shortened[$0] ?? $0) }.filter { !$0.isEmpty }
    }

    /// A name of the list without the words before it that say its kind: `Kabupaten Boyolali` is `boyolali`; what it
    /// begins with in full: `Sei Rampah` is `sungairampah`.
    static func name(_ name: String, into result: inout [UInt8]) {
        var rest = Substring(name)
        for kind in ["Kabupaten ", "Kota ", "Kab. ", "Administrasi ", "Adm. "] where rest.hasPrefix(kind) {
            rest = rest.dropFirst(kind.count)
        }
        let start = rest.utf8.prefix(5)
        if let end = start.firstIndex(where: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ".") }),
            let whole = shortened[rest[..<end].lowercased()]
        {
            // The list has spaces only between words: what follows is no letter of the first.
            fold(whole.utf8 + Array(rest[end...].utf8), into: &result)
        } else {
            fold(rest.utf8, into: &result)
        }
    }

    /// Which letters (bits 0 to 25) and pairs of letters (the others, hashed) a folded name has.
    static func signature(_ name: some Collection<UInt8>) -> UInt64 {
        var bits: UInt64 = 0
        var last: UInt8?
        for byte in name {
            if byte >= UInt8(ascii: "a") { bits |= 1 << UInt64(byte - UInt8(ascii: "a")) }
            if let last { bits |= 1 << (26 + (UInt64(last) &* 31 &+ UInt64(byte)) % 38) }
            last = byte
        }
        return bits
    }
}
