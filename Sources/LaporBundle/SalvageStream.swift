import Age
import Archive

/// The payload files of a damaged bundle, as far as they can be found.
///
/// A chunk of the age file that does not authenticate is passed over; what it hides of the archive is as long as a chunk
/// always is, so that the files behind it stand where they stood. Where a file's header is lost with it, the next one that
/// the signed manifest names is looked for. What is found is no more than that: its hash is for the caller to check.
final class SalvageStream {
    /// A part of the content at hand is lost.
    struct Lost: Error {}

    private enum Piece {
        case bytes(Int)
        /// So many bytes are lost here.
        case lost(Int)
        case end
    }

    private let age: AgeReader
    /// By the path in the archive, the place in the manifest.
    private let places: [String: Int]
    /// The least place that may come: the files stand in the manifest's order.
    private var least: Int
    private var hidden = 0
    private var contentLeft = 0
    private var paddingLeft = 0
    private var isAtEnd = false
    private var block = [UInt8](repeating: 0, count: TarEntry.blockSize)

    /// What stands behind the files that a reader has read.
    init(behind reader: BundleReader) {
        age = reader.age
        let bag = reader.bag
        least = bag.next
        places = Dictionary(
            uniqueKeysWithValues: bag.entries.enumerated().map { ("\(bag.folder)/\($1.path)", $0) })
    }

    /// Goes to the next file that the manifest names: its place there and its size in bytes; `nil` at the end.
    func next() throws -> (place: Int, size: Int)? {
        try passOverContent()
        while !isAtEnd {
            guard try fillBlock(), let entry = TarEntry(headerBlock: block), entry.kind == .file,
                let place = places[entry.path], place >= least
            else { continue }
            least = place + 1
            contentLeft = entry.size
            paddingLeft = entry.padding
            return (place, entry.size)
        }
        return nil
    }

    /// Reads on in the file's content, as `AgeReader.read` does; throws `Lost` where some of it is lost.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard contentLeft > 0, !buffer.isEmpty else { return 0 }
        switch try piece(UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, contentLeft)])) {
        case .bytes(let count):
            contentLeft -= count
            return count
        case .lost(let count):
            contentLeft -= count
            throw Lost()
        case .end:
            throw Lost()
        }
    }

    /// The file's whole content, of so many bytes; throws `Lost` where some of it is lost.
    func readAll(_ size: Int) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            let room = UnsafeMutableRawBufferPointer(buffer)
            while filled < size {
                filled += try read(into: UnsafeMutableRawBufferPointer(rebasing: room[filled..<size]))
            }
        }
    }

    private func passOverContent() throws {
        var left = contentLeft + paddingLeft
        (contentLeft, paddingLeft) = (0, 0)
        try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { scratch in
            while left > 0, !isAtEnd {
                let wanted = UnsafeMutableRawBufferPointer(rebasing: scratch[..<min(left, scratch.count)])
                switch try piece(wanted) {
                case .bytes(let count), .lost(let count): left -= count
                case .end: return
                }
            }
        }
    }

    /// Reads the next block; `false` if it is lost.
    ///
    /// A chunk is a whole number of blocks, so that none is lost in part.
    private func fillBlock() throws -> Bool {
        var filled = 0
        while filled < block.count {
            let read = try block.withUnsafeMutableBytes { (bytes) throws -> Piece in
                try piece(UnsafeMutableRawBufferPointer(rebasing: bytes[filled...]))
            }
            guard case .bytes(let count) = read else { return false }
            filled += count
        }
        return true
    }

    private func piece(_ buffer: UnsafeMutableRawBufferPointer) throws -> Piece {
        if isAtEnd { return .end }
        while hidden == 0 {
            do {
                let count = try age.read(into: buffer)
                if count > 0 { return .bytes(count) }
                isAtEnd = true
                return .end
            } catch is AgeError {
                guard let lost = age.passOverFailedChunk() else {
                    isAtEnd = true
                    return .end
                }
                hidden = lost
            }
        }
        let count = min(hidden, buffer.count)
        hidden -= count
        return .lost(count)
    }
}
