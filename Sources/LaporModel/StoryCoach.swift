/// Looks for what a story should tell: a rule on words, no judgement, and never in the way.
///
/// | part | is there if |
/// |---|---|
/// | what | the story has 40 characters or more |
/// | who | it names people: warga, anak, ibu, petani, … |
/// | since when | it says how long or since when: sejak, sudah … bulan, a year, a month's name, … |
/// | how bad | it gives a number, a cause or a consequence: akibat, sehingga, rusak, setiap, … |
/// | what has been tried | it says who was told or what was done: lapor, usul, RT, swadaya, belum ada, … |
///
/// Where and when have questions of their own.
package enum StoryCoach {
    /// A part of a story.
    package enum Part: CaseIterable, Sendable {
        case what
        case who
        case sinceWhen
        case howBad
        case tried
    }

    /// What a story does not tell yet, in the order in which one would ask.
    package static func missing(in story: String) -> [Part] {
        let words = TextWords.split(story)
        let stems = Set(words + words.map(TextWords.stem))
        return Part.allCases.filter { part in
            switch part {
            case .what: story.unicodeScalars.count < 40
            case .who: stems.isDisjoint(with: people)
            case .sinceWhen: stems.isDisjoint(with: times) && !words.contains(where: isYear)
            case .howBad:
                stems.isDisjoint(with: extents)
                    && !words.contains { $0.first?.isNumber == true && !isYear($0) }
            case .tried: stems.isDisjoint(with: attempts)
            }
        }
    }

    private static func isYear(_ word: String) -> Bool {
        word.count == 4 && (word.hasPrefix("19") || word.hasPrefix("20")) && word.allSatisfy(\.isNumber)
    }

    private static let people: Set<String> = [
        "warga", "anak", "siswa", "murid", "ibu", "bapak", "petani", "nelayan", "pasien", "keluarga", "orang",
        "kami", "saya", "penduduk", "lansia", "pedagang", "pengendara", "pengguna", "guru", "bayi", "balita",
        "masyarakat", "rumah", "kk", "jiwa", "pekerja", "buruh", "penumpang", "sopir", "korban", "kakek",
        "nenek", "suami", "istri", "tetangga", "kelompok", "mereka", "difabel", "disabilitas",
    ]
    private static let times: Set<String> = [
        "sejak", "selama", "semenjak", "mulai", "kemarin", "tadi", "hari", "minggu", "bulan", "tahun", "lama",
        "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
        "november", "desember", "lalu", "musim", "sejak", "jam", "malam", "pagi", "lebaran", "banjir",
    ]
    private static let extents: Set<String> = [
        "akibat", "akibatnya", "sehingga", "menyebabkan", "karena", "rusak", "putus", "roboh", "parah",
        "setiap", "sering", "selalu", "meter", "kilometer", "km", "jatuh", "luka", "meninggal", "sakit",
        "gagal",
        "rugi", "terpaksa", "semua", "separuh", "sebagian", "total", "banyak", "beberapa", "dua", "tiga",
    ]
    private static let attempts: Set<String> = [
        "lapor", "dilaporkan", "melapor", "laporan", "mengadu", "diadukan", "usul", "diusulkan",
        "mengusulkan",
        "musyawarah", "musrenbang", "swadaya", "gotong", "diperbaiki", "perbaikan", "ditambal", "kades",
        "kadus", "rt", "rw", "camat", "pernah", "ditanyakan", "menanyakan", "surat", "proposal", "ditolak",
        "dijanjikan", "janji", "tanggapan", "jawaban", "mengeluh", "diminta",
    ]
}

/// What LAPOR! does not take, by words of the title: whom to tell instead is wording.
package enum OutOfScope: CaseIterable, Sendable {
    case court
    case legislature
    case corruption
    case crime

    /// What a title seems to be about; `nil` if LAPOR! takes it.
    ///
    /// The *service* of police, prosecutors and courts is within its scope.
    package static func match(_ title: String) -> OutOfScope? {
        let words = Set(TextWords.split(title))
        guard words.isDisjoint(with: service) else { return nil }
        return allCases.first { !words.isDisjoint(with: $0.words) }
    }

    private static let service: Set<String> = [
        "pelayanan", "layanan", "lambat", "antre", "antrean", "antrian", "loket", "petugas", "pungli",
        "pungutan", "skck", "sim", "administrasi", "jalan", "jembatan", "lampu", "kantor", "gedung",
    ]

    private var words: Set<String> {
        switch self {
        case .court:
            [
                "pengadilan", "sidang", "hakim", "putusan", "banding", "kasasi", "terdakwa", "perceraian",
                "gugatan",
                "sengketa",
            ]
        case .legislature: ["dprd", "dpr", "dewan", "legislatif", "parlemen"]
        case .corruption:
            ["korupsi", "dikorupsi", "suap", "gratifikasi", "disunat", "menyelewengkan", "diselewengkan"]
        case .crime:
            [
                "pencurian", "dicuri", "maling", "perampokan", "dirampok", "begal", "pembunuhan", "dibunuh",
                "narkoba",
                "sabu", "pemerkosaan", "perkosaan", "pencabulan", "penganiayaan", "dianiaya", "penipuan",
                "ditipu",
                "kdrt", "judi", "penculikan",
            ]
        }
    }
}
