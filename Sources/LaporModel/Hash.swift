package import Crypto

/// A SHA-256 value, 32 bytes.
package struct Hash: Hashable, Comparable, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64)

    /// The hash whose bytes these are; `nil` unless there are 32.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        var words: [UInt64] = [0, 0, 0, 0]
        for (index, byte) in bytes.enumerated() { words[index / 8] = words[index / 8] << 8 | UInt64(byte) }
        self.words = (words[0], words[1], words[2], words[3])
    }

    /// The hash written as 64 lowercase hex digits.
    package init?(hex: String) {
        guard let bytes = Hex.bytes(hex, count: 32) else { return nil }
        self.init(bytes: bytes)
    }

    /// The SHA-256 of these pieces, one after another.
    package init(of pieces: UnsafeRawBufferPointer...) {
        var hasher = SHA256()
        for piece in pieces { hasher.update(bufferPointer: piece) }
        self.init(hasher.finalize())
    }

    /// The SHA-256 of pieces that `body` hands on one after another, for what is too large to hold.
    package init(ofPieces body: ((UnsafeRawBufferPointer) -> Void) throws -> Void) rethrows {
        var hasher = SHA256()
        try body { hasher.update(bufferPointer: $0) }
        self.init(hasher.finalize())
    }

    /// The SHA-256 of bytes.
    package init(of bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { Hash(of: $0) }
    }

    /// The SHA-256 of a text's UTF-8 bytes.
    package init(of text: String) {
        self.init(of: Array(text.utf8))
    }

    /// A finished digest.
    package init(_ digest: SHA256.Digest) {
        words = digest.withUnsafeBytes { bytes in
            func word(_ index: Int) -> UInt64 {
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
            }
            return (word(0), word(1), word(2), word(3))
        }
    }

    /// The 32 bytes.
    package var bytes: [UInt8] {
        withBytes { Array($0) }
    }

    /// Gives the 32 bytes without a copy on the heap.
    package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        let big = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
        return try withUnsafeBytes(of: big, body)
    }

    /// 64 lowercase hex digits.
    package var hex: String {
        withBytes { Hex.string($0) }
    }

    package static func == (left: Hash, right: Hash) -> Bool {
        left.words == right.words
    }

    package static func < (left: Hash, right: Hash) -> Bool {
        left.words < right.words
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}
