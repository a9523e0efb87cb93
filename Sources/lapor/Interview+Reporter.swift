import LaporBundle
import LaporField
import LaporModel
import LaporTerminal

// Who reports: asked only after the consent text of the kit was read out.
extension Interview {
    mutating func askConsent() throws -> Move {
        let script = device.kit.consent
        Prompt.say(text(id: "Bacakan (naskah \(script.version)):", en: "Read out (text \(script.version)):"))
        Prompt.say(Bilingual(id: script.indonesian, en: script.english).text(), indent: 4)
        let standing: Bool? = answers[.consent] != nil ? true : nil
        let help = Bilingual(
            id:
                "y: setuju, dibacakan; 2: setuju tertulis; 3: setuju, direkam; t: tidak mau disebut. Tanpa identitas laporan tetap diterima, sebagai anonim.",
            en:
                "y: agrees, read aloud; 2: agrees in writing; 3: agrees, recorded; n: does not want to be named. Without an identity the complaint is taken all the same, as anonymous."
        )
        while true {
            let reply = try Prompt.ask(
                Bilingual(
                    id: "Pelapor setuju menyebut identitas? (y/t)",
                    en: "Does the reporter agree to say who? (y/n)"),
                standard: standing == true ? text(id: "ya", en: "yes") : nil, help: help)
            switch reply {
            case .back: return .back
            case .empty where standing == true: return .next
            case .empty: Prompt.say(text(id: "ketik y atau t", en: "type y or n"))
            case .text(let answer):
                // Who did not want to be named was noted as anonymous: whether that still holds is asked next.
                if standing == nil, "y23".contains(answer.lowercased().prefix(1)) {
                    answers[.anonymous] = nil
                }
                switch answer.lowercased().first {
                case "y": answers[.consent] = Consent.Method.readAloud.rawValue
                case "2": answers[.consent] = Consent.Method.written.rawValue
                case "3": answers[.consent] = Consent.Method.recorded.rawValue
                case "t", "n":
                    forgetPerson()
                    becomeAnonymous()
                    return .next
                default:
                    Prompt.say(text(id: "ketik y atau t", en: "type y or n"))
                    continue
                }
                return .next
            }
        }
    }

    /// Who it is was given, and is taken back: also what was sealed of it at this sitting and before.
    private mutating func forgetPerson() {
        for field in Field.allCases where field.isIdentity { answers[field] = nil }
        answers[.consent] = nil
        draft.forgetIdentity()
    }

    mutating func askHidden() throws -> Move {
        let answer = try confirm(
            Bilingual(id: "Anonim bagi instansi dan umum?", en: "Anonymous to the agency and public?"),
            standard: answers[.anonymous] == "true",
            help: Bilingual(
                id: "Kantor tetap menyimpan namanya, tersegel, untuk menghubungi pelapor.",
                en: "The office keeps the name, sealed, to reach the reporter."))
        guard let answer else { return .back }
        if answer { becomeAnonymous() } else { answers[.anonymous] = nil }
        return .next
    }

    mutating func askName() throws -> Move {
        try value(
            .reporterName, Bilingual(id: "Nama", en: "Name"),
            help: Bilingual(
                id: "Nama pelapor; disegel begitu diketik.", en: "The reporter's name; sealed as it is typed."
            ))
    }

    mutating func askPhone() throws -> Move {
        var owner: String?
        let move = try value(
            .reporterPhone, Bilingual(id: "Nomor HP", en: "Mobile number"),
            help: Bilingual(
                id: "Tidak punya: Enter. Nomor orang lain: 0812-3456-7890 tetangga, atau nama pemiliknya.",
                en: "None: Enter. Somebody else's: 0812-3456-7890 neighbour, or the owner's name."),
            reading: { answer in
                // What follows the digits says whose number it is.
                let number = answer.prefix { !$0.isLetter }
                let rest = String(answer.dropFirst(number.count)).trimmed
                owner = rest.isEmpty ? nil : rest
                return String(number).trimmed
            })
        if case .next = move, let owner { answers[.reporterPhoneOwner] = owner }
        if answers[.reporterPhone] == nil { answers[.reporterPhoneOwner] = nil }
        return move
    }

    private static let details: [(Field, Bilingual)] = [
        (.reporterNIK, Bilingual(id: "NIK", en: "NIK")),
        (.reporterAddress, Bilingual(id: "alamat", en: "address")),
        (.reporterSex, Bilingual(id: "L/P", en: "sex")),
        (.reporterAgeGroup, Bilingual(id: "usia", en: "age")),
        (.reporterDisability, Bilingual(id: "disabilitas", en: "disability")),
        (.reporterEmail, Bilingual(id: "surel", en: "e-mail")),
    ]

    /// The numbered list of them; what was given has a tick.
    private func details(in language: Language) -> String {
        Self.details.enumerated().map { index, detail in
            let isGiven = answers[detail.0] != nil || draft.sealed[detail.0] != nil
            return "\(index + 1) \(detail.1.text(in: language))\(isGiven ? " ✓" : "")"
        }.joined(separator: " ")
    }

    mutating func askMore() throws -> Move {
        while true {
            let reply = try Prompt.ask(
                Bilingual(
                    id: "Data lain (\(details(in: .indonesian)))", en: "More (\(details(in: .english)))"),
                standard: text(id: "cukup", en: "enough"), room: 4,
                help: Bilingual(
                    id: "Ketik satu atau beberapa nomor, misalnya 1 3. Semuanya boleh dilewati dengan Enter.",
                    en: "Type one or more numbers, such as 1 3. All of it may be skipped with Enter."))
            switch reply {
            case .back: return .back
            case .empty:
                if try needsGuardian() { continue }
                return .next
            case .text(let answer):
                let chosen = answer.split { !$0.isNumber }.flatMap { word -> [Int] in
                    Int(word).map { [$0] } ?? []
                }.flatMap { $0 > 6 ? String($0).compactMap(\.wholeNumberValue) : [$0] }
                guard !chosen.isEmpty, chosen.allSatisfy({ (1...Self.details.count).contains($0) }) else {
                    Prompt.say(text(id: "ketik nomor dari daftar", en: "type numbers of the list"))
                    continue
                }
                for number in chosen {
                    let (field, _) = Self.details[number - 1]
                    if case .back = try askDetail(field) { break }
                    draft = try device.keep(draft, answers, attachments: attachments)
                }
            }
        }
    }

    private mutating func askDetail(_ field: Field) throws -> Move {
        let (question, help): (Bilingual, Bilingual) =
            switch field {
            case .reporterNIK:
                (
                    Bilingual(id: "NIK", en: "NIK"),
                    Bilingual(
                        id: "16 angka dari KTP; Enter bila tidak ada.",
                        en: "16 digits; Enter if there is none.")
                )
            case .reporterSex:
                (
                    Bilingual(id: "Jenis kelamin (L/P)", en: "Sex (L/P)"),
                    Bilingual(id: "L laki-laki, P perempuan.", en: "L male, P female.")
                )
            case .reporterAgeGroup:
                (
                    Bilingual(id: "Usia (anak, dewasa, lansia)", en: "Age (anak, dewasa, lansia)"),
                    Bilingual(
                        id: "Kelompoknya, atau angkanya. Anak perlu wali.",
                        en:
                            "The group: anak (child), dewasa (adult), lansia (elderly), or a number. A child needs a guardian."
                    )
                )
            default:
                (
                    field.label,
                    Bilingual(id: "Boleh dilewati dengan Enter.", en: "May be skipped with Enter.")
                )
            }
        let move = try value(field, question, help: help)
        if case .next = move, field == .reporterAgeGroup, try needsGuardian() { return move }
        return move
    }

    /// Asks for the guardian of a child; true while none is given.
    private mutating func needsGuardian() throws -> Bool {
        guard let group = answers[.reporterAgeGroup], CaptureRules.isChild(group),
            answers[.guardian] == nil, draft.sealed[.guardian] == nil
        else { return false }
        let move = try value(
            .guardian, Bilingual(id: "Nama wali anak ini", en: "Name of the child's guardian"),
            required: true,
            help: Bilingual(
                id: "Anak hanya didata dengan persetujuan orang tua atau walinya.",
                en: "A child is recorded only with a parent's or guardian's consent."))
        if case .back = move {
            answers[.reporterAgeGroup] = nil
        }
        draft = try device.keep(draft, answers, attachments: attachments)
        return answers[.reporterAgeGroup] != nil && answers[.guardian] == nil
    }
}
