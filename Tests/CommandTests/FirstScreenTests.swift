import Foundation
import Testing

/// What `lapor` alone shows.
struct FirstScreenTests {
    let workspace: Workspace

    init() throws {
        workspace = try Workspace()
    }

    @Test func `a laptop that is not set up is told how, and scripts get 78`() throws {
        let home = workspace.path("kosong")
        let shown = try succeed(workspace.run("lapor", ["--home", home]))
        #expect(shown.text.hasPrefix("Laptop ini belum disiapkan.\n"))
        #expect(shown.text.contains("\n  lapor setup tim.kit --device"))
        #expect(
            try workspace.run("lapor", ["--home", home], language: .english).text.contains("not set up yet"))
        let script = try workspace.run("lapor", ["--home", home, "--json"])
        #expect(script.status == 78 && script.data.isEmpty)
        #expect(!workspace.exists(home))
        #expect(try workspace.run("lapor", ["--help"]).text.contains("Pemakaian: lapor ["))
    }

    @Test func `the screen follows a complaint from the village to its answer`() throws {
        let (office, laptops) = try workspace.ready()
        let laptop = laptops[0]
        func screen() throws -> String { try laptop.must().text }
        func next() throws -> [String] {
            let tail =
                try screen().components(separatedBy: "\n\n").first { $0.hasPrefix("Berikutnya:") } ?? ""
            return tail.split(separator: "\n").filter { $0.hasPrefix("    ") }.map { String($0.dropFirst(4)) }
        }
        #expect(try screen().hasPrefix("laptop-1 ("))
        #expect(try screen().contains("), Rina\nTim Desa, kantor Kantor kantor\n"))
        #expect(try next() == ["lapor new"])
        let saved = try laptop.capture()
        #expect(try screen().contains("\n  Belum dikemas    1\n"))
        #expect(try next() == ["lapor pack", "lapor new"])
        let bundle = try laptop.bundle()
        #expect(try next() == ["lapor receive FOLDER", "lapor new"])
        #expect(try office.add(bundle).status == 0)
        try office.must(
            "respond", saved.number, "--status", "ditindaklanjuti", "--answer", "Minggu depan")
        let back = try workspace.makeFolder("balik")
        try office.must("reply", "--to", back)
        try laptop.must("receive", back)
        #expect(try screen().contains("\n  Dijawab          1\n  Belum dibacakan  1"))
        #expect(try next().first == "lapor list --state belum-dibacakan")
        #expect(String(decoding: try laptop.must("--json").data, as: UTF8.self).contains(#""unread":1"#))
        try laptop.must("feedback", saved.number, "--text", "Baik, terima kasih")
        #expect(try !screen().contains("Belum dibacakan"))
        #expect(try laptop.must("--json").data == laptop.must("status", "--json").data)
    }
}
