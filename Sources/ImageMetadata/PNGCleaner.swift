/// Copies a PNG file, chunk by chunk.
struct PNGCleaner {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// What stays, and how long it may be: what is longer than its values could hide anything.
    private static let kept: [String: ClosedRange<Int>] = [
        "PLTE": 3...768, "IDAT": 0...Int(Int32.max), "IEND": 0...0,
        "gAMA": 4...4, "cHRM": 32...32, "sRGB": 1...1, "sBIT": 1...4, "tRNS": 1...256, "bKGD": 1...6,
        "pHYs": 9...9, "cICP": 4...4, "mDCV": 24...24, "cLLI": 8...8,
        "acTL": 8...8, "fcTL": 26...26, "fdAT": 4...Int(Int32.max),
    ]
    /// Longest Exif block that is looked into, in bytes.
    private static let longestExif = 1 << 20

    private let stream: ByteStream
    private(set) var facts = ImageFacts()
    private(set) var removed: Set<ImageCleaner.Removal> = []
    private var hasExif = false

    init(_ stream: ByteStream) {
        self.stream = stream
    }

    mutating func run() throws {
        guard try stream.take(8) == Self.signature else { throw ImageError.notAnImage }
        try stream.put(Self.signature)
        var (type, length) = try header()
        guard type == "IHDR", length == 13 else { throw ImageError.damaged("IHDR") }
        try copy(type, length)
        while type != "IEND" {
            (type, length) = try header()
            try chunk(type, length)
        }
        if try stream.next() != nil { removed.insert(.other) }
    }

    private func header() throws -> (type: String, length: Int) {
        let head = try stream.take(8)
        let length = head.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        let letters = head.dropFirst(4)
        let isType = letters.allSatisfy { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
        guard length <= Int(Int32.max), isType else { throw ImageError.damaged("chunk") }
        return (String(decoding: letters, as: UTF8.self), length)
    }

    private mutating func chunk(_ type: String, _ length: Int) throws {
        let isCritical = type.utf8.first.map { $0 & 0x20 == 0 } ?? false
        if let lengths = Self.kept[type] {
            if lengths.contains(length) { return try copy(type, length) }
            guard !isCritical else { throw ImageError.damaged(type) }
        }
        // No viewer shows a picture with a critical chunk that it does not know.
        guard !isCritical else { throw ImageError.damaged(type) }
        switch type {
        case "iCCP": try profile(length)
        case "eXIf" where !hasExif && length <= Self.longestExif: try metadata(length)
        default:
            removed.insert(type == "tIME" ? .time : .other)
            try stream.skip(length + 4)
        }
    }

    private func copy(_ type: String, _ length: Int) throws {
        try stream.put(Self.head(type, length))
        // The checksum is copied with it: what was damaged stays so.
        try stream.copy(length + 4)
    }

    private mutating func metadata(_ length: Int) throws {
        hasExif = true
        let block = try stream.take(length)
        try stream.skip(4)
        facts = ExifBlock.facts(of: block)
        let minimal = ExifBlock.minimal(orientation: facts.orientation)
        if block != minimal { removed.note(facts) }
        guard let minimal else { return }
        var checksum = Checksum("eXIf")
        checksum.add(minimal)
        try stream.put(Self.head("eXIf", minimal.count) + minimal + checksum.bytes)
    }

    /// A colour profile stays; the name that was given to it is nobody's business.
    private mutating func profile(_ length: Int) throws {
        let start = try stream.take(min(length, 80))
        guard let nul = start.firstIndex(of: 0), nul > 0 else {
            removed.insert(.other)
            return try stream.skip(length - start.count + 4)
        }
        let name = Array("icc".utf8)
        let front = name + start[nul...]
        var checksum = Checksum("iCCP")
        checksum.add(front)
        try stream.put(Self.head("iCCP", length - nul + name.count) + front)
        try stream.pass(length - start.count) { piece in
            let bytes = Array(piece)
            checksum.add(bytes)
            try stream.put(bytes)
        }
        try stream.skip(4)
        try stream.put(checksum.bytes)
    }

    private static func head(_ type: String, _ length: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(length >> $0 & 0xFF) } + type.utf8
    }
}

/// The CRC-32 of a chunk.
private struct Checksum {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    }

    private var value: UInt32 = .max

    init(_ type: String) {
        add(Array(type.utf8))
    }

    mutating func add(_ bytes: [UInt8]) {
        for byte in bytes { value = Self.table[Int((value ^ UInt32(byte)) & 0xFF)] ^ value >> 8 }
    }

    var bytes: [UInt8] { [24, 16, 8, 0].map { UInt8(~value >> $0 & 0xFF) } }
}
