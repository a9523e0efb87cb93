import CanonicalJSON
import LaporBundle
import LaporModel
import LaporStore

/// What an export tells of one complaint.
struct ExportRecord {
    var opened: OpenedComplaint
    /// Its region with what that lies in.
    var regionPath: String?
    var categoryName: String?

    var row: ComplaintRow { opened.row }
    var capture: Capture { opened.complaint.capture }
}

/// A value of an export with its type; each format writes it its own way.
enum ExportValue {
    case text(String?)
    case flag(Bool)
    case count(Int)
    /// `YYYY-MM-DD`.
    case day(String?)
    case time(Timestamp)
    /// A decimal number as it was given.
    case decimal(String?)
    case attachments([Attachment])
    case answers([Answer])
}

/// A column of an export, the same in every format; JSON has the names as keys.
struct ExportColumn: Sendable {
    var name: String
    /// In characters, where columns have a width.
    var width: Double
    var value: @Sendable (ExportRecord) -> ExportValue

    private init(_ name: String, _ width: Double, _ value: @escaping @Sendable (ExportRecord) -> ExportValue)
    {
        self.name = name
        self.width = width
        self.value = value
    }

    /// The columns of every export, in order.
    static let all: [ExportColumn] = [
        ExportColumn("number", 13) { .text($0.row.number.description) },
        ExportColumn("id", 12) { .text($0.row.id.hex) },
        ExportColumn("device", 12) { .text($0.row.device.hex) },
        ExportColumn("device_name", 16) { .text($0.row.deviceName) },
        ExportColumn("classification", 14) { .text($0.row.classification) },
        ExportColumn("title", 40) { .text($0.opened.content?.title) },
        ExportColumn("description", 60) { .text($0.opened.content?.description) },
        ExportColumn("region", 14) { .text($0.row.region) },
        ExportColumn("region_name", 40) { .text($0.regionPath) },
        ExportColumn("location", 30) { .text($0.opened.content?.location) },
        ExportColumn("latitude", 11) { .decimal($0.opened.content?.latitude) },
        ExportColumn("longitude", 11) { .decimal($0.opened.content?.longitude) },
        ExportColumn("category", 20) { .text($0.row.category) },
        ExportColumn("category_name", 24) { .text($0.categoryName) },
        ExportColumn("agency", 24) { .text($0.opened.content?.agency) },
        ExportColumn("incident_date", 12) { .day($0.opened.content?.incidentDate) },
        ExportColumn("status", 16) { .text($0.row.status ?? Status.received) },
        ExportColumn("tracking_id", 12) { .text($0.opened.complaint.trackingID) },
        ExportColumn("answers", 40) { .answers($0.opened.complaint.answers) },
        ExportColumn("anonymous", 10) { .flag($0.row.anonymous) },
        ExportColumn("confidential", 10) { .flag($0.row.confidential) },
        ExportColumn("attachments", 30) { .attachments($0.opened.attachments) },
        ExportColumn("officer", 20) { .text($0.capture.officer) },
        ExportColumn("language", 10) { .text($0.capture.language) },
        ExportColumn("consent", 12) { .text($0.capture.consent?.method.rawValue) },
        ExportColumn("completeness", 12) { .count($0.capture.completeness) },
        ExportColumn("external_id", 16) { .text($0.opened.content?.externalID) },
        ExportColumn("recorded_at", 18) { .time($0.row.recordedAt) },
    ]

    /// Those that follow where sealed parts are opened.
    static let identity: [ExportColumn] = Identity.keys.map { key in
        ExportColumn(key == "guardian" ? key : "reporter_" + key, 20) {
            .text($0.opened.identity?.values[key])
        }
    }
}

extension ExportValue {
    /// The value as a person reads it in a cell; times in the office's zone.
    func cell(hoursEast: Int) -> String {
        switch self {
        case .text(let text), .day(let text), .decimal(let text): text ?? ""
        case .flag(let flag): flag ? "ya" : "tidak"
        case .count(let count): String(count)
        case .time(let time): time.local(hoursEast: hoursEast)
        case .attachments(let attachments):
            attachments.map { $0.name ?? $0.sha256.hex }.joined(separator: "; ")
        case .answers(let answers):
            answers.map { answer in
                [answer.text, answer.agency.map { "(\($0))" }].compactMap { $0 }.joined(separator: " ")
            }.joined(separator: "; ")
        }
    }

    /// The value as JSON: times in UTC, what is absent or sealed `null`.
    var json: JSON {
        switch self {
        case .text(let text), .day(let text), .decimal(let text): .string(orNull: text)
        case .flag(let flag): .bool(flag)
        case .count(let count): .integer(count)
        case .time(let time): .string(time.description)
        case .attachments(let attachments):
            .array(
                attachments.map { attachment in
                    .object([
                        ("name", .string(orNull: attachment.name)),
                        ("sha256", .string(attachment.sha256.hex)),
                        ("size", .integer(attachment.size)), ("type", .string(orNull: attachment.type)),
                    ])
                })
        case .answers(let answers):
            .array(
                answers.map { answer in
                    .object([
                        ("agency", .string(orNull: answer.agency)), ("at", .string(answer.at)),
                        ("text", .string(answer.text)),
                    ])
                })
        }
    }
}
