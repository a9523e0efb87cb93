import CanonicalJSON
import LaporBundle
package import LaporModel
import LaporStore

/// Why an interview cannot be gone on with.
package enum DraftError: Error, Equatable, Sendable {
    case unknown(String)
    case several(String)
}

extension Device {
    /// The interviews that were broken off, the newest first.
    package func drafts() throws -> [Draft] {
        try store.read { transaction in
            try transaction.drafts().compactMap { stored in
                (try? JSON(Array(stored.text.utf8), form: .canonical)).flatMap { Draft($0) }
            }
        }
    }

    /// The interview of an id, or of the start of one.
    package func draft(named text: String) throws -> Draft {
        let found = try drafts().filter { text.count >= 4 && $0.id.hex.hasPrefix(text.lowercased()) }
        guard let draft = found.first else { throw DraftError.unknown(text) }
        guard found.count == 1 else { throw DraftError.several(text) }
        return draft
    }

    /// Begins an interview; nothing of it is kept before its first answer.
    package func newDraft() -> Draft {
        Draft(device: id, at: surroundings.now(), random: surroundings.random)
    }

    /// Goes on with an interview that was broken off.
    ///
    /// One that was begun before this device took another identity starts anew with what is in clear: what was sealed
    /// names a complaint that this feed cannot claim.
    package func resume(_ draft: Draft) throws -> Draft {
        var resumed = draft
        if draft.device != id {
            resumed = newDraft()
            resumed.values = draft.values
            resumed.attachments = draft.attachments
            resumed.startedAt = draft.startedAt
        }
        resumed.sitDown()
        return resumed
    }

    /// Puts the answers of a sitting on the medium: those that are secret sealed, and so are they in what it returns.
    package func keep(_ draft: Draft, _ answers: [Field: String], attachments: [String]) throws -> Draft {
        var draft = draft
        let isConfidential = answers[.confidential] == "true"
        let becameSealed =
            isConfidential && draft.values[.confidential] != "true" && draft.values[.title] != nil
        draft.updatedAt = surroundings.now()
        draft.attachments = attachments
        draft.values = answers.filter { !Draft.isSealed($0.key, confidential: isConfidential) }
        let secret = answers.filter { Draft.isSealed($0.key, confidential: isConfidential) }
        var sitting = Draft.Sitting()
        draft.sealed = draft.sealed.filter { field, _ in
            draft.earlier.contains {
                field.isIdentity ? $0.identity != nil : $0.contentFields.contains(field)
            }
        }
        for (field, value) in secret { draft.sealed[field] = Draft.length(of: value) }
        if let checked = try checkedIdentity(answers), !checked.values.isEmpty {
            sitting.identity = try seal(.identity, checked.json, of: draft.id)
            if draft.consentedAt == nil { draft.consentedAt = surroundings.now() }
        }
        let content = Field.allCases.filter { !$0.isIdentity && secret[$0] != nil }
        if !content.isEmpty {
            let values = JSON.object(content.map { ($0.rawValue, .string(orNull: secret[$0])) })
            let isFirst = !draft.earlier.contains { $0.content != nil }
            sitting.content = try seal(
                .content, isFirst ? values : .object([("fields", values)]), of: draft.id)
            sitting.contentFields = content
        }
        draft.sittings[draft.sittings.count - 1] = sitting
        try store.write { transaction in
            // An interview that was begun under another identity lives on under this one.
            for stored in try transaction.drafts() where stored.id != draft.id {
                if let other = (try? JSON(Array(stored.text.utf8), form: .canonical)).flatMap({ Draft($0) }),
                    other.device != id, other.startedAt == draft.startedAt
                {
                    try transaction.discardDraft(stored.id)
                }
            }
            try transaction.keep(
                StoredDraft(
                    id: draft.id, updatedAt: draft.updatedAt,
                    text: String(decoding: draft.json.canonical, as: UTF8.self)))
        }
        // What stood in clear until now must not stay in the log.
        if becameSealed { try store.checkpoint() }
        return draft
    }

    /// Takes down the complaint that an interview gave, and lets the interview go, or does neither.
    ///
    /// `twin` is a complaint about the same thing that it is linked to.
    package func finish(
        _ draft: Draft, _ given: GivenComplaint, twin: Identifier? = nil
    ) throws -> (CaptureOutcome, [FieldWarning]) {
        let result = try store.write { transaction in
            let session = try CaptureSession(self, transaction)
            let result = try session.take(given, from: draft)
            if let twin { try session.link(draft.id, to: twin) }
            try transaction.discardDraft(draft.id)
            try session.finish()
            return result
        }
        // The draft held the names of the files, which may tell who reports: they must not stay in the log.
        if !given.attachments.isEmpty { try store.checkpoint() }
        return result
    }

    /// Lets interviews go; gives how many.
    package func discard(_ drafts: [Draft]) throws -> Int {
        try store.write { transaction in
            for draft in drafts { try transaction.discardDraft(draft.id) }
        }
        try store.checkpoint()
        return drafts.count
    }

    /// Who reports, with the values in the form in which they are sealed.
    private func checkedIdentity(_ answers: [Field: String]) throws -> Identity? {
        try store.read { transaction in try rules(transaction).identity(of: answers) }
    }

    private func seal(_ name: SealedPart.Name, _ value: JSON, of complaint: Identifier) throws -> String {
        try SealedPart.seal(
            name, value, of: complaint, to: kit.office.identityRecipients, random: surroundings.random)
    }
}
