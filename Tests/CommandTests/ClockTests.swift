import Foundation
import Testing

// A village laptop's clock stands wherever its battery left it. `faketime` puts it there.
@Suite(.enabled(if: Tool.all("faketime"), "faketime is missing: no clock is put back"))
struct ClockTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        laptop = ready.devices[0]
    }

    private static let today: String = String(ISO8601DateFormatter().string(from: Date()).prefix(10))

    @Test func `a laptop whose clock stands in 2011 takes today's complaint, marked and with a warning`()
        throws
    {
        let output = try laptop.run(
            at: "2011-01-01 00:00:00", ["new", "--json"] + Laptop.good + ["--incident-date", Self.today])
        let saved: Answer.Saved = try succeed(output).json()
        #expect(output.error.contains("jam laptop ini (2011-"), "\(output.error)")
        #expect(try laptop.complaints().map(\.clockBehind) == [true])
        #expect(try laptop.complaints().map(\.incidentDate) == [Self.today])

        #expect(try office.add(try laptop.bundle()).status == 0)
        let complaint = try #require(try office.complaints().first)
        #expect(complaint.number == saved.number)
        #expect(complaint.clockBehind)
        #expect(complaint.recordedAt.hasPrefix("2011-01-01"))

        // With a clock that is right again the mark is not set.
        try laptop.capture()
        #expect(try laptop.complaints().filter(\.clockBehind).count == 1)
    }

    @Test func `the warning is in the language that was asked for`() throws {
        let output = try laptop.run(at: "2011-01-01 00:00:00", ["new"] + Laptop.good, language: .english)
        #expect(output.status == 0)
        #expect(output.error.contains("this laptop's clock (2011-"), "\(output.error)")
    }

    @Test(arguments: ["2011-01-01 00:00:00", "2026-12-31 12:00:00"])
    func `an incident of 2099 is refused whatever the clock says`(time: String) throws {
        let output = try laptop.run(at: time, ["new"] + Laptop.good + ["--incident-date", "2099-01-01"])
        #expect(output.status == 65)
        #expect(output.error.contains("--incident-date \"2099-01-01\""), "\(output.error)")
        #expect(try laptop.complaints().isEmpty)
    }

    @Test func `packing and reading work with the clock in 2011`() throws {
        try laptop.capture()
        let folder = try workspace.makeFolder("stik")
        let packed: Answer.Packed = try succeed(
            laptop.run(at: "2011-01-01 00:00:00", ["pack", "--to", folder, "--json"])
        ).json()
        let bundle = try #require(packed.bundles.first)
        #expect(try laptop.run(at: "2011-01-01 00:00:00", ["verify", bundle.path]).status == 0)
        #expect(try office.add(bundle.path).results.map(\.outcome) == ["merged"])
    }
}
