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
    package func startVisit(_ given: [Outreach.Field: String]) throws -> Outreach {
        try store.write { transaction in
            if let open = try openVisit(transaction) { throw VisitError.stillOpen(open) }
            var given = given
            if given[.region] == nil { given[.region] = kit.regions.first }
            if given[.startedAt] == nil { given[.startedAt] = surroundings.now().description }
            let fields = try check(given, over: [:], transaction)
            let id = Identifier(random: surroundings.random)
            try append(EventKind.outreachStarted, Outreach.body(id, fields.mapValues { $0 }), transaction)
            return try visit(id, transaction)
        }
    }

    /// Corrects a visit; an empty value empties a field.
    package func change(_ visit: Outreach, _ given: [Outreach.Field: String]) throws -> Outreach {
        guard !given.isEmpty else { throw VisitError.nothingGiven }
        return try store.write { transaction in
            var fields: [Outreach.Field: String?] = try check(given, over: visit.values, transaction)
                .mapValues { $0 }
            for (field, value) in given where value.allSatisfy(\.isWhitespace) && field != .startedAt {
                fields.updateValue(nil, forKey: field)
            }
            try append(EventKind.outreachChanged, visit.change(fields), transaction)
            return try self.visit(visit.id, transaction)
        }
    }

    /// Ends the open visit, with what is known at its end.
    package func endVisit(_ visit: Outreach, _ given: [Outreach.Field: String]) throws -> Outreach {
        try store.write { transaction in
            var given = given
            // A clock that was set back must not keep a visit open.
            if given[.endedAt] == nil {
                given[.endedAt] = max(surroundings.now(), visit.startedAt).description
            }
            let fields = try check(given, over: visit.values, transaction)
            try append(EventKind.outreachEnded, visit.change(fields.mapValues { $0 }), transaction)
            return try self.visit(visit.id, transaction)
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

    private func append(_ kind: String, _ body: JSONObject, _ transaction: Transaction) throws {
        var tip = try transaction.tip(of: id)
        _ = try transaction.append(
            kind: kind, complaint: nil, body: body, to: id, tip: &tip, surroundings: surroundings)
    }
}
