import CanonicalJSON
import LaporModel

/// What a step comes to: the body that its author's program would write on the ground of what it knows.
extension FoldWorld {
    /// `nil` if there is nothing to say.
    mutating func saying(of step: FoldStep, _ draw: inout Draw) -> Saying? {
        let isDevice = step.author.isDevice
        switch step.deed {
        case .capture: return capture(step, &draw)
        case .twin: return isDevice ? capture(step, &draw) : claim(step, &draw)
        case .claim: return claim(step, &draw)
        case .edit: return edit(step, &draw)
        case .resolve: return resolve(step, &draw)
        case .attach: return attach(step, &draw)
        case .identify: return identify(step, &draw)
        case .withdraw: return withdraw(step, &draw)
        case .comment: return comment(step, &draw)
        case .respond: return respond(step, &draw)
        case .link: return link(&draw)
        case .unlink: return unlink(step, &draw)
        case .tomorrow:
            var saying = edit(step, &draw)
            saying.kind = draw.pick(["digabung", "zzz"])
            saying.body.add("status", "selesai")
            saying.body.add("identity", "besok")
            saying.body.add("operator", "Budi")
            saying.isIdle = true
            return saying
        case .malformed: return malformed(step, &draw)
        }
    }

    private mutating func capture(_ step: FoldStep, _ draw: inout Draw) -> Saying {
        var capture = FoldPool.capture(confidential: setting.confidential, &draw)
        if let content = capture.content, setting.confidential,
            let object = capture.sealable(content).object
        {
            capture.sealedContent = seal(object, number: step.number)
        }
        if draw.one(in: 3) {
            capture.sealedIdentity = "identity \(step.number)"
            capture.consent = FoldPool.consent(&draw)
        }
        var body = capture.body
        body.add("salt", FoldSetting.salt)
        return Saying(kind: EventKind.captured, body: body)
    }

    private mutating func claim(_ step: FoldStep, _ draw: inout Draw) -> Saying {
        var saying = capture(step, &draw)
        if step.author.isDevice { saying.body["salt"] = .string("AAAAAAAAAAAAAAAAAAAAAA==") }
        let known = Self.ids(known(to: step.author))
        saying.body.add("replaces", .object([("title", known), ("region", known)]))
        saying.isIdle = true
        return saying
    }

    private mutating func edit(_ step: FoldStep, _ draw: inout Draw)
        -> Saying
    {
        var fields: [String: String?] = [:]
        for _ in 0...(draw.one(in: 3) ? 2 : 0) {
            let key = FoldPool.key(setting.contested, &draw)
            fields[key] = .some(FoldPool.value(of: key, &draw))
        }
        guard let view = view(of: step.author) else {
            // What a program would not do: change what it has not seen.
            let clear = fields.sorted { $0.key < $1.key }.map { ($0.key, JSON.string(orNull: $0.value)) }
            return Saying(kind: EventKind.changed, body: JSONObject([("fields", .object(clear))]))
        }
        var (body, sealed) = view.change(fields)
        if let sealed = sealed?.object { body.add("content", seal(sealed, number: step.number)) }
        if draw.one(in: 8) {
            let keys = fields.keys.sorted() + [FoldPool.key(setting.contested, &draw)]
            body["replaces"] = .object(some(known(to: step.author), of: keys, &draw))
        }
        if draw.one(in: 4) { body.add("completeness", .integer(draw.below(101))) }
        return Saying(kind: EventKind.changed, body: body)
    }

    private mutating func resolve(_ step: FoldStep, _ draw: inout Draw) -> Saying? {
        guard let view = view(of: step.author), !view.conflicts.isEmpty else {
            return nil
        }
        let conflict = draw.pick(view.conflicts)
        let value = draw.pick(conflict.values).value
        return Saying(kind: EventKind.changed, body: view.change([conflict.field: value]).body)
    }

    private mutating func attach(_ step: FoldStep, _ draw: inout Draw) -> Saying {
        var capture = FoldPool.capture(confidential: setting.confidential, &draw)
        capture.attachments = (0...draw.below(2)).map { _ in draw.pick(FoldPool.attachments) }
        var body = JSONObject()
        body.add("attachments", capture.attachmentsJSON)
        if setting.confidential, var part = capture.sealable(Content()).object {
            if draw.one(in: 3) { part.add("fields", .object([("title", .string("attached"))])) }
            body.add("content", seal(part, number: step.number))
        }
        return Saying(kind: EventKind.attached, body: body)
    }

    private func identify(_ step: FoldStep, _ draw: inout Draw) -> Saying {
        var body = JSONObject()
        body.add("identity", "identity \(step.number)")
        if draw.one(in: 2) { body.add("consent", FoldPool.consent(&draw).json) }
        return Saying(kind: EventKind.identified, body: body, isIdle: !step.author.isDevice)
    }

    private mutating func withdraw(_ step: FoldStep, _ draw: inout Draw) -> Saying {
        var body = JSONObject()
        say("reason", "batal", step, &body)
        return Saying(kind: EventKind.withdrawn, body: body)
    }

    private mutating func comment(_ step: FoldStep, _ draw: inout Draw) -> Saying {
        var body = JSONObject()
        say("text", "belum", step, &body)
        if let view = view(of: step.author), !view.causes(of: "status").isEmpty {
            body.add("replaces", view.replacing(["status"]))
        } else if draw.one(in: 2) {
            body.add("replaces", .object(some(known(to: step.author), of: ["status"], &draw)))
        }
        return Saying(kind: EventKind.commented, body: body, isIdle: !step.author.isDevice)
    }

    private mutating func respond(_ step: FoldStep, _ draw: inout Draw) -> Saying {
        var body = JSONObject()
        var replaced: [String] = []
        if !draw.one(in: 3) {
            body.add("status", draw.pick(FoldPool.statuses))
            replaced.append("status")
        }
        if draw.one(in: 4) {
            body.add("tracking_id", draw.pick(["1", "2", "3"]))
            replaced.append("tracking_id")
        }
        if draw.one(in: 2) {
            say("text", draw.pick(FoldPool.values), step, &body)
            if draw.one(in: 2) { body.add("date", draw.pick(FoldPool.dates)) }
        }
        if draw.one(in: 6) {
            body.add(
                "replaces",
                .object(
                    some(
                        known(to: step.author), of: replaced + [FoldPool.key(setting.contested, &draw)], &draw
                    ))
            )
        } else if !draw.one(in: 6), let view = view(of: step.author) {
            body.add("replaces", view.replacing(replaced))
        }
        return Saying(kind: EventKind.responded, body: body, isIdle: step.author.isDevice)
    }

    /// One of a few others, now and then itself.
    private func end(_ draw: inout Draw) -> Identifier {
        let other = draw.below(4)
        return other == 3 ? setting.complaint : Identifier(feedOf: [UInt8(other), 1], purpose: .device)
    }

    private func link(_ draw: inout Draw) -> Saying {
        let body = draw.one(in: 8) ? JSONObject([("to", .string("zz"))]) : Complaint.link(to: end(&draw))
        return Saying(kind: EventKind.linked, body: body)
    }

    /// Takes away the links that its author sees, or any events that it knows.
    private mutating func unlink(_ step: FoldStep, _ draw: inout Draw) -> Saying {
        if !draw.one(in: 6), let view = view(of: step.author), !view.links.isEmpty,
            let body = view.unlink(from: draw.pick(view.links))
        {
            return Saying(kind: EventKind.unlinked, body: body)
        }
        var body = Complaint.link(to: end(&draw))
        body.add("replaces", .object(some(known(to: step.author), of: ["links"], &draw)))
        return Saying(kind: EventKind.unlinked, body: body)
    }

    /// Says one thing, sealed where the complaint is confidential.
    mutating func say(_ key: String, _ text: String, _ step: FoldStep, _ body: inout JSONObject) {
        if setting.confidential {
            body.add("content", seal(JSONObject([(key, .string(text))]), number: step.number))
        } else {
            body.add(key, text)
        }
    }

    static func ids(_ ids: [Hash]) -> JSON { .array(ids.map { .string($0.hex) }) }

    /// A `replaces` that names events at random.
    func some(_ known: [Hash], of keys: [String], _ draw: inout Draw) -> [(String, JSON)] {
        var taken: Set<String> = []
        return keys.filter { taken.insert($0).inserted }.map { key in
            let mask = draw.word()
            return (key, Self.ids(known.indices.filter { mask >> UInt64($0) & 1 == 1 }.map { known[$0] }))
        }
    }
}
