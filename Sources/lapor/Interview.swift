import LaporField
import LaporModel
import LaporStore
import LaporTerminal

/// An interview: question by question on a terminal, each answer checked and on the disk before the next question.
struct Interview {
    let device: Device
    /// What is kept of it on the disk.
    var draft: Draft
    /// What was answered at this sitting, secrets included: in memory only.
    var answers: [Field: String] = [:]
    var attachments: [String] = []
    /// Whether the person is that of the complaint before: who it is, is not asked again.
    var isSamePerson = false
    /// The complaint about the same thing that this one is linked to.
    var twin: Identifier?
    let catalogue: InterviewCatalogue

    /// What comes after a question.
    enum Move {
        case next
        case back
        /// There is nothing to ask: on to the question beyond, in the direction that was taken.
        case pass
        /// One answer is corrected from the summary.
        case jump(InterviewStep)
        case save
        case discard
    }

    init(_ device: Device, _ draft: Draft, _ catalogue: InterviewCatalogue) {
        self.device = device
        self.draft = draft
        self.catalogue = catalogue
        answers = draft.values
        attachments = draft.attachments
    }

    /// Asks from where the draft stands until the complaint is saved (its number) or let go (`nil`).
    mutating func run() throws -> ComplaintNumber? {
        let steps = InterviewStep.allCases
        var index = draft.next.flatMap(InterviewStep.init).flatMap(steps.firstIndex) ?? 0
        var isForward = true
        var returnsToReview = false
        while true {
            let step = steps[index]
            if !applies(step) {
                index += isForward ? 1 : -1
                continue
            }
            let move = try ask(step)
            switch move {
            case .pass:
                index += isForward ? 1 : -1
                continue
            case .next:
                isForward = true
                // Who agrees now to be named, is asked for the name next.
                if step == .consent, answers[.consent] != nil { returnsToReview = false }
                index = returnsToReview ? steps.count - 1 : index + 1
                returnsToReview = false
            case .back:
                isForward = index == 0
                index = max(0, index - 1)
                returnsToReview = false
            case .jump(let target):
                index = steps.firstIndex(of: target) ?? index
                isForward = true
                returnsToReview = true
            case .save:
                do {
                    return try save()
                } catch let problems as FieldProblems {
                    // A correction may ask for more: the kind that was changed wants a date.
                    guard let problem = problems.all.first else { throw problems }
                    Prompt.say(problem.message(naming: problem.field.label.text()).text())
                    index = steps.firstIndex(of: InterviewStep(of: problem.field)) ?? 0
                    returnsToReview = true
                }
            case .discard:
                _ = try device.discard([draft])
                Terminal.note(
                    text(id: "Dibuang; tidak ada yang disimpan.", en: "Discarded; nothing was saved."))
                return nil
            }
            draft.next = steps[index].rawValue
            draft = try device.keep(draft, answers, attachments: attachments)
            Terminal.setLastWords(InterviewSession.kept)
        }
    }

    private func applies(_ step: InterviewStep) -> Bool {
        switch step {
        case .when: answers[.classification] == Classification.complaint.rawValue
        // What is sealed cannot be added to.
        case .moreStory: answers[.description] != nil
        case .consent: !isSamePerson
        case .hidden, .name, .phone, .more: !isSamePerson && answers[.consent] != nil
        default: true
        }
    }

    private mutating func ask(_ step: InterviewStep) throws -> Move {
        switch step {
        case .kind: try askKind()
        case .secrecy: try askSecrecy()
        case .title: try askTitle()
        case .story: try askStory()
        case .moreStory: try askMoreStory()
        case .when: try askWhen()
        case .place: try askPlace()
        case .spot: try askSpot()
        case .category: try askCategory()
        case .consent: try askConsent()
        case .hidden: try askHidden()
        case .name: try askName()
        case .phone: try askPhone()
        case .more: try askMore()
        case .attachments: try askAttachments()
        case .twins: try askTwins()
        case .review: try review()
        }
    }

    private mutating func save() throws -> ComplaintNumber? {
        if !answers.keys.contains(where: \.isIdentity), !draft.sealed.keys.contains(where: \.isIdentity) {
            answers[.consent] = nil
        }
        let given = GivenComplaint(values: answers, attachments: attachments)
        let (outcome, warnings) = try device.finish(draft, given, twin: twin)
        CommonOptions.tell(warnings)
        guard case .saved(_, let number, let completeness) = outcome else { return nil }
        Terminal.out(
            text(
                id: "Tersimpan: \(number) (kelengkapan \(completeness) dari 100)",
                en: "Saved: \(number) (completeness \(completeness) of 100)"))
        return number
    }
}

extension Interview {
    /// Asks for a value until it is good; Enter keeps the answer that stands, or leaves out what may be left out.
    mutating func value(
        _ field: Field, _ question: Bilingual, required: Bool = false, standard: String? = nil,
        help: Bilingual, reading: (String) -> String = { $0 }
    ) throws -> Move {
        let isSealed = answers[field] == nil && draft.sealed[field] != nil
        let given = text(id: "sudah dijawab", en: "answered")
        let none = required ? nil : text(id: "lewati", en: "skip")
        while true {
            let shown = answers[field] ?? (isSealed ? given : standard ?? none)
            switch try Prompt.ask(
                question, standard: shown.map { Terminal.truncated($0, to: 40) }, help: help)
            {
            case .back: return .back
            case .empty:
                if answers[field] != nil || isSealed { return .next }
                if let standard {
                    answers[field] = standard
                    return .next
                }
                guard required else { return .next }
                Prompt.say(text(id: "wajib diisi", en: "this is required"))
            case .text(let answer):
                // "None" is an ordinary answer.
                if !required,
                    ["-", "tidak ada", "tidak", "tidak punya", "none"].contains(answer.lowercased())
                {
                    answers[field] = nil
                    return .next
                }
                let value = reading(answer)
                guard let problem = try problem(field, value) else {
                    answers[field] = value
                    return .next
                }
                Prompt.say(problem.message(naming: field.label.text()).text())
            }
        }
    }

    /// What is wrong with a value by itself.
    func problem(_ field: Field, _ value: String) throws -> FieldProblem? {
        try device.store.read { transaction -> FieldProblem? in
            guard case .failure(let found) = try device.rules(transaction).check([field: value]) else {
                return nil
            }
            return found.all.first { $0.field == field }
        }
    }

    /// Asks for yes or no; `standard` is what Enter means, `nil` if it must be said.
    func confirm(_ question: Bilingual, standard: Bool?, help: Bilingual) throws -> Bool? {
        let words = (text(id: "ya", en: "yes"), text(id: "tidak", en: "no"))
        let choices = Bilingual(id: "\(question.id) (y/t)", en: "\(question.en) (y/n)")
        while true {
            switch try Prompt.ask(
                choices, standard: standard.map { $0 ? words.0 : words.1 }, room: 6, help: help)
            {
            case .back: return nil
            case .empty: if let standard { return standard }
            case .text(let answer):
                switch answer.lowercased().first(where: { !$0.isWhitespace }) {
                case "y": return true
                case "t", "n": return false
                default: break
                }
            }
            Prompt.say(text(id: "ketik y atau t", en: "type y or n"))
        }
    }
}
