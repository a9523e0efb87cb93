import LaporField
import LaporModel
import LaporStore
import LaporTerminal

// What comes before saving: attachments, twins, and reading it all back.
extension Interview {
    mutating func askAttachments() throws -> Move {
        while true {
            let count = attachments.count
            let standard =
                count == 0
                ? text(id: "tanpa", en: "none")
                : text(id: "selesai, \(count) berkas", en: "done, \(count) files")
            let reply = try Prompt.ask(
                Bilingual(id: "Lampiran", en: "Attachment"), standard: standard,
                help: Bilingual(
                    id:
                        "Ketik nama berkas foto, suara atau dokumen, atau seret berkasnya ke jendela ini. Tanda - melepas yang terakhir.",
                    en: "Type a file's name, or drag it into this window. A - takes the last one off."))
            switch reply {
            case .back: return .back
            case .empty: return .next
            case .text(let answer):
                if answer.trimmed == "-" {
                    if let path = attachments.popLast() { letGoFacts(ofPhoto: path) }
                    continue
                }
                let path = Self.path(dropped: answer)
                if let problem = device.problem(withAttachment: path, anonymous: isAnonymousInClear) {
                    Prompt.say(problem.message(naming: text(id: "lampiran", en: "attachment")).text())
                } else {
                    attachments.append(device.absolute(path))
                    draft = try device.keep(draft, answers, attachments: attachments)
                    try offerFacts(ofPhoto: path)
                }
            }
        }
    }

    /// A path as terminals paste it when a file is dropped on them: quoted, escaped, or as an address.
    static func path(dropped text: String) -> String {
        var path = text.trimmed
        for quote in ["'", "\""] where path.count > 1 && path.hasPrefix(quote) && path.hasSuffix(quote) {
            return String(path.dropFirst().dropLast())
        }
        if path.hasPrefix("file://") { path = String(path.dropFirst(7)) }
        var result = ""
        var isEscaped = false
        for character in path {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                result.append(character)
                isEscaped = false
            }
        }
        return result
    }

    mutating func askTwins() throws -> Move {
        guard answers[.confidential] != "true", let title = answers[.title], let region = answers[.region]
        else { return .pass }
        let twins = try device.twins(
            title: title, story: answers[.description] ?? "", region: region, excluding: draft.id)
        guard !twins.isEmpty else { return .pass }
        Prompt.say(
            text(id: "Mungkin sudah ada yang melaporkannya:", en: "Somebody may have reported it already:"))
        for (index, twin) in twins.enumerated() {
            let day = twin.row.recordedAt.day(hoursEast: catalogue.hoursEast)
            Prompt.say("\(index + 1) \(twin.row.number)  \(day)  \(Terminal.line(twin.row.title))")
        }
        while true {
            let reply = try Prompt.ask(
                Bilingual(id: "Nomor yang sama persoalannya", en: "Number that is about the same thing"),
                standard: text(id: "tidak ada", en: "none"),
                help: Bilingual(
                    id:
                        "Laporan ini tetap disimpan; dengan nomor ia dikaitkan ke yang lama, sehingga satu jawaban berlaku bagi keduanya.",
                    en:
                        "This complaint is saved all the same; a number links it to the older one, so that one answer serves both."
                ))
            switch reply {
            case .back: return .back
            case .empty:
                twin = nil
                return .next
            case .text(let answer):
                if let number = Int(answer.trimmed), twins.indices.contains(number - 1) {
                    twin = twins[number - 1].row.id
                    return .next
                }
                Prompt.say(
                    text(id: "ketik nomor dari daftar, atau Enter", en: "type a number of the list, or Enter")
                )
            }
        }
    }

    /// The answers of the summary, with the question that each came from.
    private func summary() throws -> [(InterviewStep, String, String)] {
        let sealed = text(id: "(sudah dijawab, disegel)", en: "(answered, sealed)")
        let (yes, no) = (text(id: "ya", en: "yes"), text(id: "tidak", en: "no"))
        var lines: [(InterviewStep, String, String)] = []
        // What was skipped and may still be said has a line, too: its number leads there.
        func add(_ step: InterviewStep, _ field: Field, _ value: String? = nil, always: Bool = false) {
            if let value = value ?? answers[field] {
                lines.append((step, field.label.text(), value))
            } else if draft.sealed[field] != nil {
                lines.append((step, field.label.text(), sealed))
            } else if always {
                lines.append((step, field.label.text(), "–"))
            }
        }
        add(.kind, .classification)
        add(.secrecy, .confidential, isConfidential ? yes : no)
        add(.title, .title)
        add(.story, .description)
        add(.when, .incidentDate)
        add(.place, .region, try answers[.region].flatMap { try device.path(ofRegion: $0) })
        add(.spot, .location, always: true)
        if let latitude = answers[.latitude], let longitude = answers[.longitude] {
            lines.append(
                (.attachments, text(id: "Koordinat", en: "Coordinates"), "\(latitude), \(longitude)"))
        }
        add(
            .category, .category, answers[.category].flatMap { catalogue.name(ofCategory: $0) },
            always: !catalogue.categories.isEmpty)
        if let method = answers[.consent].flatMap({ Consent.Method(rawValue: $0) }) {
            add(.consent, .consent, "\(yes), \(method.label.text())")
            add(.hidden, .anonymous, answers[.anonymous] == "true" ? yes : no)
            add(.name, .reporterName, always: true)
        } else {
            add(
                .consent, .consent,
                text(id: "tidak; tanpa identitas, anonim", en: "no; without an identity, anonymous"))
        }
        add(.phone, .reporterPhone)
        add(.phone, .reporterPhoneOwner)
        for field in [
            Field.reporterNIK, .reporterAddress, .reporterSex, .reporterAgeGroup, .guardian,
            .reporterDisability,
            .reporterEmail,
        ] { add(.more, field) }
        for path in attachments { add(.attachments, .attachments, path) }
        if attachments.isEmpty { add(.attachments, .attachments, always: true) }
        return lines
    }

    mutating func review() throws -> Move {
        let lines = try summary()
        Prompt.say(
            text(id: "Bacakan kembali kepada pelapor:", en: "Read this back to the reporter:"), indent: 0)
        for (index, line) in lines.enumerated() {
            Prompt.say("\(index + 1) \(line.1): \(line.2)", hanging: 3)
        }
        while true {
            let reply = try Prompt.ask(
                Bilingual(id: "Simpan? Nomor = ubah, b = buang", en: "Save? A number changes it, d discards"),
                standard: text(id: "simpan", en: "save"), room: 4,
                help: Bilingual(
                    id: "Enter menyimpan. Nomor baris kembali ke pertanyaannya. < ke pertanyaan sebelumnya.",
                    en:
                        "Enter saves. A line's number goes back to its question. < goes to the question before."
                ))
            switch reply {
            case .back: return .back
            case .empty: return .save
            case .text(let answer):
                let word = answer.trimmed.lowercased()
                if ["y", "ya", "yes", "s", "simpan", "save"].contains(word) { return .save }
                if ["b", "buang", "d", "discard"].contains(word) {
                    let sure = try confirm(
                        Bilingual(id: "Buang laporan ini?", en: "Discard this complaint?"), standard: false,
                        help: Bilingual(id: "Yang dibuang tidak kembali.", en: "What is discarded is gone."))
                    if sure == true { return .discard }
                    continue
                }
                if let number = Int(word), lines.indices.contains(number - 1) {
                    if isSamePerson, [.consent, .hidden, .name, .phone, .more].contains(lines[number - 1].0) {
                        isSamePerson = false
                    }
                    return .jump(lines[number - 1].0)
                }
                Prompt.say(text(id: "Enter, nomor baris, <, atau b", en: "Enter, a line's number, <, or d"))
            }
        }
    }
}
