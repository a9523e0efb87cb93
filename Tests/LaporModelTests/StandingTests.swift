import CanonicalJSON
import LaporModel
import LaporSamples
import Testing

/// Changes by cause: what nothing replaces stands, whatever the order and the clocks.
@Suite struct StandingTests {
    /// A device's complaint, and an office that answers the device.
    private struct History {
        var device: SampleFeed
        var office: SampleFeed
        let complaint: Identifier
        let captured: Event

        init(_ seed: UInt64 = 1) throws {
            device = try SampleFeed(seed)
            office = try SampleFeed(seed + 1_000)
            captured = device.capture("Pasar becek")
            complaint = try #require(captured.header.complaint)
        }

        var events: [Event] { Array(device.events.dropFirst() + office.events.dropFirst()) }

        func fold(_ events: [Event]) throws -> Complaint {
            let office = office.id
            return try #require(
                Complaint(id: complaint, events: events) { feed, _ in feed == office ? .office : nil })
        }

        func folded() throws -> Complaint { try fold(events) }

        /// A change of one field that replaces the values of these events.
        mutating func change(
            _ field: String, _ value: String, replacing causes: [Hash], byOffice: Bool = false
        ) -> Event {
            let ids = JSON.array(causes.map { .string($0.hex) })
            let body = JSONObject([
                ("fields", .object([(field, .string(value))])), ("replaces", .object([(field, ids)])),
            ])
            return byOffice
                ? office.append(EventKind.changed, complaint: complaint, body: body)
                : device.append(EventKind.changed, complaint: complaint, body: body)
        }

        mutating func respond(_ members: [(String, JSON)], replacing causes: [Hash] = []) -> Event {
            let ids = JSON.array(causes.map { .string($0.hex) })
            return office.append(
                EventKind.responded, complaint: complaint,
                body: JSONObject(members + [("replaces", .object([("status", ids)]))]))
        }
    }

    @Test func `a change replaces what it names`() throws {
        var history = try History()
        let change = history.change("title", "Pasar banjir", replacing: [history.captured.id])
        let complaint = try history.folded()
        #expect(complaint.capture.content?.title == "Pasar banjir" && complaint.conflicts.isEmpty)
        #expect(complaint.causes(of: "title") == [change.id])
    }

    @Test func `two changes that do not know of each other are a conflict until one replaces both`() throws {
        var history = try History()
        let first = history.change("title", "Dari desa", replacing: [history.captured.id])
        let second = history.change("title", "Dari kantor", replacing: [history.captured.id], byOffice: true)
        let complaint = try history.folded()
        // The office's word is displayed, the device's is kept.
        #expect(complaint.capture.content?.title == "Dari kantor")
        #expect(complaint.conflicts.map(\.field) == ["title"])
        #expect(complaint.conflicts.first?.values.map(\.value) == ["Dari kantor", "Dari desa"])
        let settled = history.change("title", "Dari desa", replacing: [first.id, second.id], byOffice: true)
        let after = try history.folded()
        #expect(after.capture.content?.title == "Dari desa" && after.conflicts.isEmpty)
        #expect(after.causes(of: "title") == [settled.id])
    }

    @Test func `the same value twice is no conflict`() throws {
        var history = try History()
        _ = history.change("region", "33.09.05", replacing: [history.captured.id])
        _ = history.change("region", "33.09.05", replacing: [history.captured.id], byOffice: true)
        #expect(try history.folded().conflicts.isEmpty)
    }

    @Test func `a feed that answers another device has no say`() throws {
        var history = try History()
        _ = history.change("title", "Palsu", replacing: [history.captured.id], byOffice: true)
        _ = history.respond([("status", .string("selesai"))])
        let complaint = try #require(Complaint(id: history.complaint, events: history.events))
        #expect(complaint.capture.content?.title == "Pasar becek" && complaint.status == nil)
    }

    @Test func `answers of one day stand in the order in which they were given`() throws {
        var history = try History()
        let texts = (1...8).map { "jawaban \($0)" }
        for text in texts {
            _ = history.respond([("text", .string(text)), ("date", .string("2026-11-02"))])
        }
        #expect(try history.folded().answers.map(\.text) == texts)
    }

    @Test func `a status follows its causes, a comment and a withdrawal change it, answers accumulate`()
        throws
    {
        var history = try History()
        let first = history.respond([
            ("status", .string("terdisposisi")), ("text", .string("kedua")), ("date", .string("2026-11-02")),
        ])
        let second = history.respond(
            [("status", .string("selesai")), ("text", .string("pertama")), ("date", .string("2026-11-01"))],
            replacing: [first.id])
        #expect(try history.folded().status == "selesai")
        #expect(try history.folded().answers.map(\.text) == ["pertama", "kedua"])
        let ids = JSON.array([.string(second.id.hex)])
        history.device.append(
            EventKind.commented, complaint: history.complaint,
            body: JSONObject([("text", .string("belum")), ("replaces", .object([("status", ids)]))]))
        #expect(try history.folded().status == Status.commented)
        history.device.append(
            EventKind.withdrawn, complaint: history.complaint,
            body: JSONObject([("reason", .string("batal"))]))
        #expect(try history.folded().status == Status.withdrawn)
    }

    /// Random histories: each author changes fields on the ground of a random part of what has been said.
    @Test func `no order matters and no value that nothing replaces is lost`() throws {
        var generator = SeededGenerator(7)
        for seed in 1...300 {
            var history = try History(UInt64(seed))
            var given: [String: [(id: Hash, value: String)]] = [:]
            var replaced: [String: Set<Hash>] = [:]
            for step in 0..<Int.random(in: 1...8, using: &generator) {
                let field =
                    ["title", "description", "agency", "region"].randomElement(using: &generator) ?? "title"
                let value = field == "region" ? "33.09.\(10 + step)" : "nilai \(step % 3)"
                let known = [history.captured.id] + (given[field] ?? []).map(\.id)
                let causes = known.filter { _ in Bool.random(using: &generator) }
                let byOffice = Bool.random(using: &generator)
                let event = history.change(field, value, replacing: causes, byOffice: byOffice)
                given[field, default: []].append((event.id, value))
                replaced[field, default: []].formUnion(causes)
            }
            let expected = try history.folded()
            for _ in 0..<5 {
                #expect(try history.fold(history.events.shuffled(using: &generator)) == expected)
            }
            for (field, values) in given {
                let standing = values.filter { replaced[field]?.contains($0.id) != true }
                #expect(Set(standing.map(\.id)).isSubset(of: expected.causes(of: field)))
                let shown = expected.conflicts.first { $0.field == field }?.values.map(\.value)
                if Set(standing.map(\.value)).count > 1 {
                    #expect(Set(standing.map(\.value)).isSubset(of: Set((shown ?? []).compactMap { $0 })))
                }
            }
        }
    }
}
