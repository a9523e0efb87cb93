import Foundation
import Testing

/// Workbooks as another program reads them.
struct SpreadsheetTests {
    /// A Python that has openpyxl, on Debian the system's.
    static let python: String? = ["/usr/bin/python3", Tool.python].compactMap { $0 }.first { path in
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["-c", "import openpyxl"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    @Test(.enabled(if: python != nil, "openpyxl is missing: no workbook is read back"))
    func `a workbook holds every complaint with typed columns, the devices and the visits`() throws {
        let workspace = try Workspace()
        let ready = try workspace.ready()
        let laptop = ready.devices[0]
        try laptop.must("outreach", "start", "--region", "33.09.06.2001", "--attendance", "41")
        _ = try laptop.capture("--title", "=1+1", "--latitude", "-7.65", "--longitude", "110.6")
        _ = try laptop.capture("--title", "+rahasia", "--confidential")
        _ = try laptop.capture("--title", "baris\nkedua \u{1F69C} <b>&amp;</b>")
        try laptop.must("pack", "--to", workspace.folder.path)
        #expect(try ready.office.add(workspace.folder.path).status == 0)
        let path = workspace.path("semua.xlsx")
        let answer = try ready.office.run(["export", "--to", path, "--json"])
        guard answer.status == 0 else {
            #expect(answer.error.contains("trait Spreadsheet"), "\(answer.error)")
            return
        }
        #expect(answer.text.contains("\"rows\":3"))
        let program = """
            import openpyxl, sys, datetime
            book = openpyxl.load_workbook(sys.argv[1])
            print(book.sheetnames)
            sheet = book["laporan"]
            rows = list(sheet.iter_rows(values_only=True))
            names = rows[0]
            print(len(rows) - 1, sheet.freeze_panes, sheet.auto_filter.ref.split(":")[0])
            for row in rows[1:]:
                one = dict(zip(names, row))
                print(repr(one["title"]), one["latitude"], type(one["incident_date"]).__name__,
                      type(one["recorded_at"]).__name__, one["completeness"] > 0, one["confidential"])
            print(any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row))
            print([row[1] for row in list(book["perangkat"].iter_rows(values_only=True))[1:]])
            visit = dict(zip(*list(book["kegiatan"].iter_rows(values_only=True))[:2]))
            print(visit["attendance"], visit["complaints"], type(visit["started_at"]).__name__)
            """
        let python = try #require(Self.python)
        let read = try ProcessRun(
            python, ["-c", program, path],
            environment: ["PATH": Tool.searchPath, "PYTHONUTF8": "1"], directory: workspace.folder
        ).wait()
        let lines = read.text.split(separator: "\n").map(String.init)
        #expect(read.status == 0 && lines.count == 8, "\(read.text)\(read.error)")
        guard lines.count == 8 else { return }
        #expect(lines[0] == "['laporan', 'perangkat', 'kegiatan']")
        #expect(lines[1] == "3 A2 A1")
        #expect(
            Set(lines[2...4]) == [
                "'=1+1' -7.65 datetime datetime True tidak", "None None NoneType datetime True ya",
                "'baris\\nkedua \u{1F69C} <b>&amp;</b>' None datetime datetime True tidak",
            ])
        #expect(lines[5] == "False")
        #expect(lines[6].contains("'"))
        #expect(lines[7] == "41 3 datetime")
    }
}
