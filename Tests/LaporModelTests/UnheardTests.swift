import CanonicalJSON
import LaporModel
import LaporSamples
import Testing

/// What has no say in a complaint is in its history, and changes nothing else; found by the simulator.
@Suite struct UnheardTests {
    private let device: SampleFeed
    private let captured: Event
    private let complaint: Identifier

    init() throws {
        var device = try SampleFeed(1)
        captured = device.capture("Pasar becek")
        complaint = try #require(captured.header.complaint)
        self.device = device
    }

    private func fold(_ events: [Event]) throws -> Complaint {
        let device = device.id
        return try #require(
            Complaint(id: complaint, events: events) { feed, _ in feed == device ? nil : .office })
    }

    /// The complaint with one more event, of the device or of its office.
    private func with(_ kind: String, _ members: [(String, JSON)], byOffice: Bool = false) throws -> Complaint
    {
        var feed = byOffice ? try SampleFeed(2) : device
        return try fold([captured, feed.append(kind, complaint: complaint, body: JSONObject(members))])
    }

    private var title: JSON { .object([("title", .array([.string(captured.id.hex)]))]) }

    @Test func `an event that is given twice counts once`() throws {
        var feed = device
        let withdrawal = feed.append(
            EventKind.withdrawn, complaint: complaint, body: JSONObject([("reason", .string("batal"))]))
        #expect(try fold([withdrawal, captured, withdrawal, captured]) == fold([captured, withdrawal]))
        #expect(try fold([captured, captured]) == fold([captured]))
    }

    @Test func `a kind of tomorrow replaces nothing`() throws {
        let after = try with("merged", [("replaces", title)])
        #expect(after.causes(of: "title") == [captured.id] && after.history.count == 2)
    }

    @Test func `an office's comment and a device's answer replace nothing and bring no sealed part`() throws {
        for (kind, byOffice) in [(EventKind.commented, true), (EventKind.responded, false)] {
            let members: [(String, JSON)] = [("content", .string("Yw==")), ("replaces", title)]
            let after = try with(kind, members, byOffice: byOffice)
            #expect(after.causes(of: "title") == [captured.id] && after.sealedChanges.isEmpty)
        }
    }

    @Test func `a value that is no text empties no field`() throws {
        let after = try with(EventKind.changed, [("fields", .object([("title", .integer(5))]))])
        #expect(after.capture.content?.title == "Pasar becek" && after.conflicts.isEmpty)
    }

    @Test func `a comment that names no event is no comment on a status`() throws {
        let nothing = JSON.object([("status", .array([.integer(5)]))])
        #expect(try with(EventKind.commented, [("replaces", nothing)]).status == nil)
    }

    @Test func `no event takes a withdrawal back`() throws {
        var feed = device
        let withdrawal = feed.append(
            EventKind.withdrawn, complaint: complaint, body: JSONObject([("reason", .string("batal"))]))
        let ids = JSON.array([.string(withdrawal.id.hex)])
        let change = feed.append(
            EventKind.changed, complaint: complaint,
            body: JSONObject([("fields", .object([])), ("replaces", .object([("withdrawn", ids)]))]))
        #expect(try fold([captured, withdrawal, change]).status == Status.withdrawn)
    }

    @Test func `only a change's sealed part gives fields a value`() throws {
        var feed = device
        let sealed = feed.capture("RAHASIA") { $0.confidential = true }
        let id = try #require(sealed.header.complaint)
        let attached = feed.append(
            EventKind.attached, complaint: id, body: JSONObject([("content", .string("part"))]))
        var complaint = try #require(Complaint(id: id, events: [sealed, attached]))
        let part = JSONObject([("fields", .object([("title", .string("palsu"))]))])
        complaint.reveal(JSONObject([("title", .string("asli"))]), complaint.sealedChanges.map { ($0, part) })
        #expect(complaint.capture.content?.title == "asli" && complaint.conflicts.isEmpty)
    }
}
