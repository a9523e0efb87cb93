import Age
import Archive
import FileIO
import LaporModel
import LaporSamples
import SSHSignature

@testable import LaporBundle

/// A field bundle that is put together by hand, after FORMAT.md alone, so that a test can give it one fault.
struct HandmadeBundle {
    let office: SampleOffice
    let feed: SampleFeed
    /// The lines of `bag-info.txt` but the last.
    var fields: [(label: String, value: String)]
    /// The payload, in order.
    var files: [(path: String, bytes: [UInt8])] = []
    var key: SSHSigningKey
    var namespace = "lapor-bundle"
    /// `nil` leaves the signature's file out.
    var signature: (([UInt8]) throws -> String)?
    /// The last line of `bag-info.txt`; `nil` says how it is.
    var oxum: String?
    var folder: String
    /// Changes the entries of the archive just before it is written.
    var entries: (inout [(path: String, bytes: [UInt8])]) -> Void = { _ in }
    /// Changes the manifest just before it is hashed.
    var manifest: (inout [UInt8]) -> Void = { _ in }

    /// A sound bundle: the feed's five events in two files, and one blob.
    init(seed: UInt64 = 1) throws {
        office = try SampleOffice(seed + 1_000)
        var feed = try SampleFeed(seed)
        let blob = Array("sebuah foto".utf8)
        let attachment = Attachment(
            sha256: Hash(of: blob), size: blob.count, name: "a.jpg", type: "image/jpeg")
        feed.capture("Pasar becek", attachments: [attachment])
        for index in 2...4 { feed.capture("Laporan \(index)") }
        self.feed = feed
        key = feed.keys.signing
        folder = String(repeating: "0123456789abcdef", count: 2)
        fields = [
            ("Bundle-Format", "1"), ("Bundle-Id", folder), ("Bundle-Kind", "field"),
            ("Bagging-Date", "2026-11-24"), ("Bag-Software-Agent", "tests 1"), ("Sender", feed.id.hex),
            ("Sender-Key", key.publicKey.line), ("Addressee", office.keys.id.hex),
            ("Recipient", office.keys.transport.recipient.string),
            ("Recipient", feed.keys.identity.recipient.string), ("Event-Count", "5"), ("Blob-Count", "1"),
        ]
        files = [
            ("data/feeds.json", []), (eventsPath(1, 3), try gzip(feed.lines(1...3))),
            (eventsPath(4, 5), try gzip(feed.lines(4...5))),
            ("data/blobs/\(Hash(of: blob).hex)", blob),
        ]
        try say([try feed.section(1...5)])
        signature = { [key, namespace] in try key.sign($0, namespace: namespace) }
    }

    func eventsPath(_ first: Int, _ last: Int) -> String {
        "data/events/\(feed.id.hex)/\(first)-\(last).ndjson.gz"
    }

    func gzip(_ bytes: [UInt8]) throws -> [UInt8] { try Gzip.compress(bytes, level: 6) }

    /// Puts other sections into `feeds.json`.
    mutating func say(_ sections: [FeedSection]) throws {
        files[0].bytes = FeedSection.file(sections, succession: nil)
    }

    /// Puts other lines into one of the two events files.
    mutating func put(_ lines: [UInt8], at index: Int) throws {
        files[index].bytes = try gzip(lines)
    }

    /// Puts another value after a label.
    mutating func set(_ label: String, _ value: String) {
        for index in fields.indices where fields[index].label == label { fields[index].value = value }
    }

    /// Signs with another key, for another purpose, or both.
    mutating func sign(_ key: SSHSigningKey, _ namespace: String) {
        signature = { try key.sign($0, namespace: namespace) }
    }

    var tar: [UInt8] {
        get throws {
            let size = files.reduce(0) { $0 + $1.bytes.count }
            let last = [("Payload-Oxum", oxum ?? "\(size).\(files.count)")]
            let info = Array((fields + last).map { "\($0.0): \($0.1)\n" }.joined().utf8)
            var manifest = Array(files.map { "\(Hash(of: $0.bytes).hex)  \($0.path)\n" }.joined().utf8)
            self.manifest(&manifest)
            let declaration = Array("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".utf8)
            var all = [
                ("bagit.txt", declaration), ("bag-info.txt", info), ("manifest-sha256.txt", manifest),
            ]
            let tags = Array(all.map { "\(Hash(of: $0.1).hex)  \($0.0)\n" }.joined().utf8)
            all.append(("tagmanifest-sha256.txt", tags))
            if let signature {
                all.append(("tagmanifest-sha256.txt.sig", Array(try signature(tags).utf8)))
            }
            var entries = all.map { (path: $0.0, bytes: $0.1) } + files
            self.entries(&entries)
            var bytes: [UInt8] = []
            let writer = TarWriter(modified: 1_795_478_400) { bytes += $0 }
            try writer.directory(folder)
            for entry in entries { try writer.file("\(folder)/\(entry.path)", bytes: entry.bytes) }
            try writer.finish()
            return bytes
        }
    }

    /// Sealed for the office and the device, as a file's content.
    func sealed(_ tar: [UInt8]) throws -> [UInt8] {
        try Age.seal(
            tar,
            to: [.x25519(office.keys.transport.recipient), .x25519(feed.keys.identity.recipient)],
            random: Surroundings.seeded(5).random)
    }

    var sealed: [UInt8] { get throws { try sealed(tar) } }
}

/// Reads a bundle to its end; gives what was wrong with it.
func fault(
    _ bytes: [UInt8], in folder: TemporaryFolder, with identities: [X25519Identity]
) -> (any Error)? {
    do {
        let path = try folder.write("b.lapor", bytes)
        try BundleReader(try File.open(path), with: identities).verifyRest()
        return nil
    } catch {
        return error
    }
}

/// An error's class in FORMAT.md's words, with the file where one is named.
func errorClass(_ error: (any Error)?) -> String {
    guard let error = error as? BundleError else { return "\(String(describing: error))" }
    return switch error {
    case .notABundle: "not a bundle"
    case .notForYou: "not for you"
    case .tooNew(let format): "too new: \(format)"
    case .tooOld(let format): "too old: \(format)"
    case .truncated: "truncated"
    case .damaged(let file, _): "damaged: \(file ?? "-")"
    case .forged: "forged"
    case .overLimit(let file, _): "over a limit: \(file)"
    case .wrongKind(let kind): "wrong kind: \(kind)"
    }
}
