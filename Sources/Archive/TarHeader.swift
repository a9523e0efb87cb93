/// The 512 bytes before each content, of which every entry has exactly one valid form.
struct TarHeader: Equatable {
    static let blockSize = 512
    /// What eleven octal digits hold: 8 GiB less one byte, or a time in the year 2242.
    static let largestNumber = (1 << 33) - 1
    static let longestPath = 255

    var entry: TarEntry
    var modified: Int

    /// The zeros that fill the last block of a content.
    static func padding(after size: Int) -> Int {
        (blockSize - size % blockSize) % blockSize
    }

    /// The header's bytes.
    ///
    /// Throws ``TarError`` for what has no place in them.
    func encoded() throws(TarError) -> [UInt8] {
        guard let (prefix, name) = Self.split(entry) else { throw .badPath(entry.path) }
        guard (0...Self.largestNumber).contains(modified) else { throw .badTime(modified) }
        guard entry.size >= 0 else {
            throw .sizeMismatch(path: entry.path, declared: entry.size, written: 0)
        }
        guard entry.size <= Self.largestNumber else {
            throw .tooLarge(path: entry.path, size: entry.size, limit: Self.largestNumber)
        }
        var block = [UInt8](repeating: 0, count: Self.blockSize)
        func put(_ bytes: some Collection<UInt8>, in field: TarField) {
            for (index, byte) in zip(field.range, bytes) { block[index] = byte }
        }
        put(name, in: .name)
        put((entry.kind == .file ? "0000644" : "0000755").utf8, in: .mode)
        put("0000000".utf8, in: .userID)
        put("0000000".utf8, in: .groupID)
        put(Self.octal(entry.size, digits: 11), in: .size)
        put(Self.octal(modified, digits: 11), in: .modified)
        block[TarField.type.range.lowerBound] = UInt8(ascii: entry.kind == .file ? "0" : "5")
        put("ustar\0".utf8, in: .magic)
        put("00".utf8, in: .version)
        put("0000000".utf8, in: .deviceMajor)
        put("0000000".utf8, in: .deviceMinor)
        put(prefix, in: .prefix)
        put(Self.checksum(of: block), in: .checksum)
        return block
    }

    /// Reads a header block and refuses all but the form `encoded()` gives.
    ///
    /// Throws ``TarError``.
    init(decoding block: [UInt8]) throws(TarError) {
        func bytes(_ field: TarField) -> ArraySlice<UInt8> { block[field.range] }
        guard bytes(.magic).elementsEqual("ustar\0".utf8), bytes(.version).elementsEqual("00".utf8)
        else { throw .notTar }
        guard bytes(.checksum).elementsEqual(Self.checksum(of: block)) else { throw .checksum }

        let kind: TarEntry.Kind
        switch block[TarField.type.range.lowerBound] {
        case UInt8(ascii: "0"): kind = .file
        case UInt8(ascii: "5"): kind = .directory
        case let other: throw .unsupportedType(other)
        }

        var stored = Array(bytes(.prefix).prefix { $0 != 0 })
        if !stored.isEmpty { stored.append(UInt8(ascii: "/")) }
        stored += bytes(.name).prefix { $0 != 0 }
        if kind == .directory, stored.last == UInt8(ascii: "/") { stored.removeLast() }
        let path = String(decoding: stored, as: UTF8.self)
        guard SafePath.isSafe(stored) else { throw .badPath(path) }

        guard let size = Self.number(bytes(.size)), size == 0 || kind == .file else {
            throw .notCanonical(path: path, field: .size)
        }
        guard let modified = Self.number(bytes(.modified)) else {
            throw .notCanonical(path: path, field: .modified)
        }
        self.init(entry: TarEntry(path: path, kind: kind, size: size), modified: modified)
        let expected = try encoded()
        // The checksum is right for this block, and differs only if another field does.
        for field in TarField.allCases
        where field != .checksum && block[field.range] != expected[field.range] {
            throw .notCanonical(path: path, field: field)
        }
    }

    init(entry: TarEntry, modified: Int) {
        self.entry = entry
        self.modified = modified
    }

    /// Divides the stored path over the two fields, or nil if it is unsafe or does not fit.
    ///
    /// The prefix is empty if it can be, and otherwise the longest one that fits, as GNU tar does.
    private static func split(_ entry: TarEntry) -> (prefix: ArraySlice<UInt8>, name: ArraySlice<UInt8>)? {
        var path = Array(entry.path.utf8)
        guard SafePath.isSafe(path), path.count <= longestPath else { return nil }
        let slash = UInt8(ascii: "/")
        switch entry.kind {
        case .directory: path.append(slash)
        case .file: guard path.contains(slash) else { return nil }
        }
        let room = TarField.name.range.count
        if path.count <= room { return ([], path[...]) }
        guard let cut = path.dropLast().prefix(TarField.prefix.range.count + 1).lastIndex(of: slash),
            path.count - cut - 1 <= room
        else { return nil }
        return (path[..<cut], path[(cut + 1)...])
    }

    private static func octal(_ value: Int, digits: Int) -> [UInt8] {
        (0..<digits).reversed().map { UInt8(ascii: "0") + UInt8(value >> (3 * $0) & 7) }
    }

    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        guard field.last == 0 else { return nil }
        var value = 0
        for byte in field.dropLast() {
            guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte) else { return nil }
            value = value << 3 | Int(byte - UInt8(ascii: "0"))
        }
        return value
    }

    /// The checksum field: six digits, NUL, space, over the block with that field as spaces.
    private static func checksum(of block: [UInt8]) -> [UInt8] {
        let field = TarField.checksum.range
        let sum = block.reduce(0) { $0 + Int($1) } - block[field].reduce(0) { $0 + Int($1) }
        return octal(sum + field.count * 32, digits: 6) + [0, UInt8(ascii: " ")]
    }
}
