import LaporField
import LaporModel
import LaporTerminal

// What happened, in the reporter's words.
extension Interview {
    private static let storyHelp = Bilingual(
        id:
            "Tulis seperti diceritakan: apa yang terjadi, siapa yang terkena, sejak kapan, seberapa parah, sudah diusahakan apa. Sesudah Enter masih dapat ditambah.",
        en:
            "Write it as it is told: what happened, who is affected, since when, how bad it is, what has been tried. After Enter you can still add to it."
    )

    mutating func askStory() throws -> Move {
        if let story = answers[.description] { return try askStoryAgain(story) }
        if draft.sealed[.description] != nil {
            Prompt.say(
                text(
                    id:
                        "Cerita yang tersegel tidak dapat ditampilkan lagi; yang diketik menggantikan semuanya.",
                    en: "The story that is sealed cannot be shown again; what you type replaces all of it."))
        }
        return try value(
            .description, Bilingual(id: "Ceritanya", en: "The story"), required: true, help: Self.storyHelp)
    }

    /// Shows the story that is there, and lets it be kept, added to or replaced: what was typed minutes ago must not go
    /// because somebody went back a question.
    private mutating func askStoryAgain(_ story: String) throws -> Move {
        Prompt.say(text(id: "Cerita yang sudah ditulis:", en: "The story so far:"))
        Prompt.say(story, indent: 4)
        while true {
            let reply = try Prompt.ask(
                Bilingual(
                    id: "Cerita (1 tambah, 2 ganti semua)", en: "Story (1 add to it, 2 replace it all)"),
                standard: text(id: "tetap", en: "keep"),
                help: Bilingual(
                    id: "Enter: cerita tetap. 1: menambah di belakangnya. 2: menulis ulang semuanya.",
                    en: "Enter: the story stays. 1: adds to its end. 2: writes all of it anew."))
            switch reply {
            case .back: return .back
            case .empty: return .next
            case .text(let answer):
                switch answer.trimmed {
                case "1":
                    if try addToStory(story) { return .next }
                case "2":
                    if try replaceStory() { return .next }
                default:
                    if try place(answer, in: story) { return .next }
                }
            }
        }
    }

    /// Asks what to add; `false` where nothing was added.
    private mutating func addToStory(_ story: String) throws -> Bool {
        while true {
            let reply = try Prompt.ask(
                Bilingual(id: "Tambahan", en: "More"), standard: text(id: "batal", en: "cancel"),
                help: Bilingual(
                    id: "Yang diketik ditambahkan pada ceritanya.", en: "What you type is added to the story."
                ))
            guard case .text(let more) = reply else { return false }
            if try keepStory(story + "\n" + more) { return true }
        }
    }

    /// Asks for the whole story anew; `false` where the old one stays.
    private mutating func replaceStory() throws -> Bool {
        while true {
            let reply = try Prompt.ask(
                Bilingual(id: "Cerita baru", en: "New story"), standard: text(id: "batal", en: "cancel"),
                help: Self.storyHelp)
            guard case .text(let story) = reply else { return false }
            if try keepStory(story) { return true }
        }
    }

    /// Something was typed where a choice was asked for: nobody knows yet where it belongs.
    private mutating func place(_ typed: String, in story: String) throws -> Bool {
        while true {
            let reply = try Prompt.ask(
                Bilingual(
                    id: "Yang diketik itu (1 ditambahkan, 2 menggantikan semua)",
                    en: "What you typed (1 is added, 2 replaces it all)"),
                standard: "1", room: 4,
                help: Bilingual(
                    id: "1: cerita yang lama tetap, yang baru di belakangnya. 2: yang lama dibuang. < batal.",
                    en: "1: the old story stays, the new one behind it. 2: the old one is dropped. < cancels."
                ))
            switch reply {
            case .back: return false
            case .empty: return try keepStory(story + "\n" + typed)
            case .text(let answer):
                switch answer.trimmed {
                case "1": return try keepStory(story + "\n" + typed)
                case "2": return try keepStory(typed)
                default: Prompt.say(text(id: "ketik 1 atau 2", en: "type 1 or 2"))
                }
            }
        }
    }

    /// Takes a story, or says what is wrong with it.
    private mutating func keepStory(_ story: String) throws -> Bool {
        if let problem = try problem(.description, story) {
            Prompt.say(problem.message(naming: Field.description.label.text()).text())
            return false
        }
        answers[.description] = story
        draft = try device.keep(draft, answers, attachments: attachments)
        return true
    }

    /// Names what the story does not tell yet; it never stands in the way.
    mutating func askMoreStory() throws -> Move {
        var hasAsked = false
        while let story = answers[.description] {
            let missing = StoryCoach.missing(in: (answers[.title] ?? "") + " " + story)
            guard !missing.isEmpty else { break }
            hasAsked = true
            let questions = missing.prefix(3).map { $0.question.text() }.joined(separator: " ")
            Prompt.say(text(id: "Boleh ditanyakan: \(questions)", en: "You may ask: \(questions)"))
            let reply = try Prompt.ask(
                Bilingual(id: "Tambahan", en: "More"), standard: text(id: "cukup", en: "enough"),
                help: Bilingual(
                    id: "Yang diketik ditambahkan pada ceritanya. Enter bila sudah cukup.",
                    en: "What you type is added to the story. Enter when it is enough."))
            switch reply {
            case .empty: return .next
            case .back: return .back
            case .text(let more): _ = try keepStory(story + "\n" + more)
            }
        }
        return hasAsked ? .next : .pass
    }
}
