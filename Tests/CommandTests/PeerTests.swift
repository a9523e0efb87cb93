import Foundation
import Testing

/// Whom an office has to do with: cards, relays of strangers, and a middleman who leaves things out.
struct PeerTests {
    let workspace: Workspace
    let office: Office
    let province: Office
    let laptop: Laptop
    let forger: Forger

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        laptop = try #require(ready.devices.first)
        province = try workspace.office("provinsi")
        forger = Forger(workspace: workspace, office: office)
    }

    private struct Peer: Decodable {
        let id: String
        let name: String
        let direction: String
        let fingerprint: String
    }

    private struct Introduced: Decodable {
        let merged: [Answer.Added]
    }

    private func peers(_ office: Office) throws -> [Peer] {
        try office.must("peers", "list", "--json").json()
    }

    // MARK: Cards

    @Test func `a card is taken if its words are those that the office reads out`() throws {
        let card = try province.card()
        let words = province.founded.fingerprint
        let add = ["peers", "add", card, "--upstream", "--fingerprint"]
        #expect(try office.run(add + [office.founded.fingerprint]).status == 77)
        #expect(try office.run(add + ["bukan kata yang dibacakan"]).status == 77)
        #expect(try peers(office).isEmpty)
        try succeed(office.run(add + [" " + words.uppercased().replacingOccurrences(of: " ", with: "  ")]))
        try succeed(office.run(add + [words]))
        let known = try peers(office)
        #expect(known.map(\.id) == [province.founded.id] && known.map(\.direction) == ["upstream"])
        #expect(known.map(\.name) == ["Kantor provinsi"] && known.map(\.fingerprint) == [words])
        // The card is text that holds no secret.
        let text = String(decoding: try workspace.read(card), as: UTF8.self)
        #expect(text.hasPrefix("{") && text.hasSuffix("}\n") && !text.contains("SECRET"))
    }

    @Test func `what is no card of another office is refused with the right exit code`() throws {
        let card = try province.card()
        let text = String(decoding: try workspace.read(card), as: UTF8.self)
        let other = try office.card()
        let otherText = String(decoding: try workspace.read(other), as: UTF8.self)
        let signature = try #require(text.range(of: "\"signature\":")).lowerBound
        let otherSignature = try #require(otherText.range(of: "\"signature\":")).lowerBound
        #expect(try office.run(["peers", "add", card]).status == 64)
        #expect(try office.run(["peers", "add", card, "--upstream", "--downstream"]).status == 64)
        #expect(try office.run(["peers", "add", "--upstream"]).status == 64)
        #expect(try office.run(["peers", "add", workspace.path("tidak-ada"), "--upstream"]).status == 66)
        let bad = [
            "", "bukan kartu\n", "{}\n", String(text.dropLast(9)), text + text,
            text.replacingOccurrences(of: "Kantor provinsi", with: "Kantor penipu"),
            String(text[..<signature]) + String(otherText[otherSignature...]),
        ]
        let files =
            try bad.enumerated().map { try workspace.write("kartu-\($0)", $1) } + [
                other, workspace.path("tim.kit"),
            ]
        for file in files {
            for direction in ["--upstream", "--downstream"] {
                let output = try office.run(["peers", "add", file, direction, "--json"])
                #expect(output.status == 65, "\(file) \(output.error)")
                let failure = try Answer.decoder.decode(Answer.Failure.self, from: output.errorData)
                #expect(failure.error.code == 65 && !failure.error.hint.isEmpty)
            }
        }
        #expect(try peers(office).isEmpty)
        #expect(try office.run(["card", "--to", card]).status == 73)
        #expect(try office.run(["relay", "--to", workspace.folder.path]).status == 66)
    }

    // MARK: Relays

    @Test func `a relay of an office that nobody introduced waits, and merges once it is introduced`() throws
    {
        try laptop.capture()
        try office.merge(from: laptop)
        try office.must("peers", "add", province.card(), "--upstream")
        let bundle = try office.relayed()
        for _ in 1...2 {
            let added = try province.add(bundle.path)
            #expect(added.status == 10 && added.results.map(\.outcome) == ["quarantined"])
            #expect(added.results.map(\.reasonCode) == ["unknown_office"])
            #expect(added.results.first?.hint?.contains("peers add") == true)
        }
        #expect(try province.complaints().isEmpty && province.devices().isEmpty)
        #expect(try province.quarantined().map(\.reasonCode) == ["unknown_office"])
        try FileManager.default.removeItem(atPath: bundle.path)
        let introduced: Introduced = try province.must(
            "peers", "add", office.card(), "--downstream", "--json"
        ).json()
        #expect(introduced.merged.map(\.outcome) == ["merged"])
        #expect(try province.quarantined().isEmpty)
        #expect(try province.listing() == office.listing())
        #expect(try province.complaints().count == 1)
    }

    @Test func `a reply of an office that is not upstream is not taken`() throws {
        try laptop.capture()
        try office.merge(from: laptop)
        try office.relays(to: province)
        try province.merge(try office.relayed().path)
        let stranger = try workspace.office("asing")
        try stranger.must("peers", "add", office.card(), "--downstream")
        let state = try office.state()
        let added = try office.add(try stranger.reply())
        #expect(added.status == 77 && added.results.map(\.outcome) == ["refused"])
        #expect(try office.state() == state)
    }

    private static let resealed = #"archive "$bag/" $(entries); recipient=%@; seal"#

    private func forged(_ script: String) throws -> String {
        let end = Self.resealed.replacingOccurrences(of: "%@", with: province.founded.recipient)
        return try forger.forge(try office.relayed().path, "\(script); \(end)")
    }

    @Test(.enabled(if: Forger.isThere, "of \(Forger.tools) and python3 one is missing: nothing is forged"))
    func `a relay that a stranger altered or signed is not merged`() throws {
        try laptop.capture()
        try office.merge(from: laptop)
        try office.relays(to: province)
        let state = try province.state()
        for (script, status) in [
            ("alter; correct", Int32(65)), ("alter whole; correct", 65),
            ("alter whole; stranger; correct; sign stranger", 65),
            (
                #"stranger; sed -i "s|^Sender-Key: .*|Sender-Key: $(cat stranger.line)|" "$bag/bag-info.txt"; "#
                    + "correct; sign stranger", 65
            ),
            // Not even the office itself can change what a device wrote.
            ("alter; office_key; correct; sign own", 65),
            ("alter whole; office_key; correct; sign own", 65),
        ] {
            let added = try province.add(try forged(script))
            #expect(added.status == status && added.results.map(\.outcome) == ["refused"], "\(script)")
            #expect(try province.state() == state)
        }
        // A stranger by its own name is a stranger.
        let added = try province.add(try forged("stranger; impersonate registry; correct; sign stranger"))
        #expect(added.status == 10 && added.results.map(\.reasonCode) == ["unknown_office"])
        #expect(try province.complaints().isEmpty)
        try province.merge(try office.relayed().path)
        #expect(try province.listing() == office.listing())
    }

    /// What a middleman may leave out; `sequence` is that of the event which is missed then.
    private struct Omission {
        let script: String
        var sequence: Int?

        static let all = [
            "captured": Omission(script: "blank captured", sequence: 2),
            "attached": Omission(script: "blank attached", sequence: 3),
            "changed": Omission(script: "blank changed", sequence: 4),
            "attachment": Omission(script: "drop_blobs"),
        ]
    }

    @Test(
        .enabled(if: Forger.isThere, "of \(Forger.tools) and python3 one is missing: nothing is forged"),
        arguments: Omission.all.keys.sorted())
    func `what the office between leaves out is a gap and no erasure`(what: String) throws {
        let omission = try #require(Omission.all[what])
        let photo = try workspace.write("foto.jpg", Data("isi foto".utf8))
        let saved = try laptop.capture()
        try laptop.must("attach", saved.id, photo)
        try laptop.must("edit", saved.id, "--title", "Jembatan putus, diubah")
        try office.merge(from: laptop)
        try office.relays(to: province)
        let added = try province.add(try forged("\(omission.script); office_key; correct; sign own"))
        #expect(added.status == 0 && added.results.map(\.outcome) == ["merged"], "\(added.results)")
        let device = try #require(try province.status().devices.first)
        #expect(device.gaps == omission.sequence.map { [.init(first: $0, last: $0)] } ?? [])
        #expect(device.missingBlobs == (what == "attachment" ? 1 : 0))
        #expect(try province.must("gaps", "--json").text != "[]\n")
        #expect(try province.status().byStatus["dihapus"] == nil)
        #expect(try province.complaints().count == (what == "captured" ? 0 : 1))
        // The province's receipt does not confirm it, so that it is relayed once more, now whole.
        #expect(try office.add(province.reply()).results.map(\.outcome) == ["merged"])
        try province.merge(try office.relayed().path)
        #expect(try province.must("gaps", "--json").text == "[]\n")
        #expect(try province.status().devices.map(\.missingBlobs) == [0])
        #expect(try province.listing() == office.listing())
        #expect(try province.complaints().map(\.title) == ["Jembatan putus, diubah"])
        try #expect(office.add(province.reply()).status == 0 && office.relay().isEmpty)
    }
}
