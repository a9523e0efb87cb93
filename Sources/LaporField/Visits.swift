import CanonicalJSON
import LaporBundle
package import LaporModel
import LaporStore

/// Why a visit is not begun, changed or ended.
package enum VisitError: Error, Equatable, Sendable {
    /// Another one has not been ended.
    case stillOpen(Outreach)
    case noneOpen
    case unknown(String)
    /// Nothing was said that could be changed.
    case nothingGiven
}

/// A visit as it stands after something was written of it.
package struct WrittenVisit: Sendable {
    package var visit: Outreach
    /// What there is to tell of its photos.
    package var warnings: [FieldWarning]
}

extension Device {
    /// The visits that this device wrote down, the oldest first.
    package func visits() throws -> [Outreach] {
        try store.read { try visits($0) }
    }

    func visits(_ transaction: Transaction) throws -> [Outreach] {
        Outreach.all(try transaction.visitEvents(of: try ownIDs(transaction)))
    }

    /// The visit that new complaints belong to.
    package func openVisit() throws -> Outreach? {
        try store.read { try openVisit($0) }
    }

    func openVisit(_ transaction: Transaction) throws -> Outreach? {
        try visits(transaction).last { $0.isOpen }
    }

    /// The visit of an id, or of the start of one; without a text the open one, else the last.
    package func visit(named text: String?) throws -> Outreach {
        let visits = try visits()
        guard let text else {
            guard let visit = visits.last(where: \.isOpen) ?? visits.last else { throw VisitError.noneOpen }
            return visit
        }
        let found = visits.filter { text.count >= 4 && $0.id.hex.hasPrefix(text.lowercased()) }
        guard found.count == 1 else { throw VisitError.unknown(text) }
        return found[0]
    }

    /// How many complaints were taken at each visit.
    package func complaintsByVisit() throws -> [Identifier: Int] {
        try store.read { try $0.countsByVisit() }
    }

    /// Begins a visit; without a region it is in the first of the team's.
    ///
    /// Photos that cannot be attached are a ``FieldProblem``, and nothing is written.
    package func startVisit(
        _ given: [Outreach.Field: String], attaching paths: [String] = []
    ) throws -> WrittenVisit {
        try store.write { transaction in
            if let open = try openVisit(transaction) { throw VisitError.stillOpen(open) }
            var given = given
            if given[.region] == nil { given[.region] = kit.regions.first }
            if given[.startedAt] == nil { given[.startedAt] = surroundings.now().description }
            let fields = try check(given, over: [:], transaction)
            let id = Identifier(random: surroundings.random)
            return try append(EventKind.outreachStarted, id, paths, transaction) {
                Outreach.body(id, fields.mapValues { $0 }, attaching: $0)
            }
        }
    }

    /// Corrects a visit; an empty value empties a field, photos are added to those that are there.
    package func change(
        _ visit: Outreach, _ given: [Outreach.Field: String], attaching paths: [String] = []
    ) throws -> WrittenVisit {
        guard !given.isEmpty || !paths.isEmpty else { throw VisitError.nothingGiven }
        return try store.write { transaction in
            var fields: [Outreach.Field: String?] = try check(given, over: visit.values, transaction)
                .mapValues { $0 }
            for (field, value) in given where value.allSatisfy(\.isWhitespace) && field != .startedAt {
                fields.updateValue(nil, forKey: field)
            }
            return try append(EventKind.outreachChanged, visit.id, paths, transaction) {
                visit.change(fields, attaching: $0)
            }
        }
    }

    /// Ends the open visit, with what is known at its end.
    package func endVisit(
        _ visit: Outreach, _ given: [Outreach.Field: String], attaching paths: [String] = []
    ) throws -> WrittenVisit {
        try store.write { transaction in
            var given = given
            // A clock that was set back must not keep a visit open.
            if given[.endedAt] == nil {
                given[.endedAt] = max(surroundings.now(), visit.startedAt).description
            }
            let fields = try check(given, over: visit.values, transaction)
            return try append(EventKind.outreachEnded, visit.id, paths, transaction) {
                visit.change(fields.mapValues { $0 }, attaching: $0)
            }
        }
    }

    private func check(
        _ given: [Outreach.Field: String], over earlier: [Outreach.Field: String], _ transaction: Transaction
    ) throws -> [Outreach.Field: String] {
        try Outreach.check(
            given, over: earlier, today: surroundings.now().day(hoursEast: kit.office.hoursEast),
            hoursEast: kit.office.hoursEast, regionExists: try transaction.listRules().region)
    }

    private func visit(_ id: Identifier, _ transaction: Transaction) throws -> Outreach {
        guard let visit = try visits(transaction).first(where: { $0.id == id }) else {
            throw VisitError.unknown(id.hex)
        }
        return visit
    }

    /// Writes an event of a visit, its photos with it.
    ///
    /// They are stored as they are, with the place and time that a camera wrote into them, like those of a complaint that is
    /// neither anonymous nor confidential: a visit is held in public, under the names of those who hold it, and its photos
    /// are the evidence that a team was there on that day. Nobody's complaint is told by who was at the village hall.
    private func append(
        _ kind: String, _ id: Identifier, _ paths: [String], _ transaction: Transaction,
        body: ([Attachment]) -> JSONObject
    ) throws -> WrittenVisit {
        var stager = AttachmentStager(
            folder: store.folder, limit: kit.attachmentLimit, recipients: [], surroundings: surroundings,
            sourceKey: try sourceKey(transaction))
        for path in paths { try stager.check(path) }
        let staged = try paths.map { try stager.stage($0, as: .none) }
        var tip = try transaction.tip(of: self.id)
        let event = try transaction.append(
            kind: kind, complaint: nil, body: body(staged.map(\.attachment)), to: self.id, tip: &tip,
            surroundings: surroundings)
        for attachment in event.attachments {
            try transaction.expectBlob(attachment, of: event, isHere: true)
        }
        // A photo of the visit is none of the next complaint's.
        for source in staged.compactMap(\.source) { try transaction.noteSource(source, of: id) }
        let written = WrittenVisit(
            visit: try visit(id, transaction), warnings: staged.flatMap(\.remarks))
        try transaction.folder.keep(stager.staged)
        return written
    }
}
