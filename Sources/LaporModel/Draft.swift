package import CanonicalJSON

/// An interview that is not finished: what has been answered so far, as it lies on the disk.
///
/// What tells who reports, and the content of a confidential complaint, is in it sealed only. The part that is sealed at
/// the first sitting becomes a part of the captured event, those of later sittings events of their own: a device cannot
/// open what it sealed.
package struct Draft: Equatable, Sendable {
    /// What was sealed at one sitting, as base64 of a sealed part.
    package struct Sitting: Equatable, Sendable {
        package var identity: String?
        package var content: String?
        /// Fields whose values `content` holds.
        package var contentFields: [Field]

        /// Nothing sealed yet.
        package init() {
            contentFields = []
        }

        /// Whether nothing has been sealed.
        package var isEmpty: Bool { identity == nil && content == nil }
    }

    /// That of the complaint to be.
    package var id: Identifier
    package var device: Identifier
    /// Of the captured event to be: the id comes from it.
    package var salt: String
    package var startedAt: Timestamp
    package var updatedAt: Timestamp
    /// The answers in clear.
    package var values: [Field: String]
    package var attachments: [String]
    /// The fields whose answers are sealed, with what ``length(of:)`` says of each.
    package var sealed: [Field: Int]
    package var sittings: [Sitting]
    /// The question that comes next, by a name that the program gives it.
    package var next: String?
    /// When the reporter consented.
    package var consentedAt: Timestamp?

    /// An interview that begins.
    package init(device: Identifier, at now: Timestamp, random: Randomness) {
        salt = Event.salt(random)
        id = Identifier(complaintOf: device, salt: salt)
        self.device = device
        startedAt = now
        updatedAt = now
        values = [:]
        attachments = []
        sealed = [:]
        sittings = [Sitting()]
    }

    /// Begins another sitting: what the ones before sealed stays as it is.
    package mutating func sitDown() {
        if sittings.last?.isEmpty != true { sittings.append(Sitting()) }
    }

    /// Lets go what was sealed of who reports.
    package mutating func forgetIdentity() {
        for index in sittings.indices { sittings[index].identity = nil }
        sealed = sealed.filter { !$0.key.isIdentity }
        consentedAt = nil
    }

    /// What earlier sittings sealed.
    package var earlier: ArraySlice<Sitting> { sittings.dropLast() }

    /// Whether a field is sealed: as a part of who reports, or of a confidential complaint.
    package static func isSealed(_ field: Field, confidential: Bool) -> Bool {
        field.isIdentity || (confidential && Capture.sealedKeys.contains(field.rawValue))
    }

    /// A text's length in characters, as coarse as the completeness needs it: an exact one would tell too much.
    package static func length(of text: String) -> Int {
        let length = text.unicodeScalars.count
        return [120, 40, 10].first { $0 <= length } ?? 1
    }

    /// As it is kept.
    package var json: JSON {
        var object = JSONObject()
        object.add("attachments", .array(attachments.map(JSON.string)))
        object.add("consented_at", consentedAt?.description)
        object.add("device", device.hex)
        object.add("next", next)
        object.add("salt", salt)
        object.add(
            "sealed",
            .object(
                Field.allCases.compactMap { field in
                    sealed[field].map { (field.rawValue, .integer($0)) }
                }))
        object.add(
            "sittings",
            .array(
                sittings.map { sitting in
                    var object = JSONObject()
                    object.add("content", sitting.content)
                    object.add("content_fields", .array(sitting.contentFields.map { .string($0.rawValue) }))
                    object.add("identity", sitting.identity)
                    return .object(object)
                }))
        object.add("started_at", startedAt.description)
        object.add("updated_at", updatedAt.description)
        object.add(
            "values",
            .object(
                Field.allCases.compactMap { field in
                    values[field].map { (field.rawValue, .string($0)) }
                }))
        return .object(object)
    }

    /// Reads what was kept.
    package init?(_ json: JSON) {
        guard let salt = json["salt"]?.string,
            let device = json["device"]?.string.flatMap({ Identifier(hex: $0) }),
            let startedAt = json["started_at"]?.string.flatMap({ Timestamp($0) }),
            let updatedAt = json["updated_at"]?.string.flatMap({ Timestamp($0) })
        else { return nil }
        self.salt = salt
        self.device = device
        id = Identifier(complaintOf: device, salt: salt)
        self.startedAt = startedAt
        self.updatedAt = updatedAt
        consentedAt = json["consented_at"]?.string.flatMap { Timestamp($0) }
        next = json["next"]?.string
        attachments = json["attachments"]?.array?.compactMap(\.string) ?? []
        values = [:]
        for member in json["values"]?.object?.members ?? [] {
            if let field = Field(rawValue: member.key) { values[field] = member.value.string }
        }
        sealed = [:]
        for member in json["sealed"]?.object?.members ?? [] {
            if let field = Field(rawValue: member.key) { sealed[field] = member.value.integer }
        }
        sittings = (json["sittings"]?.array ?? []).map { item in
            var sitting = Sitting()
            sitting.content = item["content"]?.string
            sitting.identity = item["identity"]?.string
            sitting.contentFields =
                item["content_fields"]?.array?.compactMap { $0.string.flatMap(Field.init(rawValue:)) } ?? []
            return sitting
        }
        if sittings.isEmpty { sittings = [Sitting()] }
    }
}
