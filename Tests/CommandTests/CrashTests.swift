import Foundation
import Testing

// The story: a volunteer's laptop runs out of battery, a child pulls the stick out, the office's machine loses its
// power, each at any moment. Between a command's first byte and its last line there are: the lock, a staged
// attachment, a transaction half written to the write-ahead log, its commit, a bundle under its temporary name, its
// sync, its renaming, the note that it was packed. Each round here ends the real program by SIGKILL somewhere in
// between, and then asks for no more and no less than what the screen had said: whatever was confirmed is there,
// whatever is there is whole, and the next command goes on without repair.
@Suite(.serialized)
struct CrashTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop

    /// The moments are random but the same in each run; what the programs do meanwhile is not.
    private static let seed: UInt64 = 20_261_124
    private static let rounds = 25

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        laptop = ready.devices[0]
    }

    /// Runs a program to its end to learn how long it takes.
    private func duration(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        let spent = ContinuousClock.now - start
        return Double(spent.components.seconds) + Double(spent.components.attoseconds) / 1e18
    }

    /// Starts a program and kills it after a random part of so many seconds, if it has not ended by then.
    ///
    /// The machine may be busier or less busy than when the time was taken: the seconds follow what is seen.
    private func runAndKill(
        _ program: String, _ arguments: [String], within seconds: inout Double, _ random: inout SeededRandom
    ) throws -> Output {
        let run = try workspace.start(program, arguments)
        Thread.sleep(forTimeInterval: Double.random(in: 0.002...seconds, using: &random))
        run.kill()
        let output = try run.wait()
        seconds = max(0.01, output.status == 0 ? seconds * 0.93 : seconds * 1.03)
        return output
    }

    /// Merges what the laptop holds and compares both sides.
    private func expectAllMerge() throws {
        let bundle = try laptop.bundle(into: "akhir", "--all")
        #expect(try office.add(bundle).status == 0)
        let sides = [try laptop.complaints(), try office.complaints()]
        #expect(sides[0].map(\.id) == sides[1].map(\.id))
        #expect(sides[0].map(\.title) == sides[1].map(\.title))
        #expect(try office.devices().map(\.complaints) == [sides[0].count])
    }

    @Test func `what was saved by flags before a kill is there, and nothing is there in part`() throws {
        var random = SeededRandom(Self.seed)
        let photo = try workspace.write("foto.jpg", Data((0..<200_000).map { UInt8($0 & 0xFF) }))
        let arguments = ["--home", laptop.home, "new"] + Laptop.good + ["--attach", photo]
        var window = try duration { try succeed(try workspace.run("lapor", arguments)) }
        var confirmed = Set(try laptop.complaints().map(\.number))
        var killed = 0
        for round in 1...Self.rounds {
            let output = try runAndKill(
                "lapor", arguments + ["--location", "putaran \(round)"], within: &window, &random)
            if output.status != 0 { killed += 1 }
            if let number = output.text.split(separator: " ").dropFirst().first, output.text.hasSuffix("\n") {
                confirmed.insert(String(number))
            }
            let numbers = try laptop.complaints().map(\.number)
            #expect(confirmed.isSubset(of: numbers), "round \(round), seed \(Self.seed)")
            // One command is one complaint or none.
            #expect(Set(numbers).count == numbers.count)
            #expect(numbers.count <= round + 1)
        }
        #expect(killed > 5, "hardly anything was killed: the moments are badly chosen")
        for complaint in try laptop.complaints() {
            #expect(complaint.attachments.map(\.size) == [200_000])
        }
        try expectAllMerge()
    }

    @Test func `a file that was being taken is taken wholly or not at all, and again without doubles`() throws
    {
        var random = SeededRandom(Self.seed + 1)
        let rows = (1...300).map { "f-\($0),aspirasi,Judul \($0),Isi,33.09.06.2001,Sumi,written" }
        let header = "external_id,classification,title,description,region,reporter_name,consent"
        let file = try workspace.write("laporan.csv", ([header] + rows).joined(separator: "\n"))
        let copy = workspace.path("contoh")
        try FileManager.default.copyItem(atPath: laptop.home, toPath: copy)
        var window = try duration {
            try succeed(try workspace.run("lapor", ["--home", copy, "new", "--from", file]))
        }
        let arguments = ["--home", laptop.home, "new", "--from", file]
        var killed = 0
        for round in 1...Self.rounds {
            let output = try runAndKill("lapor", arguments, within: &window, &random)
            if output.status != 0 { killed += 1 }
            let count = try laptop.complaints().count
            #expect([0, 300].contains(count), "round \(round), seed \(Self.seed)")
            if output.text.contains("300 laporan tersimpan") { #expect(count == 300) }
            if count == 300 {
                // From here on with a fresh laptop of the same kit: the question is asked anew.
                try FileManager.default.removeItem(atPath: laptop.home)
                _ = try office.laptop("laptop-1", kit: workspace.path("tim.kit"))
            }
        }
        #expect(killed > 5, "hardly anything was killed: the moments are badly chosen")
        #expect(try laptop.capture(file: file).rejected.isEmpty)
        #expect(try laptop.complaints().count == 300)
        #expect(try office.add(try laptop.bundle()).status == 0)
        #expect(try office.complaints().count == 300)
    }

    @Test func `a bundle that has its name is sound, whenever packing was killed`() throws {
        var random = SeededRandom(Self.seed + 2)
        let photo = try workspace.write("foto.jpg", Data((0..<1_500_000).map { UInt8($0 &* 31 & 0xFF) }))
        for index in 1...10 { try laptop.capture("--location", "\(index)", "--attach", photo) }
        let folder = try workspace.makeFolder("stik")
        let arguments = ["--home", laptop.home, "pack", "--all", "--to", folder]
        var window = try duration { try succeed(try workspace.run("lapor", arguments)) }
        var killed = 0
        for round in 1...Self.rounds {
            let output = try runAndKill("lapor", arguments, within: &window, &random)
            if output.status != 0 { killed += 1 }
            let bundles = try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix(".lapor") }.map { "\(folder)/\($0)" }
            for bundle in bundles {
                let verified = try laptop.run(["verify", bundle])
                #expect(verified.status == 0, "round \(round), seed \(Self.seed): \(verified.error)")
            }
            if let path = output.text.split(separator: " ").first, output.text.contains("\n") {
                #expect(bundles.contains(String(path)), "confirmed, but not there: round \(round)")
            }
            #expect(try laptop.complaints().count == 10)
            for bundle in bundles { try FileManager.default.removeItem(atPath: bundle) }
        }
        #expect(killed > 5, "hardly anything was killed: the moments are badly chosen")
        // A bundle that was broken off does not count as carried: the plain command still carries everything.
        let packed: Answer.Packed = try laptop.must("pack", "--to", folder, "--json").json()
        #expect(packed.bundles.map(\.events) == [11])
        try expectAllMerge()
    }

    @Test func `a bundle is added wholly or not at all, whenever adding was killed`() throws {
        var random = SeededRandom(Self.seed + 3)
        let photo = try workspace.write("foto.jpg", Data((0..<400_000).map { UInt8($0 &* 7 & 0xFF) }))
        let rows = (1...150).map {
            "aspirasi,Judul \($0),Isi,33.09.06.2001,\($0 % 50 == 0 ? "foto.jpg" : "")"
        }
        let file = try workspace.write(
            "laporan.csv",
            (["classification,title,description,region,attachments"] + rows).joined(separator: "\n"))
        #expect(try laptop.capture(file: file).saved == 150)
        let bundle = try laptop.bundle()
        let empty = workspace.path("kosong")
        try FileManager.default.copyItem(atPath: office.home, toPath: empty)
        let copy = workspace.path("contoh")
        try FileManager.default.copyItem(atPath: empty, toPath: copy)
        var window = try duration {
            try succeed(try workspace.run("lapor-import", ["--home", copy, "add", bundle]))
        }
        let photoBytes = try workspace.read(photo)
        var killed = 0
        for round in 1...Self.rounds {
            let output = try runAndKill(
                "lapor-import", ["--home", office.home, "add", bundle], within: &window, &random)
            if output.status != 0 { killed += 1 }
            let complaints = try office.complaints()
            #expect([0, 150].contains(complaints.count), "round \(round), seed \(Self.seed)")
            if output.text.contains("kode konfirmasi") { #expect(complaints.count == 150) }
            if let complaint = complaints.first(where: { !$0.attachments.isEmpty }) {
                let target = try workspace.makeFolder("lampiran-\(round)")
                let written: [Answer.Attachment] = try office.must(
                    "attachments", complaint.id, "--to", target, "--json"
                ).json()
                #expect(try workspace.read(try #require(written.first?.path)) == photoBytes)
                try FileManager.default.removeItem(atPath: office.home)
                try FileManager.default.copyItem(atPath: empty, toPath: office.home)
            }
        }
        #expect(killed > 5, "hardly anything was killed: the moments are badly chosen")
        let added = try office.add(bundle)
        #expect(added.status == 0)
        #expect(added.results.map { $0.eventsNew + $0.eventsKnown } == [151])
        try expectAllMerge()
    }
}

/// Random numbers that are the same in each run (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    /// Numbers that a seed decides.
    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
