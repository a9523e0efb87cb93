import Foundation
import Testing

/// What a bad stick does to a bundle: it is refused as a whole, at whatever byte it was hit.
struct DamageTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop
    let bundle: Data

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        laptop = ready.devices[0]
        // Larger than two of age's chunks, so that damage in the middle comes after good bytes.
        let photo = try workspace.write("foto.jpg", Data((0..<150_000).map { UInt8($0 &* $0 % 251) }))
        try laptop.capture("--attach", photo)
        bundle = try workspace.read(try laptop.bundle())
    }

    private func expectRefusal(_ damaged: Data, _ what: String, _ statuses: Set<Int32> = [65]) throws {
        let file = try workspace.write("rusak.lapor", damaged)
        let added = try office.add(file)
        #expect(statuses.contains(added.status), "\(what): \(added.results)")
        #expect(added.results.map(\.outcome) == ["refused"], "\(what)")
        let verified = try laptop.run(["verify", file])
        #expect(statuses.contains(verified.status), "\(what): \(verified.error)")
        #expect(!verified.error.isEmpty || verified.status == 77)
    }

    @Test func `a bundle cut off anywhere is refused, and the office stays as it was`() throws {
        let before = try office.state()
        let size = bundle.count
        let cuts = [
            1, 20, 21, 22, 100, 199, 300, 1_000, 65_000, 66_000, size / 2, size - 66_000, size - 17, size - 1,
        ]
        for cut in cuts {
            try expectRefusal(bundle.prefix(cut), "cut at \(cut)")
        }
        try expectRefusal(bundle + Data([0]), "a byte more")
        #expect(try office.state() == before)
        #expect(try office.add(try workspace.write("utuh.lapor", bundle)).status == 0)
    }

    @Test func `a bundle with one bit flipped anywhere is refused, and the office stays as it was`() throws {
        let before = try office.state()
        let size = bundle.count
        let offsets = [
            0, 5, 21, 30, 60, 120, 170, 240, 330, 400, 500, 1_000, 65_536, size / 2, size - 100, size - 1,
        ]
        for offset in offsets {
            var damaged = bundle
            damaged[damaged.startIndex + offset] ^= 4
            // In the header it may as well be sealed to somebody else.
            try expectRefusal(damaged, "flipped at \(offset)", offset < 450 ? [65, 77] : [65])
        }
        #expect(try office.state() == before)
        #expect(try office.add(try workspace.write("utuh.lapor", bundle)).status == 0)
    }

    @Test func `cut off, damaged and not a bundle are three messages`() throws {
        var flipped = bundle
        flipped[flipped.startIndex + 70_000] ^= 1
        let files = [
            try workspace.write("terpotong.lapor", bundle.prefix(100)),
            try workspace.write("rusak.lapor", flipped),
            try workspace.write("lain.lapor", "bukan bundel sama sekali\n"),
        ]
        let added = try office.add(files[0], files[1], files[2])
        #expect(added.results.map(\.path) == files)
        #expect(Set(added.results.compactMap(\.reason)).count == 3)
        #expect(added.results[0].reason?.contains("terpotong") == true)
    }

    @Test func `verify finds a sound bundle and kit sound, and what it cannot open unchecked`() throws {
        let sound = try workspace.write("utuh.lapor", bundle)
        let verified = try laptop.run(["verify", sound, workspace.path("tim.kit")])
        #expect(verified.status == 0, "\(verified.error)")
        let other = try workspace.office("lain")
        let stranger = try other.laptop("laptop-lain", kit: try other.kit("lain.kit"))
        try stranger.capture()
        let unchecked = try laptop.run(["verify", try stranger.bundle(into: "lain-stik")])
        #expect(unchecked.status == 77)
        #expect(unchecked.text.contains("tidak diperiksa"))
        #expect(!unchecked.text.contains("utuh"))
    }
}
