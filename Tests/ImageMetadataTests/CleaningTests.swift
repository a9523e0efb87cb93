import Foundation
import ImageMetadata
import Testing

@Suite(.enabled(if: ToolFolder.hasTools, "exiftool, cjpeg, djpeg, pnmtopng or pngtopnm is missing"))
struct CleaningTests {
    let folder: ToolFolder

    init() throws {
        folder = try ToolFolder()
    }

    /// What a phone and a desk leave in a picture.
    static let fill = """
        -GPSLatitude=7.5333 -GPSLatitudeRef=S -GPSLongitude=110.6 -GPSLongitudeRef=E -Make=RAHASIA-MEREK \
        -DateTimeOriginal='2026:11:23 14:05:06' -OffsetTimeOriginal=+07:00 -Orientation#=6 \
        -Artist=RAHASIA-NAMA -UserComment=RAHASIA-CATATAN -XMP:Creator=RAHASIA-XMP \
        -XMP:GPSLatitude=-7.5333 -overwrite_original -q
        """

    static let jpegs = [
        "", "-progressive", "-grayscale", "-restart 1", "-optimize -sample 1x1", "-arithmetic",
        "-progressive -restart 2 -quality 30",
    ]

    /// A JPEG with all that can be told in one, and more behind it.
    func full(_ options: String = "") throws -> [UInt8] {
        try folder.shell(
            """
            cjpeg \(options) picture.ppm > a.jpg
            cjpeg -scale 1/4 picture.ppm > small.jpg 2>/dev/null || pnmscale 0.25 picture.ppm | cjpeg > small.jpg
            exiftool \(Self.fill) '-ThumbnailImage<=small.jpg' -Comment=RAHASIA-KOMENTAR \
                -IPTC:Keywords=RAHASIA-IPTC -ICC_Profile:all= a.jpg
            printf 'RAHASIA-FILM' >> a.jpg
            """)
        return try folder.read("a.jpg")
    }

    @Test(arguments: jpegs)
    func `of a JPEG only the picture and how it is turned stays, to exiftool's eyes`(options: String) throws {
        let full = try full(options)
        #expect(try folder.told(by: "a.jpg").contains { $0.contains("GPS") })
        let (bytes, result) = try cleaned(full)
        #expect(result.removed == [.place, .time, .other])
        #expect(!holds(bytes, "RAHASIA"))
        try folder.write(bytes, "b.jpg")
        #expect(try folder.told(by: "b.jpg") == ["IFD0:Orientation"])
        #expect(try folder.shell("exiftool -n -s3 -Orientation b.jpg") == "6\n")
        try folder.shell("djpeg -pnm a.jpg > a.pnm; djpeg -pnm b.jpg > b.pnm; cmp a.pnm b.pnm")
        // Nothing is left to take out, and nothing is changed.
        let again = try cleaned(bytes, atMost: 1)
        #expect(again.bytes == bytes && again.result.removed.isEmpty)
    }

    @Test func `place and time are read as the camera wrote them`() throws {
        let facts = try #require(try facts(try full()))
        let position = try #require(facts.position)
        #expect(abs(position.latitude + 7.5333) < 0.0001 && abs(position.longitude - 110.6) < 0.0001)
        let time = try #require(facts.takenAt)
        let numbers: [Int] = [time.year, time.month, time.day, time.hour, time.minute, time.second]
        #expect(numbers.elementsEqual([2026, 11, 23, 14, 5, 6]))
        #expect(time.offset == 420)
        try folder.shell("exiftool -q -overwrite_original -GPSLatitude=0 -GPSLongitude=0 a.jpg")
        #expect(try ImageMetadataTests.facts(try folder.read("a.jpg"))?.position == nil)
    }

    @Test func `of a PNG only the picture, its colours and how it is turned stays`() throws {
        for options in ["", "-interlace", "-gamma 0.45 -size '3000 3000 1' -background red"] {
            try folder.shell(
                """
                printf 'Title RAHASIA-JUDUL\\nAuthor RAHASIA-NAMA\\n' > text
                pnmtopng \(options) -text text -modtime '2026-11-23 14:05:06' picture.ppm > a.png 2>/dev/null
                exiftool \(Self.fill) -PNG:Comment=RAHASIA-KOMENTAR a.png
                printf 'RAHASIA-FILM' >> a.png
                """)
            let (bytes, result) = try cleaned(try folder.read("a.png"), atMost: 7)
            #expect(result.removed == [.place, .time, .other])
            #expect(result.facts.takenAt?.day == 23 && result.facts.position != nil)
            #expect(!holds(bytes, "RAHASIA"))
            for text in ["tEXt", "iTXt", "zTXt", "tIME"] { #expect(!holds(bytes, text)) }
            try folder.write(bytes, "b.png")
            #expect(try folder.told(by: "b.png") == ["IFD0:Orientation"])
            try folder.shell("pngtopnm a.png > a.pnm; pngtopnm b.png > b.pnm; cmp a.pnm b.pnm")
            if !options.contains("gamma") { continue }
            #expect(holds(bytes, "gAMA") && holds(bytes, "pHYs") && holds(bytes, "bKGD"))
            let again = try cleaned(bytes)
            #expect(again.bytes == bytes && again.result.removed.isEmpty)
        }
    }

    @Test func `the name of a PNG's colour profile goes, the profile stays`() throws {
        try folder.shell("pnmtopng picture.ppm > a.png 2>/dev/null")
        var bytes = try folder.read("a.png")
        // zlib's stored form of no bytes at all: exiftool looks at the name, the tools at the chunk.
        let chunk = Array("iCCPRAHASIA\0\0".utf8) + [0x78, 0x01, 0x01, 0, 0, 0xFF, 0xFF, 0, 0, 0, 1]
        bytes.insert(contentsOf: [0, 0, 0, UInt8(chunk.count - 4)] + chunk + [1, 2, 3, 4], at: 33)
        let result = try cleaned(bytes).bytes
        #expect(holds(result, "iCCPicc\0\0") && !holds(result, "RAHASIA"))
        try folder.write(result, "b.png")
        #expect(try folder.shell("exiftool -validate -warning -a b.png").contains("CRC") == false)
    }

    @Test func `a thumbnail in the JFIF head, a camera's preview and a colour profile are told apart`() throws
    {
        try folder.shell("cjpeg picture.ppm > a.jpg")
        var bytes = try folder.read("a.jpg")
        #expect(bytes[2..<6].elementsEqual([0xFF, 0xE0, 0, 16] as [UInt8]))
        let profile = [0xFF, 0xE2, 0, 20] + Array("ICC_PROFILE\0\u{1}\u{1}warna".utf8.prefix(18))
        let preview = [0xFF, 0xE2, 0, 14] + Array("MPF\0RAHASIA!".utf8)
        bytes.insert(contentsOf: profile + preview, at: 20)
        bytes.replaceSubrange(2..<20, with: bytes[2..<18] + [1, 1] + Array("RHS".utf8))
        bytes[5] = 19
        let result = try cleaned(bytes)
        #expect(holds(result.bytes, "ICC_PROFILE") && !holds(result.bytes, "RAHASIA"))
        let head: [UInt8] = [0xFF, 0xE0, 0, 16]
        #expect(!holds(result.bytes, "RHS") && result.bytes[2..<6].elementsEqual(head))
        #expect(result.result.removed == [.other])
    }

    @Test func `a picture that was cut off is kept as far as it goes, one without a picture is refused`()
        throws
    {
        let full = try full()
        try folder.shell("cjpeg picture.ppm > plain.jpg")
        let plain = try folder.read("plain.jpg")
        let (bytes, _) = try cleaned(Array(plain.dropLast(200)))
        let kept: [UInt8] = plain.dropLast(200) + [0xFF, 0xD9]
        #expect(bytes == kept)
        #expect(throws: ImageError.self) { try cleaned(Array(full.prefix(500))) }
        #expect(throws: ImageError.self) { try cleaned([0xFF, 0xD8, 0xFF, 0xD9]) }
        #expect(throws: ImageError.self) { try cleaned([0xFF, 0xD8, 0xFF] + Array("GAMBAR".utf8)) }
        #expect(throws: ImageError.notAnImage) { try cleaned(Array("GIF89a".utf8)) }
    }

    /// Damaged images break nothing: each is refused, or comes out as one in which there is nothing more to take out.
    @Test func `thousands of damaged images are refused or come out clean`() throws {
        var images = [try full(), try full("-progressive")]
        try folder.shell("pnmtopng picture.ppm > a.png 2>/dev/null; exiftool \(Self.fill) a.png")
        images.append(try folder.read("a.png"))
        var generator = Sequence64(state: 7)
        var refused = 0
        for round in 0..<1_500 {
            var bytes = images[round % images.count]
            // Most of it is in the heads.
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let reach = Bool.random(using: &generator) ? min(3_000, bytes.count) : bytes.count
                let place = Int.random(in: 3..<reach, using: &generator)
                bytes[place] = UInt8.random(in: .min ... .max, using: &generator)
            }
            if round % 3 == 1 { bytes.removeLast(Int.random(in: 0..<bytes.count - 8, using: &generator)) }
            _ = try facts(bytes)
            do {
                let first = try cleaned(bytes)
                #expect(!holds(first.bytes, "RAHASIA"), "round \(round)")
                let second = try cleaned(first.bytes)
                #expect(second.bytes == first.bytes && second.result.removed.isEmpty, "round \(round)")
            } catch is ImageError {
                refused += 1
            }
        }
        #expect(refused > 100 && refused < 1_400, "\(refused)")
    }
}

/// Numbers that are the same in every run.
struct Sequence64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}
