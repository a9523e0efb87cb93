import CZlib

/// Makes gzip members one after another (RFC 1952), keeping its working memory between them.
///
/// The same input and level give the same member from a new and from a used compressor, with the
/// same zlib. Not to be used from two threads at a time.
package final class GzipCompressor {
    // zlib's state points back at its stream, which therefore must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let scratch: UnsafeMutableBufferPointer<UInt8>

    /// Takes the working memory, about 0.5 MiB.
    ///
    /// - Parameter level: From 0, stored, to 9, smallest.
    ///
    /// Throws ``GzipError`` `badLevel` or `library`.
    package init(level: Int) throws {
        guard (0...9).contains(level) else { throw GzipError.badLevel(level) }
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 16 more than the window's size asks for the gzip wrapping; 8 is zlib's usual memory level.
        let code = deflateInit2_(
            stream, Int32(level), Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY, zlibVersion(),
            Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else {
            stream.deallocate()
            throw GzipError.library(code: Int(code))
        }
        self.stream = stream
        self.scratch = .allocate(capacity: 1 << 18)
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
        scratch.deallocate()
    }

    /// Compresses the bytes to one member that replaces the output, whose capacity is kept.
    ///
    /// The member has no name, no comment, time 0 and operating system 255, which is "unknown".
    /// Throws ``GzipError`` `library`, leaving the output empty.
    package func compress(_ bytes: UnsafeRawBufferPointer, into output: inout [UInt8]) throws {
        output.removeAll(keepingCapacity: true)
        var code = deflateReset(stream)
        var input = bytes[...]
        while code == Z_OK {
            // zlib counts in 32 bits.
            let part = UnsafeRawBufferPointer(rebasing: input.prefix(1 << 30))
            input = input.dropFirst(part.count)
            // zlib does not write to its input, though its type would let it.
            stream.pointee.next_in = UnsafeMutablePointer(
                mutating: part.baseAddress?.assumingMemoryBound(to: UInt8.self))
            stream.pointee.avail_in = UInt32(part.count)
            repeat {
                stream.pointee.next_out = scratch.baseAddress
                stream.pointee.avail_out = UInt32(scratch.count)
                code = deflate(stream, input.isEmpty ? Z_FINISH : Z_NO_FLUSH)
                let count = scratch.count - Int(stream.pointee.avail_out)
                output.append(contentsOf: UnsafeBufferPointer(rebasing: scratch[..<count]))
            } while code == Z_OK && stream.pointee.avail_out == 0
        }
        guard code == Z_STREAM_END else {
            output.removeAll(keepingCapacity: true)
            throw GzipError.library(code: Int(code))
        }
        // zlib names the system it was built for; the header is under no checksum.
        output[9] = 255
    }
}
