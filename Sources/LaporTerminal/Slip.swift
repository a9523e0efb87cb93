package import LaporModel
package import LaporStore
package import QRSymbol

/// The citizen's receipt (tanda terima, UU 25/2009): what was said, where and when, who took it, and what comes next.
///
/// The reporter's name is never on it: this laptop cannot read it.
package struct Slip {
    /// A line of the slip: what it is about, and what it says.
    struct Line: Equatable {
        var label: String
        var value: String
    }

    package let number: String
    package let qr: QRSymbol?
    let language: Language
    let heading: [String]
    let lines: [Line]
    let next: [String]
    let officer: String
    /// Whether there are lines on which the reporter may sign and write a name by hand.
    let hasNameLine: Bool

    /// The slip of a complaint, for an office and a team; `receivedAt` is where it was taken down, if it is known.
    package init(
        _ row: ComplaintRow, _ complaint: Complaint, status: String, path: String?, receivedAt: String?,
        office: String, team: String, hoursEast: Int, deadlines: Deadlines,
        language: Language = .current
    ) {
        func word(_ id: String, _ en: String) -> String { Bilingual(id: id, en: en).text(in: language) }
        self.language = language
        number = row.number.description
        qr = QRSymbol(row.number.description)
        heading = [word("TANDA TERIMA LAPORAN", "RECEIPT OF A COMPLAINT"), office, team]
        var lines: [Line] = []
        func add(_ id: String, _ en: String, _ value: String?) {
            guard let value, !value.isEmpty else { return }
            lines.append(Line(label: word(id, en), value: Terminal.line(value)))
        }
        add("Jenis", "Kind", row.classification)
        if row.confidential {
            add("Isi", "Content", word("rahasia, disegel", "confidential, sealed"))
        } else {
            add("Judul", "Title", row.title)
            add("Isi", "Story", row.description.map { Terminal.truncated(Terminal.line($0), to: 200) })
            add("Kejadian", "Incident", row.incidentDate)
        }
        add("Tempat", "Place", path ?? row.region)
        if !row.confidential { add("Lokasi", "Where", row.location) }
        let doubt =
            row.clockBehind ? word(" (jam laptop diragukan)", " (the laptop's clock is in doubt)") : ""
        add("Dicatat", "Recorded", row.recordedAt.shown(hoursEast: hoursEast) + doubt)
        add("Diterima di", "Received at", receivedAt)
        if !row.attachments.isEmpty {
            add("Lampiran", "Attachments", String(row.attachments.count))
        }
        if row.anonymous { add("Sifat", "Flags", word("anonim", "anonymous")) }
        if status == Status.withdrawn { add("Status", "Status", word("ditarik oleh pelapor", "withdrawn")) }
        if complaint.answerCount > 0 { add("Status", "Status", status) }
        add("Nomor LAPOR!", "LAPOR! number", row.trackingID.map { "#" + $0 })
        self.lines = lines
        officer = Terminal.line(complaint.capture.officer)
        hasNameLine = !row.anonymous && !row.confidential
        let steps =
            row.classification == Classification.request.rawValue
            ? word(
                "Permintaan informasi dijawab dalam \(deadlines[.request].days) hari kerja sesudah diterima kantor.",
                "A request for information is answered within \(deadlines[.request].days) working days after the office has it."
            )
            : word(
                "Kantor memeriksa dan meneruskan laporan dalam \(deadlines[.verify].days) hari kerja sesudah menerimanya; instansi menindaklanjuti dalam \(deadlines[.followUp].days) hari kerja.",
                "The office checks the complaint and passes it on within \(deadlines[.verify].days) working days after it has it; the agency follows up within \(deadlines[.followUp].days) working days."
            )
        let asking = word(
            "Menanyakan: sebut nomor ini kepada tim pada kunjungan berikutnya, atau di \(office).",
            "To ask: tell the team this number on its next visit, or at \(office).")
        let upstream =
            row.trackingID == nil
            ? nil
            : word(
                "Dengan nomor LAPOR! juga di lapor.go.id atau SMS 1708.",
                "With the LAPOR! number also at lapor.go.id, or by SMS to 1708.")
        // What was taken back is followed up no more.
        next = [status == Status.withdrawn ? nil : steps, asking, upstream].compactMap { $0 }.map {
            Terminal.line($0)
        }
    }
}
