/// What of a source has been read and not yet been used up, in one piece.
struct ByteBuffer: ~Copyable {
    private let source: (UnsafeMutableRawBufferPointer) throws -> Int
    private var storage: UnsafeMutableBufferPointer<UInt8>
    private var start = 0
    private var end = 0
    private var isAtEnd = false

    init(source: @escaping (UnsafeMutableRawBufferPointer) throws -> Int) {
        self.source = source
        self.storage = .allocate(capacity: 1 << 16)
    }

    deinit { storage.deallocate() }

    /// The bytes at hand, valid until the next mutating call.
    var bytes: UnsafeMutableBufferPointer<UInt8> {
        UnsafeMutableBufferPointer(rebasing: storage[start..<end])
    }

    /// Gives up bytes at the front.
    mutating func drop(_ count: Int) { start += count }

    /// Gives up everything, also what has not been read.
    mutating func dropAll() {
        start = end
        isAtEnd = true
    }

    /// Reads until there are more bytes at hand than so many, or returns false at the end.
    mutating func has(moreThan count: Int) throws -> Bool {
        while end - start <= count {
            guard try fill() else { return false }
        }
        return true
    }

    /// Reads once, and returns false at the end of the source.
    ///
    /// If the source throws, the bytes at hand remain.
    mutating func fill() throws -> Bool {
        guard !isAtEnd else { return false }
        if start > 0, let base = storage.baseAddress {
            base.update(from: base + start, count: end - start)
            end -= start
            start = 0
        }
        if end == storage.count {
            let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2 * storage.count)
            _ = larger.initialize(fromContentsOf: storage)
            storage.deallocate()
            storage = larger
        }
        let room = UnsafeMutableBufferPointer(rebasing: storage[end...])
        let count = try source(UnsafeMutableRawBufferPointer(room))
        end += count
        isAtEnd = count == 0
        return count > 0
    }
}
