import Foundation
import Testing

// What the office's program says and asks: in the right words, and before something goes wrong unnoticed.
struct OfficeWordsTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop

    private struct Responses: Decodable {
        struct Rejected: Decodable {
            let line: Int
            let field: String?
        }
        let taken: Int
        let rejected: [Rejected]
    }

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        laptop = ready.devices[0]
    }

    /// Brings complaints with these titles and gives their numbers.
    private func bring(_ titles: String...) throws -> [String] {
        let saved = try titles.map { try laptop.capture("--title", $0, "--category", "kesehatan").number }
        try office.must("add", try laptop.bundle())
        return saved
    }

    private static let tomorrow = Date(timeIntervalSinceNow: 2 * 86_400).formatted(
        .iso8601.year().month().day())

    @Test func `an answer of a day that has not come is refused, in a file by its column`() throws {
        let number = try bring("Jembatan")[0]
        let output = try office.run(["respond", number, "--answer", "Sudah", "--date", Self.tomorrow])
        #expect(output.status == 65 && output.error.contains("--date \(Self.tomorrow) belum tiba"))
        #expect(output.error.contains("petunjuk:"))
        let file = try workspace.write(
            "jawaban.csv", "Nomor;Jawaban;Tanggal\n\(number);Sudah;\(Self.tomorrow)\n")
        let refused = try office.run(["responses", file, "--json"])
        let result: Responses = try succeed(refused, 10).json()
        #expect(result.taken == 0 && result.rejected.map(\.field) == ["date"])
        #expect(refused.error.contains("baris 2: Tanggal \(Self.tomorrow) belum tiba"))
        let detail: Answer.Shown = try office.must("show", number, "--json").json()
        #expect(detail.answers.isEmpty)
    }

    @Test func `a number of LAPOR! is that of one complaint only`() throws {
        let numbers = try bring("Jembatan", "Sumur")
        try office.must("respond", numbers[0], "--tracking-id", "9197446")
        let output = try office.run(["respond", numbers[1], "--tracking-id", "#9197446"])
        #expect(output.status == 65 && output.error.contains("sudah milik laporan \(numbers[0])"))
        let file = try workspace.write(
            "nomor.csv",
            "number,tracking_id,status\n\(numbers[1]),9197446,terkirim\n\(numbers[0]),9197446,terdisposisi\n")
        let refused = try office.run(["responses", file, "--json"], language: .english)
        let result: Responses = try succeed(refused, 10).json()
        #expect(result.taken == 1 && result.rejected.map(\.line) == [2])
        #expect(result.rejected.map(\.field) == ["tracking_id"])
        #expect(
            refused.error.contains("line 2: tracking_id 9197446 is that of complaint \(numbers[0]) already"))
        // The same once more is nothing new.
        #expect(
            try office.must("respond", numbers[0], "--tracking-id", "9197446").text.contains("tidak ada")
                == false)
    }

    @Test func `closing without an answer is done, and said`() throws {
        let numbers = try bring("Jembatan", "Sumur")
        let closed = try office.must("respond", numbers[0], "--status", "selesai")
        #expect(closed.error.contains("\(numbers[0]): selesai tanpa jawaban"))
        let answered = try office.must("respond", numbers[1], "--status", "selesai", "--answer", "Sudah")
        #expect(answered.error.isEmpty)
        #expect(try office.must("respond", numbers[1], "--status", "selesai").error.isEmpty)
        let third = try bring("Pasar")[0]
        let file = try workspace.write("tutup.csv", "Nomor;Status\n\(third);Selesai\n")
        #expect(try office.must("responses", file).error.contains("baris 2: selesai tanpa jawaban"))
    }

    @Test func `a file's columns are called as the file calls them, a command's flags as it does`() throws {
        let number = try bring("Jembatan")[0]
        let file = try workspace.write(
            "salah.csv",
            "Nomor;Nomor Pelacakan;Status;Tanggal\n\(number);x;;\n\(number);;melayang;\n\(number);;;kapan\n")
        let output = try succeed(office.run(["responses", file]), 10)
        #expect(output.error.contains("baris 2: Nomor Pelacakan \"x\""))
        #expect(output.error.contains("baris 3: Status \"melayang\""))
        #expect(output.error.contains("baris 4: Tanggal \"kapan\"") && !output.error.contains("--"))
        #expect(
            try office.run(["respond", number, "--status", "melayang"]).error.contains(
                "--status \"melayang\""))
    }

    @Test func `a complaint shows the names of its region and category, and a list its days`() throws {
        let number = try bring("Jembatan")[0]
        let page = try office.must("show", number).text
        #expect(page.contains("33.09.06.2001 Madu, Mojosongo") && page.contains("kesehatan Kesehatan"))
        let list = try office.must("list").text
        #expect(list.contains("DICATAT") && list.contains("TIBA"))
        #expect(list.split(separator: "\n")[1].matches(of: /\d{4}-\d{2}-\d{2}/).count == 2)
    }

    @Test func `one of something is not several of it`() throws {
        let one = try workspace.write("satu.csv", "code,name\npu,Dinas PU\n")
        let output = try succeed(office.run(["catalog", "agencies", one], language: .english))
        #expect(output.text == "1 entry loaded\n")
        try laptop.capture()
        let added = try succeed(office.run(["add", try laptop.bundle()], language: .english))
        #expect(added.text.contains("2 new events, 0 new attachments"))
        let exported = try succeed(
            office.run(["export", "--to", workspace.path("satu-baris.csv")], language: .english))
        #expect(exported.text.hasPrefix("1 complaint written to"))
    }

    @Test func `without an office the program says how to set one up, not that there is no stick`() throws {
        for arguments in [[], ["add"]] {
            let output = try workspace.run("lapor-import", ["--home", workspace.path("belum")] + arguments)
            #expect(output.status == 78 && output.error.contains("lapor-import init --name"))
        }
        // With one, what is missing is a bundle.
        #expect(try office.run([]).status == 64)
    }

    @Test(arguments: ["device", "quarantine", "peers", "catalog"])
    func `the store's folder may stand before a group of commands, too`(group: String) throws {
        let plain = try workspace.run("lapor-import", [group])
        for before in [["--home", office.home], ["--json"], ["--home=\(office.home)", "--json"]] {
            let output = try workspace.run("lapor-import", before + [group])
            #expect(output.status == plain.status && output.text == plain.text && output.error == plain.error)
        }
        let list = try office.run([group, group == "catalog" ? "show" : "list", "--json"])
        #expect(list.status == 0)
        #expect(try office.run(["conflicts"]).status == 0)
    }
}
