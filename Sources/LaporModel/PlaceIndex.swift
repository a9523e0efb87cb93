/// Names with their codes, made ready to be searched with typing errors; as bytes it is read back in a moment.
///
/// The bytes are a store's own affair and are made anew from the list: a header (`3`, count), then for each entry, in the
/// order of the codes, its signature (8 bytes), its parent's place in the list plus one (4), and where its folded name,
/// its name and its code end (4 each); then the folded names, the names and the codes.
package struct PlaceIndex: Sendable {
    package let bytes: [UInt8]
    let count: Int

    private static let version: UInt32 = 3
    private static let header = 8
    private static let record = 24

    /// An index of entries in the order of their codes; a code's parent is what stands before its last separator.
    package init(_ entries: some Collection<(code: String, name: String)>, separator: Character = ".") {
        var folded: [UInt8] = []
        var names: [UInt8] = []
        var codes: [UInt8] = []
        var records: [UInt8] = []
        records.reserveCapacity(entries.count * Self.record)
        var places: [Substring: UInt32] = [:]
        places.reserveCapacity(10_000)
        func put(_ value: UInt32) {
            withUnsafeBytes(of: value.littleEndian) { records.append(contentsOf: $0) }
        }
        for (place, entry) in entries.enumerated() {
            let start = folded.count
            NameFolding.name(entry.name, into: &folded)
            names.append(contentsOf: entry.name.utf8)
            codes.append(contentsOf: entry.code.utf8)
            withUnsafeBytes(of: NameFolding.signature(folded[start...]).littleEndian) {
                records.append(contentsOf: $0)
            }
            let parent = entry.code.lastIndex(of: separator).flatMap { places[entry.code[..<$0]] }
            put((parent ?? 0))
            put(UInt32(folded.count))
            put(UInt32(names.count))
            put(UInt32(codes.count))
            // Villages have nothing below them.
            if entry.code.utf8.count < 13 { places[entry.code[...]] = UInt32(place + 1) }
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.header + records.count + folded.count + names.count + codes.count)
        withUnsafeBytes(of: Self.version.littleEndian) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: UInt32(entries.count).littleEndian) { bytes.append(contentsOf: $0) }
        bytes += records
        bytes += folded
        bytes += names
        bytes += codes
        self.bytes = bytes
        count = entries.count
    }

    /// Reads what was kept; `nil` if it is none of this version, or damaged so that it would lead out of its bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count >= Self.header else { return nil }
        let numbers = bytes.withUnsafeBytes {
            (
                $0.loadUnaligned(fromByteOffset: 0, as: UInt32.self),
                $0.loadUnaligned(fromByteOffset: 4, as: UInt32.self)
            )
        }
        count = Int(UInt32(littleEndian: numbers.1))
        guard UInt32(littleEndian: numbers.0) == Self.version,
            bytes.count >= Self.header + count * Self.record
        else { return nil }
        self.bytes = bytes
        guard isWhole else { return nil }
    }

    /// Whether each part ends where the next begins, no name ends before it begins, and what lies above an entry stands
    /// before it.
    private var isWhole: Bool {
        guard count > 0 else { return bytes.count == Self.header }
        guard base(2) + end(count - 1, 2) == bytes.count else { return false }
        return bytes.withUnsafeBytes { bytes in
            var ends: (UInt32, UInt32, UInt32) = (0, 0, 0)
            for place in 0..<count {
                let record = Self.header + place * Self.record
                func number(_ offset: Int) -> UInt32 {
                    UInt32(
                        littleEndian: bytes.loadUnaligned(fromByteOffset: record + offset, as: UInt32.self))
                }
                let next = (number(12), number(16), number(20))
                guard number(8) <= place, next.0 >= ends.0, next.1 >= ends.1, next.2 >= ends.2 else {
                    return false
                }
                ends = next
            }
            return true
        }
    }

    /// Where a part (0 folded names, 1 names, 2 codes) begins.
    private func base(_ part: Int) -> Int {
        let first = Self.header + count * Self.record
        guard count > 0 else { return first }
        return (0..<part).reduce(first) { $0 + end(count - 1, $1) }
    }

    private func end(_ place: Int, _ part: Int) -> Int {
        Int(number(Self.header + place * Self.record + 12 + 4 * part))
    }

    private func number(_ offset: Int) -> UInt32 {
        bytes.withUnsafeBytes {
            UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        }
    }

    private func text(_ place: Int, _ part: Int) -> String {
        let start = place == 0 ? 0 : end(place - 1, part)
        let base = base(part)
        return String(decoding: bytes[(base + start)..<(base + end(place, part))], as: UTF8.self)
    }

    /// The name of an entry.
    func name(_ place: Int) -> String { text(place, 1) }

    /// The code of an entry.
    func code(_ place: Int) -> String { text(place, 2) }

    /// The place of the entry above; `nil` at the top.
    func parent(_ place: Int) -> Int? {
        let parent = number(Self.header + place * Self.record + 8)
        return parent == 0 ? nil : Int(parent) - 1
    }

    /// The name of an entry with those above it.
    func path(_ place: Int) -> String {
        var names = [name(place)]
        var above = parent(place)
        while let next = above {
            names.append(name(next))
            above = parent(next)
        }
        return names.joined(separator: ", ")
    }

    /// The entries that a query may name, with how near they are.
    func matches(_ matcher: NameMatcher, atLeast least: Double) -> [(place: Int, nearness: Double)] {
        var found: [(place: Int, nearness: Double)] = []
        let base = base(0)
        bytes.withUnsafeBytes { bytes in
            for place in 0..<count {
                let record = Self.header + place * Self.record
                let signature = UInt64(
                    littleEndian: bytes.loadUnaligned(fromByteOffset: record, as: UInt64.self))
                guard matcher.mayMatch(signature) else { continue }
                let nearness = matcher.nearness(to: Self.folded(bytes, record, base))
                if nearness >= least { found.append((place, nearness)) }
            }
        }
        return found
    }

    /// How near a query is to one entry.
    func nearness(_ matcher: NameMatcher, to place: Int) -> Double {
        let base = base(0)
        return bytes.withUnsafeBytes { bytes in
            matcher.nearness(to: Self.folded(bytes, Self.header + place * Self.record, base))
        }
    }

    private static func folded(
        _ bytes: UnsafeRawBufferPointer, _ record: Int, _ base: Int
    ) -> UnsafeBufferPointer<UInt8> {
        let end = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: record + 12, as: UInt32.self)))
        let before = record - Self.record + 12
        let start =
            record == header
            ? 0 : Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: before, as: UInt32.self)))
        return UnsafeBufferPointer(
            rebasing: bytes.bindMemory(to: UInt8.self)[(base + start)..<(base + end)])
    }
}
