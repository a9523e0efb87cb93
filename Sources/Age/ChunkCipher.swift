import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The payload's encryption, one chunk after another (c2sp.org/age, "Payload").
struct ChunkCipher {
    /// The plaintext length of every chunk but the final one, in bytes.
    static let chunkLength = 64 * 1024
    /// The length in bytes of the authentication tag that ends every chunk.
    static let tagLength = 16
    /// The length in bytes of a sealed chunk that is full.
    static let sealedLength = chunkLength + tagLength
    /// The length in bytes of the nonce of one chunk.
    static let nonceLength = 12
    /// The length in bytes of the nonce between header and first chunk.
    static let payloadNonceLength = 16

    private static let info = Array("payload".utf8)

    private let key: SymmetricKey

    /// The number of the chunk that comes next, from zero.
    private(set) var chunk = 0

    /// Derives the payload key from the file key and the payload's nonce, of 16 bytes each.
    init(fileKey: [UInt8], nonce: [UInt8]) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: fileKey), salt: nonce, info: Self.info, outputByteCount: 32)
    }

    /// Seals the next chunk; the result ends with the tag.
    mutating func seal(_ plaintext: some DataProtocol, isFinal: Bool) throws(AgeError) -> Data {
        let nonce = nonce(isFinal: isFinal)
        let box = try AgeError.wrapping {
            try ChaChaPoly.seal(plaintext, using: key, nonce: ChaChaPoly.Nonce(data: nonce))
        }
        chunk += 1
        return box.combined.dropFirst(Self.nonceLength)
    }

    /// Opens the next chunk; nil, and no step forward, where it does not authenticate.
    ///
    /// The chunk comes after `nonceLength` bytes of room, which are overwritten: the library wants the
    /// nonce there, and this way it copies the chunk once only. There must be at least a tag.
    mutating func open(_ room: UnsafeMutableRawBufferPointer, isFinal: Bool) throws(AgeError) -> Data? {
        nonce(isFinal: isFinal).withUnsafeBytes { room.copyMemory(from: $0) }
        let box = try AgeError.wrapping {
            try ChaChaPoly.SealedBox(combined: UnsafeRawBufferPointer(room))
        }
        guard let plaintext = try? ChaChaPoly.open(box, using: key) else { return nil }
        chunk += 1
        return plaintext
    }

    /// Leaves the next chunk out: the one after it has a nonce of its own, and opens without it.
    mutating func passOver() {
        chunk += 1
    }

    private func nonce(isFinal: Bool) -> [UInt8] {
        var nonce = [UInt8](repeating: 0, count: Self.nonceLength)
        var counter = UInt64(chunk)
        // Eleven bytes of counter, of which eight never overflow.
        for index in stride(from: 10, to: 2, by: -1) {
            nonce[index] = UInt8(truncatingIfNeeded: counter)
            counter >>= 8
        }
        nonce[11] = isFinal ? 1 : 0
        return nonce
    }
}
