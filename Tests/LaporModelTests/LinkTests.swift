import CanonicalJSON
import LaporModel
import LaporSamples
import Testing

/// Links follow from causes, whatever the order in which they come.
@Suite struct LinkTests {
    private let end = Identifier(repeating: 5)

    private func complaint(_ feed: SampleFeed, _ events: [Event]) throws -> Complaint {
        let id = try #require(feed.events[1].header.complaint)
        return try #require(Complaint(id: id, events: events))
    }

    @Test func `a link stands until an event names it, and one made meanwhile stands on`() throws {
        var feed = try SampleFeed(1)
        let id = try #require(feed.capture("Jembatan").header.complaint)
        feed.append(EventKind.linked, complaint: id, body: Complaint.link(to: end))
        let seen = try complaint(feed, feed.events)
        #expect(seen.links == [end])
        // Two who know nothing of each other: one takes the link away, the other makes it once more.
        feed.append(EventKind.linked, complaint: id, body: Complaint.link(to: end))
        feed.append(EventKind.unlinked, complaint: id, body: try #require(seen.unlink(from: end)))
        let both = try complaint(feed, feed.events)
        #expect(both.links == [end])
        #expect(try complaint(feed, feed.events.reversed()) == both)
        feed.append(EventKind.unlinked, complaint: id, body: try #require(both.unlink(from: end)))
        let after = try complaint(feed, feed.events)
        #expect(after.links.isEmpty && after.unlink(from: end) == nil)
        #expect(try complaint(feed, feed.events.reversed()) == after)
    }

    @Test func `nothing is linked with itself, nor what is confidential with anything`() throws {
        var feed = try SampleFeed(1)
        let id = try #require(
            feed.capture("Rahasia") {
                $0.confidential = true
                $0.content = nil
            }.header.complaint)
        feed.append(EventKind.linked, complaint: id, body: Complaint.link(to: end))
        let secret = try complaint(feed, feed.events)
        #expect(secret.links.isEmpty && !secret.isLinkable)
        var other = try SampleFeed(2)
        let own = try #require(other.capture("Jalan").header.complaint)
        other.append(EventKind.linked, complaint: own, body: Complaint.link(to: own))
        other.append(EventKind.linked, complaint: own, body: JSONObject([("to", .string("zz"))]))
        #expect(try complaint(other, other.events).links.isEmpty)
    }
}
