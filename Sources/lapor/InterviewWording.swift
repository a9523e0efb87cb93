import LaporModel
import LaporTerminal

extension StoryCoach.Part {
    /// What to ask the citizen.
    var question: Bilingual {
        switch self {
        case .what: Bilingual(id: "apa yang terjadi, lebih rinci?", en: "what happened, in more detail?")
        case .who: Bilingual(id: "siapa yang terkena?", en: "who is affected?")
        case .sinceWhen: Bilingual(id: "sejak kapan?", en: "since when?")
        case .howBad: Bilingual(id: "seberapa parah, apa akibatnya?", en: "how bad is it?")
        case .tried: Bilingual(id: "sudah dilaporkan ke siapa?", en: "who was told already?")
        }
    }
}

extension OutOfScope {
    /// Whom to tell instead.
    var advice: Bilingual {
        switch self {
        case .court:
            Bilingual(
                id:
                    "LAPOR! tidak dapat menerima perkara pengadilan. Sampaikan ke pengadilan setempat atau Badan Pengawasan MA (siwas.mahkamahagung.go.id). Pelayanan kantornya boleh dilaporkan.",
                en:
                    "LAPOR! cannot take court cases. Tell the court, or the Supreme Court's supervisory body (siwas.mahkamahagung.go.id). The service of its offices can be reported."
            )
        case .legislature:
            Bilingual(
                id: "LAPOR! tidak menangani DPR/DPRD. Sampaikan ke sekretariat dewan setempat.",
                en: "LAPOR! does not handle the legislature. Tell the council's secretariat.")
        case .corruption:
            Bilingual(
                id:
                    "LAPOR! tidak menangani korupsi. Sampaikan ke KPK (telepon 198) atau kejaksaan; LPSK (148) melindungi saksi.",
                en:
                    "LAPOR! does not handle corruption. Tell the KPK (phone 198) or the prosecutor; LPSK (148) protects witnesses."
            )
        case .crime:
            Bilingual(
                id:
                    "Tindak pidana dilaporkan ke polisi (telepon 110). Pelayanan polisi boleh dilaporkan di sini.",
                en:
                    "Crimes are reported to the police (phone 110). The service of the police can be reported here."
            )
        }
    }
}

extension Day {
    /// What the day of the week is called.
    var weekdayName: Bilingual {
        let names = [
            Bilingual(id: "Senin", en: "Monday"), Bilingual(id: "Selasa", en: "Tuesday"),
            Bilingual(id: "Rabu", en: "Wednesday"), Bilingual(id: "Kamis", en: "Thursday"),
            Bilingual(id: "Jumat", en: "Friday"), Bilingual(id: "Sabtu", en: "Saturday"),
            Bilingual(id: "Minggu", en: "Sunday"),
        ]
        return names[weekday - 1]
    }
}
