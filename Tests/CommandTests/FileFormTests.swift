import Foundation
import Testing

/// The forms in which `new --from` takes complaints.
struct FileFormTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        laptop = ready.devices[0]
    }

    /// Texts that a careless reader or writer would change.
    static let texts = [
        "Jalan \"Pahlawan\", berlubang; dalam",
        "Baris satu\nbaris dua\r\nbaris tiga\n",
        "  dua spasi di muka dan di belakang  ",
        "Jum’at — Café Désa 😢🙏 ꦱꦸꦒꦼꦁ السلام عليكم",
        "e\u{301} bukan \u{E9}; tab\tdi tengah",
        "=HYPERLINK(\"http://contoh.invalid\";\"klik\")",
        "-7,5 juta\\n bukan baris baru",
        "NULL",
    ]

    private func expectTexts() throws {
        try succeed(office.run(["add", try laptop.bundle()]))
        let complaints = try office.complaints()
        #expect(complaints.compactMap(\.description).sorted() == Self.texts.sorted())
        #expect(complaints.compactMap(\.title).sorted() == Self.texts.map { "\($0)!" }.sorted())
        // Equal to the scalar, not only canonically.
        let scalars = complaints.compactMap(\.description).map { Array($0.unicodeScalars) }
        for text in Self.texts { #expect(scalars.contains(Array(text.unicodeScalars)), "\(text)") }
    }

    @Test func `CSV with commas, quotes and line breaks is taken as it stands`() throws {
        let rows = Self.texts.map { text in
            ["aspirasi", text + "!", text, "33.09.06.2001"].map(Table.quoted).joined(separator: ",")
        }
        let file = try workspace.write(
            "laporan.csv",
            (["classification,title,description,region"] + rows).joined(separator: "\n"))
        #expect(try laptop.capture(file: file).saved == Self.texts.count)
        try expectTexts()
    }

    @Test func `CSV as a spreadsheet writes it, with a BOM, semicolons and CRLF, is taken`() throws {
        let rows = Self.texts.map { text in
            ["aspirasi", text + "!", text, "33.09.06.2001"].map(Table.quoted).joined(separator: ";")
        }
        let text = (["classification;title;description;region"] + rows).joined(separator: "\r\n") + "\r\n"
        let file = try workspace.write("laporan.csv", Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8))
        #expect(try laptop.capture(file: file).saved == Self.texts.count)
        try expectTexts()
    }

    @Test func `NDJSON is taken, with booleans, numbers and lists`() throws {
        var lines = try Self.texts.map { text in
            let object = [
                "classification": "aspirasi", "title": text + "!", "description": text,
                "region": "33.09.06.2001",
            ]
            let data = try JSONSerialization.data(withJSONObject: object)
            return String(decoding: data, as: UTF8.self)
        }
        lines.insert("", at: 2)
        let file = try workspace.write("laporan.ndjson", lines.joined(separator: "\n"))
        #expect(try laptop.capture(file: file).saved == Self.texts.count)
        try expectTexts()

        try workspace.write("foto.jpg", "\u{1}foto")
        try workspace.write("suara.ogg", "\u{2}suara")
        let rich = try workspace.write(
            "kaya.ndjson",
            #"{"classification":"aspirasi","title":"Kaya","description":"Isi","region":"33.09.06.2001","#
                + #""anonymous":true,"confidential":false,"latitude":-7.65,"longitude":110.5,"agency":null,"#
                + #""external_id":77,"attachments":["foto.jpg","suara.ogg"]}"# + "\n")
        #expect(try laptop.capture(file: rich).saved == 1)
        let listed = try laptop.complaints()
        let complaint = try #require(listed.first { $0.title == "Kaya" })
        #expect(complaint.anonymous && !complaint.confidential && complaint.agency == nil)
        #expect(complaint.attachments.compactMap(\.name).sorted() == ["foto.jpg", "suara.ogg"])
        let detail: Answer.Detail = try laptop.must("show", complaint.id, "--json").json()
        #expect(detail.latitude == "-7.65")
        #expect(detail.longitude == "110.5")
        #expect(detail.externalId == "77")
    }

    @Test func `yes and no are understood in every spelling that the contract names`() throws {
        let words = ["true", "ya", "1", "false", "tidak", "0"]
        let rows = words.map { "aspirasi,\($0),Isi,33.09.06.2001,\($0)" }
        let file = try workspace.write(
            "laporan.csv",
            (["classification,title,description,region,anonymous"] + rows).joined(separator: "\n"))
        #expect(try laptop.capture(file: file).saved == words.count)
        let complaints = try laptop.complaints()
        #expect(
            Set(complaints.filter(\.anonymous).compactMap(\.title)) == ["true", "ya", "1"])
    }

    @Test func `the same number on a form is taken once, and a changed row is told of`() throws {
        let header = "external_id,classification,title,description,region\n"
        let file = try workspace.write(
            "laporan.csv",
            header + "f-1,aspirasi,Satu,Isi,33.09.06.2001\nf-2,aspirasi,Dua,Isi,33.09.06.2001\n")
        #expect(try laptop.capture(file: file).saved == 2)
        let before = try laptop.must("list", "--json").data
        try workspace.write(
            "laporan.csv",
            header + "f-1,aspirasi,Satu,Isi,33.09.06.2001\nf-2,aspirasi,Lain,Isi,33.09.06.2001\n")
        let output = try laptop.run(["new", "--from", file, "--json"])
        let again: Answer.FileTaken = try succeed(output).json()
        #expect(again.saved == 0 && again.known == 2)
        #expect(output.error.contains("baris 3"))
        #expect(!output.error.contains("baris 2"))
        #expect(try laptop.must("list", "--json").data == before)
    }
}
