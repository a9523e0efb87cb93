import Foundation
import Testing

// Going back, breaking off and reading back; python3 plays the person.
@Suite(.enabled(if: Tool.python != nil, "python3 is missing: nobody answers the interview"))
struct InterviewAgainTests {
    let workspace: Workspace
    let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        laptop = try workspace.ready().devices[0]
    }

    private static let story = "Sejak banjir bulan lalu anak sekolah memutar 5 km"
    private static let beginning = [
        ("Jenis", ""), ("Rahasia?", ""), ("Judul singkat", "Jembatan Madu putus"), ("Ceritanya", story),
    ]
    private static let place = [
        ("Kapan", "5/1/2026"), ("Desa", "madu"), ("Nomor pilihan", ""), ("Tepatnya", "RT 02"),
        ("Kategori", ""),
    ]
    private static let refused = [
        ("setuju", "t"), ("Lampiran", ""), ("Simpan?", ""), ("Lagi?", ""),
    ]

    private func description(_ again: [(String, String)]) throws -> String? {
        let shown = try Interviewer(laptop: laptop).hold(
            Self.beginning + [("Tambahan", "Sudah lapor ke kadus"), ("Kapan", "<")]
                + [("Cerita yang sudah ditulis:", "…"), (Self.story, "…")] + again + Self.place + Self.refused
        )
        #expect(shown.status == 0, "\(shown.screen)")
        return try laptop.complaints().first?.description
    }

    private static let whole = story + "\nSudah lapor ke kadus"

    @Test func `a story that is there stays with Enter, also over a choice that was broken off`() throws {
        let said = try description([
            ("Cerita (1", "2"), ("Cerita baru", ""), ("Cerita (1", "1"), ("Tambahan", "<"),
            ("Cerita (1", "Lain"), ("Yang diketik itu", "<"), ("Cerita (1", ""),
        ])
        #expect(said == Self.whole)
    }

    @Test(arguments: [
        [("Cerita (1", "1"), ("Tambahan", "Lain")], [("Cerita (1", "Lain"), ("Yang diketik itu", "")],
    ])
    func `what is typed is added to it`(again: [(String, String)]) throws {
        #expect(try description(again) == Self.whole + "\nLain")
    }

    @Test(arguments: [
        [("Cerita (1", "2"), ("Cerita baru", "Lain"), ("Tambahan", "")],
        [("Cerita (1", "Lain"), ("Yang diketik itu", "2"), ("Tambahan", "")],
    ])
    func `it is replaced only by who says so`(again: [(String, String)]) throws {
        #expect(try description(again) == "Lain")
    }

    @Test func `before the summary a question without anything to ask is passed over backwards too`() throws {
        let shown = try Interviewer(laptop: laptop).hold(
            Self.beginning + [("Tambahan", "Sudah lapor ke kadus")] + Self.place + [
                ("setuju", "t"), ("Lampiran", ""), ("Simpan?", "<"), ("Lampiran [tanpa]", "<"),
                ("setuju menyebut", "t"),
                ("Lampiran", ""), ("Simpan?", ""), ("Lagi?", ""),
            ])
        #expect(shown.status == 0, "\(shown.screen)")
    }

    @Test(arguments: Workspace.Language.allCases, ["xterm", "dumb"])
    func `Ctrl-C says that a draft was kept, and how to go on`(language: Workspace.Language, terminal: String)
        throws
    {
        let isEnglish = language == .english
        let kept =
            isEnglish
            ? "kept as a draft. Go on with: lapor new" : "tersimpan sebagai draf. Lanjutkan dengan: lapor new"
        let interviewer = Interviewer(laptop: laptop, language: language, terminal: terminal)
        let early = try interviewer.hold([(isEnglish ? "Kind" : "Jenis", "^C")])
        #expect(early.status == 130 && !early.screen.contains(kept))
        #expect(early.screen.contains(isEnglish ? "nothing was saved" : "tidak ada yang disimpan"))
        let broken = try interviewer.hold([
            (isEnglish ? "Kind" : "Jenis", ""), (isEnglish ? "Confidential" : "Rahasia", "^C"),
        ])
        #expect(broken.status == 130 && broken.screen.contains(kept), "\(broken.screen)")
        let resumed = try interviewer.hold([(isEnglish ? "Go on" : "Lanjutkan", "^C")])
        #expect(resumed.status == 130 && resumed.screen.contains(kept), "\(resumed.screen)")
    }

    @Test func `what is read back says whether it is confidential, and who agreed to what`() throws {
        let said = try Interviewer(laptop: laptop).hold(
            Self.beginning + [("Tambahan", "Sudah lapor ke kadus")] + Self.place + [
                ("setuju", "y"), ("Anonim", ""), ("Nama", "Sumarni"), ("Nomor HP", ""), ("Data lain", ""),
                ("Lampiran", ""), ("2 Rahasia: tidak", "…"), ("Persetujuan: ya, dibacakan", "…"),
                ("Anonim: tidak", "…"), ("Nama pelapor: Sumarni", "…"), ("Simpan?", "9"), ("setuju", "t"),
                ("2 Rahasia: tidak", "…"), ("Persetujuan: tidak; tanpa identitas, anonim", "…"),
                ("Simpan?", "2"), ("Rahasia?", "y"), ("2 Rahasia: ya", "…"), ("Simpan?", ""), ("Lagi?", ""),
            ])
        #expect(said.status == 0, "\(said.screen)")
        let complaint = try #require(try laptop.complaints().first)
        #expect(complaint.confidential && complaint.anonymous)
        #expect(try LeakSearch(["Sumarni"]).findings(in: laptop.home).isEmpty)
    }

    /// A photo that was taken near Boyolali.
    private func photo() throws -> String {
        try workspace.shell(
            """
            printf 'P6\\n8 8\\n255\\n' > p.ppm; head -c 192 /dev/zero >> p.ppm
            cjpeg p.ppm > rumah.jpg
            exiftool -q -overwrite_original -GPSLatitude=7.53333 -GPSLatitudeRef=S -GPSLongitude=110.6 \
                -GPSLongitudeRef=E -Artist='Pak Budi' rumah.jpg
            """)
        return workspace.path("rumah.jpg")
    }

    @Test(.enabled(if: Tool.all("cjpeg", "exiftool"), "cjpeg or exiftool is missing"))
    func `who does not want to be named is anonymous: a photo's place is neither offered nor kept`() throws {
        let photo = try photo()
        let shown = try Interviewer(laptop: laptop).hold(
            Self.beginning + [("Tambahan", "Sudah lapor ke kadus")] + Self.place + [
                ("setuju", "y"), ("Anonim", ""), ("Nama", "Sumarni"), ("Nomor HP", ""), ("Data lain", ""),
                ("Lampiran", photo), ("-7.53333, 110.60000. Itu", ""), ("Lampiran", ""),
                ("Koordinat: -7.53333, 110.60000", "…"), ("Simpan?", "10"), ("setuju", "t"),
                ("Koordinat dari foto dilepas", "…"), ("Persetujuan: tidak", "…"), ("Simpan?", "10"),
                ("Lampiran", "-"), ("Lampiran [tanpa]", photo), ("Lampiran [selesai", ""), ("Simpan?", ""),
                ("Lagi?", ""),
            ])
        #expect(shown.status == 0, "\(shown.screen)")
        let complaint = try #require(try laptop.complaints().first)
        #expect(complaint.anonymous)
        let detail: Answer.Detail = try laptop.must("show", complaint.id, "--json").json()
        #expect(detail.latitude == nil && detail.longitude == nil)
        let last = try #require(shown.screen.components(separatedBy: "Lampiran [tanpa]").last)
        #expect(!last.contains("Itu tempat kejadian?"))
        #expect(try LeakSearch(["Pak Budi", "-7.53333"]).findings(in: laptop.home).isEmpty)
    }
}
