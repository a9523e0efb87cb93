import ArgumentParser
import CanonicalJSON
import LaporModel
import LaporOffice
import LaporStore
import LaporTerminal

struct GapsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gaps",
        abstract: text(
            id: "catatan dan lampiran yang belum tiba", en: "events and attachments that have not arrived"),
        aliases: ["celah"])

    @OptionGroup var common: CommonOptions

    func run() throws {
        let office = try common.office(for: .reading)
        let gaps = try office.gaps()
        common.give(.array(gaps.map(json))) {
            for gap in gaps { Terminal.out(line(gap, hoursEast: office.facts.hoursEast)) }
            if gaps.isEmpty { Terminal.note(text(id: "tidak ada celah", en: "no gaps")) }
        }
    }

    private func json(_ gap: Gap) -> JSON {
        switch gap.what {
        case .events(let range, let since):
            .object([
                ("device", .string(gap.device.id.hex)), ("first", .integer(range.lowerBound)),
                ("last", .integer(range.upperBound)), ("since", .string(orNull: since?.description)),
            ])
        case .blob(let sha256, let complaint, let outreach):
            .object([
                ("blob", .string(sha256.hex)), ("complaint", .string(orNull: complaint?.hex)),
                ("device", .string(gap.device.id.hex)), ("outreach", .string(orNull: outreach?.hex)),
            ])
        }
    }

    private func line(_ gap: Gap, hoursEast: Int) -> String {
        let who = "\(gap.device.id.code) \(Terminal.line(gap.device.name))"
        switch gap.what {
        case .events(let range, let since):
            let time = since.map { $0.shown(hoursEast: hoursEast) } ?? "–"
            return text(
                id:
                    "\(who): catatan \(range.lowerBound)–\(range.upperBound), sejak \(time); minta tim mengemas ulang",
                en:
                    "\(who): events \(range.lowerBound)–\(range.upperBound), since \(time); ask the team to pack again"
            )
        case .blob(let sha256, nil, let outreach?):
            return text(
                id: "\(who): lampiran \(sha256.hex.prefix(16))… dari kegiatan \(outreach.code)",
                en: "\(who): attachment \(sha256.hex.prefix(16))… of the visit \(outreach.code)")
        case .blob(let sha256, let complaint, _):
            return text(
                id: "\(who): lampiran \(sha256.hex.prefix(16))… dari laporan \(complaint?.code ?? "–")",
                en: "\(who): attachment \(sha256.hex.prefix(16))… of complaint \(complaint?.code ?? "–")")
        }
    }
}
