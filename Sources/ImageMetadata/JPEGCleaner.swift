/// Copies a JPEG file, segment by segment.
struct JPEGCleaner {
    private static let exif = Array("Exif\0\0".utf8)

    private let stream: ByteStream
    /// Whether what comes from the first scan on is of no interest.
    var stopsAtPicture = false
    private(set) var facts = ImageFacts()
    private(set) var removed: Set<ImageCleaner.Removal> = []
    private var hasFrame = false
    private var hasScan = false
    /// Those of which only the first counts.
    private var seen: Set<UInt8> = []

    init(_ stream: ByteStream) {
        self.stream = stream
    }

    mutating func run() throws {
        guard try stream.take(2) == [0xFF, 0xD8] else { throw ImageError.notAnImage }
        try stream.put([0xFF, 0xD8])
        var marker = try nextMarker()
        while let current = marker {
            if current == 0xD9 { break }
            if current == 0xDA {
                if stopsAtPicture { return }
                marker = try scan()
            } else {
                try segment(current)
                marker = try nextMarker()
            }
        }
        // A picture that was cut off while it was sent is shown as far as it goes; a head alone shows nothing.
        guard hasScan else { throw ImageError.damaged("no scan") }
        try stream.put([0xFF, 0xD9])
        if marker != nil, try stream.next() != nil { removed.insert(.other) }
    }

    /// The next marker, `nil` at the end; what lies before it belongs to nothing.
    private mutating func nextMarker() throws -> UInt8? {
        while let byte = try stream.next() {
            guard byte == 0xFF else {
                removed.insert(.other)
                continue
            }
            var code = try stream.next()
            while code == 0xFF { code = try stream.next() }
            guard let code else { return nil }
            if code != 0 { return code }
        }
        return nil
    }

    private func payload() throws -> [UInt8] {
        let length = try stream.take(2)
        let count = Int(length[0]) << 8 | Int(length[1])
        guard count >= 2 else { throw ImageError.damaged("segment length") }
        return try stream.take(count - 2)
    }

    private func keep(_ marker: UInt8, _ payload: [UInt8]) throws {
        let length = payload.count + 2
        try stream.put([0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)] + payload)
    }

    private mutating func segment(_ marker: UInt8) throws {
        // TEM and restarts have no length; another beginning has no place here.
        if marker == 0x01 { return }
        guard !(0xD0...0xD8).contains(marker) else { throw ImageError.damaged("marker") }
        let payload = try payload()
        switch marker {
        case 0xC4, 0xCC, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF:
            // What is longer than its tables could hide anything.
            guard Self.isExact(marker, payload) else { throw ImageError.damaged("table") }
            try keep(marker, payload)
        case 0xC0...0xC7, 0xC9...0xCB, 0xCD...0xCF:
            guard payload.count > 6, payload.count == 6 + 3 * Int(payload[5]) else {
                throw ImageError.damaged("frame")
            }
            hasFrame = true
            try keep(marker, payload)
        case 0xE0: try header(payload)
        case 0xE1: try metadata(payload)
        case 0xE2 where payload.starts(with: Array("ICC_PROFILE\0".utf8)): try keep(marker, payload)
        case 0xEE where payload.count >= 12 && payload.starts(with: Array("Adobe".utf8)):
            if payload.count > 12 { removed.insert(.other) }
            // It says how colours were transformed.
            try keep(marker, Array(payload.prefix(12)))
        default: removed.insert(.other)
        }
    }

    /// JFIF, without its thumbnail.
    private mutating func header(_ payload: [UInt8]) throws {
        guard payload.count >= 14, payload.starts(with: Array("JFIF\0".utf8)), seen.insert(0xE0).inserted
        else {
            removed.insert(.other)
            return
        }
        let bare: [UInt8] = Array(payload.prefix(12)) + [0, 0]
        if payload != bare { removed.insert(.other) }
        try keep(0xE0, bare)
    }

    /// Exif comes down to its orientation; XMP goes.
    private mutating func metadata(_ payload: [UInt8]) throws {
        guard payload.starts(with: Self.exif), seen.insert(0xE1).inserted else {
            removed.insert(.other)
            return
        }
        facts = ExifBlock.facts(of: Array(payload.dropFirst(Self.exif.count)))
        let minimal = ExifBlock.minimal(orientation: facts.orientation).map { Self.exif + $0 }
        if payload != minimal { removed.note(facts) }
        if let minimal { try keep(0xE1, minimal) }
    }

    /// Copies a scan's head and its data; gives the marker behind it, `nil` at the end.
    private mutating func scan() throws -> UInt8? {
        let payload = try payload()
        guard hasFrame else { throw ImageError.damaged("scan without frame") }
        guard let components = payload.first, (1...4).contains(components),
            payload.count == 4 + 2 * Int(components)
        else { throw ImageError.damaged("scan") }
        try keep(0xDA, payload)
        hasScan = true
        while true {
            try stream.copy(upTo: 0xFF)
            guard try stream.next() != nil else { return nil }
            var code = try stream.next()
            while code == 0xFF { code = try stream.next() }
            guard let code else { return nil }
            // A stuffed byte of data, or a restart.
            guard code == 0 || (0xD0...0xD7).contains(code) else { return code }
            try stream.put([0xFF, code])
        }
    }

    /// Whether a segment is as long as what it says is in it.
    private static func isExact(_ marker: UInt8, _ payload: [UInt8]) -> Bool {
        switch marker {
        case 0xDC, 0xDD: return payload.count == 2
        case 0xDF: return payload.count == 1
        case 0xCC: return payload.count.isMultiple(of: 2)
        case 0xDE: return payload.count > 6 && payload.count == 6 + 3 * Int(payload[5])
        case 0xDB:
            var rest = payload[...]
            while let first = rest.first {
                let size = first >> 4 == 0 ? 65 : 129
                guard first >> 4 <= 1, rest.count >= size else { return false }
                rest = rest.dropFirst(size)
            }
            return true
        default:
            var rest = payload[...]
            while !rest.isEmpty {
                guard rest.count >= 17 else { return false }
                let size = 17 + rest.dropFirst().prefix(16).reduce(0) { $0 + Int($1) }
                guard rest.count >= size else { return false }
                rest = rest.dropFirst(size)
            }
            return true
        }
    }
}
