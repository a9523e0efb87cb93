import CanonicalJSON
import LaporModel
import LaporSamples
import Testing

/// What an `erased` event takes away, by whom, and what stays.
@Suite struct ErasureTests {
    private struct Case {
        var feed: SampleFeed
        var captured: Event
        var id: Identifier
    }

    private static let office = Identifier(hex: String(repeating: "0f", count: 16))
    private static let stranger = Identifier(hex: String(repeating: "ee", count: 16))

    private static func sample() throws -> Case {
        var feed = try SampleFeed(1)
        let captured = feed.capture("Jalan rusak")
        return Case(feed: feed, captured: captured, id: try #require(captured.header.complaint))
    }

    private static func event(
        _ kind: String, by feed: Identifier?, of complaint: Identifier, _ body: JSONObject, sequence: Int = 2
    ) throws -> Event {
        Event(
            kind: kind, complaint: complaint, body: body, feed: try #require(feed), previous: nil,
            sequence: sequence, surroundings: .seeded(UInt64(sequence)))
    }

    private static func erasure(_ events: [Event], of capture: Capture, whole: Bool = true) -> JSONObject {
        Erasure.body(of: events, reason: "diminta", remains: capture.remains, isWhole: whole)
    }

    private static func fold(_ id: Identifier, _ events: [Event]) -> Complaint? {
        Complaint(id: id, events: events) { feed, _ in feed == office ? .office : nil }
    }

    @Test func `an office's erasure leaves the number and the counts, with the body held or not`() throws {
        let sample = try Self.sample()
        let before = try #require(Self.fold(sample.id, [sample.captured]))
        let erased = try Self.event(
            EventKind.erased, by: Self.office, of: sample.id,
            Self.erasure([sample.captured], of: before.capture))
        let held = try #require(Self.fold(sample.id, [sample.captured, erased]))
        let blank = try #require(Self.fold(sample.id, [erased, sample.captured.blank]))
        #expect(held == blank)
        #expect(held.status == Status.erased && held.erasedFor == "diminta")
        #expect(held.capture.number == before.capture.number && held.capture.region == before.capture.region)
        #expect(held.capture.content?.title == nil && held.capture.officer.isEmpty)
        #expect(held.erasedForGood == [sample.captured.id])
    }

    @Test func `what nobody may erase is not erased, and a body that is only absent makes no complaint`()
        throws
    {
        let sample = try Self.sample()
        let before = try #require(Self.fold(sample.id, [sample.captured]))
        let body = Self.erasure([sample.captured], of: before.capture)
        let strange = try Self.event(EventKind.erased, by: Self.stranger, of: sample.id, body)
        let complaint = try #require(Self.fold(sample.id, [sample.captured, strange]))
        #expect(complaint.status == nil && complaint.capture == before.capture)
        #expect(Self.fold(sample.id, [sample.captured.blank, strange]) == nil)
        #expect(Self.fold(sample.id, [sample.captured.blank]) == nil)
    }

    @Test func `a device's own erasure explains an absent body, and takes away none that is held`() throws {
        var sample = try Self.sample()
        let before = try #require(Self.fold(sample.id, [sample.captured]))
        let erased = sample.feed.append(
            EventKind.erased, complaint: sample.id, body: Self.erasure([sample.captured], of: before.capture))
        let held = try #require(Self.fold(sample.id, [sample.captured, erased]))
        #expect(held.status == nil && held.capture == before.capture && held.erasedForGood.isEmpty)
        let blank = try #require(Self.fold(sample.id, [sample.captured.blank, erased]))
        #expect(blank.status == Status.erased && blank.mayBeBlank == [sample.captured.id])
    }

    @Test func `what comes after an office's erasure has no effect, and is told to be erased too`() throws {
        var sample = try Self.sample()
        let before = try #require(Self.fold(sample.id, [sample.captured]))
        let late = sample.feed.append(
            EventKind.changed, complaint: sample.id, body: before.change(["title": "Lain"]).body)
        let erased = try Self.event(
            EventKind.erased, by: Self.office, of: sample.id,
            Self.erasure([sample.captured], of: before.capture))
        let complaint = try #require(Self.fold(sample.id, [sample.captured, late, erased]))
        #expect(complaint.status == Status.erased && complaint.leftOver == [late.id])
        #expect(complaint.capture.content?.title == nil && complaint.conflicts.isEmpty)
    }

    @Test func `what was told anew, sealed, stands for what was blanked`() throws {
        var sample = try Self.sample()
        var sealed = try #require(Self.fold(sample.id, [sample.captured])).capture
        sealed.confidential = true
        sealed.content = nil
        sealed.sealedContent = "c2VnZWw="
        let body = Erasure.body(
            of: [sample.captured], reason: "rahasia", remains: sealed.body, isWhole: false)
        let erased = sample.feed.append(EventKind.erased, complaint: sample.id, body: body)
        let complaint = try #require(Self.fold(sample.id, [sample.captured.blank, erased]))
        #expect(complaint.isSealed && complaint.capture == sealed && complaint.erasedFor == nil)
        // The office may erase that, too: what was told anew goes with it.
        let gone = try Self.event(
            EventKind.erased, by: Self.office, of: sample.id,
            Self.erasure([sample.captured, erased], of: sealed))
        let after = try #require(Self.fold(sample.id, [sample.captured.blank, erased, gone]))
        #expect(after.status == Status.erased && after.capture.sealedContent == nil)
        #expect(after.erasedForGood == [sample.captured.id, erased.id] && after.leftOver.isEmpty)
    }
}
