import Foundation
import Testing

/// Photos of real tools, from the volunteer's folder to the office's.
@Suite(.enabled(if: Tool.all("cjpeg", "exiftool", "mkfifo", "touch"), "cjpeg or exiftool is missing"))
struct AttachmentTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        laptop = ready.devices[0]
    }

    /// A photo that was taken near Boyolali by somebody.
    private func photo(_ name: String) throws -> String {
        try workspace.shell(
            """
            printf 'P6\\n8 8\\n255\\n' > p.ppm; head -c 192 /dev/zero >> p.ppm
            cjpeg p.ppm > '\(name)'
            exiftool -q -overwrite_original -GPSLatitude=7.53333 -GPSLatitudeRef=S -GPSLongitude=110.6 \
                -GPSLongitudeRef=E -DateTimeOriginal='2026:01:04 14:05:06' -Artist='Pak Budi' '\(name)'
            """)
        return workspace.path(name)
    }

    @Test func `the office gets an anonymous reporter's photo without place and time`() throws {
        let path = try photo("IMG_pak_budi.jpg")
        let output = try laptop.run(["new", "--json"] + Laptop.good + ["--anonymous", "--attach", path])
        let saved: Answer.Saved = try succeed(output).json()
        #expect(
            output.error == """
                lapor: IMG_pak_budi.jpg: tempat dan waktu dihapus dari foto
                lapor: peringatan: IMG_pak_budi.jpg: nama berkas tetap terbaca; bila menyebut orang, lampirkan dengan nama lain

                """)
        try office.merge(try laptop.bundle())
        let folder = try workspace.makeFolder("lampiran")
        try office.must("attachments", saved.id, "--to", folder)
        let left = try workspace.shell(
            "exiftool -a -G -GPS:all -EXIF:all -XMP:all '\(folder)/IMG_pak_budi.jpg'"
        )
        .text
        #expect(left == "")
        #expect(try LeakSearch(["Pak Budi", "2026:01:04"]).findings(in: office.home) == [])
        #expect(try LeakSearch(["Pak Budi", "2026:01:04"]).findings(in: laptop.home) == [])
    }

    @Test
    func `a file of complaints taken twice is known, though what is stored of its photos is not the same`()
        throws
    {
        _ = try photo("IMG_1.jpg")
        let file = try workspace.write(
            "laporan.csv",
            """
            external_id,classification,title,description,region,anonymous,attachments
            f-1,aspirasi,Satu,Isi,33.09.06.2001,ya,IMG_1.jpg

            """)
        #expect(try laptop.capture(file: file).saved == 1)
        #expect(try LeakSearch(["Pak Budi"]).findings(in: laptop.home) == [])
        let output = try laptop.run(["new", "--from", file, "--json"])
        let again: Answer.FileTaken = try succeed(output).json()
        #expect(again.saved == 0 && again.known == 1 && output.error.isEmpty, "\(output.error)")
    }

    @Test func `what is new on the phone since the visit began is attached, and named`() throws {
        let phone = try workspace.makeFolder("ponsel")
        try workspace.shell("mkdir -p ponsel/DCIM")
        let new = ["new"] + Laptop.good + ["--attach-new-from", phone, "--json"]
        let none = try laptop.run(new)
        #expect(
            none.status == 66 && none.error.contains("mulai dengan: lapor outreach start"))
        #expect(try laptop.complaints().isEmpty)
        try laptop.must("outreach", "start", "--region", "33.09.06.2001")
        _ = try photo("ponsel/DCIM/baru.jpg")
        _ = try photo("ponsel/DCIM/lama.jpg")
        try workspace.shell("touch -d '2 days ago' ponsel/DCIM/lama.jpg")
        let output = try succeed(laptop.run(new))
        #expect(output.error.contains("lapor: dilampirkan: \(phone)/DCIM/baru.jpg\n"))
        #expect(output.error.contains("lapor: dilewati: 1 berkas yang sudah ada sebelum kegiatan dimulai\n"))
        let complaint = try #require(try laptop.complaints().first)
        #expect(complaint.attachments.map(\.name) == ["baru.jpg"])
        #expect(
            output.error.hasSuffix(
                "lapor: baru.jpg: diambil di -7.53333, 110.60000 (2026-01-04); bila itu tempatnya: lapor edit "
                    + "\(complaint.number) --latitude -7.53333 --longitude 110.60000\n"))
        let again = try succeed(laptop.run(new))
        #expect(again.error.contains("baru.jpg: sudah dilampirkan pada sebuah laporan"))
        #expect(again.error.contains("lapor: peringatan: tidak ada yang baru di \(phone)"))
    }

    @Test func `a pipe is refused at once, wherever a file is expected`() throws {
        let pipe = workspace.path("pipa")
        try workspace.shell("mkfifo pipa")
        let commands = [
            (["new"] + Laptop.good + ["--attach", pipe], Int32(65)), (["new", "--from", pipe], 66),
            (["new", "--from", "/dev/null"], 66), (["verify", pipe], 66),
        ]
        for (command, status) in commands {
            let output = try laptop.run(command)
            #expect(output.status == status && output.error.contains("lapor: petunjuk: "), "\(output.error)")
        }
        let setup = try workspace.run(
            "lapor", ["--home", workspace.path("x"), "setup", pipe, "--device", "X"])
        #expect(setup.status == 66, "\(setup.error)")
        for command in [["responses", pipe], ["catalog", "regions", pipe], ["add", pipe]] {
            #expect(try office.run(command).status == 66, "\(command)")
        }
    }

    @Test(.enabled(if: Tool.python != nil, "python3 is missing: nobody answers the interview"))
    func `the interview offers a photo's place and day`() throws {
        let path = try photo("jembatan.jpg")
        let shown = try Interviewer(laptop: laptop).hold([
            ("Jenis", ""), ("Rahasia?", ""), ("Judul singkat", "Jembatan Madu putus"),
            ("Ceritanya", "Sejak banjir bulan lalu anak sekolah memutar 5 km"), ("Tambahan", ""),
            ("Kapan", "5/1/2026"), ("Desa", "madu"), ("Nomor pilihan", ""), ("Tepatnya", ""),
            ("Kategori", ""), ("setuju", "y"), ("Anonim", ""), ("Nama", "Sumarni"), ("Nomor HP", ""),
            ("Data lain", ""), ("Lampiran", path), ("-7.53333, 110.60000", ""),
            ("Ganti menjadi 2026-01-04", "y"), ("Lampiran", ""), ("Simpan?", ""), ("Lagi?", ""),
        ])
        #expect(shown.status == 0, "\(shown.screen)")
        let complaint = try #require(try laptop.complaints().first)
        #expect(complaint.incidentDate == "2026-01-04")
        let detail: Answer.Detail = try laptop.must("show", complaint.id, "--json").json()
        #expect(detail.latitude == "-7.53333" && detail.longitude == "110.60000")
    }
}
