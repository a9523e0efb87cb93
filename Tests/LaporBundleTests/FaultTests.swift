import Age
import Archive
import LaporModel
import LaporSamples
import SSHSignature
import Testing

@testable import LaporBundle

/// A bundle with exactly one fault, and the error that must come of it.
struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let expected: String
    let make: @Sendable (inout HandmadeBundle) throws -> Void

    init(
        _ name: String, _ expected: String, _ make: @escaping @Sendable (inout HandmadeBundle) throws -> Void
    ) {
        self.name = name
        self.expected = expected
        self.make = make
    }

    var testDescription: String { name }

    /// What reading the bundle says.
    var found: String {
        get throws {
            var bundle = try HandmadeBundle()
            try make(&bundle)
            let identities = [bundle.office.keys.transport]
            return errorClass(fault(try bundle.sealed, in: try TemporaryFolder(), with: identities))
        }
    }
}

@Suite struct FaultTests {
    @Test func `a bundle put together by hand is sound`() throws {
        let bundle = try HandmadeBundle()
        let folder = try TemporaryFolder()
        #expect(fault(try bundle.sealed, in: folder, with: [bundle.office.keys.transport]) == nil)
        #expect(fault(try bundle.sealed, in: folder, with: [bundle.feed.keys.identity]) == nil)
    }

    private static let other = SSHSigningKey.generate { [UInt8](repeating: 9, count: $0) }

    private static let labels: [Fault] = [
        Fault("the next format", "too new: 2") { $0.set("Bundle-Format", "2") },
        Fault("a format of long after", "too new: 900") {
            $0.set("Bundle-Format", "900")
            $0.fields.append(("Bundle-Novelty", "x"))
        },
        Fault("format 0", "too old: 0") { $0.set("Bundle-Format", "0") },
        Fault("no format", "not a bundle") { $0.fields.removeFirst() },
        Fault("a format that is no number", "damaged: bag-info.txt") { $0.set("Bundle-Format", "one") },
        Fault("a format with a sign", "damaged: bag-info.txt") { $0.set("Bundle-Format", "+1") },
        Fault("a line more", "damaged: bag-info.txt") { $0.fields.append(("Contact-Name", "Sri")) },
        Fault("a line twice", "damaged: bag-info.txt") { $0.fields.insert(("Bundle-Format", "1"), at: 1) },
        Fault("two lines swapped", "damaged: bag-info.txt") { $0.fields.swapAt(10, 11) },
        Fault("a label in lower case", "damaged: bag-info.txt") { $0.fields[4].label = "bag-software-agent" },
        Fault("an unknown kind", "damaged: bag-info.txt") { $0.set("Bundle-Kind", "surat") },
        Fault("no addressee", "damaged: bag-info.txt") { $0.fields.remove(at: 7) },
        Fault("an addressee that is no id", "damaged: bag-info.txt") { $0.set("Addressee", "Boyolali") },
        Fault("a recipient that is none", "damaged: bag-info.txt") { $0.set("Recipient", "age1") },
        Fault("a date that is none", "damaged: bag-info.txt") { $0.set("Bagging-Date", "2026-02-30") },
        Fault("a number with a zero before", "damaged: bag-info.txt") { $0.set("Event-Count", "05") },
        Fault("another number of events", "damaged: bag-info.txt") { $0.set("Event-Count", "6") },
        Fault("another number of blobs", "damaged: bag-info.txt") { $0.set("Blob-Count", "0") },
        Fault("another size of payload", "damaged: bag-info.txt") { $0.oxum = "1.4" },
        Fault("another number of files", "damaged: bag-info.txt") { $0.oxum = "1.5" },
        Fault("another top folder", "damaged: bag-info.txt") {
            $0.folder = String(repeating: "f", count: 32)
        },
        Fault("the reader not among the recipients", "not for you") { $0.fields.remove(at: 8) },
        Fault("no recipients", "not for you") { $0.fields.removeSubrange(8...9) },
    ]

    @Test(arguments: labels) func `a fault in what the bag says of itself`(_ fault: Fault) throws {
        #expect(try fault.found == fault.expected)
    }

    private static let signatures: [Fault] = [
        Fault("no signature", "forged") { $0.signature = nil },
        Fault("an empty signature", "forged") { $0.signature = { _ in "" } },
        Fault("a signature that is not UTF-8", "forged") {
            $0.entries = { $0[4].bytes = [0xFF] }
        },
        Fault("a signature by another key", "forged") { $0.sign(other, "lapor-bundle") },
        Fault("a signature for a kit", "forged") { $0.sign($0.key, "lapor-kit") },
        Fault("a signature for a head", "forged") { $0.sign($0.key, "lapor-head") },
        Fault("a signature of something else", "forged") { bundle in
            let key = bundle.key
            bundle.signature = { try key.sign($0 + [0x0A], namespace: "lapor-bundle") }
        },
        Fault("another key that signs for itself", "forged") {
            $0.set("Sender-Key", other.publicKey.line)
            $0.sign(other, "lapor-bundle")
        },
        Fault("another sender", "forged") { $0.set("Sender", String(repeating: "0", count: 32)) },
        Fault("a field bundle passed off as a reply", "forged") { $0.set("Bundle-Kind", "reply") },
        Fault("a kit, sealed", "wrong kind: kit") {
            let keys = $0.office.keys
            $0.set("Bundle-Kind", "kit")
            $0.set("Sender", keys.id.hex)
            $0.set("Sender-Key", keys.signing.publicKey.line)
            $0.fields.removeSubrange(7...9)
            $0.sign(keys.signing, "lapor-kit")
        },
        Fault("another device's bundle without its own feed", "forged") {
            let sender = try SampleFeed(77)
            $0.set("Sender", sender.id.hex)
            $0.set("Sender-Key", sender.keys.signing.publicKey.line)
            $0.sign(sender.keys.signing, "lapor-bundle")
        },
    ]

    @Test(arguments: signatures) func `a fault in who signed`(_ fault: Fault) throws {
        #expect(try fault.found == fault.expected)
    }

    private static let layouts: [Fault] = [
        Fault("bag-info.txt changed after signing", "damaged: tagmanifest-sha256.txt") {
            $0.entries = {
                $0[1].bytes = Array(
                    String(decoding: $0[1].bytes, as: UTF8.self)
                        .replacing("tests 1", with: "tests 2").utf8)
            }
        },
        Fault("the manifest changed after signing", "damaged: tagmanifest-sha256.txt") {
            $0.entries = { $0[2].bytes[0] ^= 1 }
        },
        Fault("another declaration", "damaged: bagit.txt") { $0.entries = { $0[0].bytes += [0x0A] } },
        Fault("no declaration", "damaged: bagit.txt") { $0.entries = { $0.remove(at: 0) } },
        Fault("bag-info.txt after the manifest", "damaged: bag-info.txt") {
            $0.entries = { $0.swapAt(1, 2) }
        },
        Fault("a payload file changed after signing", "damaged: data/feeds.json") {
            $0.entries = { $0[5].bytes[40] ^= 1 }
        },
        Fault("a payload file left out", "damaged: blob") { $0.entries = { $0.removeLast() } },
        Fault("a payload file more", "damaged: -") { $0.entries = { $0.append(("data/x", [1])) } },
        Fault("a blob changed after signing", "damaged: blob") { $0.entries = { $0[8].bytes[0] ^= 1 } },
        Fault("two payload files swapped", "damaged: events") { $0.entries = { $0.swapAt(6, 7) } },
        Fault("a blob under another name", "damaged: blob") {
            $0.files[3].path = "data/blobs/" + String(repeating: "0", count: 64)
        },
        Fault("a file of no kind in the manifest", "damaged: bag-info.txt") {
            $0.files[3].path = "data/other"
        },
        Fault("a file after the blobs", "damaged: data/other") { $0.files.append(("data/other", [1])) },
        Fault("no feeds.json", "damaged: data/feeds.json") { $0.files.removeFirst() },
        Fault("a manifest line with one space", "damaged: manifest-sha256.txt") {
            $0.manifest = { $0.remove(at: 64) }
        },
        Fault("a path that climbs", "damaged: manifest-sha256.txt") {
            $0.manifest = { bytes in
                bytes = Array(
                    String(decoding: bytes, as: UTF8.self)
                        .replacing("data/feeds.json", with: "data/../x").utf8)
            }
        },
    ]

    @Test(arguments: layouts) func `a fault in what the bag holds`(_ fault: Fault) throws {
        var found = try fault.found
        // Names that follow from hashes are told by what they are of.
        if found.hasPrefix("damaged: data/blobs/") { found = "damaged: blob" }
        if found.hasPrefix("damaged: data/events/") { found = "damaged: events" }
        #expect(found == fault.expected)
    }
}
