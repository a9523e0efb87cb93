import ArgumentParser
import Glibc
import LaporModel
import LaporTerminal

/// The fields of a complaint as flags; what they hold is checked by the model, not by the parser.
struct FieldOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: help(
            "pengaduan, aspirasi, atau permintaan-informasi",
            "pengaduan (complaint), aspirasi (wish), or permintaan-informasi (request)"),
        completion: .list(Classification.allCases.map(\.rawValue)))
    var classification: String?
    @Option(
        parsing: .unconditional,
        help: help("judul laporan, paling banyak 150 karakter", "title, at most 150 characters"))
    var title: String?
    @Option(
        parsing: .unconditional,
        help: help("isi laporan, paling banyak 10.000 karakter", "the story, at most 10,000 characters"))
    var description: String?
    @Option(
        parsing: .unconditional,
        help: help(
            "tanggal kejadian, TTTT-BB-HH (untuk pengaduan)",
            "date of the incident, YYYY-MM-DD (of a pengaduan)"))
    var incidentDate: String?
    @Option(
        parsing: .unconditional,
        help: help("kode wilayah, misalnya 33.09.06.2001", "region code, such as 33.09.06.2001"))
    var region: String?
    @Option(parsing: .unconditional, help: help("lokasi kejadian", "where exactly"))
    var location: String?
    @Option(
        parsing: .unconditional, help: help("lintang dalam derajat desimal", "latitude in decimal degrees"))
    var latitude: String?
    @Option(
        parsing: .unconditional, help: help("bujur dalam derajat desimal", "longitude in decimal degrees"))
    var longitude: String?
    @Option(parsing: .unconditional, help: help("kode kategori", "category code"))
    var category: String?
    @Option(parsing: .unconditional, help: help("instansi tujuan", "responsible agency"))
    var agency: String?
    @Flag(
        help: help(
            "identitas pelapor tidak ditunjukkan kepada instansi dan umum",
            "the reporter's identity is hidden from the agency and the public"))
    var anonymous = false
    @Flag(
        help: help("isi laporan tidak untuk umum; disegel", "the content is not for the public; it is sealed")
    )
    var confidential = false
    @Option(parsing: .unconditional, help: help("nama pelapor (disegel)", "the reporter's name (sealed)"))
    var reporterName: String?
    @Option(parsing: .unconditional, help: help("NIK pelapor (disegel)", "the reporter's NIK (sealed)"))
    var reporterNik: String?
    @Option(
        parsing: .unconditional,
        help: help("nomor ponsel pelapor (disegel)", "the reporter's mobile number (sealed)"))
    var reporterPhone: String?
    @Option(
        parsing: .unconditional,
        help: help(
            "milik siapa nomor itu, bila bukan pelapor (disegel)",
            "whose number it is, if not the reporter's (sealed)"))
    var reporterPhoneOwner: String?
    @Option(parsing: .unconditional, help: help("surel pelapor (disegel)", "the reporter's e-mail (sealed)"))
    var reporterEmail: String?
    @Option(
        parsing: .unconditional, help: help("alamat pelapor (disegel)", "the reporter's address (sealed)"))
    var reporterAddress: String?
    @Option(
        parsing: .unconditional,
        help: help("jenis kelamin pelapor: L atau P (disegel)", "the reporter's sex: L or P (sealed)"),
        completion: .list(["L", "P"]))
    var reporterSex: String?
    @Option(
        parsing: .unconditional,
        help: help(
            "kelompok usia: anak, dewasa, lansia, atau 18-25 (disegel)",
            "age group: anak (child), dewasa, lansia, or 18-25 (sealed)"),
        completion: .list(["anak", "dewasa", "lansia"]))
    var reporterAgeGroup: String?
    @Option(
        parsing: .unconditional,
        help: help("disabilitas pelapor (disegel)", "the reporter's disability (sealed)"))
    var reporterDisability: String?
    @Option(
        parsing: .unconditional,
        help: help(
            "persetujuan: read-aloud, written, atau recorded; wajib bila identitas diisi",
            "consent: read-aloud, written, or recorded; required with an identity"),
        completion: .list(Consent.Method.allCases.map(\.rawValue)))
    var consent: String?
    @Option(
        parsing: .unconditional,
        help: help(
            "wali; wajib bila pelapor anak (disegel)", "guardian; required where a child reports (sealed)"))
    var guardian: String?
    @Option(
        parsing: .unconditional,
        help: help(
            "petugas penerima (bawaan: petugas laptop ini)",
            "who takes the complaint (default: this laptop's officer)"))
    var officer: String?
    @Option(parsing: .unconditional, help: help("bahasa wawancara", "language of the interview"))
    var language: String?
    @Option(
        parsing: .unconditional,
        help: help(
            "nomor pada formulir atau berkas lain; pengulangan tidak dicatat dua kali",
            "number on a form or in another file; a repetition is not taken twice"))
    var externalId: String?

    private static func help(_ indonesian: String, _ english: String) -> ArgumentHelp {
        ArgumentHelp(text(id: indonesian, en: english), valueName: text(id: "nilai", en: "value"))
    }

    /// The values that were given, by field.
    var values: [Field: String] {
        let given: [(Field, String?)] = [
            (.classification, classification), (.title, title), (.description, description),
            (.incidentDate, incidentDate), (.region, region), (.location, location), (.latitude, latitude),
            (.longitude, longitude), (.category, category), (.agency, agency),
            (.anonymous, anonymous ? "true" : nil), (.confidential, confidential ? "true" : nil),
            (.reporterName, reporterName), (.reporterNIK, reporterNik), (.reporterPhone, reporterPhone),
            (.reporterPhoneOwner, reporterPhoneOwner), (.reporterEmail, reporterEmail),
            (.reporterAddress, reporterAddress), (.reporterSex, reporterSex),
            (.reporterAgeGroup, reporterAgeGroup), (.reporterDisability, reporterDisability),
            (.consent, consent), (.guardian, guardian), (.officer, officer), (.language, language),
            (.externalID, externalId),
        ]
        var values: [Field: String] = [:]
        for (field, value) in given { values[field] = value }
        return values
    }

    /// The values, those given as `-` read from standard input: one line each, in the order of the command line.
    func valuesWithStandardInput(_ arguments: [String]) throws -> [Field: String] {
        var values = values
        try Self.refuseFlags(asValuesIn: values)
        guard values.values.contains("-") else { return values }
        for field in Self.fieldsFromStandardInput(arguments) where values[field] == "-" {
            guard let line = Self.lineOfStandardInput() else {
                throw ErrorReport.report(FieldProblem(field, nil, .missing))
            }
            guard let text = String(validating: line, as: UTF8.self) else {
                throw ErrorReport.report(FieldProblem(field, nil, .notUTF8))
            }
            values[field] = text
        }
        return values
    }

    /// A flag that stands where a value should: `--location --json` has forgotten the location.
    private static func refuseFlags(asValuesIn values: [Field: String]) throws {
        let flags = Set(
            Field.allCases.map(\.flag) + [
                "--json", "--home", "--from", "--strict", "--again", "--template", "--help",
            ])
        guard let field = Field.allCases.first(where: { flags.contains(values[$0] ?? "") }) else { return }
        throw ErrorReport(
            .usage,
            Bilingual(id: "\(field.flag) tanpa nilai", en: "\(field.flag) has no value"),
            hint: Bilingual(
                id: "tulis nilainya sesudah \(field.flag), atau hapus",
                en: "write its value behind \(field.flag), or leave it out"))
    }

    /// The next line without its end, byte by byte: what follows it is not this field's.
    private static func lineOfStandardInput() -> [UInt8]? {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(STDIN_FILENO, &byte, 1) == 1 {
            if byte == 0x0A {
                if line.last == 0x0D { line.removeLast() }
                return line
            }
            line.append(byte)
        }
        return line.isEmpty ? nil : line
    }

    private static func fieldsFromStandardInput(_ arguments: [String]) -> [Field] {
        var fields: [Field] = []
        for (index, argument) in arguments.enumerated() {
            for field in Field.allCases {
                let follows = index + 1 < arguments.count && arguments[index + 1] == "-"
                if (argument == field.flag && follows) || argument == field.flag + "=-" {
                    fields.append(field)
                }
            }
        }
        return fields
    }
}
