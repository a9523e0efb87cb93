import Age
import CanonicalJSON
import LaporBundle
import LaporModel
import LaporStore

extension Device {
    /// Blanks a complaint of this laptop's own that no bundle has carried yet; only its number and its counts stay.
    package func erase(_ text: String, reason: String) throws -> ChangedComplaint {
        guard !reason.allSatisfy(\.isWhitespace) else { throw ChangeError.emptyText(flag: "--reason") }
        return try change(text) { complaint, add, transaction in
            // Those too that were blanked when it was sealed, and the one that says so: it tells all of it anew.
            let events = try uncarried(complaint, transaction)
            let body = Erasure.body(
                of: events, reason: reason, remains: complaint.capture.remains, isWhole: true)
            _ = try add(EventKind.erased, body)
            for event in events where event.body != nil { try transaction.blank(event) }
            try transaction.forgetSources(of: complaint.id)
            try transaction.forgetRow(of: complaint.id)
            return []
        }
    }

    /// Seals a complaint of this laptop's own that no bundle has carried yet, as its reporter asks: the clear text is blanked,
    /// and told anew as of a confidential one.
    func seal(
        _ id: Identifier, _ add: (String, JSONObject) throws -> Event, _ transaction: Transaction
    ) throws -> [FieldWarning] {
        guard let complaint = try transaction.complaint(id, try transaction.events(of: id)),
            !complaint.isSealed
        else { return [] }
        let remarks = try tellAnew(
            complaint, try uncarried(complaint, transaction), as: .sealed, add, transaction)
        // What it said in clear is not to be guessed either.
        try transaction.forgetRow(of: id)
        return remarks
    }

    /// Takes out of the attachments of a complaint that has become anonymous what photos tell, as long as no bundle has
    /// carried them.
    func cleanIfAnonymous(
        _ id: Identifier, _ add: (String, JSONObject) throws -> Event, _ transaction: Transaction
    ) throws -> [FieldWarning] {
        guard let complaint = try transaction.complaint(id, try transaction.events(of: id)),
            complaint.capture.anonymous
        else { return [] }
        do {
            let events = try uncarried(complaint, transaction)
            return try tellAnew(complaint, events, as: .cleaned, add, transaction)
        } catch ChangeError.carried {
            return complaint.capture.attachments.map {
                .attachment(AttachmentRemark($0.name ?? $0.sha256.hex, .carried))
            }
        }
    }

    /// Blanks what these events told, and tells the complaint anew with its attachments protected.
    private func tellAnew(
        _ complaint: Complaint, _ all: [Event], as protection: AttachmentStager.Protection,
        _ add: (String, JSONObject) throws -> Event, _ transaction: Transaction
    ) throws -> [FieldWarning] {
        let events = all.filter { event in
            // Identities are sealed already. What told it anew before is told anew in its turn, so that those that it
            // names are named again.
            [EventKind.captured, EventKind.changed, EventKind.attached, EventKind.erased]
                .contains(event.header.kind)
                || protection == .sealed && event.header.kind == EventKind.withdrawn && event.body != nil
                // What it is linked with tells what it is about.
                || protection == .sealed && event.header.kind == EventKind.linked && event.body != nil
        }
        var stager = AttachmentStager(
            folder: store.folder, limit: .max, recipients: kit.office.identityRecipients,
            surroundings: surroundings)
        var capture = complaint.capture
        let staged = try capture.attachments.map { attachment in
            try stager.stage(
                store.folder.blob(attachment.sha256), as: protection, named: attachment.name ?? "")
        }
        capture.attachments = staged.map(\.attachment)
        if protection == .sealed {
            capture.confidential = true
            capture.sealedContent = try SealedPart.seal(
                .content, capture.sealable(capture.content ?? Content()), of: complaint.id,
                to: kit.office.identityRecipients, random: surroundings.random)
        }
        let reason = protection == .sealed ? "rahasia" : "anonim"
        let body = Erasure.body(of: events, reason: reason, remains: capture.body, isWhole: false)
        let event = try add(EventKind.erased, body)
        // Why it was taken back was said in clear too, and without its body nobody would know that it was.
        var sealed = complaint
        sealed.capture = capture
        for withdrawn in events where withdrawn.header.kind == EventKind.withdrawn {
            let reason = withdrawn.body?["reason"]?.string ?? ""
            _ = try add(EventKind.withdrawn, try said("reason", reason, of: sealed))
        }
        for attachment in capture.attachments {
            try transaction.expectBlob(attachment, of: event, isHere: true)
        }
        try transaction.folder.keep(stager.staged)
        for event in events where event.body != nil { try transaction.blank(event) }
        return staged.flatMap(\.remarks).filter(\.isOfProtection)
    }

    /// A complaint's events, all of this laptop's own feed and in no bundle yet.
    private func uncarried(_ complaint: Complaint, _ transaction: Transaction) throws -> [Event] {
        let events = try transaction.events(of: complaint.id)
        let packed = try transaction.packed(of: id)
        guard events.allSatisfy({ $0.header.feed == id && !packed.contains($0.header.sequence) }) else {
            throw ChangeError.carried(number: complaint.capture.number.description)
        }
        return events
    }
}

extension FieldWarning {
    /// Whether it tells what an attachment may still give away, rather than what was told when it was attached.
    fileprivate var isOfProtection: Bool {
        guard case .attachment(let remark) = self else { return false }
        switch remark.kind {
        case .cleaned, .mayTell, .notCleaned, .nameStays, .carried: return true
        case .otherType, .empty: return false
        }
    }
}
