import Foundation
import Testing

// The citizen's receipt, on paper of 32 columns and as a page.
struct SlipTests {
    let workspace: Workspace
    let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        laptop = try workspace.ready().devices[0]
    }

    /// How many columns a terminal gives a line: wide letters two, marks none.
    private static func width(_ line: String) throws -> Int {
        let python = try #require(Tool.python)
        let program = """
            import sys, unicodedata
            def width(c):
                if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf"): return 0
                return 2 if unicodedata.east_asian_width(c) in ("W", "F") else 1
            print(sum(width(c) for c in sys.argv[1]))
            """
        let output = try ProcessRun(
            python, ["-c", program, line], environment: ["PATH": Tool.searchPath, "PYTHONUTF8": "1"],
            directory: FileManager.default.temporaryDirectory
        ).wait()
        return try #require(Int(output.text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    @Test func `it names what UU 25/2009 asks for, and never who reports`() throws {
        let saved = try laptop.capture(
            "--reporter-name", "Sumarni", "--consent", "read-aloud", "--location", "RT 02 dekat pasar")
        let slip = try laptop.must("slip", saved.number).text
        for word in [
            "TANDA TERIMA LAPORAN", "Kantor kantor", "Tim Desa", saved.number, "Jembatan putus",
            "Sejak hujan",
            "Madu, Mojosongo", "RT 02", "WIB", "3 hari kerja", "Rina", "Nama: ....",
        ] {
            #expect(
                slip.replacingOccurrences(of: "\n  ", with: " ").replacingOccurrences(of: "\n", with: " ")
                    .contains(word), "\(word)")
        }
        #expect(!slip.contains("Sumarni"))
        let english = try succeed(laptop.run(["slip", saved.number], language: .english)).text
        #expect(english.contains("RECEIPT OF A COMPLAINT") && english.contains("working days"))
        #expect(!english.contains("hari kerja"))
    }

    @Test func `taken down at a visit, it says where that was`() throws {
        try laptop.must("outreach", "start", "--region", "33.09.06.2001", "--venue", "Balai desa")
        let slip = try laptop.must("slip", try laptop.capture().number).text
        #expect(
            slip.replacing("\n  ", with: " ").contains("Diterima di: Balai desa, Madu, Mojosongo"), "\(slip)")
    }

    @Test func `of a confidential complaint nothing is told, of an anonymous one no name is asked`() throws {
        let secret = try laptop.capture("--title", "Pungutan rahasia", "--confidential")
        let slip = try laptop.must("tanda-terima", secret.number, "--format", "html").text
        #expect(
            slip.contains("rahasia, disegel") && !slip.contains("Pungutan") && !slip.contains("Nama (ditulis")
        )
        let anonymous = try laptop.capture("--title", "Lampu jalan mati", "--anonymous")
        #expect(!(try laptop.must("slip", anonymous.number).text.contains("Nama: ")))
    }

    @Test(
        .enabled(if: Tool.python != nil, "python3 is missing: widths are not measured"),
        arguments: [
            "Jembatan \u{6A4B}\u{6881}\u{6A4B}\u{6881}\u{6A4B}\u{6881}\u{6A4B}\u{6881}\u{6A4B}\u{6881}\u{6A4B}\u{6881}\u{6A4B}\u{6881}\u{6A4B}",
            "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301} mati lampu",
            String(repeating: "panjangsekali", count: 9),
            "satu dua tiga empat lima enam tujuh delapan sembilan",
            "\u{A9A0}\u{A9B2}\u{A9B8} aksara \u{0639}\u{0631}\u{0628}\u{064A} \u{202E}terbalik",
        ])
    func `no line is wider than the paper`(title: String) throws {
        let saved = try laptop.capture("--title", title, "--location", title)
        for line in try laptop.must("slip", saved.number).text.split(separator: "\n") {
            #expect(try Self.width(String(line)) <= 32, "\(line)")
        }
    }

    @Test func `it is written into a new file only, and what cannot be is refused`() throws {
        let saved = try laptop.capture("--title", "Kursi <b> & \"meja\"")
        let path = workspace.path("slip.html")
        try laptop.must("slip", saved.number, "--format", "html", "--to", path)
        let page = String(decoding: try workspace.read(path), as: UTF8.self)
        #expect(page.contains("Kursi &lt;b&gt; &amp; &quot;meja&quot;"))
        #expect(!page.contains("http") && !page.contains("src="))
        #expect(try laptop.run(["slip", saved.number, "--to", path]).status == 73)
        #expect(try laptop.run(["slip", saved.number, "--format", "pdf"]).status == 65)
        #expect(try laptop.run(["slip", "0000-0000-0"]).status == 66)
        let json = try laptop.must("slip", saved.number, "--json").text
        #expect(json.contains(#""number":"\#(saved.number)""#))
        try laptop.must("erase", saved.id, "--reason", "salah catat")
        #expect(try laptop.run(["slip", saved.id]).status == 66)
    }

    private static let reads = Tool.path("zbarimg") != nil && Tool.path("rsvg-convert") != nil

    @Test(.enabled(if: reads, "zbarimg or rsvg-convert is missing: the QR code is not read back"))
    func `the QR code says the number, on paper and on the page`() throws {
        let saved = try laptop.capture()
        let page = try laptop.must("slip", saved.number, "--format", "html").text
        guard let start = page.range(of: "<svg"), let end = page.range(of: "</svg>") else {
            // Built without the trait.
            #expect(try laptop.must("slip", saved.number).error.contains("trait QRCode"))
            return
        }
        let picture = page[start.lowerBound..<end.upperBound].replacingOccurrences(
            of: "<svg", with: "<svg xmlns=\"http://www.w3.org/2000/svg\"", range: nil)
        try workspace.write("qr.svg", picture)
        let read = try workspace.shell("rsvg-convert -w 400 qr.svg -o qr.png; zbarimg -q --raw qr.png")
        #expect(read.text == saved.number + "\n")
        // Half blocks as a thermal printer prints them: a picture of two rows a line.
        let lines = try laptop.must("slip", saved.number).text.split(separator: "\n").map(String.init)
        let blocks = lines.filter { $0.contains { "█▀▄".contains($0) } }
        var rows = ""
        for line in blocks {
            let padded = line + String(repeating: " ", count: 32 - line.count)
            for dark in ["█▀", "█▄"] {
                let row = padded.map { String(repeating: dark.contains($0) ? "1 " : "0 ", count: 8) }.joined()
                rows += String(repeating: row + "\n", count: 8)
            }
        }
        try workspace.write("slip.pbm", "P1\n\(32 * 8) \(blocks.count * 16)\n\(rows)")
        let paper = try workspace.shell("zbarimg -q --raw slip.pbm")
        #expect(paper.text == saved.number + "\n")
    }
}
