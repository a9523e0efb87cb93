import Age
import CanonicalJSON
import FileIO
import LaporModel
import LaporSamples
import SSHSignature
import Testing

@testable import LaporBundle

@Suite struct KitTests {
    private static let lists: [Kit.List: [UInt8]] = [
        .regions: Array("code,name\r\n33,Jawa Tengah\r\n33.09,Boyolali\r\n".utf8),
        .agencies: Array("code,name\r\nD1,Dinas Pasar\r\n".utf8),
    ]

    private static func write(
        _ folder: TemporaryFolder, lists: [Kit.List: [UInt8]] = lists, name: String = "a.kit",
        key: SSHSigningKey? = nil, change: (inout Kit) -> Void = { _ in }
    ) throws -> Kit {
        let office = try SampleOffice(1)
        var kit = try office.kit(lists: lists)
        change(&kit)
        try kit.write(
            to: folder.path(name), spoolFolder: folder.path, key: key ?? office.keys.signing, agent: "tests 1"
        )
        return kit
    }

    @Test func `a kit is read as it was written`() throws {
        let folder = try TemporaryFolder()
        for (index, lists) in [[:], Self.lists, [.categories: Array("code,name,parent\r\n".utf8)]]
            .enumerated()
        {
            let kit = try Self.write(folder, lists: lists, name: "\(index).kit") {
                $0.expected = index == 0 ? nil : $0.expected
            }
            let read = try Kit.read(folder.path("\(index).kit"))
            #expect(JSON.object(read.json).canonical == JSON.object(kit.json).canonical)
            #expect(read.lists == lists && read.office == kit.office && read.began.id == kit.began.id)
            #expect(read.invitation.seed == kit.invitation.seed && read.consent == kit.consent)
            #expect(read.expected == kit.expected && read.regions == ["33.09.05"] && read.id == kit.id)
        }
    }

    @Test func `a kit is never written over a file`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a.kit", "yang lama")
        let error = #expect(throws: FileError.self) { _ = try Self.write(folder) }
        #expect(error?.cause == .exists)
        #expect(try content(of: path) == Array("yang lama".utf8))
        #expect(try Folder.names(in: folder.path) == ["a.kit"])
    }

    @Test func `a kit with a byte changed anywhere is refused`() throws {
        let folder = try TemporaryFolder()
        _ = try Self.write(folder)
        let bytes = try content(of: folder.path("a.kit"))
        for offset in stride(from: 0, to: bytes.count, by: 11) {
            var changed = bytes
            changed[offset] ^= offset % 2 == 0 ? 0x01 : 0x80
            let path = try folder.write("b.kit", changed)
            #expect(throws: BundleError.self, "changed at \(offset)") { try Kit.read(path) }
        }
    }

    @Test func `a kit cut anywhere is refused`() throws {
        let folder = try TemporaryFolder()
        _ = try Self.write(folder)
        let bytes = try content(of: folder.path("a.kit"))
        for offset in stride(from: 0, to: bytes.count, by: 23) {
            let path = try folder.write("b.kit", Array(bytes[..<offset]))
            #expect(throws: BundleError.self, "cut at \(offset)") { try Kit.read(path) }
        }
        let longer = try folder.write("b.kit", bytes + [0])
        #expect(throws: BundleError.self) { try Kit.read(longer) }
    }

    @Test func `a kit that another key has signed is refused`() throws {
        let folder = try TemporaryFolder()
        let key = SSHSigningKey.generate { [UInt8](repeating: 9, count: $0) }
        _ = try Self.write(folder, key: key)
        let error = #expect(throws: BundleError.self) { try Kit.read(folder.path("a.kit")) }
        #expect(errorClass(error) == "forged")
    }

    @Test func `a kit that names another office than its signer is refused`() throws {
        let folder = try TemporaryFolder()
        let office = try SampleOffice(1)
        let other = try SampleOffice(2)
        // The signer's own id stands in bag-info.txt, another office's key in the kit.
        var kit = try office.kit()
        kit.office.signingKey = other.keys.signing.publicKey
        try kit.write(
            to: folder.path("a.kit"), spoolFolder: folder.path, key: office.keys.signing, agent: "tests 1")
        let error = #expect(throws: BundleError.self) { try Kit.read(folder.path("a.kit")) }
        #expect(errorClass(error) == "forged")
    }

    @Test func `a sealed bundle is no kit`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a.kit", try HandmadeBundle().sealed)
        #expect(throws: BundleError.notABundle) { try Kit.read(path) }
    }

    @Test func `an unsealed bundle is no kit`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a.kit", try HandmadeBundle().tar)
        #expect(throws: BundleError.wrongKind(.field)) { try Kit.read(path) }
    }

    @Test func `a device's introduction is vouched for by its kit's invitation`() throws {
        let kit = try SampleOffice(1).kit()
        let keys = try DeviceKeys(random: Surroundings.seeded(5).random)
        let introduction = try Introduction(name: "Laptop 1", officer: "Sri", kit: kit, keys: keys)
        let began = Event(
            kind: EventKind.began, complaint: nil, body: introduction.body(agent: "tests 1"), feed: keys.id,
            previous: nil, sequence: 1, surroundings: .seeded(6))
        let read = try #require(Introduction(began))
        #expect(read.invitation(of: keys.id) == kit.invitation.publicKey.line)
        #expect(read.name == "Laptop 1" && read.officer == "Sri" && read.office == kit.office.id)
        // It says so of this device and this recipient alone.
        #expect(read.invitation(of: kit.id) == nil)
        var moved = read
        moved.recipient = try SampleFeed(7).keys.identity.recipient.string
        #expect(moved.invitation(of: keys.id) == nil)
        var claimed = read
        claimed.invitationKey = try SampleFeed(7).keys.signing.publicKey.line
        #expect(claimed.invitation(of: keys.id) == nil)
    }
}
