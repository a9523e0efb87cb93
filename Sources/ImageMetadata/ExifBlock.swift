/// The TIFF structure of Exif metadata: read without trusting an offset, and written with an orientation alone.
struct ExifBlock {
    /// A directory's entry: where its value lies, if all of it lies within the block.
    private struct Entry {
        var type: Int
        var count: Int
        var value: Range<Int>
    }

    private enum Tag {
        static let orientation = 0x0112
        static let dateTime = 0x0132
        static let exif = 0x8769
        static let gps = 0x8825
        static let dateTimeOriginal = 0x9003
        static let dateTimeDigitized = 0x9004
        static let offsetTimeOriginal = 0x9011
        static let latitudeReference = 1
        static let latitude = 2
        static let longitudeReference = 3
        static let longitude = 4
    }

    private static let sizes = [1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8]

    private let bytes: [UInt8]
    private let isBigEndian: Bool

    private init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        switch bytes.prefix(2) {
        case [0x49, 0x49]: isBigEndian = false
        case [0x4D, 0x4D]: isBigEndian = true
        default: return nil
        }
        guard number(at: 2, size: 2) == 42 else { return nil }
    }

    /// What a block says; nothing where it cannot be read.
    static func facts(of bytes: [UInt8]) -> ImageFacts {
        var facts = ImageFacts()
        guard let block = ExifBlock(bytes), let offset = block.number(at: 4, size: 4) else { return facts }
        let main = block.directory(at: offset)
        if let value = main[Tag.orientation].flatMap(block.integer), (1...8).contains(value) {
            facts.orientation = value
        }
        let exif = main[Tag.exif].flatMap(block.integer).map(block.directory) ?? [:]
        let times = [main[Tag.dateTime], exif[Tag.dateTimeOriginal], exif[Tag.dateTimeDigitized]]
        facts.hasTime = times.contains { $0 != nil }
        facts.takenAt = exif[Tag.dateTimeOriginal].flatMap { CameraTime(exif: block.text($0)) }
        facts.takenAt?.offset = exif[Tag.offsetTimeOriginal].flatMap {
            CameraTime.offset(exif: block.text($0))
        }
        facts.hasPosition = main[Tag.gps] != nil
        let gps = main[Tag.gps].flatMap(block.integer).map(block.directory) ?? [:]
        let latitude = block.degrees(gps[Tag.latitude], gps[Tag.latitudeReference], "N", "S")
        let longitude = block.degrees(gps[Tag.longitude], gps[Tag.longitudeReference], "E", "W")
        if let latitude, let longitude {
            facts.position = GeoPosition(latitude: latitude, longitude: longitude)
        }
        return facts
    }

    /// A block that says nothing but how the picture is to be turned; `nil` where it stands upright.
    static func minimal(orientation: Int?) -> [UInt8]? {
        guard let orientation, (2...8).contains(orientation) else { return nil }
        return [
            0x4D, 0x4D, 0, 42, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation), 0, 0, 0, 0, 0, 0,
        ]
    }

    private func number(at offset: Int, size: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - size else { return nil }
        let digits = bytes[offset..<offset + size]
        return isBigEndian
            ? digits.reduce(0) { $0 << 8 | Int($1) } : digits.reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// The entries of a directory by their tag; of a tag that comes twice the first.
    private func directory(at offset: Int) -> [Int: Entry] {
        guard let count = number(at: offset, size: 2) else { return [:] }
        var entries: [Int: Entry] = [:]
        for place in (0..<count).lazy.map({ offset + 2 + 12 * $0 }) {
            // One that is cut off ends the directory.
            guard let tag = number(at: place, size: 2), let type = number(at: place + 2, size: 2),
                let count = number(at: place + 4, size: 4), let inline = number(at: place + 8, size: 4)
            else { break }
            guard let size = Self.sizes[type], entries[tag] == nil else { continue }
            let length = size * count
            let start = length <= 4 ? place + 8 : inline
            guard start <= bytes.count - length else { continue }
            entries[tag] = Entry(type: type, count: count, value: start..<start + length)
        }
        return entries
    }

    private func integer(_ entry: Entry) -> Int? {
        guard entry.count >= 1, [3, 4].contains(entry.type) else { return nil }
        return number(at: entry.value.lowerBound, size: entry.type == 3 ? 2 : 4)
    }

    /// A text's bytes without what fills it up.
    private func text(_ entry: Entry) -> [UInt8] {
        entry.type == 2 ? Array(bytes[entry.value].prefix(64).prefix { $0 != 0 }) : []
    }

    private func degrees(
        _ entry: Entry?, _ reference: Entry?, _ positive: Unicode.Scalar, _ negative: Unicode.Scalar
    ) -> Double? {
        guard let entry, entry.type == 5, entry.count == 3, let letter = reference.map(text)?.first else {
            return nil
        }
        var degrees = 0.0
        for (index, unit) in [1.0, 60.0, 3_600.0].enumerated() {
            let place = entry.value.lowerBound + 8 * index
            guard let numerator = number(at: place, size: 4), let denominator = number(at: place + 4, size: 4)
            else { return nil }
            // Cameras that give minutes with decimals leave the seconds 0/0.
            if numerator == 0 { continue }
            guard denominator != 0 else { return nil }
            degrees += Double(numerator) / Double(denominator) / unit
        }
        switch letter {
        case UInt8(ascii: positive): return degrees
        case UInt8(ascii: negative): return -degrees
        default: return nil
        }
    }
}
