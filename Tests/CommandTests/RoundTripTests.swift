import Foundation
import Testing

/// Where the lists lie that are too large to be kept with the sources.
let sharedData = ProcessInfo.processInfo.environment["LAPOR_SHARED"].map { $0 + "/data" }

struct RoundTripTests {
    let workspace: Workspace

    init() throws {
        workspace = try Workspace()
    }

    // The 91,599 regions are no part of the sources; LAPOR_SHARED names the folder that has them.
    @Test(
        .enabled(
            if: sharedData != nil, "LAPOR_SHARED is not set: no round trip of 2,000 real villages' complaints"
        ),
        .enabled(if: Tool.python != nil, "python3 is missing: nobody makes the complaints up"))
    func `two thousand complaints come out at the office equal field for field`() throws {
        let shared = try #require(sharedData)
        let python = try #require(Tool.python)
        let maker = Workspace.sources.appendingPathComponent("Scripts/benchmark/make-complaints").path
        let photos = workspace.path("foto")
        try workspace.shell(
            "'\(python)' '\(maker)' 2000 laporan.csv --wilayah '\(shared)/wilayah.csv' --under 33 "
                + "--attachments '\(photos)' --attach-every 25 --seed 4")
        let file = workspace.path("laporan.csv")
        let given = Table(try workspace.read(file)).rows
        #expect(given.count == 2_000)
        let office = try workspace.office(regions: "\(shared)/wilayah.csv")
        try office.must("catalog", "categories", "\(shared)/kategori.csv")
        let laptop = try office.laptop("laptop-1", kit: try office.kit())

        let taken = try laptop.capture(file: file)
        #expect(taken.saved == 2_000 && taken.known == 0 && taken.rejected.isEmpty)
        let bundle = try laptop.bundle()
        let added = try office.add(bundle)
        #expect(added.status == 0)
        #expect(added.results.map(\.eventsNew) == [2_001])
        #expect(added.results.map(\.blobsNew) == [80])
        let fieldList = try laptop.complaints()
        let officeList = try office.complaints()
        let exported = try export(office, "ekspor.csv")
        let list = try office.listing()

        // A second time: nothing changes, and that is said.
        let again = try laptop.capture(file: file)
        #expect(again.saved == 0 && again.known == 2_000)
        let second = try office.add(bundle)
        #expect(second.status == 0)
        #expect(second.results.map(\.outcome) == ["nothing_new"])
        #expect(try office.listing() == list)
        #expect(try laptop.complaints().map(\.id) == fieldList.map(\.id))

        // All of them, by the export.
        #expect(exported.count == 2_000)
        let byExternal = Dictionary(exported.map { ($0["external_id"] ?? "", $0) }) { first, _ in first }
        var differences: [String] = []
        for row in given {
            let out = byExternal[row["external_id"] ?? ""] ?? [:]
            for (column, expected) in Expected.exported(row) where out[column] != expected {
                differences.append(
                    "\(row["external_id"] ?? "") \(column): \(out[column] ?? "–") ≠ \(expected)")
            }
        }
        #expect(differences.isEmpty, "\(differences.prefix(5))")

        // All of them, by both lists: what is clear is equal, what is sealed is absent.
        let ids = Dictionary(exported.map { ($0["id"] ?? "", $0["external_id"] ?? "") }) { first, _ in first }
        let rows = Dictionary(given.map { ($0["external_id"] ?? "", $0) }) { first, _ in first }
        for list in [fieldList, officeList] {
            #expect(list.count == 2_000)
            let wrong = list.filter { !Expected.isEqual($0, rows[ids[$0.id] ?? ""] ?? [:]) }
            #expect(wrong.isEmpty, "\(wrong.prefix(3))")
        }
        #expect(officeList.contains { $0.confidential } && officeList.contains { !$0.confidential })

        try compareOpened(exported.enumerated().filter { $0.offset % 80 == 0 }.map(\.element), rows, office)
        try compareAttachments(exported, rows, office)
    }

    private func export(_ office: Office, _ name: String) throws -> [[String: String]] {
        let path = workspace.path(name)
        try office.must("export", "--format", "csv", "--to", path, "--open", "--operator", "Ayu")
        let data = try workspace.read(path)
        #expect(data.starts(with: [0xEF, 0xBB, 0xBF]))
        return Table(data).rows
    }

    private func compareOpened(
        _ sample: [[String: String]], _ rows: [String: [String: String]], _ office: Office
    ) throws {
        for item in sample {
            let row = try #require(rows[item["external_id"] ?? ""])
            let id = try #require(item["id"])
            let output = try office.must("show", id, "--open", "--json")
            let complaint: Answer.Complaint = try output.json()
            let detail: Answer.Detail = try output.json()
            #expect(complaint.title == row["title"])
            #expect(complaint.description == row["description"])
            #expect(detail.reporter?.name ?? "" == row["reporter_name"])
            #expect(detail.reporter?.nik ?? "" == row["reporter_nik"])
            #expect(detail.reporter?.phone ?? "" == Expected.phone(row["reporter_phone"] ?? ""))
            #expect(detail.reporter?.address ?? "" == row["reporter_address"])
            #expect(detail.reporter?.ageGroup ?? "" == row["reporter_age_group"])
            #expect(detail.reporter?.disability ?? "" == row["reporter_disability"])
            #expect(detail.reporter?.guardian ?? "" == row["guardian"])
            #expect(detail.consent?.method ?? "" == row["consent"])
            #expect(detail.externalId == row["external_id"])
        }
    }

    private func compareAttachments(
        _ exported: [[String: String]], _ rows: [String: [String: String]], _ office: Office
    ) throws {
        var sealed = 0
        var compared = 0
        for item in exported {
            let row = try #require(rows[item["external_id"] ?? ""])
            guard let relative = row["attachments"], !relative.isEmpty else { continue }
            let id = try #require(item["id"])
            let folder = try workspace.makeFolder("lampiran-\(id)")
            let written: [Answer.Attachment] = try office.must(
                "attachments", id, "--to", folder, "--open", "--json"
            ).json()
            let path = try #require(written.first?.path)
            #expect(written.count == 1)
            #expect(try workspace.read(path) == workspace.read(workspace.path(relative)))
            #expect(written.first?.name == URL(fileURLWithPath: relative).lastPathComponent)
            compared += 1
            if item["confidential"] == "ya" { sealed += 1 }
        }
        #expect(compared == 80)
        #expect(sealed > 0)
    }
}

/// What must come out of a row that was given.
enum Expected {
    /// A phone number as E.164.
    static func phone(_ text: String) -> String {
        var digits = text.filter { $0.isASCII && $0.isNumber }
        if digits.isEmpty { return "" }
        if digits.hasPrefix("62") {
            digits.removeFirst(2)
        } else if digits.hasPrefix("0") {
            digits.removeFirst()
        }
        return "+62" + digits
    }

    /// A cell as a spreadsheet may have it: what looks like a formula has an apostrophe before it.
    static func harmless(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) else {
            return text
        }
        return Double(text) != nil && first == "-" ? text : "'" + text
    }

    private static func flag(_ text: String?) -> String {
        ["true", "ya", "1"].contains(text ?? "") ? "ya" : "tidak"
    }

    /// The columns of the export.
    static func exported(_ row: [String: String]) -> [String: String] {
        var columns = row
        columns["attachments"] = (row["attachments"] ?? "").split(separator: ";")
            .map { URL(fileURLWithPath: String($0)).lastPathComponent }.joined(separator: "; ")
        columns["reporter_phone"] = phone(row["reporter_phone"] ?? "")
        for name in ["anonymous", "confidential"] { columns[name] = flag(row[name]) }
        if columns["officer"]?.isEmpty != false { columns["officer"] = "Rina" }
        return columns.mapValues(harmless)
    }

    /// Whether the object of `list` is that of the row, with null for all that is sealed.
    static func isEqual(_ complaint: Answer.Complaint, _ row: [String: String]) -> Bool {
        let isSealed = flag(row["confidential"]) == "ya"
        func clear(_ name: String) -> String? {
            guard !isSealed, let value = row[name], !value.isEmpty else { return nil }
            return value
        }
        let category = row["category"] ?? ""
        return complaint.classification == row["classification"] && complaint.region == row["region"]
            && complaint.category == (category.isEmpty ? nil : category)
            && complaint.sealed == isSealed && complaint.confidential == isSealed
            && complaint.anonymous == (flag(row["anonymous"]) == "ya")
            && complaint.title == clear("title") && complaint.description == clear("description")
            && complaint.location == clear("location") && complaint.agency == clear("agency")
            && complaint.incidentDate == clear("incident_date")
            && complaint.attachments.count == (row["attachments"] ?? "").split(separator: ";").count
    }
}
