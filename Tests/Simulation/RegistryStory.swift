import CanonicalJSON
import LaporModel

/// What an office says of devices in its registry, and questions in between, judged once more by searching all that was said.
struct RegistryStory: Scenario {
    enum Step: Sendable {
        case invite(String, devices: Int, expires: Int)
        case admit(Int, by: String?)
        case hold(Int, at: Int)
        case release(Int, upTo: Int)
        /// A body that lacks what its kind asks for.
        case malformed(String)
        case ask(Int, last: Int, invitation: String?, now: Int)
    }

    static let name = "registry"

    var steps: [Step]

    init(seed: UInt64) {
        var draw = Draw(seed ^ 0x4E61_5715)
        steps = (0...draw.below(12)).map { _ in Self.step(&draw) }
    }

    private static let keys = ["a", "b", "c"]
    private static let kinds = [
        EventKind.invited, EventKind.admitted, EventKind.held, EventKind.released, "peered",
    ]

    private static func step(_ draw: inout Draw) -> Step {
        // Few devices, so that much is said of each.
        let device = draw.below(draw.one(in: 2) ? 1 : 3)
        return switch draw.below(10) {
        case 0, 1: .invite(draw.pick(keys), devices: draw.below(3), expires: draw.below(5))
        case 2, 3: .admit(device, by: draw.one(in: 3) ? nil : draw.pick(keys))
        case 4: .hold(device, at: draw.below(6))
        case 5: .release(device, upTo: draw.below(6))
        case 6: .malformed(draw.pick(kinds))
        default:
            .ask(
                device, last: 1 + draw.below(6), invitation: draw.one(in: 4) ? nil : draw.pick(keys),
                now: draw.below(6))
        }
    }

    func breach(tries: Int) -> Breach? {
        var registry = Registry([])
        for (index, step) in steps.enumerated() {
            guard case .ask(let device, let last, let invitation, let now) = step else {
                registry.add(Self.event(step))
                continue
            }
            let judged = registry.judge(
                device: Self.device(device), last: last, invitation: invitation, now: Timestamp(seconds: now))
            let said = Array(steps[..<index])
            let expected = RegistryOracle(said: said).judge(device, last, invitation, now)
            if judged != expected {
                return Breach(
                    "a bundle is judged by all that the registry says", "\(judged) and not \(expected)")
            }
            for device in 0..<3 {
                let team = RegistryOracle(said: said).invitation(of: device).map { "team \($0)" }
                if registry.teams[Self.device(device)] != team {
                    return Breach("a device is of the team that brought it in", "device \(device)")
                }
            }
        }
        return nil
    }

    func lines() -> [String] { steps.map(Self.line) }

    private static func line(_ step: Step) -> String {
        switch step {
        case .invite(let key, let devices, let expires):
            "invited by \(key): \(devices) devices until \(expires)"
        case .admit(let device, let key): "device \(device) admitted by \(key ?? "a person")"
        case .hold(let device, let sequence): "device \(device) held at \(sequence)"
        case .release(let device, let sequence): "device \(device) released up to \(sequence)"
        case .malformed(let kind): "\(kind) with a malformed body"
        case .ask(let device, let last, let key, let now):
            "device \(device) brings up to \(last) at \(now), invited by \(key ?? "nobody")"
        }
    }

    private static func device(_ number: Int) -> Identifier {
        Identifier(feedOf: [UInt8(number)], purpose: .device)
    }

    private static func event(_ step: Step) -> Event {
        var body = JSONObject()
        let kind: String
        switch step {
        case .invite(let key, let devices, let expires):
            kind = EventKind.invited
            body.add("key", key)
            body.add("team", "team \(key)")
            body.add("devices", .integer(devices))
            body.add("serial", .integer(1))
            body.add("expires_at", Timestamp(seconds: expires).description)
        case .admit(let device, let key):
            kind = EventKind.admitted
            body.add("device", Self.device(device).hex)
            body.add("invitation", key)
        case .hold(let device, let sequence):
            kind = EventKind.held
            body.add("device", Self.device(device).hex)
            body.add("sequence", .integer(sequence))
        case .release(let device, let sequence):
            kind = EventKind.released
            body.add("device", Self.device(device).hex)
            body.add("sequence", .integer(sequence))
        case .malformed(let malformed):
            kind = malformed
            body.add("key", keys[0])
            body.add(malformed == EventKind.admitted ? "devices" : "device", Self.device(0).hex)
        case .ask: kind = "ask"
        }
        return FoldWorld.forged(kind, body)
    }
}

/// What a registry comes to, by searching the list of what was said.
private struct RegistryOracle {
    let said: [RegistryStory.Step]

    /// The last thing but releases that was said of a device, and where.
    private func lastWord(on device: Int) -> (index: Int, heldAt: Int?)? {
        for (index, step) in said.enumerated().reversed() {
            if case .admit(device, _) = step { return (index, nil) }
            if case .hold(device, let sequence) = step { return (index, sequence) }
        }
        return nil
    }

    /// The highest sequence released after a place in the list.
    private func released(_ device: Int, after start: Int) -> Int? {
        said.dropFirst(start).compactMap { step -> Int? in
            if case .release(device, let sequence) = step { sequence } else { nil }
        }.max()
    }

    /// The key that brought a device in: named by its admission, unless a person had admitted or held it before.
    func invitation(of device: Int) -> String? {
        for (index, step) in said.enumerated() {
            if case .hold(device, _) = step { return nil }
            if case .admit(device, let key) = step {
                return key.flatMap { first($0, in: said[..<index]) == nil ? nil : $0 }
            }
        }
        return nil
    }

    private func first(_ key: String, in steps: ArraySlice<RegistryStory.Step>) -> (
        devices: Int, expires: Int
    )? {
        for step in steps {
            if case .invite(key, let devices, let expires) = step { return (devices, expires) }
        }
        return nil
    }

    func judge(_ device: Int, _ last: Int, _ key: String?, _ now: Int) -> Registry.Judgement {
        if let word = lastWord(on: device) {
            guard let heldAt = word.heldAt else { return .take }
            return last <= max(heldAt, released(device, after: word.index) ?? 0) ? .take : .hold(.revoked)
        }
        if let released = released(device, after: 0), last <= released { return .take }
        guard let key, let invitation = first(key, in: said[...]) else { return .hold(.unknownDevice) }
        if now > invitation.expires { return .hold(.invitationExpired) }
        let used = (0..<3).filter { self.invitation(of: $0) == key }.count
        return used < invitation.devices ? .admit(invitation: key) : .hold(.surplus)
    }
}
