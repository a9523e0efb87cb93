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
            return []
        }
    }

    /// Seals a complaint of this laptop's own that no bundle has carried yet, as its reporter asks: the clear text is blanked,
    /// and told anew as of a confidential one.
    func seal(
        _ id: Identifier, _ add: (String, JSONObject) throws -> Event, _ transaction: Transaction
    ) throws {
        guard let complaint = try transaction.complaint(id, try transaction.events(of: id)),
            !complaint.isSealed
        else { return }
        let events = try uncarried(complaint, transaction).filter { event in
            // Identities are sealed already.
            event.body != nil
                && [EventKind.captured, EventKind.changed, EventKind.attached].contains(event.header.kind)
        }
        var stager = AttachmentStager(
            folder: store.folder, limit: .max, recipients: kit.office.identityRecipients,
            surroundings: surroundings)
        var capture = complaint.capture
        capture.attachments = try capture.attachments.map { attachment in
            var sealed = try stager.stage(store.folder.blob(attachment.sha256), sealed: true)
            sealed.name = attachment.name
            sealed.type = attachment.type
            return sealed
        }
        capture.confidential = true
        capture.sealedContent = try SealedPart.seal(
            .content, capture.sealable(capture.content ?? Content()), of: complaint.id,
            to: kit.office.identityRecipients, random: surroundings.random)
        let body = Erasure.body(of: events, reason: "rahasia", remains: capture.body, isWhole: false)
        let event = try add(EventKind.erased, body)
        for attachment in capture.attachments {
            try transaction.expectBlob(attachment, of: event, isHere: true)
        }
        try transaction.folder.keep(stager.staged)
        for event in events { try transaction.blank(event) }
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
