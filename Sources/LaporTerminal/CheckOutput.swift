package import CanonicalJSON
import LaporModel
package import LaporStore

extension CommonOptions {
    /// Runs a check of a store and tells what it found; ends the command with 65 where that is a fault.
    ///
    /// `remedy` is what to do then with this program.
    package func check(
        program: String, remedy: Bilingual, _ check: (@escaping CheckProgress) throws -> CheckReport
    ) throws {
        try checkOrRepair(program: program, remedy: remedy) { (try check($0), nil) }
    }

    /// Runs a check, perhaps with a repair before it, whose findings are what was mended; tells what it found.
    package func checkOrRepair(
        program: String, remedy: Bilingual,
        _ check: (@escaping CheckProgress) throws -> (CheckReport, mended: [CheckFinding]?)
    ) throws {
        var shown: (stage: CheckStage, progress: Progress)?
        let (report, mended) = try check { stage, done, total in
            if shown?.stage != stage {
                shown?.progress.end()
                shown = (stage, Progress(stage.label))
            }
            shown?.progress.show(done, of: total)
        }
        shown?.progress.end()
        give(report.json(mended)) {
            for finding in mended ?? [] {
                let was = finding.wording
                Terminal.out(
                    Terminal.line(
                        text(
                            id: "diperbaiki: \(was.text(in: .indonesian))",
                            en: "mended: \(was.text(in: .english))")))
            }
            report.tell(program: program, remedy: remedy)
        }
        if !report.isSound { throw Program.Finish(.badData) }
    }
}

extension CheckReport {
    /// The one object of `check --json`; `mended` is what a repair did before.
    package func json(_ mended: [CheckFinding]? = nil) -> JSON {
        var members: [(String, JSON)] = [
            ("blobs", .integer(blobs)), ("complaints", .integer(complaints)), ("events", .integer(events)),
            ("faults", .array(faults.map(\.json))), ("feeds", .integer(feeds)), ("heads", .integer(heads)),
            ("notes", .array(notes.map(\.json))), ("sound", .bool(isSound)),
        ]
        if let mended { members.insert(("mended", .array(mended.map(\.json))), at: 6) }
        return .object(members)
    }

    /// What was looked at, as people read it.
    private var extent: Bilingual {
        let counts = [
            events.counted(id: "peristiwa", one: "event", many: "events"),
            blobs.counted(id: "lampiran", one: "attachment", many: "attachments"),
            complaints.counted(id: "laporan", one: "complaint", many: "complaints"),
        ]
        return Bilingual(
            id: counts.map(\.id).joined(separator: ", ") + " diperiksa",
            en: counts.map(\.en).joined(separator: ", ") + " checked")
    }

    fileprivate func tell(program: String, remedy: Bilingual) {
        for note in notes {
            Terminal.note(Terminal.line(text(id: "keterangan: ", en: "note: ") + note.wording.text()))
        }
        if isSound {
            Terminal.out(text(id: "Semua baik: \(extent.id)", en: "All is well: \(extent.en)"))
            return
        }
        for fault in faults { Terminal.error(fault.wording.text(), hint: nil, program: program) }
        let count = faults.count.counted(id: "kerusakan", one: "fault", many: "faults")
        Terminal.error(
            text(id: "\(count.id); \(extent.id)", en: "\(count.en); \(extent.en)"),
            hint: remedy.text(), program: program)
    }
}

extension CheckFinding {
    fileprivate var json: JSON {
        .object([
            ("fact", .string(fact)), ("feed", .string(orNull: feed?.hex)), ("file", .string(orNull: file)),
            ("id", .string(orNull: id)), ("kind", .string(kind.rawValue)),
            ("sequence", sequence.map { .integer($0) } ?? .null),
        ])
    }
}

extension CheckStage {
    fileprivate var label: Bilingual {
        switch self {
        case .events: Bilingual(id: "peristiwa", en: "events")
        case .blobs: Bilingual(id: "lampiran", en: "attachments")
        }
    }
}

extension Int {
    /// So many of something, with the thousands apart as each language writes them.
    package func counted(id: String, one: String, many: String) -> Bilingual {
        Bilingual(id: "\(grouped(by: ".")) \(id)", en: "\(grouped(by: ",")) \(self == 1 ? one : many)")
    }

    private func grouped(by separator: Character) -> String {
        let digits = String(self)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(separator) }
            text.append(digit)
        }
        return text
    }
}
