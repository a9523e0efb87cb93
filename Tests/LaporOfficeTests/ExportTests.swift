import CSV
import CanonicalJSON
import FileIO
import LaporModel
import LaporStore
import LaporSamples
import Testing

@testable import LaporOffice

@Suite struct ExportTests {
    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+62812", "'+62812"), ("@SUM(A1)", "'@SUM(A1)"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("\t=1", "'\t=1"), ("\r=1", "'\r=1"), ("\n=1", "'\n=1"), ("\r\n=1", "'\r\n=1"), ("-", "'-"),
        ("--1", "'--1"),
        ("-1+1", "'-1+1"), ("-7.55", "-7.55"), ("-1", "-1"), ("-٣", "'-٣"), ("=\u{301}1", "'=\u{301}1"),
        ("", ""), ("7.55", "7.55"),
        ("a=1", "a=1"), (" =1", " =1"), ("'=1", "'=1"), ("Jalan - rusak", "Jalan - rusak"),
    ]) func `no cell is a formula, and numbers stay`(_ text: String, cell: String) {
        #expect(CSVExport.harmless(text).unicodeScalars.elementsEqual(cell.unicodeScalars))
    }

    private static func rows(_ path: String) throws -> [[String]] {
        let bytes = try content(of: path)
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        var left = bytes[...]
        let reader = CSVReader(
            read: { buffer in
                let count = min(buffer.count, left.count)
                buffer.copyBytes(from: left.prefix(count))
                left = left.dropFirst(count)
                return count
            })
        var rows: [[String]] = []
        while let row = try reader.next() { rows.append(row.fields) }
        return rows
    }

    /// A district with an open, an anonymous and a confidential complaint.
    private static func district() throws -> SampleDistrict {
        let district = try SampleDistrict()
        let device = try district.device(1, try district.kit())
        _ = try district.pack(device, [.title: "=HYPERLINK(\"x\")", .description: "satu,\ndua \"tiga\""])
        _ = try district.pack(
            device, [.anonymous: "ya", .reporterName: "+Siti", .consent: "written", .title: "dua"])
        let path = try district.pack(
            device,
            [
                .confidential: "ya", .title: "JUDUL-RAHASIA", .reporterPhone: "081234567890",
                .consent: "recorded",
            ])
        let result = try district.office.add(path)
        #expect(result.outcome == .merged && result.eventsNew == 4)
        return district
    }

    @Test func `every row has every column, and none of the reporter's`() throws {
        let district = try Self.district()
        let path = district.folder.path("e.csv")
        let events = try district.office.store.read { try $0.tip(of: district.office.id).sequence }
        #expect(try district.office.export(.csv, to: path, opening: nil, operatorName: "Budi").rows == 3)
        let rows = try Self.rows(path)
        #expect(rows[0] == Office.exportColumns && rows.count == 4)
        #expect(rows.allSatisfy { $0.count == Office.exportColumns.count })
        #expect(Set(Office.exportColumns).count == 28)
        let titles = rows.dropFirst().map { $0[5] }
        #expect(Set(titles) == ["'=HYPERLINK(\"x\")", "dua", ""])
        let text = String(decoding: try content(of: path), as: UTF8.self)
        #expect(!text.contains("Siti") && !text.contains("RAHASIA") && !text.contains("81234567890"))
        // Nothing was opened, so nothing is recorded.
        #expect(try district.office.store.read { try $0.tip(of: district.office.id).sequence } == events)
    }

    @Test func `opened, it tells who reports, and each opening is recorded`() throws {
        let district = try Self.district()
        let path = district.folder.path("e.csv")
        let count = try district.office.export(
            .csv, to: path, opening: { nil }, operatorName: "Budi"
        ).rows
        let rows = try Self.rows(path)
        #expect(count == 3 && rows[0] == Office.exportColumns + Office.exportIdentityColumns)
        #expect(rows.allSatisfy { $0.count == Office.exportColumns.count + 10 })
        let name = try #require(rows[0].firstIndex(of: "reporter_name"))
        let phone = try #require(rows[0].firstIndex(of: "reporter_phone"))
        let names = rows.dropFirst().map { $0[name] }
        #expect(Set(names) == ["", "'+Siti"])
        #expect(rows.contains { $0[5] == "JUDUL-RAHASIA" && $0[phone] == "'+6281234567890" })
        let opened = try district.office.store.read { transaction in
            try transaction.events(ofFeed: district.office.id).filter {
                $0.header.kind == EventKind.unsealed
            }
        }
        #expect(opened.count == 2 && opened.allSatisfy { $0.body?["operator"] == .string("Budi") })
        #expect(
            Set(opened.compactMap { $0.body?["parts"]?.array?.compactMap(\.string) }) == [
                ["identity"], ["identity", "content"],
            ])
    }

    @Test func `lines of JSON and a map tell the same as the table, and nothing sealed`() throws {
        let district = try Self.district()
        let device = try district.device(2, try district.kit(name: "b.kit"))
        let path = try district.pack(
            device,
            [.title: "peta", .latitude: "-07.6510", .longitude: "110.60", .externalID: "a\u{1}b"])
        #expect(try district.office.add(path).outcome == .merged)
        let lines = district.folder.path("e.ndjson")
        let map = district.folder.path("e.geojson")
        #expect(try district.office.export(.ndjson, to: lines, opening: nil, operatorName: "B").rows == 4)
        #expect(try district.office.export(.geojson, to: map, opening: nil, operatorName: "B").rows == 4)
        let objects = try content(of: lines).split(separator: 10).map { try JSON(Array($0), form: .any) }
        #expect(objects.count == 4)
        #expect(objects.allSatisfy { Set($0.object?.members.map(\.key) ?? []) == Set(Office.exportColumns) })
        let sealed = try #require(objects.first { $0["confidential"] == .bool(true) })
        #expect(sealed["title"] == .null && sealed["latitude"] == .null)
        let features = try #require(try JSON(try content(of: map), form: .any)["features"]?.array)
        #expect(features.compactMap { $0["properties"] } == objects)
        let point = try #require(features.first { $0["properties"]?["title"] == .string("peta") })
        #expect(point["geometry"]?["coordinates"] == .array([.number("110.6"), .number("-7.651")]))
        #expect(features.filter { $0["geometry"] == .null }.count == 3)
        let text = String(decoding: try content(of: lines) + content(of: map), as: UTF8.self)
        #expect(!text.contains("Siti") && !text.contains("RAHASIA") && !text.contains("81234567890"))
        // Opened, the reporter's columns follow.
        let open = district.folder.path("o.ndjson")
        _ = try district.office.export(.ndjson, to: open, opening: { nil }, operatorName: "B")
        let opened = try content(of: open).split(separator: 10).map { try JSON(Array($0), form: .any) }
        #expect(opened.contains { $0["reporter_name"] == .string("+Siti") })
    }

    @Test func `a file that is there is not overwritten`() throws {
        let district = try SampleDistrict()
        let path = try district.folder.write("e.csv", "lama")
        let error = #expect(throws: FileError.self) {
            try district.office.export(.csv, to: path, opening: nil, operatorName: "Budi")
        }
        #expect(error?.cause == .exists)
        #expect(try content(of: path) == Array("lama".utf8))
    }

    @Test func `an export that cannot be opened leaves no file`() throws {
        let district = try Self.district()
        let path = district.folder.path("e.csv")
        Folder.remove(district.office.store.folder.keys + "/identity.key")
        #expect(throws: FileError.self) {
            try district.office.export(.csv, to: path, opening: { nil }, operatorName: "Budi")
        }
        #expect(!Folder.exists(path) && !Folder.exists(path + ".part"))
    }
}
