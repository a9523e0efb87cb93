import CanonicalJSON
import LaporBundle
import LaporField
import LaporModel
import LaporStore
import LaporTerminal

/// The first interview: question by question on a terminal, each answer checked when it is given.
struct Interview {
    let device: Device

    /// The citizen or the volunteer ended it: nothing is saved.
    private struct Ended: Error {}

    func run() throws {
        Terminal.note(
            text(
                id:
                    "Laporan baru. Kosongkan dan tekan Enter untuk melewati yang tidak wajib; Ctrl-D untuk batal.\n",
                en: "A new complaint. Press Enter to skip what is not required; Ctrl-D to cancel.\n"))
        do {
            let given = try ask()
            let (outcome, warnings) = try device.capture(given)
            CommonOptions.tell(warnings)
            if case .saved(_, let number, let completeness) = outcome {
                Terminal.out(
                    text(
                        id: "Tersimpan: \(number) (kelengkapan \(completeness) dari 100)",
                        en: "Saved: \(number) (completeness \(completeness) of 100)"))
            }
        } catch is Ended {
            Terminal.note(
                text(id: "\nDibatalkan; tidak ada yang disimpan.", en: "\nCancelled; nothing was saved."))
            throw Program.Finish(.interrupted)
        }
    }

    private func ask() throws -> GivenComplaint {
        var values: [Field: String] = [:]
        values[.classification] = try choose(
            Bilingual(id: "Jenis laporan", en: "Kind of complaint"),
            [
                ("pengaduan", Bilingual(id: "pengaduan", en: "a complaint")),
                ("aspirasi", Bilingual(id: "aspirasi", en: "a wish")),
                (
                    "permintaan-informasi",
                    Bilingual(id: "permintaan informasi", en: "a request for information")
                ),
            ])
        try ask(.title, Bilingual(id: "Judul singkat", en: "Short title"), required: true, &values)
        try ask(
            .description,
            Bilingual(id: "Ceritanya: apa, di mana, sejak kapan", en: "The story: what, where, since when"),
            required: true, &values)
        if values[.classification] == Classification.complaint.rawValue {
            try ask(
                .incidentDate,
                Bilingual(id: "Tanggal kejadian (TTTT-BB-HH)", en: "Date of the incident (YYYY-MM-DD)"),
                required: true, &values)
        }
        try askRegion(&values)
        try ask(.location, Bilingual(id: "Lokasi tepatnya", en: "Where exactly"), required: false, &values)
        try ask(.category, Bilingual(id: "Kode kategori", en: "Category code"), required: false, &values)
        values[.confidential] =
            try confirm(
                Bilingual(id: "Rahasiakan isi laporan dari umum?", en: "Keep the content from the public?"))
            ? "true" : nil
        try askIdentity(&values)
        let attachments = try askAttachments()
        try review(values, attachments)
        return GivenComplaint(values: values, attachments: attachments)
    }

    private func line(_ question: Bilingual) throws -> String {
        guard let answer = Terminal.readLine(prompt: question.text() + ": ") else { throw Ended() }
        return answer
    }

    /// Asks until the answer is good, or left out where it may be.
    private func ask(
        _ field: Field, _ question: Bilingual, required: Bool, _ values: inout [Field: String]
    ) throws {
        while true {
            let answer = try line(question)
            if answer.allSatisfy(\.isWhitespace) {
                if !required { return }
                Terminal.note(text(id: "  wajib diisi", en: "  this is required"))
                continue
            }
            guard let problem = try problem(field, answer) else {
                values[field] = answer
                return
            }
            Terminal.note("  \(problem.message(naming: question.text()).text())")
        }
    }

    private func problem(_ field: Field, _ answer: String) throws -> FieldProblem? {
        let problems = try device.store.read { transaction -> [FieldProblem] in
            guard case .failure(let found) = try device.rules(transaction).check([field: answer]) else {
                return []
            }
            return found.all
        }
        return problems.first { $0.field == field }
    }

    private func choose(_ question: Bilingual, _ choices: [(String, Bilingual)]) throws -> String {
        while true {
            let list = choices.enumerated().map { "\($0 + 1) \($1.1.text())" }.joined(separator: ", ")
            let answer = try line(
                Bilingual(id: "\(question.id) (\(list)) [1]", en: "\(question.en) (\(list)) [1]"))
            if answer.isEmpty { return choices[0].0 }
            if let number = Int(answer), choices.indices.contains(number - 1) { return choices[number - 1].0 }
            Terminal.note(text(id: "  ketik nomornya", en: "  type the number"))
        }
    }

    private func confirm(_ question: Bilingual) throws -> Bool {
        let answer = try line(
            Bilingual(id: "\(question.id) (ya/tidak) [tidak]", en: "\(question.en) (yes/no) [no]"))
        return ["y", "ya", "yes"].contains(answer.lowercased())
    }

    /// Takes a code, or finds a village by a part of its name.
    private func askRegion(_ values: inout [Field: String]) throws {
        while true {
            let answer = try line(
                Bilingual(id: "Desa (nama atau kode wilayah)", en: "Village (name or region code)"))
            if answer.first?.isNumber == true {
                if let problem = try problem(.region, answer) {
                    Terminal.note("  \(problem.message(naming: text(id: "wilayah", en: "region")).text())")
                    continue
                }
                values[.region] = answer
                return
            }
            let places = try device.places(matching: answer, limit: 9)
            if places.isEmpty {
                Terminal.note(
                    text(
                        id: "  tidak ditemukan; coba sebagian namanya",
                        en: "  not found; try a part of the name"))
                continue
            }
            for (index, place) in places.enumerated() { Terminal.note("  \(index + 1) \(place.path)") }
            let pick = try line(Bilingual(id: "Nomor pilihan", en: "Number"))
            if let number = Int(pick), places.indices.contains(number - 1) {
                values[.region] = places[number - 1].code
                return
            }
        }
    }

    private func askIdentity(_ values: inout [Field: String]) throws {
        guard
            try confirm(
                Bilingual(
                    id: "Apakah pelapor mau menyebutkan identitas?",
                    en: "Does the reporter want to say who they are?"))
        else { return }
        let script = device.kit.consent
        Terminal.note("\n" + Bilingual(id: script.indonesian, en: script.english).text() + "\n")
        guard try confirm(Bilingual(id: "Pelapor setuju?", en: "Does the reporter agree?")) else { return }
        values[.consent] = Consent.Method.readAloud.rawValue
        values[.anonymous] =
            try confirm(
                Bilingual(
                    id: "Sembunyikan identitas dari instansi dan umum?",
                    en: "Hide the identity from the agency and the public?"))
            ? "true" : nil
        try ask(.reporterName, Bilingual(id: "Nama", en: "Name"), required: false, &values)
        try ask(.reporterNIK, Bilingual(id: "NIK", en: "NIK"), required: false, &values)
        try ask(.reporterPhone, Bilingual(id: "Nomor ponsel", en: "Mobile number"), required: false, &values)
        try ask(.reporterAddress, Bilingual(id: "Alamat", en: "Address"), required: false, &values)
        try ask(.reporterSex, Bilingual(id: "Jenis kelamin (L/P)", en: "Sex (L/P)"), required: false, &values)
        try ask(
            .reporterAgeGroup, Bilingual(id: "Usia (anak, dewasa, lansia)", en: "Age (anak, dewasa, lansia)"),
            required: false, &values)
        try ask(
            .guardian, Bilingual(id: "Wali (bila pelapor anak)", en: "Guardian (of a child)"),
            required: false, &values)
        try ask(.reporterDisability, Bilingual(id: "Disabilitas", en: "Disability"), required: false, &values)
        if values.keys.allSatisfy({ !$0.isIdentity }) { values[.consent] = nil }
    }

    private func askAttachments() throws -> [String] {
        var paths: [String] = []
        while true {
            let answer = try line(
                Bilingual(
                    id: "Lampiran (nama berkas; kosong bila selesai)",
                    en: "Attachment (file; empty when done)"))
            if answer.isEmpty { return paths }
            if let problem = device.problem(withAttachment: answer) {
                Terminal.note("  \(problem.message(naming: text(id: "lampiran", en: "attachment")).text())")
            } else {
                paths.append(answer)
            }
        }
    }

    /// Reads everything back before it is saved.
    private func review(_ values: [Field: String], _ attachments: [String]) throws {
        Terminal.note(text(id: "\nBacakan kembali kepada pelapor:", en: "\nRead this back to the reporter:"))
        for field in Field.allCases {
            guard let value = values[field] else { continue }
            Terminal.note("  \(field.label.text()): \(value)")
        }
        for path in attachments { Terminal.note("  \(Field.attachments.label.text()): \(path)") }
        let answer = try line(Bilingual(id: "Simpan? (ya/tidak) [ya]", en: "Save? (yes/no) [yes]"))
        guard answer.isEmpty || ["y", "ya", "yes"].contains(answer.lowercased()) else { throw Ended() }
    }
}
