import CanonicalJSON
import FileIO
import LaporModel
import SSHSignature
import Testing

/// FORMAT.md's worked example is what the code makes of the inputs that it names.
@Suite struct WorkedExampleTests {
    @Test func `the worked example of the specification is what the code makes`() throws {
        let path = Repository.root + "/Bundles/FORMAT.md"
        let format = String(decoding: try File.open(path).readAll(limit: 1 << 20), as: UTF8.self)
        for (label, value) in try values() {
            let stands = format.contains(value)
            #expect(stands, "\(label) should be: \(value)")
        }
    }

    private func values() throws -> [(String, String)] {
        let key = try SSHSigningKey(seed: (0..<32).map { UInt8($0) })
        let feed = Identifier(feedOf: key.publicKey.raw, purpose: .device)
        let salt = Event.salt { (0..<$0).map { UInt8($0) } }
        let complaint = Identifier(complaintOf: feed, salt: salt)
        let number = ComplaintNumber { (0..<$0).map { UInt8($0 + 3) } }
        var capture = Capture(
            number: number, classification: .aspiration, region: "33.09.06.2001", category: nil,
            anonymous: true,
            confidential: false, content: Content(), attachments: [], sealedContent: nil, sealedIdentity: nil,
            consent: nil, officer: "Budi", language: nil, completeness: 25, clockBehind: false)
        capture.content?.title = "Lampu jalan"
        capture.content?.description = "Minta lampu di \"pertigaan\"."
        let surroundings = Surroundings(
            now: { Timestamp("2026-11-24T08:15:00Z") ?? Timestamp(seconds: 0) },
            random: { (0..<$0).map { UInt8($0) } }, agent: "")
        let previous = Hash(of: "example")
        let event = Event(
            kind: EventKind.captured, complaint: complaint, body: capture.body, feed: feed,
            previous: previous,
            sequence: 2, surroundings: surroundings)
        let header = String(decoding: event.headerLine, as: UTF8.self)
        let body = String(decoding: event.bodyLine, as: UTF8.self)
        let head = Event.headText(feed: feed, sequence: 2, id: event.id)
        return [
            ("key", key.publicKey.line), ("complaint", complaint.hex), ("feed", feed.hex), ("header", header),
            ("body", body),
            ("id", event.id.hex), ("head", try key.sign(head, namespace: "lapor-head")),
            ("fingerprint", Words.fingerprint(ofSigningKey: key.publicKey.raw)), ("number", number.text),
        ]
    }
}
