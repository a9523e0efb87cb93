import CanonicalJSON
import LaporModel
package import LaporStore

/// Why complaints are not linked, or a link is not taken away.
package enum LinkError: Error, Equatable, Sendable {
    case itself(number: String)
    /// A link would tell in clear what it is about.
    case confidential(number: String)
    /// The two are linked over others only.
    case indirect(number: String, other: String)
}

extension Office {
    /// The other complaints about the same matter as one.
    package func linked(with text: String) throws -> [LinkedComplaint] {
        try store.read { try $0.linked(with: try $0.complaint(named: text).id) }
    }

    /// Links complaints: from now on they share an answer.
    ///
    /// Two that are linked directly already make no event.
    /// Each of two says it, so that the team of each hears of it. What one has been answered is handed on to those to
    /// which nothing has been said yet.
    package func link(_ text: String, _ others: [String]) throws -> AnsweredComplaint {
        try write { transaction in
            let first = try linkable(text, transaction)
            var result = AnsweredComplaint(id: first.id, number: first.capture.number, events: 0)
            var events: [Identifier: Int] = [:]
            for other in others {
                let second = try linkable(other, transaction)
                guard first.id != second.id else {
                    throw LinkError.itself(number: first.capture.number.description)
                }
                guard try !transaction.neighbours(of: first.id).contains(second.id) else { continue }
                for (one, another) in [(first.id, second.id), (second.id, first.id)] {
                    events[one, default: 0] += try change(one.hex, in: transaction) { _, add, _ in
                        try add(EventKind.linked, Complaint.link(to: another))
                        return []
                    }.events
                }
            }
            if !events.isEmpty { try handOn(from: first.id, transaction, &events) }
            result.events = events[first.id] ?? 0
            result.linked = try transaction.linked(with: first.id).compactMap { other in
                other.number.map {
                    AnsweredComplaint(id: other.id, number: $0, events: events[other.id] ?? 0)
                }
            }
            return result
        }
    }

    /// Takes links away: between two complaints, or all that lead directly from one.
    package func unlink(_ text: String, from other: String?) throws -> AnsweredComplaint {
        try write { transaction in
            let row = try transaction.complaint(named: text)
            let direct = try transaction.neighbours(of: row.id)
            var ends = direct
            if let other {
                let end = try transaction.complaint(named: other)
                ends = direct.filter { $0 == end.id }
                if ends.isEmpty, try transaction.linked(with: row.id).contains(where: { $0.id == end.id }) {
                    throw LinkError.indirect(
                        number: row.number.description, other: end.number.description)
                }
            }
            var result = AnsweredComplaint(id: row.id, number: row.number, events: 0)
            for end in ends {
                result.events += try unlink(row.id, from: end, transaction)
                guard let number = try? transaction.complaint(named: end.hex).number else { continue }
                result.linked.append(
                    AnsweredComplaint(
                        id: end, number: number, events: try unlink(end, from: row.id, transaction)))
            }
            return result
        }
    }

    private func unlink(
        _ complaint: Identifier, from other: Identifier, _ transaction: Transaction
    ) throws -> Int {
        try change(complaint.hex, evenIfErased: true, in: transaction) { complaint, add, _ in
            if let body = complaint.unlink(from: other) { try add(EventKind.unlinked, body) }
            return []
        }.events
    }

    private func linkable(_ text: String, _ transaction: Transaction) throws -> Complaint {
        let row = try transaction.complaint(named: text)
        guard let complaint = try transaction.complaint(row.id, try transaction.events(of: row.id)) else {
            throw StoreError.notFound(text)
        }
        let number = row.number.description
        guard complaint.erasedFor == nil else { throw ResponseError.erased(number: number) }
        guard complaint.isLinkable else { throw LinkError.confidential(number: number) }
        return complaint
    }

    /// Gives a response to the complaints that are linked with one; those that were taken back have no more part in it.
    ///
    /// A tracking number stays with the complaint that it was given to: LAPOR! gives each its own.
    func share(
        _ response: Response, givenTo origin: Identifier, _ transaction: Transaction
    ) throws -> [AnsweredComplaint] {
        guard response.status != nil || response.text != nil else { return [] }
        var shared = response
        shared.trackingID = nil
        return try transaction.linked(with: origin).filter(\.isOpen).map {
            try respond($0.id.hex, shared, givenFor: origin, in: transaction)
        }
    }

    /// Hands the answers of a complaint, or of the first one that it is linked with and that has any, on to those to which
    /// nothing has been said.
    private func handOn(
        from first: Identifier, _ transaction: Transaction, _ events: inout [Identifier: Int]
    ) throws {
        let all = try [first] + transaction.linked(with: first).filter(\.isOpen).map(\.id)
        let complaints = try all.compactMap { try transaction.complaint($0, try transaction.events(of: $0)) }
        func isAnswered(_ complaint: Complaint) -> Bool {
            !complaint.answers.isEmpty || complaint.status.map { Status.given.contains($0) } ?? false
        }
        guard let source = complaints.first(where: { isAnswered($0) }) else { return }
        var responses = source.answers.map { answer in
            Response(
                status: nil, text: answer.text, agency: answer.agency, trackingID: nil,
                date: Day(String(answer.at.prefix(10))))
        }
        if let status = source.status, Status.given.contains(status), status != Status.commented {
            responses.append(
                Response(status: status, text: nil, agency: nil, trackingID: nil, date: nil))
        }
        for complaint in complaints where complaint.answers.isEmpty && complaint.status == nil {
            for response in responses {
                events[complaint.id, default: 0] += try respond(
                    complaint.id.hex, response, givenFor: source.id, in: transaction
                ).events
            }
        }
    }
}

extension LinkedComplaint {
    /// Whether it is here and was not taken back.
    package var isOpen: Bool { number != nil && status != Status.withdrawn }
}
