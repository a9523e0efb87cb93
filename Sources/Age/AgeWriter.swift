#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where a writer puts a file's bytes, in order; must take all of them or throw.
package typealias WriteBytes = (UnsafeRawBufferPointer) throws -> Void

/// Seals a stream of any length in constant memory, of about three chunks of 64 KiB.
///
/// After any error, and after `finish`, every further call throws; what was written is then not a whole file.
package final class AgeWriter {
    private let output: WriteBytes
    private var cipher: ChunkCipher
    private var pending: [UInt8] = []
    private var failure: (any Error)?

    /// Writes the header and the payload's nonce.
    ///
    /// Takes from `random`, in this order: the file key (16 bytes), each X25519 recipient's ephemeral
    /// secret (32) or the scrypt salt (16), the nonce (16). Throws `AgeError.unusableRecipients` or
    /// `.badRecipient`, or whatever `write` throws.
    package init(to recipients: [AgeRecipient], random: RandomBytes, write: @escaping WriteBytes) throws {
        let (start, cipher) = try Self.start(to: recipients, random: random)
        self.cipher = cipher
        output = write
        pending.reserveCapacity(ChunkCipher.chunkLength)
        try start.withUnsafeBytes(write)
    }

    /// Makes a new file's header and nonce, as bytes, and the cipher for its chunks.
    static func start(
        to recipients: [AgeRecipient], random: RandomBytes
    ) throws(AgeError) -> (bytes: [UInt8], cipher: ChunkCipher) {
        try AgeRecipient.check(recipients)
        let fileKey = take(FileKeyWrap.fileKeyLength, from: random)
        let stanzas = try recipients.map { recipient throws(AgeError) in
            try recipient.wrap(fileKey, random: random)
        }
        let nonce = take(ChunkCipher.payloadNonceLength, from: random)
        let bytes = AgeHeader(stanzas, fileKey: fileKey).bytes + nonce
        return (bytes, ChunkCipher(fileKey: fileKey, nonce: nonce))
    }

    /// Takes the next bytes of the plaintext, and writes every chunk that is known not to be the final one.
    package func write(_ bytes: UnsafeRawBufferPointer) throws {
        try guarded {
            var rest = bytes
            while !rest.isEmpty {
                // A full chunk waits until more comes, for it may be the final one.
                if pending.count == ChunkCipher.chunkLength {
                    try pending.withUnsafeBytes { try emit($0, isFinal: false) }
                    pending.removeAll(keepingCapacity: true)
                }
                let taken: Int
                if pending.isEmpty, rest.count > ChunkCipher.chunkLength {
                    taken = ChunkCipher.chunkLength
                    try emit(UnsafeRawBufferPointer(rebasing: rest[..<taken]), isFinal: false)
                } else {
                    taken = min(rest.count, ChunkCipher.chunkLength - pending.count)
                    pending.append(contentsOf: rest[..<taken])
                }
                rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
            }
        }
    }

    /// Takes the next bytes of the plaintext.
    package func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try write($0) }
    }

    /// Writes the final chunk; without this call the file is a truncated one.
    package func finish() throws {
        try guarded {
            try pending.withUnsafeBytes { try emit($0, isFinal: true) }
            pending = []
        }
        failure = AgeError.alreadyFinished
    }

    private func emit(_ plaintext: UnsafeRawBufferPointer, isFinal: Bool) throws {
        try cipher.seal(plaintext, isFinal: isFinal).withUnsafeBytes(output)
    }

    private func guarded(_ body: () throws -> Void) throws {
        if let failure { throw failure }
        do {
            try body()
        } catch {
            failure = error
            throw error
        }
    }
}
