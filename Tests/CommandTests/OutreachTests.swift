import Foundation
import Testing

// Visits to villages: what new complaints belong to, and what is corrected later.
struct OutreachTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        laptop = ready.devices[0]
    }

    private struct Visit: Decodable, Equatable {
        let id: String
        let region: String?
        let path: String?
        let venue: String?
        let volunteers: [String]
        let startedAt: String
        let endedAt: String?
        let attendance: Int?
        let attendanceMale: Int?
        let signal: String?
        let complaints: Int
        let open: Bool
    }

    @Test func `complaints of an open visit belong to it, and its attendance can be corrected later`() throws
    {
        try laptop.capture()
        let begun: Visit = try laptop.must(
            "kegiatan", "mulai", "--region", "33.09.06.2002", "--venue", "Balai desa", "--volunteers",
            "Ani; Budi",
            "--started-at", "2026-01-05 09:30", "--json"
        ).json()
        #expect(begun.open)
        #expect(begun.path?.hasPrefix("Singosari, Mojosongo") == true)
        #expect(begun.volunteers == ["Ani", "Budi"])
        #expect(begun.startedAt == "2026-01-05T02:30:00Z")
        try laptop.capture("--title", "Pasar becek sekali")
        try laptop.capture("--title", "Lampu jalan mati")
        let ended: Visit = try laptop.must(
            "outreach", "end", "--attendance", "40", "--attendance-male", "15", "--signal", "Tidak ada",
            "--json"
        ).json()
        #expect(!ended.open)
        #expect(ended.complaints == 2)
        #expect(ended.signal == "tidak-ada")
        try laptop.capture("--title", "Sesudah kegiatan")
        let changed: Visit = try laptop.must("outreach", "change", "--attendance", "41", "--json").json()
        #expect(changed.attendance == 41)
        #expect(changed.attendanceMale == 15)
        #expect(changed.complaints == 2)
        let all: [Visit] = try laptop.must("outreach", "list", "--json").json()
        #expect(all == [changed])
        let shown: Visit = try laptop.must("outreach", "show", String(begun.id.prefix(8)), "--json").json()
        #expect(shown == changed)
        // The events travel like all others.
        #expect(try office.add(try laptop.bundle()).status == 0)
        try office.must("check")
        try laptop.must("check")
    }

    @Test func `what cannot be is refused by its flag, and nothing is written`() throws {
        let refused: [([String], Int32, String)] = [
            (["outreach", "end"], 66, "tidak ada kegiatan"),
            (["outreach", "show"], 66, "tidak ada kegiatan"),
            (["outreach", "start", "--region", "33.09.99"], 65, "--region"),
            (["outreach", "start", "--region", "desa"], 65, "--region"),
            (["outreach", "start", "--attendance", "-3"], 65, "--attendance"),
            (["outreach", "start", "--signal", "5G"], 65, "--signal"),
            (["outreach", "start", "--started-at", "pagi"], 65, "--started-at"),
            (["outreach", "start", "--started-at", "12:00", "--ended-at", "11:00"], 65, "--ended-at"),
            (
                ["outreach", "start", "--attendance", "5", "--attendance-female", "6"], 65,
                "--attendance-female"
            ),
        ]
        for (arguments, status, word) in refused {
            let output = try laptop.run(arguments)
            #expect(output.status == status, "\(arguments): \(output.error)")
            #expect(output.error.contains(word), "\(arguments): \(output.error)")
        }
        #expect(try laptop.must("outreach", "list", "--json").text == "[]\n")
        try laptop.must("outreach", "start")
        #expect(try laptop.run(["outreach", "start"]).status == 65)
        #expect(try laptop.run(["outreach", "change"]).status == 64)
        #expect(try laptop.run(["outreach", "show", "ffffffff"]).status == 66)
    }
}
