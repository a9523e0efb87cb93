import CanonicalJSON
import LaporModel

/// The few values that stories are made of: few, so that authors agree and disagree often.
enum FoldPool {
    static let values = ["a", "b", "c"]
    static let statuses = ["terdisposisi", "ditindaklanjuti", "selesai"]
    static let dates = ["2026-11-01", "2026-11-02", "2099-01-01"]
    private static let regions = ["33.09.05", "33.09.06", "33.09.07"]
    private static let truths = ["true", "false"]
    private static let classes = Classification.allCases.map(\.rawValue) + ["unheard_of"]
    /// Fields that a history may be most about: sealed or not, required or not.
    static let contested = ["title", "region", "category", "classification"]

    static let attachments = (1...4).map { size in
        LaporModel.Attachment(
            sha256: Hash(of: "file \(size / 2)"), size: size, name: "foto-\(size).jpg", type: "image/jpeg")
    }

    private static let number = ComplaintNumber(random: { [UInt8](repeating: 7, count: $0) })

    /// A field, and half of the time the one that a history is most about.
    static func key(_ contested: String, _ draw: inout Draw) -> String {
        draw.one(in: 2) ? contested : draw.pick(Capture.changeableKeys)
    }

    /// A value of a field; `nil` empties it.
    static func value(of key: String, _ draw: inout Draw) -> String? {
        if draw.one(in: 6) { return nil }
        return switch key {
        case "classification": draw.pick(classes)
        case "region": draw.pick(regions)
        case "anonymous": draw.pick(truths)
        default: draw.pick(values)
        }
    }

    /// A complaint as it is taken down, not yet sealed.
    static func capture(confidential: Bool, _ draw: inout Draw) -> Capture {
        var content = Content()
        content.title = draw.pick(values)
        content.description = "d"
        if draw.one(in: 2) { content.location = draw.pick(values) }
        if draw.one(in: 2) { content.agency = draw.pick(values) }
        if draw.one(in: 4) { content.externalID = "x" }
        return Capture(
            number: number, classification: draw.pick(Classification.allCases), region: draw.pick(regions),
            category: draw.one(in: 2) ? draw.pick(values) : nil, anonymous: draw.one(in: 2),
            confidential: confidential, content: content,
            attachments: draw.one(in: 3) ? [draw.pick(attachments)] : [], sealedContent: nil,
            sealedIdentity: nil, consent: nil, officer: draw.pick(values),
            language: draw.one(in: 3) ? "jv" : nil, completeness: draw.below(101),
            clockBehind: draw.one(in: 8))
    }

    static func consent(_ draw: inout Draw) -> Consent {
        Consent(
            method: draw.pick(Consent.Method.allCases), script: "1",
            at: Timestamp(seconds: draw.below(1_000)),
            officer: draw.pick(values))
    }
}

extension FoldWorld {
    /// A body that lacks what its kind asks for: it is kept, and says nothing.
    func malformed(_ step: FoldStep, _ draw: inout Draw) -> Saying {
        let ids = Self.ids(known(to: step.author))
        var (kind, members) = draw.pick(Self.malformations)
        if kind == EventKind.changed, draw.one(in: 2) {
            // Words that are none of a complaint's fields.
            members = [
                ("fields", .object([("status", .string("selesai")), ("number", .string("1"))])),
                ("replaces", .object([("withdrawn", ids), ("number", ids)])),
            ]
        }
        if kind == EventKind.commented || kind == EventKind.identified, !step.author.isDevice {
            // A citizen's words from an office.
            members.removeAll { $0.0 == "replaces" }
            members.append(("replaces", .object([("status", ids), ("title", ids)])))
        }
        return Saying(kind: kind, body: JSONObject(members), isIdle: true)
    }

    private static let malformations: [(String, [(String, JSON)])] = [
        (EventKind.changed, [("fields", .array([.string("title")])), ("replaces", .string("all"))]),
        (
            EventKind.changed,
            [
                ("completeness", .string("100")),
                (
                    "fields",
                    .object([("title", .integer(5)), ("region", .array([])), ("category", .bool(true))])
                ),
                (
                    "replaces",
                    .object([("title", .string("x")), ("region", .array([.integer(5), .string("zz")]))])
                ),
            ]
        ),
        (EventKind.changed, [("fields", .null)]),
        (
            EventKind.responded,
            [
                ("date", .integer(5)), ("status", .integer(5)), ("text", .null), ("tracking_id", .bool(true)),
            ]
        ),
        (EventKind.attached, [("attachments", .string("foto.jpg"))]),
        (EventKind.attached, [("attachments", .array([.integer(3), .object([("size", .integer(3))])]))]),
        (
            EventKind.identified,
            [("consent", .object([("method", .string("guessed"))])), ("identity", .integer(5))]
        ),
        (EventKind.commented, [("replaces", .object([("status", .array([]))])), ("text", .string("belum"))]),
        (EventKind.commented, [("replaces", .object([("status", .array([.integer(5)]))]))]),
        (EventKind.commented, [("replaces", .object([("status", .string("selesai"))]))]),
    ]
}
