import Foundation
import Testing

/// Sticks as `pack` finds them: small file systems that are mounted where a desktop mounts sticks.
@Suite(.enabled(if: OwnMounts.areAllowed, .init(rawValue: OwnMounts.missing)))
struct StickTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        laptop = ready.devices[0]
        try laptop.capture()
    }

    private func attach(_ size: Int) throws {
        let bytes = Data((0..<size).map { _ in UInt8.random(in: 0...255) })
        try laptop.capture("--attach", try workspace.write("foto.jpg", bytes))
    }

    @Test func `the only stick is taken with Enter, and may be pulled out then`() throws {
        let output = try laptop.withMounts(
            "stick KINGSTON 8m; typing '\\n' 'lapor pack'; echo \"[$?]\"; ls $me/KINGSTON; cp $me/KINGSTON/*.lapor ."
        )
        #expect(output.text.contains("  1  KINGSTON    /media/"), "\(output.text)")
        #expect(output.text.contains("tmpfs, 8,3 MB bebas"), "\(output.text)")
        #expect(output.text.contains("[1] (Ctrl-D batal): "))
        #expect(output.text.contains("Stik boleh dicabut sekarang"))
        #expect(output.text.contains("umount '/media/"))
        #expect(output.text.contains("[0]"))
        #expect(try laptop.complaints().map(\.status) == ["terkemas"])
        #expect(try office.add(workspace.folder.path).status == 0)
    }

    @Test func `of two sticks one is chosen by its number, and this folder by 0`() throws {
        let output = try laptop.withMounts(
            """
            stick A 8m; stick B 8m
            typing '\\n7\\n2\\n' 'lapor pack'; ls $me/A | wc -l; ls $me/B | wc -l
            mkdir here; cd here; typing '0\\n' 'lapor pack'; ls . | wc -l
            """, language: .english)
        #expect(output.text.contains("  1  A            /media/"), "\(output.text)")
        // What was typed comes first each time; on a slow machine progress is shown, and taken away, in between.
        let counts = output.text.replacing("\u{1B}[K", with: "").split(whereSeparator: \.isNewline).filter {
            Int($0) != nil
        }
        #expect(counts == ["7", "2", "0", "1", "0", "1"], "\(output.text)")
        #expect(output.text.contains("The stick may be pulled out now"))
        #expect(output.text.components(separatedBy: "pulled out").count == 2)
    }

    @Test func `Ctrl-D packs nothing, no stick means this folder, and without a terminal nothing is asked`()
        throws
    {
        let output = try laptop.withMounts(
            """
            typing '' 'lapor pack'; echo "[$?]"; rm *.lapor
            stick A 8m; typing '' 'lapor pack'; echo "[$?]"; ls $me/A
            lapor pack < /dev/null 2> err > out; echo "[$?]"; ls *.lapor | wc -l; cat err
            """)
        #expect(output.text.contains("tidak ada stik yang terpasang; bundel ditulis ke folder ini"))
        #expect(output.text.contains("tidak ada yang dikemas"), "\(output.text)")
        let codes = output.text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("[") }
        #expect(codes == ["[0]", "[130]", "[0]"], "\(output.text)")
        #expect(output.text.hasSuffix("[0]\n1\n"), "\(output.text)")
    }

    @Test
    func
        `a locked stick, a stick that is too small and one that is full are told apart, and nothing is left`()
        throws
    {
        try attach(3_000_000)
        let output = try laptop.withMounts(
            """
            stick LOCKED 8m; mount -o remount,ro $me/LOCKED
            lapor pack --to $me/LOCKED; echo "[$?]"
            stick SMALL 1m; lapor pack --to $me/SMALL; echo "[$?]"; ls $me/SMALL
            stick FULL 4m; head -c 1190000 /dev/zero > $me/FULL/x
            lapor pack --to $me/FULL; echo "[$?]"; ls $me/FULL
            mkdir $me/LOCKED-2 plain; mount --bind plain $me/LOCKED-2; mount -o remount,bind,ro $me/LOCKED-2
            typing '2\\n' 'lapor pack' | grep LOCKED-2; ls plain; umount $me/LOCKED-2
            """)
        #expect(output.text.hasPrefix("[73]\n[74]\n[74]\nx\n"), "\(output.text)\(output.error)")
        #expect(output.text.contains("terkunci, hanya dapat dibaca"), "\(output.text)")
        let errors = output.error.split(separator: "\n").map(String.init)
        #expect(errors.count == 6, "\(errors)")
        #expect(errors.first?.contains("media terkunci") == true)
        #expect(errors.dropFirst().first?.contains("kunci kecil") == true)
        #expect(
            errors.dropFirst(2).first?.contains("stik ini tidak muat: perlu kira-kira 3,1 MB, bebas 1,0 MB")
                == true)
        #expect(
            errors.dropFirst(4).first?.contains("stik ini tidak muat: perlu kira-kira") == true, "\(errors)")
        #expect(errors.last?.contains("--max-size") == true)
        #expect(try laptop.complaints().allSatisfy { $0.status == "tercatat" })
    }
}
