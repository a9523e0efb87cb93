/// A fixed buffer of one sealed chunk between a source and a reader.
///
/// In front of the bytes there is room for a chunk's nonce, as `ChunkCipher.open` wants it.
struct InputBuffer {
    /// The most bytes that the buffer holds.
    static let capacity = ChunkCipher.sealedLength

    private static let room = ChunkCipher.nonceLength

    private let source: ReadBytes
    private var storage = [UInt8](repeating: 0, count: room + capacity)

    /// How many bytes are held.
    private(set) var count = 0
    /// Whether the source has said that it has no more; it is not asked again.
    private(set) var isSourceAtEnd = false

    /// Makes an empty buffer.
    init(_ source: @escaping ReadBytes) {
        self.source = source
    }

    /// The byte at an offset below `count`.
    subscript(offset: Int) -> UInt8 {
        storage[Self.room + offset]
    }

    /// Asks the source once, for as much as fits; there must be space left.
    mutating func readMore() throws {
        guard !isSourceAtEnd else { return }
        let got = try storage.withUnsafeMutableBytes { bytes in
            let free = UnsafeMutableRawBufferPointer(rebasing: bytes[(Self.room + count)...])
            let got = try source(free)
            precondition((0...free.count).contains(got), "the source returned a wrong number of bytes")
            return got
        }
        if got == 0 { isSourceAtEnd = true }
        count += got
    }

    /// Reads until `wanted` bytes are held or the source ends.
    mutating func fill(to wanted: Int) throws {
        while count < wanted, !isSourceAtEnd {
            try readMore()
        }
    }

    /// Takes up to `wanted` bytes out of the front; what is left moves up.
    mutating func removeFirst(_ wanted: Int) -> [UInt8] {
        let taken = min(wanted, count)
        let front = Array(storage[Self.room..<Self.room + taken])
        storage.withUnsafeMutableBytes { bytes in
            let rest = UnsafeRawBufferPointer(rebasing: bytes[(Self.room + taken)..<(Self.room + count)])
            UnsafeMutableRawBufferPointer(rebasing: bytes[Self.room...]).copyMemory(from: rest)
        }
        count -= taken
        return front
    }

    /// Empties the buffer.
    mutating func removeAll() {
        count = 0
    }

    /// Lends the bytes held, with the room for a nonce in front of them.
    mutating func withRoom<Value>(_ body: (UnsafeMutableRawBufferPointer) throws -> Value) rethrows -> Value {
        let end = Self.room + count
        return try storage.withUnsafeMutableBytes { bytes in
            try body(UnsafeMutableRawBufferPointer(rebasing: bytes[..<end]))
        }
    }
}
