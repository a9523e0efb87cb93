/// A source of bytes, read forwards once: fills the front of a buffer and says how much of it; 0 at the end.
package typealias ReadBytes = (UnsafeMutableRawBufferPointer) throws -> Int

/// A sink of bytes: takes the whole buffer, which is valid during the call only, or throws.
package typealias WriteBytes = (UnsafeRawBufferPointer) throws -> Void

/// Reads forwards through a buffer, and passes on what stays.
final class ByteStream {
    private let source: ReadBytes
    private let sink: WriteBytes
    private var buffer = [UInt8](repeating: 0, count: 65_536)
    private var position = 0
    private var end = 0

    init(read: @escaping ReadBytes, write: @escaping WriteBytes) {
        source = read
        sink = write
    }

    /// Sees to it that there is a byte to read; `false` at the end.
    private func fill() throws -> Bool {
        if position < end { return true }
        position = 0
        end = try buffer.withUnsafeMutableBytes { try source($0) }
        return end > 0
    }

    /// The next byte; `nil` at the end.
    func next() throws -> UInt8? {
        guard try fill() else { return nil }
        defer { position += 1 }
        return buffer[position]
    }

    /// The next bytes, all of them: `count` must be small.
    func take(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try pass(count) { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// Lets bytes go.
    func skip(_ count: Int) throws {
        try pass(count) { _ in }
    }

    /// Passes bytes on as they are.
    func copy(_ count: Int) throws {
        try pass(count, to: sink)
    }

    /// Hands on the next bytes, or throws ``ImageError/cutOff`` where there are fewer.
    func pass(_ count: Int, to body: WriteBytes) throws {
        var left = count
        while left > 0 {
            guard try fill() else { throw ImageError.cutOff }
            let piece = position..<min(end, position + left)
            try buffer.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[piece])) }
            position = piece.upperBound
            left -= piece.count
        }
    }

    /// Passes bytes on up to one of this value, or to the end.
    func copy(upTo byte: UInt8) throws {
        while try fill() {
            let stop = buffer.withUnsafeBytes { bytes in bytes[position..<end].firstIndex(of: byte) }
            let piece = position..<(stop ?? end)
            if !piece.isEmpty {
                try buffer.withUnsafeBytes { try sink(UnsafeRawBufferPointer(rebasing: $0[piece])) }
            }
            position = piece.upperBound
            if stop != nil { return }
        }
    }

    /// Writes bytes that were made.
    func put(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try sink($0) }
    }
}
