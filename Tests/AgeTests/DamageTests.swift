import Age
import Testing

@Suite struct DamageTests {
    private static let key = identity(1)
    private static let openers: [AgeIdentity] = [.x25519(key)]

    /// A file of one full chunk and one of 20 bytes, its plaintext, and where its payload begins.
    private static func twoChunks() throws -> (file: [UInt8], plaintext: [UInt8], payload: Int) {
        var random = SeededRandom(11)
        let plaintext = random.bytes(65536 + 20)
        let file = try seal(plaintext, to: [.x25519(key.recipient)])
        return (file, plaintext, file.count - plaintext.count - 2 * 16)
    }

    @Test func `a file cut anywhere gives an error and no byte that was not authenticated`() throws {
        let (file, plaintext, payload) = try Self.twoChunks()
        let firstChunkEnd = payload + 65536 + 16
        // Every offset but for the middle of the first chunk, all of which would take half a minute.
        let middle = payload + 600..<firstChunkEnd - 100
        for length in 0..<file.count where !middle.contains(length) || length % 41 == 0 {
            let outcome = readAll(Array(file[..<length]), with: Self.openers)
            if length < payload {
                let expected: AgeError = length == 0 ? .notAgeFile : .truncated(chunk: nil)
                #expect(outcome.headerError as? AgeError == expected, "cut at \(length)")
            } else {
                let chunk = length < firstChunkEnd ? 0 : 1
                let rest = length - (chunk == 0 ? payload : firstChunkEnd)
                let expected: AgeError =
                    rest < 16 ? .truncated(chunk: chunk) : .chunkFailed(chunk: chunk, atEnd: true)
                #expect(outcome.payloadError as? AgeError == expected, "cut at \(length)")
            }
            #expect(outcome.released == (length < firstChunkEnd ? [] : Array(plaintext[..<65536])))
        }
    }

    @Test func `a flipped bit anywhere gives an error and no byte that was not authenticated`() throws {
        let (file, plaintext, payload) = try Self.twoChunks()
        let firstChunkEnd = payload + 65536 + 16
        let sparse = Array(stride(from: payload, to: firstChunkEnd, by: 509))
        for offset in Array(0..<payload) + sparse + Array(firstChunkEnd - 20..<file.count) {
            for bit in [UInt8(0x01), 0x80] {
                var damaged = file
                damaged[offset] ^= bit
                let outcome = readAll(damaged, with: Self.openers)
                if offset < payload - 16 {
                    #expect(outcome.headerError is AgeError, "flip at \(offset)")
                } else {
                    #expect(outcome.payloadError is AgeError, "flip at \(offset)")
                }
                #expect(outcome.released == (offset < firstChunkEnd ? [] : Array(plaintext[..<65536])))
            }
        }
    }

    @Test func `chunks swapped, repeated, dropped or added are refused`() throws {
        var random = SeededRandom(12)
        let file = try seal(random.bytes(3 * 65536), to: [.x25519(Self.key.recipient)])
        let sealed = 65536 + 16
        let start = Array(file[..<(file.count - 3 * sealed)])
        let chunks = (0..<3).map {
            Array(file[(start.count + $0 * sealed)..<(start.count + ($0 + 1) * sealed)])
        }
        func error(_ order: [Int], adding extra: [UInt8] = []) -> AgeError? {
            let damaged = start + order.flatMap { chunks[$0] } + extra
            return readAll(damaged, with: Self.openers).payloadError as? AgeError
        }
        #expect(error([0, 1, 2]) == nil)
        #expect(error([1, 0, 2]) == .chunkFailed(chunk: 0, atEnd: false))
        #expect(error([0, 0, 1, 2]) == .chunkFailed(chunk: 1, atEnd: false))
        #expect(error([0, 2]) == .chunkFailed(chunk: 1, atEnd: false))
        #expect(error([0, 1]) == .truncated(chunk: 2))
        #expect(error([]) == .truncated(chunk: 0))
        #expect(error([0, 1, 2, 2]) == .trailingData)
        #expect(error([0, 1, 2], adding: [0]) == .trailingData)
    }

    @Test func `after an error a reader throws the same again`() throws {
        let (file, _, _) = try Self.twoChunks()
        let reader = try AgeReader(identities: Self.openers, read: source(file.dropLast()))
        var buffer = [UInt8](repeating: 0, count: 65536)
        #expect(try buffer.withUnsafeMutableBytes { try reader.read(into: $0) } == 65536)
        for _ in 0..<3 {
            #expect(throws: AgeError.chunkFailed(chunk: 1, atEnd: true)) {
                try buffer.withUnsafeMutableBytes { try reader.read(into: $0) }
            }
        }
    }

    @Test func `an error of the source is passed on and stays`() throws {
        struct Unreadable: Error {}
        let (file, _, _) = try Self.twoChunks()
        let whole = source(file, step: 1000)
        var calls = 0
        let reader = try AgeReader(identities: Self.openers) { buffer in
            calls += 1
            if calls == 10 { throw Unreadable() }
            return try whole(buffer)
        }
        var buffer = [UInt8](repeating: 0, count: 10)
        for _ in 0..<2 {
            #expect(throws: Unreadable.self) {
                try buffer.withUnsafeMutableBytes { try reader.read(into: $0) }
            }
        }
        #expect(calls == 10)
    }
}
