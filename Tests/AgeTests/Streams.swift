import Age

/// A source over bytes in memory that hands out at most `step` bytes at a time.
func source(_ file: [UInt8], step: Int = .max) -> ReadBytes {
    var position = 0
    return { buffer in
        let count = min(buffer.count, file.count - position, step)
        buffer.copyBytes(from: file[position..<position + count])
        position += count
        return count
    }
}

/// Reads to the end or the first error, and tells both what was released and why it stopped.
func readAll(
    _ file: [UInt8], with identities: [AgeIdentity], sourceStep: Int = .max, readStep: Int = 100_000
) -> (released: [UInt8], headerError: (any Error)?, payloadError: (any Error)?) {
    var released: [UInt8] = []
    let reader: AgeReader
    do {
        reader = try AgeReader(identities: identities, read: source(file, step: sourceStep))
    } catch {
        return ([], error, nil)
    }
    var buffer = [UInt8](repeating: 0, count: readStep)
    do {
        while true {
            let count = try buffer.withUnsafeMutableBytes { try reader.read(into: $0) }
            guard count > 0 else { return (released, nil, nil) }
            released += buffer[..<count]
        }
    } catch {
        return (released, nil, error)
    }
}

/// Seals through the writer, in pieces of `step` bytes.
func stream(_ plaintext: [UInt8], to recipients: [AgeRecipient], seed: UInt64, step: Int) throws -> [UInt8] {
    var random = SeededRandom(seed)
    var file: [UInt8] = []
    let writer = try AgeWriter(to: recipients, random: { random.bytes($0) }, write: { file += $0 })
    var start = 0
    while start < plaintext.count {
        let end = min(start + step, plaintext.count)
        try writer.write(Array(plaintext[start..<end]))
        start = end
    }
    try writer.finish()
    return file
}

/// Seals in memory with reproducible randomness.
func seal(_ plaintext: [UInt8], to recipients: [AgeRecipient], seed: UInt64 = 1) throws -> [UInt8] {
    var random = SeededRandom(seed)
    return try Age.seal(plaintext, to: recipients, random: { random.bytes($0) })
}

/// A reproducible identity.
func identity(_ seed: UInt64) -> X25519Identity {
    var random = SeededRandom(seed)
    return X25519Identity.generate { random.bytes($0) }
}
