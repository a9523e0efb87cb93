import CanonicalJSON
import FileIO
import LaporModel
import LaporSamples
import LaporStore
import Testing

@testable import LaporField

@Suite struct CaptureFileTests {
    private static let header = "classification,title,description,incident_date,region,external_id\r\n"

    private static func row(_ title: String, _ id: String = "", region: String = "33.09.05.2003") -> String {
        "pengaduan,\(title),\"Becek,\nsetiap hujan\",2026-11-20,\(region),\(id)\r\n"
    }

    private static func take(
        _ text: String, in sample: SampleDevice, name: String = "a.csv", strict: Bool = false
    ) throws -> CaptureFileResult {
        try sample.device.capture(file: try sample.folder.write(name, text), strict: strict)
    }

    @Test func `good rows are taken and bad ones named by the line where they begin`() throws {
        let sample = try SampleDevice()
        // Each row takes two lines.
        let text =
            Self.header + Self.row("satu") + Self.row("") + Self.row("tiga", region: "99") + "\r\n"
            + Self.row("empat") + "x,y\r\n"
        let result = try Self.take(text, in: sample)
        #expect(result.saved == 2 && result.known == 0 && !result.undone)
        #expect(result.rejected.map(\.line) == [4, 6, 11])
        #expect(result.rejected[0].problems == [.field(FieldProblem(.title, nil, .missing))])
        #expect(result.rejected[1].problems == [.field(FieldProblem(.region, "99", .unknownRegion))])
        let fields = result.rejected[2].problems.compactMap { problem -> Field? in
            if case .field(let problem) = problem { problem.field } else { nil }
        }
        #expect(fields == [.classification, .description, .region])
        #expect(try sample.count() == 2)
    }

    @Test func `rows that cannot be taken apart are named and cost no others`() throws {
        let sample = try SampleDevice()
        let path = try sample.folder.write(
            "a.csv",
            Array((Self.header + Self.row("satu")).utf8) + [0xFF, 0x2C, 0x0A]
                + Array("\"a\"b,c\r\n,,,,,,x\r\n".utf8) + Array(Self.row("dua").utf8)
                + Array("\"tak tertutup".utf8))
        let result = try sample.device.capture(file: path, strict: false)
        #expect(result.saved == 2)
        #expect(
            result.rejected.map(\.problems) == [
                [.notUTF8], [.badQuote], [.tooManyFields(expected: 6, found: 7)], [.unterminatedQuote],
            ])
        #expect(result.rejected.map(\.line) == [4, 5, 6, 9])
    }

    @Test func `a file that is taken again is known by its ids, and changes are told by line`() throws {
        let sample = try SampleDevice()
        let text = Self.header + Self.row("satu", "A-1") + Self.row("dua", "A-2") + Self.row("tiga")
        #expect(try Self.take(text, in: sample).saved == 3)
        let again = try Self.take(text, in: sample, name: "b.csv")
        // A row without an id is known by what it says, and is not taken silently.
        #expect(again.known == 2 && again.changed == [] && again.saved == 0)
        #expect(again.rejected.count == 1)
        let changed = Self.header + Self.row("satu", "A-1") + Self.row("dua, lain".quoted, "A-2")
        let third = try Self.take(changed, in: sample)
        #expect(third.known == 2 && third.changed == [4] && third.saved == 0)
        #expect(try sample.count() == 3)
    }

    @Test func `an id twice in one file is one complaint`() throws {
        let sample = try SampleDevice()
        let text = Self.header + Self.row("satu", "A-1") + Self.row("satu", "A-1") + Self.row("dua", "A-1")
        let result = try Self.take(text, in: sample)
        #expect(result.saved == 1 && result.known == 2 && result.changed == [6])
    }

    @Test func `a rejected row is taken once it has been mended`() throws {
        let sample = try SampleDevice()
        #expect(try Self.take(Self.header + Self.row("", "A-1"), in: sample).rejected.count == 1)
        #expect(try Self.take(Self.header + Self.row("satu", "A-1"), in: sample).saved == 1)
    }

    @Test func `a strict run takes all or nothing`() throws {
        let sample = try SampleDevice()
        let photo = try sample.folder.write("a.jpg", "foto")
        let text =
            "classification,title,description,incident_date,region,attachments\n"
            + "pengaduan,satu,a,2026-11-20,33.09.05,\(photo)\n" + "pengaduan,,a,2026-11-20,33.09.05,\n"
        let result = try Self.take(text, in: sample, strict: true)
        #expect(result.undone && result.saved == 0 && result.rejected.map(\.line) == [3])
        #expect(try sample.count() == 0)
        #expect(try Folder.names(in: sample.device.store.folder.path + "/blobs").isEmpty)
        let good = try Self.take(
            text.replacing("pengaduan,,", with: "pengaduan,dua,"), in: sample, strict: true)
        #expect(!good.undone && good.saved == 2)
    }

    @Test func `columns are known in other spellings, and unknown ones are told`() throws {
        let sample = try SampleDevice()
        let text =
            "\u{FEFF}Classification;TITLE;description;incident-date; Region ;warna\n"
            + "aspirasi;satu;a;;33.09.05;merah\n"
        let result = try Self.take(text, in: sample)
        #expect(result.saved == 1 && result.unknownColumns == ["warna"])
    }

    @Test func `a file that names no field is refused`() throws {
        let sample = try SampleDevice()
        #expect(throws: CaptureFileError.self) { try Self.take("a,b\n1,2\n", in: sample) }
        for text in ["", "\n\n", "\u{FEFF} \r\n"] {
            let error = #expect(throws: CaptureFileError.self) { try Self.take(text, in: sample) }
            guard case .empty = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
        let path = try sample.folder.write("u.csv", [0xFF, 0xFE, 0x61, 0x00])
        #expect(throws: CaptureFileError.utf16(path: path)) {
            try sample.device.capture(file: path, strict: false)
        }
        let missing = sample.folder.path("no.csv")
        let error = #expect(throws: FileError.self) {
            try sample.device.capture(file: missing, strict: false)
        }
        #expect(error?.cause == .missing)
    }

    @Test func `NDJSON is taken line by line`() throws {
        let sample = try SampleDevice()
        try sample.folder.write("foto.jpg", [0xFF, 0xD8, 0xFF, 0x00])
        let good = #"""
            {"classification":"pengaduan","title":"satu","description":"a","incident_date":"2026-11-20","region":"33.09.05.2003","anonymous":true,"latitude":-7.50,"longitude":110,"attachments":["foto.jpg"],"agency":null,"warna":1}
            """#
        let text = good + "\n\n{\"title\":1}\nbukan\n{\"title\":{}}\n[1]\n" + good
        let result = try Self.take(text, in: sample, name: "a.ndjson")
        #expect(result.saved == 2 && result.unknownColumns == ["warna"])
        #expect(result.rejected.map(\.line) == [3, 4, 5, 6])
        #expect(result.rejected.dropFirst().map(\.problems) == [[.notJSON], [.notJSON], [.notJSON]])
        try sample.device.forEachComplaint(state: nil, region: nil) {
            #expect($0.row.anonymous && $0.row.title == "satu" && $0.row.attachments.count == 1)
            #expect($0.row.attachments[0]["type"] == .string("image/jpeg"))
        }
        var ids: [String] = []
        try sample.device.forEachComplaint(state: nil, region: nil) { ids.append($0.row.id.hex) }
        let latitudes = try ids.map { try sample.device.complaint(named: $0).1.capture.content?.latitude }
        // As it was written: no arithmetic.
        #expect(latitudes == ["-7.50", "-7.50"])
    }

    @Test func `attachments are found beside the file, and missing ones are told`() throws {
        let sample = try SampleDevice(attachmentLimit: 10)
        try sample.folder.write("a.jpg", "foto")
        try sample.folder.write("besar.jpg", "lebih dari sepuluh")
        let header = "classification,title,description,region,attachments\n"
        let text =
            header + "aspirasi,satu,a,33.09.05,a.jpg; a.jpg\n" + "aspirasi,dua,a,33.09.05,b.jpg;besar.jpg\n"
        let result = try Self.take(text, in: sample)
        #expect(result.saved == 1)
        let besar = sample.folder.path("besar.jpg")
        #expect(
            result.rejected.map(\.problems) == [
                [
                    .field(FieldProblem(.attachments, sample.folder.path("b.jpg"), .noSuchFile)),
                    .field(FieldProblem(.attachments, besar, .fileTooLarge(limit: 10, size: 18))),
                ]
            ])
    }

    @Test func `a clock that is behind is told once, and each complaint says so`() throws {
        let sample = try SampleDevice()
        sample.clock.now = Timestamp(seconds: 0)
        let result = try Self.take(Self.header + Self.row("satu") + Self.row("dua"), in: sample)
        #expect(result.saved == 2 && result.warnings.count == 1)
        try sample.device.forEachComplaint(state: nil, region: nil) { #expect($0.row.clockBehind) }
    }

    @Test func `that the kit has no list of regions is told once`() throws {
        let result = try Self.take(
            Self.header + Self.row("satu") + Self.row("dua"), in: try SampleDevice(withRegions: false))
        #expect(result.saved == 2)
        #expect(result.warnings.map(\.warning) == [.regionsNotLoaded("33.09.05.2003")])
    }
}

extension String {
    /// As a quoted field of a CSV file.
    fileprivate var quoted: String { "\"\(self)\"" }
}
