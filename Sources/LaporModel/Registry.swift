package import CanonicalJSON

/// What an office has invited, admitted, held and released, folded from its registry feed.
package struct Registry: Equatable, Sendable {
    /// One kit's right to bring in devices.
    package struct Invitation: Equatable, Sendable {
        /// The line of the invitation's key.
        package var key: String
        package var team: String
        package var regions: [String]
        package var devices: Int
        package var expiresAt: Timestamp
        package var expected: Day?
        package var serial: Int
        /// Devices admitted by it.
        package var used: Int = 0
    }

    /// Whether a device's events are taken.
    package enum Admission: Equatable, Sendable {
        case admitted
        /// Up to and with this sequence; what comes later waits for a person.
        case held(at: Int)
        /// A person released what it brought up to this sequence without admitting it.
        case released(upTo: Int)
    }

    /// Another office that this one has to do with, as its card says; keys are lines of text.
    package struct Peer: Equatable, Sendable {
        /// Which way complaints go.
        package enum Direction: String, Sendable {
            /// It gets them from here.
            case upstream
            /// They come from there.
            case downstream
        }

        package var office: Identifier
        package var name: String
        package var signingKey: String
        package var recipient: String
        package var identityRecipient: String
        package var direction: Direction

        /// A peer of these parts.
        package init(
            office: Identifier, name: String, signingKey: String, recipient: String,
            identityRecipient: String, direction: Direction
        ) {
            self.office = office
            self.name = name
            self.signingKey = signingKey
            self.recipient = recipient
            self.identityRecipient = identityRecipient
            self.direction = direction
        }
    }

    package private(set) var invitations: [Invitation] = []
    /// By the order in which they were added; who is added again takes its place.
    package private(set) var peers: [Peer] = []
    package private(set) var admissions: [Identifier: Admission] = [:]
    /// The team whose kit brought a device in.
    package private(set) var teams: [Identifier: String] = [:]

    /// The registry that these events make, in the order of their sequence.
    package init(_ events: some Sequence<Event>) {
        for event in events { add(event) }
    }

    /// The registry with one event more.
    package mutating func add(_ event: Event) {
        if let body = event.body { apply(event.header.kind, body) }
    }

    private mutating func apply(_ kind: String, _ body: JSONObject) {
        let device = body["device"]?.string.flatMap { Identifier(hex: $0) }
        switch kind {
        case EventKind.invited:
            if let invitation = Invitation(body: body) { invitations.append(invitation) }
        case EventKind.admitted:
            guard let device else { return }
            switch admissions[device] {
            case .admitted, .held: break
            case .released, nil:
                let index = invitations.firstIndex { $0.key == body["invitation"]?.string }
                if let index {
                    invitations[index].used += 1
                    teams[device] = invitations[index].team
                } else if let introducer = body["introduction"]?.string.flatMap({ Identifier(hex: $0) }) {
                    teams[device] = teams[introducer]
                }
            }
            admissions[device] = .admitted
        case EventKind.held:
            guard let device, let sequence = body["sequence"]?.integer else { return }
            admissions[device] = .held(at: sequence)
        case EventKind.released:
            guard let device, let sequence = body["sequence"]?.integer else { return }
            switch admissions[device] {
            case .admitted: break
            case .held(let at): admissions[device] = .held(at: max(at, sequence))
            case .released(let upTo): admissions[device] = .released(upTo: max(upTo, sequence))
            case nil: admissions[device] = .released(upTo: sequence)
            }
        case EventKind.peered:
            guard let peer = Peer(body: body) else { return }
            peers.removeAll { $0.office == peer.office && $0.direction == peer.direction }
            peers.append(peer)
        default: break
        }
    }

    /// Why a bundle waits for a person.
    package enum Hold: String, Equatable, Sendable {
        /// A relay of an office that nobody has introduced here.
        case unknownOffice = "unknown_office"
        case unknownDevice = "unknown_device"
        case revoked
        case surplus
        case invitationExpired = "invitation_expired"
    }

    /// What is to be done with a bundle that holds a device's events up to `last`.
    package enum Judgement: Equatable, Sendable {
        case take
        /// Take it, and say in the registry that its invitation brought it in.
        case admit(invitation: String)
        /// Take it, and say in the registry that a device which is admitted vouches for it.
        case admitIntroduced(by: Identifier)
        case hold(Hold)
    }

    /// Judges a bundle by the device's admission; `invitation` is the key that signed its first event, if that
    /// signature is right, and `introducer` the device that it goes on from, if that one vouches for it.
    package func judge(
        device: Identifier, last: Int, invitation: String?, introducer: Identifier? = nil, now: Timestamp
    ) -> Judgement {
        switch admissions[device] {
        case .admitted: return .take
        case .held(let at): return last <= at ? .take : .hold(.revoked)
        case .released(let upTo) where last <= upTo: return .take
        case .released, nil:
            if let introducer, admissions[introducer] == .admitted {
                return .admitIntroduced(by: introducer)
            }
            guard let known = invitations.first(where: { $0.key == invitation }) else {
                return .hold(.unknownDevice)
            }
            guard now <= known.expiresAt else { return .hold(.invitationExpired) }
            guard known.used < known.devices else { return .hold(.surplus) }
            return .admit(invitation: known.key)
        }
    }
}

extension Registry.Invitation {
    init?(body: JSONObject) {
        guard let key = body["key"]?.string, let team = body["team"]?.string,
            let devices = body["devices"]?.integer, let serial = body["serial"]?.integer,
            let expiresAt = body["expires_at"]?.string.flatMap({ Timestamp($0) })
        else { return nil }
        self.init(
            key: key, team: team, regions: body["regions"]?.array?.compactMap(\.string) ?? [],
            devices: devices, expiresAt: expiresAt,
            expected: body["expected"]?.string.flatMap { Day($0) }, serial: serial)
    }
}

extension Registry.Peer {
    /// Reads the body of a `peered` event.
    package init?(body: JSONObject) {
        guard let office = body["office"]?.string.flatMap({ Identifier(hex: $0) }),
            let name = body["name"]?.string, let signingKey = body["signing_key"]?.string,
            let recipient = body["recipient"]?.string,
            let identityRecipient = body["identity_recipient"]?.string,
            let direction = body["direction"]?.string.flatMap(Direction.init)
        else { return nil }
        self.init(
            office: office, name: name, signingKey: signingKey, recipient: recipient,
            identityRecipient: identityRecipient, direction: direction)
    }

    /// The body of a `peered` event.
    package var body: JSONObject {
        var body = JSONObject()
        body.add("direction", direction.rawValue)
        body.add("identity_recipient", identityRecipient)
        body.add("name", name)
        body.add("office", office.hex)
        body.add("recipient", recipient)
        body.add("signing_key", signingKey)
        return body
    }
}
