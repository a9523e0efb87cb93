package import CanonicalJSON

/// A team's visit to a village (kegiatan), as its events tell it (FORMAT.md, Outreach).
package struct Outreach: Equatable, Sendable {
    /// What is written down about a visit; the name is that of the key and, with hyphens, of the flag.
    package enum Field: String, CaseIterable, Sendable {
        case region
        case venue
        case organiser
        case coordinator
        case volunteers
        case activities
        case startedAt = "started_at"
        case endedAt = "ended_at"
        case attendance
        case attendanceMale = "attendance_male"
        case attendanceFemale = "attendance_female"
        case disabled
        case elderly
        case materials
        case signal
        case obstacles

        /// What a value must look like.
        package enum Form: Sendable {
            case text(limit: Int)
            /// Several texts, separated by `;`.
            case list
            case count
            case region
            case time
            case signal
        }

        /// The form of its values.
        package var form: Form {
            switch self {
            case .region: .region
            case .venue, .organiser, .coordinator: .text(limit: 200)
            case .volunteers, .activities: .list
            case .startedAt, .endedAt: .time
            case .attendance, .attendanceMale, .attendanceFemale, .disabled, .elderly: .count
            case .materials: .text(limit: 500)
            case .signal: .signal
            case .obstacles: .text(limit: 2_000)
            }
        }

        /// The flag: `--attendance-male`.
        package var flag: String { "--" + rawValue.split(separator: "_").joined(separator: "-") }
    }

    /// How good the signal was, by words.
    package static let signals = ["tidak-ada", "lemah", "cukup", "baik"]

    package var id: Identifier
    /// The feed that began it.
    package var device: Identifier
    /// When it was written down, by the device's clock.
    package var recordedAt: Timestamp
    /// The values that stand; times as RFC 3339, lists separated by `;`.
    package var values: [Field: String]
    /// Its photos, by name: what any of its events attached, each once.
    package var attachments: [Attachment] = []
    /// The events that gave them: what a correction replaces.
    private var standing: Standing

    /// Whether nobody has ended it yet.
    package var isOpen: Bool { values[.endedAt] == nil }

    /// A field as a number.
    package func count(_ field: Field) -> Int? { values[field].flatMap { Int($0) } }

    /// A field as a point in time.
    package func time(_ field: Field) -> Timestamp? { values[field].flatMap { Timestamp($0) } }

    /// A field as a list.
    package func list(_ field: Field) -> [String] {
        (values[field] ?? "").split(separator: ";").map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// When it began, as far as anybody said.
    package var startedAt: Timestamp { time(.startedAt) ?? recordedAt }

    /// The visits that events of a feed, and of those that go on from it, tell; by when they were written down.
    package static func all(_ events: [Event]) -> [Outreach] {
        var visits: [Identifier: Outreach] = [:]
        let started = events.filter { $0.header.kind == EventKind.outreachStarted }
        for event in started {
            guard let id = visit(event), visits[id] == nil else { continue }
            visits[id] = Outreach(id: id, events: events.filter { visit($0) == id }, from: event)
        }
        return visits.values.sorted { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }
    }

    /// The visit that an event tells of; `nil` where its body does not say, or is missing.
    package static func visit(_ event: Event) -> Identifier? {
        guard EventKind.ofVisits.contains(event.header.kind) else { return nil }
        return event.body?["outreach"]?.string.flatMap { Identifier(hex: $0) }
    }

    private init(id: Identifier, events: [Event], from started: Event) {
        self.id = id
        device = started.header.feed
        recordedAt = started.header.recordedAt
        standing = Standing()
        values = [:]
        for event in events {
            standing.replace(event.body?["replaces"])
            for member in event.body?["fields"]?.object?.members ?? [] {
                standing.add(member.key, member.value.string, by: event, .device)
            }
            attachments += event.attachments.filter { !attachments.contains($0) }
        }
        // Feeds come in one order on a laptop and in another at the office.
        attachments.sort { ($0.name ?? "", $0.sha256) < ($1.name ?? "", $1.sha256) }
        for field in Field.allCases {
            if let value = standing.values(of: field.rawValue).first?.value { values[field] = value }
        }
    }

    /// The body of an event that gives fields other values, `nil` empties one, and attaches files.
    package func change(_ fields: [Field: String?], attaching attachments: [Attachment] = []) -> JSONObject {
        var body = Self.body(id, fields, attaching: attachments)
        let replaced = fields.keys.sorted { $0.rawValue < $1.rawValue }.map { field in
            let ids = standing.values(of: field.rawValue).map { JSON.string($0.event.hex) }
            return (field.rawValue, JSON.array(ids))
        }
        body.add("replaces", .object(replaced))
        return body
    }

    /// The body of the event that begins a visit.
    package static func body(
        _ id: Identifier, _ fields: [Field: String?], attaching attachments: [Attachment] = []
    ) -> JSONObject {
        var body = JSONObject()
        if !attachments.isEmpty {
            body.add("attachments", .array(attachments.map { $0.json(sealed: false) }))
        }
        let values = fields.sorted { $0.key.rawValue < $1.key.rawValue }
        body.add("fields", .object(values.map { ($0.key.rawValue, .string(orNull: $0.value)) }))
        body.add("outreach", id.hex)
        return body
    }
}

/// What is wrong with something said of a visit.
package struct OutreachProblem: Error, Equatable, Sendable {
    /// What the value should have been.
    package enum Reason: Equatable, Sendable {
        case tooLong(limit: Int)
        case notACount
        case notARegionCode
        case unknownRegion
        case notATime
        case oneOf([String])
        /// The value is the end; both are told in a zone so many hours east of UTC.
        case endsBeforeStart(start: Timestamp, hoursEast: Int)
        /// More men and women than people.
        case moreThanAttendance(Int)
    }

    package var field: Outreach.Field
    package var value: String
    package var reason: Reason
}

extension Outreach {
    /// Checks what is said of a visit and gives it the form in which it is stored.
    ///
    /// Times may be RFC 3339, `YYYY-MM-DD HH:MM` or `HH:MM` of `today`, in a zone so many hours east of UTC.
    package static func check(
        _ given: [Field: String], over earlier: [Field: String] = [:], today: Day, hoursEast: Int,
        regionExists: ((String) -> Bool)?
    ) throws(OutreachProblem) -> [Field: String] {
        var checked: [Field: String] = [:]
        for field in Field.allCases {
            guard let value = given[field], !value.allSatisfy(\.isWhitespace) else { continue }
            func fail(_ reason: OutreachProblem.Reason) -> OutreachProblem {
                OutreachProblem(field: field, value: value, reason: reason)
            }
            switch field.form {
            case .text(let limit):
                guard value.unicodeScalars.count <= limit else { throw fail(.tooLong(limit: limit)) }
                checked[field] = value
            case .list:
                guard value.unicodeScalars.count <= 2_000 else { throw fail(.tooLong(limit: 2_000)) }
                checked[field] = value
            case .count:
                guard let count = Int(value.trimmed), (0...1_000_000).contains(count) else {
                    throw fail(.notACount)
                }
                checked[field] = String(count)
            case .region:
                guard RegionCode(value.trimmed) != nil else { throw fail(.notARegionCode) }
                guard regionExists?(value.trimmed) != false else { throw fail(.unknownRegion) }
                checked[field] = value.trimmed
            case .time:
                guard let time = time(value.trimmed, today: today, hoursEast: hoursEast) else {
                    throw fail(.notATime)
                }
                checked[field] = time.description
            case .signal:
                let word = value.lowercased().split { $0 == " " || $0 == "_" || $0 == "-" }
                    .joined(separator: "-")
                guard signals.contains(word) else { throw fail(.oneOf(signals)) }
                checked[field] = word
            }
        }
        let all = earlier.merging(checked) { $1 }
        if let start = all[.startedAt].flatMap({ Timestamp($0) }),
            let end = all[.endedAt].flatMap({ Timestamp($0) }), end < start
        {
            throw OutreachProblem(
                field: .endedAt, value: end.description,
                reason: .endsBeforeStart(start: start, hoursEast: hoursEast))
        }
        func count(_ field: Field) -> Int? { all[field].flatMap { Int($0) } }
        if let total = count(.attendance) {
            let men = count(.attendanceMale) ?? 0
            let women = count(.attendanceFemale) ?? 0
            if men + women > total {
                let field: Field = checked[.attendanceFemale] != nil ? .attendanceFemale : .attendanceMale
                throw OutreachProblem(
                    field: field, value: all[field] ?? "", reason: .moreThanAttendance(total))
            }
        }
        return checked
    }

    private static func time(_ text: String, today: Day, hoursEast: Int) -> Timestamp? {
        if let time = Timestamp(text) { return time }
        let parts = text.split { $0 == " " || $0 == "T" }
        let day = parts.count == 2 ? Day(String(parts[0])) : today
        guard (1...2).contains(parts.count), let day, let clock = parts.last else { return nil }
        let numbers = clock.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }.map {
            Day.number(Array($0.utf8)[...])
        }
        guard numbers.count == 2, let hour = numbers[0], let minute = numbers[1], hour < 24, minute < 60
        else { return nil }
        return day.start + ((hour - hoursEast) * 3_600 + minute * 60)
    }
}
