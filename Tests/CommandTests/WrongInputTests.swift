import Foundation
import Testing

/// Every kind of wrong input has its own exit code and message, and leaves both stores as they were.
struct WrongInputTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop
    private let names: [String: String]

    init() throws {
        workspace = try Workspace()
        office = try workspace.office()
        let kit = try office.kit()
        laptop = try office.laptop("laptop-1", kit: kit)
        try laptop.capture("--title", "Yang sudah ada", "--reporter-name", "Karto", "--consent", "written")
        let bundle = try laptop.bundle()
        try office.must("add", bundle)
        let other = try workspace.office("lain")
        let stranger = try other.laptop("laptop-lain", kit: try other.kit("lain.kit"))
        try stranger.capture()

        var forged = try workspace.read(kit)
        forged[forged.count / 2] ^= 1
        names = [
            "laptop": laptop.home, "kantor": office.home, "kit": kit, "bundel": bundle,
            "baru": workspace.path("baru"), "tidak-ada": workspace.path("tidak-ada"),
            "bundel-lain": try stranger.bundle(into: "stik-lain"),
            "kit-palsu": try workspace.write("palsu.kit", forged),
            "kit-terpotong": try workspace.write("terpotong.kit", workspace.read(kit).dropLast(1_500)),
            "acak": try workspace.write("acak.lapor", Data((0..<4_096).map { UInt8($0 &* 167 & 0xFF) | 1 })),
            "kosong": try workspace.write("kosong.lapor", Data()),
            "wilayah-salah": try workspace.write(
                "salah.csv", "kode,nama\n33,Jawa Tengah\n33.09,B\n9x,C\n33.09,D\n"),
        ]
    }

    private func filled(_ argument: String) -> String {
        guard argument.hasPrefix("{"), argument.hasSuffix("}") else { return argument }
        return names[String(argument.dropFirst().dropLast())] ?? argument
    }

    @Test func `a wrong value is named by its flag and nothing is saved`() throws {
        try expect(WrongInput.fields)
    }

    @Test func `a wrong command line is told apart by its exit code and changes nothing`() throws {
        try expect(WrongInput.commands)
    }

    private func lists() throws -> [Data] { try [laptop.must("list", "--json").data, office.listing()] }

    private func expect(_ all: [WrongInput]) throws {
        let before = try laptop.state() + office.state()
        let lists = try lists()
        for wrong in all {
            try expect(wrong)
            #expect(try self.lists() == lists, "\(wrong.testDescription) changed a store")
            #expect(!workspace.exists(workspace.path("baru")), "\(wrong.testDescription) made something")
        }
        #expect(try laptop.state() + office.state() == before)
    }

    private func expect(_ wrong: WrongInput) throws {
        let program = wrong.program.rawValue
        let arguments = wrong.arguments.map(filled)
        func note(_ output: Output) -> Comment {
            "\(wrong.testDescription): exit \(output.status)\n\(output.error)\(output.text)"
        }
        var messages: [String] = []
        for language in Workspace.Language.allCases {
            let output = try workspace.run(program, arguments, language: language)
            #expect(output.status == wrong.status, note(output))
            #expect(output.text.isEmpty, note(output))
            let error = language == .english ? "error" : "kesalahan"
            let hint = language == .english ? "hint" : "petunjuk"
            let lines = output.error.split(separator: "\n")
            #expect(lines.contains { $0.hasPrefix("\(program): \(error): ") }, note(output))
            #expect(lines.contains { $0.hasPrefix("\(program): \(hint): ") }, note(output))
            let message = lines.first.map(String.init) ?? ""
            for name in wrong.names { #expect(message.contains(name), note(output)) }
            for hidden in wrong.hides { #expect(!output.error.contains(hidden), note(output)) }
            messages.append(message)
        }
        #expect(messages[0] != messages[1])

        let json = try workspace.run(program, arguments + ["--json"])
        #expect(json.status == wrong.status, note(json))
        if wrong.arguments.contains("add"), wrong.status != 64 {
            // What is told of a file stands in the array of results.
            let results: [Answer.Added] = try json.json()
            #expect(results.map(\.outcome) == ["refused"], note(json))
            #expect(results.first?.hint?.isEmpty == false, note(json))
        } else {
            #expect(json.text.isEmpty, note(json))
            guard let failure = try? Answer.decoder.decode(Answer.Failure.self, from: json.errorData).error
            else {
                Issue.record(note(json))
                return
            }
            #expect(failure.code == wrong.status, note(json))
            #expect(!failure.hint.isEmpty, note(json))
            for name in wrong.names { #expect(failure.message.contains(name), note(json)) }
            for hidden in wrong.hides { #expect(!json.error.contains(hidden), note(json)) }
        }
    }

    @Test func `of a file with three bad rows the good ones are taken and the bad ones named`() throws {
        let file = try workspace.write(
            "tiga.csv",
            """
            classification,title,description,region,incident_date,reporter_nik,consent
            aspirasi,Baik satu,Isi,33.09.06.2001,,,
            aspirasi,Salah wilayah,"Isi
            dua baris",33.09.06.2999,,,
            pengaduan,Salah tanggal,Isi,33.09.06.2001,2099-01-01,,
            aspirasi,Salah NIK,Isi,33.09.06.2001,,33O9064501800001,written
            aspirasi,Baik dua,Isi,33.09.06.2001,,,

            """)
        let before = try laptop.state()
        let strict = try laptop.capture(file: file, "--strict", status: 65)
        #expect(strict.saved == 0)
        #expect(strict.rejected.map(\.line) == [3, 5, 6])
        #expect(try laptop.state() == before)

        for language in Workspace.Language.allCases {
            let words = try laptop.run(["new", "--from", file, "--strict"], language: language)
            #expect(words.status == 65)
            let line = language == .english ? "line" : "baris"
            for (number, column) in [(3, "region"), (5, "incident_date"), (6, "reporter_nik")] {
                #expect(words.error.contains("\(line) \(number): \(column)"), "\(words.error)")
            }
            #expect(!words.error.contains("33O9064501800001"))
        }

        let taken = try laptop.capture(file: file, status: 65)
        #expect(taken.saved == 2)
        #expect(taken.rejected.map(\.line) == [3, 5, 6])
        #expect(taken.rejected.map(\.field) == ["region", "incident_date", "reporter_nik"])
        let titles = try laptop.complaints().compactMap(\.title)
        #expect(titles.sorted() == ["Baik dua", "Baik satu", "Yang sudah ada"])
    }

    @Test func `without the passphrase nothing sealed is opened, with it all is`() throws {
        let home = workspace.path("berfrasa")
        let right = try workspace.write("frasa", "kuda lumping makan beling\n")
        let wrong = try workspace.write("frasa-salah", "kuda lumping\n")
        let founded = try workspace.run(
            "lapor-import", ["--home", home, "init", "--name", "Kantor", "--json"],
            environment: ["LAPOR_PASSPHRASE_FILE": right])
        let office = Office(workspace: workspace, home: home, founded: try succeed(founded).json())
        try office.must("catalog", "regions", try workspace.write("w.csv", Workspace.regions))
        let laptop = try office.laptop("laptop-2", kit: try office.kit("berfrasa.kit"))
        try laptop.capture("--reporter-name", "Sumarni", "--consent", "written")
        #expect(try office.add(try laptop.bundle(into: "stik-2")).status == 0)
        let before = try office.state()
        let id = try #require(try office.complaints().first?.id)
        let export = workspace.path("rahasia.csv")
        for arguments in [["show", id, "--open"], ["export", "--to", export, "--open"]] {
            for (file, word) in [(wrong, "salah"), ("", "tidak diberikan")] {
                let output = try office.run(arguments, environment: ["LAPOR_PASSPHRASE_FILE": file])
                #expect(output.status == 77, "\(output.error)")
                #expect(output.error.contains(word), "\(output.error)")
                #expect(output.text.isEmpty)
            }
            #expect(!workspace.exists(export))
        }
        #expect(try office.state() == before)
        let detail = try office.run(
            ["show", id, "--open", "--json"], environment: ["LAPOR_PASSPHRASE_FILE": right])
        #expect(try succeed(detail).json(Answer.Detail.self).reporter?.name == "Sumarni")
    }
}
