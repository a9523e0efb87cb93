import LaporField
import LaporModel
import LaporTerminal

/// Interviews one after another, as long as there is a queue.
enum InterviewSession {
    /// `files` are attached to the first of them.
    static func run(_ device: Device, attaching files: [String]) throws {
        var catalogue = try InterviewCatalogue(device)
        Prompt.say(
            text(
                id: "Laporan baru. Enter: terima [ ], < kembali, ? bantuan, Ctrl-D lanjut nanti.",
                en: "A new complaint. Enter: take [ ], < back, ? help, Ctrl-D go on later."),
            indent: 0)
        try tellVisit(device, catalogue)
        Terminal.setLastWords(try device.drafts().isEmpty ? cancelled : kept)
        defer { Terminal.setLastWords(nil) }
        var isFirst = true
        do {
            var interview = try resumed(device, catalogue) ?? Interview(device, device.newDraft(), catalogue)
            interview.attachments += files.filter { !interview.attachments.contains($0) }
            while true {
                let hasBegun = interview
                let number = try interview.run()
                // All is saved, or let go.
                Terminal.setLastWords(nil)
                isFirst = false
                catalogue.village = interview.answers[.region] ?? hasBegun.catalogue.village
                guard let next = try another(device, interview, number, catalogue) else { return }
                interview = next
            }
        } catch is Prompt.Ended {
            let drafts = try device.drafts()
            Terminal.note("")
            let before = text(
                id: "Dibatalkan; laporan yang sebelumnya tetap tersimpan.",
                en: "Cancelled; the complaints before it are saved.")
            Prompt.say(drafts.isEmpty ? isFirst ? cancelled : before : kept, indent: 0)
            throw Program.Finish(.interrupted)
        }
    }

    /// What is said to who ends an interview of which nothing was answered yet.
    private static var cancelled: String {
        text(id: "Dibatalkan; tidak ada yang disimpan.", en: "Cancelled; nothing was saved.")
    }

    /// What is said to who ends an interview in its midst.
    static var kept: String {
        text(
            id: "Belum selesai, tetapi tersimpan sebagai draf. Lanjutkan dengan: lapor new",
            en: "Not finished, but kept as a draft. Go on with: lapor new")
    }

    /// Says which visit the complaints will belong to: one that was forgotten yesterday would take them all.
    private static func tellVisit(_ device: Device, _ catalogue: InterviewCatalogue) throws {
        guard let visit = try device.openVisit() else {
            Prompt.say(
                text(
                    id: "Tidak ada kegiatan yang berjalan (mulai dengan: lapor outreach start).",
                    en: "No visit is open (begin one with: lapor outreach start)."), indent: 0)
            return
        }
        let place = try device.placeAndTime(of: visit)
        Prompt.say(text(id: "Kegiatan: \(place.id).", en: "Visit: \(place.en)."), indent: 0)
        if device.surroundings.now() > visit.startedAt + 86_400 {
            Terminal.warning(
                text(
                    id: "kegiatan itu sudah lebih dari sehari; bila lupa diakhiri: lapor outreach end",
                    en: "that visit is more than a day old; if it was forgotten: lapor outreach end"),
                program: "lapor")
        }
    }

    /// The interview that was broken off and is to be gone on with, if the person wants one.
    private static func resumed(_ device: Device, _ catalogue: InterviewCatalogue) throws -> Interview? {
        let drafts = try device.drafts()
        guard !drafts.isEmpty else { return nil }
        Prompt.say(
            text(id: "Ada wawancara yang belum selesai:", en: "There are interviews that are not finished:"),
            indent: 0)
        let shown = drafts.prefix(9)
        for (index, draft) in shown.enumerated() {
            let title =
                draft.values[.title]
                ?? text(id: "(judul disegel atau belum ada)", en: "(title sealed, or none yet)")
            let at = draft.updatedAt.shown(hoursEast: catalogue.hoursEast)
            Prompt.say("\(index + 1) \(Terminal.truncated(Terminal.line(title), to: 44))  \(at)")
        }
        while true {
            let reply = try Prompt.ask(
                Bilingual(id: "Lanjutkan nomor (b = laporan baru)", en: "Go on with number (n = a new one)"),
                standard: "1",
                help: Bilingual(
                    id: "Yang sudah dijawab tetap ada. Draf dibuang dengan: lapor drafts discard",
                    en: "What was answered is there. Drafts are discarded with: lapor drafts discard"))
            switch reply {
            case .empty: return try go(on: shown[0], device, catalogue)
            case .back: return nil
            case .text(let answer):
                let word = answer.trimmed.lowercased()
                if ["b", "baru", "n", "new"].contains(word) { return nil }
                if let number = Int(word), shown.indices.contains(number - 1) {
                    return try go(on: shown[number - 1], device, catalogue)
                }
                Prompt.say(text(id: "ketik nomornya, atau b", en: "type its number, or n"))
            }
        }
    }

    private static func go(on draft: Draft, _ device: Device, _ catalogue: InterviewCatalogue) throws
        -> Interview
    {
        let resumed = try device.resume(draft)
        if resumed.id != draft.id, !draft.sealed.isEmpty {
            Prompt.say(
                text(
                    id: "Laptop ini berganti identitas: yang tersegel perlu ditanyakan lagi.",
                    en: "This laptop has taken a new identity: what was sealed has to be asked again."))
        }
        return Interview(device, resumed, catalogue)
    }

    /// The next interview: of the same person, of somebody else, or none.
    private static func another(
        _ device: Device, _ before: Interview, _ number: ComplaintNumber?, _ catalogue: InterviewCatalogue
    ) throws -> Interview? {
        let isKnown = number != nil && before.answers.keys.contains(where: \.isIdentity)
        let question =
            isKnown
            ? Bilingual(
                id: "Lagi? 1 orang yang sama, 2 orang lain", en: "Another? 1 the same person, 2 somebody else"
            )
            : Bilingual(id: "Lagi? 2 laporan baru", en: "Another? 2 a new complaint")
        while true {
            let reply: Prompt.Reply
            do {
                reply = try Prompt.ask(
                    question, standard: text(id: "selesai", en: "done"),
                    help: Bilingual(
                        id: "Nama dan data orang hanya terbawa bila 1 dipilih.",
                        en: "A person's details are carried over only with 1."))
            } catch is Prompt.Ended {
                // All is saved: this is an ordinary way to end.
                Terminal.note("")
                return nil
            }
            switch reply {
            case .empty, .back: return nil
            case .text(let answer):
                switch answer.trimmed {
                case "1" where isKnown:
                    var next = Interview(device, device.newDraft(), catalogue)
                    next.isSamePerson = true
                    for (field, value) in before.answers
                    where field.isIdentity || field == .consent || field == .anonymous {
                        next.answers[field] = value
                    }
                    next.draft.consentedAt = before.draft.consentedAt
                    return next
                case "2": return Interview(device, device.newDraft(), catalogue)
                default: Prompt.say(text(id: "ketik nomornya, atau Enter", en: "type its number, or Enter"))
                }
            }
        }
    }
}
