#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Binary age files, version 1, held whole in memory (c2sp.org/age).
///
/// X25519 and scrypt recipients; neither the ASCII armour nor the other recipient types.
package enum Age {
    /// Returns the file that holds the plaintext, sealed to all recipients.
    ///
    /// Takes randomness and throws as `AgeWriter` does.
    package static func seal(
        _ plaintext: [UInt8], to recipients: [AgeRecipient], random: RandomBytes
    ) throws(AgeError) -> [UInt8] {
        var (file, cipher) = try AgeWriter.start(to: recipients, random: random)
        let chunks = max(1, (plaintext.count + ChunkCipher.chunkLength - 1) / ChunkCipher.chunkLength)
        file.reserveCapacity(file.count + plaintext.count + chunks * ChunkCipher.tagLength)
        for chunk in 0..<chunks {
            let start = chunk * ChunkCipher.chunkLength
            let end = min(start + ChunkCipher.chunkLength, plaintext.count)
            file.append(contentsOf: try cipher.seal(plaintext[start..<end], isFinal: chunk == chunks - 1))
        }
        return file
    }

    /// Returns the whole plaintext of a file, all of it authenticated; throws as `AgeReader` does.
    package static func open(_ file: [UInt8], with identities: [AgeIdentity]) throws -> [UInt8] {
        var position = 0
        let reader = try AgeReader(identities: identities) { buffer in
            let count = min(buffer.count, file.count - position)
            file.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[position..<position + count])) }
            position += count
            return count
        }
        // The plaintext is always shorter than its file, so there is room left to ask for the end.
        return try Array(unsafeUninitializedCapacity: file.count) { buffer, initialised in
            while true {
                let free = UnsafeMutableBufferPointer(rebasing: buffer[initialised...])
                let count = try reader.read(into: UnsafeMutableRawBufferPointer(free))
                guard count > 0 else { return }
                initialised += count
            }
        }
    }
}
