#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where a reader gets a file's bytes: fills up to all of the buffer and returns how many; 0 is the end.
package typealias ReadBytes = (UnsafeMutableRawBufferPointer) throws -> Int

/// Opens a stream of any length in constant memory, of about three chunks of 64 KiB.
///
/// The reader takes from its source as much as it can get, to the end of the file.
package final class AgeReader {
    private var input: InputBuffer
    private var cipher: ChunkCipher
    private var plaintext = Data()
    private var offset = 0
    private var finalChunkSeen = false
    private var failure: (any Error)?

    /// Reads the header and the payload's nonce, finds the file key and verifies the header with it.
    ///
    /// Identities are tried in the given order. A header is at most 64 KiB and 1024 stanzas long.
    /// Throws `AgeError.notAgeFile`, `.unsupportedVersion`, `.malformedHeader`, `.truncated(chunk: nil)`,
    /// `.noIdentityMatched`, `.wrongPassphrase`, `.workFactorTooHigh`, `.headerMACMismatch`, or whatever
    /// `read` throws.
    package init(identities: [AgeIdentity], read: @escaping ReadBytes) throws {
        var input = InputBuffer(read)
        let header = try Self.readHeader(&input)
        let fileKey = try AgeIdentity.unwrap(header, with: identities)
        guard header.isAuthentic(under: fileKey) else { throw AgeError.headerMACMismatch }
        try input.fill(to: ChunkCipher.payloadNonceLength)
        let nonce = input.removeFirst(ChunkCipher.payloadNonceLength)
        guard nonce.count == ChunkCipher.payloadNonceLength else { throw AgeError.truncated(chunk: nil) }
        cipher = ChunkCipher(fileKey: fileKey, nonce: nonce)
        self.input = input
    }

    /// Puts the next bytes of the plaintext into the buffer and returns how many; 0 is the verified end.
    ///
    /// Never returns a byte of a chunk that did not authenticate. The bytes of earlier chunks were
    /// returned before a later one fails, so they are a beginning of the plaintext and no more until
    /// the end is reached. Throws `AgeError.chunkFailed`, `.truncated`, `.trailingData` or
    /// `.emptyFinalChunk`, or whatever the source throws; and the same again on every later call.
    /// For an empty buffer, 0 says nothing.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if let failure { throw failure }
        guard !buffer.isEmpty else { return 0 }
        do {
            while offset == plaintext.count {
                guard try nextChunk() else { return 0 }
            }
        } catch {
            failure = error
            plaintext = Data()
            offset = 0
            throw error
        }
        let count = min(buffer.count, plaintext.count - offset)
        let start = plaintext.startIndex + offset
        plaintext.copyBytes(to: buffer, from: start..<start + count)
        offset += count
        return count
    }

    /// After `AgeError.chunkFailed` in a chunk that is not the last: goes on behind it, for whoever wants what is left.
    ///
    /// Returns how many bytes of the plaintext are lost with the chunk, after which `read(into:)` gives the next ones, each
    /// chunk as authentic as ever; `nil` after any other error, and while there is none.
    package func passOverFailedChunk() -> Int? {
        guard case .chunkFailed(_, atEnd: false)? = failure as? AgeError else { return nil }
        failure = nil
        input.removeAll()
        cipher.passOver()
        return ChunkCipher.chunkLength
    }

    private static func readHeader(_ input: inout InputBuffer) throws -> AgeHeader {
        var lineStart = 0
        var position = 0
        while true {
            while position < input.count {
                defer { position += 1 }
                guard input[position] == .lineFeed else { continue }
                // No other line can begin so: the body's alphabet has no hyphen.
                if position - lineStart >= 3,
                    (0..<3).allSatisfy({ input[lineStart + $0] == AgeHeader.endMark[$0] })
                {
                    return try AgeHeader(parsing: input.removeFirst(position + 1))
                }
                lineStart = position + 1
            }
            let isFull = input.count == InputBuffer.capacity
            if !isFull { try input.readMore() }
            guard !isFull, !input.isSourceAtEnd else {
                // There is no whole header; parse for what is wrong with it first.
                do throws(AgeError) {
                    return try AgeHeader(parsing: input.removeFirst(input.count))
                } catch {
                    throw isFull && error == .truncated(chunk: nil) ? .malformedHeader("too-long") : error
                }
            }
        }
    }

    /// Opens the next chunk into `plaintext`; false at the verified end.
    private func nextChunk() throws -> Bool {
        if finalChunkSeen {
            if input.count == 0 { try input.fill(to: 1) }
            guard input.count == 0 else { throw AgeError.trailingData }
            return false
        }
        let chunk = cipher.chunk
        try input.fill(to: ChunkCipher.sealedLength)
        guard input.count >= ChunkCipher.tagLength else { throw AgeError.truncated(chunk: chunk) }
        let isFull = input.count == ChunkCipher.sealedLength

        // Only a full chunk may be followed by others, and mostly it is.
        if isFull, let opened = try open(isFinal: false) {
            plaintext = opened
        } else if let opened = try open(isFinal: true) {
            guard !opened.isEmpty || chunk == 0 else { throw AgeError.emptyFinalChunk }
            plaintext = opened
            finalChunkSeen = true
        } else if !isFull, try open(isFinal: false) != nil {
            throw AgeError.truncated(chunk: chunk)
        } else {
            throw AgeError.chunkFailed(chunk: chunk, atEnd: !isFull)
        }
        offset = 0
        input.removeAll()
        return true
    }

    private func open(isFinal: Bool) throws -> Data? {
        try input.withRoom { try cipher.open($0, isFinal: isFinal) }
    }
}
