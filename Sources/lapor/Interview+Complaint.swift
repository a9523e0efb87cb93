import LaporField
import LaporModel
import LaporTerminal

// What the complaint is about.
extension Interview {
    mutating func askKind() throws -> Move {
        let kinds: [(Classification, Bilingual)] = [
            (.complaint, Bilingual(id: "pengaduan", en: "complaint")),
            (.aspiration, Bilingual(id: "aspirasi", en: "wish")),
            (.request, Bilingual(id: "informasi", en: "information")),
        ]
        let list = { (language: Language) in
            kinds.enumerated().map { "\($0 + 1) \($1.1.text(in: language))" }.joined(separator: ", ")
        }
        let question = Bilingual(id: "Jenis (\(list(.indonesian)))", en: "Kind (\(list(.english)))")
        let standing = kinds.firstIndex { $0.0.rawValue == answers[.classification] } ?? 0
        while true {
            let reply = try Prompt.ask(
                question, standard: String(standing + 1), room: 4,
                help: Bilingual(
                    id:
                        "Pengaduan: ada yang salah dan harus diperbaiki. Aspirasi: usul atau harapan. Minta informasi: pertanyaan. Ketik nomornya.",
                    en:
                        "A complaint: something is wrong and must be put right. A wish: a proposal. A request for information: a question. Type its number."
                ))
            switch reply {
            case .back: return .back
            case .empty:
                answers[.classification] = kinds[standing].0.rawValue
                return .next
            case .text(let answer):
                if let number = Int(answer.trimmed), kinds.indices.contains(number - 1) {
                    answers[.classification] = kinds[number - 1].0.rawValue
                    if number != 1 { answers[.incidentDate] = nil }
                    return .next
                }
                Prompt.say(text(id: "ketik 1, 2 atau 3", en: "type 1, 2 or 3"))
            }
        }
    }

    mutating func askSecrecy() throws -> Move {
        let answer = try confirm(
            Bilingual(id: "Rahasia? Isi hanya dibaca kantor", en: "Confidential? Only the office reads it"),
            standard: answers[.confidential] == "true",
            help: Bilingual(
                id:
                    "Isi laporan rahasia disegel begitu diketik: laptop ini pun tidak dapat membukanya lagi. Pilih ya bila menyangkut kepala desa atau orang yang ditakuti.",
                en:
                    "A confidential complaint is sealed as it is typed: not even this laptop can open it again. Choose yes where it is about the village head, or somebody feared."
            ))
        guard let answer else { return .back }
        answers[.confidential] = answer ? "true" : nil
        return .next
    }

    mutating func askTitle() throws -> Move {
        let move = try value(
            .title, Bilingual(id: "Judul singkat", en: "Short title"), required: true,
            help: Bilingual(
                id: "Apa masalahnya, dalam beberapa kata: \"Jembatan Dukuh Krajan putus\".",
                en: "What it is about, in a few words: \"Bridge at Krajan broken\"."))
        if case .next = move, let title = answers[.title], let matter = OutOfScope.match(title) {
            Prompt.say(matter.advice.text())
        }
        return move
    }

    mutating func askWhen() throws -> Move {
        let today = device.surroundings.now().day(hoursEast: catalogue.hoursEast)
        let move = try value(
            .incidentDate, Bilingual(id: "Kapan kejadiannya", en: "When did it happen"), required: true,
            help: Bilingual(
                id: "Boleh: hari ini, kemarin, 3 hari lalu, Senin, 24/11, 24 November, 2026-11-24.",
                en: "You can say: today, yesterday, 3 days ago, Monday, 24/11, 24 November, 2026-11-24."),
            reading: { Day(spoken: $0, today: today)?.description ?? $0 })
        if case .next = move, let day = answers[.incidentDate].flatMap({ Day($0) }) {
            Prompt.say("= \(day.weekdayName.text()), \(day)")
        }
        return move
    }

    mutating func askPlace() throws -> Move {
        let standing = answers[.region] ?? (draft.sealed[.region] == nil ? catalogue.village : nil)
        let path = try standing.flatMap { try device.path(ofRegion: $0) }.map {
            $0.split(separator: ",").prefix(2).joined(separator: ",")
        }
        var typed: String?
        while true {
            let reply =
                try typed.map(Prompt.Reply.text)
                ?? Prompt.ask(
                    Bilingual(id: "Desa kejadian", en: "Village"),
                    standard: path.map { Terminal.truncated($0, to: 40) },
                    help: Bilingual(
                        id:
                            "Sebagian nama desa, boleh dengan kecamatan: \"sukomulyo klaten\"; atau kode wilayah.",
                        en:
                            "A part of the village's name, with its district: \"sukomulyo klaten\"; or its code."
                    ))
            typed = nil
            switch reply {
            case .back: return .back
            case .empty:
                guard let standing else {
                    Prompt.say(text(id: "wajib diisi", en: "this is required"))
                    continue
                }
                answers[.region] = standing
                return .next
            case .text(let answer):
                if answer.first?.isNumber == true {
                    guard let problem = try problem(.region, answer) else {
                        answers[.region] = answer.trimmed
                        return .next
                    }
                    Prompt.say(problem.message(naming: text(id: "wilayah", en: "region")).text())
                    continue
                }
                let places = device.places(
                    matching: answer, in: catalogue.places, near: catalogue.village, limit: 9)
                guard !places.isEmpty else {
                    Prompt.say(
                        text(
                            id: "tidak ditemukan; coba sebagian namanya",
                            en: "not found; try a part of the name"))
                    continue
                }
                switch try pick(places.map(\.path)) {
                case .number(let index):
                    answers[.region] = places[index].code
                    return .next
                case .text(let again): typed = again
                case .back: continue
                }
            }
        }
    }

    mutating func askSpot() throws -> Move {
        try value(
            .location, Bilingual(id: "Tepatnya di mana", en: "Where exactly"),
            help: Bilingual(
                id: "Dukuh, RT/RW, nama jalan, dekat apa. Petugas harus dapat menemukannya.",
                en: "Hamlet, street, near what. Somebody must be able to find it."))
    }

    /// Categories with a word near one that was typed, misspelt perhaps; `nil` where there is none.
    private func nearCategories(_ text: String) -> [CategorySuggestion]? {
        let codes = ListSearch.codes(matching: text, among: catalogue.categories, limit: 9)
        guard !codes.isEmpty else { return nil }
        return codes.map {
            CategorySuggestion(
                code: $0, name: catalogue.name(ofCategory: $0) ?? $0, because: [], isSure: false)
        }
    }

    mutating func askCategory() throws -> Move {
        guard !catalogue.categories.isEmpty else { return .pass }
        var found = CategorySuggestion.suggest(
            title: answers[.title] ?? "", story: answers[.description] ?? "", among: catalogue.categories,
            limit: 3)
        let help = Bilingual(
            id:
                "Enter menerima yang di dalam kurung. Nomor memilih dari daftar; kata mencari kategori; tanda - berarti tanpa kategori.",
            en:
                "Enter takes what stands in brackets. A number chooses from the list; a word searches; - means none."
        )
        while true {
            for (index, category) in found.enumerated() {
                let words = category.because.joined(separator: ", ")
                let reason = words.isEmpty ? "" : " (\(text(id: "karena", en: "because")): \(words))"
                Prompt.say("\(index + 1) \(category.name)\(reason)")
            }
            let standing = answers[.category].flatMap { catalogue.name(ofCategory: $0) }
            let sure = found.first.flatMap { $0.isSure ? $0 : nil }
            let standard = standing ?? (sure == nil ? text(id: "lewati", en: "skip") : "1")
            switch try Prompt.ask(Bilingual(id: "Kategori", en: "Category"), standard: standard, help: help) {
            case .back: return .back
            case .empty:
                if standing == nil { answers[.category] = sure?.code }
                return .next
            case .text(let answer):
                if answer.trimmed == "-" {
                    answers[.category] = nil
                    return .next
                }
                if let number = Int(answer.trimmed), found.indices.contains(number - 1) {
                    answers[.category] = found[number - 1].code
                    return .next
                }
                if catalogue.name(ofCategory: answer.trimmed) != nil {
                    answers[.category] = answer.trimmed
                    return .next
                }
                let more = CategorySuggestion.suggest(
                    title: answer, story: "", among: catalogue.categories, limit: 9)
                if more.isEmpty, let near = nearCategories(answer) {
                    found = near
                } else if more.isEmpty {
                    Prompt.say(text(id: "tidak ditemukan; coba kata lain", en: "not found; try another word"))
                } else {
                    found = more
                }
            }
        }
    }

    /// What came of a list that was shown.
    enum Pick {
        case number(Int)
        case text(String)
        case back
    }

    /// Shows a list and asks for one of it; something that is no number is a new search.
    func pick(_ lines: [String]) throws -> Pick {
        for (index, line) in lines.enumerated() { Prompt.say("\(index + 1) \(line)") }
        while true {
            let reply = try Prompt.ask(
                Bilingual(id: "Nomor pilihan, atau nama lain", en: "Number, or another name"), standard: "1",
                help: Bilingual(
                    id: "Enter memilih nomor 1. Nama lain mencari lagi.",
                    en: "Enter takes number 1. Another name searches again."))
            switch reply {
            case .back: return .back
            case .empty: return .number(0)
            case .text(let answer):
                guard let number = Int(answer.trimmed) else { return .text(answer) }
                if lines.indices.contains(number - 1) { return .number(number - 1) }
                Prompt.say(text(id: "ketik nomor dari daftar", en: "type a number of the list"))
            }
        }
    }
}
