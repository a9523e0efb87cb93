import ArgumentParser
import CanonicalJSON
import LaporModel
import LaporOffice
import LaporStore
import LaporTerminal

struct DuplicatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates",
        abstract: text(
            id: "laporan yang mungkin tentang hal yang sama",
            en: "complaints that may be about the same matter"),
        discussion: text(
            id: """
                Dicari di kecamatan yang sama, dalam 60 hari, menurut kata-kata judul, isi, dan tempatnya. Laporan \
                rahasia tidak ikut: isinya tersegel. Yang sudah dikaitkan tidak diulang.
                """,
            en: """
                Looked for within a district and 60 days, by the words of title, story and place. Confidential \
                complaints are left out: their content is sealed. What is linked already is not repeated.
                """),
        aliases: ["kembar"])

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "hanya wilayah ini dan di dalamnya", en: "only this region and what lies in it"),
            valueName: text(id: "kode", en: "code")))
    var region: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "paling banyak sekian kelompok (bawaan 20; --json: semua)",
                en: "at most so many groups (default 20; --json: all)"),
            valueName: text(id: "jumlah", en: "count")))
    var limit: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let code = try region.map(FlagValue.region)
        let limit = try limit.map { try FlagValue.count("--limit", $0, atLeast: 1, example: 20) }
        let office = try common.office(for: .reading)
        guard !common.json else {
            var output = JSONArrayOutput()
            try office.duplicates(region: code, limit: limit) { output.add($0.json) }
            output.finish()
            return
        }
        var shown = 0
        let count = try office.duplicates(region: code, limit: limit ?? 20) { group in
            shown += 1
            Terminal.out((shown == 1 ? "" : "\n") + group.page(hoursEast: office.facts.hoursEast))
        }
        if count == 0 {
            Terminal.note(text(id: "tidak ada yang mirip", en: "nothing looks alike"))
        } else if count > shown {
            Terminal.note(
                text(
                    id: "… dan \(count - shown) kelompok lagi (--limit \(count) menampilkan semua)",
                    en: "… and \(counted(count - shown, "more group")) (--limit \(count) shows all of them)"))
        }
    }
}

extension TwinGroup {
    private static func percent(_ score: Double) -> Int { Int((score * 100).rounded()) }

    /// An element of `duplicates --json`; scores are 0 to 100.
    fileprivate var json: JSON {
        .object([
            ("complaints", .array(members.map(json(of:)))), ("score", .integer(Self.percent(score))),
        ])
    }

    private func json(of member: Member) -> JSON {
        let row = member.row
        return .object([
            ("device_name", .string(row.deviceName)), ("id", .string(row.id.hex)),
            ("incident_date", .string(orNull: row.incidentDate)), ("linked", .bool(row.isLinked)),
            ("number", .string(row.number.description)),
            ("recorded_at", .string(row.recordedAt.description)), ("region", .string(row.region)),
            ("status", .string(row.status ?? Status.received)), ("title", .string(orNull: row.title)),
            ("twin", member.twin.map { json(of: $0) } ?? .null),
        ])
    }

    private func json(of twin: Likeness) -> JSON {
        .object([
            ("days", .integer(twin.days)), ("id", .string(twin.id.hex)),
            ("number", .string(twin.number.description)), ("same_village", .bool(twin.isSameVillage)),
            ("score", .integer(Self.percent(twin.score))), ("words", .array(twin.words.map(JSON.string))),
        ])
    }

    /// As a person reads it, with the command that links them.
    fileprivate func page(hoursEast: Int) -> String {
        var lines: [String] = []
        for member in members {
            let row = member.row
            let day = row.recordedAt.day(hoursEast: hoursEast)
            lines.append(
                "\(row.number)  \(day)  \(row.region)  \(Terminal.line(row.deviceName))  "
                    + Terminal.line(row.listedTitle))
            guard let twin = member.twin else { continue }
            let words = twin.words.map { Terminal.line($0) }.joined(separator: ", ")
            let place =
                twin.isSameVillage
                ? text(id: "desa sama", en: "same village") : text(id: "kecamatan sama", en: "same district")
            lines.append(
                text(
                    id:
                        "  \(Self.percent(twin.score))/100 seperti \(twin.number): \(words); \(place); selisih \(twin.days) hari",
                    en:
                        "  \(Self.percent(twin.score))/100 like \(twin.number): \(words); \(place); \(counted(twin.days, "day")) apart"
                ))
        }
        // A long list is to be looked at first.
        if members.count <= 8 {
            let numbers = members.map(\.row.number.description).joined(separator: " ")
            lines.append("  lapor-import link \(numbers)")
        }
        return lines.joined(separator: "\n")
    }
}
