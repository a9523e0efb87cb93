import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The encryption of a file key under a wrap key, common to the native stanzas.
///
/// The nonce is fixed at twelve zero bytes, which is safe as every wrap key is used once.
enum FileKeyWrap {
    /// The length of a file key in bytes.
    static let fileKeyLength = 16
    /// The length of a wrapped file key in bytes.
    static let bodyLength = fileKeyLength + ChunkCipher.tagLength
    /// The length of a wrap key in bytes.
    static let wrapKeyLength = 32

    private static let nonce = [UInt8](repeating: 0, count: ChunkCipher.nonceLength)

    /// Returns the stanza body for a file key.
    static func seal(_ fileKey: [UInt8], under wrapKey: SymmetricKey) throws(AgeError) -> [UInt8] {
        try AgeError.wrapping {
            let box = try ChaChaPoly.seal(fileKey, using: wrapKey, nonce: ChaChaPoly.Nonce(data: nonce))
            return Array(box.combined.dropFirst(ChunkCipher.nonceLength))
        }
    }

    /// Returns the file key in a body of `bodyLength` bytes; nil where the wrap key is another.
    static func open(_ body: [UInt8], under wrapKey: SymmetricKey) throws(AgeError) -> [UInt8]? {
        let box = try AgeError.wrapping { try ChaChaPoly.SealedBox(combined: nonce + body) }
        guard let fileKey = try? ChaChaPoly.open(box, using: wrapKey) else { return nil }
        return Array(fileKey)
    }
}
