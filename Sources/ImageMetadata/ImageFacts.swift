/// What an image tells about itself beside the picture.
package struct ImageFacts: Equatable, Sendable {
    /// How the picture is to be turned, 1 to 8 (Exif 2.32, tag 0x0112).
    package var orientation: Int?
    package var position: GeoPosition?
    /// When the picture was taken, by the camera's clock.
    package var takenAt: CameraTime?
    /// Whether it has any field about a position, readable or not.
    var hasPosition = false
    /// Whether it has any field about a time, readable or not.
    var hasTime = false

    /// Nothing told.
    package init() {}
}

/// A place on the earth in decimal degrees (WGS 84): north and east are positive.
package struct GeoPosition: Equatable, Sendable {
    package var latitude: Double
    package var longitude: Double

    /// The position of these degrees; `nil` where there is none such.
    ///
    /// 0, 0 is what cameras write that know none.
    package init?(latitude: Double, longitude: Double) {
        guard abs(latitude) <= 90, abs(longitude) <= 180, latitude != 0 || longitude != 0 else { return nil }
        self.latitude = latitude
        self.longitude = longitude
    }
}

/// A camera's local time, as it stands in `DateTimeOriginal`.
package struct CameraTime: Equatable, Sendable {
    package var year: Int
    package var month: Int
    package var day: Int
    package var hour: Int
    package var minute: Int
    package var second: Int
    /// Minutes east of UTC, where the camera says so.
    package var offset: Int?

    /// Reads `YYYY:MM:DD HH:MM:SS`; `nil` where that is no time.
    ///
    /// Cameras whose clock was never set write zeros.
    init?(exif text: [UInt8]) {
        let places = [(0, 4), (5, 2), (8, 2), (11, 2), (14, 2), (17, 2)]
        let numbers = places.compactMap { start, count in Self.number(text, start, count) }
        guard numbers.count == 6, (1900...2200).contains(numbers[0]), (1...12).contains(numbers[1]),
            (1...31).contains(numbers[2]), numbers[3] < 24, numbers[4] < 60, numbers[5] <= 60
        else { return nil }
        (year, month, day) = (numbers[0], numbers[1], numbers[2])
        (hour, minute, second) = (numbers[3], numbers[4], numbers[5])
    }

    /// Reads `+07:00`.
    static func offset(exif text: [UInt8]) -> Int? {
        guard let hours = number(text, 1, 2), let minutes = number(text, 4, 2), hours <= 15, minutes < 60
        else { return nil }
        switch text[0] {
        case UInt8(ascii: "+"): return hours * 60 + minutes
        case UInt8(ascii: "-"): return -(hours * 60 + minutes)
        default: return nil
        }
    }

    private static func number(_ text: [UInt8], _ start: Int, _ count: Int) -> Int? {
        guard start + count <= text.count else { return nil }
        var number = 0
        for byte in text[start..<start + count] {
            guard (0x30...0x39).contains(byte) else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        return number
    }
}
