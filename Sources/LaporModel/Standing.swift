import CanonicalJSON

/// Whose word counts more where two values stand: a province's before an office's before a device's.
package enum Authority: Int, Comparable, Sendable {
    case device
    case office
    case province

    package static func < (left: Authority, right: Authority) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// A field's value that no other event replaces.
package struct StandingValue: Equatable, Sendable {
    /// `nil` where the field was emptied.
    package var value: String?
    package var event: Hash
    package var author: Identifier
    package var authority: Authority
    package var at: Timestamp
}

/// The values of a complaint's fields by cause: a change names what it replaces, and what nothing replaces stands.
struct Standing: Equatable, Sendable {
    private var values: [String: [StandingValue]] = [:]
    private var replaced: [String: Set<Hash>] = [:]

    /// Notes a value that an event gives a field.
    mutating func add(_ key: String, _ value: String?, by event: Event, _ authority: Authority) {
        values[key, default: []].append(
            StandingValue(
                value: value, event: event.id, author: event.header.feed, authority: authority,
                at: event.header.recordedAt))
    }

    /// Notes a value whose cause is known.
    mutating func add(_ key: String, _ value: String?, from cause: StandingValue) {
        var cause = cause
        cause.value = value
        values[key, default: []].append(cause)
    }

    /// Notes what an event's `replaces` names, field by field.
    mutating func replace(_ json: JSON?) {
        for member in json?.object?.members ?? [] {
            replaced[member.key, default: []].formUnion(Self.ids(member.value))
        }
    }

    /// The events that `replaces` names for one field.
    static func ids(_ json: JSON?) -> [Hash] {
        json?.array?.compactMap { $0.string.flatMap { Hash(hex: $0) } } ?? []
    }

    /// The values that stand, the one to display first; one rule for every store, and no clock in it.
    func values(of key: String) -> [StandingValue] {
        (values[key] ?? []).filter { replaced[key]?.contains($0.event) != true }
            .sorted { ($0.authority, $0.event) > ($1.authority, $1.event) }
    }
}

/// A field of which more than one value stands.
package struct Conflict: Equatable, Sendable {
    package var field: String
    /// The one that is displayed first.
    package var values: [StandingValue]
}

/// What an agency said to a complaint.
package struct Answer: Equatable, Sendable {
    package var text: String
    package var agency: String?
    /// The day that the office gave, or when it was written down.
    package var at: String
    /// When it was written down, and where in its author's feed: which of one day came first.
    var recordedAt: Timestamp
    var sequence: Int
    package var event: Hash
    /// The complaint that it was given for, where it came to this one because the two are linked.
    package var givenFor: Identifier?
}
