import LaporBundle
import LaporField
import LaporModel
import LaporSamples
import LaporStore
import Testing

@testable import LaporOffice

@Suite struct CatalogueTests {
    typealias Reason = CatalogueProblem.Reason

    /// Lines that cannot be taken: list, file, and the line, code and reason of each problem.
    private static let faults: [(Kit.List, String, [(Int, String, Reason)])] = [
        (.regions, "kode,nama\n3,Jawa\n", [(2, "3", .badCode)]),
        (.regions, "33,Jawa Tengah\n33.9,Boyolali\n", [(2, "33.9", .badCode)]),
        (
            .regions, "33,Jawa Tengah\n33.09,Boyolali\n33.09.05,Simo\n33.09.05.4001,X\n",
            [(4, "33.09.05.4001", .badCode)]
        ),
        (.regions, "33,Jawa Tengah\n33.09.05,Simo\n", [(2, "33.09.05", .orphan(parent: "33.09"))]),
        (.regions, "33,Jawa Tengah\n33,Jawa Tengah\n", [(2, "33", .duplicate(of: 1))]),
        (.regions, "kode,nama\n33, \n", [(2, "33", .missingName)]),
        (.regions, "33,Jawa Tengah\n34\n", [(2, "34", .missingColumns(found: 1))]),
        (.regions, "", [(1, "", .missingColumns(found: 0))]),
        (.regions, "kode,nama\n", [(1, "", .missingColumns(found: 0))]),
        (.regions, "33,\"Jawa\nTengah\"\n33,X\n", [(3, "33", .duplicate(of: 1))]),
        (
            .regions, "9,X\n33,\"a\"b\n34,\n33.01.01,Y\n",
            [
                (1, "9", .badCode), (2, "", .notReadable), (3, "34", .missingName),
                (4, "33.01.01", .orphan(parent: "33.01")),
            ]
        ),
        (.categories, "code,name,parent\n1,Jalan,\n2,Lubang,9\n", [(3, "2", .orphan(parent: "9"))]),
        (.categories, "1,Jalan\n1,Jembatan\n", [(2, "1", .duplicate(of: 1))]),
        (.categories, "1,Jalan\n,Jembatan\n", [(2, "", .badCode)]),
        (.agencies, "code,name\nD1,Dinas\nD1,Badan\n", [(3, "D1", .duplicate(of: 2))]),
        (.agencies, "D1,\n", [(1, "D1", .missingName)]),
        (.holidays, "date,name\n2026-02-30,Nyepi\n", [(2, "2026-02-30", .badDate)]),
        (.holidays, "25/12/2026,Natal\n2026-12-25,Natal\n", [(2, "2026-12-25", .duplicate(of: 1))]),
        (.holidays, "2026-12-25\n", [(1, "2026-12-25", .missingColumns(found: 1))]),
        (.deadlines, "step,days,basis\nverifikasi,3\nulang,2\n", [(3, "ulang", .unknownStep)]),
        (
            .deadlines, "verify,0\nrequest,tiga\n",
            [(1, "verify", .badDays("0")), (2, "request", .badDays("tiga"))]
        ),
        (.deadlines, "verify,3\nverifikasi,4\n", [(2, "verifikasi", .duplicate(of: 1))]),
    ]

    @Test(arguments: faults.indices)
    func `a list with a fault is not loaded, and the one before stays`(_ index: Int) throws {
        let (list, text, expected) = Self.faults[index]
        let district = try SampleDistrict()
        let line =
            switch list {
            case .holidays: "2026-12-25,Natal\n"
            case .deadlines: "verify,4\n"
            default: "33,Jawa Tengah\n"
            }
        let good = try district.folder.write("good.csv", line)
        #expect(try district.office.load(list, from: good) == 1)
        let bad = try district.folder.write("bad.csv", text)
        let error = #expect(throws: CatalogueError.self) { try district.office.load(list, from: bad) }
        #expect(error?.path == bad)
        #expect(
            error?.problems == expected.map { CatalogueProblem(line: $0.0, code: $0.1, reason: $0.2) })
        try district.office.store.read { transaction in
            let counts = try transaction.catalogueCounts()
            let deadlines = try transaction.loadedDeadlines().count
            #expect(counts.regions + counts.categories + counts.agencies + counts.holidays + deadlines == 1)
        }
    }

    @Test func `a list takes the place of the one before`() throws {
        let district = try SampleDistrict()
        let first = try district.folder.write("1.csv", "kode,nama\n33,Jawa Tengah\n34,Yogyakarta\n")
        let second = try district.folder.write(
            "2.csv", "\u{FEFF}KODE;NAMA\r\n\r\n33.09;Boyolali\r\n33;\"Jawa; Tengah\"\r\n")
        #expect(try district.office.load(.regions, from: first) == 2)
        #expect(try district.office.load(.regions, from: second) == 2)
        let regions = try district.office.store.read { try $0.regions() }
        #expect(
            regions == [
                CatalogueEntry(code: "33", name: "Jawa; Tengah"),
                CatalogueEntry(code: "33.09", name: "Boyolali"),
            ])
    }

    @Test func `categories keep their order and their parents`() throws {
        let district = try SampleDistrict()
        let path = try district.folder.write(
            "c.csv", "code,name,parent\n2,Lubang,1\n1,Jalan,\n3,Becek,1\n")
        #expect(try district.office.load(.categories, from: path) == 3)
        let categories = try district.office.store.read { try $0.categories() }
        #expect(categories.map(\.code) == ["2", "1", "3"])
        #expect(categories.map(\.parent) == ["1", nil, "1"])
    }

    @Test func `a kit carries the lists that are loaded`() throws {
        let district = try SampleDistrict()
        let regions =
            "33,Jawa Tengah\n33.09,Boyolali\n33.09.05,\"Simo, \"\"kota\"\"\"\n33.09.05.2003,Tegal’sari\n"
        _ = try district.office.load(.regions, from: try district.folder.write("r.csv", regions))
        let kit = try district.kit()
        #expect(kit.lists.keys.map(\.rawValue) == ["regions"])
        let device = try district.device(1, kit)
        let path = try device.path(ofRegion: "33.09.05.2003")
        #expect(path == "Tegal’sari, Simo, \"kota\", Boyolali, Jawa Tengah")
    }

    @Test func `deadlines and holidays that are loaded count at the office, and travel in kits`() throws {
        let district = try SampleDistrict()
        let arrived = district.clock.now.day(hoursEast: 7)
        let holidays = [arrived + 1, arrived + 2, arrived + 5]
        let days = try district.folder.write(
            "libur.csv", "tanggal;nama\r\n" + holidays.map { "\($0);Libur\r\n" }.joined())
        let limits = try district.folder.write(
            "tenggat.csv", "langkah,hari,dasar\nverifikasi,4,PermenPANRB 5/2025\n")
        #expect(try district.office.load(.holidays, from: days) == 3)
        #expect(try district.office.load(.deadlines, from: limits) == 1)
        let expected = Deadlines(
            [.verify: .init(days: 4, basis: "PermenPANRB 5/2025")], holidays: Set(holidays))
        let device = try district.device(1, try district.kit())
        for store in [district.office.store, device.store] {
            #expect(try store.read { try $0.deadlines() } == expected)
        }
        _ = try district.office.add(try district.pack(device))
        let start = district.clock.now
        let due = expected.due(.verify, from: arrived)
        for later in 0..<14 {
            district.clock.now = start + later * 86_400
            let status = try district.office.status()
            #expect((status.overdue == 1) == (arrived + later > due), "\(later)")
            let isSoon = arrived + later <= due && expected.due(from: arrived + later, workingDays: 1) >= due
            #expect((status.dueSoon == 1) == isSoon, "\(later)")
        }
    }
}
