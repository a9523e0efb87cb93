import FileIO
import Foundation
import LaporModel
import LaporSamples
import LaporStore
import Testing

@testable import LaporField

@Suite struct AttachmentTests {
    let sample: SampleDevice

    init() throws {
        sample = try SampleDevice()
    }

    private var store: StoreFolder { sample.device.store.folder }

    /// Where under the store a text lies in clear.
    private func places(of text: String) throws -> [String] {
        let all = FileManager.default.enumerator(atPath: store.path)?.compactMap { $0 as? String } ?? []
        return try all.filter { name in
            let path = "\(store.path)/\(name)"
            return try Folder.isRegularFile(path)
                && Data(content(of: path)).range(of: Data(text.utf8)) != nil
        }
    }

    private func take(_ changes: [Field: String], _ paths: [String]) throws -> (
        complaint: Complaint, remarks: [AttachmentRemark.Kind]
    ) {
        let given = GivenComplaint(values: SampleDevice.values(changes), attachments: paths)
        let (outcome, warnings) = try sample.device.capture(given)
        guard case .saved(let id, _, _) = outcome else { throw StoreError.notFound("") }
        return (try sample.device.complaint(named: id.hex).1, Self.kinds(warnings))
    }

    private static func kinds(_ warnings: [FieldWarning]) -> [AttachmentRemark.Kind] {
        warnings.compactMap { if case .attachment(let remark) = $0 { remark.kind } else { nil } }
    }

    @Test func `a photo keeps all it tells where the reporter stands to it, and nothing of it where not`()
        throws
    {
        let photo = try sample.folder.write("IMG_pak_budi.jpg", SamplePhoto.bytes())
        let open = try take([:], [photo])
        let attachment = try #require(open.complaint.capture.attachments.first)
        #expect(attachment.name == "IMG_pak_budi.jpg" && attachment.type == "image/jpeg")
        #expect(try content(of: store.blob(attachment.sha256)) == SamplePhoto.bytes())
        #expect(open.remarks.isEmpty)

        let plain = try sample.folder.write("IMG-20260104-WA0001.jpg", SamplePhoto.bytes())
        let hidden = try take([.anonymous: "ya", .title: "Tanpa nama"], [photo, plain])
        let cleaned = try #require(hidden.complaint.capture.attachments.first)
        #expect(
            hidden.complaint.capture.attachments.map(\.name) == [
                "IMG_pak_budi.jpg", "IMG-20260104-WA0001.jpg",
            ])
        // A name is kept; the person is told where it may name somebody.
        #expect(
            hidden.remarks == [
                .cleaned(place: true, time: true), .nameStays, .cleaned(place: true, time: true),
            ])
        let stored = try content(of: store.blob(cleaned.sha256))
        #expect(Data(stored).range(of: Data(SamplePhoto.secret.utf8)) == nil)
        #expect(stored.suffix(20).elementsEqual(SamplePhoto.bare.suffix(20)))
        #expect(stored.count == cleaned.size && Hash(of: stored) == cleaned.sha256)
        // A photo that tells nothing needs no word.
        let bare = try take([.anonymous: "ya"], [try sample.folder.write("foto 1.jpg", SamplePhoto.bare)])
        #expect(bare.remarks.isEmpty)
    }

    @Test
    func
        `a damaged photo that may tell something is never left in clear: refused if anonymous, sealed if confidential`()
        throws
    {
        let photo = try sample.folder.write("rusak.jpg", SamplePhoto.damaged)
        let error = #expect(throws: FieldProblems.self) { try take([.anonymous: "ya"], [photo]) }
        #expect(error?.all == [FieldProblem(.attachments, photo, .imageDamaged)])
        #expect(try sample.count() == 0 && places(of: SamplePhoto.secret) == [])
        let sealed = try take([.anonymous: "ya", .confidential: "ya"], [photo])
        #expect(sealed.remarks == [.notCleaned(sealed: true)])
        // One that tells nothing is kept as it is.
        let broken: [UInt8] = [0xFF, 0xD8, 0xFF, 0x00]
        let kept = try take([.anonymous: "ya"], [try sample.folder.write("foto.jpg", broken)])
        #expect(kept.remarks == [.notCleaned(sealed: false)])
        #expect(
            try kept.complaint.capture.attachments.map { try content(of: store.blob($0.sha256)) } == [broken])
        #expect(try places(of: SamplePhoto.secret) == [])
        #expect(try take([:], [photo]).remarks.isEmpty)
    }

    @Test func `what cannot be cleaned is told, and so is what is not what its name says`() throws {
        let film = try sample.folder.write("film.mp4", [0, 0, 0, 24] + Array("ftypisom\0\0".utf8))
        let letter = try sample.folder.write("surat.jpg", Array("%PDF-1.7 ...".utf8))
        let nothing = try sample.folder.write("kosong.jpg", "")
        let taken = try take([.anonymous: "ya"], [film, letter, nothing])
        #expect(
            taken.remarks == [
                .mayTell(type: "video/mp4"), .nameStays, .otherType("application/pdf"),
                .mayTell(type: "application/pdf"), .empty, .nameStays,
            ])
        #expect(MediaType.saysNothing("IMG_20260104_101500.jpg") && MediaType.saysNothing("2026.png"))
        #expect(!MediaType.saysNothing("IMG.budi.jpg") && !MediaType.saysNothing("budi"))
    }

    @Test func `a photo that is attached later is cleaned, too`() throws {
        let complaint = try #require(try sample.capture([.anonymous: "ya"]))
        let photo = try sample.folder.write("b.jpg", SamplePhoto.bytes())
        let changed = try sample.device.attach(complaint.id.hex, [photo])
        #expect(Self.kinds(changed.warnings) == [.cleaned(place: true, time: true), .nameStays])
        #expect(try places(of: SamplePhoto.secret) == [])
        try sample.folder.write("b.jpg", SamplePhoto.damaged)
        #expect(throws: FieldProblem.self) { try sample.device.attach(complaint.id.hex, [photo]) }
    }

    @Test
    func
        `a complaint made anonymous before it is packed has its photos cleaned, and can be sealed after that`()
        throws
    {
        let photo = try sample.folder.write("IMG_pak_budi.jpg", SamplePhoto.bytes())
        let complaint = try take([.title: "JUDUL-TERBUKA"], [photo]).complaint
        let id = complaint.id.hex
        _ = try sample.device.attach(
            id, [try sample.folder.write("c.jpg", SamplePhoto.bytes(text: "RAHASIA-2"))])
        #expect(try places(of: "RAHASIA-").count == 2)
        let changed = try sample.device.edit(id, [.anonymous: "ya"])
        #expect(Self.kinds(changed.warnings).filter { $0 == .cleaned(place: true, time: true) }.count == 2)
        #expect(changed.events == 2)
        #expect(try places(of: "RAHASIA-") == [])
        let anonymous = try sample.device.complaint(named: id).1
        #expect(anonymous.capture.anonymous && anonymous.capture.content?.title == "JUDUL-TERBUKA")
        #expect(anonymous.capture.attachments.map(\.name) == ["IMG_pak_budi.jpg", "c.jpg"])
        // Once is enough.
        #expect(try sample.device.edit(id, [.anonymous: "ya"]).warnings.isEmpty)

        _ = try sample.device.edit(id, [:], sealing: true)
        #expect(try places(of: "JUDUL-TERBUKA") == [])
        #expect(try sample.device.complaint(named: id).1.isSealed)
        let report = try Store.check(store, role: "field", progress: { _, _, _ in }, own: { _, _ in })
        #expect(report.isSound)
    }

    @Test func `an interview leaves no name of a photo behind where it would tell who reports`() throws {
        let photo = try sample.folder.write("IMG_pak_budi.jpg", SamplePhoto.bytes())
        var draft = sample.device.newDraft()
        let answers = SampleDevice.values([.confidential: "true"])
        draft = try sample.device.keep(draft, answers, attachments: [photo])
        #expect(try places(of: "pak_budi") != [])
        let (_, warnings) = try sample.device.finish(
            draft, GivenComplaint(values: answers, attachments: [photo]))
        #expect(Self.kinds(warnings) == [.cleaned(place: true, time: true)])
        #expect(try places(of: "pak_budi") == [] && places(of: SamplePhoto.secret) == [])
    }

    @Test func `what a bundle has carried is told of`() throws {
        let photo = try sample.folder.write("a.jpg", SamplePhoto.bytes())
        let complaint = try take([:], [photo]).complaint
        _ = try sample.device.pack(to: sample.stick, scope: .unconfirmed)
        let changed = try sample.device.edit(complaint.id.hex, [.anonymous: "ya"])
        #expect(Self.kinds(changed.warnings) == [.carried])
        #expect(try sample.device.complaint(named: complaint.id.hex).1.capture.anonymous)
    }

    @Test func `a folder gives what came since the visit began and no complaint has yet`() throws {
        let phone = sample.folder.path("ponsel")
        for name in ["", "/DCIM", "/DCIM/.thumbnails", "/DCIM/Thumbnails"] { try Folder.make(phone + name) }
        func put(_ name: String, _ bytes: [UInt8], age: Int = 0) throws -> String {
            let path = try sample.folder.write("ponsel/\(name)", bytes)
            let time = Double(sample.clock.now.seconds + 60 - age)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: time)], ofItemAtPath: path)
            return path
        }
        #expect(throws: VisitError.noneOpen) { try sample.device.newFiles(in: phone) }
        _ = try sample.device.startVisit([.region: "33.09.05.2003"])
        _ = try put("DCIM/lama.jpg", SamplePhoto.bytes(text: "LAMA"), age: 3_600)
        let first = try put("DCIM/a.jpg", SamplePhoto.bytes())
        let twin = try put("DCIM/b.jpg", SamplePhoto.bytes())
        let letter = try put("surat.pdf", Array("%PDF-1.7".utf8))
        let log = try put("log.txt", Array("catatan".utf8))
        let app = try put("app.apk", [0x50, 0x4B, 3, 4, 0, 0])
        let large = try put("besar.pdf", Array("%PDF-".utf8) + [UInt8](repeating: 0, count: 1 << 20))
        for name in [".tersembunyi.jpg", "DCIM/.thumbnails/t.jpg", "DCIM/Thumbnails/t.jpg"] {
            _ = try put(name, SamplePhoto.bytes(text: name))
        }
        symlink("/etc/passwd", phone + "/tautan.jpg")
        mkfifo(phone + "/pipa.jpg", 0o600)
        var files = try sample.device.newFiles(in: phone)
        #expect(files.taken == [first, letter] && files.older == 1)
        let skipped = Dictionary(uniqueKeysWithValues: files.skipped.map { ($0.path, $0.reason) })
        #expect(
            skipped == [
                twin: .sameAs(first), log: .otherType("text/plain"), app: .otherType("application/zip"),
                large: .tooLarge(limit: 1 << 20, size: (1 << 20) + 5),
            ])
        // What is stored was cleaned and sealed: the photo is known again all the same.
        let complaint = try take([.anonymous: "ya", .confidential: "ya"], files.taken).complaint
        files = try sample.device.newFiles(in: phone)
        #expect(files.taken.isEmpty && files.skipped.filter { $0.reason == .known }.count == 3)
        _ = try sample.device.erase(complaint.id.hex, reason: "Diminta")
        #expect(try sample.device.newFiles(in: phone).taken == [first, letter])
    }

    @Test func `a pipe, a folder or a device is no attachment, and nobody waits for it`() throws {
        let pipe = sample.folder.path("pipa")
        mkfifo(pipe, 0o600)
        for path in [pipe, sample.folder.path, "/dev/null", "/dev/zero"] {
            let error = #expect(throws: FieldProblems.self) { try take([:], [path]) }
            #expect(error?.all == [FieldProblem(.attachments, path, .notAFile)])
            #expect(throws: FileError.self) { try sample.device.capture(file: path, strict: false) }
            #expect(throws: FileError.self) { try sample.device.verify(path) }
        }
    }

    @Test func `a photo's place and day are read as answers`() throws {
        let photo = try sample.folder.write("a.jpg", SamplePhoto.bytes())
        #expect(
            sample.device.facts(ofPhoto: photo) == [
                .latitude: "-7.53333", .longitude: "110.60000", .incidentDate: "2026-11-23",
            ])
        #expect(sample.device.facts(ofPhoto: try sample.folder.write("b.jpg", SamplePhoto.bare)).isEmpty)
        #expect(sample.device.facts(ofPhoto: sample.folder.path("tidak-ada")).isEmpty)
    }
}
