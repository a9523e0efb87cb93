import Foundation
import Testing

// A lost laptop, a lost stick and a curious courier hold no readable name: that is looked for in their bytes.
@Suite(
    .enabled(if: Tool.all("age", "tar", "gzip", "bash"), "age, tar or gzip is missing: no bundle is unpacked")
)
struct LeakTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        laptop = ready.devices[0]
    }

    /// What is sealed, and must be found nowhere.
    private static let secrets = [
        "Sumarni", "Kartosuwiryo", "3309064501800001", "081234567890", "81234567890", "sumarni.k@contoh.id",
        "Ngemplakrejo", "Ngatinem", "3309061703750002", "85700011122", "Wonokerten", "tunarungu-berat",
        "Walinem",
        // The words of the confidential complaints.
        "Bendahara", "menggelapkan", "bantuan", "kwitansi", "pendopo", "Inspektorat", "buktirahasia",
        "fotobukti", "2026-01-17", "-7.53111", "110.61222", "formulir-rhs-9", "Kepala Dusun",
    ]
    /// What is clear, and must be found everywhere: it shows that the search can find.
    private static let clear = "Lampu jalan padam di Madu"

    private func captureAll() throws {
        try laptop.capture(
            "--title", Self.clear, "--reporter-name", "Sumarni Kartosuwiryo", "--reporter-nik",
            "3309064501800001", "--reporter-phone", "0812-3456-7890", "--reporter-email",
            "sumarni.k@contoh.id",
            "--reporter-address", "Dukuh Ngemplakrejo RT 3", "--consent", "read-aloud", "--anonymous")
        // From standard input, for the shell's history.
        let fromInput = try laptop.run(
            ["new"] + Laptop.good + [
                "--reporter-name", "-", "--reporter-nik", "-", "--reporter-phone", "-", "--consent",
                "written",
                "--reporter-disability", "tunarungu-berat", "--reporter-age-group", "anak", "--guardian",
                "Walinem",
            ], input: Data("Ngatinem\n3309061703750002\n085700011122\n".utf8))
        try succeed(fromInput)
        #expect(!(fromInput.text + fromInput.error).contains("Ngatinem"))
        let evidence = try workspace.write(
            "fotobukti-9.jpg", Data("\u{1}\u{2} buktirahasia \(String(repeating: "x", count: 3_000))".utf8))
        try laptop.capture(
            "--confidential", "--title", "Bendahara menggelapkan bantuan", "--description",
            "Tanpa kwitansi, di pendopo", "--location", "rumah Kepala Dusun", "--agency", "Inspektorat",
            "--incident-date", "2026-01-17", "--latitude", "-7.53111", "--longitude", "110.61222",
            "--external-id", "formulir-rhs-9", "--attach", evidence)
        let file = try workspace.write(
            "laporan.csv",
            "classification,title,description,region,confidential,reporter_name,reporter_address,consent,attachments\n"
                + "aspirasi,Bendahara lagi,menggelapkan,33.09.06.2001,ya,Sumarni,Wonokerten,recorded,fotobukti-9.jpg\n"
                + "aspirasi,Terang,Isi,33.09.06.2001,tidak,Ngatinem,Wonokerten,recorded,\n")
        #expect(try laptop.capture(file: file).saved == 2)
        // One that is refused after its values were read.
        let refused = try laptop.run(
            ["new"] + Laptop.good + ["--reporter-name", "Kartosuwiryo", "--reporter-phone", "081234567890"])
        #expect(refused.status == 65)
    }

    @Test func `no name, NIK or phone and no word of a confidential complaint lies open anywhere`() throws {
        let secrets = LeakSearch(Self.secrets)
        let proof = LeakSearch([Self.clear])
        try captureAll()
        #expect(try secrets.findings(in: laptop.home) == [])
        let bundle = try laptop.bundle()
        #expect(try office.add(bundle).status == 0)
        let unpacked = try office.unpack(bundle)

        // What was opened is not kept, but in the file that was asked for.
        let complaints = try office.complaints()
        for complaint in complaints {
            try office.must("show", complaint.id, "--open", "--json")
            let folder = try workspace.makeFolder("keluar-\(complaint.id)")
            try office.must("attachments", complaint.id, "--to", folder, "--open")
        }
        let table = workspace.path("ekspor.csv")
        try office.must("export", "--to", table, "--open")

        for folder in [laptop.home, unpacked, office.home, workspace.path("stik")] {
            #expect(try secrets.findings(in: folder) == [])
        }
        for folder in [laptop.home, unpacked, office.home] {
            #expect(try !proof.findings(in: folder).isEmpty, "the search finds nothing in \(folder)")
        }
        // What was sealed is there all the same: the export has every word of it.
        let export = try String(contentsOfFile: table, encoding: .utf8)
        for secret in [
            "Sumarni", "Walinem", "3309061703750002", "menggelapkan", "fotobukti-9.jpg", "formulir-rhs-9",
        ] {
            #expect(export.contains(secret))
        }
        let sealed = complaints.filter(\.sealed)
        #expect(sealed.count == 2)
        #expect(sealed.allSatisfy { $0.title == nil && $0.attachments.allSatisfy { $0.name == nil } })
    }

    @Test func `no page, no list and no export says what was sealed, unless it is opened`() throws {
        try captureAll()
        try laptop.must("outreach", "start", "--region", "33.09.06.2001", "--coordinator", "Pak Wiryo")
        for place in 1...3 { try laptop.capture("--title", "Talut longsor \(place)") }
        #expect(try office.add(try laptop.bundle()).status == 0)
        let folder = try workspace.makeFolder("keluaran")
        // An answer to a confidential complaint is as confidential.
        let complaints = try office.complaints()
        for complaint in complaints where complaint.sealed {
            try office.must("respond", complaint.number, "--status", "selesai", "--answer", "kwitansi ada")
        }
        let pages: [[String]] = [
            [], ["--since", "2020-01-01"], ["--region", "33"], ["--region", "33.09.06.2001"],
        ]
        let lists: [[String]] =
            [
                ["status"], ["status", "--json"], ["list"], ["list", "--json"], ["search", "jembatan"],
                ["duplicates"], ["conflicts"], ["gaps"], ["device", "list"], ["quarantine", "list"],
            ] + complaints.flatMap { [["show", $0.id], ["show", $0.id, "--json"]] }
        for language in Workspace.Language.allCases {
            for (place, scope) in pages.enumerated() {
                let path = "\(folder)/halaman-\(place)-\(language.rawValue).html"
                try succeed(office.run(["status", "--html", path] + scope, language: language))
            }
            for (place, list) in lists.enumerated() {
                let output = try office.run(list, language: language)
                try workspace.write("keluaran/daftar-\(place)-\(language.rawValue).txt", output.data)
            }
        }
        for ending in ["csv", "ndjson", "geojson", "xlsx"] {
            let output = try office.run(["export", "--to", "\(folder)/ekspor.\(ending)"])
            // Without the trait there is no workbook.
            #expect(output.status == 0 || ending == "xlsx" && output.error.contains("Spreadsheet"))
        }
        if workspace.exists("\(folder)/ekspor.xlsx"), let python = Tool.python {
            try workspace.shell("'\(python)' -m zipfile -e ekspor.xlsx ekspor-xlsx", in: folder)
        }
        #expect(try LeakSearch(Self.secrets).findings(in: folder) == [])
        // The search can find, and the page is silent about what is open elsewhere.
        let open = try LeakSearch([Self.clear, "Talut longsor", "Sejak hujan"]).findings(in: folder)
        for ending in ["csv", "ndjson"] { #expect(open.contains { $0.hasPrefix("ekspor.\(ending)") }) }
        #expect(!open.contains { $0.hasPrefix("halaman") })
        #expect(
            try LeakSearch(["Pak Wiryo", "Rina"]).findings(in: folder).allSatisfy { !$0.hasPrefix("halaman") }
        )
    }

    @Test func `no folder of temporary files keeps anything`() throws {
        try captureAll()
        _ = try laptop.bundle()
        let before = Set(try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path))
        try office.must("export", "--to", workspace.path("ekspor.csv"), "--open")
        let after = Set(try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path))
        #expect(after.subtracting(before) == ["ekspor.csv"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: laptop.home + "/staging") == [])
        #expect(try FileManager.default.contentsOfDirectory(atPath: office.home + "/staging") == [])
        #expect(!workspace.exists(workspace.path("nobody")))
    }

    @Test func `a word is found in each form in which it may lie`() throws {
        let folder = try workspace.makeFolder("bentuk")
        let word = "Sumarni"
        for (index, text) in ["", "a", "ab"].enumerated() {
            try workspace.write("bentuk/b\(index)", Data((text + word + " lagi").utf8).base64EncodedString())
        }
        try workspace.write("bentuk/h", word.utf8.map { String(format: "%02X", $0) }.joined())
        try workspace.write("bentuk/t", "…\(word)…")
        #expect(try LeakSearch([word]).findings(in: folder).count == 5)
        #expect(try LeakSearch(["Suparni"]).findings(in: folder) == [])
    }
}
