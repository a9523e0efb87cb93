/// Copies bytes from one place to another, 64 KiB at a time.
package enum ByteCopy {
    private static let size = 65_536

    /// Reads to the end and hands on all that comes; gives how many bytes that were.
    @discardableResult
    package static func run(
        from read: (UnsafeMutableRawBufferPointer) throws -> Int,
        to write: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> Int {
        var total = 0
        try withUnsafeTemporaryAllocation(byteCount: size, alignment: 16) { buffer in
            while true {
                let count = try read(buffer)
                if count == 0 { break }
                total += count
                try write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
        }
        return total
    }
}
