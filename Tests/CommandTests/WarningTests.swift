import Foundation
import Testing

/// What a laptop tells its volunteer before it hurts.
@Suite(.enabled(if: OwnMounts.areAllowed, .init(rawValue: OwnMounts.missing)))
struct WarningTests {
    let workspace: Workspace
    let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        laptop = try workspace.ready().devices[0]
    }

    private static let new =
        "lapor new --classification aspirasi --title T --description D --region 33.09.06.2001"

    private func count(_ words: String, _ text: String) -> Int {
        text.components(separatedBy: words).count - 1
    }

    @Test func `an empty battery is told once, on a terminal only, by the commands that write`() throws {
        let output = try laptop.withMounts(
            """
            battery 9 Discharging
            for c in '\(Self.new)' 'lapor pack --to .' 'lapor receive .'; do typing '' "$c"; done
            echo ---; \(Self.new); lapor pack --to .; lapor list
            """)
        let parts = output.text.components(separatedBy: "---\n")
        #expect(count("peringatan: baterai tinggal 9 %", parts[0]) == 3, "\(output.text)")
        #expect(!parts[1].contains("baterai"))
        #expect(!output.error.contains("baterai"))
    }

    @Test func `status and the first screen list what is the matter, also as JSON`() throws {
        let output = try laptop.withMounts(
            """
            battery 9 Discharging; lapor; lapor status; lapor status --json; lapor --json
            battery 90 Discharging; echo ---; lapor; lapor status; lapor status --json
            """, language: .english)
        let parts = output.text.components(separatedBy: "---\n")
        #expect(count("Careful: the battery is down to 9 %", parts[0]) == 2, "\(output.text)")
        #expect(count(#""warnings":[{"kind":"battery_low","message":"#, parts[0]) == 2)
        #expect(!parts[1].contains("battery"))
        #expect(parts[1].contains(#""warnings":[]}"#))
    }

    @Test func `a disk that is nearly full is told of, and does not stop a complaint that still fits`() throws
    {
        let output = try laptop.withMounts(
            """
            mkdir small; mount -t tmpfs -o size=100m tmpfs small; cp -a "$LAPOR_HOME" small/laptop
            export LAPOR_HOME=$PWD/small/laptop
            typing '' '\(Self.new)'; mount -o remount,size=12m small; typing '' '\(Self.new)'
            lapor list --json | grep -o '"number"' | wc -l; umount small
            """)
        #expect(count("disk laptop hampir penuh", output.text) == 1, "\(output.text)\(output.error)")
        #expect(count("disk laptop penuh", output.text) == 1, "\(output.text)")
        #expect(output.text.hasSuffix("2\n"))
    }

    @Test(.enabled(if: Tool.all("faketime"), "faketime is missing: no clock is put back"))
    func `a clock that jumped is told once a run, whatever it is that doubts it`() throws {
        let output = try laptop.withMounts(
            """
            typing '' "faketime -f '@2011-01-01 00:00:00' \(Self.new)"; echo ---
            typing '' "\(Self.new)"; echo ---
            typing '' "faketime -f '+45d' \(Self.new)"; echo ---
            typing '' "\(Self.new)"; echo ---
            typing '' "\(Self.new)"
            """)
        let parts = output.text.components(separatedBy: "---\n").map { count("jam laptop ini", $0) }
        // Back to 2011; then far ahead of what was written there, but not of the kit; 45 days ahead; and back.
        #expect(parts == [1, 0, 1, 1, 0], "\(output.text)")
        #expect(output.text.contains("hari sejak catatan terakhirnya"))
        #expect(output.text.contains("lebih awal daripada catatan terakhirnya"))
    }
}
