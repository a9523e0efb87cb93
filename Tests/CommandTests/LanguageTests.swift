import Foundation
import Testing

/// Everything that a person reads is Indonesian or English, never one in the other's place.
struct LanguageTests {
    let workspace: Workspace

    init() throws {
        workspace = try Workspace()
    }

    private static let programs = ["lapor", "lapor-import"]

    /// The commands that a help page lists, by their canonical names.
    private func commands(on page: String) -> [String] {
        let sections = page.components(separatedBy: "\n\n")
        let list = sections.first { $0.hasPrefix("Commands:\n") || $0.hasPrefix("Perintah:\n") } ?? ""
        return list.split(separator: "\n").dropFirst().compactMap { line in
            // Names stand behind two spaces; what is indented further goes on from the line before.
            guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return nil }
            return line.split(separator: " ").first.map(String.init)
        }.filter { $0 != "help" }
    }

    /// All pages of a program by the words that lead to them.
    private func pages(_ program: String, _ language: Workspace.Language) throws -> [[String]: String] {
        var pages: [[String]: String] = [:]
        var waiting: [[String]] = [[]]
        while let path = waiting.popLast() {
            let output = try HelpPages.page(program, path, language, in: workspace)
            #expect(output.status == 0, "\(program) help \(path): \(output.error)")
            #expect(output.error.isEmpty)
            pages[path] = output.text
            waiting += commands(on: output.text).map { path + [$0] }
        }
        return pages
    }

    /// Words that are the same in both languages because they are names: commands, flags, values, formats.
    private static func isName(_ word: Substring) -> Bool {
        word.hasPrefix("--") || word.hasPrefix("<") || word.hasPrefix("[") || word.hasPrefix("(")
            || word.contains(where: { !$0.isLetter }) || word.count < 4
            || programs.contains(String(word)) || ["status", "STATUS", "lapor"].contains(word)
    }

    @Test(arguments: programs)
    func `every page of help is there in both languages, and no line is left untranslated`(program: String)
        throws
    {
        let indonesian = try pages(program, .indonesian)
        let english = try pages(program, .english)
        #expect(Set(indonesian.keys) == Set(english.keys))
        #expect(indonesian.count > 7)
        let names = Set(indonesian.keys.flatMap { $0 }).union([program])
        for (path, page) in english {
            let other = Set((indonesian[path] ?? "").split(separator: "\n"))
            for line in page.split(separator: "\n") where other.contains(line) {
                let words = line.split(whereSeparator: { " .,:;…".contains($0) })
                let prose = words.filter { !Self.isName($0) && !names.contains(String($0)) }
                #expect(prose.isEmpty, "\(program) \(path.joined(separator: " ")): \(line)")
            }
            #expect(page.contains("Usage: \(program)"))
            #expect(indonesian[path]?.contains("Pemakaian: \(program)") == true)
        }
    }

    @Test(arguments: programs)
    func `help is the same by flag, by word and by alias`(program: String) throws {
        let byWord = try workspace.run(program, ["help", "list"])
        #expect(byWord.status == 0)
        for arguments in [
            ["list", "--help"], ["list", "-h"], ["daftar", "--help"], ["bantuan", "daftar"],
        ] {
            let page = try workspace.run(program, arguments)
            #expect(page.status == 0, "\(arguments)")
            #expect(page.text == byWord.text, "\(arguments)")
        }
    }

    @Test(arguments: programs)
    func `usage errors are in the language that was asked for`(program: String) throws {
        for arguments in [
            ["terbang"], ["list", "--terbang"], ["show"], ["list", "--home"], ["help", "terbang"],
        ] {
            let indonesian = try workspace.run(program, arguments)
            let english = try workspace.run(program, arguments, language: .english)
            // The office's default command takes a word that is no command as a path.
            let expected: Int32 = program == "lapor-import" && arguments == ["terbang"] ? 78 : 64
            #expect(indonesian.status == expected, "\(arguments): \(indonesian.error)")
            #expect(english.status == expected, "\(arguments): \(english.error)")
            let pairs = zip(indonesian.error.split(separator: "\n"), english.error.split(separator: "\n"))
            for (one, other) in pairs { #expect(one != other, "\(arguments)") }
            #expect(indonesian.error.hasPrefix("\(program): kesalahan: "), "\(indonesian.error)")
            #expect(english.error.hasPrefix("\(program): error: "), "\(english.error)")
        }
    }

    @Test func `the language comes from LAPOR_LANG before the locale, and is Indonesian if neither says`()
        throws
    {
        for (environment, isEnglish) in [
            ([:], false), (["LANG": "en_GB.UTF-8"], true), (["LANG": "C.UTF-8"], false),
            (["LANG": "en_GB.UTF-8", "LAPOR_LANG": "id"], false),
            (["LANG": "id_ID.UTF-8", "LAPOR_LANG": "en"], true),
        ] as [([String: String], Bool)] {
            let output = try ProcessRun(
                "\(Workspace.built)/lapor", ["help"], environment: environment,
                directory: workspace.folder
            ).wait()
            #expect(output.text.contains(isEnglish ? "Usage:" : "Pemakaian:"), "\(environment)")
        }
    }

    @Test func `every command takes its Indonesian name`() throws {
        let (office, devices) = try workspace.ready()
        let laptop = devices[0]
        try succeed(laptop.run(["catat"] + Laptop.good))
        let folder = try workspace.makeFolder("stik")
        let packed: Answer.Packed = try laptop.must("kemas", "--to", folder, "--json").json()
        let bundle = try #require(packed.bundles.first?.path)
        try laptop.must("periksa", bundle)
        try office.must("gabung", bundle)
        let listed: [Answer.Complaint] = try office.must("daftar", "--json").json()
        let number = try #require(listed.first?.number)
        try laptop.must("daftar")
        try laptop.must("lihat", number)
        try office.must("lihat", number)
        try office.must("lampiran", number, "--to", try workspace.makeFolder("lampiran"))
        try office.must("perangkat", "daftar")
        try office.must("karantina", "daftar")
        try office.must("katalog", "lihat")
        try office.must("ekspor", "--to", workspace.path("ekspor.csv"))
        // A path alone is added, as the office's default command.
        try office.must(bundle)
    }
}
