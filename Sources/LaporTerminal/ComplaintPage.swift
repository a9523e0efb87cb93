import LaporModel
package import LaporStore

extension ComplaintRow {
    /// The title, or why there is none to be shown.
    package var shownTitle: String {
        if let title { return title }
        if status == Status.erased { return text(id: "(dihapus)", en: "(erased)") }
        return confidential
            ? text(id: "(rahasia, disegel)", en: "(confidential, sealed)")
            : text(id: "(dirapikan)", en: "(tidied away)")
    }

    /// The title as lists show it, with a mark where others are about the same matter.
    package var listedTitle: String {
        isLinked ? text(id: "[terkait] ", en: "[linked] ") + shownTitle : shownTitle
    }
}

extension ComplaintDetail {
    /// A complaint as a person reads it; `notes` stand behind its answers.
    package func page(
        _ row: ComplaintRow, status: String, path: String?, hoursEast: Int, notes: [(Bilingual, String)] = []
    ) -> String {
        let sealed = text(id: "(disegel)", en: "(sealed)")
        var lines: [(String, String)] = []
        func add(_ label: Bilingual, _ value: String?) {
            if let value, !value.isEmpty { lines.append((label.text(), value)) }
        }
        let hidden = row.confidential && content == nil
        add(Bilingual(id: "Nomor", en: "Number"), row.number.description)
        add(Bilingual(id: "Status", en: "Status"), status)
        add(Bilingual(id: "Jenis", en: "Kind"), row.classification)
        add(Bilingual(id: "Judul", en: "Title"), hidden ? sealed : content?.title)
        add(Bilingual(id: "Isi", en: "Story"), hidden ? sealed : content?.description)
        add(Bilingual(id: "Tanggal kejadian", en: "Incident"), content?.incidentDate)
        add(Bilingual(id: "Wilayah", en: "Region"), [row.region, path ?? ""].joined(separator: " "))
        add(Bilingual(id: "Lokasi", en: "Location"), hidden ? sealed : content?.location)
        if let latitude = content?.latitude, let longitude = content?.longitude {
            add(Bilingual(id: "Koordinat", en: "Coordinates"), "\(latitude), \(longitude)")
        }
        add(Bilingual(id: "Kategori", en: "Category"), Self.named(row.category, categoryName))
        add(
            Bilingual(id: "Instansi", en: "Agency"), hidden ? sealed : Self.named(content?.agency, agencyName)
        )
        add(
            Bilingual(id: "Sifat", en: "Flags"),
            [
                row.anonymous ? text(id: "anonim", en: "anonymous") : nil,
                row.confidential ? text(id: "rahasia", en: "confidential") : nil,
            ].compactMap { $0 }.joined(separator: ", "))
        for (key, label) in Self.identityLabels { add(label, identity?.values[key]) }
        if identity == nil, !complaint.sealedIdentities.isEmpty {
            add(Bilingual(id: "Pelapor", en: "Reporter"), sealed)
        }
        if let consent = complaint.capture.consent {
            add(
                Bilingual(id: "Persetujuan", en: "Consent"),
                "\(consent.method.label.text()), \(consent.officer), \(consent.at.shown(hoursEast: hoursEast))"
            )
        }
        add(Bilingual(id: "Petugas", en: "Officer"), complaint.capture.officer)
        add(Bilingual(id: "Bahasa", en: "Language"), complaint.capture.language)
        for attachment in attachments {
            add(
                Bilingual(id: "Lampiran", en: "Attachment"), attachment.shownLine(unnamed: sealed))
        }
        add(Bilingual(id: "Nomor LAPOR!", en: "LAPOR! number"), complaint.trackingID.map { "#" + $0 })
        for answer in complaint.answers {
            let who = answer.agency.map { " (\($0))" } ?? ""
            let origin =
                answer.givenFor.map { text(id: ", untuk \(name($0))", en: ", for \(name($0))") } ?? ""
            add(
                Bilingual(id: "Jawaban", en: "Answer"),
                "\(answer.text)\(who), \(answer.at.prefix(10))\(origin)")
        }
        for day in complaint.sealedAnswerDays {
            add(Bilingual(id: "Jawaban", en: "Answer"), "\(sealed), \(day)")
        }
        for (label, note) in notes { add(label, note) }
        for other in linked {
            let title = other.title.map { " \($0)" } ?? ""
            add(Bilingual(id: "Terkait dengan", en: "Linked with"), name(other.id) + title)
        }
        for conflict in complaint.conflicts {
            let values = conflict.values.map { $0.value ?? "–" }.joined(separator: " | ")
            add(Bilingual(id: "Konflik", en: "Conflict"), "\(conflict.field): \(values)")
        }
        add(Bilingual(id: "Kelengkapan", en: "Completeness"), "\(complaint.capture.completeness)/100")
        let doubt = row.clockBehind ? text(id: " (jam laptop diragukan)", en: " (clock in doubt)") : ""
        let clock = clocks == nil ? "" : text(id: ", jam laptop", en: ", the laptop's clock")
        add(
            Bilingual(id: "Dicatat", en: "Recorded"),
            row.recordedAt.shown(hoursEast: hoursEast) + clock + doubt)
        if let clocks { clocks.lines(hoursEast: hoursEast).forEach { add($0.label, $0.value) } }
        add(Bilingual(id: "Laptop", en: "Device"), "\(row.deviceName) (\(row.device.code))")
        add(Bilingual(id: "Id", en: "Id"), row.id.hex)
        var page = Self.aligned(lines)
        page += "\n\n" + text(id: "Riwayat", en: "History")
        for entry in complaint.history {
            let who = Terminal.line(entry.operatorName ?? entry.author.code)
            page += "\n  \(entry.at.shown(hoursEast: hoursEast))  \(Self.words(for: entry.kind))  \(who)"
            if let words = entry.words { page += "\n    \"\(Terminal.line(words))\"" }
        }
        return page
    }

    /// A code with its name.
    private static func named(_ code: String?, _ name: String?) -> String? {
        code.map { code in [code, name].compactMap { $0 }.joined(separator: " ") }
    }

    /// The number of a linked complaint, or its id's beginning where it is not here.
    private func name(_ id: Identifier) -> String {
        linked.first { $0.id == id }?.number?.description ?? id.code
    }

    /// A kind of event in words; one of a newer version as it is.
    private static func words(for kind: String) -> String {
        switch kind {
        case EventKind.captured: text(id: "dicatat", en: "taken down")
        case EventKind.identified: text(id: "identitas ditambahkan", en: "identity added")
        case EventKind.attached: text(id: "lampiran ditambahkan", en: "attachment added")
        case EventKind.unsealed: text(id: "segel dibuka", en: "opened")
        case EventKind.changed: text(id: "diubah", en: "changed")
        case EventKind.withdrawn: text(id: "ditarik", en: "withdrawn")
        case EventKind.commented: text(id: "ditanggapi pelapor", en: "commented on")
        case EventKind.responded: text(id: "dijawab kantor", en: "answered")
        case EventKind.linked: text(id: "dikaitkan", en: "linked")
        case EventKind.unlinked: text(id: "kaitan dilepas", en: "unlinked")
        case EventKind.erased: text(id: "dihapus", en: "erased")
        default: kind
        }
    }

    private static let identityLabels: [(String, Bilingual)] = [
        ("name", Bilingual(id: "Nama pelapor", en: "Reporter")),
        ("nik", Bilingual(id: "NIK", en: "NIK")),
        ("phone", Bilingual(id: "Telepon", en: "Phone")),
        ("phone_owner", Bilingual(id: "Telepon milik", en: "Phone belongs to")),
        ("email", Bilingual(id: "Surel", en: "E-mail")),
        ("address", Bilingual(id: "Alamat", en: "Address")),
        ("sex", Bilingual(id: "Jenis kelamin", en: "Sex")),
        ("age_group", Bilingual(id: "Kelompok usia", en: "Age group")),
        ("disability", Bilingual(id: "Disabilitas", en: "Disability")),
        ("guardian", Bilingual(id: "Wali", en: "Guardian")),
    ]

    /// Labels in a column; the further lines of a value under its first.
    private static func aligned(_ lines: [(String, String)]) -> String {
        let width = lines.map { Terminal.displayWidth($0.0) }.max() ?? 0
        return lines.map { label, value in
            let space = String(repeating: " ", count: width - Terminal.displayWidth(label) + 2)
            let indent = "\n" + String(repeating: " ", count: width + 2)
            let text = Terminal.safe(value).split(separator: "\n", omittingEmptySubsequences: false)
            return label + space + text.joined(separator: indent)
        }.joined(separator: "\n")
    }
}

extension ComplaintClocks {
    /// What the office's page of a complaint says of times besides when it was recorded.
    func lines(hoursEast: Int) -> [(label: Bilingual, value: String)] {
        let arrived = arrivedAt.shown(hoursEast: hoursEast)
        var forwarded = text(id: "belum", en: "not yet")
        if let forwardedAt {
            let noted = forwardedAt.shown(hoursEast: hoursEast)
            let day = forwardedOn.map { text(id: "\($0), dicatat ", en: "\($0), noted ") } ?? ""
            forwarded =
                day + noted + text(id: ", jam kantor yang menjawab", en: ", the answering office's clock")
        }
        return [
            (
                Bilingual(id: "Tiba di kantor", en: "Arrived"),
                arrived + text(id: ", jam kantor ini", en: ", this office's clock")
            ), (Bilingual(id: "Diteruskan", en: "Passed on"), forwarded),
        ]
    }
}
