package import LaporModel

extension Outreach.Field {
    /// What the field is called when people read it to each other.
    package var label: Bilingual {
        switch self {
        case .region: Bilingual(id: "Desa", en: "Village")
        case .venue: Bilingual(id: "Tempat", en: "Venue")
        case .organiser: Bilingual(id: "Penyelenggara", en: "Organiser")
        case .coordinator: Bilingual(id: "Koordinator", en: "Coordinator")
        case .volunteers: Bilingual(id: "Relawan", en: "Volunteers")
        case .activities: Bilingual(id: "Bentuk", en: "Activities")
        case .startedAt: Bilingual(id: "Mulai", en: "Began")
        case .endedAt: Bilingual(id: "Selesai", en: "Ended")
        case .attendance: Bilingual(id: "Hadir", en: "Came")
        case .attendanceMale: Bilingual(id: "Laki-laki", en: "Men")
        case .attendanceFemale: Bilingual(id: "Perempuan", en: "Women")
        case .disabled: Bilingual(id: "Disabilitas", en: "With a disability")
        case .elderly: Bilingual(id: "Lansia", en: "Elderly")
        case .materials: Bilingual(id: "Dibagikan", en: "Handed out")
        case .signal: Bilingual(id: "Sinyal", en: "Signal")
        case .obstacles: Bilingual(id: "Kendala", en: "Obstacles")
        }
    }
}

extension OutreachProblem: ReportableError {
    package var report: ErrorReport {
        let given = "\(field.flag) \"\(value)\""
        let (fact, hint): (Bilingual, Bilingual) =
            switch reason {
            case .tooLong(let limit):
                (
                    Bilingual(
                        id: "\(field.flag) lebih panjang dari \(limit) karakter",
                        en: "\(field.flag) is longer than \(limit) characters"),
                    Bilingual(id: "persingkat isinya", en: "make it shorter")
                )
            case .notACount:
                (
                    Bilingual(id: "\(given) bukan jumlah orang", en: "\(given) is no number of people"),
                    Bilingual(id: "tulis angka saja, misalnya 35", en: "write digits only, such as 35")
                )
            case .notARegionCode:
                (
                    Bilingual(id: "\(given) bukan kode wilayah", en: "\(given) is no region code"),
                    Bilingual(
                        id: "cari kodenya dengan: lapor places NAMA-DESA",
                        en: "look the code up with: lapor places NAME")
                )
            case .unknownRegion:
                (
                    Bilingual(
                        id: "\(given) tidak ada dalam daftar wilayah",
                        en: "\(given) is not in the list of regions"),
                    Bilingual(
                        id: "cari kodenya dengan: lapor places NAMA-DESA",
                        en: "look the code up with: lapor places NAME")
                )
            case .notATime:
                (
                    Bilingual(id: "\(given) bukan waktu", en: "\(given) is no time"),
                    Bilingual(
                        id: "tulis misalnya 09:30, atau \"2026-11-25 09:30\"",
                        en: "write for example 09:30, or \"2026-11-25 09:30\"")
                )
            case .oneOf(let words):
                (
                    Bilingual(id: "\(given) tidak dikenal", en: "\(given) is not known"),
                    Bilingual(
                        id: "pilih salah satu: \(words.joined(separator: ", "))",
                        en: "choose one of: \(words.joined(separator: ", "))")
                )
            case .endsBeforeStart(let start, let hoursEast):
                {
                    let end = Timestamp(value)?.shown(hoursEast: hoursEast) ?? value
                    let start = start.shown(hoursEast: hoursEast)
                    return (
                        Bilingual(
                            id: "kegiatan tidak dapat selesai (\(end)) sebelum mulai (\(start))",
                            en: "a visit cannot end (\(end)) before it began (\(start))"),
                        Bilingual(
                            id:
                                "betulkan --ended-at, atau mulainya: lapor outreach change --started-at \"2026-11-25 09:30\"",
                            en:
                                "correct --ended-at, or when it began: lapor outreach change --started-at \"2026-11-25 09:30\""
                        )
                    )
                }()
            case .moreThanAttendance(let total):
                (
                    Bilingual(
                        id: "laki-laki dan perempuan lebih banyak daripada yang hadir (\(total)): \(given)",
                        en: "more men and women than people who came (\(total)): \(given)"),
                    Bilingual(
                        id: "betulkan --attendance, atau rinciannya",
                        en: "correct --attendance, or its parts")
                )
            }
        return ErrorReport(.badData, fact, hint: hint)
    }
}
