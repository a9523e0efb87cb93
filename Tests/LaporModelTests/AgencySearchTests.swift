import LaporModel
import Testing

/// Agencies as villagers and volunteers write them.
struct AgencySearchTests {
    private static let agencies = [
        ("dpupr", "Dinas Pekerjaan Umum dan Penataan Ruang"), ("01", "Dinas Kesehatan"),
        ("02", "Dinas Pendidikan dan Kebudayaan"), ("03", "Dinas Kependudukan dan Pencatatan Sipil"),
        ("04", "Dinas Perhubungan"), ("05", "Perusahaan Daerah Air Minum Tirta Ampera"),
        ("06", "Badan Penanggulangan Bencana Daerah"), ("07", "Dinas Sosial"),
        ("08", "Satuan Polisi Pamong Praja"), ("09", "Dinas Komunikasi dan Informatika"),
        ("10", "Dinas Peternakan dan Perikanan"), ("11", "Dinas Lingkungan Hidup"),
        ("12", "Dinas Pemberdayaan Masyarakat dan Desa"),
        ("13", "Dinas Pengendalian Penduduk dan Keluarga Berencana"),
    ]

    private static func found(_ text: String) -> [String] {
        ListSearch.codes(matching: text, among: agencies.map { (code: $0.0, name: $0.1) }, limit: 3)
    }

    @Test(arguments: [
        ("dinas perkerjaan umum", "dpupr"), ("dinas PU", "dpupr"), ("PUPR", "dpupr"), ("dinkes", "01"),
        ("Dinas Kesehtan", "01"), ("kesehatn", "01"), ("disdik", "02"), ("dinas pendidkan", "02"),
        ("disdukcapil", "03"), ("dinas kependudukan catatan sipil", "03"), ("dishub", "04"), ("PDAM", "05"),
        ("pdam tirta", "05"), ("BPBD", "06"), ("badan penangulangan bencana", "06"), ("dinsos", "07"),
        ("satpol PP", "08"), ("satpolpp", "08"), ("diskominfo", "09"), ("DLH", "11"), ("DPMD", "12"),
        ("DPPKB", "13"),
    ])
    func `an agency is found by a misspelt name or a short form`(_ text: String, _ code: String) {
        #expect(Self.found(text).first == code, "\(Self.found(text))")
    }

    @Test(arguments: ["kerbau", "jembatan", "bupati", "KUA", "x"])
    func `what is the short form of none finds none`(_ text: String) {
        #expect(Self.found(text).isEmpty, "\(Self.found(text))")
    }
}
