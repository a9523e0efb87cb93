package import CanonicalJSON

// Links: complaints about the same matter (FORMAT.md, Links).
extension Complaint {
    /// What `replaces` calls them: a field of which many values may stand.
    static let links = "links"

    /// The complaint that the body of a `linked` or `unlinked` event names.
    static func linked(by body: JSONObject) -> Identifier? {
        body["to"]?.string.flatMap { Identifier(hex: $0) }
    }

    /// Whether it may be linked: a link would tell what a confidential complaint is about.
    package var isLinkable: Bool { !isSealed && erasedFor == nil }

    /// The complaints with which its own events link it, by id.
    package var links: [Identifier] {
        guard isLinkable else { return [] }
        return Set(standingLinks.compactMap { $0.value.flatMap { Identifier(hex: $0) } }).sorted()
    }

    /// The body of a `linked` event.
    package static func link(to other: Identifier) -> JSONObject {
        var body = JSONObject()
        body.add("to", other.hex)
        return body
    }

    /// The body of an `unlinked` event, which names the events whose link it replaces; `nil` where none links the two.
    ///
    /// A link that somebody makes meanwhile is not among them, and stands.
    package func unlink(from other: Identifier) -> JSONObject? {
        let events = standingLinks.filter { $0.value == other.hex }.map(\.event).sorted()
        guard !events.isEmpty else { return nil }
        var body = Self.link(to: other)
        body.add("replaces", .object([(Self.links, .array(events.map { .string($0.hex) }))]))
        return body
    }
}
