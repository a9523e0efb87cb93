import Foundation
import Glibc
import Testing

// What a desk gets on a busy morning: sticks with many bundles, some of them bad, several clerks at once, and a folder
// into which bundles are copied all day.
@Suite(.serialized)
struct AddManyTests {
    let workspace: Workspace
    let office: Office
    let laptop: Laptop

    init() throws {
        workspace = try Workspace()
        let ready = try workspace.ready()
        office = ready.office
        laptop = ready.devices[0]
    }

    /// Bundles of so many complaints each, none of which is in another one; by name in the order of their making.
    private func bundles(_ count: Int, of complaints: Int = 1) throws -> [String] {
        try (1...count).map { number in
            let rows = (1...complaints).map { "aspirasi,Judul \(number)-\($0),Isi,33.09.06.2001" }
            let file = try workspace.write(
                "laporan.csv",
                (["classification,title,description,region"] + rows).joined(separator: "\n") + "\n")
            #expect(try laptop.capture(file: file).saved == complaints)
            let folder = "asal-\(number)"
            let made = try laptop.bundle(into: folder, "--new")
            let named = workspace.path("\(folder)/b\(number < 10 ? "0" : "")\(number).lapor")
            try FileManager.default.moveItem(atPath: made, toPath: named)
            return named
        }
    }

    private func copy(_ path: String, to target: String) throws {
        try FileManager.default.copyItem(atPath: path, toPath: target)
    }

    private func isSound() throws -> Bool { try office.run(["check"]).status == 0 }

    @Test func `in a folder of thirty a few bad ones are named, and all the others are merged`() throws {
        let sound = try bundles(25)
        let stick = try workspace.makeFolder("stik")
        let inside = try workspace.makeFolder("stik/tim/kiriman")
        for (place, path) in sound.enumerated() {
            let name = URL(fileURLWithPath: path).lastPathComponent
            try copy(path, to: "\(place % 3 == 0 ? inside : stick)/\(name)")
        }
        let bytes = try workspace.read(sound[0])
        var changed = bytes
        changed[bytes.count / 2] ^= 1
        try workspace.write("stik/b03-cut.lapor", bytes.dropLast(100))
        try workspace.write("stik/b04-changed.lapor", changed)
        try workspace.write("stik/b05-empty.lapor", Data())
        try workspace.write("stik/b06-text.lapor", "bukan bundel")
        try FileManager.default.createSymbolicLink(
            atPath: "\(stick)/b07-lost.lapor", withDestinationPath: "/tidak/ada")
        try workspace.write("stik/b08.lapor.part", bytes)
        try workspace.write("stik/.b09.lapor", bytes)
        let added = try office.add(stick)
        #expect(added.status == 65 && added.results.count == 30)
        #expect(added.results.count { $0.outcome == "merged" } == 25)
        let refused = added.results.filter { $0.outcome == "refused" }
        #expect(refused.count == 5 && refused.allSatisfy { $0.reason != nil && $0.path.contains("/b0") })
        #expect(try office.complaints().count == 25)
        #expect(try isSound())
        let again = try office.run(["add", stick])
        #expect(again.status == 65 && again.error.contains("b04-changed.lapor"))
        #expect(again.error.contains("5 berkas tidak tersimpan") && !again.text.contains("boleh kembali"))
    }

    @Test
    func `several programs that add at once follow each other, and the later ones say for whom they wait`()
        throws
    {
        let paths = try bundles(6, of: 150)
        let runs = try paths.map { try workspace.start("lapor-import", ["--home", office.home, "add", $0]) }
        let outputs = try runs.map { try $0.wait() }
        for output in outputs {
            #expect(output.status == 0 && output.text.contains("kode konfirmasi"), "\(output.error)")
        }
        #expect(try office.complaints().count == 900)
        #expect(try isSound())
    }

    @Test(.enabled(if: Tool.python != nil, "python3 is missing"))
    func `who has to wait says for which program`() throws {
        let path = try bundles(1)[0]
        let script = """
            import fcntl, os, sys, time
            lock = open(sys.argv[1], "r+")
            fcntl.flock(lock, fcntl.LOCK_EX)
            lock.truncate(0); lock.write("4711 petugas-lain\\n"); lock.flush()
            print("ready", flush=True)
            time.sleep(2)
            """
        let holder = try ProcessRun(
            try #require(Tool.python), ["-c", script, office.home + "/lock"],
            environment: workspace.environment(.indonesian), directory: workspace.folder)
        try until { !holder.outputSoFar.isEmpty }
        let output = try office.run(["add", path])
        #expect(output.status == 0, "\(output.error)")
        #expect(output.error.contains("menunggu program lain (4711 petugas-lain)"), "\(output.error)")
        #expect(try holder.wait().status == 0)
        #expect(try office.complaints().count == 1)
    }

    @Test func `killed at any moment among many bundles, each is in the store wholly or not at all`() throws {
        let paths = try bundles(8, of: 20)
        let stick = try workspace.makeFolder("stik")
        for path in paths { try copy(path, to: "\(stick)/\(URL(fileURLWithPath: path).lastPathComponent)") }
        let empty = workspace.path("kosong")
        try copy(office.home, to: empty)
        var random = SeededRandom(20_261_128)
        let start = Date()
        try succeed(workspace.run("lapor-import", ["--home", office.home, "add", stick]))
        var window = Date().timeIntervalSince(start)
        try FileManager.default.removeItem(atPath: office.home)
        try copy(empty, to: office.home)
        var killed = 0
        var between = 0
        for round in 1...20 {
            let run = try workspace.start("lapor-import", ["--home", office.home, "add", stick])
            Thread.sleep(forTimeInterval: Double.random(in: 0.002...window, using: &random))
            // Half of them as Ctrl-C does it.
            run.end(by: round % 2 == 0 ? SIGINT : SIGKILL)
            let output = try run.wait()
            window = max(0.01, output.status == 0 ? window * 0.93 : window * 1.03)
            if output.status != 0 { killed += 1 }
            let count = try office.complaints().count
            let confirmed = output.text.components(separatedBy: "kode konfirmasi").count - 1
            #expect(count % 20 == 0 && count >= 20 * min(confirmed, 8), "round \(round): \(count)")
            #expect(try isSound(), "round \(round)")
            if count > 0, count < 160 { between += 1 }
            if round % 4 == 0 {
                try FileManager.default.removeItem(atPath: office.home)
                try copy(empty, to: office.home)
            }
        }
        #expect(killed > 5 && between > 0, "the moments are badly chosen: \(killed), \(between)")
        #expect(try office.add(stick).status == 0)
        #expect(try office.complaints().count == 160 && isSound())
    }

    /// Waits for something that another process does.
    private func until(_ isTrue: () throws -> Bool) throws {
        for _ in 0..<600 {
            if try isTrue() { return }
            Thread.sleep(forTimeInterval: 0.05)
        }
        throw CannotRun(description: "nothing happened for 30 seconds")
    }

    @Test func `a watched folder is merged from as bundles are there wholly, until Ctrl-C`() throws {
        let paths = try bundles(6)
        let folder = try workspace.makeFolder("masuk")
        try copy(paths[0], to: "\(folder)/b1.lapor")
        let run = try workspace.start("lapor-import", ["--home", office.home, "add", "--watch", folder])
        func told(_ count: Int) throws {
            try until {
                String(decoding: run.outputSoFar, as: UTF8.self).components(separatedBy: "kode konfirmasi")
                    .count == count + 1
            }
        }
        try told(1)
        // Under way: neither a half one under its own name nor a .part is touched.
        let bytes = try workspace.read(paths[1])
        let slow = try #require(fopen("\(folder)/b2.lapor", "w"))
        _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, bytes.count / 2, slow) }
        fflush(slow)
        try copy(paths[2], to: "\(folder)/b3.lapor.part")
        try workspace.write("masuk/catatan.txt", "bukan bundel")
        Thread.sleep(forTimeInterval: 0.6)
        #expect(try office.complaints().count == 1)
        // The store is free meanwhile.
        try office.must("catalog", "categories", try workspace.write("k.csv", "code,name,parent\na,A,\n"))
        _ = bytes.withUnsafeBytes {
            fwrite($0.baseAddress! + bytes.count / 2, 1, bytes.count - bytes.count / 2, slow)
        }
        fclose(slow)
        try told(2)
        try FileManager.default.moveItem(atPath: "\(folder)/b3.lapor.part", toPath: "\(folder)/b3.lapor")
        try told(3)
        // A folder with a bundle moves in, and one that is made there is filled.
        try FileManager.default.moveItem(atPath: workspace.path("asal-4"), toPath: "\(folder)/tim-4")
        try told(4)
        _ = try workspace.makeFolder("masuk/tim-5/dalam")
        Thread.sleep(forTimeInterval: 0.3)
        try copy(paths[4], to: "\(folder)/tim-5/dalam/b5.lapor")
        try told(5)
        // A bad one does not end it.
        try workspace.write("masuk/rusak.lapor", bytes.dropLast(50))
        try copy(paths[5], to: "\(folder)/b6.lapor")
        try told(6)
        run.end(by: SIGINT)
        let output = try run.wait()
        #expect(output.status == 65, "\(output.error)")
        #expect(output.error.contains("mengawasi") && output.error.contains("rusak.lapor"))
        #expect(
            output.error.contains("7 bundel: 6 baru") && output.error.contains("1 ditolak"), "\(output.error)"
        )
        #expect(!output.error.contains("catatan.txt") && !output.error.contains("part"))
        #expect(try office.complaints().count == 6 && isSound())
    }

    @Test func `watching ends by itself where the folder goes, and does not begin where there is none`()
        throws
    {
        let folder = try workspace.makeFolder("masuk")
        let run = try workspace.start(
            "lapor-import", ["--home", office.home, "add", folder, "--watch", "--json"])
        Thread.sleep(forTimeInterval: 0.5)
        try FileManager.default.removeItem(atPath: folder)
        let output = try run.wait()
        #expect(output.status == 0 && output.text == "[]\n")
        #expect(output.error.contains("sudah tidak ada"), "\(output.error)")
        let missing = try office.run(["add", "--watch", workspace.path("tidak-ada")])
        #expect(missing.status == 66 && missing.error.contains("tidak-ada"))
        #expect(try office.run(["add", "--watch"]).status == 64)
    }
}

/// A stick that is found at the office, where a desktop has mounted it.
@Suite(.enabled(if: OwnMounts.areAllowed, .init(rawValue: OwnMounts.missing)))
struct AddStickTests {
    @Test func `without a path the sticks that are in are offered, one of them or all`() throws {
        let workspace = try Workspace()
        let ready = try workspace.ready()
        let laptop = ready.devices[0]
        try laptop.capture("--title", "satu")
        try workspace.write("satu.lapor", workspace.read(laptop.bundle(into: "s1", "--new")))
        try laptop.capture("--title", "dua")
        try workspace.write("dua.lapor", workspace.read(laptop.bundle(into: "s2", "--new")))
        let output = try laptop.withMounts(
            """
            typing '' 'lapor-import add'; echo "[$?]"
            stick KINGSTON 8m; cp satu.lapor $me/KINGSTON
            typing '\\n' 'lapor-import'; echo "[$?]"
            stick SANDISK 8m; cp dua.lapor $me/SANDISK
            typing '9\\n0\\n' 'lapor-import add'; echo "[$?]"
            typing '' 'lapor-import add'; echo "[$?]"
            lapor-import add < /dev/null; echo "[$?]"
            """, beside: ["LAPOR_IMPORT_HOME": ready.office.home])
        #expect(output.text.contains("tidak ada stik yang terpasang"), "\(output.text)")
        #expect(output.text.contains("Gabungkan isi nomor [1] (Ctrl-D batal): "), "\(output.text)")
        #expect(output.text.contains("  0  semuanya"), "\(output.text)")
        #expect(output.text.contains("2 bundel: 1 baru (1 catatan), 1 sudah ada"), "\(output.text)")
        #expect(output.text.contains("Dibatalkan; tidak ada yang digabungkan."), "\(output.text)")
        let codes = output.text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("[") }
        #expect(codes == ["[64]", "[0]", "[0]", "[130]", "[64]"], "\(output.text)")
        #expect(try ready.office.complaints().map(\.title).sorted { $0 ?? "" < $1 ?? "" } == ["dua", "satu"])
    }
}
