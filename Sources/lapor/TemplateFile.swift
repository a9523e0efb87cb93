import CanonicalJSON
import FileIO
import LaporBundle
import LaporField
import LaporModel
import LaporStore
import LaporTerminal

/// The empty file that `new --from` takes once it is filled.
struct TemplateFile {
    private let common: CommonOptions

    /// A template as it fits the laptop that these options name; a laptop that is not set up yet gives one too.
    init(_ common: CommonOptions) {
        self.common = common
    }

    static let goesAlone = ErrorReport(
        .usage,
        Bilingual(
            id: "--template tidak dipakai bersama pilihan lain", en: "--template goes with nothing else"),
        hint: Bilingual(
            id: "tulis dulu berkasnya; sesudah diisi: lapor new --from BERKAS",
            en: "write the file first; once it is filled: lapor new --from FILE"))

    /// Writes it to a new file, or to standard output for `-`.
    func write(to path: String) throws {
        let bytes = bytes
        if path == "-" {
            guard !common.json else { throw Self.goesAlone }
            return Terminal.write(bytes)
        }
        try Folder.write(bytes, to: path)
        let json = JSON.object([
            ("columns", .array(Field.allCases.map { .string($0.rawValue) })),
            ("path", .string(Folder.absolute(path))),
        ])
        let shown = Terminal.line(path)
        common.give(json) {
            Terminal.out(
                text(
                    id: """
                        Ditulis: \(shown)
                        Satu baris satu laporan; hapus baris contohnya. Wajib: classification, title, description,
                        region, dan incident_date untuk pengaduan. Kode wilayah dan kategori: lapor catalog --help
                        Simpan sebagai "CSV UTF-8", lalu: lapor new --from \(shown)
                        """,
                    en: """
                        Written: \(shown)
                        One row a complaint; delete the example row. Required: classification, title, description,
                        region, and incident_date of a pengaduan. Codes of regions and categories: lapor catalog --help
                        Save it as "CSV UTF-8", then: lapor new --from \(shown)
                        """))
        }
    }

    /// As a spreadsheet of the language's country opens it with a double click: with a BOM, and with the separator that
    /// goes with its decimal sign.
    private var bytes: [UInt8] {
        CaptureTemplate.bytes(
            example: example, separator: UInt8(ascii: Language.current == .indonesian ? ";" : ","))
    }

    /// Values that would be taken but for the marks; no NIK, which a spreadsheet takes for a number and rounds.
    private var example: [Field: String] {
        let device = try? common.device(for: .reading)
        let codes = try? device?.exampleCodes()
        let yesterday = Lapor.surroundings.now().day(hoursEast: device?.kit.office.hoursEast ?? 7) + -1
        let no = text(id: "tidak", en: "no")
        return [
            .classification: Classification.complaint.rawValue,
            .title: text(id: "CONTOH: jembatan Krajan putus", en: "EXAMPLE: the bridge at Krajan is broken"),
            .description: text(
                id: "Jembatan bambu di RT 03 putus sejak banjir; 40 anak memutar 3 km ke sekolah",
                en: "The bamboo bridge at RT 03 broke in the flood; 40 children walk 3 km more to school"),
            .incidentDate: yesterday.description, .region: codes?.region ?? "33.09.06.2001",
            .location: "Krajan RT 03/RW 01", .category: codes?.category ?? "", .anonymous: no,
            .confidential: no, .reporterName: text(id: "Nama Pelapor", en: "Name of the Reporter"),
            .reporterPhone: "0812-3456-7890", .consent: Consent.Method.readAloud.rawValue,
            .externalID: text(id: "CONTOH", en: "EXAMPLE"),
        ]
    }
}
