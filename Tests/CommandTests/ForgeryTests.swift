import Foundation
import Testing

/// A way to change a bundle that anybody has who can open it.
struct Forgery: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let script: String
    let status: Int32

    init(_ description: String, _ script: String, status: Int32 = 65) {
        testDescription = description
        self.script = script
        self.status = status
    }

    private static let sealAll = #"archive "$bag/" $(entries); seal"#

    static let signatures = [
        Forgery("nothing altered, no signature", #"rm "$bag/tagmanifest-sha256.txt.sig"; "# + sealAll),
        Forgery("nothing altered, a stranger's signature", "stranger; sign stranger; \(sealAll)"),
        Forgery(
            "another date, old signature",
            #"sed -i 's/^Bagging-Date: .*/Bagging-Date: 2011-01-01/' "$bag/bag-info.txt"; correct; "#
                + sealAll),
        Forgery("altered event, old signature", "alter; correct; \(sealAll)"),
        Forgery("altered event, its hashes right, old signature", "alter whole; correct; \(sealAll)"),
        Forgery(
            "altered event, no signature",
            #"alter whole; correct; rm "$bag/tagmanifest-sha256.txt.sig"; "# + sealAll),
        Forgery(
            "altered event, empty signature",
            #"alter whole; correct; : > "$bag/tagmanifest-sha256.txt.sig"; "# + sealAll),
        Forgery(
            "altered event, a stranger's signature",
            "alter whole; correct; stranger; sign stranger; \(sealAll)"),
        Forgery(
            "altered event, a stranger's signature and key",
            #"""
            alter whole; stranger
            sed -i "s|^Sender-Key: .*|Sender-Key: $(cat stranger.line)|" "$bag/bag-info.txt"
            correct; sign stranger;
            """# + " " + sealAll),
        Forgery(
            "altered event, a stranger as the sender",
            "alter whole; stranger; impersonate; correct; sign stranger; \(sealAll)"),
        Forgery(
            "unaltered events, a stranger as the sender",
            "stranger; impersonate; correct; sign stranger; \(sealAll)"),
        Forgery(
            "altered event, manifests left alone", "alter whole; \(sealAll)"),
        Forgery(
            "another kind",
            #"sed -i 's/^Bundle-Kind: field/Bundle-Kind: relay/' "$bag/bag-info.txt"; correct; "#
                + sealAll),
        Forgery(
            "another addressee",
            #"sed -i 's/^Addressee: .*/Addressee: 00112233445566778899aabbccddeeff/' "$bag/bag-info.txt"; correct; "#
                + sealAll),
        Forgery(
            "another signature of the same key",
            #"jq -j '.feeds[0].ranges[0].signature' "$bag/data/feeds.json" > "$bag/tagmanifest-sha256.txt.sig"; "#
                + sealAll),
    ]

    static let layouts = [
        Forgery(
            "a file too many at the end",
            #"echo x > "$bag/data/lebih"; archive "$bag/" $(entries) "$bag/data/lebih"; seal"#),
        Forgery(
            "a file too many among the tag files",
            #"echo x > "$bag/lebih.txt"; archive "$bag/" "$bag/lebih.txt" $(entries); seal"#),
        Forgery(
            "a file that the manifest names too",
            #"""
            echo x > "$bag/data/lebih"
            sha256sum "$bag/data/lebih" | sed "s,$bag/,," >> "$bag/manifest-sha256.txt"
            correct;
            """# + " " + sealAll),
        Forgery("the last file missing", #"archive "$bag/" $(entries | sed '$d'); seal"#),
        Forgery("feeds.json missing", #"archive "$bag/" $(entries | grep -v feeds.json); seal"#),
        Forgery("the events missing", #"archive "$bag/" $(entries | grep -v ndjson); seal"#),
        Forgery("the manifest missing", #"archive "$bag/" $(entries | grep -v '/manifest'); seal"#),
        Forgery(
            "files in another order",
            #"archive "$bag/" $(entries | head -n 5) $(entries | tail -n +6 | tac); seal"#),
        Forgery("payload before the tag files", #"archive "$bag/" $(entries | tac); seal"#),
        Forgery("no folder entry", #"archive $(entries); seal"#),
        Forgery("one file twice", #"archive "$bag/" $(entries) $(entries | tail -n 1); seal"#),
        Forgery(
            "a path that leads outside",
            #"""
            echo x > jahat
            archive --transform="s,^jahat$,$bag/../../jahat," "$bag/" $(entries) jahat; seal
            """#),
        Forgery(
            "an absolute path",
            #"echo x > jahat; archive --transform="s,^jahat$,/tmp/lapor-jahat," "$bag/" $(entries) jahat; seal"#
        ),
        Forgery(
            "a symbolic link",
            #"ln -s /etc/passwd "$bag/data/tautan"; archive "$bag/" $(entries) "$bag/data/tautan"; seal"#
        ),
        Forgery(
            "bytes after the end", #"archive "$bag/" $(entries); head -c 512 /dev/zero >> forged.tar; seal"#),
        Forgery("another file mode", #"archive --mode=0777 "$bag/" $(entries); seal"#),
        Forgery("another owner", #"archive --owner=1000 "$bag/" $(entries); seal"#),
        Forgery(
            "the kit's own layer: not sealed", #"archive "$bag/" $(entries); cp forged.tar forged.lapor"#),
    ]
}

// Bundles are taken apart with the machine's own tools, none of ours.
@Suite(.enabled(if: Forger.isThere, "of \(Forger.tools) and python3 one is missing: nothing is forged"))
struct ForgeryTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop
    let bundle: String
    let forger: Forger

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        laptop = ready.devices[0]
        let photo = try workspace.write("foto.jpg", Data((0..<2_000).map { UInt8($0 & 0xFF) }))
        try laptop.capture("--title", "Satu", "--attach", photo)
        try laptop.capture()
        bundle = try laptop.bundle()
        forger = Forger(workspace: workspace, office: office)
    }

    @Test func `a bundle that was opened, archived and sealed again unaltered is accepted`() throws {
        let same = try forger.forge(bundle, #"archive "$bag/" $(entries); seal"#)
        let added = try office.add(same)
        #expect(added.status == 0, "\(added.results)")
        #expect(added.results.map(\.outcome) == ["merged"])
        #expect(added.results.map(\.eventsNew) == [3])
        #expect(try office.complaints().compactMap(\.title).sorted() == ["Jembatan putus", "Satu"])
        // Corrected manifests are to the byte what they were, so the signature still holds.
        let corrected = try forger.forge(bundle, #"correct; archive "$bag/" $(entries); seal"#)
        #expect(try office.add(corrected).results.map(\.outcome) == ["nothing_new"])
    }

    @Test(arguments: Forgery.signatures)
    func `a bundle of which anything signed was changed is refused`(_ forgery: Forgery) throws {
        try expectRefusal(forgery)
    }

    @Test(arguments: Forgery.layouts)
    func `a bundle whose archive differs from the format is refused`(_ forgery: Forgery) throws {
        try expectRefusal(forgery)
    }

    private func expectRefusal(_ forgery: Forgery) throws {
        let before = try office.state()
        let forged = try forger.forge(bundle, forgery.script)
        let added = try office.add(forged)
        #expect(added.status == forgery.status, "\(added.results)")
        #expect(added.results.map(\.outcome) == ["refused"])
        #expect(added.results.first?.reason?.isEmpty == false)
        #expect(added.results.first?.hint?.isEmpty == false)
        #expect(try office.state() == before)
        // The true one is taken after it.
        #expect(try office.add(bundle).results.map(\.outcome) == ["merged"])
        #expect(try office.complaints().compactMap(\.title).sorted() == ["Jembatan putus", "Satu"])
    }

    @Test func `another office cannot take a bundle, and one sealed to it again is not for it`() throws {
        let other = try workspace.office("lain")
        let before = try other.state()
        let direct = try other.add(bundle)
        #expect(direct.status == 77)
        #expect(direct.results.map(\.outcome) == ["refused"])
        let again = try forger.forge(
            bundle, #"recipient=\#(other.founded.recipient); archive "$bag/" $(entries); seal"#)
        let resealed = try other.add(again)
        #expect(resealed.status == 77)
        #expect(resealed.results.map(\.outcome) == ["refused"])
        #expect(try other.state() == before)
    }

    @Test func `a damaged bundle among good ones is named, and the good ones are merged`() throws {
        try laptop.capture("--title", "Tiga")
        let good = try laptop.bundle(into: "baik")
        let forged = try forger.forge(bundle, #"alter; archive "$bag/" $(entries); seal"#)
        let added = try office.add(forged, good)
        #expect(added.status == 65)
        #expect(added.results.map(\.outcome) == ["refused", "merged"])
        #expect(added.results.map(\.path) == [forged, good])
        #expect(try office.complaints().count == 3)
    }
}
