/// A photo of 8 × 8 points as a camera writes it, made by hand.
enum SamplePhoto {
    /// What of it tells of the reporter.
    static let secret = "RAHASIA-KAMERA"

    /// With a position near Boyolali (7°32' S, 110°36' E), a time (2026-11-23 14:05:06), and a text.
    static func bytes(text: String = secret) -> [UInt8] {
        [0xFF, 0xD8] + segment(0xE1, Array("Exif\0\0".utf8) + exif(text)) + picture
    }

    /// The same without all that.
    static var bare: [UInt8] { [0xFF, 0xD8] + picture }

    /// One that nobody can take apart: it ends within its head.
    static var damaged: [UInt8] { Array(bytes().prefix(220)) }

    private static var picture: [UInt8] {
        segment(0xDB, [0] + [UInt8](repeating: 1, count: 64))
            + segment(0xC0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0])
            + segment(0xC4, [0, 1] + [UInt8](repeating: 0, count: 15) + [0])
            + segment(0xC4, [0x10, 1] + [UInt8](repeating: 0, count: 15) + [0])
            + segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x3F, 0xFF, 0xD9]
    }

    private static func segment(_ marker: UInt8, _ payload: [UInt8]) -> [UInt8] {
        let length = payload.count + 2
        return [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)] + payload
    }

    private static func number(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).reversed().map { UInt8(value >> (8 * $0) & 0xFF) }
    }

    /// A directory of entries (tag, type, count, value); values longer than four bytes follow it.
    private static func directory(_ entries: [(Int, Int, Int, [UInt8])], at offset: Int) -> [UInt8] {
        var bytes = number(entries.count, 2)
        var behind: [UInt8] = []
        let end = offset + 2 + 12 * entries.count + 4
        for (tag, type, count, value) in entries {
            bytes += number(tag, 2) + number(type, 2) + number(count, 4)
            if value.count <= 4 {
                bytes += value + [UInt8](repeating: 0, count: 4 - value.count)
            } else {
                bytes += number(end + behind.count, 4)
                behind += value
            }
        }
        return bytes + [0, 0, 0, 0] + behind
    }

    private static func exif(_ text: String) -> [UInt8] {
        let artist = Array(text.utf8) + [0]
        let time = Array("2026:11:23 14:05:06\0".utf8)
        func main(_ exif: Int, _ gps: Int) -> [UInt8] {
            directory(
                [
                    (0x0112, 3, 1, number(6, 2)), (0x013B, 2, artist.count, artist),
                    (0x8769, 4, 1, number(exif, 4)), (0x8825, 4, 1, number(gps, 4)),
                ], at: 8)
        }
        let exifAt = 8 + main(0, 0).count
        let exif = directory([(0x9003, 2, time.count, time)], at: exifAt)
        let gpsAt = exifAt + exif.count
        func degrees(_ whole: Int, _ minutes: Int) -> [UInt8] {
            [whole, 1, minutes, 1, 0, 1].flatMap { number($0, 4) }
        }
        let gps = directory(
            [
                (1, 2, 2, Array("S\0".utf8)), (2, 5, 3, degrees(7, 32)), (3, 2, 2, Array("E\0".utf8)),
                (4, 5, 3, degrees(110, 36)),
            ], at: gpsAt)
        return Array("MM\0*".utf8) + number(8, 4) + main(exifAt, gpsAt) + exif + gps
    }
}
