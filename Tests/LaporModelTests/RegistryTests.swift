import CanonicalJSON
import LaporModel
import LaporSamples
import Testing

@Suite struct RegistryTests {
    /// What stands in a registry, in short.
    enum Step: Sendable {
        case invite(String, devices: Int)
        case admit(UInt8, by: String?)
        case hold(UInt8, at: Int)
        case release(UInt8, upTo: Int)

        var event: (kind: String, body: JSONObject) {
            var body = JSONObject()
            switch self {
            case .invite(let key, let devices):
                body.add("key", key)
                body.add("team", "Tim \(key)")
                body.add("devices", .integer(devices))
                body.add("serial", .integer(1))
                body.add("expires_at", RegistryTests.expiry.description)
                body.add("regions", .array([.string("33")]))
                return (EventKind.invited, body)
            case .admit(let device, let invitation):
                body.add("device", Identifier(repeating: device).hex)
                body.add("invitation", invitation)
                return (EventKind.admitted, body)
            case .hold(let device, let sequence):
                body.add("device", Identifier(repeating: device).hex)
                body.add("sequence", .integer(sequence))
                return (EventKind.held, body)
            case .release(let device, let sequence):
                body.add("device", Identifier(repeating: device).hex)
                body.add("sequence", .integer(sequence))
                return (EventKind.released, body)
            }
        }
    }

    private static let expiry = Timestamp.sample + 86_400

    private static func registry(_ steps: [Step]) throws -> Registry {
        var feed = try SampleFeed(1)
        for step in steps { feed.append(step.event.kind, body: step.event.body) }
        return Registry(feed.events)
    }

    /// Steps, the key that signed the device's first event, the device's last sequence, what is to be done.
    private static let table: [([Step], String?, Int, Registry.Judgement)] = [
        ([], nil, 5, .hold(.unknownDevice)),
        ([], "a", 5, .hold(.unknownDevice)),
        ([.invite("a", devices: 1)], nil, 5, .hold(.unknownDevice)),
        ([.invite("a", devices: 1)], "b", 5, .hold(.unknownDevice)),
        ([.invite("a", devices: 1)], "a", 5, .admit(invitation: "a")),
        ([.invite("b", devices: 1), .invite("a", devices: 1)], "a", 5, .admit(invitation: "a")),
        ([.invite("a", devices: 0)], "a", 5, .hold(.surplus)),
        ([.invite("a", devices: 1), .admit(2, by: "a")], "a", 5, .hold(.surplus)),
        ([.invite("a", devices: 2), .admit(2, by: "a")], "a", 5, .admit(invitation: "a")),
        // Whom a person admits takes no place of the invitation.
        ([.invite("a", devices: 1), .admit(2, by: nil)], "a", 5, .admit(invitation: "a")),
        // One device counts once, however often it was admitted.
        (
            [.invite("a", devices: 2), .admit(2, by: "a"), .admit(2, by: "a")], "a", 5,
            .admit(invitation: "a")
        ),
        // A device that was first released and came in by its invitation later takes a place too.
        (
            [.invite("a", devices: 1), .release(2, upTo: 3), .admit(2, by: "a")], "a", 5, .hold(.surplus)
        ),
        ([.admit(1, by: nil)], nil, 5, .take),
        ([.admit(1, by: nil), .hold(1, at: 5)], nil, 5, .take),
        ([.admit(1, by: nil), .hold(1, at: 5)], nil, 6, .hold(.revoked)),
        ([.invite("a", devices: 2), .admit(1, by: "a"), .hold(1, at: 5)], "a", 6, .hold(.revoked)),
        ([.admit(1, by: nil), .hold(1, at: 5), .release(1, upTo: 6)], nil, 6, .take),
        ([.admit(1, by: nil), .hold(1, at: 5), .release(1, upTo: 6)], nil, 7, .hold(.revoked)),
        ([.admit(1, by: nil), .hold(1, at: 5), .release(1, upTo: 3)], nil, 5, .take),
        ([.admit(1, by: nil), .hold(1, at: 5), .admit(1, by: nil)], nil, 7, .take),
        ([.admit(1, by: nil), .release(1, upTo: 3)], nil, 7, .take),
        ([.release(1, upTo: 5)], nil, 5, .take),
        ([.release(1, upTo: 5)], nil, 6, .hold(.unknownDevice)),
        ([.release(1, upTo: 5), .release(1, upTo: 3)], nil, 5, .take),
        ([.release(1, upTo: 5), .invite("a", devices: 1)], "a", 6, .admit(invitation: "a")),
        ([.hold(2, at: 1), .admit(1, by: nil)], nil, 7, .take),
    ]

    @Test(arguments: table.indices) func `a bundle is judged by what stands in the registry`(_ index: Int)
        throws
    {
        let (steps, invitation, last, expected) = Self.table[index]
        let judgement = try Self.registry(steps).judge(
            device: Identifier(repeating: 1), last: last, invitation: invitation, now: .sample)
        #expect(judgement == expected)
    }

    @Test func `an invitation lasts to its last second by the office's clock`() throws {
        let registry = try Self.registry([.invite("a", devices: 1)])
        func judge(_ now: Timestamp) -> Registry.Judgement {
            registry.judge(device: Identifier(repeating: 1), last: 1, invitation: "a", now: now)
        }
        #expect(judge(Self.expiry) == .admit(invitation: "a"))
        #expect(judge(Self.expiry + 1) == .hold(.invitationExpired))
    }

    @Test func `an admitted device is not asked for its invitation's date`() throws {
        let registry = try Self.registry([.invite("a", devices: 1), .admit(1, by: "a")])
        let late = Self.expiry + 1
        let judgement = registry.judge(device: Identifier(repeating: 1), last: 9, invitation: "a", now: late)
        #expect(judgement == .take)
    }

    @Test func `events of other kinds and without what they need change nothing`() throws {
        var feed = try SampleFeed(1)
        feed.append(EventKind.admitted)
        feed.append(EventKind.held, body: JSONObject([("device", .string(Identifier(repeating: 1).hex))]))
        feed.append(EventKind.invited, body: JSONObject([("key", .string("a"))]))
        feed.append("peered", body: JSONObject([("device", .string(Identifier(repeating: 1).hex))]))
        let registry = Registry(feed.events)
        #expect(registry.invitations.isEmpty && registry.admissions.isEmpty)
    }
}
