package import CanonicalJSON

/// How a complaint is classed at LAPOR!.
package enum Classification: String, CaseIterable, Sendable {
    case complaint = "pengaduan"
    case aspiration = "aspirasi"
    case request = "permintaan-informasi"
}

/// How a reporter consented to be recorded (UU 27/2022).
package struct Consent: Equatable, Sendable {
    /// What was done.
    package enum Method: String, CaseIterable, Sendable {
        case readAloud = "read-aloud"
        case written
        case recorded
    }

    package var method: Method
    /// Version of the text that was read.
    package var script: String
    package var at: Timestamp
    /// Who asked.
    package var officer: String

    /// Consent of these parts.
    package init(method: Method, script: String, at: Timestamp, officer: String) {
        self.method = method
        self.script = script
        self.at = at
        self.officer = officer
    }

    /// As it stands in a body.
    package var json: JSON {
        .object([
            ("at", .string(at.description)), ("method", .string(method.rawValue)),
            ("officer", .string(officer)), ("script", .string(script)),
        ])
    }

    init?(json: JSON) {
        guard let method = json["method"]?.string.flatMap(Method.init(rawValue:)),
            let script = json["script"]?.string, let officer = json["officer"]?.string,
            let at = json["at"]?.string.flatMap({ Timestamp($0) })
        else { return nil }
        self.init(method: method, script: script, at: at, officer: officer)
    }
}

/// Who reports.
///
/// It exists in clear only while it is typed and when it is opened at the office.
package struct Identity: Equatable, Sendable {
    /// The keys, in the order in which people see them.
    package static let keys = [
        "name", "nik", "phone", "phone_owner", "email", "address", "sex", "age_group", "disability",
        "guardian",
    ]

    /// Values by key; a key without a value is absent.
    package var values: [String: String]

    /// An identity of these values.
    package init(_ values: [String: String]) {
        self.values = values
    }

    /// As it stands in a sealed part: absent keys are left out.
    package var json: JSON {
        .object(Self.keys.compactMap { key in values[key].map { (key, .string($0)) } })
    }

    package init?(json: JSON) {
        guard let object = json.object else { return nil }
        values = [:]
        for member in object.members { values[member.key] = member.value.string }
    }
}

/// A file that belongs to a complaint.
package struct Attachment: Equatable, Sendable {
    /// Of the stored bytes: the sealed ones, where the complaint is confidential.
    package var sha256: Hash
    /// Of the stored bytes.
    package var size: Int
    /// `nil` where it is sealed.
    package var name: String?
    /// Media type; `nil` where it is sealed.
    package var type: String?

    /// An attachment of these parts.
    package init(sha256: Hash, size: Int, name: String?, type: String?) {
        self.sha256 = sha256
        self.size = size
        self.name = name
        self.type = type
    }

    /// As it stands in clear: without the name and type where the complaint is confidential.
    func json(sealed: Bool) -> JSON {
        var object = JSONObject()
        if !sealed { object.add("name", name) }
        object.add("sha256", sha256.hex)
        object.add("size", .integer(size))
        if !sealed { object.add("type", type) }
        return .object(object)
    }

    package init?(json: JSON) {
        guard let sha256 = json["sha256"]?.string.flatMap({ Hash(hex: $0) }) else { return nil }
        self.init(
            sha256: sha256, size: json["size"]?.integer ?? 0, name: json["name"]?.string,
            type: json["type"]?.string)
    }
}

/// What a complaint says: sealed as a whole where it is confidential.
package struct Content: Equatable, Sendable {
    /// The keys that are texts, in a body and in `--json`.
    package static let keys = [
        "title", "description", "location", "latitude", "longitude", "agency", "incident_date", "external_id",
    ]

    package var title: String?
    package var description: String?
    package var location: String?
    package var latitude: String?
    package var longitude: String?
    package var agency: String?
    package var incidentDate: String?
    package var externalID: String?

    /// Nothing said.
    package init() {}

    /// The texts in the order of `keys`.
    package var values: [String?] {
        [title, description, location, latitude, longitude, agency, incidentDate, externalID]
    }

    func add(to object: inout JSONObject) {
        for (key, value) in zip(Self.keys, values) { object.add(key, value) }
    }

    package init(json: JSONObject) {
        for member in json.members {
            guard case .string(let text) = member.value else { continue }
            switch member.key {
            case "title": title = text
            case "description": description = text
            case "location": location = text
            case "latitude": latitude = text
            case "longitude": longitude = text
            case "agency": agency = text
            case "incident_date": incidentDate = text
            case "external_id": externalID = text
            default: break
            }
        }
    }
}

/// A complaint as it is taken down: what the `captured` event says (FORMAT.md, captured).
package struct Capture: Equatable, Sendable {
    package var number: ComplaintNumber
    package var classification: Classification
    package var region: String
    package var category: String?
    package var anonymous: Bool
    package var confidential: Bool
    /// `nil` where it is sealed and was not opened.
    package var content: Content?
    package var attachments: [Attachment]
    /// The sealed parts, base64.
    package var sealedContent: String?
    package var sealedIdentity: String?
    package var consent: Consent?
    package var officer: String
    package var language: String?
    package var outreach: Identifier?
    /// 0 to 100.
    package var completeness: Int
    /// Whether the device's clock stood before its kit's date.
    package var clockBehind: Bool

    /// A capture of these parts.
    package init(
        number: ComplaintNumber, classification: Classification, region: String, category: String?,
        anonymous: Bool, confidential: Bool, content: Content?, attachments: [Attachment],
        sealedContent: String?, sealedIdentity: String?, consent: Consent?, officer: String,
        language: String?, completeness: Int, clockBehind: Bool
    ) {
        self.number = number
        self.classification = classification
        self.region = region
        self.category = category
        self.anonymous = anonymous
        self.confidential = confidential
        self.content = content
        self.attachments = attachments
        self.sealedContent = sealedContent
        self.sealedIdentity = sealedIdentity
        self.consent = consent
        self.officer = officer
        self.language = language
        self.completeness = completeness
        self.clockBehind = clockBehind
    }

    /// The body of the event, without its salt.
    ///
    /// Of a confidential capture the content is left out.
    package var body: JSONObject {
        var body = JSONObject()
        body.add("anonymous", .bool(anonymous))
        if !attachments.isEmpty {
            body.add("attachments", attachmentsJSON)
        }
        body.add("category", category)
        body.add("classification", classification.rawValue)
        if clockBehind { body.add("clock", "behind") }
        body.add("completeness", .integer(completeness))
        body.add("confidential", .bool(confidential))
        body.add("consent", consent?.json)
        body.add("content", sealedContent)
        body.add("identity", sealedIdentity)
        body.add("language", language)
        body.add("number", number.text)
        body.add("officer", officer)
        body.add("outreach", outreach?.hex)
        body.add("region", region)
        if !confidential { content?.add(to: &body) }
        return body
    }

    /// Reads a body; `nil` unless it has what every capture has.
    package init?(body: JSONObject) {
        var number: ComplaintNumber?
        var classification: Classification?
        var region: String?
        var officer: String?
        anonymous = false
        confidential = false
        attachments = []
        completeness = 0
        clockBehind = false
        for member in body.members {
            switch member.key {
            case "anonymous": anonymous = member.value.bool ?? false
            case "attachments": attachments = member.value.array?.compactMap { Attachment(json: $0) } ?? []
            case "category": category = member.value.string
            case "classification": classification = member.value.string.flatMap(Classification.init)
            case "clock": clockBehind = member.value == .string("behind")
            case "completeness": completeness = member.value.integer ?? 0
            case "confidential": confidential = member.value.bool ?? false
            case "consent": consent = Consent(json: member.value)
            case "content": sealedContent = member.value.string
            case "identity": sealedIdentity = member.value.string
            case "language": language = member.value.string
            case "number": number = member.value.string.flatMap { ComplaintNumber(stored: $0) }
            case "officer": officer = member.value.string
            case "outreach": outreach = member.value.string.flatMap { Identifier(hex: $0) }
            case "region": region = member.value.string
            default: break
            }
        }
        guard let number, let classification, let region, let officer else { return nil }
        self.number = number
        self.classification = classification
        self.region = region
        self.officer = officer
        content = confidential ? nil : Content(json: body)
    }

    /// The attachments as they stand in clear: without names and types where the complaint is confidential.
    package var attachmentsJSON: JSON {
        .array(attachments.map { $0.json(sealed: confidential) })
    }

    /// The content as it stands in a sealed part, with the attachments' names and types.
    package func sealable(_ content: Content) -> JSON {
        var object = JSONObject()
        content.add(to: &object)
        if !attachments.isEmpty {
            object.add(
                "attachments",
                .array(
                    attachments.map { attachment in
                        var item = JSONObject()
                        item.add("name", attachment.name)
                        item.add("sha256", attachment.sha256.hex)
                        item.add("type", attachment.type)
                        return .object(item)
                    }))
        }
        return .object(object)
    }
}
